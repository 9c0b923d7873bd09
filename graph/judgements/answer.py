"""Answers (作答): a person's word about a doubt, checked, as the line that goes into the file."""

import getpass
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from graph.errors import UnknownDecision
from graph.judgements.classes import conflict
from graph.judgements.decision import Decision, Verdict, name_of
from graph.judgements.doubts import Doubt
from graph.judgements.log import Decisions
from graph.judgements.naming import Names, Naming
from graph.language import Text
from graph.model import City

__all__ = ["answer", "undoing"]

SOMEWHERE = City("name:某市", "某市", "prefecture")  # names are tried in a city of no name of its own
ADVANCE = re.compile(r"advance/(.+/m.+)/([^/]+)")
TARGET = re.compile(r".+/m.+/t\d+-\d+")
NOTE = re.compile(r"note/\w+/.+")


def answer(
    about: str,
    verdict: Verdict,
    *,
    value: str | None = None,
    city: str | None = None,
    why: str | None = None,
    who: str | None = None,
    decisions: Decisions,
    names: Names,
    doubts: Sequence[Doubt] | None = None,
) -> Decision:
    """Return the decision that somebody takes now.

    Args:
        about: the id of the doubt.
        verdict: what it is said to be.
        value: the body, indicator or proper name meant; what is proposed, where nothing is said.
        city: the city it holds in, by name or code; all, where none is named.
        why: for those who read the file later.
        who: who decides; the user of this machine, unless told.
        decisions: what has been decided before.
        names: what the reader knows of names.
        doubts: the doubts there are, where files were read.

    Raises:
        UnknownDecision: there is no such doubt, body or indicator, or the verdict does not fit it.
        DecisionsConflict: it has been decided before, or contradicts what has been; that has to be undone first.

    """
    doubt = next((each for each in doubts or () if each.id == about), None)
    if doubts is not None and doubt is None:
        raise _unknown(Text(f"这些文件中没有存疑 {about}。", f"these files have no doubt {about}."))
    if value is None and doubt is not None and about.startswith("name/") and verdict is not Verdict.UNSURE:
        value = doubt.proposal
    _check(about, verdict, value, city)
    known = {str(name_of(each.about)) for each in decisions.in_force} | {each.words for each in doubts or ()}
    _check_value(about, verdict, value, names, known)
    said = Decision(
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        who=who or getpass.getuser(),
        verdict=verdict,
        about=about,
        value=value,
        city=city,
        quote=doubt.quote if doubt else None,
        why=why,
    ).identified()
    for earlier in decisions.in_force:
        renames = Verdict.RENAME in (earlier.verdict, verdict) and earlier.verdict != verdict
        if (earlier.about, earlier.city) == (about, city) and not renames:
            raise conflict(said, earlier)
    # What contradicts itself only once names are read (市营商办, 营商办) is found in a city where both hold.
    place = City(f"name:{city}", city, SOMEWHERE.level) if city else SOMEWHERE
    Naming(place, [*(each for each in decisions.in_force if each.holds_in(place)), said], names)
    return said


def undoing(id_: str, decisions: Decisions, *, why: str | None = None, who: str | None = None) -> Decision:
    """Return the line that undoes a decision.

    Raises:
        UnknownDecision: no decision of that id is in force.

    """
    undone = decisions.found(id_)
    return Decision(
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        who=who or getpass.getuser(),
        verdict=Verdict.UNDO,
        about=undone.about,
        value=id_,
        why=why,
    ).identified()


def _check(about: str, verdict: Verdict, value: str | None, city: str | None) -> None:
    """Refuse an id of no form, and a verdict that its form cannot have."""
    named = name_of(about)
    if not (named or ADVANCE.fullmatch(about) or TARGET.fullmatch(about) or NOTE.fullmatch(about)):
        raise _unknown(Text(f"{about} 不是存疑的标识。", f"{about} is no id of a doubt."))
    if verdict is Verdict.UNDO:
        raise _unknown(Text("撤销请用 review undo。", "use `review undo` to undo."))
    if (about.startswith("advance/") and verdict is Verdict.RENAME) or (
        about.startswith("note/") and verdict not in (Verdict.SAME, Verdict.UNSURE)
    ):
        raise _unknown(Text(f"对 {about} 不能作 {verdict}。", f"{about} cannot be {verdict}."))
    if value is None and (verdict is Verdict.RENAME or (named and verdict is Verdict.SAME)):
        raise _unknown(Text("没有说明是什么。", "what it is has not been said."))
    if named and verdict is Verdict.RENAME and city is None and "{city}" not in str(value):
        raise _unknown(
            Text(
                "正式名称只属于一个城市，或以 {city} 代城市名。",
                "an official name is of one city, or has {city} in it.",
            )
        )


def _check_value(about: str, verdict: Verdict, value: str | None, names: Names, known: set[str]) -> None:
    """Refuse what is neither in the tables, nor a group, nor a name that occurs or was decided about."""
    if value is None or verdict is Verdict.RENAME:
        return
    if name_of(about) is not None:
        body = names.resolve(SOMEWHERE, value)
        if body is not None and not body.known and value not in known:
            raise _unknown(Text(f"不认识单位“{value}”。", f"no body is called {value}."))
    elif about.startswith("advance/") and names.indicator(value) is None:
        raise _unknown(Text(f"没有指标“{value}”。", f"there is no indicator {value}."))


def _unknown(what: Text) -> UnknownDecision:
    return UnknownDecision(
        what,
        Text(
            "用 yingshang review 文件… 列出存疑，--as 写明所指。",
            "`yingshang review PATH…` lists doubts; --as says what is meant.",
        ),
    )

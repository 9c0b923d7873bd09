"""Decisions (裁定): what a person said about something uncertain, and how such judgements combine.

A decision is about one thing, by its id: `name/<name as printed>`, `advance/<measure>/<indicator>`,
the id of a target, or `note/<code>/<words>`. It holds in every city, or in the one it names and below.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from graph.model import City, Measure

__all__ = ["Decision", "Judgement", "Verdict", "about_advance", "about_name", "about_note", "name_of", "of_measure"]

NAME = "name/"
LONGEST = 24  # characters of an id that are the words in doubt


class Judgement(StrEnum):
    """Whether two names mean the same body.

    `+` combines judgements along a path: what is the same as a same one is the same, what is the same as a
    different one is different; two differences in a row say nothing. As in OpenSanctions' nomenklatura.
    """

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"

    def __add__(self, other: str) -> "Judgement":
        pair = {self, Judgement(other)}
        if pair == {Judgement.SAME}:
            return Judgement.SAME
        return Judgement.DIFFERENT if pair == {Judgement.SAME, Judgement.DIFFERENT} else Judgement.UNSURE


class Verdict(StrEnum):
    """What a line of the file says: a judgement, a proper name, or that an earlier line no longer holds."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    RENAME = "rename"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file: who decided what about which thing, when and why.

    `value`: for `same` the body (or indicator) meant, None for what was read; for `different` what it is not;
    for `rename` the proper name; for `undo` the decision undone. `quote`: words that must stand in the
    measure, so that a decision about one measure does not pass to another. `where`: `file:line`.
    """

    when: str
    who: str
    verdict: Verdict
    about: str
    value: str | None = None
    city: str | None = None
    quote: str | None = None
    why: str | None = None
    id: str = ""
    where: str = field(default="", compare=False)

    def identified(self) -> Self:
        """Return the decision with an id made of what it says: lines written apart do not collide when merged."""
        said = json.dumps(asdict(replace(self, id="", where="")), ensure_ascii=False, sort_keys=True)
        return replace(self, id=hashlib.sha256(said.encode()).hexdigest()[:8])

    def line(self) -> dict[str, Any]:
        """Return what the file holds, in the order that reads well, nothing where nothing was said."""
        order = ("id", "when", "who", "verdict", "about", "value", "city", "quote", "why")
        return {name: value for name in order if (value := getattr(self, name)) is not None}

    def holds_in(self, city: City) -> bool:
        """Tell whether the decision is for a city: for all, or for it or one above it."""
        return self.city is None or any(self.city in (each.name, each.code) for each in (city, *city.parents))

    def fits(self, measure: Measure) -> bool:
        """Tell whether the words that the decision rests on still stand in the measure."""
        return self.quote is None or self.quote in measure.text


def about_name(printed: str) -> str:
    """Return the id of the doubt what a printed name means."""
    return NAME + printed


def name_of(about: str) -> str | None:
    """Return the printed name that an id is about; None where it is about something else."""
    return about.removeprefix(NAME) if about.startswith(NAME) else None


def about_advance(measure: str, indicator: str) -> str:
    """Return the id of the doubt whether a measure, by its id, advances an indicator."""
    return f"advance/{measure}/{indicator}"


def of_measure(about: str, measure: str) -> str | None:
    """Return the indicator of a doubt about a measure by its id; None where the doubt is another."""
    before = f"advance/{measure}/"
    return about.removeprefix(before) if about.startswith(before) else None


def about_note(code: str, words: str) -> str:
    """Return the id of something left as it is, which a person may only acknowledge; long words are cut."""
    if len(words) > LONGEST:
        words = f"{words[:LONGEST]}…{hashlib.sha256(words.encode()).hexdigest()[:6]}"
    return f"note/{code}/{words}"

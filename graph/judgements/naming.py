"""What names mean once decisions are applied (定名), in the plan of one city.

A printed name and a body are different things: to say that one name of a body means another body must not
move the body's other names. So a decision ties a name to a body, or to another name that is decided about.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from graph.judgements.classes import Classes, Tie, conflict
from graph.judgements.decision import Decision, Judgement, Verdict, name_of
from graph.model import Body, City, Function, Indicator, Measure, Mention, Plan, Responsibility

__all__ = ["Meaning", "Names", "Naming", "doubts_about_names"]


class Names(Protocol):
    """What the reader knows of names, as far as decisions need it."""

    def resolve(self, city: City, name: str) -> Body | None:
        """Return the body that a name means in a plan of a city; None for a group."""

    def placed(self, city: City, name: str) -> tuple[City, str]:
        """Return the city that a name belongs to, and the name without its place."""

    def indicator(self, name: str) -> Indicator | None:
        """Return the indicator of a name."""

    def known(self, city: City) -> Iterable[Body]:
        """Return the bodies that a city may have by the reviewed tables."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The body that a name means (None: a group), the decisions that say so, and whether they say which body it is."""

    body: Body | None
    decisions: tuple[Decision, ...] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    """A printed name in its city: 市营商办 and 东宁市营商办 are one."""

    city: str
    bare: str


class Naming:
    """What names mean in the plans of a city.

    Args:
        city: the city.
        decisions: those that hold in it, and no others.
        names: what the reader knows of names.
        measures: those of the plan, by which short forms are told.

    Raises:
        DecisionsConflict: two decisions contradict each other.

    """

    def __init__(
        self, city: City, decisions: Iterable[Decision], names: Names, measures: Iterable[Measure] = ()
    ) -> None:
        self._city, self._names = city, names
        self._homes: dict[Hashable, City] = {}
        self._bodies: dict[Hashable, Body | None] = {}
        self._about: dict[_Name, list[Decision]] = {}
        self._renamed: dict[_Name, list[Decision]] = {}
        for decision in decisions:
            name = name_of(decision.about)
            if name is not None:
                of_kind = self._renamed if decision.verdict is Verdict.RENAME else self._about
                of_kind.setdefault(self._name(self._city, name), []).append(decision)
        self._about = {name: self._narrowest(said) for name, said in self._about.items()}
        self._classes = Classes(self._tie(name, each) for name, said in self._about.items() for each in said)
        self._fuller = self._contracted(measures) if self._about else {}
        self._official = self._renames()

    def meaning(self, raw: str, body: Body | None) -> Meaning:
        """Return what a name that was read as a body means."""
        said: tuple[Decision, ...] = ()
        if self._about:
            name = self._name(self._city, raw)
            said = tuple(each for each in self._about.get(name, ()) if each.verdict is not Verdict.UNSURE)
            if said:
                body = self._meant(name, raw, body)
        official = self._official.get(_node(body))
        if body is not None and official is not None:
            return Meaning(replace(body, name=_filled(str(official.value), body.city)), (*said, official), bool(said))
        return Meaning(body, said, bool(said))

    def judgement(self, raw: str) -> Judgement | None:
        """Return how far a name is settled, None where nobody decided about it."""
        verdicts = {each.verdict.value for each in self._about.get(self._name(self._city, raw), ())}
        return next((each for each in Judgement if each in verdicts), None)

    def _meant(self, name: _Name, raw: str, body: Body | None) -> Body | None:
        head = self._classes.head(name)
        if isinstance(head, _Name):  # said to differ, with nobody saying what else it is
            other = next((each.value for each in self._about.get(head, ()) if each.verdict is Verdict.DIFFERENT), None)
            if head != name:
                return self._own(head)
            refused = (
                self._body_node(self._homes[name], other) if other else _node(self._names.resolve(self._city, raw))
            )
            if body is not None and _node(body) != refused:
                return body
            read = self._names.resolve(self._city, raw)
            return read if read is not None and _node(read) != refused else self._own(name)
        meant = self._bodies[head]
        return self._fuller.get(head, meant)

    def _own(self, name: _Name) -> Body:
        city, bare = self._homes[name], name.bare
        full = bare if bare.startswith(city.name) else f"{city.name}{bare}"
        return Body(city, bare, full, bare, (Function(bare),), known=False)

    def _tie(self, name: _Name, decision: Decision) -> Tie:
        home = self._homes[name]
        if decision.value is None:
            return Tie(name, self._body_node(self._city, str(name_of(decision.about))), decision)
        value = self._name(home, decision.value)
        other: Hashable = value if value in self._about and value != name else self._body_node(home, decision.value)
        return Tie(name, other, decision)

    def _name(self, city: City, printed: str) -> _Name:
        home, bare = self._names.placed(city, printed)
        name = _Name(home.code, bare)
        self._homes.setdefault(name, home)
        return name

    def _body_node(self, city: City, name: str) -> Hashable:
        body = self._names.resolve(city, name)
        node = _node(body) or ("group", name)
        self._bodies.setdefault(node, body)
        return node

    def _narrowest(self, said: list[Decision]) -> list[Decision]:
        """Return the decisions about one name that are for the narrowest place: they stand above wider ones."""
        chain = [label for each in (self._city, *self._city.parents) for label in (each.name, each.code)]
        ranks = [len(chain) if each.city is None else chain.index(each.city) // 2 for each in said]
        return [each for each, rank in zip(said, ranks, strict=True) if rank == min(ranks)]

    def _contracted(self, measures: Iterable[Measure]) -> dict[Hashable, Body]:
        """Return, for bodies that the plan also names more fully, what the reader took them for."""
        found: dict[Hashable, Body] = {}
        for measure in measures:
            for entry in measure.responsibilities:
                read = self._names.resolve(self._city, entry.raw) if entry.body else None
                if entry.body is not None and read is not None and _node(read) != _node(entry.body):
                    found.setdefault(_node(read), entry.body)
        return found

    def _renames(self) -> dict[Hashable, Decision]:
        found: dict[Hashable, Decision] = {}
        for name, said in self._renamed.items():
            printed = str(name_of(said[0].about))
            body = self._names.resolve(self._city, printed)
            if name in self._about:
                body = self._meant(name, printed, body)
            for decision in self._narrowest(said):
                earlier = found.setdefault(_node(body), decision)
                if earlier.value != decision.value:
                    raise conflict(decision, earlier)
        found.pop(None, None)
        return found


def names_in(plan: Plan) -> Iterator[Responsibility | Mention]:
    """Yield each fact of a plan that is a printed name."""
    for measure in plan.measures:
        yield from measure.responsibilities
        yield from measure.mentions


def doubts_about_names(plan: Plan) -> dict[tuple[str, str], Body | None]:
    """Return what is unresolved where a name stands, by code and words, with the body it was read as.

    The same words elsewhere are the same doubt: a measure that lists a name twice keeps one of them.
    """
    read = {fact.span: fact.body for fact in names_in(plan)}
    return {(each.code, each.raw): read[each.span] for each in plan.unresolved if each.span in read}


def _node(body: Body | None) -> Hashable:
    return (body.city.code, body.key) if body else None


def _filled(name: str, city: City) -> str:
    return name.replace("{city}", city.name)

"""What every export is made from: documents, measures, departments, responsibilities, targets, deadlines, similarities.

Streamed from Neo4j a document at a time; everything after it is plain Python on a value. Open groups
(各相关单位) are counted on their measure and are never a department.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from sys import intern
from typing import TypeVar

from graph.errors import UnknownCity, UnknownIndicator
from graph.language import Text
from graph.model import Function, Indicator, Role
from graph.store import Row, Store

__all__ = ["Corpus", "Deadline", "Department", "Document", "Measure", "Similarity", "Statement", "Target", "read"]

SECONDS = 600.0
"""A country of 24,000 measures is some fifteen seconds of work; this is for slow and busy machines."""

BATCH = 20
"""Documents that wait here at a time while they are read."""


@dataclass(frozen=True, slots=True)
class Document:
    """A published plan; None where it does not say.

    `parser` is what read it, `compared` the method by which its measures were compared with those of
    other documents, None where that has not been done.
    """

    id: str
    title: str
    city: str
    city_code: str
    number: str | None
    issuer: str | None
    issued_on: str | None
    status: str
    period: str | None
    source: str
    form: str
    sha256: str
    states_responsibility: bool
    parser: str | None = None
    compared: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with the national indicators it advances; `open` counts its open groups."""

    id: str
    document: Document
    ordinal: int
    printed_number: str | None
    heading: str | None
    start: int
    end: int
    open: int
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Department:
    """A body of one city with the functions it performs."""

    id: str
    name: str
    short: str
    function: str
    city: str
    city_code: str
    functions: tuple[Function, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One stated responsibility: who, for what, in which role, and where that is printed."""

    department: Department
    measure: Measure
    role: Role
    raw: str
    start: int
    end: int
    basis: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified undertaking of a measure; None where the text does not say. `old` and `new` are in `unit`."""

    id: str
    measure: Measure
    metric: str | None
    kind: str
    old: float | None
    new: float
    unit: str | None
    comparator: str
    due: str | None
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when a measure, or a part of it, is to be done; `latest` is the last day meant."""

    id: str
    measure: Measure
    value: str
    latest: str
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Similarity:
    """Two measures of different documents with words in common: `score` from 0 to 1, `shared` in characters."""

    one: Measure
    other: Measure
    score: float
    shared: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """The chosen part of the graph, in a fixed order: by city, document and printed position.

    `indicators` are the national ones in their national order; `indicator` is the one that the measures were
    chosen by, None for all of them.
    """

    documents: tuple[Document, ...]
    measures: tuple[Measure, ...]
    statements: tuple[Statement, ...]
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    similarities: tuple[Similarity, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    indicator: str | None = None

    @property
    def departments(self) -> tuple[Department, ...]:
        """Each department that carries a responsibility, by id."""
        found = {statement.department.id: statement.department for statement in self.statements}
        return tuple(found[key] for key in sorted(found))

    @property
    def cities(self) -> dict[str, str]:
        """The name of each city that has a document, by its code."""
        return dict(sorted({(each.city_code, each.city) for each in self.documents}))

    def by_city(self) -> dict[str, "Corpus"]:
        """Return, for each city code, the part that the documents of that city state."""
        return self._by_document({each.id: each.city_code for each in self.documents})

    def by_period(self) -> dict[str, "Corpus"]:
        """Return, for each period as documents state it, their part; those that state none are in no part.

        The year of issue is not taken for the period, and 2021-2023 is another period than 2021.
        """
        return self._by_document({each.id: each.period for each in self.documents if each.period is not None})

    def by_indicator(self) -> dict[str, "Corpus"]:
        """Return, for each national indicator that measures advance, those measures and the documents with one.

        A measure of several indicators is in each of their parts; one of none is in no part.
        """
        parts = {measure.id: measure.indicators for measure in self.measures}
        documents: dict[str, dict[str, None]] = defaultdict(dict)
        for measure in self.measures:
            documents[measure.document.id].update(dict.fromkeys(measure.indicators))
        found = self._split(documents, parts)
        return {name: found[name] for name in self.national(found)}

    def national(self, names: Iterable[str]) -> list[str]:
        """Return names of indicators in the national order; any that is not among them last, by name."""
        order = {indicator.name: place for place, indicator in enumerate(self.indicators)}
        return sorted(names, key=lambda name: (order.get(name, len(order)), name))

    def _by_document(self, part: Mapping[str, str]) -> dict[str, "Corpus"]:
        of = {document: (key,) for document, key in part.items()}
        return self._split(of, {measure.id: of.get(measure.document.id, ()) for measure in self.measures})

    def _split(
        self, documents: Mapping[str, Iterable[str]], measures: Mapping[str, Iterable[str]]
    ) -> dict[str, "Corpus"]:
        """Return the parts by name, each fact looked at once; documents and measures say which they are in."""
        own = _distributed((each, documents.get(each.id, ())) for each in self.documents)
        stated = _distributed((each, measures[each.id]) for each in self.measures)
        statements = _distributed((each, measures[each.measure.id]) for each in self.statements)
        targets = _distributed((each, measures[each.measure.id]) for each in self.targets)
        deadlines = _distributed((each, measures[each.measure.id]) for each in self.deadlines)
        similarities = _distributed(
            (each, [part for part in measures[each.one.id] if part in measures[each.other.id]])
            for each in self.similarities
        )
        return {
            part: Corpus(
                tuple(own[part]),
                tuple(stated[part]),
                tuple(statements[part]),
                tuple(targets[part]),
                tuple(deadlines[part]),
                tuple(similarities[part]),
                self.indicators,
                self.indicator,
            )
            for part in sorted(own)
        }


def read(store: Store, cities: Sequence[str] = (), *, indicator: str | None = None) -> Corpus:
    """Return the corpus of the cities given by name or code, and those below them; of all if none is given.

    With an indicator, national or sub-indicator, the measures are those that advance it; every chosen
    document stays, also one that has none of them.

    Raises:
        UnknownCity: the graph has no document of a city that was asked for.
        UnknownIndicator: the graph does not know the indicator.
        StoreError: Neo4j did not answer.

    """
    known = store.read(_cypher("indicators"))
    if indicator is not None and indicator not in (row["name"] for row in known):
        names = "、".join(row["name"] for row in known)
        raise UnknownIndicator(
            Text(f"图谱中没有指标{indicator}。", f"the graph has no indicator {indicator}."),
            Text(f"可选指标：{names or '无'}。", f"Indicators it has: {names or 'none'}."),
        )
    reading = _Reading()
    chosen: set[str] = set()
    asked = {"cities": list(cities), "indicator": indicator}
    with store.stream(_cypher("corpus"), asked, seconds=SECONDS, batch=BATCH) as rows:
        for row in rows:
            chosen.update(row["chosen"])
            reading.take(row)
    if missing := [city for city in cities if city not in chosen]:
        having = "、".join(f"{row['name']}（{row['code']}）" for row in store.read(_cypher("cities")))
        raise UnknownCity(
            Text(
                f"图谱中没有{'、'.join(missing)}的文件。",
                f"the graph has no document of {', '.join(missing)}.",
            ),
            Text(f"可选城市：{having or '无'}。", f"Cities it has: {having or 'none'}."),
        )
    national = (Indicator(row["name"], row["english"], row["code"]) for row in known if row["level"] == "national")
    return reading.corpus(tuple(national), indicator)


class _Reading:
    """Rows of documents on their way to a corpus; a department met again is the same object."""

    def __init__(self) -> None:
        self._documents: list[Document] = []
        self._departments: dict[str, Department] = {}
        self._measures: dict[str, Measure] = {}
        self._statements: list[Statement] = []
        self._targets: list[Target] = []
        self._deadlines: list[Deadline] = []
        self._similar: list[tuple[str, Row]] = []

    def take(self, row: Row) -> None:
        document = Document(**row["document"])
        self._documents.append(document)
        for given in row["departments"]:
            if given["id"] not in self._departments:
                functions = tuple(Function(**function) for function in given.pop("functions"))
                self._departments[given["id"]] = Department(functions=functions, **given)
        for stated in row["measures"]:
            self._take_measure(document, stated)

    def _take_measure(self, document: Document, row: Row) -> None:
        measure = Measure(document=document, indicators=tuple(map(intern, row["indicators"])), **row["measure"])
        self._measures[measure.id] = measure
        for stated in row["responsibilities"]:
            department = self._departments[stated.pop("department")]
            role, raw = Role(stated.pop("role")), intern(stated.pop("raw"))
            self._statements.append(Statement(department=department, measure=measure, role=role, raw=raw, **stated))
        for found in row["targets"]:
            old, new = found.pop("from"), found.pop("to")
            self._targets.append(Target(measure=measure, old=old, new=new, **found))
        self._deadlines += (Deadline(measure=measure, **found) for found in row["deadlines"])
        self._similar += ((measure.id, found) for found in row["similar"])

    def corpus(self, indicators: tuple[Indicator, ...], indicator: str | None) -> Corpus:
        similarities = (
            Similarity(self._measures[one], self._measures[found["other"]], found["score"], found["shared"])
            for one, found in self._similar
            if found["other"] in self._measures  # the other may be of a city that was not asked for
        )
        return Corpus(
            tuple(self._documents),
            tuple(self._measures.values()),
            tuple(self._statements),
            tuple(self._targets),
            tuple(self._deadlines),
            tuple(similarities),
            indicators,
            indicator,
        )


@cache
def _cypher(name: str) -> str:
    return (files("queries") / "cypher" / "export" / f"{name}.cypher").read_text(encoding="utf-8")


Fact = TypeVar("Fact")


def _distributed(facts: Iterable[tuple[Fact, Iterable[str]]]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact, parts in facts:
        for part in parts:
            found[part].append(fact)
    return found

"""What every export is made from: documents, measures, departments, responsibilities, targets and deadlines.

Read from Neo4j in one READ query; everything after it is plain Python on a value. Open groups
(各相关单位) are counted on their measure and are never a department.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from graph.errors import UnknownCity
from graph.language import Text
from graph.model import Function, Role
from graph.store import Store

__all__ = ["Corpus", "Deadline", "Department", "Document", "Measure", "Statement", "Target", "read"]


@dataclass(frozen=True, slots=True)
class Document:
    """A published plan; None where it does not say."""

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
class Corpus:
    """The chosen part of the graph, in a fixed order: by city, document and printed position."""

    documents: tuple[Document, ...]
    measures: tuple[Measure, ...]
    statements: tuple[Statement, ...]
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()

    @property
    def departments(self) -> tuple[Department, ...]:
        """Each department that carries a responsibility, by id."""
        found = {statement.department.id: statement.department for statement in self.statements}
        return tuple(found[key] for key in sorted(found))

    def by_city(self) -> dict[str, "Corpus"]:
        """Return, for each city code, the part that the documents of that city state."""
        documents: dict[str, list[Document]] = defaultdict(list)
        measures: dict[str, list[Measure]] = defaultdict(list)
        for document in self.documents:
            documents[document.city_code].append(document)
        for measure in self.measures:
            measures[measure.document.city_code].append(measure)
        statements, targets, deadlines = _by_city(self.statements), _by_city(self.targets), _by_city(self.deadlines)
        return {
            code: Corpus(
                tuple(documents[code]),
                tuple(measures[code]),
                tuple(statements[code]),
                tuple(targets[code]),
                tuple(deadlines[code]),
            )
            for code in sorted(documents)
        }


def read(store: Store, cities: Sequence[str] = ()) -> Corpus:
    """Return the corpus of the cities given by name or code, and those below them; of all if none is given.

    Raises:
        UnknownCity: the graph has no document of a city that was asked for.
        StoreError: Neo4j did not answer.

    """
    rows = store.read(_cypher("corpus"), {"cities": list(cities)})
    chosen = {label for row in rows for label in row["chosen"]}
    if missing := [city for city in cities if city not in chosen]:
        known = "、".join(f"{row['name']}（{row['code']}）" for row in store.read(_cypher("cities"), {}))
        raise UnknownCity(
            Text(
                f"图谱中没有{'、'.join(missing)}的文件。",
                f"the graph has no document of {', '.join(missing)}.",
            ),
            Text(f"可选城市：{known or '无'}。", f"Cities it has: {known or 'none'}."),
        )
    return _corpus(rows)


Fact = TypeVar("Fact", Statement, Target, Deadline)


def _by_city(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.measure.document.city_code].append(fact)
    return found


def _corpus(rows: Iterable[dict[str, Any]]) -> Corpus:
    documents: dict[str, Document] = {}
    departments: dict[str, Department] = {}
    measures: list[Measure] = []
    statements: list[Statement] = []
    targets: list[Target] = []
    deadlines: list[Deadline] = []
    for row in rows:
        document = documents.setdefault(row["document"]["id"], Document(**row["document"]))
        measure = Measure(document=document, indicators=tuple(row["indicators"]), **row["measure"])
        measures.append(measure)
        for stated in row["responsibilities"]:
            given = stated.pop("department")
            functions = tuple(Function(**function) for function in given.pop("functions"))
            department = departments.setdefault(given["id"], Department(functions=functions, **given))
            role = Role(stated.pop("role"))
            statements.append(Statement(department=department, measure=measure, role=role, **stated))
        for found in row["targets"]:
            old, new = found.pop("from"), found.pop("to")
            targets.append(Target(measure=measure, old=old, new=new, **found))
        deadlines += (Deadline(measure=measure, **found) for found in row["deadlines"])
    return Corpus(tuple(documents.values()), tuple(measures), tuple(statements), tuple(targets), tuple(deadlines))


@cache
def _cypher(name: str) -> str:
    return (files("queries") / "cypher" / "export" / f"{name}.cypher").read_text(encoding="utf-8")

"""Reviewed tables (核定表): facts that the grammar needs and that change without it.

Each is a CSV beside this file; docs/tables.md names sources and dates. Tables are read once.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.model import City, Function, Indicator, LawKind

__all__ = [
    "BodyRow",
    "FunctionRow",
    "LawRow",
    "bodies",
    "cities",
    "functions",
    "indicator_aliases",
    "indicators",
    "laws",
    "ministries",
    "roles",
    "short_names",
]


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """A function of government: how its departments are called.

    `official` and `stems` are names without the organ (局, 委员会 …), `abbreviations` are used only in
    the names of merged departments (文广旅局); `organs` are those of a province, prefecture and county.
    """

    function: Function
    official: str
    stems: tuple[str, ...]
    abbreviations: tuple[str, ...]
    organs: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body with a name of its own kind (法院, 海关, 供电公司): the whole name matches `pattern`."""

    body: str
    function: Function
    official: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class LawRow:
    """A national law, regulation or rule that plans cite."""

    name: str
    aliases: tuple[str, ...]
    kind: LawKind
    number: str | None
    issuer: str | None


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table."""
    text = files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def listed(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds a list."""
    return tuple(part for part in cell.split("|") if part)


@cache
def functions() -> tuple[FunctionRow, ...]:
    """Return the functions of government, in the order of the table."""
    return tuple(
        FunctionRow(
            Function(row["function"], row["english"] or None, row["system"] or None),
            row["official"],
            listed(row["stems"]),
            listed(row["abbreviations"]),
            tuple(row["organs"].split("/")),  # type: ignore[arg-type]
        )
        for row in rows("functions")
    )


@cache
def bodies() -> tuple[BodyRow, ...]:
    """Return the bodies with names of their own kind, in the order in which they are tried."""
    return tuple(
        BodyRow(
            row["body"],
            Function(row["function"], row["english"] or None, row["system"] or None),
            row["official"],
            re.compile(row["pattern"]),
        )
        for row in rows("bodies")
    )


@cache
def roles() -> dict[str, str]:
    """Return, for words that name a body by its part in a procedure (登记机关), the name of that body."""
    return {row["role"]: row["body"] for row in rows("roles")}


@cache
def laws() -> dict[str, LawRow]:
    """Return national laws and rules by each of their names."""
    table = {}
    for row in rows("laws"):
        law = LawRow(
            row["name"],
            listed(row["alias"]),
            LawKind(row["kind"]),
            row["number"] or None,
            row["issuer"] or None,
        )
        for name in (law.name, *law.aliases):
            table[name] = law
    return table


@cache
def indicators() -> tuple[Indicator, ...]:
    """Return the 18 national indicators in their order, then the known sub-indicators."""
    return tuple(
        Indicator(row["name"], row["english"] or None, row["code"] or None, row["parent"] or None)
        for row in rows("indicators")
    )


@cache
def indicator_aliases() -> dict[str, Indicator]:
    """Return indicators by each of their printed names."""
    table: dict[str, Indicator] = {}
    for row, indicator in zip(rows("indicators"), indicators(), strict=True):
        for name in (row["name"], *listed(row["alias"])):
            table.setdefault(name, indicator)
    return table


@cache
def cities() -> dict[str, City]:
    """Return cities by GB/T 2260 code, each with its parents up to the province."""
    table: dict[str, City] = {}
    for row in rows("cities"):
        parent = table.get(row["parent"])
        parents = (parent, *parent.parents) if parent else ()
        province = parents[-1].name if parents else row["name"]
        table[row["code"]] = City(row["code"], row["name"], row["level"], province, parents)
    return table


@cache
def short_names() -> dict[str, str]:
    """Return the name in common use (长春, 黑龙江) of each city by its code."""
    return {row["code"]: row["short"] for row in rows("cities")}


@cache
def ministries() -> dict[str, str]:
    """Return the name of the body of the state that performs a function; several functions are joined by +."""
    return {row["function"]: row["name"] for row in rows("ministries")}

"""A statement in the making (语句): its prelude, columns, parameters, and names that must be known.

Its text is put together from declarations, variables numbered here and names of parameters; no value that a
user wrote is ever part of it, and none is needed to make it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from api.compiler.binding import Site
from api.compiler.form import Form
from api.compiler.selection import Selected
from api.errors import NotFound
from api.types.vocabulary import Lookup
from graph.language import Text

__all__ = ["Check", "Piece", "Statement", "fill"]

PLACE = re.compile(r"@(\w+)")
LONGEST = 100  # characters of a name that is told back


class Piece(NamedTuple):
    """An expression of Cypher, and what its value becomes."""

    expression: str
    form: Form


def fill(text: str, **places: str) -> str:
    """Return a declaration's Cypher with its places filled."""
    return PLACE.sub(lambda place: places[place[1]], text)


@dataclass(frozen=True, slots=True)
class Check:
    """Names that must be known: `place` is the column of those that are not, `owner` whose they are."""

    owner: str
    place: int
    field: str
    lookup: Lookup

    def missing(self, values: list[Any]) -> str | None:
        """Return the first name that a record does not know."""
        return next(iter(values[self.place]), None)

    def error(self, name: str, near: Sequence[str]) -> NotFound:
        """Return the error for a name that is not known, with those that are written nearly so."""
        noun, name = self.lookup.noun, name[:LONGEST]
        remedy = Text("请先查询已有的名称。", "List what there is first.")
        if near:
            remedy = Text(f"相近的有：{'、'.join(near)}。", f"Near it: {', '.join(near)}.")
        return NotFound(
            Text(f"图谱中没有{noun.zh}“{name}”。", f"The graph has no {noun.en} {name!r}."),
            remedy,
            field=self.field,
            value=name,
            **({"near": list(near)} if near else {}),
        )


@dataclass(slots=True)
class Statement:
    """One statement, answering all root fields of an operation at once. `owner` is whose turn it is."""

    owner: str = ""
    sites: list[Site] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    _columns: list[str] = field(default_factory=list)
    _prelude: list[str] = field(default_factory=list)
    _names: int = 0

    @property
    def text(self) -> str:
        """The statement in Cypher. Its columns are nameless but for their places."""
        columns = ", ".join(f"{expression} AS c{place}" for place, expression in enumerate(self._columns))
        return "\n".join((*self._prelude, f"RETURN {columns}"))

    def variable(self) -> int:
        """Return a number no other variable or parameter of the statement has."""
        self._names += 1
        return self._names

    def site(self, selected: Selected, arguments: Mapping[str, Any]) -> Site:
        """Return where the parameters of a field are taken from."""
        site = Site(selected, arguments, self.owner, lambda: f"p{self.variable()}")
        self.sites.append(site)
        return site

    def column(self, expression: str) -> int:
        """Add a column; return its place."""
        self._columns.append(expression)
        return len(self._columns) - 1

    def collected(self, clauses: str, value: str) -> str:
        """Return a variable that holds, from the start, the list of what clauses find."""
        name = f"h{self.variable()}"
        self._prelude.append(f"CALL () {{\n{clauses}\nRETURN collect({value}) AS {name}\n}}")
        return name

    def found(self, index: str, parameter: str) -> str:
        """Return a variable that holds the nodes a full-text index finds for a query."""
        return self.collected(f"CALL db.index.fulltext.queryNodes('{index}', {parameter}) YIELD node", "node")

    def check(self, field_name: str, lookup: Lookup, parameter: str) -> None:
        """Have each value of a parameter looked up for the owner."""
        known = fill(lookup.match, v="v")
        missing = f"COLLECT {{ UNWIND {parameter} AS v WITH v WHERE NOT EXISTS {{ {known} }} RETURN v }}"
        self.checks.append(Check(self.owner, self.column(missing), field_name, lookup))

"""A statement in the making (语句): columns, parameters, full-text words, and names that must be known.

Its text is put together from declarations, variables numbered here and parameters; no value that a user
wrote is ever part of it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from api.errors import BadValue, NotFound
from api.types.vocabulary import Lookup
from graph.language import Text

__all__ = ["Piece", "Statement", "fill"]

PLACE = re.compile(r"@(\w+)")


class Piece(NamedTuple):
    """An expression of Cypher, and what makes a response of its value."""

    expression: str
    shape: Callable[[Any], Any]


def fill(text: str, **places: str) -> str:
    """Return a declaration's Cypher with its places filled."""
    return PLACE.sub(lambda place: places[place[1]], text)


class _Check(NamedTuple):
    owner: str
    column: str
    field: str
    noun: Text


@dataclass(slots=True)
class Statement:
    """One statement, answering several expressions at once. `owner` is whose names are looked up next."""

    owner: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    _columns: dict[str, str] = field(default_factory=dict)
    _prelude: list[str] = field(default_factory=list)
    _words: dict[tuple[str, str], str] = field(default_factory=dict)
    _checks: list[_Check] = field(default_factory=list)
    _variables: int = 0

    @property
    def text(self) -> str:
        """The statement in Cypher."""
        columns = ", ".join(f"{expression} AS {name}" for name, expression in self._columns.items())
        return "\n".join((*self._prelude, f"RETURN {columns}"))

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of its columns."""
        return tuple(self._columns)

    def variable(self) -> int:
        """Return a number no other variable of the statement has."""
        self._variables += 1
        return self._variables

    def parameter(self, value: Any) -> str:
        """Return the name, with its sign, of a parameter that holds the value.

        Raises:
            BadValue: a text has half a character (a lone surrogate), which no database can hold.

        """
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and not _encodable(text):
                raise BadValue(
                    Text("文本含有不完整的字符。", "A text holds half a character."),
                    Text("请用有效的 Unicode 文本。", "Send valid Unicode."),
                )
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    def column(self, expression: str) -> str:
        """Add a column; return its name."""
        name = f"c{len(self._columns)}"
        self._columns[name] = expression
        return name

    def words(self, index: str, query: str) -> str:
        """Return the variable that holds the nodes a full-text index finds for a query."""
        if (index, query) not in self._words:
            name = f"h{len(self._words)}"
            self._words[index, query] = name
            self._prelude.append(
                f"CALL () {{ CALL db.index.fulltext.queryNodes('{index}', {self.parameter(query)}) YIELD node "
                f"RETURN collect(node) AS {name} }}"
            )
        return self._words[index, query]

    def check(self, field_name: str, lookup: Lookup, parameter: str) -> None:
        """Have each value of a parameter looked up for the owner."""
        found = fill(lookup.match, v="v")
        missing = f"COLLECT {{ UNWIND {parameter} AS v WITH v WHERE NOT EXISTS {{ {found} }} RETURN v }}"
        self._checks.append(_Check(self.owner, self.column(missing), field_name, lookup.noun))

    def unknown(self, row: Mapping[str, Any]) -> dict[str, NotFound]:
        """Return the first name that was not found, by owner; empty when all were."""
        found: dict[str, NotFound] = {}
        for owner, column, field_name, noun in self._checks:
            for name in row[column]:
                found.setdefault(owner, _not_found(noun, name, field_name))
        return found


def _not_found(noun: Text, name: str, field_name: str) -> NotFound:
    return NotFound(
        Text(f"图谱中没有{noun.zh}“{name}”。", f"The graph has no {noun.en} {name!r}."),
        Text("请先查询已有的名称。", "List what there is first."),
        field=field_name,
        value=name,
    )


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

"""Questions of the catalogue (关系问题) as root fields: asked as they stand, their rows led back to the graph.

The question's own text becomes a subquery of the statement, its parameters under names of the statement's. Only
columns that are selected leave the subquery; the nodes that rows lead to are read once each, however many rows
lead there.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from api.compiler.form import Broken, Form, Items, Leaf, Notes, Object, Shaper, leaf
from api.compiler.node import Compiler
from api.compiler.selection import TYPENAME, Selected
from api.compiler.statement import Piece
from api.errors import BadId, PageSize
from api.identifiers import decode
from api.types.kinds import KINDS
from api.types.question import MAXIMUM, Column, Question, has_no_name
from api.types.vocabulary import Lookup, camel
from graph.catalogue import named
from graph.language import Text
from graph.ontology import ONTOLOGY
from graph.question import Parameter

__all__ = ["question"]

COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
PARAMETER = re.compile(r"\$(\w+)")
LIMIT = "limit"
TOTAL = "total"


def question(compiler: Compiler, asked: Question, selected: Selected) -> Piece:
    """Return an expression for the answer to a question."""
    statement = compiler.statement
    site = compiler.site(selected)
    names: dict[str, str] = {}
    for parameter in asked.asked.parameters:
        argument = camel(parameter.name)
        names[parameter.name] = site.parameter(argument, convert=_value(parameter))
        if parameter.label and site.arguments.get(argument) is not None:
            statement.check(argument, _lookup(parameter.label), names[parameter.name])
    limited = any(parameter.name == LIMIT for parameter in asked.asked.parameters)
    asking = _Asking(compiler, asked, defaulted=limited and not selected.gives(LIMIT))
    shown = [(part.key, asking.part(part)) for part in compiler.operation.below(selected, f"{asked.row}Answer")]
    text = COMMENT.sub("", asked.asked.only(asking.columns or [TOTAL]))  # the server reads all that it is sent
    text = PARAMETER.sub(lambda found: names[found[1]], text)
    rows = statement.collected(f"CALL () {{\n{text}\n}}", f"[{', '.join(asking.columns)}]")
    pieces = [(key, Piece(piece.expression.replace(ROWS, rows), piece.form)) for key, piece in shown]
    return Piece(
        f"[{', '.join(piece.expression for _, piece in pieces)}]",
        Object(tuple((key, piece.form) for key, piece in pieces)),
    )


ROWS = "@rows"  # the place of the variable that holds the rows, whose columns are known last


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows, with the nodes they lead to: a list of [rows, how many there are in all, pairs of key and node, …].

    `path` is told where the rows were cut at the default limit; the number is null where a limit was stated.
    """

    path: str
    form: Form
    led: tuple[tuple[int, Form], ...]
    nullable: bool = False

    def shaper(self, *, finished: bool) -> Shaper:
        """Return what shapes them."""
        rows = self.form.shaper(finished=finished)
        led = [(number, form.shaper(finished=finished)) for number, form in self.led]

        def shape(values: list[Any], notes: Notes) -> list[Any]:
            if values[1] is not None and values[1] > len(values[0]):
                notes.truncated.add(self.path)
            for (number, turn), value in zip(led, values[2:], strict=True):
                notes.found[number] = turn(value, notes) if turn else value
            shaped: list[Any] = rows(values[0], notes) if rows else values[0]
            return shaped

        return shape


@dataclass(frozen=True, slots=True)
class Led:
    """The node, or the nodes, that a row leads to by key."""

    number: int
    many: bool
    nullable: bool

    def shaper(self, *, finished: bool) -> Shaper:
        """Return what looks them up. A load meanwhile may have dropped a node: it is not there, not null."""
        number = self.number
        strict = finished and not self.nullable

        def one(key: str | None, notes: Notes) -> Any:
            found = notes.found[number].get(key)
            if found is None and strict:
                raise Broken
            return found

        def several(keys: list[str] | None, notes: Notes) -> Any:
            found = notes.found[number]
            return None if keys is None else [found[key] for key in keys if key in found]

        return several if self.many else one


class _Asking:
    """A question being compiled, `defaulted` if its limit is the default one.

    `columns` are those of its rows that the answer needs.
    """

    def __init__(self, compiler: Compiler, asked: Question, *, defaulted: bool) -> None:
        self._compiler = compiler
        self._asked = asked
        self._defaulted = defaulted
        self.columns: list[str] = []

    def part(self, part: Selected) -> Piece:
        if part.name == TYPENAME:
            return Piece(f"'{self._asked.row}Answer'", Leaf(nullable=False))
        if part.name == "totalCount":
            return Piece(f"coalesce(head({ROWS})[{self._place(TOTAL)}], 0)", Leaf(nullable=False))
        led: list[tuple[int, Piece]] = []
        row = f"x{self._compiler.statement.variable()}"
        way = f"UNWIND {ROWS} AS {row}"
        cells = self._cells(
            self._asked.row, self._asked.columns, part, lambda name: f"{row}[{self._place(name)}]", way, led
        )
        total = f"head({ROWS})[{self._place(TOTAL)}]" if self._defaulted else "null"
        pieces = [f"[{row} IN {ROWS} | {cells.expression}]", total, *(piece.expression for _, piece in led)]
        return Piece(
            f"[{', '.join(pieces)}]",
            Rows(".".join(part.path), Items(cells.form), tuple((number, piece.form) for number, piece in led)),
        )

    def _place(self, column: str) -> int:
        if column not in self.columns:
            self.columns.append(column)
        return self.columns.index(column)

    def _cells(
        self,
        type_name: str,
        columns: Iterable[Column],
        selected: Selected,
        value: Callable[[str], str],
        way: str,
        led: list[tuple[int, Piece]],
    ) -> Piece:
        """Return the expression of one row; `value` gives that of a source, `way` are clauses that lead to each row."""
        known = {column.name: column for column in columns}
        shown: list[tuple[str, Piece]] = []
        for cell in self._compiler.operation.below(selected, type_name):
            if cell.name == TYPENAME:
                shown.append((cell.key, Piece(f"'{type_name}'", Leaf(nullable=False))))
                continue
            column = known[cell.name]
            found = _found(column, value)
            if column.columns:
                shown.append((cell.key, self._nested(type_name, column, cell, found, way, led)))
            elif column.kind:
                number = self._compiler.statement.variable()
                led.append(
                    (
                        number,
                        self._compiler.nodes(KINDS[column.kind], f"{way} UNWIND {found} AS k WITH DISTINCT k", cell),
                    )
                )
                shown.append((cell.key, Piece(found, Led(number, column.many, column.nullable))))
            else:
                assert cell.definition is not None  # noqa: S101 - told to the type checker
                form: Form = leaf(cell.definition.type)
                shown.append((cell.key, Piece(found, Items(form, form.nullable) if column.many else form)))
        return Piece(
            f"[{', '.join(piece.expression for _, piece in shown)}]",
            Object(tuple((key, piece.form) for key, piece in shown)),
        )

    def _nested(
        self,
        type_name: str,
        column: Column,
        cell: Selected,
        found: str,
        way: str,
        led: list[tuple[int, Piece]],
    ) -> Piece:
        """Return the expression of a list of maps, as rows of a type of their own."""
        each = f"x{self._compiler.statement.variable()}"
        way = f"{way} UNWIND {found} AS {each}"
        inner = self._cells(column.row(type_name), column.columns, cell, lambda name: f"{each}.{name}", way, led)
        return Piece(f"[{each} IN {found} | {inner.expression}]", Items(inner.form, column.nullable))


def _found(column: Column, value: Callable[[str], str]) -> str:
    """Return the expression of a column's value."""
    if isinstance(column.source, tuple):
        return f"[{', '.join(map(value, column.source))}]"
    if column.key:
        return f"[each IN {value(column.source)} | each.{column.key}]"
    return value(column.source)


def _lookup(label: str) -> Lookup:
    """Return how a parameter that names a node of a label is looked up."""
    node = ONTOLOGY.nodes[label]
    return Lookup(named(label, "@v"), Text(node.meaning.zh, label), label if "name" in node.properties else None)


def _value(parameter: Parameter) -> Callable[[Any], Any]:
    """Return what makes the parameter's value of an argument; one that is not given has its default."""

    def convert(value: Any) -> Any:
        if value is None:
            return parameter.default
        if parameter.name == LIMIT and not 1 <= value <= MAXIMUM:
            raise PageSize(
                Text(f"limit 为 {value}，须在 1–{MAXIMUM} 之间。", f"`limit` is {value}, not in 1–{MAXIMUM}."),
                Text("请收窄所问的范围。", "Narrow the question."),
                given=value,
                maximum=MAXIMUM,
            )
        if parameter.label is None:
            return parameter.check(value)
        keys = [_key(parameter, each) for each in value] if isinstance(value, list) else _key(parameter, value)
        return parameter.check(keys)

    return convert


def _key(parameter: Parameter, value: str) -> str:
    """Return the key of a node that is named by its id; a name stays as it is.

    Raises:
        BadId: it is no id of such a node, and these have no name.

    """
    try:
        return decode(value, parameter.label)[1]
    except BadId:
        if has_no_name(parameter):
            raise
        return value

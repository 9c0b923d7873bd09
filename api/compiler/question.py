"""Questions of the catalogue (关系问题) as root fields: asked as they stand, their rows led back to the graph."""

from collections.abc import Iterator
from typing import Any

from api.compiler.node import Compiler
from api.compiler.paging import MAXIMUM
from api.compiler.selection import Operation, Selected
from api.compiler.statement import Piece
from api.errors import PageSize
from api.types.filters import CITY, INDICATOR
from api.types.kinds import KINDS
from api.types.vocabulary import Column, Question, camel
from graph.language import Text

__all__ = ["Asking"]

NAMED = {"city": CITY, "indicator": INDICATOR}  # parameters that must name something the graph knows


class Asking:
    """One question being asked: `text` and `parameters` go to the database as the catalogue has them.

    Raises:
        PageSize: more rows are asked for than a page holds.
        WrongParameter: an argument cannot be asked with.

    """

    def __init__(self, question: Question, operation: Operation, selected: Selected) -> None:
        arguments = operation.arguments(selected)
        limit = arguments.get("limit")
        if limit is not None and not 1 <= limit <= MAXIMUM:
            raise PageSize(
                Text(f"limit 为 {limit}，须在 1–{MAXIMUM} 之间。", f"`limit` is {limit}, not in 1–{MAXIMUM}."),
                Text("请收窄所问的范围。", "Narrow the question."),
                given=limit,
                maximum=MAXIMUM,
            )
        given = {
            parameter.name: _plain(arguments[camel(parameter.name)])
            for parameter in question.asked.parameters
            if camel(parameter.name) in arguments
        }
        self._question = question
        self._operation = operation
        self._selected = selected
        self.text = question.asked.text
        self.parameters = question.asked.bind(given)

    def piece(self, compiler: Compiler, rows: list[dict[str, Any]]) -> Piece:
        """Return the expression for the nodes that the rows lead to, and the shape of the whole answer.

        Where there are no rows, the statement also looks up what the question named.
        """
        if not rows:
            for name, lookup in NAMED.items():
                if self.parameters.get(name) is not None:
                    compiler.statement.check(name, lookup, compiler.statement.parameter([self.parameters[name]]))
        columns = {column.name: column for column in self._question.columns}
        answer = f"{self._question.row}Answer"
        parts = self._operation.below(self._selected, answer)
        cells = [
            (part.key, cell.key, columns[cell.name], cell)
            for part in parts
            if part.name == "rows"
            for cell in self._operation.below(part, self._question.row)
        ]
        leading = {
            (part, key): compiler.nodes(KINDS[column.kind], sorted({*_keys(column, rows)}), cell)
            for part, key, column, cell in cells
            if column.kind
        }

        def shape(values: list[Any]) -> dict[str, Any]:
            found = {place: piece.shape(value) for (place, piece), value in zip(leading.items(), values, strict=True)}
            total = rows[0]["total"] if rows else 0
            return {
                part.key: total
                if part.name == "totalCount"
                else [
                    {
                        key: _cell(column, row, found.get((part.key, key)))
                        for owner, key, column, _ in cells
                        if owner == part.key
                    }
                    for row in rows
                ]
                for part in parts
            }

        return Piece(f"[{', '.join(piece.expression for piece in leading.values())}]", shape)


def _keys(column: Column, rows: list[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        value = column.value(row)
        yield from value if column.many else [value] if value is not None else []


def _cell(column: Column, row: dict[str, Any], found: dict[str, Any] | None) -> Any:
    value = column.value(row)
    if found is None:
        return value
    # A load between the two statements may have dropped a node.
    return [found[key] for key in value if key in found] if column.many else found.get(value)


def _plain(value: Any) -> Any:
    return [getattr(entry, "value", entry) for entry in value] if isinstance(value, list) else value

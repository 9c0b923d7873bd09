"""The answer to one request (应答): its root fields, together.

All root fields that show the graph are compiled into one statement and read at once when the first of them
is resolved; the others find their values there. A question of the catalogue is one statement, and the nodes
that its rows lead to another: never one per row.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

from graphql import GraphQLResolveInfo

from api.compiler.node import Compiler
from api.compiler.question import Asking
from api.compiler.root import root
from api.compiler.selection import Operation
from api.compiler.statement import Piece, Statement
from api.errors import ApiError
from api.types.questions import QUESTIONS

__all__ = ["Answer", "Reader"]

ASKED = {entry.name: entry for entry in QUESTIONS}


class Reader(Protocol):
    """What the API needs of a store: one statement in a READ transaction."""

    async def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float = ...
    ) -> list[dict[str, Any]]:
        """Return its rows; at most `seconds` may pass."""


class Answer:
    """The root fields of one operation. `truncated` holds the paths of lists cut at the default size."""

    def __init__(self, store: Reader, *, seconds: float) -> None:
        self._store = store
        self._seconds = seconds
        self._shown: asyncio.Task[dict[str, Any]] | None = None
        self.truncated: set[tuple[str, ...]] = set()

    async def value(self, info: GraphQLResolveInfo[Any]) -> Any:
        """Return the value of a root field.

        Raises:
            ApiError: its arguments cannot be served.
            WrongParameter: those of a question cannot be asked.
            StoreError: the database did not answer.

        """
        key = str(info.path.key)
        if info.field_name in ASKED:
            return await self._ask(key, Operation.of(info))
        if self._shown is None:
            self._shown = asyncio.create_task(self._show(Operation.of(info)))
        value = (await self._shown)[key]
        if isinstance(value, Exception):
            raise value
        return value

    async def _show(self, operation: Operation) -> dict[str, Any]:
        """Return the values, or errors, of the root fields that show the graph."""
        values: dict[str, Any] = {}
        pieces: dict[str, tuple[str, Piece]] = {}
        compiler = Compiler(operation)
        for selected in operation.roots():
            if selected.name in ASKED:
                continue
            compiler.statement.owner = selected.key
            try:
                piece = root(compiler, operation, selected)
            except ApiError as error:
                values[selected.key] = error
            else:
                pieces[selected.key] = compiler.statement.column(piece.expression), piece
        if pieces:
            row = await self._row(compiler.statement)
            unknown = compiler.statement.unknown(row)
            for key, (column, piece) in pieces.items():
                values[key] = unknown[key] if key in unknown else piece.shape(row[column])
            self.truncated |= compiler.truncated
        return values

    async def _ask(self, key: str, operation: Operation) -> Any:
        """Return the value of a root field that asks a question of the catalogue."""
        selected = next(each for each in operation.roots() if each.key == key)
        asking = Asking(ASKED[selected.name], operation, selected)
        rows = await self._store.read(asking.text, asking.parameters, seconds=self._seconds)
        compiler = Compiler(operation)
        piece = asking.piece(compiler, rows)
        found: dict[str, Any] = {}
        if piece.expression != "[]" or not rows:
            column = compiler.statement.column(piece.expression)
            row = await self._row(compiler.statement)
            for error in compiler.statement.unknown(row).values():
                raise error
            found = row[column]
        self.truncated |= compiler.truncated
        return piece.shape(found)

    async def _row(self, statement: Statement) -> dict[str, Any]:
        rows = await self._store.read(statement.text, statement.parameters, seconds=self._seconds)
        return rows[0]

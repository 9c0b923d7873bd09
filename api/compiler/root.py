"""Root fields that show the graph (根字段): nodes by their ids, and lists."""

from typing import Any

from api.compiler.node import Compiler
from api.compiler.selection import Operation, Selected
from api.compiler.statement import Piece
from api.errors import ApiError, NotFound, PageSize
from api.identifiers import decode, encode
from api.types.kinds import KINDS, ROOTS
from graph.language import Text

__all__ = ["root"]

LISTS = {entry.name: entry for entry in ROOTS}
MOST_NODES = 100


def root(compiler: Compiler, operation: Operation, selected: Selected) -> Piece:
    """Return the expression of a root field that shows the graph.

    Raises:
        ApiError: its arguments cannot be served.

    """
    arguments = operation.arguments(selected)
    match selected.name:
        case "node":
            return _single(compiler, selected, *decode(arguments["id"]))
        case "measure":
            return _single(compiler, selected, *decode(arguments["id"], "Measure"))
        case "nodes":
            return _several(compiler, selected, arguments["ids"])
        case name:
            return compiler.connection(LISTS[name], "", selected)


def _single(compiler: Compiler, selected: Selected, label: str, key: str) -> Piece:
    piece = compiler.nodes(KINDS[label], [key], selected)
    return Piece(piece.expression, lambda rows: piece.shape(rows).get(key) or _missing(label, key))


def _several(compiler: Compiler, selected: Selected, ids: list[str]) -> Piece:
    if len(ids) > MOST_NODES:
        raise PageSize(
            Text(f"ids 有 {len(ids)} 个，至多 {MOST_NODES} 个。", f"{len(ids)} ids, more than {MOST_NODES}."),
            Text("请分几次取。", "Ask in several requests."),
            given=len(ids),
            maximum=MOST_NODES,
        )
    wanted: list[tuple[str, str] | ApiError] = []
    keys: dict[str, list[str]] = {}
    for value in ids:
        try:
            label, key = decode(value)
        except ApiError as error:
            wanted.append(error)
        else:
            wanted.append((label, key))
            keys.setdefault(label, []).append(key)
    pieces = {label: compiler.nodes(KINDS[label], sorted({*found}), selected) for label, found in keys.items()}

    def shape(values: list[Any]) -> list[Any]:
        found = {label: piece.shape(rows) for (label, piece), rows in zip(pieces.items(), values, strict=True)}
        return [
            entry if isinstance(entry, ApiError) else found[entry[0]].get(entry[1]) or _missing(*entry)
            for entry in wanted
        ]

    return Piece(f"[{', '.join(piece.expression for piece in pieces.values())}]", shape)


def _missing(label: str, key: str) -> NotFound:
    noun = KINDS[label].meaning
    return NotFound(
        Text(f"图谱中没有这个{noun.zh}。", f"The graph has no such {label}."),
        Text(
            "它可能已随文件的新版本消失；请重新查询。", "A new version of its document may have dropped it; ask anew."
        ),
        id=encode(label, key),
    )

"""Root fields (根字段): nodes by their ids, lists, and questions of the catalogue."""

from dataclasses import dataclass
from typing import Any

from api.compiler.form import Broken, Form, Notes, Shaper
from api.compiler.node import Compiler
from api.compiler.question import question
from api.compiler.selection import Selected
from api.compiler.statement import Piece
from api.errors import ApiError, NotFound, PageSize
from api.identifiers import decode, encode
from api.types.kinds import KINDS, ROOTS
from api.types.questions import QUESTIONS
from graph.language import Text

__all__ = ["Known", "root"]

LISTS = {entry.name: entry for entry in ROOTS}
ASKED = {entry.name: entry for entry in QUESTIONS}
MOST_NODES = 100


def root(compiler: Compiler, selected: Selected) -> Piece:
    """Return the expression of a root field.

    Raises:
        ApiError: its arguments do not tell what is asked for.

    """
    match selected.name:
        case "node":
            return _single(compiler, selected, None)
        case "measure":
            return _single(compiler, selected, "Measure")
        case "nodes":
            return _several(compiler, selected)
        case name if name in ASKED:
            return question(compiler, ASKED[name], selected)
        case name:
            return compiler.connection(LISTS[name], "", selected)


def _single(compiler: Compiler, selected: Selected, expected: str | None) -> Piece:
    site = compiler.site(selected)
    label, _ = decode(site.arguments["id"], expected)
    keys = site.parameter("id", convert=lambda value: [decode(value, expected)[1]])
    piece = compiler.nodes(KINDS[label], f"UNWIND {keys} AS k", selected)
    return Piece(f"[{keys}, {piece.expression}]", Known(label, piece.form))


def _several(compiler: Compiler, selected: Selected) -> Piece:
    site = compiler.site(selected)
    labels = sorted({found[0] for value in _bounded(site.arguments["ids"]) if (found := _decoded(value))})
    wanted = site.parameter("ids", convert=lambda ids: [_decoded(value) or [value] for value in _bounded(ids)])
    pieces: list[str] = []
    forms: list[tuple[str, Form]] = []
    for label in labels:
        keys = f"UNWIND {wanted} AS each WITH DISTINCT each[1] AS k, each[0] AS kind WHERE kind = '{label}'"
        piece = compiler.nodes(KINDS[label], f"{keys} WITH k", selected)
        pieces.append(piece.expression)
        forms.append((label, piece.form))
    return Piece(f"[{', '.join([wanted, *pieces])}]", Mixed(tuple(forms)))


def _bounded(ids: list[str]) -> list[str]:
    if len(ids) > MOST_NODES:
        raise PageSize(
            Text(f"ids 有 {len(ids)} 个，至多 {MOST_NODES} 个。", f"{len(ids)} ids, more than {MOST_NODES}."),
            Text("请分几次取。", "Ask in several requests."),
            given=len(ids),
            maximum=MOST_NODES,
        )
    return ids


def _decoded(value: str) -> list[str] | None:
    try:
        return list(decode(value))
    except ApiError:
        return None


@dataclass(frozen=True, slots=True)
class Known:
    """One node by its key: a list of the [key] and the pairs that were found."""

    label: str
    form: Form
    nullable: bool = True

    def shaper(self, *, finished: bool) -> Shaper:
        """Return what shapes it. Where it is not found: an error in its place, or Broken where it cannot stand."""
        turn = self.form.shaper(finished=finished)
        assert turn is not None  # noqa: S101 - a Keyed form always has one

        def shape(values: list[Any], notes: Notes) -> Any:
            [key], pairs = values
            return turn(pairs, notes).get(key) or _missing([self.label, key], finished=finished)

        return shape


@dataclass(frozen=True, slots=True)
class Mixed:
    """Nodes of any kind, in the order of their ids: a list of what is wanted, and pairs for each label."""

    forms: tuple[tuple[str, Form], ...]
    nullable: bool = False

    def shaper(self, *, finished: bool) -> Shaper:
        """Return what shapes them; as for Known."""
        turns = [(label, form.shaper(finished=finished)) for label, form in self.forms]

        def shape(values: list[Any], notes: Notes) -> list[Any]:
            wanted, *pairs = values
            found = {
                (label, key): node
                for (label, turn), value in zip(turns, pairs, strict=True)
                if turn
                for key, node in turn(value, notes).items()
            }
            return [found.get((each[0], each[-1])) or _missing(each, finished=finished) for each in wanted]

        return shape


def _missing(wanted: list[str], *, finished: bool) -> ApiError:
    """Return the error that stands in the place of a node: the id is none, or names none."""
    if finished:
        raise Broken
    match wanted:
        case [label, key]:
            noun = KINDS[label].meaning
            return NotFound(
                Text(f"图谱中没有这个{noun.zh}。", f"The graph has no such {label}."),
                Text(
                    "它可能已随文件的新版本消失；请重新查询。",
                    "A new version of its document may have dropped it; ask anew.",
                ),
                id=encode(label, key),
            )
    try:
        decode(wanted[0])
    except ApiError as error:
        return error
    raise AssertionError(wanted)

"""Selections of nodes (节点选择) as expressions of Cypher.

An object is a list of its selected fields' values in their order; a relation is a COLLECT subquery inside it.
So one expression holds a whole tree, and one statement a whole request.
"""

from collections.abc import Iterable
from functools import cache, partial

from api.compiler import paging
from api.compiler.binding import Site
from api.compiler.form import Items, Keyed, Leaf, Object, Page, Single, leaf
from api.compiler.listing import listing
from api.compiler.selection import TYPENAME, Operation, Selected
from api.compiler.statement import Piece, Statement, fill
from api.identifiers import encode
from api.types.kinds import KINDS
from api.types.vocabulary import Kind, Lists, Many, One, Passages, Relation, Stored

__all__ = ["Compiler"]

DOCUMENT = One("document", "Document", "(@a)<-[:STATES]-(@b:Document)", KINDS["Document"].meaning)


@cache
def _fields(label: str) -> dict[str, Stored | Relation]:
    kind = KINDS[label]
    return {entry.name: entry for entry in (*kind.stored(), *kind.relations)}


class Compiler:
    """Compiles the selections of one operation into one statement."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.statement = Statement()

    def site(self, selected: Selected) -> Site:
        """Return where the parameters of a field are taken from."""
        return self.statement.site(selected, selected.arguments(self.operation.variables))

    def nodes(self, kind: Kind, keys: str, selected: Selected) -> Piece:
        """Return an expression for nodes by key, pairs of key and object; `keys` are clauses that bind `k`."""
        variable = f"n{self.statement.variable()}"
        inner = self._object(kind, variable, self.operation.below(selected, kind.label))
        assert isinstance(inner.form, Object)  # noqa: S101 - told to the type checker
        return Piece(
            f"COLLECT {{ {keys} MATCH ({variable}:{kind.label} {{{kind.key}: k}}) RETURN [k, {inner.expression}] }}",
            Keyed(inner.form),
        )

    def connection(self, entry: Many, source: str, selected: Selected) -> Piece:
        """Return an expression for a page of the nodes a relation leads to from `source`."""
        number = self.statement.variable()
        target, edge = f"n{number}", f"r{number}"
        site = self.site(selected)
        listed = listing(entry, source, target, edge, site, self.statement)
        parts: list[tuple[str, str]] = []
        lists: dict[str, Piece] = {}
        information: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        counted = False
        name = f"{entry.edge}Connection"
        for part in self.operation.below(selected, name):
            parts.append((part.key, part.name if part.name != TYPENAME else name))
            match part.name:
                case "edges":
                    lists[part.key] = self._edge(entry, source, target, edge, part, listed.keys, listed.page)
                case "nodes":
                    below = self.operation.below(part, entry.kind)
                    lists[part.key] = self._object(KINDS[entry.kind], target, below)
                case "totalCount":
                    counted = True
                case "pageInfo":
                    below = self.operation.below(part, "PageInfo")
                    fields = tuple((each.key, each.name if each.name != TYPENAME else "PageInfo") for each in below)
                    information.append((part.key, fields))
        held = any(what in {"startCursor", "endCursor"} for _, fields in information for _, what in fields)
        shown = [f"[{', '.join(listed.keys)}]"] if held else []
        shown += [piece.expression for piece in lists.values()]
        rows = "[]"
        if shown:
            row = shown[0] if len(shown) == 1 and not held else f"[{', '.join(shown)}]"
            rows = f"COLLECT {{ {listed.clauses} RETURN {row} }}"
        elif information:
            rows = f"COLLECT {{ {listed.clauses} RETURN 0 }}"
        return Piece(
            f"[{rows}, {listed.size}, {listed.counted if counted else 'null'}]",
            Page(
                path=".".join(selected.path),
                page=listed.page,
                held=held,
                parts=tuple(parts),
                lists={key: piece.form for key, piece in lists.items()},
                information=tuple(information),
            ),
        )

    def _edge(
        self,
        entry: Many,
        source: str,
        target: str,
        edge: str,
        selected: Selected,
        keys: Iterable[str],
        page: paging.Page,
    ) -> Piece:
        stored = {field.name: field for field in entry.link.stored()} if entry.link else {}
        measure = source if entry.link and entry.link.measure == "a" else target
        passages = entry.link.passages if entry.link else None
        name = f"{entry.edge}Edge"
        shown: list[tuple[str, Piece]] = []
        for part in self.operation.below(selected, name):
            if part.name == TYPENAME:
                piece = _typename(name)
            elif part.name == "cursor":
                cursor = Leaf(nullable=False, turn=partial(paging.cursor, page.mark), both=True)
                piece = Piece(f"[{', '.join(keys)}]", cursor)
            elif part.name == "node":
                piece = self._object(KINDS[entry.kind], target, self.operation.below(part, entry.kind))
            elif part.name == "document":
                piece = self._one(DOCUMENT, measure, part)
            elif passages and part.name == passages.name:
                piece = self._passages(passages, source, target, edge, part)
            else:
                piece = _stored(stored[part.name], edge, part)
            shown.append((part.key, piece))
        return _listing(shown)

    def _object(self, kind: Kind, variable: str, below: Iterable[Selected]) -> Piece:
        return _listing([(part.key, self._field(kind, variable, part)) for part in below], kind.label)

    def _field(self, kind: Kind, variable: str, selected: Selected) -> Piece:
        if selected.name == TYPENAME:
            return _typename(kind.label)
        if selected.name == "id":
            return Piece(f"{variable}.{kind.key}", Leaf(nullable=False, turn=partial(encode, kind.label), both=True))
        match _fields(kind.label)[selected.name]:
            case Stored() as entry:
                return _stored(entry, variable, selected)
            case One() as entry:
                return self._one(entry, variable, selected)
            case Lists() as entry:
                return self._lists(entry, variable, selected)
            case Many() as entry:
                return self.connection(entry, variable, selected)

    def _one(self, entry: One, source: str, selected: Selected) -> Piece:
        target = f"n{self.statement.variable()}"
        inner = self._object(KINDS[entry.kind], target, self.operation.below(selected, entry.kind))
        pattern = fill(entry.pattern, a=source, b=target)
        return Piece(
            f"head(COLLECT {{ MATCH {pattern} RETURN {inner.expression} LIMIT 1 }})",
            Single(inner.form, nullable=entry.nullable),
        )

    def _lists(self, entry: Lists, source: str, selected: Selected) -> Piece:
        place = f"i{self.statement.variable()}"
        shown: list[tuple[str, Piece]] = []
        for part in self.operation.below(selected, entry.type):
            if part.name == TYPENAME:
                piece = _typename(entry.type)
            elif part.name == DOCUMENT.name:
                piece = self._one(DOCUMENT, source, part)
            else:
                piece = Piece(f"{source}.{entry.properties[part.name]}[{place}]", _leaf(part))
            shown.append((part.key, piece))
        inner = _listing(shown)
        length = f"size({source}.{next(iter(entry.properties.values()))})"
        return Piece(f"[{place} IN range(0, {length} - 1) | {inner.expression}]", Items(inner.form))

    def _passages(self, entry: Passages, source: str, target: str, edge: str, selected: Selected) -> Piece:
        place = f"i{self.statement.variable()}"
        expressions = {field.name: field.expression for field in entry.fields}
        shown = [
            (
                part.key,
                _typename(entry.type)
                if part.name == TYPENAME
                else Piece(fill(expressions[part.name], a=source, b=target, r=edge, i=place), _leaf(part)),
            )
            for part in self.operation.below(selected, entry.type)
        ]
        inner = _listing(shown)
        return Piece(f"[{place} IN range(0, {fill(entry.count, r=edge)} - 1) | {inner.expression}]", Items(inner.form))


def _leaf(selected: Selected) -> Leaf:
    assert selected.definition is not None  # noqa: S101 - __typename is not stored
    return leaf(selected.definition.type)


def _stored(entry: Stored, variable: str, selected: Selected) -> Piece:
    return Piece(f"{variable}.{entry.property}", _leaf(selected))


def _typename(name: str) -> Piece:
    return Piece(f"'{name}'", Leaf(nullable=False))


def _listing(shown: list[tuple[str, Piece]], label: str | None = None) -> Piece:
    """Return the expression of an object: a list of its fields."""
    expression = f"[{', '.join(piece.expression for _, piece in shown)}]"
    return Piece(expression, Object(tuple((key, piece.form) for key, piece in shown), label))

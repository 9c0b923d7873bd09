"""Selections of nodes (节点选择) as expressions of Cypher.

An object is a list of its selected fields' values in their order, never a map; a relation is a COLLECT
subquery inside it. So one expression holds a whole tree, and one statement a whole request. The shape of an
expression turns such lists into objects by response key, from which the executor reads.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from api.compiler import paging, words
from api.compiler.selection import Operation, Selected
from api.compiler.statement import Piece, Statement, fill
from api.identifiers import decode, encode
from api.types.filters import FILTERS
from api.types.kinds import KINDS
from api.types.vocabulary import Filter, Kind, Lists, Many, One, Passages, Relation, Stored

__all__ = ["KIND", "Compiler"]

KIND = ""  # where a shaped object says what it is; no response key is empty

DOCUMENT = One("document", "Document", "(@a)<-[:STATES]-(@b:Document)", KINDS["Document"].meaning)


@cache
def _fields(label: str) -> dict[str, Stored | Relation]:
    kind = KINDS[label]
    return {entry.name: entry for entry in (*kind.stored(), *kind.relations)}


def _same(value: Any) -> Any:
    return value


class Compiler:
    """Compiles the selections of one operation into one statement.

    `truncated` collects, while shaping, the paths of lists that had more than was asked for by default.
    """

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self.statement = Statement()
        self.truncated: set[tuple[str, ...]] = set()

    def nodes(self, kind: Kind, keys: list[str], selected: Selected) -> Piece:
        """Return an expression for nodes by key; its shape is a mapping from key to object."""
        variable = f"n{self.statement.variable()}"
        inner = self._object(kind, variable, self._operation.below(selected, kind.label))
        parameter = self.statement.parameter(keys)
        return Piece(
            f"COLLECT {{ UNWIND {parameter} AS k MATCH ({variable}:{kind.label} {{{kind.key}: k}}) "
            f"RETURN [k, {inner.expression}] }}",
            lambda rows: {key: inner.shape(value) for key, value in rows},
        )

    def connection(self, entry: Many, source: str, selected: Selected) -> Piece:
        """Return an expression for a page of the nodes a relation leads to from `source`.

        Raises:
            ApiError: its arguments cannot be served.

        """
        number = self.statement.variable()
        target, edge, key = f"n{number}", f"r{number}", f"k{number}"
        arguments = self._operation.arguments(selected)
        keys = entry.keys or KINDS[entry.kind].keys
        page = paging.page(arguments, entry.edge, keys)
        listed = self._listed(entry, source, target, edge, arguments.get("filter") or {})
        shown: list[tuple[Selected, Piece | None]] = []
        total = "0"
        for part in self._operation.below(selected, f"{entry.edge}Connection"):
            match part.name:
                case "edges":
                    shown.append((part, self._edge(entry, source, target, edge, part)))
                case "nodes":
                    below = self._operation.below(part, entry.kind)
                    shown.append((part, self._object(KINDS[entry.kind], target, below)))
                case "totalCount":
                    shown.append((part, None))
                    total = f"COUNT {{ {listed} RETURN {target} }}"
                case _:
                    shown.append((part, None))
        pieces = [piece for _, piece in shown if piece]
        rows = "[]"
        if any(part.name != "totalCount" for part, _ in shown):
            held = f"{target}, {edge}" if entry.link else target
            order = ", ".join(fill(part.expression, b=target, r=edge) for part in keys)
            rows = (
                f"COLLECT {{ {listed} WITH {held}, [{order}] AS {key}{self._cut(page, key)}"
                f" RETURN [{', '.join((key, *(piece.expression for piece in pieces)))}] }}"
            )

        def shape(value: Any) -> dict[str, Any]:
            found, count = value
            return self._page(entry, page, shown, selected, found, count)

        return Piece(f"[{rows}, {total}]", shape)

    def _cut(self, page: paging.Page, key: str) -> str:
        """Return the clauses that cut a page, and one more to tell whether more follow, out of a list."""
        bounds = [
            f"{key} {sign} {self.statement.parameter(bound)}"
            for sign, bound in ((">", page.after), ("<", page.before))
            if bound is not None
        ]
        where = f" WHERE {' AND '.join(bounds)}" if bounds else ""
        direction = " DESC" if page.backward else ""
        return f"{where} ORDER BY {key}{direction} LIMIT {self.statement.parameter(page.size + 1)}"

    def _listed(self, entry: Many, source: str, target: str, edge: str, given: dict[str, Any]) -> str:
        """Return the clauses that find what a connection lists, page and order apart."""
        conditions: list[str] = []
        paths: dict[str, list[str]] = {}
        found: list[str] = []
        for rule in FILTERS[entry.filters][1] if entry.filters else ():
            value = given.get(rule.name)
            if value is None:
                continue
            if rule.search:
                found.append(self.statement.words(rule.search, words.query(value)))
                continue
            condition = fill(rule.condition, b=target, r=edge, p=self._value(rule, value))
            (paths.setdefault(rule.within, []) if rule.within else conditions).append(condition)
        conditions += [fill(path, b=target, where=" AND ".join(parts)) for path, parts in paths.items()]
        start = f"MATCH {fill(entry.pattern, a=source, b=target, r=edge)}"
        if found and not source:  # begin with what the index found, not with all there is
            start = f"UNWIND {found[0]} AS {target} WITH {target}"
            found = found[1:]
        conditions += [f"{target} IN {name}" for name in found]
        return start + (" WHERE " + " AND ".join(conditions) if conditions else "")

    def _value(self, rule: Filter, value: Any) -> str:
        plain: Any = value
        if isinstance(value, list):
            plain = [getattr(entry, "value", entry) for entry in value]
        if rule.ids:
            plain = [decode(entry, rule.ids)[1] for entry in plain]
        parameter = self.statement.parameter(plain)
        if rule.lookup:
            self.statement.check(rule.name, rule.lookup, parameter)
        return parameter

    def _edge(self, entry: Many, source: str, target: str, edge: str, selected: Selected) -> Piece:
        stored = {field.name: field for field in entry.link.stored()} if entry.link else {}
        measure = source if entry.link and entry.link.measure == "a" else target
        passages = entry.link.passages if entry.link else None
        shown: list[tuple[str, Piece]] = []
        for part in self._operation.below(selected, f"{entry.edge}Edge"):
            if part.name == "cursor":
                shown.append((part.key, Piece(f"k{edge[1:]}", lambda keys: paging.cursor(entry.edge, keys))))
            elif part.name == "node":
                below = self._operation.below(part, entry.kind)
                shown.append((part.key, self._object(KINDS[entry.kind], target, below)))
            elif part.name == "document":
                shown.append((part.key, self._one(DOCUMENT, measure, part)))
            elif passages and part.name == passages.name:
                shown.append((part.key, self._passages(passages, source, target, edge, part)))
            else:
                shown.append((part.key, Piece(f"{edge}.{stored[part.name].property}", _same)))
        return _listing(shown)

    def _object(self, kind: Kind, variable: str, below: Iterable[Selected]) -> Piece:
        return _listing([(part.key, self._field(kind, variable, part)) for part in below], kind.label)

    def _field(self, kind: Kind, variable: str, selected: Selected) -> Piece:
        if selected.name == "id":
            return Piece(f"{variable}.{kind.key}", lambda key: encode(kind.label, key))
        match _fields(kind.label)[selected.name]:
            case Stored(property=name):
                return Piece(f"{variable}.{name}", _same)
            case One() as entry:
                return self._one(entry, variable, selected)
            case Lists() as entry:
                return self._lists(entry, variable, selected)
            case Many() as entry:
                return self.connection(entry, variable, selected)

    def _one(self, entry: One, source: str, selected: Selected) -> Piece:
        target = f"n{self.statement.variable()}"
        inner = self._object(KINDS[entry.kind], target, self._operation.below(selected, entry.kind))
        pattern = fill(entry.pattern, a=source, b=target)
        return Piece(
            f"head(COLLECT {{ MATCH {pattern} RETURN {inner.expression} LIMIT 1 }})",
            lambda value: None if value is None else inner.shape(value),
        )

    def _lists(self, entry: Lists, source: str, selected: Selected) -> Piece:
        place = f"i{self.statement.variable()}"
        shown = [
            (part.key, self._one(DOCUMENT, source, part))
            if part.name == DOCUMENT.name
            else (part.key, Piece(f"{source}.{entry.properties[part.name]}[{place}]", _same))
            for part in self._operation.below(selected, entry.type)
        ]
        inner = _listing(shown)
        length = f"size({source}.{next(iter(entry.properties.values()))})"
        return Piece(
            f"[{place} IN range(0, {length} - 1) | {inner.expression}]",
            lambda rows: [inner.shape(row) for row in rows],
        )

    def _passages(self, entry: Passages, source: str, target: str, edge: str, selected: Selected) -> Piece:
        place = f"i{self.statement.variable()}"
        expressions = {field.name: field.expression for field in entry.fields}
        inner = _listing(
            [
                (part.key, Piece(fill(expressions[part.name], a=source, b=target, r=edge, i=place), _same))
                for part in self._operation.below(selected, entry.type)
            ]
        )
        return Piece(
            f"[{place} IN range(0, {fill(entry.count, r=edge)} - 1) | {inner.expression}]",
            lambda rows: [inner.shape(row) for row in rows],
        )

    def _page(
        self,
        entry: Many,
        page: paging.Page,
        shown: list[tuple[Selected, Piece | None]],
        selected: Selected,
        found: list[Any],
        count: int,
    ) -> dict[str, Any]:
        more = len(found) > page.size
        if more and not page.stated:
            self.truncated.add(selected.path)
        rows = found[: page.size]
        if page.backward:
            rows.reverse()
        result: dict[str, Any] = {}
        place = 0
        for part, piece in shown:
            if piece:
                place += 1
                result[part.key] = [piece.shape(row[place]) for row in rows]
            elif part.name == "totalCount":
                result[part.key] = count
            else:
                information = {
                    "hasNextPage": page.before is not None if page.backward else more,
                    "hasPreviousPage": more if page.backward else page.after is not None,
                    "startCursor": paging.cursor(entry.edge, rows[0][0]) if rows else None,
                    "endCursor": paging.cursor(entry.edge, rows[-1][0]) if rows else None,
                }
                below = self._operation.below(part, "PageInfo")
                result[part.key] = {field.key: information[field.name] for field in below}
        return result


def _listing(shown: list[tuple[str, Piece]], label: str | None = None) -> Piece:
    """Return the expression of an object: a list of its fields, shaped by response key."""
    expression = f"[{', '.join(piece.expression for _, piece in shown)}]"
    shapes = [(key, piece.shape) for key, piece in shown]

    def shape(values: list[Any]) -> dict[str, Any]:
        result = {key: made(value) for (key, made), value in zip(shapes, values, strict=True)}
        if label:
            result[KIND] = label
        return result

    return Piece(expression, shape)

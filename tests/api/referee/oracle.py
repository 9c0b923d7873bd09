"""The published schema, executed naively over the graph in memory: a second opinion on every answer.

What a field means is taken from its description, docs/graphql.md and docs/ontology.md; nothing of the API's own
code but the text of its schema is used.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from graphql import (
    ExecutionResult,
    GraphQLResolveInfo,
    build_schema,
    get_named_type,
    graphql_sync,
)

from tests.api.referee.graph import CONTAINS, PART_OF, Graph, Node, city, document, document_of, measure_of
from tests.api.referee.identity import identity, node_of
from tests.api.referee.lists import LISTS, Item, listed, own, paged
from tests.api.referee.questions import QUESTIONS

__all__ = ["Oracle"]

RENAMED = {"quote": "raw"}
"""Fields that are called otherwise than their property."""
WORDS = {"=": "EQUAL", "<=": "AT_MOST", ">=": "AT_LEAST", "<": "BELOW", ">": "ABOVE"}
MOST = {"measures": 500, "looseMeasures": 500}
"""How many a page may have: 500 where measures are listed."""


def one(nodes: list[Node]) -> Node | None:
    return nodes[0] if nodes else None


def groups(measure: Node) -> list[dict[str, Any]]:
    """Return the responsibilities of groups such as 各相关单位."""
    facts = (measure[f"open_{name}"] for name in ("raw", "role", "start", "end"))
    return [
        {"quote": raw, "role": role, "start": start, "end": end, "document": document(measure)}
        for raw, role, start, end in zip(*facts, strict=True)
    ]


FIELDS: dict[tuple[str, str], Callable[[Node], Any]] = {
    ("City", "parent"): lambda node: one(node.to(PART_OF)),
    ("Deadline", "measure"): measure_of,
    ("Department", "city"): lambda node: one(node.to("OF")),
    ("Document", "city"): lambda node: one(node.to("ISSUED_FOR")),
    ("Indicator", "parent"): lambda node: one(node.to(PART_OF)),
    ("Measure", "city"): city,
    ("Measure", "document"): document,
    ("Measure", "openResponsibilities"): groups,
    ("Measure", "section"): lambda node: one(node.of(CONTAINS, "Section")),
    ("Section", "document"): document_of,
    ("Section", "parent"): lambda node: one(node.of(CONTAINS, "Section")),
    ("Target", "measure"): measure_of,
}
"""Fields of a node that are no list and none of its properties."""


class Oracle:
    """Answers queries of the published schema from a graph."""

    def __init__(self, sdl: str, graph: Graph) -> None:
        self.graph = graph
        self.schema = build_schema(sdl)
        day = self.schema.type_map["Date"]
        day.coerce_input_value = date.fromisoformat
        day.coerce_input_literal = lambda node: date.fromisoformat(node.value)
        day.coerce_output_value = date.isoformat

    def answer(self, query: str, variables: Mapping[str, Any] | None = None) -> ExecutionResult:
        """Return data and errors; an error's `extensions.code` is the API's."""
        return graphql_sync(
            self.schema, query, variable_values=dict(variables or {}),
            field_resolver=self.resolve, type_resolver=lambda value, *_: value.kind,
        )  # fmt: skip

    def resolve(self, source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        """Return the value of a field."""
        name = info.field_name
        if source is None:
            return self.root(info, name, arguments)
        if isinstance(source, dict):
            return self.plain(source.get(name), info)
        if isinstance(source, tuple):  # an edge
            return self.edge(source, name, info)
        if (source.kind, name) in LISTS:
            items, key = LISTS[source.kind, name]
            return self.connection(items(source), key, info, arguments)
        return self.plain(self.field(source, name), info)

    def root(self, info: GraphQLResolveInfo, name: str, arguments: dict[str, Any]) -> Any:
        """Return a field of Query."""
        if name == "node":
            return self.identified(arguments["id"])
        if name == "nodes":
            return [self.identified(each) for each in arguments["ids"]]
        if name == "measure":
            return node_of(self.graph, arguments["id"], "Measure")
        if name in QUESTIONS:
            limit = arguments.pop("limit", None)
            rows = QUESTIONS[name](self.graph, **{_snake(key): value for key, value in arguments.items()})
            return {"totalCount": len(rows), "rows": rows[:limit]}
        kind = get_named_type(info.return_type).name.removesuffix("Connection")
        return self.connection([Item(node) for node in self.graph.all(kind)], own, info, arguments)

    def identified(self, id_: str) -> Node | None:
        return node_of(self.graph, id_)

    def connection(self, items: list[Item], key: Any, info: GraphQLResolveInfo, arguments: dict[str, Any]) -> Any:
        """Return a page of a list."""
        declared = info.parent_type.fields[info.field_name].args
        filter_ = str(get_named_type(declared["filter"].type)) if "filter" in declared else ""
        order = str(get_named_type(declared["orderBy"].type)) if "orderBy" in declared else ""
        chosen = listed(self.graph, items, key, (filter_, arguments.get("filter")), arguments.get("orderBy"), order)
        page = paged(chosen, arguments, MOST.get(info.field_name, 100))
        page["edges"] = page.pop("items")
        page["nodes"] = [item.node for _, item in page["edges"]]
        return page

    def edge(self, source: tuple[int, Item], name: str, info: GraphQLResolveInfo) -> Any:
        """Return a field of an edge: of the list, or a fact of the relationship."""
        number, item = source
        match name:
            case "cursor":
                return str(number)
            case "node":
                return item.node
            case "document":
                return document(next(each for each in (item.link.start, item.link.end) if each.kind == "Measure"))
            case "common":
                return _common(item)
        return self.plain(item.link[RENAMED.get(name, _snake(name))], info)

    def field(self, node: Node, name: str) -> Any:
        """Return a field of a node that is no list."""
        if name == "id":
            return identity(node)
        led = FIELDS.get((node.kind, name))
        return led(node) if led else node[RENAMED.get(name, _snake(name))]

    def plain(self, value: Any, info: GraphQLResolveInfo) -> Any:
        """Return a value as the schema has it: enumerated ones by their names."""
        named = get_named_type(info.return_type)
        if hasattr(named, "values") and value is not None:
            if isinstance(value, list):
                return [WORDS.get(each, each.upper()) for each in value]
            return WORDS.get(value, value.upper())
        return value


def _common(item: Item) -> list[dict[str, Any]]:
    """Return the words that the two measures of a similarity have in common, as the one sees them."""
    link = item.link
    here, there = ("first", "second") if link.end is item.node else ("second", "first")
    this = link.start if link.end is item.node else link.end
    spans = zip(*(link[f"{side}_{end}"] for side in (here, there) for end in ("start", "end")), strict=True)
    return [{"quote": this["text"][a:b], "start": a, "end": b, "otherStart": c, "otherEnd": d} for a, b, c, d in spans]


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()

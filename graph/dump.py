"""The graph as canonical text (规范文本): equal graphs give equal text, whatever the order of loading."""

import json
from datetime import date
from typing import Any

from graph.ontology import ONTOLOGY
from graph.store import Store

__all__ = ["dump"]

# One statement, so that nodes and relationships are of the same moment.
EVERYTHING = """
MATCH (n)
RETURN labels(n) AS labels, properties(n) AS properties, null AS type, null AS from, null AS to
UNION ALL
MATCH (a)-[r]->(b)
RETURN null AS labels, properties(r) AS properties, type(r) AS type,
       {labels: labels(a), properties: properties(a)} AS from,
       {labels: labels(b), properties: properties(b)} AS to"""


def dump(store: Store) -> str:
    """Return every node and relationship as a line of JSON, sorted; ends are told by label and key."""
    return "".join(sorted(_line(row) for row in store.read(EVERYTHING, seconds=600)))


def _line(row: dict[str, Any]) -> str:
    if row["type"] is None:
        entry = {"labels": sorted(row["labels"]), "properties": row["properties"]}
    else:
        entry = {
            "from": _end(row["from"]),
            "properties": row["properties"],
            "to": _end(row["to"]),
            "type": row["type"],
        }
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, default=_written) + "\n"


def _end(node: dict[str, Any]) -> list[Any]:
    """Return labels and key of a node; one of no declared label is told by all it holds."""
    for label in node["labels"]:
        if label in ONTOLOGY.nodes:
            return [label, node["properties"].get(ONTOLOGY.nodes[label].key)]
    return [sorted(node["labels"]), node["properties"]]


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else repr(value)

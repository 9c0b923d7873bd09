"""CSV for `neo4j-admin database import full`: a network as a graph of its own, with typed properties.

Text is quoted and a value that is not stated is not, so that the importer tells "" from nothing.

References:
    Neo4j Operations Manual, Import: CSV file header format.

"""

import re
from collections.abc import Iterable, Mapping, Sequence

from graph.export.formats.content import Content, Value, literal

__all__ = ["nodes", "relationships"]

TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}


def nodes(content: Content) -> str:
    """Return one row per node; its label is its kind as in the graph, such as Department."""
    header = ["id:ID", *_columns(content.node_types), ":LABEL"]
    rows = (
        [node, *_values(data, content.node_types), _label(str(data.get("kind", "node")))]
        for node, data in content.nodes
    )
    return _lines(header, rows)


def relationships(content: Content) -> str:
    """Return one row per edge; its type is the name of the network, such as CO_RESPONSIBILITY_BY_DEPARTMENT."""
    kind = re.sub(r"\W+", "_", str(content.about.get("name", "edge"))).upper()
    header = [":START_ID", ":END_ID", *_columns(content.edge_types), ":TYPE"]
    rows = ([one, other, *_values(data, content.edge_types), kind] for one, other, data in content.edges)
    return _lines(header, rows)


def _columns(types: Mapping[str, type]) -> list[str]:
    return [f"{name}:{TYPES[kind]}" for name, kind in types.items()]


def _values(data: Mapping[str, Value], names: Iterable[str]) -> list[Value | None]:
    return [data.get(name) for name in names]


def _label(kind: str) -> str:
    return "".join(part.capitalize() for part in re.split(r"\W+", kind))


def _lines(header: Sequence[str], rows: Iterable[Sequence[Value | None]]) -> str:
    return "".join(",".join(map(_cell, row)) + "\n" for row in (header, *rows))


def _cell(value: Value | None) -> str:
    if value is None:
        return ""
    return '"' + value.replace('"', '""') + '"' if isinstance(value, str) else literal(value)

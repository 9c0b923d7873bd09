"""Node-link JSON: as networkx and d3 read it, one node or edge a line."""

import json
from collections.abc import Iterable, Mapping

from graph.export.formats.content import Content, Value

__all__ = ["document"]


def document(content: Content) -> str:
    """Return the network as JSON in the shape of networkx's node_link_data with edges="edges"."""
    nodes = ({"id": node, **data} for node, data in content.nodes)
    edges = ({"source": one, "target": other, **data} for one, other, data in content.edges)
    return (
        f'{{"directed": {json.dumps(content.directed)}, "multigraph": false, "graph": {_object(content.about)},\n'
        f'"nodes": [\n{_list(nodes)}],\n"edges": [\n{_list(edges)}]}}\n'
    )


def _list(objects: Iterable[Mapping[str, Value]]) -> str:
    return ",\n".join(map(_object, objects)) + "\n"


def _object(values: Mapping[str, Value]) -> str:
    return json.dumps(values, ensure_ascii=False, allow_nan=False)

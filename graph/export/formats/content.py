"""What a network holds (网络内容), checked once for every format.

A format writes nothing but what stands here: an attribute that is not stated (None) is gone, an attribute has
one type in the whole network, and a number is a number. So no format can write "None" or "nan".
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

import networkx as nx

__all__ = ["Content", "Value", "literal"]

Value = bool | int | float | str

RESERVED = {"node": {"id"}, "edge": {"source", "target"}}
"""Names that the formats give to the ends of an edge and to a node; an attribute cannot have them."""


@dataclass(frozen=True, slots=True)
class Content:
    """A network in a fixed order; in a two-mode network the first mode comes before the second.

    `sizes` holds the number of nodes of each mode where there are two, else None. The types are bool, int,
    float and str by the name of an attribute, in the order of appearance.
    """

    directed: bool
    sizes: tuple[int, int] | None
    about: dict[str, Value]
    nodes: tuple[tuple[str, dict[str, Value]], ...]
    edges: tuple[tuple[str, str, dict[str, Value]], ...]
    node_types: dict[str, type]
    edge_types: dict[str, type]

    @classmethod
    def of(cls, network: nx.Graph) -> "Content":
        """Return what `network` holds.

        Raises:
            ValueError: an attribute is NaN or infinite, of several types, of none that files hold, or has a
                reserved name; or an edge of a two-mode network stays within its mode.

        """
        nodes = [(str(node), _stated(data, "node", node)) for node, data in network.nodes(data=True)]
        edges = [(str(a), str(b), _stated(data, "edge", (a, b))) for a, b, data in network.edges(data=True)]
        sizes = _sizes(nodes, edges)
        if sizes:
            nodes.sort(key=lambda node: node[1]["bipartite"])
        return cls(
            directed=network.is_directed(),
            sizes=sizes,
            about=_stated(network.graph, "network", network.name),
            nodes=tuple(nodes),
            edges=tuple(edges),
            node_types=_types(data for _, data in nodes),
            edge_types=_types(data for _, _, data in edges),
        )

    @property
    def numbers(self) -> dict[str, int]:
        """The place of each node, from 1: what Pajek and UCINET call it."""
        return {node: number for number, (node, _) in enumerate(self.nodes, 1)}


def literal(value: Value) -> str:
    """Return a value as files hold it: true and false, numbers at full precision, text as it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)


def _stated(attributes: Mapping[str, Any], kind: str, whose: object) -> dict[str, Value]:
    if taken := RESERVED.get(kind, set()) & attributes.keys():
        raise ValueError(f"{kind} {whose!r}: {', '.join(sorted(taken))} is no name for an attribute")
    return {name: _value(value, name, whose) for name, value in attributes.items() if value is not None}


def _value(value: Any, name: str, whose: object) -> Value:
    """Return the value as one of Python's own types: figures may come from numpy, words from an enum."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real) and math.isfinite(value):
        return float(value)
    raise ValueError(f"{name} of {whose!r} cannot be written: {value!r}")


def _types(rows: Iterable[Mapping[str, Value]]) -> dict[str, type]:
    found: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, set()).add(type(value))
    return {name: _one(name, types) for name, types in found.items()}


def _one(name: str, types: set[type]) -> type:
    if len(types) == 1:
        return next(iter(types))
    if types == {int, float}:
        return float
    raise ValueError(f"{name} is of several types: {', '.join(sorted(kind.__name__ for kind in types))}")


def _sizes(
    nodes: list[tuple[str, dict[str, Value]]], edges: list[tuple[str, str, dict[str, Value]]]
) -> tuple[int, int] | None:
    """Return the sizes of the two modes; a projection keeps `bipartite` on its nodes but has one side only."""
    side = {node: data.get("bipartite") for node, data in nodes}
    if set(side.values()) != {0, 1}:
        return None
    if within := [(a, b) for a, b, _ in edges if side[a] == side[b]]:
        raise ValueError(f"an edge of a two-mode network joins two nodes of one mode: {within[0]!r}")
    first = sum(mode == 0 for mode in side.values())
    return first, len(nodes) - first

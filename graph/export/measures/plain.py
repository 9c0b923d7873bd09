"""A network without names (素网络): nodes 0 … n-1 in the order of their ids, for arithmetic that must not vary.

Sums, searches and ties between equals run in this order, so that no figure depends on the order in which
nodes and edges were added, nor on the seed of Python's hashes.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import networkx as nx

__all__ = ["Plain", "largest", "plain"]

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Plain:
    """Nodes by number: `ids` are their names, `ties[i]` the weights of the edges from node i, by node."""

    ids: tuple[Hashable, ...]
    ties: tuple[dict[int, Any], ...]
    directed: bool

    def named(self, values: Sequence[Value]) -> dict[Any, Value]:
        """Return values that stand in the order of the nodes by the nodes' names."""
        return dict(zip(self.ids, values, strict=True))

    def edges(self) -> Iterator[tuple[int, int, Any]]:
        """Yield each edge once, with its weight."""
        for one, ties in enumerate(self.ties):
            for other, weight in ties.items():
                if self.directed or one < other:
                    yield one, other, weight

    def components(self) -> list[list[int]]:
        """Return the nodes of each component, largest first, then most edges, then first node; arrows both ways."""
        reached: list[list[int]] = [[] for _ in self.ids]
        for one, other, _ in self.edges():
            reached[one].append(other)
            reached[other].append(one)
        seen: set[int] = set()
        found: list[list[int]] = []
        for start in range(len(self.ids)):
            if start not in seen:
                seen.add(start)
                members = [start]
                for node in members:  # grows while it is walked
                    new = [other for other in dict.fromkeys(reached[node]) if other not in seen]
                    seen.update(new)
                    members += new
                found.append(sorted(members))
        return sorted(found, key=lambda part: (-len(part), -sum(len(reached[node]) for node in part), part[0]))

    def part(self, nodes: Sequence[int]) -> "Plain":
        """Return the network among some nodes, which are given in ascending order."""
        place = {node: order for order, node in enumerate(nodes)}
        ties = ({place[other]: weight for other, weight in self.ties[node].items() if other in place} for node in nodes)
        return Plain(tuple(self.ids[node] for node in nodes), tuple(ties), self.directed)

    def graph(self) -> nx.Graph:
        """Return it as a networkx graph, weights as `weight`."""
        graph = nx.DiGraph() if self.directed else nx.Graph()
        graph.add_nodes_from(range(len(self.ids)))
        graph.add_weighted_edges_from(self.edges())
        return graph


def plain(network: nx.Graph, weight: str | None = None) -> Plain:
    """Return the network without names; edges of a node to itself are left out.

    Args:
        network: one without parallel edges; two ids must not look the same as text.
        weight: the attribute that weighs an edge, 1 where the edge has none; None: every edge weighs 1.

    """
    ids = sorted(network, key=str)
    place = {node: order for order, node in enumerate(ids)}
    ties = []
    for node in ids:
        own = network[node]
        ties.append(
            {
                place[other]: 1 if weight is None else own[other].get(weight, 1)
                for other in sorted(own, key=place.__getitem__)
                if other != node
            }
        )
    return Plain(tuple(ids), tuple(ties), network.is_directed())


def largest(network: nx.Graph, weight: str | None = None) -> Plain:
    """Return the largest component: of several, the one with most edges, then the one with the first id.

    Of a network without nodes: one without nodes.
    """
    whole = plain(network, weight)
    parts = whole.components()
    return whole.part(parts[0]) if parts else whole

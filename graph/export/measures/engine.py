"""What counts shortest paths (引擎): networkx, and rustworkx where networkx would take long.

rustworkx is part of the extra `study`; without it networkx does the same, only slower. The two agree to
about 1e-15 of a value, so what is written keeps fewer digits (see register.py), and the bytes of an export
do not say which of them counted. Each component is counted by itself: a country of three hundred cities
costs three hundred cities, not their square.

Weighted paths are as long as the sum of 1/weight. Where all weights are whole numbers, lengths are whole
numbers too (multiples of one over their least common multiple): 1/2 + 1/3 + 1/6 is then as long as 1, which
it is not in floating point, and equally long paths are told for what they are.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from importlib import import_module
from math import lcm
from typing import Any

import networkx as nx

from graph.export.measures.plain import Plain

__all__ = ["WORTH", "betweenness", "farness"]

WORTH = 2_000
"""Nodes times ends of edges, added up over the components, from which rustworkx counts.

networkx takes about a millisecond for that many, and four for a city of forty departments, which three
hundred cities turn into seconds; below it there is nothing to gain.
"""

SERIAL = sys.maxsize
"""Threads would add up the fractions of betweenness in an order of their own each time; distances do not mind."""


def betweenness(network: Plain, *, weighted: bool = False) -> list[float]:
    """Return, for each node, the shortest paths between others that pass through it, as shares of each pair's.

    A pair counts once, or once in each direction on a directed network. Not normalised.
    """
    rustworkx = None if weighted else _rustworkx(network)  # it knows no weighted betweenness
    found = [0.0] * len(network.ids)
    for nodes, part in _parts(network):
        if rustworkx:
            graph = _swift(rustworkx, part)
            values = rustworkx.betweenness_centrality(graph, normalized=False, parallel_threshold=SERIAL)
        elif weighted:
            values = _weighted_betweenness(part)
        else:
            values = nx.betweenness_centrality(part.graph(), normalized=False)
        for place, node in enumerate(nodes):
            found[node] = float(values[place])
    return found


def farness(network: Plain, *, weighted: bool = False) -> list[tuple[int, float]]:
    """Return, for each node of an undirected network, how many others it reaches, and how far they are in all."""
    rustworkx = _rustworkx(network)
    found = [(0, 0.0)] * len(network.ids)
    for nodes, part in _parts(network):
        others = len(nodes) - 1
        if rustworkx:
            swift = _swift(rustworkx, part)
            closeness = (
                rustworkx.newman_weighted_closeness_centrality(swift, weight_fn=float, wf_improved=False)
                if weighted
                else rustworkx.closeness_centrality(swift, wf_improved=False)
            )
            totals = [others / closeness[place] for place in range(len(nodes))]
            if not weighted:
                totals = [float(round(total)) for total in totals]
        else:
            totals = list(_totals(part, weighted=weighted))
        for node, total in zip(nodes, totals, strict=True):
            found[node] = (others, total)
    return found


def _totals(part: Plain, *, weighted: bool) -> Iterator[float]:
    if weighted:
        ties, unit = _lengths(part)
        for source in range(len(ties)):
            yield sum(_ways(ties, source).distance.values()) / unit
    else:
        graph = part.graph()
        for node in graph:
            yield float(sum(nx.single_source_shortest_path_length(graph, node).values()))


def _weighted_betweenness(part: Plain) -> list[float]:
    """Return the same along weighted paths, adding up backwards as Brandes (2001) does."""
    ties, _ = _lengths(part)
    found = [0.0] * len(ties)
    for source in range(len(ties)):
        ways = _ways(ties, source)
        passing = dict.fromkeys(ways.nearest_first, 0.0)
        for node in reversed(ways.nearest_first):
            portion = (1 + passing[node]) / ways.paths[node]
            for earlier in ways.before[node]:
                passing[earlier] += ways.paths[earlier] * portion
            if node != source:
                found[node] += passing[node]
    return found if part.directed else [value / 2 for value in found]


@dataclass(frozen=True, slots=True)
class _Ways:
    """From one node to each it reaches: how far, by how many shortest paths, and over which nodes just before."""

    nearest_first: list[int]
    distance: dict[int, Any]
    paths: dict[int, int]
    before: dict[int, list[int]]


def _ways(ties: list[list[tuple[int, Any]]], source: int) -> _Ways:
    """Return the shortest ways by Dijkstra's search. networkx has one, and takes twice to five times as long."""
    distance: dict[int, Any] = {source: 0}
    paths, before = {source: 1}, {source: list[int]()}
    settled: list[int] = []
    waiting: list[tuple[Any, int]] = [(0, source)]
    while waiting:
        far, node = heappop(waiting)
        if far > distance[node]:
            continue  # a shorter way was found while this one waited
        settled.append(node)
        for other, length in ties[node]:
            further = far + length
            known = distance.get(other)
            if known is None or further < known:
                distance[other], paths[other], before[other] = further, paths[node], [node]
                heappush(waiting, (further, other))
            elif further == known:
                paths[other] += paths[node]
                before[other].append(node)
    return _Ways(settled, distance, paths, before)


def _parts(network: Plain) -> Iterable[tuple[list[int], Plain]]:
    """Yield each component that has a path."""
    for nodes in network.components():
        if len(nodes) > 1:
            yield nodes, network.part(nodes)


def _lengths(part: Plain) -> tuple[list[list[tuple[int, Any]]], int]:
    """Return the length of each tie, 1/weight, and by how much it was multiplied to be a whole number."""
    weights = {weight for ties in part.ties for weight in ties.values()}
    if all(isinstance(weight, int) for weight in weights):
        unit = lcm(*weights)
        return [[(other, unit // weight) for other, weight in ties.items()] for ties in part.ties], unit
    return [[(other, 1 / weight) for other, weight in ties.items()] for ties in part.ties], 1


def _rustworkx(network: Plain) -> Any:
    """Return rustworkx where it is worth its while and installed, else None."""
    if sum(len(nodes) * sum(len(network.ties[node]) for node in nodes) for nodes in network.components()) < WORTH:
        return None
    try:
        return import_module("rustworkx")
    except ImportError:
        return None


def _swift(rustworkx: Any, part: Plain) -> Any:
    graph = rustworkx.PyDiGraph() if part.directed else rustworkx.PyGraph()
    graph.add_nodes_from(part.ids)
    graph.add_edges_from(list(part.edges()))
    return graph

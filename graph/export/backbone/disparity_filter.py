"""The disparity filter: is an edge heavy for the nodes it joins?"""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from math import fsum

import networkx as nx

__all__ = ["Ends", "disparity"]


@dataclass(frozen=True, slots=True)
class Ends:
    """p-value of one edge as seen from either end; in a directed network the first is its source."""

    first: float
    second: float

    @property
    def p(self) -> float:
        """The smaller of both: an edge that matters to one of its ends is kept."""
        return min(self.first, self.second)


def disparity(network: nx.Graph, *, weight: str = "weight") -> dict[tuple[Hashable, Hashable], Ends]:
    """Return the p-value of every edge at both of its ends, in the order of the edges.

    The null model breaks the strength s of a node of degree k at random into k parts; a part is at least
    the observed weight w with probability (1 - w/s)^(k-1). At a node of degree 1 that is 1: its only edge
    says nothing about it, and is judged by the other end alone; between two such nodes nothing is
    significant. A directed network is judged by what leaves the source and by what enters the target.
    Each node is looked at by itself, so isolates and separate components change nothing.

    Args:
        network: a network whose edges all have a positive weight.
        weight: the attribute that holds it.

    Raises:
        KeyError: an edge has no weight.
        ValueError: a weight is not positive.

    References:
        Serrano, M. Á., Boguñá, M. and Vespignani, A. (2009). Extracting the multiscale backbone of complex
        weighted networks. Proceedings of the National Academy of Sciences 106(16), 6483-6488.

    Examples:
        A star of weights 8, 1 and 1: the heavy edge has (1 - 0.8)^2 at the centre, and 1 at its other end.

        >>> star = nx.Graph()
        >>> star.add_weighted_edges_from([("centre", "a", 8), ("centre", "b", 1), ("centre", "c", 1)])
        >>> round(disparity(star)["centre", "a"].p, 3)
        0.04

    """
    leaving: dict[Hashable, list[float]] = defaultdict(list)
    entering = defaultdict(list) if network.is_directed() else leaving
    edges = [(first, second, data[weight]) for first, second, data in network.edges(data=True)]
    for first, second, heavy in edges:
        if not heavy > 0:
            raise ValueError(f"the weight of {first!r} - {second!r} is not positive: {heavy}")
        leaving[first].append(heavy)
        entering[second].append(heavy)
    sources = {node: (fsum(weights), len(weights)) for node, weights in leaving.items()}
    targets = {node: (fsum(weights), len(weights)) for node, weights in entering.items()}
    return {
        (first, second): Ends(_chance(heavy, *sources[first]), _chance(heavy, *targets[second]))
        for first, second, heavy in edges
    }


def _chance(weight: float, strength: float, degree: int) -> float:
    return float((1 - weight / strength) ** (degree - 1))

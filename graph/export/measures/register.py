"""The register of figures (指标登记): which are taken of the nodes and of the whole of which networks.

Adding one is a line here and its words in codebook.toml.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import partial
from typing import Any

import networkx as nx

from graph.export.measures import brokers, centrality, cores, holes, partitions, structure
from graph.export.measures.loads import Load

__all__ = [
    "DIGITS",
    "NODE_FIGURES",
    "WHOLE_FIGURES",
    "Figures",
    "NodeFigure",
    "Shape",
    "WholeFigure",
    "annotate",
    "figures",
]

DIGITS = 6
"""Significant digits of every figure that floating point had a part in.

The one place that says so. networkx and rustworkx, and one machine and another, agree to about fifteen; what
is written is the same on all of them. Loads are counted exactly and written whole.
"""

CERTAIN = 12
"""Significant digits in which the engines always agree."""

Values = Mapping[Any, int | float]


class Shape(StrEnum):
    """What a network is like, told from the network itself."""

    SHARING = "sharing"
    LEADING = "leading"
    TWO_MODE = "two_mode"

    @classmethod
    def of(cls, network: nx.Graph) -> "Shape":
        """Return the shape: directed, or with sides (`bipartite`, also where one has no node), or neither."""
        if network.is_directed():
            return cls.LEADING
        return cls.TWO_MODE if any(side is not None for _, side in network.nodes(data="bipartite")) else cls.SHARING


@dataclass(frozen=True, slots=True)
class NodeFigure:
    """Figures of nodes: their names, the networks they are of, and the function that gives them by node."""

    names: tuple[str, ...]
    shapes: frozenset[Shape]
    function: Callable[[nx.Graph], Values | Mapping[str, Values]]

    def values(self, network: nx.Graph) -> Mapping[str, Values]:
        """Return the values by name, then by node."""
        found = self.function(network)
        return {self.names[0]: found} if len(self.names) == 1 else found  # type: ignore[dict-item, return-value]


@dataclass(frozen=True, slots=True)
class WholeFigure:
    """A figure of a whole network, from the network and what was found of its nodes; None: not defined."""

    name: str
    shapes: frozenset[Shape]
    function: Callable[[nx.Graph, Mapping[str, Values]], int | float | None]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found of a network, rounded: of its nodes by name, then by node; of the whole by name."""

    nodes: dict[str, dict[Any, int | float]]
    whole: dict[str, int | float]


SHARING = frozenset({Shape.SHARING})
LEADING = frozenset({Shape.LEADING})
ONE_MODE = SHARING | LEADING
W = "weight"


def _node(name: str, shapes: frozenset[Shape], function: Callable[[nx.Graph], Values]) -> NodeFigure:
    return NodeFigure((name,), shapes, function)


def _alone(name: str, shapes: frozenset[Shape], function: Callable[[nx.Graph], int | float | None]) -> WholeFigure:
    return WholeFigure(name, shapes, lambda network, _: function(network))


NODE_FIGURES = (
    _node("degree", SHARING, centrality.degree),
    _node("degree_normalised", SHARING, centrality.degree_normalised),
    _node("strength", SHARING, centrality.strength),
    _node("in_degree", LEADING, centrality.in_degree),
    _node("out_degree", LEADING, centrality.out_degree),
    _node("in_strength", LEADING, centrality.in_strength),
    _node("out_strength", LEADING, centrality.out_strength),
    _node("betweenness", ONE_MODE, centrality.betweenness),
    _node("betweenness_weighted", ONE_MODE, partial(centrality.betweenness, weight=W)),
    _node("closeness", SHARING, centrality.closeness),
    _node("closeness_weighted", SHARING, partial(centrality.closeness, weight=W)),
    _node("eigenvector", SHARING, centrality.eigenvector),
    _node("eigenvector_weighted", SHARING, partial(centrality.eigenvector, weight=W)),
    _node("k_core", SHARING, cores.k_core),
    _node("core", SHARING, cores.core_periphery),
    _node("coreness", SHARING, cores.coreness),
    _node("coreness_weighted", SHARING, partial(cores.coreness, weight=W)),
    _node("constraint", SHARING, holes.constraint),
    _node("constraint_weighted", SHARING, partial(holes.constraint, weight=W)),
    _node("effective_size", SHARING, holes.effective_size),
    _node("effective_size_weighted", SHARING, partial(holes.effective_size, weight=W)),
    NodeFigure((*brokers.ROLES, "brokerage"), LEADING, brokers.brokerage),
    _node("community", SHARING, partitions.communities),
    _node("ei_index", ONE_MODE, partitions.ei_by_node),
)

WHOLE_FIGURES = (
    _alone("density", ONE_MODE, structure.density),
    _alone("isolates", ONE_MODE, structure.isolates),
    _alone("components", ONE_MODE, structure.components),
    _alone("largest_share", ONE_MODE, structure.largest_share),
    _alone("mean_weight", ONE_MODE, structure.mean_weight),
    _alone("median_weight", ONE_MODE, structure.median_weight),
    WholeFigure("degree_centralisation", SHARING, lambda _, of: structure.degree_centralisation(of["degree"])),
    WholeFigure(
        "betweenness_centralisation", SHARING, lambda _, of: structure.betweenness_centralisation(of["betweenness"])
    ),
    _alone("average_path_length", SHARING, structure.average_path_length),
    _alone("diameter", SHARING, structure.diameter),
    _alone("transitivity", SHARING, structure.transitivity),
    _alone("clustering", SHARING, structure.clustering),
    WholeFigure("core_size", SHARING, lambda _, of: sum(of["core"].values()) or None),
    WholeFigure("core_fit", SHARING, lambda network, of: cores.core_fit(network, of["core"])),
    WholeFigure("coreness_fit", SHARING, lambda network, of: cores.coreness_fit(network, of["coreness"])),
    WholeFigure(
        "coreness_weighted_fit", SHARING, lambda network, of: cores.coreness_fit(network, of["coreness_weighted"], W)
    ),
    WholeFigure("communities", SHARING, lambda _, of: len(set(of["community"].values())) or None),
    WholeFigure("modularity", SHARING, lambda network, of: partitions.modularity(network, of["community"])),
    _alone("ei_index", ONE_MODE, partitions.ei_index),
)


def figures(network: nx.Graph) -> Figures:
    """Return every figure that the register has for a network of this shape; what is not defined is absent.

    A network without nodes has none: it does not even tell its shape.
    """
    if not network:
        return Figures({}, {})
    shape = Shape.of(network)
    nodes: dict[str, Values] = {}
    for each in NODE_FIGURES:
        if shape in each.shapes:
            nodes.update(each.values(network))
    whole = {each.name: each.function(network, nodes) for each in WHOLE_FIGURES if shape in each.shapes}
    return Figures(
        {name: {node: _written(value) for node, value in values.items()} for name, values in nodes.items()},
        {name: _written(value) for name, value in whole.items() if value is not None},
    )


def annotate(network: nx.Graph, loads: Mapping[str, Load]) -> None:
    """Write loads onto the nodes that carry them, and every figure onto the nodes and onto the network.

    What is not defined is not written. Figures of the whole are attributes of the network, by their names.
    """
    for node, carried in loads.items():
        if node in network:
            network.nodes[node].update((name, value) for name, value in asdict(carried).items() if value is not None)
    found = figures(network)
    for name, values in found.nodes.items():
        nx.set_node_attributes(network, values, name)
    network.graph.update(found.whole)


def _written(value: float) -> int | float:
    """Return a figure as it is written: whole numbers whole, others to `DIGITS`.

    By way of `CERTAIN` digits: where the true value lies half-way between two written ones, the last bit of
    two engines would otherwise decide, and differently.
    """
    if isinstance(value, int):
        return value
    return float(f"{float(f'{value:.{CERTAIN}g}'):.{DIGITS}g}") + 0.0  # no -0.0

"""Position by ties and paths (中心度): degree, strength, betweenness, closeness, eigenvector.

Each returns a value by node. A node that has none is absent, which is not the same as 0. Edges of a node
to itself are left out. `weight` names the attribute that weighs an edge (1 where an edge has none); None
counts every edge alike.
"""

from math import sqrt
from typing import Any

import networkx as nx

from graph.export.measures import engine
from graph.export.measures.plain import Plain, largest, plain

__all__ = [
    "betweenness",
    "closeness",
    "degree",
    "degree_normalised",
    "eigenvector",
    "in_degree",
    "in_strength",
    "out_degree",
    "out_strength",
    "strength",
]

STEPS = 20_000
"""Of the power method. Dense networks take some hundred; a path of a hundred nodes takes all."""

STILL = 1e-13
"""The power method is done when no node moves by more, vectors having length 1."""


def degree(network: nx.Graph) -> dict[Any, int]:
    """Return the number of partners of each node (degree centrality, not normalised).

    A node without partners has 0; nothing depends on the network being connected. On a directed network:
    the number of nodes that arrows lead to.

    References:
        Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. Social Networks
        1(3), 215-239.
        Padgett, J. F. and Ansell, C. K. (1993). Robust action and the rise of the Medici, 1400-1434.
        American Journal of Sociology 98(6), 1259-1319.

    Examples:
        >>> degree(nx.florentine_families_graph())["Medici"]
        6

    """
    return {node: len(set(network[node]) - {node}) for node in network}


def degree_normalised(network: nx.Graph) -> dict[Any, float]:
    """Return the partners of each node as a part of those it could have, n-1; of a single node: nothing.

    References:
        Freeman (1979), as in `degree`.
        Wasserman, S. and Faust, K. (1994). Social Network Analysis. Cambridge University Press, ch. 5.

    Examples:
        The sixteen families of Wasserman and Faust (1994), the Pucci married to none of them:

        >>> families = nx.florentine_families_graph()
        >>> families.add_node("Pucci")
        >>> degree_normalised(families)["Medici"], degree_normalised(families)["Pucci"]
        (0.4, 0.0)

    """
    others = len(network) - 1
    return {node: partners / others for node, partners in degree(network).items()} if others > 0 else {}


def strength(network: nx.Graph) -> dict[Any, int]:
    """Return the sum of the weights of each node's edges: shared measures, counted once per partner.

    A node without partners has 0. On a directed network: of the arrows that leave it.

    References:
        Barrat, A., Barthélemy, M., Pastor-Satorras, R. and Vespignani, A. (2004). The architecture of
        complex weighted networks. PNAS 101(11), 3747-3752.

    Examples:
        Zachary's (1977) club with the contexts in which two members met; the instructor (0) and the
        president (33), as the rows of his matrix of strengths add up:

        >>> club = strength(nx.karate_club_graph())
        >>> club[0], club[33]
        (42, 48)

    """
    return {
        node: sum(data.get("weight", 1) for other, data in network[node].items() if other != node) for node in network
    }


def in_degree(network: nx.DiGraph) -> dict[Any, int]:
    """Return the number of nodes that an arrow leads from to each node: those that it supports.

    References:
        Wasserman and Faust (1994), as in `degree_normalised`.

    Examples:
        >>> in_degree(nx.DiGraph([("lead", "support"), ("other", "support")]))
        {'lead': 0, 'support': 2, 'other': 0}

    """
    return degree(network.reverse(copy=False))


def out_degree(network: nx.DiGraph) -> dict[Any, int]:
    """Return the number of nodes that an arrow leads to from each node: those that support it.

    References:
        Wasserman and Faust (1994), as in `degree_normalised`.

    Examples:
        >>> out_degree(nx.DiGraph([("lead", "support"), ("lead", "other")]))
        {'lead': 2, 'support': 0, 'other': 0}

    """
    return degree(network)


def in_strength(network: nx.DiGraph) -> dict[Any, int]:
    """Return the sum of the weights of the arrows that lead to each node.

    References:
        Barrat et al. (2004), as in `strength`.

    Examples:
        >>> in_strength(nx.DiGraph([("lead", "support", {"weight": 3})]))
        {'lead': 0, 'support': 3}

    """
    return strength(network.reverse(copy=False))


def out_strength(network: nx.DiGraph) -> dict[Any, int]:
    """Return the sum of the weights of the arrows that leave each node.

    References:
        Barrat et al. (2004), as in `strength`.

    Examples:
        >>> out_strength(nx.DiGraph([("lead", "support", {"weight": 3})]))
        {'lead': 3, 'support': 0}

    """
    return strength(network)


def betweenness(network: nx.Graph, weight: str | None = None) -> dict[Any, float]:
    """Return the share of shortest paths between other nodes that pass through each node.

    Without `weight` one shared measure is as short a way as ten; with it a way is as long as the sum of
    1/weight. Normalised by the pairs of others, (n-1)(n-2)/2, twice as many on a directed network, with n
    of the whole network: it lies between 0 and 1. In a disconnected network pairs without a path add
    nothing and n stays that of the whole: values of networks that fall apart differently do not compare.
    Of fewer than three nodes nobody can stand between others: nothing.

    References:
        Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40(1), 35-41.
        Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology
        25(2), 163-177.
        Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted networks,
        and centrality. Physical Review E 64, 016132 (lengths of 1/weight).

    Examples:
        The Medici of Padgett and Ansell (1993), the textbook value:

        >>> round(betweenness(nx.florentine_families_graph())["Medici"], 3)
        0.522

    """
    bare = plain(network, weight)
    others = (len(bare.ids) - 1) * (len(bare.ids) - 2)
    if others <= 0:
        return {}
    pairs = others if bare.directed else others / 2
    return bare.named([value / pairs for value in engine.betweenness(bare, weighted=weight is not None)])


def closeness(network: nx.Graph, weight: str | None = None) -> dict[Any, float]:
    """Return the closeness of each node of an undirected network, as Wasserman and Faust correct it.

    The part of the others that a node reaches, divided by their mean distance: r/(n-1) · r/Σd for r nodes
    reached of n. On a connected network that is Freeman's closeness; on one that falls apart it compares
    nodes of small and of large components. A node without partners reaches none and has 0; a network of one
    node has nothing. With `weight`, distances are sums of 1/weight and values may pass 1.

    References:
        Freeman (1979), as in `degree`.
        Wasserman and Faust (1994), as in `degree_normalised`, p. 201.
        Newman (2001), as in `betweenness`.

    Examples:
        The Medici once more (Wasserman and Faust 1994, without the Pucci):

        >>> round(closeness(nx.florentine_families_graph())["Medici"], 2)
        0.56

    """
    bare = plain(network, weight)
    others = len(bare.ids) - 1
    if others <= 0:
        return {}
    return bare.named(
        [
            reached / others * (reached / total) if reached else 0.0
            for reached, total in engine.farness(bare, weighted=weight is not None)
        ]
    )


def eigenvector(network: nx.Graph, weight: str | None = None) -> dict[Any, float]:
    """Return the eigenvector centrality of the nodes of the largest component of an undirected network.

    A node is as central as its partners together are: the vector x with A x = λ x for the largest λ, which
    on a connected network is one and positive throughout; its length is 1 (Σx² = 1). Nodes outside the
    largest component are absent: each component has a vector of its own, and they do not compare. Of several
    components of the same size it is the one with most edges, then the one with the first id. It is found by
    the power method on A + I, which also settles on networks without odd cycles. Nothing of a network
    without edges, and of one so drawn out that the method does not settle in 20,000 steps.

    References:
        Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique identification.
        Journal of Mathematical Sociology 2(1), 113-120.

    Examples:
        The families once more; the values that igraph, sna and networkx print:

        >>> families = eigenvector(nx.florentine_families_graph())
        >>> [round(families[name], 3) for name in ("Medici", "Strozzi", "Ridolfi")]
        [0.43, 0.356, 0.342]

    """
    bare = largest(network, weight)
    vector = _leading(bare) if len(bare.ids) > 1 else None
    return bare.named(vector) if vector else {}


def _leading(bare: Plain) -> list[float] | None:
    vector = [1 / sqrt(len(bare.ids))] * len(bare.ids)
    ties = [tuple(tie.items()) for tie in bare.ties]
    for _ in range(STEPS):
        new = [
            own + sum(weight * vector[other] for other, weight in tie) for own, tie in zip(vector, ties, strict=True)
        ]
        length = sqrt(sum(value * value for value in new))
        new = [value / length for value in new]
        if max(abs(one - other) for one, other in zip(new, vector, strict=True)) < STILL:
            return new
        vector = new
    return None

"""Structure (整体结构): one figure for a whole network. Where a figure is not defined it is None, never 0.

Components of a directed network are those of its arrows without their direction. `density` counts arrows
both ways; centralisation, path lengths and clustering are of undirected networks.
"""

from collections.abc import Mapping
from statistics import fmean, median
from typing import Any

import networkx as nx

from graph.export.measures import engine
from graph.export.measures.plain import largest, plain

__all__ = [
    "average_path_length",
    "betweenness_centralisation",
    "clustering",
    "components",
    "degree_centralisation",
    "density",
    "diameter",
    "isolates",
    "largest_share",
    "mean_weight",
    "median_weight",
    "transitivity",
]


def density(network: nx.Graph) -> float | None:
    """Return the edges as a part of those that could be; None of fewer than two nodes.

    References:
        Wasserman, S. and Faust, K. (1994). Social Network Analysis. Cambridge University Press, ch. 4.

    Examples:
        The sixteen families of Wasserman and Faust (1994), one of them married to nobody; Zachary's club:

        >>> families = nx.florentine_families_graph()
        >>> families.add_node("Pucci")
        >>> round(density(families), 3), round(density(nx.karate_club_graph()), 3)
        (0.167, 0.139)

    """
    bare = plain(network)
    pairs = len(bare.ids) * (len(bare.ids) - 1) / (1 if bare.directed else 2)
    return sum(1 for _ in bare.edges()) / pairs if pairs else None


def degree_centralisation(degrees: Mapping[Any, float]) -> float | None:
    """Return how far partners gather around one node: 1 in a star, 0 where all have as many.

    Σ(max - d)/((n-1)(n-2)) over the `degree` of all nodes, of an undirected network. Nodes without
    partners count; None of fewer than three nodes.

    References:
        Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. Social Networks
        1(3), 215-239.

    Examples:
        The sixteen families of Wasserman and Faust (1994, ch. 5):

        >>> degrees = dict(nx.florentine_families_graph().degree) | {"Pucci": 0}
        >>> round(degree_centralisation(degrees), 3)
        0.267

    """
    others = len(degrees) - 1
    return _below_the_first(degrees) / (others * (others - 1)) if others > 1 else None


def betweenness_centralisation(shares: Mapping[Any, float]) -> float | None:
    """Return how far one node alone stands between all others: 1 in a star, 0 where all do so equally.

    Σ(max - b)/(n-1) over the normalised `betweenness` b of all nodes. Of a disconnected network the
    pairs without a path pull it down. None of fewer than three nodes, which have no betweenness.

    References:
        Freeman (1979), as in `degree_centralisation`.

    Examples:
        Wasserman and Faust (1994, ch. 5) give 0.437 for the families without the Pucci:

        >>> from graph.export.measures import betweenness
        >>> round(betweenness_centralisation(betweenness(nx.florentine_families_graph())), 3)
        0.437

    """
    star = len(shares) - 1
    return _below_the_first(shares) / star if star > 0 else None


def average_path_length(network: nx.Graph) -> float | None:
    """Return the mean distance of two nodes in the largest component, ties without weight.

    Which is the largest: as in `eigenvector`. None of a network without edges.

    References:
        Watts, D. J. and Strogatz, S. H. (1998). Collective dynamics of "small-world" networks. Nature 393,
        440-442.

    Examples:
        >>> round(average_path_length(nx.karate_club_graph()), 3)
        2.408

    """
    bare = largest(network)
    pairs = len(bare.ids) * (len(bare.ids) - 1)
    return sum(total for _, total in engine.farness(bare)) / pairs if pairs else None


def diameter(network: nx.Graph) -> int | None:
    """Return the longest distance of two nodes in the largest component, ties without weight.

    Which is the largest: as in `eigenvector`. None of a network without edges.

    References:
        Wasserman and Faust (1994), as in `density`.

    Examples:
        >>> diameter(nx.karate_club_graph()), diameter(nx.florentine_families_graph())
        (5, 5)

    """
    bare = largest(network)
    return int(nx.diameter(bare.graph(), usebounds=True)) if len(bare.ids) > 1 else None


def transitivity(network: nx.Graph) -> float | None:
    """Return the part of all chains a-b-c whose ends are tied, too; None where there is no chain.

    A measure assigned to three departments or more closes triangles by itself: in networks of shared measures
    this is high whatever the departments do, and compares with a null model, not with 0.

    References:
        Newman, M. E. J., Strogatz, S. H. and Watts, D. J. (2001). Random graphs with arbitrary degree
        distributions and their applications. Physical Review E 64, 026118.

    Examples:
        >>> round(transitivity(nx.karate_club_graph()), 3), round(transitivity(nx.florentine_families_graph()), 3)
        (0.256, 0.191)

    """
    closed = _triangles(network).values()
    chains = sum(degree * (degree - 1) for degree, _ in closed)
    return sum(triangles for _, triangles in closed) / chains if chains else None


def clustering(network: nx.Graph) -> float | None:
    """Return the mean, over nodes with two partners or more, of the part of their pairs of partners that is tied.

    A node with fewer has no pair, so it says nothing; it is left out as Kaiser (2008) asks, while others
    (networkx) count it as 0 and find 0.571 below. None where no node has two partners.

    References:
        Watts and Strogatz (1998), as in `average_path_length`.
        Kaiser, M. (2008). Mean clustering coefficients: the role of isolated nodes and leafs on clustering
        measures for small-world networks. New Journal of Physics 10, 083042.

    Examples:
        >>> round(clustering(nx.karate_club_graph()), 3)
        0.588

    """
    own = [triangles / (degree * (degree - 1)) for degree, triangles in _triangles(network).values() if degree > 1]
    return fmean(own) if own else None


def components(network: nx.Graph) -> int:
    """Return the number of components; a node without partners is one.

    References:
        Wasserman and Faust (1994), as in `density`.

    Examples:
        >>> components(nx.Graph({"a": ["b"], "alone": []}))
        2

    """
    return len(plain(network).components())


def largest_share(network: nx.Graph) -> float | None:
    """Return the part of all nodes that the largest component holds; None of a network without nodes.

    Examples:
        >>> largest_share(nx.Graph({"a": ["b"], "alone": [], "single": []}))
        0.5

    """
    return len(largest(network).ids) / len(network) if len(network) else None


def isolates(network: nx.Graph) -> int:
    """Return the number of nodes without partners.

    Examples:
        >>> isolates(nx.Graph({"a": ["b"], "alone": [], "single": []}))
        2

    """
    return sum(len(members) == 1 for members in plain(network).components())


def mean_weight(network: nx.Graph) -> float | None:
    """Return the mean weight of an edge; None of a network without edges.

    Examples:
        >>> mean_weight(nx.Graph([("a", "b", {"weight": 3}), ("a", "c", {"weight": 2})]))
        2.5

    """
    weights = [weight for _, _, weight in plain(network, "weight").edges()]
    return fmean(weights) if weights else None


def median_weight(network: nx.Graph) -> float | None:
    """Return the median weight of an edge, the mean of the middle two where there are two; None without edges.

    Examples:
        >>> median_weight(nx.Graph([("a", "b", {"weight": 9}), ("a", "c", {"weight": 2}), ("b", "c", {"weight": 1})]))
        2

    """
    weights = [weight for _, _, weight in plain(network, "weight").edges()]
    return median(weights) if weights else None


def _below_the_first(values: Mapping[Any, float]) -> float:
    first = max(values.values())
    return sum(first - value for value in values.values())


def _triangles(network: nx.Graph) -> dict[int, tuple[int, int]]:
    """Return each node's degree, and twice its triangles."""
    near = [frozenset(ties) for ties in plain(network).ties]
    return {node: (len(own), sum(len(own & near[other]) for other in own)) for node, own in enumerate(near)}

"""Core and periphery (核心与边缘): who is in the dense middle, told in three ways."""

from collections.abc import Mapping
from math import sqrt
from typing import Any

import networkx as nx

from graph.export.measures.plain import Plain, largest, plain
from graph.export.measures.search import BETTER, best_core, fit

__all__ = ["core_fit", "core_periphery", "coreness", "coreness_fit", "k_core"]

SWEEPS = 2_000
"""Of MINRES; networks of departments take some twenty."""

STILL = 1e-13
"""MINRES is done when no coreness moves by more of the largest."""


def k_core(network: nx.Graph) -> dict[Any, int]:
    """Return the core number of each node of an undirected network: the largest k whose k-core holds it.

    The k-core is what is left when nodes with fewer than k partners left are taken away, again and again. A
    node without partners has 0; nothing depends on the network being connected.

    References:
        Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269-287.
        Batagelj, V. and Zaveršnik, M. (2003). An O(m) algorithm for cores decomposition of networks.
        arXiv:cs/0310049.

    Examples:
        The innermost core of Zachary's club is its 4-core, of ten members (numbered from 1 in the paper):

        >>> club = k_core(nx.karate_club_graph())
        >>> sorted(member + 1 for member, k in club.items() if k == 4), max(club.values())
        ([1, 2, 3, 4, 8, 9, 14, 31, 33, 34], 4)

    """
    bare = plain(network)
    numbers = nx.core_number(bare.graph())
    return bare.named([numbers[node] for node in range(len(bare.ids))])


def core_periphery(network: nx.Graph) -> dict[Any, int]:
    """Return 1 for each node of the core and 0 for each of the periphery: the discrete model, of ties without weight.

    In the ideal every two nodes of the core are tied and no two of the periphery; ties between core and
    periphery are left open (Borgatti and Everett's equation 4), for a core is not tied to all of its
    periphery. The core returned is the one whose ideal correlates best with the network (`core_fit`), found
    by moving one node at a time as Boyd, Fitzgerald and Beck do, from the best four cores made of the nodes
    with most partners (such a core is best by a simpler fit: Lip) and the best four of the innermost k-cores.
    No chance is in it. It is a search: a
    better core is not ruled out, though on small networks it nearly always finds what trying all finds. Of
    cores that fit equally it takes the largest, then the one that nodes with more partners and earlier ids
    lead to: of two nodes in the same position one may be in the core and the other not.

    A disconnected network has one core, too; nodes without partners are periphery. Core and periphery need two
    nodes each: nothing of fewer than four nodes, nor where no core correlates (no ties, or every tie).

    References:
        Borgatti, S. P. and Everett, M. G. (2000). Models of core/periphery structures. Social Networks
        21(4), 375-395.
        Boyd, J. P., Fitzgerald, W. J. and Beck, R. J. (2006). Computing core/periphery structures and
        permutation tests for social relations data. Social Networks 28(2), 165-178.
        Lip, S. Z. W. (2011). A fast algorithm for the discrete core/periphery bipartitioning problem.
        arXiv:1102.5511.

    Examples:
        The network that Borgatti and Everett (2000) begin with: nodes 1 to 4 are its core.

        >>> first = nx.Graph([(1, 2), (1, 3), (1, 4), (1, 5), (2, 3), (2, 4), (2, 6), (2, 7), (2, 8)])
        >>> first.add_edges_from([(3, 4), (3, 8), (3, 9), (4, 5), (4, 10)])
        >>> [node for node, core in core_periphery(first).items() if core]
        [1, 2, 3, 4]

    """
    bare = plain(network)
    core = best_core(bare)
    return bare.named([int(node in core) for node in range(len(bare.ids))]) if core else {}


def core_fit(network: nx.Graph, core: Mapping[Any, float]) -> float | None:
    """Return how well a core fits: the correlation of ties with the ideal, over pairs inside core and periphery.

    1: the core is complete and the periphery without ties. None where there is no core, or nothing varies.

    References:
        Borgatti and Everett (2000), as in `core_periphery`.

    Examples:
        >>> core_fit(nx.Graph("ab ac ad bc be".split()), {"a": 1, "b": 1, "c": 1, "d": 0, "e": 0})
        1.0

    """
    bare = plain(network)
    inside = [core.get(node) for node in bare.ids]
    sizes = inside.count(1), inside.count(0)
    ties = [inside[one] for one, other, _ in bare.edges() if inside[one] == inside[other]]
    return fit(sizes[0], sizes[1], ties.count(1), ties.count(0))


def coreness(network: nx.Graph, weight: str | None = None) -> dict[Any, float]:
    """Return how near each node of the largest component is to the core: the continuous model.

    The c ≥ 0 that makes c_i c_j, over all pairs of different nodes, come closest to their ties (weights, with
    `weight`) by least squares: MINRES, as UCINET does it, from the strengths of the nodes on; its length is 1
    (Σc² = 1). `coreness_fit` tells how close it comes. Nodes outside the largest component are absent: of
    components that have nothing in common no one order from core to periphery can be told. Which is the
    largest: as in `eigenvector`. Nothing of a network whose largest component has fewer than three nodes (of
    two only the product is known, not who is nearer), and where the least squares do not settle in 2,000
    rounds (in a star there is no best: the larger the middle, the closer).

    References:
        Borgatti and Everett (2000), as in `core_periphery`.
        Boyd, J. P., Fitzgerald, W. J., Mahutga, M. C. and Smith, D. A. (2010). Computing continuous
        core/periphery structures for social relations data with MINRES/SVD. Social Networks 32(2), 125-137.

    Examples:
        In a complete network all are equally near:

        >>> {node: round(value, 3) for node, value in coreness(nx.complete_graph(4)).items()}
        {0: 0.5, 1: 0.5, 2: 0.5, 3: 0.5}

    """
    bare = largest(network, weight)
    found = _minres(bare) if len(bare.ids) > 2 else None  # noqa: PLR2004 -- of two only the product is known
    if found is None:
        return {}
    length = sqrt(sum(value * value for value in found))
    return bare.named([value / length for value in found])


def coreness_fit(network: nx.Graph, nearness: Mapping[Any, float], weight: str | None = None) -> float | None:
    """Return the correlation of ties (weights) with c_i c_j, over all pairs of nodes that have a coreness c.

    None where there is none, or nothing varies (every pair tied alike).

    References:
        Borgatti and Everett (2000), as in `core_periphery`.

    Examples:
        What is the product of 3, 2 and 1 fits without rest:

        >>> product = nx.Graph()
        >>> product.add_weighted_edges_from([("a", "b", 6), ("a", "c", 3), ("b", "c", 2)])
        >>> round(coreness_fit(product, coreness(product, "weight"), "weight"), 6)
        1.0

    """
    bare = plain(network.subgraph(nearness), weight)
    c = [nearness[node] for node in bare.ids]
    pairs = len(c) * (len(c) - 1) / 2
    ties = [(one, other, value) for one, other, value in bare.edges()]
    squares = sum(value * value for value in c)
    ideal = (sum(c) ** 2 - squares) / 2
    spread = (squares**2 - sum(value**4 for value in c)) / 2
    total = sum(value for _, _, value in ties)
    both = sum(value * c[one] * c[other] for one, other, value in ties)
    var_ties = pairs * sum(value * value for _, _, value in ties) - total * total
    var_ideal = pairs * spread - ideal * ideal
    if var_ties <= BETTER or var_ideal <= BETTER:
        return None
    return float((pairs * both - ideal * total) / sqrt(var_ties * var_ideal))


def _minres(bare: Plain) -> list[float] | None:
    total = sum(value for _, _, value in bare.edges())
    c = [sum(ties.values()) / sqrt(2 * total) for ties in bare.ties]
    ties = [tuple(tie.items()) for tie in bare.ties]
    for _ in range(SWEEPS):
        squares = sum(value * value for value in c)
        moved = 0.0
        for node, own in enumerate(ties):
            old = c[node]
            rest = squares - old * old
            c[node] = new = sum(weight * c[other] for other, weight in own) / rest
            squares = rest + new * new
            moved = max(moved, abs(new - old))
        if moved < STILL * max(c):
            return c
    return None

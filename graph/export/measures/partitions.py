"""Partitions (分组): parts that a network falls into by itself, and how far given groups keep to themselves."""

from collections.abc import Mapping
from typing import Any

import networkx as nx

from graph.export.measures.plain import plain
from graph.export.networks import SEPARATOR

__all__ = ["SEED", "communities", "ei_by_node", "ei_index", "groups", "modularity"]

SEED = 0
"""Of every run of Louvain: the order in which it looks at nodes."""


def groups(network: nx.Graph, attribute: str) -> dict[Any, str]:
    """Return the group of each node that states exactly one: not of one that belongs to several (`|`)."""
    stated = network.nodes(data=attribute)
    return {node: str(group) for node, group in stated if group is not None and SEPARATOR not in str(group)}


def communities(network: nx.Graph, weight: str | None = "weight") -> dict[Any, int]:
    """Return the community of each node of an undirected network: 0 is the largest.

    By the Louvain method, one run with a fixed seed on nodes in the order of their ids: the same network
    gives the same communities. It is a search: another seed may find others that are nearly as good. A node
    without partners is a community of its own; no community reaches over two components. Communities of the
    same size are numbered by their first id. Nothing of a network without edges.

    References:
        Blondel, V. D., Guillaume, J.-L., Lambiotte, R. and Lefebvre, E. (2008). Fast unfolding of communities
        in large networks. Journal of Statistical Mechanics, P10008.

    Examples:
        Zachary's club without weights falls into four; no other partition is better than 0.4198 (Brandes,
        Delling et al. 2008), and the paper on Louvain reports 0.42.

        >>> club = nx.karate_club_graph()
        >>> found = communities(club, weight=None)
        >>> len(set(found.values())), round(modularity(club, found, weight=None), 2)
        (4, 0.42)

    """
    bare = plain(network, weight)
    graph = bare.graph()
    if not graph.number_of_edges():
        return {}
    found = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    ranked = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members[0]))
    label = {node: order for order, members in enumerate(ranked) for node in members}
    return bare.named([label[node] for node in range(len(bare.ids))])


def modularity(network: nx.Graph, partition: Mapping[Any, float], weight: str | None = "weight") -> float | None:
    """Return the modularity of a partition: the weight inside its parts, less what chance would put there.

    Σ_c (w_c/w - (s_c/2w)²) with w_c the weight inside part c and s_c the strength of its nodes. At most 1;
    0 where everything is one part. None of a network without edges.

    References:
        Newman, M. E. J. (2004). Analysis of weighted networks. Physical Review E 70, 056131.
        Brandes, U., Delling, D., Gaertler, M. et al. (2008). On modularity clustering. IEEE Transactions on
        Knowledge and Data Engineering 20(2), 172-188.

    Examples:
        As in `communities`.

    """
    bare = plain(network, weight)
    part = [partition[node] for node in bare.ids] if partition else []
    total = sum(value for _, _, value in bare.edges())
    if not total or not part:
        return None
    inside = dict.fromkeys(sorted(set(part)), 0)
    touching = dict(inside)
    for one, other, value in bare.edges():
        touching[part[one]] += value
        touching[part[other]] += value
        inside[part[one]] += value if part[one] == part[other] else 0
    return float(sum(inside[each] / total - (touching[each] / (2 * total)) ** 2 for each in inside))


def ei_by_node(network: nx.Graph, attribute: str = "system") -> dict[Any, float]:
    """Return the E-I index of each node: (E - I)/(E + I) for E partners in other groups and I in its own.

    -1: all partners are of its own group; 1: none is. Partners count once, whatever an edge weighs and
    wherever an arrow points. Nodes and partners whose group is not stated, or that belong to several, are
    left out; a node without partners that state one is absent.

    References:
        Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an experimental
        simulation. Social Psychology Quarterly 51(2), 123-140.

    Examples:
        The club of Zachary (1977) by the sides its members took: of the 16 friends of the instructor (0)
        one went with the other side.

        >>> ei_by_node(nx.karate_club_graph(), "club")[0]
        -0.875

    """
    return {
        node: (external - internal) / (external + internal)
        for node, (external, internal) in _ties(network, attribute).items()
    }


def ei_index(network: nx.Graph, attribute: str = "system") -> float | None:
    """Return the E-I index of a whole network, as of `ei_by_node`: over all pairs of partners.

    None where no two partners state their groups.

    References:
        Krackhardt and Stern (1988), as in `ei_by_node`.

    Examples:
        Eleven of the 78 friendships of Zachary's club ran across the two sides: (11 - 67)/78.

        >>> round(ei_index(nx.karate_club_graph(), "club"), 3)
        -0.718

    """
    ties = _ties(network, attribute).values()
    external, internal = (sum(side) for side in zip(*ties, strict=True)) if ties else (0, 0)
    return (external - internal) / (external + internal) if external + internal else None


def _ties(network: nx.Graph, attribute: str) -> dict[Any, tuple[int, int]]:
    """Return each node's partners in other groups and in its own, where it has any."""
    of = groups(network, attribute)
    found = {}
    for node in of:
        near = set(network.succ[node]) | set(network.pred[node]) if network.is_directed() else set(network[node])
        sides = [of[partner] == of[node] for partner in near - {node} if partner in of]
        if sides:
            found[node] = (sides.count(False), sides.count(True))
    return found

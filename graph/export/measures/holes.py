"""Structural holes (结构洞): how far a department's partners are tied to each other without it.

Counted on undirected networks, in time of the sum of squared degrees, and without networkx: its effective
size by weight (3.6) depends on whether scipy is installed, and departs from Burt's where it is. A node
without partners has neither constraint nor effective size and is absent. Nothing depends on the network
being connected.
"""

from typing import Any

import networkx as nx

from graph.export.measures.plain import plain

__all__ = ["constraint", "effective_size"]


def constraint(network: nx.Graph, weight: str | None = None) -> dict[Any, float]:
    """Return Burt's constraint: how much of a node's ties lead, directly or through others, to one partner.

    Σ_j (p_ij + Σ_q p_iq p_qj)² over the partners j of i, where p_ij is the part of i's weight that goes to j,
    and q another partner of i. The parts of q are of all its ties, as in Burt, not of those around i only.
    High: the partners are one closed circle, or there is only one (1 where that partner has no other partner
    in common). It may pass 1 in very small circles. Without `weight` every tie counts alike.

    References:
        Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press,
        ch. 2.

    Examples:
        The network of Burt (1992), p. 56, that Borgatti (1997) takes up; the values that networkx is tested
        against:

        >>> burt = nx.Graph("AB AF AG AE EG FG BG BD DG GC".split())
        >>> {node: round(value, 3) for node, value in sorted(constraint(burt).items()) if node in "ACG"}
        {'A': 0.595, 'C': 1.0, 'G': 0.4}

    """
    bare = plain(network, weight)
    parts = []
    for ties in bare.ties:
        total = sum(ties.values())
        parts.append({other: value / total for other, value in ties.items()})
    found = {}
    for node, own in enumerate(parts):
        invested = dict(own)
        for partner, part in own.items():
            for other, beyond in parts[partner].items():
                if other in invested and other != node:
                    invested[other] += part * beyond
        if own:
            found[bare.ids[node]] = sum(value * value for value in invested.values())
    return found


def effective_size(network: nx.Graph, weight: str | None = None) -> dict[Any, float]:
    """Return Burt's effective size: a node's partners less what they have in common.

    Σ_j (1 - Σ_q p_iq m_jq) over the partners j of i, where p_iq is the part of i's weight that goes to another
    partner q, and m_jq the weight between j and q as a part of j's heaviest tie. Without `weight` that is
    n - 2t/n for n partners and t ties among them (Borgatti 1997).

    References:
        Burt (1992), as in `constraint`.
        Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures. Connections 20(1),
        35-38.

    Examples:
        Burt's example again; Borgatti (1997) works out 6 - 2·4/6 for G:

        >>> burt = nx.Graph("AB AF AG AE EG FG BG BD DG GC".split())
        >>> {node: round(value, 2) for node, value in sorted(effective_size(burt).items()) if node in "ACG"}
        {'A': 2.5, 'C': 1.0, 'G': 4.67}

    """
    bare = plain(network, weight)
    heaviest = [max(ties.values(), default=0) for ties in bare.ties]
    found = {}
    for node, own in enumerate(bare.ties):
        if own:
            common = sum(
                own[other] * value / heaviest[partner]
                for partner in own
                for other, value in bare.ties[partner].items()
                if other in own
            )
            found[bare.ids[node]] = len(own) - common / sum(own.values())
    return found

"""Figures of a node's own ties: structural holes, brokerage, E-I, communities.

References:
    Burt, R. S. (1992). Structural Holes. Harvard University Press, 50-71.
    Gould, R. V., & Fernandez, R. M. (1989). Structures of mediation. Sociological Methodology 19, 89-126.
    Krackhardt, D., & Stern, R. N. (1988). Informal networks and organizational crises. Social Psychology Quarterly 51, 123-140.
    Newman, M. E. J. (2004). Analysis of weighted networks. Physical Review E 70, 056131.
"""

from collections import defaultdict
from fractions import Fraction

__all__ = ["BROKERS", "brokers", "constraint", "effective_size", "external_internal", "modularity", "unweighted"]

BROKERS = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def unweighted(ties):
    """The same ties, each of weight 1."""
    return {node: dict.fromkeys(of, 1) for node, of in ties.items()}


def constraint(ties):
    """Σ_j (p_ij + Σ_q p_iq p_qj)² over the contacts j; none for an isolate."""
    p = {one: {other: Fraction(w, sum(of.values())) for other, w in of.items()} for one, of in ties.items()}
    return {
        i: sum((p[i][j] + sum(p[i][q] * p[q].get(j, 0) for q in p[i])) ** 2 for j in p[i]) if p[i] else None
        for i in ties
    }


def effective_size(ties):
    """Σ_j (1 − Σ_q p_iq m_jq) over the contacts j, m the tie as a part of j's strongest; none for an isolate."""
    found = {}
    for i, of in ties.items():
        total = sum(of.values())
        found[i] = (
            sum(
                1 - sum(Fraction(of[q], total) * Fraction(ties[j].get(q, 0), max(ties[j].values())) for q in of)
                for j in of
            )
            if of
            else None
        )
    return found


def brokers(ties, group):
    """The roles of each node in open triples a → b → c of those whose group is known; no others have any."""
    found = {node: dict.fromkeys(BROKERS, 0) for node in ties if group[node] is not None}
    for a, through in ties.items():
        for b in through:
            for c in ties[b]:
                if c != a and c not in through and None not in (group[a], group[b], group[c]):
                    found[b][role(group[a], group[b], group[c])] += 1
    return found


def role(a, b, c):
    if a == b == c:
        return "coordinator"
    if a == c:
        return "itinerant"
    if b == c:
        return "gatekeeper"
    if a == b:
        return "representative"
    return "liaison"


def external_internal(edges, group):
    """E-I of each end of the edges, and of all of them, over ties between two whose group is known.

    Two arrows that answer each other are one tie.
    """
    count = defaultdict(lambda: [0, 0])
    for one, other in {tuple(sorted(pair)) for pair in edges}:
        if None not in (group[one], group[other]):
            for who in (one, other, None):
                count[who][group[one] != group[other]] += 1
    return {who: Fraction(external - internal, external + internal) for who, (internal, external) in count.items()}


def modularity(edges, community):
    """Newman's, of weighted edges."""
    total = sum(edges.values())
    inside, ends = defaultdict(Fraction), defaultdict(Fraction)
    for (one, other), weight in edges.items():
        ends[community[one]] += weight
        ends[community[other]] += weight
        if community[one] == community[other]:
            inside[community[one]] += weight
    return sum(inside[name] / total - (ends[name] / (2 * total)) ** 2 for name in ends) if total else None

"""Brokerage (中间人): who stands between departments that have no tie of their own, by their systems."""

from collections import Counter
from typing import Any

import networkx as nx

from graph.export.measures.partitions import groups
from graph.export.measures.plain import plain

__all__ = ["ROLES", "brokerage"]

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
"""Of the broker b in a → b → c: all of one group; a and c of one other; b with c; b with a; three groups."""


def brokerage(network: nx.DiGraph, attribute: str = "system") -> dict[str, dict[Any, int]]:
    """Return, for each of the five roles and for `brokerage`, their sum, how often each node has it.

    A node b brokers for a and c where a → b → c and no arrow leads from a to c; a, b and c are different.
    These are the raw counts of the paper: each broker of a pair counts in full, however many there are
    (its partial scores, which share the pair among them, are another measure). Roles:
    coordinator a, b, c in one group; itinerant (consultant) a and c in one group, b in another; gatekeeper
    a outside, b and c in one group; representative a and b in one group, c outside; liaison three groups.

    Nodes whose group is not stated, or that belong to several, are absent, and paths over them count
    nowhere. A node that brokers nothing has 0. Nothing depends on the network being connected.

    References:
        Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in
        transaction networks. Sociological Methodology 19, 89-126.

    Examples:
        Worked out by hand: a broker of group x with one source and two ends.

        >>> paths = nx.DiGraph([("one", "broker"), ("broker", "two"), ("broker", "three")])
        >>> nx.set_node_attributes(paths, {"one": "x", "broker": "x", "two": "x", "three": "y"}, "system")
        >>> {role: counts["broker"] for role, counts in brokerage(paths).items()}
        {'coordinator': 1, 'itinerant': 0, 'gatekeeper': 0, 'representative': 1, 'liaison': 0, 'brokerage': 2}

    """
    of = groups(network, attribute)
    bare = plain(network.subgraph(of))
    group = [of[node] for node in bare.ids]
    sources: list[list[int]] = [[] for _ in bare.ids]
    for one, other, _ in bare.edges():
        sources[other].append(one)
    counts = {role: [0] * len(bare.ids) for role in (*ROLES, "brokerage")}
    for broker, ends in enumerate(bare.ties):
        for source in sources[broker]:
            held = Counter(
                _role(group[source], group[broker], group[end])
                for end in ends
                if end != source and end not in bare.ties[source]
            )
            for role, times in held.items():
                counts[role][broker] += times
                counts["brokerage"][broker] += times
    return {role: bare.named(values) for role, values in counts.items()}


def _role(source: str, broker: str, end: str) -> str:
    if source == end:
        return "coordinator" if broker == source else "itinerant"
    if broker == end:
        return "gatekeeper"
    return "representative" if broker == source else "liaison"

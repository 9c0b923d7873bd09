"""Measures of load and position (负荷与位置): how much a department carries, and where it stands.

Load is counted from what the documents state; position from the co-responsibility network. Every
measure says how it treats disconnected networks, and cites where it comes from.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

import networkx as nx

from graph.export.corpus import Corpus
from graph.export.networks import JOINT, Level, carriers
from graph.model import Role

__all__ = ["Load", "annotate", "betweenness", "degree", "load", "strength"]


@dataclass(frozen=True, slots=True)
class Load:
    """What one department (or function) carries, in numbers of different measures.

    `measures` are those of the counted roles, `fractional` shares each of them equally among all that
    carry it (the sum over everybody is the number of measures), `n_indicators` counts the
    national indicators they advance. `section_led` stands apart and enters the other three only when asked.
    """

    led: int
    responsible: int
    supported: int
    section_led: int
    measures: int
    fractional: float
    n_indicators: int


def load(corpus: Corpus, *, level: Level = Level.DEPARTMENT, roles: Iterable[Role] = JOINT) -> dict[str, Load]:
    """Return the load of every department (or function) that the corpus states a responsibility of.

    A department that holds two roles in one measure counts in both, and once in `measures`. The
    fractional count is that of bibliometrics: each of n carriers of a measure gets 1/n.

    References:
        Lindsey, D. (1980). Production and citation measures in the sociology of science: the problem of
        multiple authorship. Social Studies of Science 10(2), 145-162.

    """
    counted = set(roles)
    held: dict[str, dict[Role, set[str]]] = defaultdict(lambda: {role: set() for role in Role})
    carried: dict[str, set[str]] = defaultdict(set)
    for statement in corpus.statements:
        for carrier in carriers(statement.department, level):
            held[carrier][statement.role].add(statement.measure.id)
            if statement.role in counted:
                carried[statement.measure.id].add(carrier)
    indicators = {measure.id: measure.indicators for measure in corpus.measures}
    loads = {}
    for carrier in sorted(held):
        by_role = held[carrier]
        own = set().union(*(by_role[role] for role in counted))
        loads[carrier] = Load(
            led=len(by_role[Role.LEAD]),
            responsible=len(by_role[Role.RESPONSIBLE]),
            supported=len(by_role[Role.SUPPORT]),
            section_led=len(by_role[Role.SECTION_LEAD]),
            measures=len(own),
            fractional=float(sum(Fraction(1, len(carried[measure])) for measure in own)),
            n_indicators=len({name for measure in own for name in indicators[measure]}),
        )
    return loads


def degree(network: nx.Graph) -> dict[Any, int]:
    """Return the number of partners of each node (degree centrality, not normalised).

    A node without partners has 0; nothing depends on the network being connected.

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


def strength(network: nx.Graph) -> dict[Any, int]:
    """Return the sum of the weights of each node's edges: shared measures, counted once per partner.

    References:
        Barrat, A., Barthélemy, M., Pastor-Satorras, R. and Vespignani, A. (2004). The architecture of
        complex weighted networks. PNAS 101(11), 3747-3752.

    Examples:
        >>> strength(nx.Graph([("a", "b", {"weight": 3}), ("a", "c", {"weight": 2})]))
        {'a': 5, 'b': 3, 'c': 2}

    """
    return {node: sum(data.get("weight", 1) for data in network[node].values()) for node in network}


def betweenness(network: nx.Graph) -> dict[Any, float]:
    """Return the share of shortest paths between other nodes that pass through each node.

    Unweighted (one shared measure is as short a way as ten) and normalised by (n-1)(n-2)/2 with n of the
    whole network, so it lies between 0 and 1. In a disconnected network pairs without a path add nothing
    and n stays that of the whole: values of networks that fall apart differently do not compare.

    References:
        Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40(1), 35-41.
        Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology
        25(2), 163-177.

    Examples:
        The Medici of Padgett and Ansell (1993), the textbook value:

        >>> round(betweenness(nx.florentine_families_graph())["Medici"], 3)
        0.522

    """
    centrality: dict[Any, float] = nx.betweenness_centrality(network, normalized=True, weight=None)
    return {node: float(value) for node, value in centrality.items()}


def annotate(network: nx.Graph, loads: dict[str, Load], *, positions: bool) -> None:
    """Write the load of each carrier onto its node and, on a one-mode network, its `positions`."""
    for node, carried in loads.items():
        if node in network:
            network.nodes[node].update(asdict(carried))
    if positions:
        for measure in (degree, strength, betweenness):
            nx.set_node_attributes(network, measure(network), measure.__name__)

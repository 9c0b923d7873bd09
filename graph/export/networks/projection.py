"""One-mode networks (单模网络): who answers for the same measures, and how closely."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from math import lcm
from typing import TypeVar

import networkx as nx

from graph.export.corpus import Corpus
from graph.export.networks.levels import Level, carried, counted
from graph.export.networks.nodes import SEPARATOR, add_carriers, evidence

__all__ = ["co_responsibility", "project"]


def co_responsibility(corpus: Corpus, *, level: Level = Level.DEPARTMENT, section_leads: bool = False) -> nx.Graph:
    """Return the one-mode network of departments (or functions) that answer for the same measures.

    Weights are those of `project`. Two functions share a measure when two different departments perform
    them; what one department does under two functions joins nobody. A carrier that only leads sections is
    not in it unless `section_leads`.
    """
    roles = counted(section_leads=section_leads)
    named = carried(corpus, level, roles)
    measures = {measure.id: measure for measure in corpus.measures if measure.id in named}
    graph = nx.Graph(name=f"{level}-co-responsibility", level=str(level), roles=SEPARATOR.join(roles))
    add_carriers(graph, corpus, level, {carrier for of in named.values() for carrier in of})
    held = {
        measure: {
            carrier: frozenset([each.department.id for each in stated]) if level is Level.FUNCTION else None
            for carrier, stated in named[measure].items()
        }
        for measure in measures
    }
    for one, other, shared, weights in _ties(held, graph):
        graph.add_edge(one, other, **weights, **evidence([measures[measure] for measure in shared]))
    return graph


def project(bipartite: nx.Graph, nodes: Iterable[Hashable]) -> nx.Graph:
    """Return the one-mode projection of a two-mode network onto some of its nodes.

    Every jointly assigned measure of n departments becomes a clique of n(n-1)/2 edges, which a study has to
    allow for; so an edge has three weights:
    - `weight`: the number of neighbours that two nodes share, `measure_ids` names them;
    - `newman`: each shared neighbour of degree n adds 1/(n-1), so that a node's sum over its partners is the
      number of its neighbours that it shares with anybody (Newman 2001);
    - `overlap`: the neighbours shared, as a part of those that either has (Jaccard 1912).

    Where edges carry `department_ids`, a neighbour is shared only by two different departments; degrees and
    the sets of neighbours are counted whole.

    Args:
        bipartite: a two-mode network.
        nodes: its nodes that stay; the order is kept.

    References:
        Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted networks,
        and centrality. Physical Review E 64, 016132.
        Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11(2), 37-50.
        Davis, A., Gardner, B. B. and Gardner, M. R. (1941). Deep South. University of Chicago Press.

    Examples:
        Southern women and the social events they attended; Evelyn and Laura met at six of the nine events that
        either went to.

        >>> women = nx.davis_southern_women_graph()
        >>> met = project(women, women.graph["top"])
        >>> met["Evelyn Jefferson"]["Laura Mandeville"]["weight"]
        6
        >>> round(met["Evelyn Jefferson"]["Laura Mandeville"]["overlap"], 3)
        0.667
        >>> met["Evelyn Jefferson"]["Theresa Anderson"]["weight"]
        7

    """
    graph = nx.Graph()
    for node in nodes:
        graph.add_node(node, **{name: value for name, value in bipartite.nodes[node].items() if name != "bipartite"})
    held = {
        measure: {node: _bodies(data.get("department_ids")) for node, data in of.items()}
        for measure, of in bipartite.adjacency()
        if measure not in graph
    }
    for one, other, measures, weights in _ties(held, graph):
        graph.add_edge(one, other, weight=len(measures), **weights, measure_ids=SEPARATOR.join(map(str, measures)))
    return graph


Node = TypeVar("Node", bound=Hashable)
Bodies = frozenset[str] | None
"""The departments that stand behind a node in a measure; None where the node is one."""


def _ties(
    held: Mapping[Node, Mapping[Node, Bodies]], nodes: Iterable[Node]
) -> Iterator[tuple[Node, Node, list[Node], dict[str, float]]]:
    """Yield the pairs that share a measure, those measures and what else weighs them, in the order of the nodes."""
    position = {node: order for order, node in enumerate(nodes)}
    carries = Counter(node for of in held.values() for node in of)
    shared: dict[tuple[Node, Node], list[Node]] = defaultdict(list)
    unshared: Counter[tuple[Node, Node]] = Counter()
    for measure, of in held.items():
        for pair in combinations(sorted(of, key=position.__getitem__), 2):
            if _distinct(of[pair[0]], of[pair[1]]):
                shared[pair].append(measure)
            else:
                unshared[pair] += 1
    # Newman's weights are summed as whole parts of a common unit and rounded once: the same in any order.
    unit = lcm(*(len(of) - 1 for of in held.values() if len(of) > 1))
    part = {measure: unit // (len(of) - 1) for measure, of in held.items() if len(of) > 1}
    for one, other in sorted(shared, key=lambda pair: (position[pair[0]], position[pair[1]])):
        measures = shared[one, other]
        either = carries[one] + carries[other] - len(measures) - unshared[one, other]
        yield (
            one,
            other,
            measures,
            {
                "newman": sum(part[measure] for measure in measures) / unit,
                "overlap": len(measures) / either,
            },
        )


def _distinct(one: Bodies, other: Bodies) -> bool:
    """Tell whether two different departments stand behind two nodes."""
    return one is None or other is None or len(one | other) > 1


def _bodies(ids: str | None) -> Bodies:
    return None if ids is None else frozenset(ids.split(SEPARATOR))

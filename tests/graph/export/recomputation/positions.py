"""Positions in a one-mode network, and figures of the whole, put together from the methods.

What somebody fitted (the core, the communities) is taken as stated and judged by `choices`.

References:
    Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. Social Networks 1, 215-239.
    Barrat, A., et al. (2004). The architecture of complex weighted networks. PNAS 101, 3747-3752.
    Watts, D. J., & Strogatz, S. H. (1998). Collective dynamics of small-world networks. Nature 393, 440-442.
    Kaiser, M. (2008). Mean clustering coefficients. New Journal of Physics 10, 083042.
"""

from fractions import Fraction
from itertools import combinations
from statistics import median

from tests.graph.export.recomputation import cores, paths, ties

__all__ = ["adjacency", "positions", "wholes"]


def adjacency(network):
    """Neighbours of each node with the weights; of a directed network those it points to."""
    found = {node: {} for node in network.nodes}
    for (one, other), edge in network.edges.items():
        found[one][other] = edge["weight"]
        if not network.directed:
            found[other][one] = edge["weight"]
    return found


def reversed_ties(near):
    found = {node: {} for node in near}
    for one, of in near.items():
        for other, weight in of.items():
            found[other][one] = weight
    return found


def main_component(near):
    """The largest component; of several the one with most edges, then with the first id."""
    return min(
        paths.components(near), key=lambda group: (-len(group), -sum(len(near[node]) for node in group), min(group))
    )


def positions(network, group):
    """Figures of each node; `group` is its system, None where that is not one."""
    near = adjacency(network)
    n = len(near)
    far, (long, unit) = paths.lengths(near, weighted=False)[0], paths.lengths(near, weighted=True)
    shared = [
        ("betweenness", paths.betweenness(far)),
        ("betweenness_weighted", paths.betweenness(long)),
        ("ei_index", ties.external_internal(network.edges, group)),
    ]
    if network.directed:
        to = reversed_ties(near)
        roles = ties.brokers(near, group)
        own = [
            ("in_degree", {node: len(of) for node, of in to.items()}),
            ("out_degree", {node: len(of) for node, of in near.items()}),
            ("in_strength", {node: sum(of.values()) for node, of in to.items()}),
            ("out_strength", {node: sum(of.values()) for node, of in near.items()}),
            *((name, {node: of[name] for node, of in roles.items()}) for name in ties.BROKERS),
            ("brokerage", {node: sum(of.values()) for node, of in roles.items()}),
        ]
    else:
        flat = ties.unweighted(near)
        main = {node: near[node] for node in near if node in main_component(near)}
        plain = ties.unweighted(main)
        own = [
            ("degree", {node: len(of) for node, of in near.items()}),
            ("degree_normalised", {node: Fraction(len(of), n - 1) if n > 1 else None for node, of in near.items()}),
            ("strength", {node: sum(of.values()) for node, of in near.items()}),
            ("closeness", paths.closeness(far, 1)),
            ("closeness_weighted", paths.closeness(long, unit)),
            ("eigenvector", cores.eigenvector(plain) if len(main) > 1 else {}),
            ("eigenvector_weighted", cores.eigenvector(main) if len(main) > 1 else {}),
            ("k_core", cores.k_core(near)),
            ("coreness", cores.coreness(plain)),
            ("coreness_weighted", cores.coreness(main)),
            ("constraint", ties.constraint(flat)),
            ("constraint_weighted", ties.constraint(near)),
            ("effective_size", ties.effective_size(flat)),
            ("effective_size_weighted", ties.effective_size(near)),
        ]
    return {node: {name: values.get(node) for name, values in (*shared, *own)} for node in near}


def wholes(network, group, found, stated):
    """Figures of the whole: `found` are the positions, `stated` the core and communities that the file gives."""
    near = adjacency(network)
    n, m = len(near), len(network.edges)
    if not n:
        return {}
    groups = paths.components(near)
    weights = [edge["weight"] for edge in network.edges.values()]
    pairs = n * (n - 1) // (1 if network.directed else 2)
    figures = {
        "density": Fraction(m, pairs) if pairs else None,
        "isolates": sum(len(each) == 1 for each in groups),
        "components": len(groups),
        "largest_share": Fraction(max(map(len, groups)), n),
        "mean_weight": Fraction(sum(weights), m) if m else None,
        "median_weight": Fraction(median(weights)) if m else None,
        "ei_index": ties.external_internal(network.edges, group).get(None),
    }
    if network.directed:
        return figures
    main = main_component(near)
    far = paths.lengths(near, weighted=False)[0]
    apart = paths.distances(far, main)
    degrees = [len(of) for of in near.values()]
    between = [figure["betweenness"] for figure in found.values()]
    part = {node: near[node] for node in near if node in main}
    community = {node: of["community"] for node, of in stated.items() if "community" in of}
    core = {node for node, of in stated.items() if of.get("core")}
    nearness = {name: {node: found[node][name] for node in main} for name in ("coreness", "coreness_weighted")}
    return figures | {
        "degree_centralisation": Fraction(sum(max(degrees) - d for d in degrees), (n - 1) * (n - 2)) if n > 2 else None,
        "betweenness_centralisation": sum(max(between) - b for b in between) / (n - 1) if n > 2 else None,
        "average_path_length": Fraction(sum(apart), len(apart)) if apart else None,
        "diameter": max(apart) if apart else None,
        **closed(near),
        "core_size": len(core) or None,
        "core_fit": cores.core_fit(near, core) if core else None,
        "coreness_fit": cores.coreness_fit(ties.unweighted(part), nearness["coreness"]),
        "coreness_weighted_fit": cores.coreness_fit(part, nearness["coreness_weighted"]),
        "communities": len(set(community.values())) or None,
        "modularity": ties.modularity({pair: edge["weight"] for pair, edge in network.edges.items()}, community),
    }


def closed(near):
    """Transitivity, and the mean clustering of those with two partners or more."""
    chains = {node: len(of) * (len(of) - 1) // 2 for node, of in near.items() if len(of) > 1}
    shut = {node: sum(two in near[one] for one, two in combinations(near[node], 2)) for node in chains}
    if not chains:
        return {"transitivity": None, "clustering": None}
    return {
        "transitivity": Fraction(sum(shut.values()), sum(chains.values())),
        "clustering": sum(Fraction(shut[node], chains[node]) for node in chains) / len(chains),
    }

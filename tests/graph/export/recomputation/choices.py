"""What was fitted cannot be fitted better by small steps: the core, and the communities.

References:
    Borgatti, S. P., & Everett, M. G. (2000). Models of core/periphery structures. Social Networks 21, 375-395.
    Blondel, V. D., et al. (2008). Fast unfolding of communities in large networks. J. Stat. Mech. P10008.
"""

from collections import defaultdict
from itertools import combinations

from tests.graph.export.recomputation.cores import best_steps, core_fit
from tests.graph.export.recomputation.paths import components
from tests.graph.export.recomputation.positions import adjacency
from tests.graph.export.recomputation.ties import modularity

__all__ = ["better"]

BETTER = 1e-9
LOUVAIN_THRESHOLD = 1e-7  # gains below this end the search


def better(network, stated):
    """Yield what would fit better than the core and the communities that are stated."""
    near = adjacency(network)
    yield from better_core(near, {node for node, of in stated.items() if of.get("core")})
    community = {node: of["community"] for node, of in stated.items() if "community" in of}
    groups = defaultdict(list)
    for node, number in community.items():
        groups[number].append(node)
    ranked = sorted(groups.values(), key=lambda group: (-len(group), min(group)))
    if [groups.get(number) for number in range(len(groups))] != ranked:
        yield f"communities: {dict(groups)} are not numbered from the largest"
    for part in components(near):
        for number in {community.get(node) for node in part} - {None}:
            if not part >= set(groups[number]):
                yield f"communities: {number} reaches over two components"
    yield from better_communities({pair: edge["weight"] for pair, edge in network.edges.items()}, community)


def better_core(near, core):
    """Try single steps from the core stated, and from those of the nodes with most partners."""
    fit = core_fit(near, core)
    by_degree = sorted(near, key=lambda node: (-len(near[node]), node))
    starts = {"one step": core, **{f"from the first {n} by degree": by_degree[:n] for n in range(1, len(near))}}
    for start, nodes in starts.items():
        reached = best_steps(near, nodes)
        if reached is not None and (fit is None or reached > fit + BETTER):
            yield f"core: {start} {reached}, not {fit}"


def better_communities(edges, community):
    """Try every two communities as one."""
    if not edges:
        return
    found = modularity(edges, community)
    for one, other in combinations(sorted(set(community.values())), 2):
        joined = modularity(edges, {node: one if of == other else of for node, of in community.items()})
        if joined > found + LOUVAIN_THRESHOLD:
            yield f"communities: {one} and {other} in one {float(joined)}, not {float(found)}"

"""Which edges of a network of shared measures are more than chance: disparity filter and SDSM.

References:
    Serrano, M. A., Boguna, M., & Vespignani, A. (2009). Extracting the multiscale backbone of complex weighted
        networks. PNAS 106, 6483-6488.
    Neal, Z. P. (2014). The backbone of bipartite projections. Social Networks 39, 84-97.
    Neal, Z. P., Domagalski, R., & Sagan, B. (2021). Comparing alternatives to the fixed degree sequence model for
        extracting the backbone of bipartite projections. Scientific Reports 11, 23929.
    Neal, Z. P., & Neal, J. W. (2024). Stochastic degree sequence model with edge constraints (SDSM-EC) for
        backbone extraction. Complex Networks & Their Applications XII.
    Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate. J. R. Stat. Soc. B 57, 289-300.
"""

import re
from collections import Counter, defaultdict

from tests.graph.export.recomputation.drawing import load
from tests.graph.export.recomputation.positions import adjacency

__all__ = ["add_backbones", "said_of_backbones"]

SETTLED = 1e-11


def add_backbones(own, part, level, alpha):
    """Add to each edge its p-values and whether it is in a backbone; return how many are.

    A carrier may hold the measures of the cities where it holds any of the network's measures.
    """
    filtered = disparity(adjacency(own))
    held = load(part, level)
    city = {name: measure["city_code"] for name, measure in part.measures.items()}
    cities = {carrier: {city[measure] for measure in of} for carrier, of in held.items()}
    chance = chances(held, lambda carrier, measure: city[measure] in cities[carrier])
    sdsm = {
        (one, other): tail([chance.get((one, m), 0) * chance.get((other, m), 0) for m in city], edge["weight"])
        for (one, other), edge in own.edges.items()
    }
    corrected = adjusted(sdsm)
    for pair, edge in own.edges.items():
        edge["p_disparity"], edge["p_sdsm"] = filtered[pair], sdsm[pair]
        edge["backbone_disparity"], edge["backbone_sdsm"] = filtered[pair] < alpha, corrected[pair] < alpha
    flags = ("backbone_disparity", "backbone_sdsm")
    return {f"n_{name}": sum(edge[name] for edge in own.edges.values()) for name in flags}


def said_of_backbones(where, figures, n_edges):
    """Yield where the words on the network give another number of edges tested, or say that p-values are approximate."""
    if said := figures.get("backbone_sdsm"):
        numbers = [int(number) for number in re.search(r"over (\d+) edges; (\d+) p-values", said).groups()]
        if numbers != [n_edges, 0]:
            yield f"{where} backbone_sdsm: stated {numbers}, recomputed {[n_edges, 0]}"


def disparity(ties):
    """(1 − w/s)^(k−1) of both ends, the smaller, by pair of ends; 1 at an end without another tie."""

    def at(node, weight):
        return (1 - weight / sum(ties[node].values())) ** (len(ties[node]) - 1)

    return {(one, other): min(at(one, w), at(other, w)) for one, of in ties.items() for other, w in of.items()}


def chances(holds, possible):
    """The chance of each carrier to hold each measure, by (carrier, measure), of the most random such bipartite network.

    Its degrees are in expectation those of `holds` ({carrier: measures}), its cells those that are `possible`
    (a test of carrier and measure): p = x y / (1 + x y), with an x for each carrier and a y for each measure.
    """
    measures = {measure for of in holds.values() for measure in of}
    cells = {(c, m) for c in holds for m in measures if possible(c, m)}
    settled, open_cells = certain(cells, holds)
    degree = Counter()
    across = defaultdict(list)
    for c, m in open_cells:
        across["carrier", c].append(("measure", m))
        across["measure", m].append(("carrier", c))
        degree["carrier", c] += m in holds[c]
        degree["measure", m] += m in holds[c]
    strength = dict.fromkeys(across, 1.0)
    worst = 1.0
    while worst > SETTLED:
        worst = 0.0
        for line, others in across.items():
            strength[line], off = balanced(strength[line], Counter(strength[other] for other in others), degree[line])
            worst = max(worst, off)
    for c, m in open_cells:
        xy = strength["carrier", c] * strength["measure", m]
        settled[c, m] = xy / (1 + xy)
    return settled


def certain(cells, holds):
    """Cells that are the same in every table with these sums, with what they are; and those left open.

    A cell can change only with others on a closed walk of cells that are and are not held by turns, which leaves
    all sums as they are. So lines point along what is held one way and along what is not the other, and a cell is
    open where both its lines are in one strongly connected part. (Elsewhere the chances tend to 0 or 1 without
    end, and no iteration would get there.)
    """
    after, before = defaultdict(list), defaultdict(list)
    for c, m in cells:
        one, other = ("carrier", c), ("measure", m)
        if m not in holds[c]:
            one, other = other, one
        after[one].append(other)
        before[other].append(one)
    part = strong_parts(after, before)
    left = {(c, m) for c, m in cells if part["carrier", c] == part["measure", m]}
    return {(c, m): int(m in holds[c]) for c, m in cells - left}, left


def strong_parts(after, before):
    """A number for each strongly connected part, by node (Kosaraju's two searches)."""
    done, seen = [], set()
    for root in sorted(after.keys() | before.keys()):
        waiting = [(root, False)]
        while waiting:
            node, left = waiting.pop()
            if left:
                done.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting.extend((other, False) for other in after[node])
    part = {}
    for number, root in enumerate(reversed(done)):
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if node not in part:
                part[node] = number
                waiting.extend(before[node])
    return part


def balanced(x, others, wanted):
    """The x with which the chances of a line add up to its degree, by Newton's steps on log x; and how far off it was."""
    first = None
    for _ in range(60):
        chance = [(x * y / (1 + x * y), times) for y, times in others.items()]
        off = sum(p * times for p, times in chance) - wanted
        first = abs(off) if first is None else first
        slope = sum(p * (1 - p) * times for p, times in chance)
        if abs(off) < SETTLED or not slope:
            break
        x *= 2.718281828459045 ** max(-1.0, min(1.0, -off / slope))
    return x, first


def tail(trials, at_least):
    """The chance that so many of independent trials succeed, each with a chance of its own."""
    ways = [1.0] + [0.0] * at_least  # the last: so many or more
    for p in trials:
        ways[at_least] += ways[at_least - 1] * p
        for n in range(at_least - 1, 0, -1):
            ways[n] = ways[n] * (1 - p) + ways[n - 1] * p
        ways[0] *= 1 - p
    return ways[at_least]


def adjusted(p_values):
    """Benjamini and Hochberg's, by key."""
    order = sorted(p_values, key=lambda key: -p_values[key])
    found, least = {}, 1.0
    for place, key in enumerate(order):
        least = min(least, p_values[key] * len(order) / (len(order) - place))
        found[key] = least
    return found

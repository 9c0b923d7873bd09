"""Shortest paths of a network: betweenness, closeness, distances, components.

Lengths are integers (unweighted 1; weighted a common multiple of the weights divided by each), so that two
paths are of the same length when they are, and not when rounding says so.

References:
    Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25, 163-177.
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40, 35-41.
    Wasserman, S., & Faust, K. (1994). Social Network Analysis. Cambridge University Press, 201.
"""

from fractions import Fraction
from heapq import heappop, heappush
from math import lcm

__all__ = ["betweenness", "closeness", "components", "distances", "lengths"]


def lengths(ties, *, weighted):
    """Lengths of ties as integers, and how many of them make a length of 1."""
    unit = lcm(*(weight for of in ties.values() for weight in of.values())) if weighted else 1
    return {
        one: {other: unit // weight if weighted else 1 for other, weight in of.items()} for one, of in ties.items()
    }, unit


def search(far, source):
    """Nodes in the order of their distance from the source; distances, numbers of shortest paths, predecessors."""
    distance, paths, before = {source: 0}, {source: 1}, {source: []}
    order, settled, queue = [], set(), [(0, source)]
    while queue:
        reached, node = heappop(queue)
        if node in settled:
            continue
        settled.add(node)
        order.append(node)
        for other, length in far[node].items():
            through = reached + length
            if other not in distance or through < distance[other]:
                distance[other], paths[other], before[other] = through, paths[node], [node]
                heappush(queue, (through, other))
            elif through == distance[other]:
                paths[other] += paths[node]
                before[other].append(node)
    return order, distance, paths, before


def betweenness(far):
    """The part of the ordered pairs of others that go through each node, by Brandes' accumulation.

    None where a node has no two others.
    """
    found = dict.fromkeys(far, Fraction(0))
    for source in far:
        order, _, paths, before = search(far, source)
        depends = dict.fromkeys(order, Fraction(0))
        for node in reversed(order):
            for earlier in before[node]:
                depends[earlier] += Fraction(paths[earlier], paths[node]) * (1 + depends[node])
            if node != source:
                found[node] += depends[node]
    pairs = (len(far) - 1) * (len(far) - 2)
    return {node: value / pairs if pairs > 0 else None for node, value in found.items()}


def closeness(far, unit):
    """Those reached per distance, times the part of all others that are reached; 0 where none is, None without others."""
    found = {}
    for node in far:
        distance = search(far, node)[1]
        reached, total = len(distance) - 1, Fraction(sum(distance.values()), unit)
        found[node] = reached / total * Fraction(reached, len(far) - 1) if reached else 0 if len(far) > 1 else None
    return found


def components(ties):
    """The sets of nodes that hang together, arrows taken both ways."""
    both = {node: set(of) for node, of in ties.items()}
    for node, of in ties.items():
        for other in of:
            both[other].add(node)
    found, seen = [], set()
    for node in both:
        if node not in seen:
            group, waiting = set(), [node]
            while waiting:
                one = waiting.pop()
                if one not in group:
                    group.add(one)
                    waiting.extend(both[one] - group)
            seen |= group
            found.append(group)
    return found


def distances(far, group):
    """Every distance between two different nodes of a group."""
    return [length for node in sorted(group) for other, length in search(far, node)[1].items() if other != node]

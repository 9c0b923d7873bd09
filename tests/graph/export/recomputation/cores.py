"""Who is in the middle: eigenvector centrality, k-cores, core and periphery.

References:
    Bonacich, P. (1972). Factoring and weighting approaches to status scores. Journal of Mathematical Sociology 2, 113-120.
    Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5, 269-287.
    Borgatti, S. P., & Everett, M. G. (2000). Models of core/periphery structures. Social Networks 21, 375-395.
    Boyd, J. P., et al. (2010). Computing continuous core/periphery structures for social relations data with
        MINRES/SVD. Social Networks 32, 125-137.
"""

from itertools import combinations
from math import sqrt

__all__ = ["best_steps", "core_fit", "coreness", "coreness_fit", "eigenvector", "k_core"]

STILL = 1e-13


def eigenvector(ties):
    """The vector of the largest eigenvalue, by power iteration of A + I, which also settles where A alternates."""
    vector = dict.fromkeys(ties, 1 / sqrt(len(ties)))
    while True:
        following = unit(
            {node: vector[node] + sum(w * vector[other] for other, w in of.items()) for node, of in ties.items()}
        )
        if all(abs(following[node] - vector[node]) < STILL for node in ties):
            return following
        vector = following


def k_core(ties):
    """The core number of each node, by taking away those of the least degree."""
    left = {node: set(of) for node, of in ties.items()}
    found, least = {}, 0
    while left:
        node = min(left, key=lambda each: len(left[each]))
        least = max(least, len(left[node]))
        found[node] = least
        for other in left.pop(node):
            left[other].discard(node)
    return found


def core_fit(ties, core):
    """The correlation of ties with an ideal of all ties in the core, none in the periphery; others are left open."""
    tied = [sum(other in ties[one] for one, other in combinations(side, 2)) for side in sides(ties, core)]
    return phi(len(core), len(ties) - len(core), *tied)


def sides(ties, core):
    return [[node for node in ties if (node in core) == inside] for inside in (True, False)]


def phi(n_core, n_periphery, tied_core, tied_periphery):
    """The correlation of two yes-or-no variables: tied, and both in the core; None where one does not vary."""
    core, periphery = n_core * (n_core - 1) // 2, n_periphery * (n_periphery - 1) // 2
    tied, untied = tied_core + tied_periphery, core + periphery - tied_core - tied_periphery
    if 0 in (core, periphery, tied, untied):
        return None
    return (tied_core * periphery - tied_periphery * core) / sqrt(core * periphery * tied * untied)


def best_steps(ties, core):
    """The best fit that is reached from a core by moving one node at a time, each time the one that helps most."""
    core = set(core)
    within = {node: sum(other in core for other in of) for node, of in ties.items()}
    tied = [sum(other in ties[one] for one, other in combinations(side, 2)) for side in sides(ties, core)]
    fit = phi(len(core), len(ties) - len(core), *tied)
    while True:
        steps = []
        for node, of in ties.items():
            way = -1 if node in core else 1
            moved = (tied[0] + way * within[node], tied[1] - way * (len(of) - within[node]))
            after = phi(len(core) + way, len(ties) - len(core) - way, *moved)
            if after is not None:
                steps.append((after, node, moved))
        best = max(steps, default=None)
        if best is None or (fit is not None and best[0] <= fit + STILL):
            return fit
        fit, node, tied = best
        core ^= {node}
        for other in ties[node]:
            within[other] += 1 if node in core else -1


def coreness(ties):
    """The c for which c_i c_j comes nearest to the ties off the diagonal (MINRES), by one coordinate at a time.

    No best is known of two nodes, where only the product counts, nor of a star: the larger its middle and the
    smaller the others, the nearer, without end.
    """
    if len(ties) < 3:
        return {}
    c = {node: sqrt(sum(of.values())) for node, of in ties.items()}
    scale = sqrt(sum(sum(of.values()) for of in ties.values()))
    c = {node: value / scale for node, value in c.items()}
    total = sum(value * value for value in c.values())
    for _ in range(10_000):
        moved = 0.0
        for node, of in ties.items():
            old = c[node]
            others = total - old * old
            new = sum(w * c[other] for other, w in of.items()) / others
            c[node] = new
            total = others + new * new
            moved = max(moved, abs(new - old))
        if moved < STILL:
            return unit(c)
    return {}


def coreness_fit(ties, c):
    """The correlation of ties with c_i c_j off the diagonal."""
    if None in c.values():
        return None
    return correlation([(float(ties[one].get(other, 0)), c[one] * c[other]) for one, other in combinations(c, 2)])


def correlation(pairs):
    """Pearson's; None where either side does not vary."""
    n = len(pairs)
    if not n:
        return None
    mean_x, mean_y = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    xx, yy = sum((x - mean_x) ** 2 for x, _ in pairs), sum((y - mean_y) ** 2 for _, y in pairs)
    if xx < STILL or yy < STILL:
        return None
    return sum((x - mean_x) * (y - mean_y) for x, y in pairs) / sqrt(xx * yy)


def unit(vector):
    length = sqrt(sum(value * value for value in vector.values()))
    return {node: value / length for node, value in vector.items()}

"""The Poisson-binomial distribution: how many of many unlike chances come true.

Needs numpy (extra `study`).
"""

from math import erfc, pi, sqrt

import numpy as np
from numpy.typing import NDArray

__all__ = ["exact", "refined"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def exact(chances: Floats, counts: Integers, observed: Integers) -> tuple[Floats, Floats]:
    """Return the probabilities of at least, and of at most, the number observed; one of each per row.

    The distribution is built up chance by chance to the number observed, with one more state for all above
    it, so only positive numbers are added and small p-values are as exact as large ones.

    Args:
        chances: a row for each case, a column for each kind of chance.
        counts: how many chances there are of each kind.
        observed: the number that came true, one for each row.

    """
    upper, lower = np.empty(len(observed)), np.empty(len(observed))
    # Rows that need about as many states are done together.
    sizes = np.array([int(number).bit_length() for number in observed])
    for size in np.unique(sizes):
        chosen = np.flatnonzero(sizes == size)
        upper[chosen], lower[chosen] = _built(chances[chosen], counts, observed[chosen])
    return upper, lower


def _built(chances: Floats, counts: Integers, observed: Integers) -> tuple[Floats, Floats]:
    states = np.zeros((len(observed), int(observed.max()) + 2))
    states[:, 0] = 1
    moved = np.empty_like(states[:, :-1])
    for chance, count in zip(chances.T[:, :, None], counts, strict=True):
        for _ in range(count):
            np.multiply(states[:, :-1], chance, out=moved)
            states[:, :-1] *= 1 - chance
            states[:, 1:] += moved
    number = np.arange(states.shape[1])
    at_least = np.where(number >= observed[:, None], states, 0).sum(axis=1)
    at_most = np.where(number <= observed[:, None], states, 0).sum(axis=1)
    return np.minimum(at_least, 1), np.minimum(at_most, 1)


def refined(chances: Floats, counts: Integers, observed: Integers) -> tuple[Floats, Floats]:
    """Return about what `exact` does, by a normal distribution corrected for continuity and skewness.

    References:
        Hong, Y. (2013). On computing the distribution function for the Poisson binomial distribution.
        Computational Statistics & Data Analysis 59, 41-51.

    """
    spread = chances * (1 - chances)
    mean, deviation = chances @ counts, np.sqrt(spread @ counts)
    skewness = (spread * (1 - 2 * chances)) @ counts / deviation**3
    upper = _above((observed - 0.5 - mean) / deviation, skewness)
    lower = _above((mean - observed - 0.5) / deviation, -skewness)
    return upper, lower


def _above(deviations: Floats, skewness: Floats) -> Floats:
    """Return how much of a standard distribution, but for its skewness normal, lies above."""
    normal = np.array([erfc(x / sqrt(2)) / 2 for x in deviations.tolist()])
    density = np.exp(-(deviations**2) / 2) / sqrt(2 * pi)
    return np.clip(normal - skewness / 6 * (1 - deviations**2) * density, 0, 1)

"""Fitting (拟合): examples → weights, by multinomial logistic regression with an L2 penalty (scikit-learn).

The likeliest n-grams are chosen by a first fit and the weights fitted again on them alone, so that what is shipped
is what was fitted. Confidence is calibrated by one temperature (Guo et al. 2017, On Calibration of Modern Neural
Networks), by which the shipped weights are divided.
"""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from loaders.classifier import HUNDREDTHS, NONE, Weights, occurring
from loaders.tables import indicators
from training.examples import Example, classes

__all__ = ["fitted", "temperature"]

PENALTY = 10.0  # C of scikit-learn, the inverse of the penalty
SEEN = 2  # an n-gram of fewer examples is not learnt
KEPT = 22000  # n-grams that are shipped
LEAST = 10  # hundredths; a weight smaller than this is left out
ROUNDS = 300


def fitted(examples: Sequence[Example], heat: float = 1.0) -> Weights:
    """Return the weights learnt from examples, divided by a temperature; the same for the same examples."""
    found = [grams(example.text) for example in examples]
    names = [example.classes[0] for example in examples]
    counts = Counter(gram for one in found for gram in one)
    vocabulary = sorted(gram for gram, count in counts.items() if count >= SEEN)
    strength = np.abs(regression(found, names, vocabulary).coef_).max(axis=0)
    vocabulary = sorted(vocabulary[n] for n in np.argsort(-strength, kind="stable")[:KEPT])
    model = regression(found, names, vocabulary)
    order = [list(model.classes_).index(name) for name in classes()]
    national = {i.name: i for i in indicators()}
    coefficients = np.rint(model.coef_[order].T * HUNDREDTHS / heat).astype(int)
    coefficients[np.abs(coefficients) < LEAST] = 0
    return Weights(
        tuple(None if name == NONE else national[name] for name in classes()),
        tuple(round(model.intercept_[n] * HUNDREDTHS / heat) for n in order),
        {gram: tuple(map(int, row)) for gram, row in zip(vocabulary, coefficients, strict=True)},
    )


def grams(text: str) -> dict[str, int]:
    """Return how many times each n-gram of a text counts."""
    opening, found = occurring(text, [(0, len(text))])
    return {gram: 1 + (gram in opening) for gram in sorted(found)}


def regression(found: list[dict[str, int]], names: list[str], vocabulary: list[str]) -> LogisticRegression:
    """Return the regression of classes on the n-grams of a vocabulary, as `Weights.confidences` counts them."""
    column = {gram: n for n, gram in enumerate(vocabulary)}
    known = [{column[gram]: stress for gram, stress in one.items() if gram in column} for one in found]
    values = [stress / math.sqrt(len(one)) for one in known for stress in one.values()]
    places = [place for one in known for place in one]
    starts = np.cumsum([0, *map(len, known)])
    matrix = csr_matrix((values, places, starts), shape=(len(known), len(vocabulary)))
    return LogisticRegression(C=PENALTY, max_iter=ROUNDS).fit(matrix, names)


def temperature(logits: Sequence[Sequence[float]], right: Sequence[Sequence[int]]) -> float:
    """Return the temperature at which held-out answers are likeliest.

    Args:
        logits: for each example, one number for each class.
        right: for each, the classes that are right.

    """

    def loss(heat: float) -> float:
        total = 0.0
        for row, accepted in zip(logits, right, strict=True):
            parts = [math.exp((x - max(row)) / heat) for x in row]
            total -= math.log(sum(parts[n] for n in accepted) / sum(parts))
        return total

    return min((0.2 + 0.01 * step for step in range(281)), key=loss)

"""Indicators by content (指标判别): which national indicators a measure advances by what it does.

A multinomial logistic regression over the character n-grams of the measure, its weights shipped as figures in
tables/weights.csv and its training in the room training/ (docs/classifier.md). A measure whose likeliest class
is 无 (none fits), or which no class fits well, has no indicator.
"""

import csv
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from operator import add

from graph.model import Basis, Indicator
from loaders.grammar.characters import canonical
from loaders.tables import indicator_aliases, indicators

__all__ = [
    "BIAS",
    "FIRST",
    "FURTHER",
    "HUNDREDTHS",
    "NONE",
    "Judgement",
    "Weights",
    "judge",
    "occurring",
    "read_weights",
]

NONE = "无"  # the class of measures that advance none of the indicators
BIAS, HUNDREDTHS = "", 100  # the row of biases; figures are in hundredths
HAN = re.compile(r"[\u4e00-\u9fff]{2,}")  # n-grams do not cross punctuation
STOP = re.compile(r"[。；]")
OPENING = 60  # characters of an opening sentence at most
FIRST, FURTHER, MOST = 0.2, 0.2, 3  # the least confidence of the first choice and of further ones; how many
TELLING = 30  # the weightiest n-grams of a text are its evidence
PARTICLES = frozenset("的等和及与在将")  # evidence neither begins nor ends with one
BODY = frozenset("局部委人")  # behind a name: not the indicator but a body (市场监管局) or a person (纳税人)

Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """An indicator judged: named by the text or by content, how sure, and the ranges of the words that decided."""

    indicator: Indicator
    basis: Basis
    confidence: float
    words: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the classifier has learnt: its classes, their biases, and each n-gram's weight for each class.

    Figures are whole hundredths, so that a sum is the same in any order.
    """

    classes: tuple[Indicator | None, ...]
    biases: tuple[int, ...]
    grams: dict[str, tuple[int, ...]]

    def confidences(self, opening: set[str], found: set[str]) -> list[float]:
        """Return how likely each class is, by softmax, for the n-grams of an opening sentence and of all the text."""
        known = [self.grams[gram] for gram in found if gram in self.grams]
        stressed = [self.grams[gram] for gram in opening if gram in self.grams]
        sums = map(sum, zip(*known, *stressed, strict=True)) if known else self.biases
        scale = math.sqrt(len(known)) or math.inf
        logits = [(bias + total / scale) / HUNDREDTHS for bias, total in zip(self.biases, sums, strict=True)]
        parts = [math.exp(logit - max(logits)) for logit in logits]
        return [part / sum(parts) for part in parts]

    def telling(self, text: str, ranges: Ranges, found: set[str], number: int) -> list[tuple[int, int]]:
        """Return the ranges that speak for a class, the most telling first.

        They are where the weightiest n-grams of the text first stand, joined where they overlap.
        """
        ranked = sorted((-self.grams[gram][number], gram) for gram in found if self.grams[gram][number] > 0)
        whole = (pair for pair in ranked if PARTICLES.isdisjoint((pair[1][0], pair[1][-1])))
        marks = [(*standing(text, ranges, gram), -weight) for weight, gram in islice(whole, TELLING)]
        joined: list[list[int]] = []
        for begin, end, weight in sorted(marks):
            if joined and begin < joined[-1][1]:
                joined[-1][1] = max(end, joined[-1][1])
                joined[-1][2] += weight
            else:
                joined.append([begin, end, weight])
        return [(begin, end) for begin, end, _ in sorted(joined, key=lambda one: (-one[2], one[0]))]


@cache
def read_weights() -> Weights:
    """Return the shipped weights."""
    national = {indicator.name: indicator for indicator in indicators() if indicator.parent is None}
    table = files("loaders.tables").joinpath("weights.csv").read_text(encoding="utf-8")
    head, *lines = csv.reader(table.splitlines())
    rows = {line[0]: tuple(int(cell) if cell else 0 for cell in line[1:]) for line in lines}
    return Weights(tuple(national.get(name) for name in head[1:]), rows.pop(BIAS), rows)


def occurring(text: str, ranges: Ranges) -> tuple[set[str], set[str]]:
    """Return the pairs and triples of characters of the opening sentence, which count twice, and of all the text."""
    begin, end = ranges[0] if ranges else (0, 0)
    stop = STOP.search(text, begin, min(end, begin + OPENING))
    opening: set[str] = set()
    found: set[str] = set()
    for start, finish in ranges:
        for run in HAN.finditer(text, start, finish):
            characters = run.group()
            pairs = [*map(add, characters, characters[1:])]
            triples = [*map(add, pairs, characters[2:])]
            found.update(pairs, triples)
            if stop is not None and run.end() <= stop.start():
                opening.update(pairs, triples)
    return opening, found


def standing(text: str, ranges: Ranges, gram: str) -> tuple[int, int]:
    """Return where an n-gram that the ranges hold first stands."""
    place = next(place for start, finish in ranges if (place := text.find(gram, start, finish)) >= 0)
    return place, place + len(gram)


def judge(text: str, ranges: Ranges) -> Iterator[Judgement]:
    """Yield at most three indicators for a measure, the most fitting first; none where unsure.

    Args:
        text: canonical text.
        ranges: the measure's own words in it, without its number and its responsibility statements.

    """
    weights = read_weights()
    opening, found = (weights.grams.keys() & grams for grams in occurring(text, ranges))
    confidences = weights.confidences(opening, found)
    ranked = sorted(range(len(confidences)), key=lambda number: -confidences[number])
    if weights.classes[ranked[0]] is None or confidences[ranked[0]] < FIRST:
        return
    for number in ranked[:MOST]:
        indicator = weights.classes[number]
        if indicator is None or confidences[number] < FURTHER:
            return
        words = weights.telling(text, ranges, found, number)
        name = printed_name(text, ranges, indicator)
        if name is not None:
            others = [word for word in words if word[1] <= name[0] or word[0] >= name[1]]
            yield Judgement(indicator, Basis.NAMED, round(confidences[number], 2), (name, *others[: MOST - 1]))
        elif words:
            yield Judgement(indicator, Basis.CONTENT, round(confidences[number], 2), tuple(words[:MOST]))


def printed_name(text: str, ranges: Ranges, indicator: Indicator) -> tuple[int, int] | None:
    """Return where the text first prints a name of the indicator."""
    for name in names()[indicator.name]:
        for begin, end in ranges:
            place = text.find(name, begin, end)
            if place >= 0 and text[place + len(name) : place + len(name) + 1] not in BODY:
                return place, place + len(name)
    return None


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Return the printed names of each indicator, canonical, the longest first."""
    table: dict[str, list[str]] = {}
    for name, indicator in indicator_aliases().items():
        table.setdefault(indicator.name, []).append(canonical(name))
    return {indicator: tuple(sorted(found, key=len, reverse=True)) for indicator, found in table.items()}

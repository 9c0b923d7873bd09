"""Kinds of facts that are counted (评测项), and when what was found is what a reader found.

White space and character width never count. An annotated fact that is optional costs nothing, found or
not. Facts are matched one to one, in the order of the annotation, those that count before the optional.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["LAYERS", "Fact", "Match", "Tally", "bare", "listed", "matched", "overlap", "plain"]

Fact = Mapping[str, Any]
"""An annotated or extracted fact, in the shape of the annotation guide."""

NUMBER = re.compile(r"第[\d一二三四五六七八九十百]+条|[(（]?[\d一二三四五六七八九十百]+[)）]?[.、．,]?", re.ASCII)


def plain(text: object) -> str:
    """Return a text without white space, in one width."""
    return "".join(unicodedata.normalize("NFKC", str(text or "")).split())


def bare(text: object) -> str:
    """Return an opening without its printed number."""
    whole = plain(text)
    number = NUMBER.match(whole)
    return whole[number.end() :] if number else whole


def overlap(one: object, other: object) -> bool:
    """Tell whether one quote holds the other."""
    first, second = plain(one), plain(other)
    return bool(first and second) and (first in second or second in first)


def equal(one: object, other: object) -> bool:
    """Tell whether two numbers are the same; nothing is the same as nothing."""
    if one is None or other is None:
        return one is other
    try:
        return abs(float(str(one)) - float(str(other))) < 1e-6  # noqa: PLR2004 -- figures of plans have few digits
    except ValueError:
        return plain(one) == plain(other)


def same_law(one: Fact, other: Fact) -> bool:
    """Tell whether two citations are of one text: by number, or by name."""
    return any(one.get(key) and plain(one[key]) == plain(other.get(key)) for key in ("number", "name"))


LAYERS: Mapping[str, Callable[[Fact, Fact], bool]] = {
    "departments": lambda a, b: plain(a["raw"]) == plain(b["raw"]) and a["role"] == b.get("role"),
    "mentions": lambda a, b: overlap(a["raw"], b["raw"]),
    "laws": same_law,
    "targets": lambda a, b: overlap(a["raw"], b["raw"]) and equal(a.get("to"), b.get("to")),
    "deadlines": lambda a, b: bool(a["value"] == b.get("value")),
}
"""Facts of a measure that are matched, and when an annotated and an extracted one are the same."""


def listed(measure: Fact, layer: str, *, annotated: bool) -> list[Fact]:
    """Return the facts of a measure in a layer. A mention of a group (金融机构) costs nothing."""
    facts = list(measure.get(layer) or [])
    if layer != "mentions":
        return facts
    if annotated:
        return [fact if fact.get("function") else {**fact, "optional": True} for fact in facts]
    return [fact for fact in facts if fact.get("function")]


@dataclass(frozen=True, slots=True)
class Match:
    """Annotated facts with those found for them, those missed, and those found that nobody annotated."""

    pairs: list[tuple[Fact, Fact]]
    missed: list[Fact]
    spurious: list[Fact]


def matched(annotated: Sequence[Fact], found: Sequence[Fact], same: Callable[[Fact, Fact], bool]) -> Match:
    """Return which annotated facts were found; optional ones only take away what was found for them."""
    free, pairs, missed = list(found), [], []
    for fact in sorted(annotated, key=lambda fact: bool(fact.get("optional"))):
        hit = next((other for other in free if same(fact, other)), None)
        if hit is not None:
            free.remove(hit)
        if fact.get("optional"):
            continue
        if hit is None:
            missed.append(fact)
        else:
            pairs.append((fact, hit))
    return Match(pairs, missed, free)


@dataclass(slots=True)
class Tally:
    """Counts of one layer, and what was missed or made up, each with its place."""

    hit: int = 0
    missed: int = 0
    spurious: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.hit / (self.hit + self.spurious) if self.hit + self.spurious else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall (van Rijsbergen 1979)."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def row(self) -> dict[str, float | int]:
        """Return the figures."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "hit": self.hit,
            "missed": self.missed,
            "spurious": self.spurious,
        }

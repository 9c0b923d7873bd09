"""Annotated against extracted (对照标注): precision, recall and F1 of each kind of fact, with the misses.

Measures are paired by their opening characters, in document order; the facts of a pair are then compared
layer by layer. Two printed names are one body where their functions are equal: every pair of names in a
document is counted (pairwise clustering precision and recall, Menestrina, Whang and Garcia-Molina 2010).
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from loaders.evaluation.annotation import Annotation
from loaders.evaluation.layers import LAYERS, Fact, Tally, bare, listed, matched, overlap, plain

__all__ = ["Evaluation", "evaluate"]

OPENING = 10  # characters by which measures are paired
ENDING = 12  # last characters of a measure that have to agree
FIELDS = ("title", "city", "number", "date", "status")
NATIONAL = {True: "indicator (section)", False: "indicator (content, first choice)"}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The tallies of all layers, in the order in which they were first counted."""

    layers: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def rows(self) -> dict[str, dict[str, float | int]]:
        """Return the figures by layer."""
        return {layer: tally.row() for layer, tally in self.layers.items()}

    def right(self, layer: str, *, is_right: bool, missed: str) -> None:
        """Count something that is right, or missed."""
        tally = self.layers[layer]
        if is_right:
            tally.hit += 1
        else:
            tally.missed += 1
            tally.misses.append(missed)


def evaluate(annotated: Sequence[Annotation], read: Callable[[Annotation], dict[str, Any]]) -> Evaluation:
    """Return how well documents are read; `read` gives what is extracted from one, in the annotations' shape."""
    result = Evaluation()
    for annotation in annotated:
        Comparison(result, annotation.content, read(annotation)).run()
    return result


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document: what a reader found in it, and what was extracted."""

    result: Evaluation
    annotated: Fact
    found: Fact

    def run(self) -> None:
        """Count every layer."""
        name = self.annotated["document"]["file"]
        pairs, extra = self.paired()
        pairs = [(one, other) for one, other in pairs if not one.get("optional")]
        measures = self.result.layers["measures"]
        measures.spurious += len(extra)
        measures.misses += [f"{name} + {measure.get('starts')}" for measure in extra]
        for one, other in pairs:
            where = f"{name} #{one.get('ordinal')}"
            self.result.right("measures", is_right=other is not None, missed=f"{where} − {one['starts']}")
        for one, other in pairs:
            if other is not None:
                self.end(f"{name} #{one.get('ordinal')}", one, other)
        self.document(name)
        bodies: dict[str, tuple[str, str]] = {}
        for one, other in pairs:
            self.facts(f"{name} #{one.get('ordinal')}", one, other or {}, bodies)
        self.bodies(name, bodies)

    def paired(self) -> tuple[list[tuple[Fact, Fact | None]], list[Fact]]:
        """Return each annotated measure with the extracted one that opens the same, and those left over."""
        by_opening: defaultdict[str, list[int]] = defaultdict(list)
        found = self.found["measures"]
        for index, measure in reversed(list(enumerate(found))):
            by_opening[bare(measure.get("starts") or measure.get("heading"))[:OPENING]].append(index)
        pairs: list[tuple[Fact, Fact | None]] = []
        used = set()
        for measure in self.annotated["measures"]:
            same = by_opening[bare(measure["starts"])[:OPENING]]
            index = same.pop() if same else None
            used.add(index)
            pairs.append((measure, None if index is None else found[index]))
        return pairs, [measure for index, measure in enumerate(found) if index not in used]

    def end(self, where: str, one: Fact, other: Fact) -> None:
        """Count whether a measure ends where it should."""
        ends = [plain(measure.get("ends"))[-ENDING:] for measure in (one, other)]
        self.result.right("measure ends", is_right=ends[0] == ends[1], missed=f"{where} − {ends[0]} / {ends[1]}")

    def document(self, name: str) -> None:
        """Count the fields of the title page that the annotation has."""
        for key in FIELDS:
            wanted, got = (each["document"].get(key) for each in (self.annotated, self.found))
            if wanted is None:
                continue
            right = overlap(wanted, got) if key == "title" else plain(wanted) == plain(got)
            self.result.right("document", is_right=right, missed=f"{name} {key} − {wanted} / {got}")

    def facts(self, where: str, one: Fact, other: Fact, bodies: dict[str, tuple[str, str]]) -> None:
        """Count the facts of a measure; `bodies` gathers the functions of matched names."""
        for layer, same in LAYERS.items():
            match = matched(listed(one, layer, annotated=True), listed(other, layer, annotated=False), same)
            tally = self.result.layers[layer]
            tally.hit += len(match.pairs)
            tally.missed += len(match.missed)
            tally.spurious += len(match.spurious)
            tally.misses += [f"{where} − {shown(fact)}" for fact in match.missed]
            tally.misses += [f"{where} + {shown(fact)}" for fact in match.spurious]
            for fact, hit in match.pairs:
                if layer == "departments" and fact.get("function"):
                    bodies[plain(fact["raw"])] = (plain(fact["function"]), plain(hit.get("function")))
                if layer == "laws":
                    kinds = fact.get("kind"), hit.get("kind")
                    self.result.right(
                        "law kind",
                        is_right=kinds[0] == kinds[1],
                        missed=f"{where} − {shown(fact)} / {kinds[1]}",
                    )
        self.indicators(where, one, other)

    def indicators(self, where: str, one: Fact, other: Fact) -> None:
        """Count the first choice of indicator, and the sub-indicator."""
        wanted, got = ([each["name"] for each in measure.get("indicators") or []] for measure in (one, other))
        own = any(each["basis"] == "section" for each in one["indicators"])
        fits = wanted[:1] == got[:1] if own else (got[0] in wanted if got else not wanted)
        self.result.right(NATIONAL[own], is_right=fits, missed=f"{where} − {wanted} / {got}: {one.get('heading')}")
        sub = one.get("sub_indicator")
        if sub:
            printed = other.get("sub_indicator")
            self.result.right(
                "sub-indicator", is_right=plain(sub) == plain(printed), missed=f"{where} − {sub} / {printed}"
            )

    def bodies(self, name: str, bodies: dict[str, tuple[str, str]]) -> None:
        """Count the pairs of printed names that mean one body."""
        tally = self.result.layers["same body"]
        for (one, (a, b)), (other, (c, d)) in combinations(sorted(bodies.items()), 2):
            if a == c and b == d:
                tally.hit += 1
            elif a == c:
                tally.missed += 1
                tally.misses.append(f"{name} − {one} = {other}")
            elif b == d:
                tally.spurious += 1
                tally.misses.append(f"{name} + {one} = {other}")


def shown(fact: Fact) -> str:
    """Return a fact in a line."""
    kept = ("raw", "role", "function", "value", "to", "kind")
    return " · ".join(str(fact[key]) for key in kept if fact.get(key) is not None)

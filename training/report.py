"""The report (报告): how often held-out measures get their indicator, and how well confidence is calibrated."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.classifier import FIRST, Weights, occurring
from training.examples import Example, classes

__all__ = ["Answer", "answers", "table"]

BINS = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What the weights say of an example they have not seen: a logit for each class, and the right classes."""

    logits: tuple[float, ...]
    right: tuple[int, ...]

    def confidences(self, heat: float) -> list[float]:
        """Return the calibrated confidence of each class."""
        parts = [math.exp((logit - max(self.logits)) / heat) for logit in self.logits]
        return [part / sum(parts) for part in parts]

    def first(self, heat: float) -> tuple[float, int]:
        """Return the first choice and its confidence, as `judge` takes it."""
        confidences = self.confidences(heat)
        best = max(range(len(confidences)), key=confidences.__getitem__)
        return confidences[best], best if confidences[best] >= FIRST else len(confidences) - 1

    def is_right(self, heat: float) -> bool:
        """Tell whether the first choice is among the right ones."""
        return self.first(heat)[1] in self.right


def answers(weights: Weights, examples: Sequence[Example]) -> list[Answer]:
    """Return the answers to examples."""
    numbers = {name: number for number, name in enumerate(classes())}
    return [
        Answer(
            tuple(map(math.log, weights.confidences(*occurring(example.text, [(0, len(example.text))])))),
            tuple(numbers[name] for name in example.classes),
        )
        for example in examples
    ]


def table(held_out: Mapping[str, Sequence[Answer]], heat: float) -> str:
    """Return the report as tables in Markdown."""
    every = [answer for found in held_out.values() for answer in found]
    lines = ["| plan held out | measures | first choice right |", "| --- | --- | --- |"]
    for name, found in (*held_out.items(), ("all", every)):
        lines.append(f"| {name} | {len(found)} | {share(found, heat):.3f} |")
    lines += ["", "| class | measures | first choice right |", "| --- | --- | --- |"]
    for number, name in enumerate(classes()):
        found = [answer for answer in every if answer.right[0] == number]
        lines.append(f"| {name} | {len(found)} | {share(found, heat):.3f} |")
    lines += [
        "",
        f"Temperature {heat:.2f}",
        "",
        "| confidence | measures | mean | right |",
        "| --- | --- | --- | --- |",
    ]
    for low in range(BINS):
        found = [a for a in every if low / BINS <= min(a.first(heat)[0], 0.999) < (low + 1) / BINS]
        mean = sum(a.first(heat)[0] for a in found) / len(found) if found else 0.0
        lines.append(
            f"| {low / BINS:.1f}–{(low + 1) / BINS:.1f} | {len(found)} | {mean:.2f} | {share(found, heat):.2f} |"
        )
    return "\n".join(lines) + "\n"


def share(found: Sequence[Answer], heat: float) -> float:
    """Return how many of the answers are right."""
    return sum(answer.is_right(heat) for answer in found) / len(found) if found else 0.0

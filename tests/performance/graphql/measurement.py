"""Taking times (计时): sides take turns in short rounds, so that what else the machine does meets all alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import quantiles

from tests.performance.graphql.load import Result

ROUNDS = 4
STRIDE = 997
"""Requests between the starts of two rounds: each round asks about others, and all sides about the same."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds in the middle and of the slowest hundredth, requests a second, bytes an answer."""

    p50: float
    p99: float
    rate: float
    size: float

    @classmethod
    def of(cls, results: list[Result]) -> "Timing":
        """Return the timing of all rounds together."""
        times = [each for result in results for each in result.times]
        cuts = quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
        return cls(
            cuts[49],
            cuts[98],
            len(times) / sum(result.seconds for result in results),
            sum(result.size for result in results) / len(times),
        )


def in_turns(sides: Mapping[str, Callable[[float, int], Result]], seconds: float) -> dict[str, Timing]:
    """Return the timing of each side, asked in rounds; a side is given seconds and where to start."""
    results: dict[str, list[Result]] = {name: [] for name in sides}
    for ask in sides.values():  # once for nothing: statements are planned, code is compiled
        ask(seconds / ROUNDS, 0)
    for turn in range(ROUNDS):
        for name, ask in sides.items():
            results[name].append(ask(seconds / ROUNDS, turn * STRIDE))
    return {name: Timing.of(each) for name, each in results.items()}

"""Rate (速率): how many requests a minute one client may send, evenly or in a burst.

The generic cell rate algorithm (GCRA; ITU-T I.371, annex A): of each client one moment is kept, at which all it has
used will have come back. Nothing is counted in windows, so no window's edge lets twice as many through.
"""

import time
from collections.abc import Callable, Hashable
from typing import NamedTuple

from cachetools import TTLCache

__all__ = ["Rate", "Standing"]

MINUTE = 60.0
CLIENTS = 100_000  # remembered at most; who has sent nothing for a minute is forgotten anyhow
INEXACT = 0.001  # of an interval, by which a sum of many may be off


class Standing(NamedTuple):
    """Where a client stands after a request; in seconds, `retry` until one more is let through (0: now)."""

    remaining: int
    reset: float
    retry: float


class Rate:
    """So many requests a minute for each client of this process."""

    def __init__(self, amount: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.amount = amount
        self._interval = MINUTE / amount
        self._clock = clock
        self._moments: TTLCache[Hashable, float] = TTLCache(CLIENTS, MINUTE, timer=clock)

    def take(self, who: Hashable) -> Standing:
        """Count a request of a client, unless it has none left, and return where it stands."""
        now = self._clock()
        moment = max(self._moments.get(who, now), now) + self._interval
        over = moment - now - MINUTE
        if over > self._interval * INEXACT:
            return Standing(0, moment - self._interval - now, over)
        self._moments[who] = moment
        return Standing(int(-over / self._interval + INEXACT), moment - now, 0.0)

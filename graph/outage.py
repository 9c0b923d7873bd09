"""Outages (中断): whether Neo4j answers, found out by one probe at a time however many would like to know."""

import asyncio
from collections.abc import Awaitable, Callable

from neo4j.exceptions import Neo4jError

from graph.faults import LOST

__all__ = ["PAUSE_SECONDS", "PROBE_SECONDS", "Outage"]

PROBE_SECONDS = 0.9  # whoever waits for Neo4j is told within a second that it does not answer
PAUSE_SECONDS = 0.2  # between a probe that found nobody and the next


class Outage:
    """What is known of a Neo4j's being there.

    `answering` is whether it answered when it was last asked; set it to false where a connection breaks.
    """

    def __init__(self, ping: Callable[[], Awaitable[object]]) -> None:
        self._ping = ping
        self._probe: asyncio.Task[bool] | None = None
        self._known = False
        self._again = 0.0  # when the next probe may begin, by the loop's clock
        self.answering = False

    async def over(self) -> bool:
        """Return whether Neo4j answers now.

        Where nobody knows yet, at first and when a connection broke, all wait for the same probe. Where it is known
        to be down, one waits for the next probe and the others are told so at once.
        """
        if self._known and (self._probe or asyncio.get_running_loop().time() < self._again):
            return False
        if self._probe is None:
            self._probe = asyncio.create_task(self._probed())
        return await asyncio.shield(self._probe)  # it goes on for the others when one of them leaves

    def close(self) -> None:
        """End a probe that is under way."""
        if self._probe:
            self._probe.cancel()

    async def _probed(self) -> bool:
        try:
            async with asyncio.timeout(PROBE_SECONDS):
                await self._ping()
        except (TimeoutError, *LOST):
            self.answering = False
        except Neo4jError:  # it answers; what it says is for the statement to tell
            self.answering = True
        else:
            self.answering = True
        finally:
            self._probe = None
        self._known = not self.answering
        self._again = asyncio.get_running_loop().time() + PAUSE_SECONDS
        return self.answering

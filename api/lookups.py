"""Look-ups (取单): requests for single nodes that wait at the same time share one statement.

While a plan's statement is under way, further requests for other nodes by the same plan wait, and go together
in the next one. None is answered from a statement that began before it came.
"""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from api.compiler.plan import Plan
from api.source import Source
from graph.store import Fetched

__all__ = ["Lookups"]

MOST = 500  # nodes in one statement


@dataclass(slots=True)
class _Queue:
    waiting: list[tuple[str, asyncio.Future[Fetched]]] = field(default_factory=list)
    running: asyncio.Task[None] | None = None


class Lookups:
    """What is waiting, by plan."""

    def __init__(self, source: Source, *, seconds: float) -> None:
        self._source = source
        self._seconds = seconds
        self._queues: defaultdict[Plan, _Queue] = defaultdict(_Queue)

    async def fetch(self, plan: Plan, parameters: dict[str, Any]) -> Fetched:
        """Return the values of a plan that looks up one node; errors as of the source."""
        assert plan.looked_up is not None  # noqa: S101 - the caller has asked
        queue = self._queues[plan]
        future: asyncio.Future[Fetched] = asyncio.get_running_loop().create_future()
        queue.waiting.append((parameters[plan.looked_up][0], future))
        if queue.running is None:
            queue.running = asyncio.create_task(self._run(plan, parameters, queue))
        return await future

    async def _run(self, plan: Plan, parameters: dict[str, Any], queue: _Queue) -> None:
        try:
            while queue.waiting:
                batch, queue.waiting = queue.waiting[:MOST], queue.waiting[MOST:]
                await self._answer(plan, parameters, [each for each in batch if not each[1].cancelled()])
        finally:
            del self._queues[plan]

    async def _answer(
        self, plan: Plan, parameters: dict[str, Any], batch: list[tuple[str, asyncio.Future[Fetched]]]
    ) -> None:
        keys = list(dict.fromkeys(key for key, _ in batch))
        try:
            fetched = await self._source.fetch(
                plan.text, {**parameters, str(plan.looked_up): keys}, seconds=self._seconds
            )
        except Exception as error:  # noqa: BLE001 - each who waits is told
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        [[_, pairs]] = fetched.values
        found = {pair[0]: pair for pair in pairs}
        for key, future in batch:
            if not future.done():
                mine = [[[key], [found[key]] if key in found else []]]
                future.set_result(replace(fetched, values=mine))

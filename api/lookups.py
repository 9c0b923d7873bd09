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
                batch = [(key, future) for key, future in batch if not future.cancelled()]
                if batch:
                    await self._answer(plan, parameters, batch)
        finally:
            del self._queues[plan]

    async def _answer(
        self, plan: Plan, parameters: dict[str, Any], batch: list[tuple[str, asyncio.Future[Fetched]]]
    ) -> None:
        keys = list(dict.fromkeys(key for key, _ in batch))
        asked = self._source.fetch(plan.text, {**parameters, str(plan.looked_up): keys}, seconds=self._seconds)
        fetching = asyncio.ensure_future(asked)

        def left(_: asyncio.Future[Fetched]) -> None:
            if all(future.cancelled() for _, future in batch):
                fetching.cancel()  # nobody waits any more

        for _, future in batch:
            future.add_done_callback(left)
        await asyncio.wait((fetching,))
        if fetching.cancelled():
            return
        error = fetching.exception()
        for key, future in batch:
            if future.done():
                continue
            if error:
                future.set_exception(error)
            else:
                future.set_result(_of_one(fetching.result(), key))


def _of_one(fetched: Fetched, key: str) -> Fetched:
    """Return the part of an answer that is about one node: its key, and the pair of key and node if it is there."""
    [[_, pairs]] = fetched.values
    return replace(fetched, values=[[[key], [pair for pair in pairs if pair[0] == key]]])

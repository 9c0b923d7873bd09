"""Leaving (离开): work for a client ends when the client goes away before it is answered.

Most requests are answered at once, so that a client is watched only when one lasts.
"""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.types import Receive

__all__ = ["Left", "unless_left"]

Result = TypeVar("Result")
PATIENCE = 0.05  # seconds before a client is watched
GONE = "http.disconnect"


class Left(Exception):
    """The client went away; nobody waits for an answer."""


async def unless_left(receive: Receive, work: Awaitable[Result]) -> Result:
    """Return what the work returns; it is cancelled when the client leaves.

    Raises:
        Left: the client went away.

    """
    loop = asyncio.get_running_loop()
    worker = asyncio.current_task()
    assert worker is not None  # noqa: S101 - a coroutine runs in a task
    watching: asyncio.Task[None] | None = None
    left = False

    async def watch() -> None:
        nonlocal left
        while (await receive())["type"] != GONE:
            pass
        left = True
        worker.cancel()

    def begin() -> None:
        nonlocal watching
        watching = loop.create_task(watch())

    timer = loop.call_later(PATIENCE, begin)
    try:
        return await work
    except asyncio.CancelledError:
        if left and worker.uncancel() == 0:
            raise Left from None
        raise  # the server stops
    finally:
        timer.cancel()
        if watching:
            watching.cancel()

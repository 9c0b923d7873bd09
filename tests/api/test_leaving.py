"""Leaving and time: a statement ends in Neo4j when nobody waits for it any more, and connections stay usable."""

import asyncio
import time
from contextlib import suppress

import pytest

from graph.errors import StoreTimedOut
from graph.store import AsyncStore, Store

pytestmark = pytest.mark.anyio

MARK = 9_999_999_967  # no other statement of the tests counts to it
ENDLESS = f"UNWIND range(1, {MARK}) AS n WITH n WHERE n % 7 = 8 RETURN count(n) AS n"
RUNNING = f"""
SHOW TRANSACTIONS YIELD currentQuery
WHERE currentQuery CONTAINS '{MARK}' AND NOT currentQuery CONTAINS 'SHOW' RETURN currentQuery
"""
SECONDS = 120.0


async def settled(opened: Store, running: int, *, within: float = 20.0) -> int:
    """Return how many endless statements Neo4j runs, as soon as they are as many, or after a while."""
    for _ in range(int(within / 0.05)):
        if len(rows := await asyncio.to_thread(opened.read, RUNNING)) == running:
            break
        await asyncio.sleep(0.05)
    return len(rows)


async def test_a_statement_nobody_waits_for_is_ended_in_neo4j(opened, endpoint):
    async with AsyncStore.open(endpoint) as reader:
        for _ in range(3):
            asking = [asyncio.create_task(reader.fetch(ENDLESS, {}, seconds=SECONDS)) for _ in range(2)]
            assert await settled(opened, 2) == 2
            asking[0].cancel()
            assert await settled(opened, 1) == 1
            asking[1].cancel()
            assert await settled(opened, 0) == 0
            for task in asking:
                with suppress(asyncio.CancelledError):
                    await task
            assert (await reader.fetch("RETURN 1 AS n", {}, seconds=SECONDS)).values == [1]


async def test_so_is_one_whose_time_is_over(opened, endpoint):
    async with AsyncStore.open(endpoint) as reader:
        begun = time.monotonic()
        with pytest.raises(StoreTimedOut):
            await reader.fetch(ENDLESS, {}, seconds=0.5)
        assert time.monotonic() - begun < SECONDS / 4
        assert await settled(opened, 0) == 0
        assert (await reader.fetch("RETURN 1 AS n", {}, seconds=SECONDS)).values == [1]


async def test_many_who_leave_at_once_leave_no_connection_taken(opened, endpoint):
    """More leave than there are connections in the driver's pool (100)."""
    async with AsyncStore.open(endpoint) as reader:
        for _ in range(4):
            asking = [asyncio.create_task(reader.fetch(ENDLESS, {}, seconds=SECONDS)) for _ in range(30)]
            await asyncio.sleep(0.3)
            for task in asking:
                task.cancel()
            await asyncio.gather(*asking, return_exceptions=True)
        numbers = await asyncio.gather(*(reader.fetch("RETURN $n AS n", {"n": n}, seconds=SECONDS) for n in range(90)))
        assert [fetched.values for fetched in numbers] == [[n] for n in range(90)]
        assert await settled(opened, 0) == 0

"""Raw Bolt (驱动直连): the statements this API sends, sent by the driver alone, in a process of its own.

The statements are those of the application itself: it answers the same requests once in this process while
what it asks of its store is written down.
"""

import asyncio
import json
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict
from itertools import count
from typing import Any

import httpx
import uvloop
from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase, Query

from api import ApiSettings, create_app
from graph.endpoint import Endpoint
from graph.settings import read_settings
from graph.store import AsyncStore
from tests.performance.graphql.load import Result
from tests.performance.graphql.services import address
from tests.performance.graphql.worker import Worker

Statement = tuple[str, Mapping[str, Any]]
SECONDS = 60.0
"""Time limit of a statement, handed to Neo4j as the API does."""


class Bolt(Worker):
    """The process that asks Neo4j without an API."""

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__("tests.performance.graphql.bolt", address(endpoint))

    def prepare(self, bodies: list[str]) -> int:
        """Take the statements of these requests, and return how many they are."""
        return self.tell({"bodies": bodies})

    def ask(self, seconds: float, start: int, concurrency: int) -> Result:
        """Return what sending the statements in turn for so many seconds came to."""
        return Result(**self.tell({"seconds": seconds, "start": start, "concurrency": concurrency}))


async def recorded(bodies: list[str]) -> list[Statement]:
    """Return the statements that the application sends for these requests."""
    sent: list[Statement] = []
    fetch = AsyncStore.fetch

    async def recording(self: AsyncStore, cypher: str, parameters: Mapping[str, Any] | None = None, **rest: Any) -> Any:
        sent.append((cypher, dict(parameters or {})))
        return await fetch(self, cypher, parameters, **rest)

    AsyncStore.fetch = recording
    try:
        app = create_app(ApiSettings(kept=0, rate=0))
        async with app.router.lifespan_context(app):
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                for body in bodies:
                    headers = {"content-type": "application/json"}
                    (await client.post("/graphql", content=body.encode(), headers=headers)).raise_for_status()
    finally:
        AsyncStore.fetch = fetch
    return sent


async def asked(driver: AsyncDriver, statements: list[Statement], job: Mapping[str, Any]) -> Result:
    """Return what sending the statements came to."""
    result = Result()
    places = count(job["start"])
    begun = time.perf_counter()

    async def connection() -> None:
        while time.perf_counter() - begun < job["seconds"]:
            cypher, parameters = statements[next(places) % len(statements)]
            asked = time.perf_counter()
            async with driver.session(default_access_mode=READ_ACCESS, fetch_size=-1) as session:
                answer = await session.run(Query(cypher, timeout=SECONDS), parameters)
                (await answer.single(strict=True)).values()
            result.times.append((time.perf_counter() - asked) * 1000)

    await asyncio.gather(*(connection() for _ in range(job["concurrency"])))
    result.seconds = time.perf_counter() - begun
    return result


async def serve() -> None:
    """Do the jobs that come by standard input."""
    settings = read_settings()
    auth = (settings.neo4j_username, settings.neo4j_password.get_secret_value())
    statements: list[Statement] = []
    async with AsyncGraphDatabase.driver(settings.neo4j_uri, auth=auth, notifications_min_severity="OFF") as driver:
        while line := await asyncio.to_thread(sys.stdin.readline):
            job = json.loads(line)
            if "bodies" in job:
                statements = await recorded(job["bodies"])
                print(len(statements), flush=True)
            else:
                print(json.dumps(asdict(await asked(driver, statements, job))), flush=True)


if __name__ == "__main__":
    uvloop.run(serve())

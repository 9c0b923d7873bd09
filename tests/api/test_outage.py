"""Outages with a real Neo4j that is stopped, started and frozen: what is answered meanwhile, and how soon."""

import asyncio
import signal
import socket
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import httpx
import psutil
import pytest

from api import ApiSettings, create_app
from graph import server
from graph.endpoint import Endpoint
from graph.errors import StoreUnreachable
from graph.outage import PAUSE_SECONDS
from graph.settings import Settings
from graph.store import AsyncStore

pytestmark = [pytest.mark.anyio, pytest.mark.neo4j]

QUERY = {"query": "{ cities { nodes { name } } }"}
PING = "RETURN 1 AS n"
TRIES = 100
SOON = 5.0  # a second is meant; a busy machine is given more, but less than any time-out of the driver


@pytest.fixture(scope="module")
def own(endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a server for these tests alone; `endpoint` has made sure that Neo4j can be had."""
    del endpoint
    settings = Settings(YINGSHANG_HOME=tmp_path_factory.mktemp("outage"), NEO4J_URI=None)
    first = server.start(settings)
    port = int(first.uri.rpartition(":")[2])
    yield settings.model_copy(update={"bolt_port": port})
    server.stop(settings)


@pytest.fixture
def running(own: Settings) -> Endpoint:
    return server.start(own)


async def down(own: Settings) -> None:
    await asyncio.to_thread(server.stop, own)


async def up(own: Settings) -> None:
    await asyncio.to_thread(server.start, own)


@pytest.fixture
async def http(own: Settings, running: Endpoint) -> AsyncIterator[httpx.AsyncClient]:
    assert running.uri.startswith("neo4j://127.0.0.1:")
    app = create_app(ApiSettings(), graph=own)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as http,
    ):
        yield http


async def test_the_api_says_so_within_a_second_and_comes_back_by_itself(own, http):
    async def ask() -> httpx.Response:
        begun = time.monotonic()
        response = await http.post("/graphql", json=QUERY)
        assert time.monotonic() - begun < SOON
        return response

    for _ in range(3):
        assert (await http.post("/graphql", json=QUERY)).json() == {"data": {"cities": {"nodes": []}}}
    await down(own)
    for _ in range(3):
        for response in await asyncio.gather(*(ask() for _ in range(20))):
            assert response.status_code == 503
            assert response.headers["retry-after"] == "1"
            [error] = response.json()["errors"]
            assert error["extensions"]["code"] == "STORE_UNREACHABLE"
        assert (await http.get("/readyz")).status_code == 503
        assert (await http.get("/healthz")).status_code == 200
    await up(own)
    response = await ask()
    for _ in range(TRIES):
        if response.status_code == 200:
            break
        await asyncio.sleep(PAUSE_SECONDS)
        response = await ask()
    assert response.json() == {"data": {"cities": {"nodes": []}}}


async def answered(reader: AsyncStore, times: int = 1) -> None:
    """Return when Neo4j has answered so many statements at the same time; a busy one may need several tries."""
    for _ in range(TRIES):
        try:
            answers = await asyncio.gather(*(reader.fetch(PING, {}, seconds=20) for _ in range(times)))
        except StoreUnreachable:
            await asyncio.sleep(PAUSE_SECONDS)
        else:
            assert [fetched.values for fetched in answers] == [[1]] * times
            return
    pytest.fail("it did not come back")


async def test_a_restart_between_statements_is_survived_and_begins_an_era(own, running):
    """All of the connections are dead then; the statements that find it out are run once more."""
    direct = replace(running, uri=running.uri.replace("neo4j://", "bolt://"))
    async with AsyncStore.open(direct) as reader, AsyncStore.open(running) as routed:
        await answered(reader, 16)
        await answered(routed, 16)
        before = [await each.version(seconds=20) for each in (reader, routed)]
        await down(own)
        await up(own)
        await answered(reader, 16)
        await answered(routed, 16)
        after = [await each.version(seconds=20) for each in (reader, routed)]
        assert not set(after) & set(before)
        # Nothing was written: only the eras are others.
        assert {version.partition("/")[2] for version in (*before, *after)} == {before[0].partition("/")[2]}


async def test_who_waits_while_it_stops_is_told(own, running):
    async with AsyncStore.open(running) as reader:
        await answered(reader)
        long = "UNWIND range(1, 10000000000) AS n WITH n WHERE n % 7 = 8 RETURN count(n) AS n"
        asking = [asyncio.create_task(reader.fetch(long, {}, seconds=100)) for _ in range(2)]
        await asyncio.sleep(0.5)
        await down(own)
        for result in await asyncio.gather(*asking, return_exceptions=True):
            assert isinstance(result, StoreUnreachable)


async def test_while_it_starts_nobody_is_told_anything_else(own):
    """From refused connections over a database that is not yet there to answers: only ever one kind of error."""
    async with AsyncStore.open(server.start(own)) as reader:
        await down(own)
        starting = asyncio.create_task(up(own))
        told = set()
        while not starting.done() or "answer" not in told:
            try:
                await reader.fetch(PING, {}, seconds=20)
            except StoreUnreachable:
                told.add("unreachable")
            else:
                told.add("answer")
            await asyncio.sleep(0.02)
        await starting
        assert told == {"unreachable", "answer"}


async def test_a_server_that_does_not_answer_at_all(own, running):
    """Frozen, it takes connections and says nothing: the statement's own time and a little passes, once."""
    found = server.status(own).running
    assert found is not None
    async with AsyncStore.open(running) as reader:
        await answered(reader)
        frozen = psutil.Process(found.pid)
        frozen.send_signal(signal.SIGSTOP)
        try:
            with pytest.raises(StoreUnreachable):
                await reader.fetch(PING, {}, seconds=0.5)
            for _ in range(3):
                begun = time.monotonic()
                results = await asyncio.gather(
                    *(reader.fetch(PING, {}, seconds=0.5) for _ in range(10)), return_exceptions=True
                )
                assert all(isinstance(result, StoreUnreachable) for result in results)
                assert time.monotonic() - begun < SOON
        finally:
            frozen.send_signal(signal.SIGCONT)
        await answered(reader)


async def test_an_address_where_nothing_ever_answers():
    """A listener that takes nobody in: its queue is full, as a machine that drops what is sent to it."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        address = deaf.getsockname()
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.settimeout(0)
            filler.connect_ex(address)
        try:
            async with AsyncStore.open(Endpoint(f"bolt://127.0.0.1:{address[1]}", "neo4j", "secret")) as reader:
                for _ in range(2):
                    begun = time.monotonic()
                    results = await asyncio.gather(
                        *(reader.fetch(PING, {}, seconds=20) for _ in range(5)), return_exceptions=True
                    )
                    assert all(isinstance(result, StoreUnreachable) for result in results)
                    assert time.monotonic() - begun < SOON
        finally:
            for filler in fillers:
                filler.close()

"""What the API's tests stand on: the application on a real Neo4j that holds three small plans."""

import os
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from pydantic import SecretStr

from api import ApiSettings, create_app
from graph.endpoint import Endpoint
from graph.settings import Settings
from graph.store import AsyncStore, Store
from graph.writer import prepare, write
from loaders.tables import indicators
from tests.api.plans import LOWER_PLAN, SILENT_PLAN, UPPER_PLAN

for name in [name for name in os.environ if name.startswith("YINGSHANG_API_")]:
    del os.environ[name]  # the user's own settings must not decide what a test sees


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def world(opened: Store, endpoint: Endpoint) -> Endpoint:
    """A Neo4j that holds the small plans."""
    opened.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    prepare(opened, indicators())
    for plan in (UPPER_PLAN, LOWER_PLAN, SILENT_PLAN):
        write(opened, plan)
    opened.write(lambda transaction: transaction.run("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"))
    return endpoint


class Counted:
    """A store that keeps what it is asked."""

    def __init__(self, store: AsyncStore) -> None:
        self._store = store
        self.asked: list[tuple[str, dict[str, Any]]] = []

    async def fetch(self, cypher, parameters, *, seconds):
        self.asked.append((cypher, dict(parameters)))
        return await self._store.fetch(cypher, parameters, seconds=seconds)

    async def read(self, cypher, parameters=None, *, seconds=60.0):
        self.asked.append((cypher, dict(parameters or {})))
        return await self._store.read(cypher, parameters, seconds=seconds)

    async def version(self, *, seconds):
        return await self._store.version(seconds=seconds)


class Client:
    """The application, asked over HTTP without a network."""

    def __init__(self, http: httpx.AsyncClient, store: Counted) -> None:
        self.http = http
        self.store = store

    async def post(self, query: str, headers=None, **variables: Any) -> httpx.Response:
        return await self.http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)

    async def ask(self, query: str, **variables: Any) -> Any:
        """Return the data of an answer that must have no error."""
        answer = (await self.post(query, **variables)).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def refused(self, query: str, **variables: Any) -> dict[str, Any]:
        """Return the one error of an answer."""
        answer = (await self.post(query, **variables)).json()
        [error] = answer["errors"]
        return error


@pytest.fixture
async def client(world: Endpoint, api_settings: ApiSettings, tmp_path: Path) -> AsyncIterator[Client]:
    async with AsyncStore.open(world) as opened:
        store = Counted(opened)
        app = create_app(api_settings, store, graph=Settings().model_copy(update={"home": tmp_path}))
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as http,
        ):
            yield Client(http, store)


@pytest.fixture
def api_settings() -> ApiSettings:
    return ApiSettings()


@pytest.fixture(scope="module")
def address(world: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the application answers over a real network."""
    graph = Settings().model_copy(
        update={
            "neo4j_uri": world.uri,
            "neo4j_username": world.username,
            "neo4j_password": SecretStr(world.password),
            "home": tmp_path_factory.mktemp("home"),
        }
    )
    server = uvicorn.Server(uvicorn.Config(create_app(ApiSettings(), graph=graph), lifespan="on", log_config=None))
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()

"""Where the application reads (数据来源): a store opened when the application starts and closed when it ends."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from api.observation import Watch
from graph.access import resolve
from graph.settings import Settings
from graph.store import AsyncStore, Fetched, Row

__all__ = ["Reader", "Source"]


class Reader(Protocol):
    """What the API needs of a store; see `graph.store.AsyncStore`."""

    async def fetch(self, cypher: str, parameters: Mapping[str, Any], *, seconds: float) -> Fetched:
        """Return the values of the one record of a statement, and the version of the graph they are of."""

    async def read(self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float) -> list[Row]:
        """Return the rows of a statement."""

    async def version(self, *, seconds: float) -> str:
        """Return the version of the graph."""


class Source:
    """The store that is given, or else the Neo4j in force; `watch` is opened around each statement."""

    def __init__(self, settings: Settings, store: Reader | None, watch: Watch) -> None:
        self._settings = settings
        self._store = store
        self._watch = watch
        self._own: AsyncStore | None = None

    async def open(self) -> None:
        """Open the Neo4j in force, unless a store was given. It need not answer yet.

        Raises:
            SettingsError: NEO4J_URI is no address.
            ServerNotStarted: no address is set and the local server does not run.

        """
        if self._store is None:
            endpoint = resolve(self._settings)
            if self._settings.neo4j_uri is None:
                # There is one local server: asking it for a route costs the driver a quarter of a small statement.
                endpoint = replace(endpoint, uri=endpoint.uri.replace("neo4j://", "bolt://"))
            self._store = self._own = AsyncStore.open(endpoint)

    async def close(self) -> None:
        """Close what `open` opened."""
        if self._own:
            await self._own.close()
            self._store = self._own = None

    async def fetch(self, cypher: str, parameters: Mapping[str, Any], *, seconds: float) -> Fetched:
        """Return the values of the one record of a statement; version and errors as of the store."""
        with self._watch(cypher):
            return await self._opened.fetch(cypher, parameters, seconds=seconds)

    async def read(self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float) -> list[Row]:
        """Return the rows of a statement; errors as of the store."""
        with self._watch(cypher):
            return await self._opened.read(cypher, parameters, seconds=seconds)

    async def version(self, *, seconds: float) -> str:
        """Return the version of the graph, no older than the last write acknowledged before; errors as of the store."""
        return await self._opened.version(seconds=seconds)

    @property
    def _opened(self) -> Reader:
        if self._store is None:
            raise RuntimeError("the application was not started")
        return self._store

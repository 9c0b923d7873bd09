"""Where the application reads (数据来源): a store opened when the application starts and closed when it ends."""

from collections.abc import Mapping
from typing import Any

from api.answer import Reader
from graph.access import resolve
from graph.settings import Settings
from graph.store import AsyncStore

__all__ = ["Source"]

SECONDS = 60.0  # for one statement where nobody says less


class Source:
    """The store that is given, or else the Neo4j in force."""

    def __init__(self, settings: Settings, store: Reader | None) -> None:
        self._settings = settings
        self._store = store
        self._own: AsyncStore | None = None

    async def open(self) -> None:
        """Open the Neo4j in force, unless a store was given. It need not answer yet.

        Raises:
            SettingsError: NEO4J_URI is no address.
            ServerNotStarted: no address is set and the local server does not run.

        """
        if self._store is None:
            self._store = self._own = AsyncStore.open(resolve(self._settings))

    async def close(self) -> None:
        """Close what `open` opened."""
        if self._own:
            await self._own.close()
            self._store = self._own = None

    async def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float = SECONDS
    ) -> list[dict[str, Any]]:
        """Return the rows of one statement in a READ transaction; errors as of the store."""
        if self._store is None:
            raise RuntimeError("the application was not started")
        return await self._store.read(cypher, parameters, seconds=seconds)

"""The store (存储): statements sent to a Neo4j, with parameters, and its errors in one line.

Reads run in READ transactions, which the server itself refuses to let write. Writes are managed: what fails
for a passing reason (a deadlock, a change of leader) is tried again, so the work given must bear being run
twice. A read after a write of the same store sees it (bookmarks). Messages never hold a password, and no
host but the one the user configured.
"""

import asyncio
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    Bookmarks,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    Query,
    Record,
    unit_of_work,
)
from neo4j.exceptions import Neo4jError
from neo4j.time import Date, DateTime

from graph.endpoint import Endpoint
from graph.faults import LOST, place, translated, unreachable
from graph.outage import Outage

__all__ = ["READ_SECONDS", "AsyncStore", "Fetched", "Row", "Store", "Transaction"]

Row = dict[str, Any]
Result = TypeVar("Result")

READ_SECONDS = 60.0
WRITE_SECONDS = 300.0
BATCH = 1000
PING = "RETURN 1"
CONNECT_SECONDS = 0.8  # to one server; see PROBE_SECONDS
GRACE_SECONDS = 5.0  # beyond a statement's time: Neo4j looks every two seconds for what has taken too long


class Transaction:
    """Statements that land together. `wrote` says whether any of them changed the graph."""

    def __init__(self, inner: ManagedTransaction) -> None:
        self._inner = inner
        self.wrote = False

    def run(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Return the rows of a statement, as plain values."""
        result = self._inner.run(cypher, dict(parameters or {}))
        rows: list[Row] = [_plain(record.data()) for record in result]
        counters = result.consume().counters
        self.wrote |= counters.contains_updates or counters.contains_system_updates
        return rows


class Store:
    """A Neo4j to read from and write to. Threads may share it."""

    def __init__(self, driver: Driver, *, place: str, database: str | None) -> None:
        self._driver = driver
        self._place = place
        self._database = database
        self._bookmarks = GraphDatabase.bookmark_manager()

    @classmethod
    def open(cls, endpoint: Endpoint, *, patience: float = 20.0) -> Self:
        """Return a store on a Neo4j that answers and accepts the user.

        What fails for a passing reason is tried again for `patience` seconds.

        Raises:
            StoreUnreachable: nothing answers there.
            StoreRefused: the user or the password is wrong.

        """
        where = place(endpoint.uri)
        with translated(where):
            driver = GraphDatabase.driver(
                endpoint.uri,
                connection_timeout=10.0,
                connection_acquisition_timeout=20.0,
                max_transaction_retry_time=patience,
                **_settings(endpoint),
            )
            try:
                with driver.session(database=endpoint.database) as session:
                    session.run(PING).consume()
            except BaseException:
                driver.close()
                raise
        return cls(driver, place=where, database=endpoint.database)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float = READ_SECONDS
    ) -> list[Row]:
        """Return the rows of one statement in a READ transaction that may take so many seconds.

        Raises:
            StoreFailed: the statement is wrong, or tried to write.
            StoreTimedOut: it took longer.
            StoreUnreachable, StoreRefused: see `open`.

        """

        @unit_of_work(timeout=seconds)
        def work(inner: ManagedTransaction) -> list[Row]:
            result = inner.run(cypher, dict(parameters or {}))
            return [_plain(record.data()) for record in result]

        with translated(self._place), self._driver.session(**self._session(READ_ACCESS)) as session:
            return session.execute_read(work)

    @contextmanager
    def stream(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float = READ_SECONDS,
        batch: int = BATCH,
    ) -> Iterator[Iterator[Row]]:
        """Yield the rows of one statement as they arrive, in a READ transaction that may take so many seconds.

        At most `batch` rows and one wait here at a time, however many there are. The time runs while the
        rows are used. Rows that were used cannot be taken back, so nothing is tried again; rows left when
        the block ends are never fetched.

        Raises:
            StoreFailed, StoreTimedOut, StoreUnreachable, StoreRefused: as `read`, on entering or at any row.

        """
        with (
            translated(self._place),
            self._driver.session(fetch_size=batch, **self._session(READ_ACCESS)) as session,
            session.begin_transaction(timeout=seconds) as transaction,
        ):
            result = transaction.run(cypher, dict(parameters or {}))
            yield (_plain(record.data()) for record in result)

    def write(self, work: Callable[[Transaction], Result], *, seconds: float = WRITE_SECONDS) -> Result:
        """Return what `work` returns, its statements committed together or not at all.

        Raises:
            StoreFailed: a statement was refused; nothing was changed.
            StoreTimedOut: it took longer than `seconds`; nothing was changed.
            StoreUnreachable, StoreRefused: see `open`.

        """

        @unit_of_work(timeout=seconds)
        def managed(inner: ManagedTransaction) -> Result:
            return work(Transaction(inner))

        with translated(self._place), self._driver.session(**self._session(WRITE_ACCESS)) as session:
            return session.execute_write(managed)

    def _session(self, access: str) -> dict[str, Any]:
        return {
            "database": self._database,
            "default_access_mode": access,
            "bookmark_manager": self._bookmarks,
        }


@dataclass(frozen=True, slots=True)
class Fetched:
    """The values of a record, in the order of its columns, as the driver gives them.

    `version` is the version of the graph that they are of, or null where it changed while they were read (see
    `AsyncStore.fetch`).
    """

    values: list[Any]
    version: str | None


class _Era:
    """A time in which no connection was opened, and the newest bookmark that Neo4j gave out in it."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Let another era begin."""
        self.name = secrets.token_hex(4)
        self.bookmark: str | None = None

    def resolve(self, address: Any) -> list[Any]:
        """Return the address as it is; the driver asks for it whenever it is about to open a connection."""
        self.begin()
        return [address]


class AsyncStore:
    """A Neo4j to read from, for servers: opened without waiting, so that it may come up later.

    A statement is one round trip: an auto-commit transaction in READ mode, which the server refuses to let write.
    When the task that waits for it is cancelled, its connection is closed, and Neo4j ends the statement.

    Connections that turn out dead (Neo4j was restarted) are replaced and the statement is run once more. Where
    nothing answers, `StoreUnreachable` comes within a second, and at once for all but one while that is known.

    Versions of the graph. With each answer Neo4j gives the bookmark of the last transaction that was committed
    when the answer was complete; it changes with each write, also of the schema, and with nothing else. A commit
    is numbered before its changes can be seen, and acknowledged after all of them can. A statement is sent with
    the newest bookmark known, for which Neo4j waits: it begins when all up to that commit can be seen. If the
    bookmark after it is the same, nothing was committed meanwhile, and what was read is that version exactly,
    no more and no less. Transaction numbers may come again where a dump is restored, for which Neo4j must be
    stopped: so a version also names an era, which ends when a connection is opened, as one must be after that.
    """

    def __init__(self, driver: AsyncDriver, era: _Era, *, place: str, database: str | None) -> None:
        self._driver = driver
        self._era = era
        self._place = place
        self._session: dict[str, Any] = {
            "database": database,
            "default_access_mode": READ_ACCESS,
            "fetch_size": -1,  # all of an answer at once
        }
        self._outage = Outage(self._ping)

    @classmethod
    def open(cls, endpoint: Endpoint) -> Self:
        """Return a store that connects when it is first asked. Call it inside the running event loop.

        Raises:
            StoreUnreachable: the address is none.

        """
        where, era = place(endpoint.uri), _Era()
        with translated(where):
            driver = AsyncGraphDatabase.driver(
                endpoint.uri,
                connection_timeout=CONNECT_SECONDS,
                resolver=era.resolve,
                **_settings(endpoint),
            )
        return cls(driver, era, place=where, database=endpoint.database)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        self._outage.close()
        await self._driver.close()

    async def verify(self) -> None:
        """Return when Neo4j answers and accepts the user.

        Raises:
            StoreUnreachable: nothing answers there.
            StoreRefused: the user or the password is wrong.

        """
        await self._asked(PING, {}, READ_SECONDS)

    async def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float = READ_SECONDS
    ) -> list[Row]:
        """Return the rows of one statement as plain values; errors as of `fetch`."""
        records, _, _ = await self._asked(cypher, parameters or {}, seconds)
        return [_plain(record.data()) for record in records]

    async def fetch(self, cypher: str, parameters: Mapping[str, Any], *, seconds: float) -> Fetched:
        """Return the values of the one record of a statement that may take so many seconds.

        Raises:
            StoreFailed: the statement is wrong, or tried to write.
            StoreTimedOut: it took longer.
            StoreUnreachable: nothing answers.
            StoreRefused: the user or the password is wrong.

        """
        [record], version, exact = await self._asked(cypher, parameters, seconds)
        return Fetched(list(record), version if exact else None)

    async def version(self, *, seconds: float) -> str:
        """Return the version of the graph, no older than the last write that was acknowledged before; see `fetch`."""
        _, version, _ = await self._asked(PING, {}, seconds)
        return version

    async def _asked(
        self, cypher: str, parameters: Mapping[str, Any], seconds: float
    ) -> tuple[list[Record], str, bool]:
        """Return the records of a statement, the version after it, and whether they are of that version exactly."""
        with translated(self._place):
            try:
                return await self._tried(cypher, parameters, seconds)
            except LOST:
                self._outage.answering = False
                return await self._tried(cypher, parameters, seconds)

    async def _tried(
        self, cypher: str, parameters: Mapping[str, Any], seconds: float
    ) -> tuple[list[Record], str, bool]:
        if not self._outage.answering and not await self._outage.over():
            raise unreachable(self._place)
        return await self._run(cypher, parameters, seconds)

    async def _run(self, cypher: str, parameters: Mapping[str, Any], seconds: float) -> tuple[list[Record], str, bool]:
        era, before = self._era.name, self._era.bookmark
        known = Bookmarks.from_raw_values([before]) if before else None
        try:
            async with (
                asyncio.timeout(seconds + GRACE_SECONDS),
                self._driver.session(bookmarks=known, **self._session) as session,
            ):
                result = await session.run(Query(cypher, timeout=seconds), dict(parameters))
                records = [record async for record in result]
                [bookmark] = (await session.last_bookmarks()).raw_values
        except Neo4jError:
            if self._era.bookmark == before:  # it may be one that Neo4j does not know, or waited for in vain
                self._era.bookmark = None
            raise
        except TimeoutError:
            self._outage.answering = False
            self._era.begin()
            raise unreachable(self._place) from None
        if self._era.bookmark == before or self._era.bookmark is None:
            self._era.bookmark = bookmark
        version = f"{self._era.name}/{bookmark}"
        return records, version, bookmark == before and era == self._era.name

    async def _ping(self) -> None:
        async with self._driver.session(**self._session) as session:
            await (await session.run(PING)).consume()


def _plain(value: Any) -> Any:
    """Return a driver's value as Python's own: its dates become `datetime.date`, however deep inside."""
    if isinstance(value, Date | DateTime):
        return value.to_native()
    if type(value) is list:
        return [_plain(entry) for entry in value]
    if type(value) is dict:
        return {key: _plain(entry) for key, entry in value.items()}
    return value


def _settings(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "auth": (endpoint.username, endpoint.password),
        # Before the first load a question names labels the server has not seen; that is no news to anyone.
        "notifications_min_severity": "OFF",
        "telemetry_disabled": True,  # one message less with each statement
        "user_agent": "yingshang",
    }

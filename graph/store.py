"""The store (存储): statements sent to a Neo4j, with parameters, and its errors in one line.

Reads run in READ transactions, which the server itself refuses to let write. Writes are managed: what fails
for a passing reason (a deadlock, a change of leader) is tried again, so the work given must bear being run
twice. A read after a write of the same store sees it (bookmarks). Messages never hold a password, and no
host but the one the user configured.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    unit_of_work,
)
from neo4j.exceptions import ClientError, DriverError, Forbidden, Neo4jError
from neo4j.time import Date, DateTime

from graph.endpoint import SCHEMES, Endpoint
from graph.errors import StoreError, StoreFailed, StoreRefused, StoreTimedOut, StoreUnreachable
from graph.language import Text

__all__ = ["READ_SECONDS", "AsyncStore", "Row", "Store", "Transaction"]

Row = dict[str, Any]
Result = TypeVar("Result")

# What goes wrong is told by the errors raised; where nobody has asked for logs, the driver prints none.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

READ_SECONDS = 60.0
WRITE_SECONDS = 300.0
BATCH = 1000
PING = "RETURN 1"


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
        place = _place(endpoint.uri)
        with _translated(place):
            driver = GraphDatabase.driver(endpoint.uri, **_settings(endpoint, patience))
            try:
                with driver.session(database=endpoint.database) as session:
                    session.run(PING).consume()
            except BaseException:
                driver.close()
                raise
        return cls(driver, place=place, database=endpoint.database)

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

        with _translated(self._place), self._driver.session(**self._session(READ_ACCESS)) as session:
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
            _translated(self._place),
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

        with _translated(self._place), self._driver.session(**self._session(WRITE_ACCESS)) as session:
            return session.execute_write(managed)

    def _session(self, access: str) -> dict[str, Any]:
        return {
            "database": self._database,
            "default_access_mode": access,
            "bookmark_manager": self._bookmarks,
        }


class AsyncStore:
    """A Neo4j to read from, for servers: opened without waiting, so that it may come up later."""

    def __init__(self, driver: AsyncDriver, *, place: str, database: str | None) -> None:
        self._driver = driver
        self._place = place
        self._database = database
        self._bookmarks = AsyncGraphDatabase.bookmark_manager()

    @classmethod
    def open(cls, endpoint: Endpoint, *, patience: float = 5.0) -> Self:
        """Return a store that connects when it is first asked. Call it inside the running event loop.

        What fails for a passing reason is tried again for `patience` seconds.

        Raises:
            StoreUnreachable: the address is none.

        """
        place = _place(endpoint.uri)
        with _translated(place):
            driver = AsyncGraphDatabase.driver(endpoint.uri, **_settings(endpoint, patience))
        return cls(driver, place=place, database=endpoint.database)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._driver.close()

    async def verify(self) -> None:
        """Return when Neo4j answers and accepts the user; tried once.

        Raises:
            StoreUnreachable: nothing answers there.
            StoreRefused: the user or the password is wrong.

        """
        with _translated(self._place):
            async with self._driver.session(database=self._database) as session:
                await (await session.run(PING)).consume()

    async def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float = READ_SECONDS
    ) -> list[Row]:
        """Return the rows of one statement in a READ transaction; errors as in `Store.read`."""

        @unit_of_work(timeout=seconds)
        async def work(inner: AsyncManagedTransaction) -> list[Row]:
            result = await inner.run(cypher, dict(parameters or {}))
            return [_plain(record.data()) async for record in result]

        with _translated(self._place):
            async with self._driver.session(
                database=self._database,
                default_access_mode=READ_ACCESS,
                bookmark_manager=self._bookmarks,
            ) as session:
                return await session.execute_read(work)


def _plain(value: Any) -> Any:
    """Return a driver's value as Python's own: its dates become `datetime.date`, however deep inside."""
    if isinstance(value, Date | DateTime):
        return value.to_native()
    if type(value) is list:
        return [_plain(entry) for entry in value]
    if type(value) is dict:
        return {key: _plain(entry) for key, entry in value.items()}
    return value


def _settings(endpoint: Endpoint, patience: float) -> dict[str, Any]:
    return {
        "auth": (endpoint.username, endpoint.password),
        "connection_timeout": 10.0,
        "connection_acquisition_timeout": 20.0,
        "max_transaction_retry_time": patience,
        # Before the first load a question names labels the server has not seen; that is no news to anyone.
        "notifications_min_severity": "OFF",
        "user_agent": "yingshang",
    }


def _place(uri: str) -> str:
    """Return scheme, host and port of an address, without a user or password written into it."""
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in SCHEMES:
        raise StoreUnreachable(
            Text("NEO4J_URI 不是可用的地址。", "NEO4J_URI is no endpoint."),
            Text("请写成 bolt://主机:端口 或 neo4j://主机:端口。", "Write bolt://host:port or neo4j://host:port."),
        )
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


@contextmanager
def _translated(place: str) -> Iterator[None]:
    """Turn the driver's errors into ours; what the caller's own work raises passes."""
    try:
        yield
    except Neo4jError as error:
        raise _server_error(error, place) from error
    except DriverError as error:
        raise _unreachable(place) from error


def _unreachable(place: str) -> StoreUnreachable:
    return StoreUnreachable(
        Text(f"{place} 没有 Neo4j 应答。", f"No Neo4j answers at {place}."),
        Text(
            "请运行 yingshang up，或检查 NEO4J_URI。",
            "Run `yingshang up`, or check NEO4J_URI.",
        ),
    )


def _server_error(error: Neo4jError, place: str) -> StoreError:
    code = error.code or "Neo.DatabaseError.General.UnknownError"
    if isinstance(error, Forbidden) or code.startswith("Neo.ClientError.Security."):
        return StoreRefused(
            Text(f"{place} 的 Neo4j 拒绝了用户（{code}）。", f"Neo4j at {place} refused the user ({code})."),
            Text("请检查 NEO4J_USERNAME 与 NEO4J_PASSWORD。", "Check NEO4J_USERNAME and NEO4J_PASSWORD."),
        )
    if "TimedOut" in code:
        return StoreTimedOut(
            Text(f"语句超出时限（{code}）。", f"A statement took longer than allowed ({code})."),
            Text("请缩小所问的范围。", "Ask for less."),
        )
    # Only the server's word on the statement itself is repeated: other messages may name hosts of a cluster.
    said = (error.message or "").splitlines()
    told = isinstance(error, ClientError) and ".Statement." in code and said
    detail = f"{code}: {said[0][:200]}" if told else code
    return StoreFailed(
        Text(f"Neo4j 未执行语句（{detail}）。", f"Neo4j refused a statement ({detail})."),
        Text("图谱未改动；请查看 Neo4j 日志。", "Nothing changed; see Neo4j's log."),
    )

"""Faults (故障): what the driver raises, told as the store's own errors in one line.

Messages never hold a password, and no host but the one the user configured.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from neo4j.exceptions import (
    ClientError,
    ConnectionAcquisitionTimeoutError,
    DatabaseUnavailable,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.endpoint import SCHEMES
from graph.errors import StoreError, StoreFailed, StoreRefused, StoreTimedOut, StoreUnreachable
from graph.language import Text

__all__ = ["LOST", "place", "translated", "unreachable"]

LOST = (ServiceUnavailable, SessionExpired, DatabaseUnavailable)
"""What the driver raises where nothing answers, where a connection is no more, and where Neo4j starts or stops."""

# What goes wrong is told by the errors raised; where nobody has asked for logs, the driver prints none.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def place(uri: str) -> str:
    """Return scheme, host and port of an address, without a user or password written into it.

    Raises:
        StoreUnreachable: it is no address.

    """
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
def translated(where: str) -> Iterator[None]:
    """Turn the driver's errors about the Neo4j at that place into ours; what the caller's own work raises passes."""
    try:
        yield
    except DatabaseUnavailable as error:
        raise unreachable(where) from error
    except Neo4jError as error:
        raise _refusal(error, where) from error
    except ConnectionAcquisitionTimeoutError as error:
        raise StoreTimedOut(
            Text("等不到空闲的数据库连接。", "No connection to the database became free in time."),
            Text("请稍后再试。", "Try again later."),
        ) from error
    except DriverError as error:
        raise unreachable(where) from error


def unreachable(where: str) -> StoreUnreachable:
    """Return the error for a Neo4j that does not answer at that place."""
    return StoreUnreachable(
        Text(f"{where} 没有 Neo4j 应答。", f"No Neo4j answers at {where}."),
        Text(
            "请运行 yingshang up，或检查 NEO4J_URI。",
            "Run `yingshang up`, or check NEO4J_URI.",
        ),
    )


def _refusal(error: Neo4jError, where: str) -> StoreError:
    code = error.code or "Neo.DatabaseError.General.UnknownError"
    if isinstance(error, Forbidden) or code.startswith("Neo.ClientError.Security."):
        return StoreRefused(
            Text(f"{where} 的 Neo4j 拒绝了用户（{code}）。", f"Neo4j at {where} refused the user ({code})."),
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

"""A lock between processes (互斥锁): one start, stop or download at a time for a folder.

SQLite's exclusive transaction is used as the lock: it works the same on every system, and the
system lets go of it when its process dies, however that happens.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import ServerFailed
from graph.language import Text

__all__ = ["guard"]

PATIENCE = 1800.0  # seconds: the other may be downloading


@contextmanager
def guard(file: Path, *, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lock of `file`; `waiting` is called once if another process has it.

    Raises:
        ServerFailed: the other held it for half an hour.

    """
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        if not _taken(connection, 0):
            if waiting:
                waiting()
            if not _taken(connection, PATIENCE):
                raise ServerFailed(
                    Text(f"另一个进程一直占用 {file.parent}。", f"Another process keeps {file.parent} busy."),
                    Text("请等它结束，或结束它。", "Wait for it to end, or end it."),
                )
        yield


def _taken(connection: sqlite3.Connection, patience: float) -> bool:
    connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True

"""What can be said of the local Neo4j (运行状况)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from graph.language import Text
from graph.server import address, disk, state
from graph.server.jars import bundle
from graph.server.layout import Layout
from graph.settings import Settings

__all__ = ["OPEN", "Running", "Status", "status"]

OPEN = Text("在浏览器中打开", "open in a browser")
"""What the address is called that opens Browser connected and on the guide."""


@dataclass(frozen=True, slots=True)
class Running:
    """What only a running server has.

    `memory` is what it occupies in bytes, `page` opens Browser connected (null: the server is of another make).
    """

    pid: int
    since: datetime
    memory: int
    bolt_port: int
    http_port: int
    uri: str
    browser_url: str
    page: Path | None


@dataclass(frozen=True, slots=True)
class Status:
    """The local Neo4j; `running` is null when it is down. Sizes are in bytes."""

    version: str
    folder: Path
    log: Path
    password_file: Path
    data_size: int
    download_size: int
    running: Running | None

    def facts(self) -> list[tuple[Text, object]]:
        """Return what it says by name, for people."""
        state = Text("未运行", "down")
        shown: list[tuple[Text, object]] = []
        if self.running is not None:
            state = Text(f"运行中，进程 {self.running.pid}", f"running, process {self.running.pid}")
            shown = [
                (Text("启动于", "since"), self.running.since.astimezone().strftime("%Y-%m-%d %H:%M:%S")),
                (Text("地址", "address"), self.running.uri),
                (Text("Neo4j Browser", "Neo4j Browser"), self.running.browser_url),
                *([(OPEN, self.running.page.as_uri())] if self.running.page else []),
                (Text("占用内存", "memory"), _megabytes(self.running.memory)),
            ]
        return [
            (Text("状态", "state"), state),
            (Text("版本", "version"), f"Neo4j {self.version}"),
            *shown,
            (Text("数据", "data"), f"{self.folder} ({_megabytes(self.data_size)})"),
            (Text("程序", "download"), _megabytes(self.download_size)),
            (Text("密码文件", "password file"), self.password_file),
            (Text("日志", "log"), self.log),
        ]


def status(settings: Settings) -> Status:
    """Return what there is of the local Neo4j of the version in force."""
    layout = Layout.of(settings)
    return Status(
        version=settings.neo4j_version,
        folder=layout.folder,
        log=layout.log,
        password_file=layout.password,
        data_size=disk.size(layout.data),
        download_size=disk.size(bundle(f"neo4j-{settings.neo4j_version}").folder(settings.cache)),
        running=_running(layout),
    )


def _running(layout: Layout) -> Running | None:
    found = state.read(layout)
    if found is None:
        return None
    try:
        memory = psutil.Process(found.pid).memory_info().rss
    except psutil.NoSuchProcess:
        return None
    return Running(
        pid=found.pid,
        since=datetime.fromtimestamp(found.created, UTC),
        memory=memory,
        bolt_port=found.bolt_port,
        http_port=found.http_port,
        uri=address.bolt(found.bolt_port),
        browser_url=address.browser(found.http_port),
        page=layout.page if layout.page.exists() else None,
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"

"""Start and stop of the local Neo4j (启停). One start or stop at a time for a folder of data."""

from pathlib import Path

import psutil

from graph.endpoint import Endpoint
from graph.errors import ServerFailed, ServerNotStarted
from graph.language import Text
from graph.server import address, configuration, disk, process, secret, state, web
from graph.server.download import fetch
from graph.server.guard import guard
from graph.server.jars import bundle
from graph.server.layout import Layout
from graph.server.progress import Progress, Silence
from graph.server.state import State
from graph.settings import Settings

__all__ = ["download", "endpoint", "start", "stop"]

SPARE = 300 << 20  # bytes that must be free for data and transaction logs
ATTEMPTS = 3  # starts, should another program take a port from under our nose


def start(settings: Settings, *, progress: Progress | None = None) -> Endpoint:
    """Start the local Neo4j unless it runs, and return where it answers.

    Returns once it answers. The server outlives this process; another start finds it running.

    Raises:
        DownloadFailed: a part of Neo4j could not be downloaded.
        DiskFull: there is no room for Neo4j or its data.
        ServerFailed: it does not start; the last lines of its log are part of the message.

    """
    listener = progress or Silence()
    layout = Layout.of(settings)
    layout.make()
    with guard(layout.guard, waiting=lambda: listener.step(_WAITING)):
        running = state.read(layout)
        if running is not None:  # perhaps its starter was killed before it answered
            process.wait_until_ready(layout, running, _endpoint(layout, running))
            web.write_page(layout, running.http_port)
            return _endpoint(layout, running)
        jars = bundle(f"neo4j-{settings.neo4j_version}")
        folder = download(settings, progress=listener)
        disk.require(layout.folder, SPARE, "YINGSHANG_HOME")
        secret.prepare(layout)
        web.unpack(layout, jars, folder)
        listener.step(_STARTING)
        for attempt in range(1, ATTEMPTS + 1):
            bolt = address.free(settings.bolt_port)
            http = address.free(settings.http_port, but=bolt)
            configuration.write(layout, settings.neo4j_version, bolt, http)
            started = _launch(settings, layout, configuration.command(jars, folder, layout), bolt, http)
            try:
                process.wait_until_ready(layout, started, _endpoint(layout, started))
            except ServerFailed:
                process.end(started.pid)
                if attempt == ATTEMPTS or (address.is_free(bolt) and address.is_free(http)):
                    raise
            else:
                web.write_page(layout, http)
                return _endpoint(layout, started)
    raise AssertionError


_WAITING = Text("另一个进程正在启动 Neo4j，等它完成……", "Another process is starting Neo4j; waiting for it …")
_STARTING = Text("启动 Neo4j……", "Starting Neo4j …")


def download(settings: Settings, *, progress: Progress | None = None) -> Path:
    """Return the folder with Neo4j's jars, after downloading what is missing.

    Raises:
        DownloadFailed, DiskFull: as in `start`.

    """
    return fetch(bundle(f"neo4j-{settings.neo4j_version}"), settings, progress=progress)


def stop(settings: Settings) -> bool:
    """Stop the local Neo4j and return whether it ran. Returns when it has gone."""
    layout = Layout.of(settings)
    if not layout.folder.exists():
        return False
    with guard(layout.guard):
        running = state.read(layout)
        if running is not None:
            process.end(running.pid)
        web.remove_page(layout)
        layout.state.unlink(missing_ok=True)
        return running is not None


def endpoint(settings: Settings) -> Endpoint:
    """Return where the running local Neo4j answers.

    Raises:
        ServerNotStarted: it does not run.

    """
    layout = Layout.of(settings)
    running = state.read(layout)
    if running is None:
        raise ServerNotStarted(
            Text("本地 Neo4j 没有运行。", "The local Neo4j does not run."),
            Text("请运行 yingshang up，或设置 NEO4J_URI。", "Run yingshang up, or set NEO4J_URI."),
        )
    return _endpoint(layout, running)


def _launch(settings: Settings, layout: Layout, command: list[str], bolt: int, http: int) -> State:
    pid = process.launch(command, layout)
    try:
        created = psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        created = 0.0  # gone already: waiting for it says why
    started = State(pid=pid, created=created, version=settings.neo4j_version, bolt_port=bolt, http_port=http)
    state.write(layout, started)
    return started


def _endpoint(layout: Layout, running: State) -> Endpoint:
    return Endpoint(
        uri=address.bolt(running.bolt_port),
        username=secret.USERNAME,
        password=secret.password(layout),
        database=None,
        browser_url=address.browser(running.http_port),
    )

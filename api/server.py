"""The server (服务): uvicorn on the settings' address, in one process or several.

Told to stop (SIGTERM, SIGINT), it takes no more connections, ends what is under way within `grace` seconds and
leaves with exit code 0. Workers share the listening socket; settings reach them by the environment. A worker that dies
is replaced; one that cannot start ends the server.
"""

import errno
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from tempfile import TemporaryDirectory

import uvicorn
from prometheus_client.multiprocess import mark_process_dead
from starlette.applications import Starlette
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from api import logs
from api.access import Access
from api.app import create_app
from api.errors import PortTaken, WorkersFailed
from api.metrics import FOLDER
from api.settings import ApiSettings, read_settings
from graph.access import resolve
from graph.language import Text
from graph.settings import read_settings as read_graph_settings

__all__ = ["application", "listen", "serve"]

YOUNG = 20_000  # objects made before the young ones are looked through
KEEP_ALIVE = 75  # seconds; longer than balancers keep an idle connection, so that they are never surprised
START = 60.0  # seconds for a worker's start


def serve(
    host: str | None = None,
    port: int | None = None,
    workers: int | None = None,
    *,
    ready: Callable[[ApiSettings], None] | None = None,
) -> None:
    """Serve the API until it is told to stop; what is not given is as in the settings.

    `ready` is told the settings in force once the API answers.

    Raises:
        SettingsError: a setting cannot be used; PublicHost where the host needs keys, KeysBroken for their file.
        PortTaken: another program listens there.
        ServerNotStarted: no Neo4j is in force.
        WorkersFailed: a worker process did not start.

    """
    wanted = {"host": host, "port": port, "workers": workers}
    given = {name: value for name, value in wanted.items() if value is not None}
    settings = read_settings().model_copy(update=given)
    graph = read_graph_settings()
    Access(settings, graph)  # refused before anything starts
    with listen(settings) as bound:
        resolve(graph)
        logs.configure(settings.log)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # uvicorn raises it again when all has ended well

        def told() -> None:
            if ready:
                ready(settings)

        if settings.workers == 1:
            _Server(_configuration(settings, _frozen(create_app(settings, graph=graph))), told).run(sockets=[bound])
            return
        os.environ.update({f"YINGSHANG_API_{name.upper()}": str(value) for name, value in given.items()})
        with TemporaryDirectory(prefix="yingshang-") as folder:
            os.environ[FOLDER] = folder
            _Workers(_configuration(settings, f"{__name__}:{application.__name__}"), [bound], told).run()


def application() -> Starlette:
    """Return the application of a worker process; what is wrong is logged, and ends the process for good."""
    settings = read_settings()
    logs.configure(settings.log)
    try:
        return _frozen(create_app(settings))
    except Exception:  # noqa: BLE001 - whatever it is, it would be the same the next time
        logs.LOG.exception("a worker cannot start")
        sys.exit(STARTUP_FAILURE)


def _frozen(app: Starlette) -> Starlette:
    """Return the application after telling the garbage collector what to expect.

    What is there now lives as long as the process, and is never looked through again. One answer makes thousands
    of lists that are gone with it: the young are looked through less often than Python does by itself.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    return app


def _configuration(settings: ApiSettings, app: Starlette | str) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        workers=settings.workers,
        lifespan="on",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.public,  # an address matters where it is counted by
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=settings.grace,
    )


class _Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


class _Workers(Multiprocess):
    """Says when all of them answer, and forgets the gauges of those that have died."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket], ready: Callable[[], None]) -> None:
        super().__init__(config, sockets)
        self._ready = ready

    def init_processes(self) -> None:
        super().init_processes()
        if all(process.wait_until_ready(START, self.should_exit) for process in self.processes):
            self._ready()

    def keep_subprocess_alive(self) -> None:
        before = {process.pid for process in self.processes}
        super().keep_subprocess_alive()
        for gone in before - {process.pid for process in self.processes}:
            mark_process_dead(gone)  # type: ignore[no-untyped-call]

    def run(self) -> None:
        super().run()
        if any(process.exitcode == STARTUP_FAILURE for process in self.processes):
            raise WorkersFailed(
                Text("工作进程未能启动。", "a worker process did not start."),
                Text("原因见上面的日志。", "The log above says why."),
            )


def listen(settings: ApiSettings) -> socket.socket:
    """Return a socket bound to the address of the settings.

    Raises:
        PortTaken: another program listens there.

    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    bound = socket.socket(family)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((settings.host, settings.port))
    except OSError as error:
        bound.close()
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortTaken(
            Text(f"端口 {settings.port} 已被占用。", f"Port {settings.port} is taken."),
            Text("请用 --port 或 YINGSHANG_API_PORT 另选。", "Choose another by --port or YINGSHANG_API_PORT."),
        ) from None
    return bound

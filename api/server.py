"""The server (服务): uvicorn on the settings' address, on this machine alone unless it is told otherwise."""

import errno
import logging
import socket
from collections.abc import Callable

import uvicorn

from api.app import create_app
from api.errors import PortTaken
from api.settings import ApiSettings, read_settings
from graph.language import Text

__all__ = ["serve"]


def serve(
    host: str | None = None, port: int | None = None, *, ready: Callable[[ApiSettings], None] | None = None
) -> None:
    """Serve the API until it is told to stop; `host` and `port` are those of the settings where not given.

    `ready` is told the settings in force once the API answers.

    Raises:
        SettingsError: a setting cannot be used; PublicHost where the host needs `public` to be set.
        PortTaken: another program listens there.
        ServerNotStarted: no Neo4j is in force.

    """
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = read_settings().model_copy(update=given).checked()
    with listen(settings) as bound:
        logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s", level=logging.INFO)
        app = create_app(settings)
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="on", server_header=False)
        _Server(config, lambda: ready(settings) if ready else None).run(sockets=[bound])


class _Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


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

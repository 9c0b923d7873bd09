"""GraphiQL (查询页面), served from this machine alone.

Its files come as web jars, downloaded once like Neo4j's and checked against a lock, and are read out of the
jars. The page's content policy lets nothing else be loaded. Where the jars are not to be had, the page says so.
"""

import zipfile
from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from graph.errors import ServerError
from graph.server.download import fetch
from graph.server.jars import bundle
from graph.server.progress import Progress
from graph.settings import Settings

__all__ = ["Graphiql"]

HERE = Path(__file__).parent
JARS = bundle("graphiql-2.4.7", HERE)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}
KEPT = {"cache-control": "public, max-age=86400"}
FILES = {
    "react.js": ("react", "umd/react.production.min.js"),
    "react-dom.js": ("react-dom", "umd/react-dom.production.min.js"),
    "graphiql.js": ("graphiql", "graphiql.min.js"),
    "graphiql.css": ("graphiql", "graphiql.min.css"),
}
TYPES = {".js": "text/javascript", ".css": "text/css"}


class Graphiql:
    """The page and its files."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def prepare(self, *, progress: Progress | None = None) -> Path:
        """Return the folder of the jars, after downloading what is missing.

        Raises:
            DownloadFailed, DiskFull: they are not to be had.

        """
        return fetch(JARS, self._settings, progress=progress)

    async def page(self, _: Request) -> Response:
        """Answer with the page, or with one that says why there is none."""
        try:
            await run_in_threadpool(self.prepare)
        except ServerError:
            return HTMLResponse((HERE / "missing.html").read_text(encoding="utf-8"), 503, HEADERS)
        return HTMLResponse((HERE / "page.html").read_text(encoding="utf-8"), headers=HEADERS)

    async def file(self, request: Request) -> Response:
        """Answer with one of the page's files."""
        name = request.path_params["name"]
        media_type = TYPES.get(Path(name).suffix)
        if name == "start.js":
            return Response((HERE / name).read_bytes(), headers=HEADERS, media_type=media_type)
        if name not in FILES:
            return PlainTextResponse("404", 404, HEADERS)
        try:
            folder = await run_in_threadpool(self.prepare)
        except ServerError:
            return PlainTextResponse("503", 503, HEADERS)
        content = await run_in_threadpool(_content, folder, name)
        return Response(content, headers=HEADERS | KEPT, media_type=media_type)


@cache
def _content(folder: Path, name: str) -> bytes:
    artifact, path = FILES[name]
    jar = next(jar for jar in JARS.jars if jar.artifact == artifact)
    with zipfile.ZipFile(folder / jar.file) as archive:
        return archive.read(f"META-INF/resources/webjars/{artifact}/{jar.version}/{path}")

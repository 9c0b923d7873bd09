"""A Maven repository on this machine for the tests: a real HTTP server with ranges, and with faults."""

import hashlib
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from graph.server.jars import Bundle, Jar


@dataclass
class Repository:
    """Files by path; `cut` ends the first answers after so many bytes; `ranges` says whether it knows them."""

    files: dict[str, bytes] = field(default_factory=dict)
    cut: list[int] = field(default_factory=list)
    ranges: bool = True
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    url: str = ""

    def publish(self, name: str, content: bytes) -> Jar:
        """Put a jar into the repository and return it as a lock has it."""
        jar = Jar("org.example", name, "1.0", None, len(content), hashlib.sha256(content).hexdigest())
        self.files[f"/{jar.path}"] = content
        return jar

    def bundle(self, *jars: Jar) -> Bundle:
        return Bundle("example", None, jars)

    def __enter__(self) -> Self:
        repository = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                repository.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        wanted = request.headers.get("Range")
        self.asked.append((request.path, wanted))
        content = self.files.get(request.path)
        if content is None:
            request.send_error(HTTPStatus.NOT_FOUND)
            return
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and self.ranges else 0
        body = content[start:]
        request.send_response(HTTPStatus.PARTIAL_CONTENT if start else HTTPStatus.OK)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body[: self.cut.pop(0)] if self.cut else body)
        request.close_connection = True

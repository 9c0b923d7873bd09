"""Replies (答复): an answer on its way out, as bytes. A kept one is compressed once."""

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any, Self

import orjson
from starlette.types import Send

from api.negotiation import ZIPPED

__all__ = ["Reply"]

LEVEL = 1  # a third of the time of the usual level, for a tenth more bytes
VARY = (b"vary", b"accept, accept-encoding")


@dataclass(frozen=True)
class Reply:
    """A status, a media type, a body and further headers, their names in lower case.

    `clean` tells that the answer has no error, so that it may be given again while the graph is the same.
    """

    status: int
    media: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    clean: bool = False

    @classmethod
    def of(cls, status: int, media: str, document: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Self:
        """Return the reply that holds a document in JSON: UTF-8, Chinese as it is."""
        return cls(status, media, orjson.dumps(document), headers or {}, clean="errors" not in document)

    @cached_property
    def zipped(self) -> bytes:
        """The body in gzip; the same bytes for the same body."""
        return gzip.compress(self.body, LEVEL, mtime=0)

    async def send(self, send: Send, further: Mapping[str, str], *, zipped: bool) -> None:
        """Send it, with further headers; an entity tag among them is made that of the coding."""
        headers = [*_encoded(self.headers, zipped=zipped), *_encoded(further, zipped=zipped), VARY]
        body = self.zipped if zipped else self.body
        if self.status != HTTPStatus.NOT_MODIFIED:
            headers.append((b"content-type", f"{self.media}; charset=utf-8".encode()))
            headers.append((b"content-length", str(len(body)).encode()))
        if zipped:
            headers.append((b"content-encoding", b"gzip"))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _encoded(headers: Mapping[str, str], *, zipped: bool) -> Iterator[tuple[bytes, bytes]]:
    for name, value in headers.items():
        tagged = zipped and name == "etag"
        yield name.encode(), (value.removesuffix('"') + f'{ZIPPED}"' if tagged else value).encode()

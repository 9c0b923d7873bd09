"""GraphQL over HTTP (传输): the way of a request, from who asks to the bytes of the answer.

Clients that accept `application/graphql-response+json` are told by the status when nothing was executed; the
others get 200 wherever their request could be read, as the protocol has it for `application/json`. Which status
goes with which code stands in `api.errors`.
"""

import asyncio
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from graphql import GraphQLError
from starlette.requests import HTTPConnection
from starlette.types import Receive, Scope, Send
from strawberry.types import ExecutionResult

from api.access import Access
from api.asked import Asked, in_json
from api.context import Context
from api.documents import Documents
from api.errors import BadRequest, BodyTooLarge, Busy, Code, Refused, status_of
from api.kept import Given, Kept
from api.keys import Role
from api.leaving import Left, unless_left
from api.masking import described, told
from api.negotiation import JSON, accepts_gzip, accepts_page, held_tags, media_type
from api.reading import Refusal
from api.reply import Reply
from api.schema import Schema
from api.settings import ApiSettings
from graph.language import Text

__all__ = ["Endpoint"]

METHODS = "GET, POST"
AGAIN = {"retry-after": "1"}  # seconds
UNCHANGED = Reply(HTTPStatus.NOT_MODIFIED, "", b"")
PAGE = Reply(HTTPStatus.TEMPORARY_REDIRECT, "text/html", b"", {"location": "/graphiql/"})


class Endpoint:
    """The endpoint of GraphQL: an ASGI application."""

    def __init__(self, schema: Schema, settings: ApiSettings, access: Access, kept: Kept) -> None:
        """Read the trusted documents.

        Raises:
            SettingsError: those of the settings cannot be read.

        """
        self._schema = schema
        self._settings = settings
        self._access = access
        self._kept = kept
        self._withheld = frozenset() if settings.introspection else frozenset({Role.EXPLORE})
        self._documents = Documents.read(settings)
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        context = Context()
        scope.setdefault("state", {})["context"] = context
        headers: dict[bytes, bytes] = dict(scope["headers"])
        accept = headers.get(b"accept", b"")
        if self._settings.graphiql and _wants_page(scope, accept):
            await PAGE.send(send, {}, zipped=False)
            return
        media = media_type(accept)
        further: Mapping[str, str] = {}
        try:
            client = self._access.admit(HTTPConnection(scope))
            context.client, context.roles, further = client.name, client.roles - self._withheld, client.headers
            asked = await self._asked(scope, headers, receive)
            context.operation = asked.operation
            held = held_tags(headers.get(b"if-none-match", b"")) if scope["method"] == "GET" else ()
            given = await unless_left(receive, self._answer(asked, context, media, held))
            reply = given.reply or UNCHANGED
            further = {**further, **self._validators(given)}
        except Left:
            return
        except Exception as error:  # noqa: BLE001 - whatever went wrong is told by its code, and logged
            reply = _refusal(error, context, media)
        most = self._settings.gzip
        zipped = 0 < most <= len(reply.body) and accepts_gzip(headers.get(b"accept-encoding", b""))
        await reply.send(send, further, zipped=zipped)

    async def _asked(self, scope: Scope, headers: Mapping[bytes, bytes], receive: Receive) -> Asked:
        """Return the request; its body is read no further than allowed, and no longer than a statement may take."""
        if scope["method"] == "GET":
            return Asked.in_address(scope["query_string"])
        if scope["method"] != "POST":
            raise BadRequest(
                Text("只接受 GET 与 POST。", "Only GET and POST are served."),
                Text("请用 POST。", "Use POST."),
                status=HTTPStatus.METHOD_NOT_ALLOWED,
            )
        in_json(headers.get(b"content-type", b"").decode("latin-1"))
        most = self._settings.body
        length = headers.get(b"content-length", b"")
        if length.isdigit() and int(length) > most:
            raise _too_long(most)
        try:
            async with asyncio.timeout(self._settings.seconds):
                return Asked.in_body(await _body(receive, most))
        except TimeoutError:
            raise BadRequest(
                Text("请求体迟迟未到。", "The body did not arrive in time."),
                Text("请重试。", "Try again."),
                status=HTTPStatus.REQUEST_TIMEOUT,
            ) from None

    async def _answer(self, asked: Asked, context: Context, media: str, held: Collection[str]) -> Given:
        """Return the answer to a request: one that is kept, if it is as fresh as one made now would be.

        Raises:
            UnknownDocument: the document is none of the trusted ones.
            Busy: too many requests are being worked on.

        """
        text = self._documents.text(asked)

        async def make() -> tuple[Reply, Collection[str | None]]:
            with self._place():
                result = await self._schema.execute(
                    text, asked.variables, context_value=context, operation_name=asked.operation
                )
            return self._reply(result, asked, context, media), context.versions

        explores = b"+" if Role.EXPLORE in context.roles else b"-"
        given = await self._kept.answer(media.encode() + explores + asked.raw, make, held=held)
        context.kept = given.kept
        return given

    def _validators(self, given: Given) -> dict[str, str]:
        """Return the headers by which a client may ask later whether its copy is still the answer."""
        if given.tag is None:
            return {}
        return {"etag": f'"{given.tag}"', "cache-control": "private, no-cache" if self._access.keyed else "no-cache"}

    @contextmanager
    def _place(self) -> Iterator[None]:
        """Hold one of the places there are for requests that are worked on."""
        most = self._settings.requests
        if self._running >= most:
            raise Busy(
                Text(f"同时处理的请求已达 {most} 个。", f"{most} requests are being worked on, the most at a time."),
                Text("请稍后再试。", "Try again in a moment."),
                maximum=most,
            )
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1

    def _reply(self, result: ExecutionResult, asked: Asked, context: Context, media: str) -> Reply:
        errors = [described(error, context) for error in _reasons(result.errors or ())]
        ran = result.data is not None or any("path" in error for error in errors)
        document: dict[str, Any] = {"data": result.data} if ran else {}
        if errors:
            document["errors"] = errors
        extensions = self._extensions(asked, context)
        if extensions:
            document["extensions"] = extensions
        status = status_of([Code(code) for code in context.codes], ran=ran, older=media == JSON)
        return Reply.of(status, media, document, AGAIN if status == HTTPStatus.SERVICE_UNAVAILABLE else None)

    def _extensions(self, asked: Asked, context: Context) -> dict[str, Any]:
        """Return what is told beside the answer: lists cut at the default size, and the cost if it is asked for."""
        told_too: dict[str, Any] = {}
        if context.truncated:
            told_too["truncated"] = sorted(context.truncated)
        if asked.extensions and asked.extensions.get("cost") is True and context.cost is not None:
            told_too["cost"] = {"nodes": context.cost, "maximum": self._settings.nodes}
        return told_too


def _reasons(errors: Iterable[GraphQLError]) -> Iterator[GraphQLError]:
    """Yield errors, a refusal as its reasons."""
    for error in errors:
        if isinstance(error.original_error, Refusal):
            yield from error.original_error.reasons
        else:
            yield error


def _refusal(error: Exception, context: Context, media: str) -> Reply:
    """Return the answer to a request that was not executed."""
    entry = told(error, context)
    code = Code(entry["extensions"]["code"])
    context.codes.append(code)
    status = error.status if isinstance(error, BadRequest) else status_of([code], ran=False, older=media == JSON)
    headers = dict(error.headers) if isinstance(error, Refused) else {}
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["allow"] = METHODS
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers |= AGAIN
    return Reply.of(status, media, {"errors": [entry]}, headers)


async def _body(receive: Receive, most: int) -> bytes:
    """Return the body of a request.

    Raises:
        BodyTooLarge: it has more bytes.
        Left: the client went away before it was sent.

    """
    parts: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Left
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            raise _too_long(most)
        more = message.get("more_body", False)
    return b"".join(parts)


def _too_long(most: int) -> BodyTooLarge:
    return BodyTooLarge(
        Text(f"请求体超过 {most} 字节。", f"The body is longer than {most} bytes."),
        Text("请把大的列表分几次发送。", "Send long lists in several requests."),
        maximum=most,
    )


def _wants_page(scope: Scope, accept: bytes) -> bool:
    """Tell whether a person with a browser opens the address."""
    query: bytes = scope["query_string"]
    return scope["method"] == "GET" and b"query=" not in query and b"documentId=" not in query and accepts_page(accept)

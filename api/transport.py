"""GraphQL over HTTP (传输): media types, status codes, and answers to requests that are no GraphQL.

Clients that accept `application/graphql-response+json` get 400 where nothing was executed; the others get 200,
as the protocol has it for `application/json`. 503 says in both that the database cannot be reached.
"""

import json
import logging
from http import HTTPStatus
from typing import Any, cast

from cross_web import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Receive, Scope, Send
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse, process_result
from strawberry.types import ExecutionResult

from api.answer import Answer, Reader
from api.context import Context
from api.errors import Code
from api.masking import describe
from api.schema import Schema
from api.settings import ApiSettings

__all__ = ["Endpoint"]

LOG = logging.getLogger("yingshang.api")
JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
REFUSED = HTTPStatus.BAD_REQUEST
UNAVAILABLE = HTTPStatus.SERVICE_UNAVAILABLE
METHODS = "GET, POST"


class Endpoint(GraphQL[Context, None]):
    """The endpoint of GraphQL: an ASGI application."""

    def __init__(self, schema: Schema, store: Reader, settings: ApiSettings) -> None:
        super().__init__(schema, graphql_ide=None, subscription_protocols=())
        self._store = store
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, _bounded(receive, self._settings.body))
        if self._settings.graphiql and _wants_page(request):
            await RedirectResponse("/graphiql/")(scope, receive, send)
            return
        try:
            _admit(request, self._settings.body)
            response = await self.run(request)
        except HTTPException as error:
            response = _refusal(error.status_code, error.reason)
        await response(scope, receive, send)

    def should_render_graphql_ide(self, request: Any) -> bool:  # noqa: ARG002 - Strawberry's signature
        """Say no: the page has an address of its own."""
        return False

    async def get_context(self, request: Any, response: Any) -> Context:  # noqa: ARG002 - Strawberry's signature
        """Return the context of one request."""
        request.state.context = Context(Answer(self._store, seconds=self._settings.seconds))
        return cast("Context", request.state.context)

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        """Return the answer, each of its errors as the client may see it."""
        context: Context = request.state.context
        if result.errors:
            result.errors = [describe(error, context.id) for error in result.errors]
        codes = sorted({str((error.extensions or {})["code"]) for error in result.errors or ()})
        LOG.info("request %s %.0f ms %s", context.id, context.milliseconds(), " ".join(codes) or "ok")
        return process_result(result)

    async def get_sub_response(self, request: Any) -> Response:
        """Return what the answer's headers are taken from: its media type as the client accepts it."""
        response = await super().get_sub_response(request)
        response.headers["content-type"] = f"{_media_type(request.headers.get('accept', ''))}; charset=utf-8"
        response.headers["vary"] = "Accept"
        return response

    def create_response(
        self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response
    ) -> Response:
        """Return the answer with the status its content asks for."""
        answer = cast("dict[str, Any]", response_data)
        status = HTTPStatus.OK
        errors = answer.get("errors") or []
        executed = any("path" in error for error in errors) or answer.get("data") is not None
        if errors and not executed:
            answer.pop("data", None)
            if sub_response.headers["content-type"].startswith(GRAPHQL):
                status = REFUSED
        if any(error["extensions"]["code"] == Code.STORE_UNREACHABLE for error in errors):
            status = UNAVAILABLE
        headers = dict(sub_response.headers) | ({"retry-after": "1"} if status == UNAVAILABLE else {})
        return Response(self.encode_json(answer), status, headers)

    def parse_json(self, data: str | bytes) -> Any:
        """Return a body, its variables or its extensions: an object."""
        try:
            parsed = json.loads(data)
        except (ValueError, RecursionError):
            raise HTTPException(REFUSED, "请求不是 JSON。 This is not JSON in UTF-8.") from None
        if isinstance(parsed, list):
            raise HTTPException(REFUSED, "不支持批量请求。 Batches are not offered.")
        if parsed is not None and not isinstance(parsed, dict):
            raise HTTPException(REFUSED, "须为 JSON 对象。 It must be a JSON object.")
        return parsed or {}

    def encode_json(self, data: object) -> bytes:
        """Return JSON in UTF-8, Chinese as it is; half a character that a client sent becomes `?`."""
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _admit(request: Request, most: int) -> None:
    """Refuse what need not be read."""
    if request.method not in ("GET", "POST"):
        raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, "只接受 GET 与 POST。 Only GET and POST are served.")
    if request.method == "POST":
        content = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if content != JSON:
            raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"须为 {JSON}。 The body must be {JSON}.")
        length = request.headers.get("content-length", "")
        if length.isdecimal() and int(length) > most:
            raise _too_large(most)


def _bounded(receive: Receive, most: int) -> Receive:
    """Return `receive`, which refuses a body as soon as it is longer than `most` bytes."""
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise _too_large(most)
        return message

    return bounded


def _too_large(most: int) -> HTTPException:
    said = f"请求超过 {most} 字节。 The body is longer than {most} bytes."
    return HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said)


def _media_type(accept: str) -> str:
    """Return the media type to answer in; `application/json` unless the newer one is accepted."""
    accepted = {part.split(";")[0].strip() for part in accept.lower().split(",")}
    return GRAPHQL if GRAPHQL in accepted else JSON


def _wants_page(request: Request) -> bool:
    return (
        request.method == "GET"
        and "query" not in request.query_params
        and "text/html" in request.headers.get("accept", "")
    )


def _refusal(status: int, reason: str) -> Response:
    headers = {"allow": METHODS} if status == HTTPStatus.METHOD_NOT_ALLOWED else {}
    body = {"errors": [{"message": reason, "extensions": {"code": Code.BAD_REQUEST}}]}
    return Response(json.dumps(body, ensure_ascii=False), status, headers, media_type=f"{JSON}; charset=utf-8")

"""Observation (观测): what each request and statement was, told to the log, the metrics and the traces.

A request is watched from outside, around the endpoint: what it did stands in its context (`state.context`), what came
of it in what was sent. So nothing that is answered, refused or abandoned is missing.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.context import Context
from api.logs import write
from api.metrics import Metrics

if TYPE_CHECKING:
    from api.traces import Traces

__all__ = ["LEFT", "Observed", "Watch", "watching"]

LEFT = 499  # the client went away before it was answered; nginx's number, of which HTTP has none
FAILED = 500
NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]*")  # of GraphQL (section 2.1.9): the client's text, but no more than a name
LONGEST = 80  # characters of an operation's name in the log

Watch = Callable[[str], AbstractContextManager[None]]
"""Opened around each statement, with its Cypher."""


def watching(metrics: Metrics, traces: "Traces | None") -> Watch:
    """Return what is opened around each statement."""

    @contextmanager
    def watch(cypher: str) -> Iterator[None]:
        begun = time.perf_counter()
        with traces.statement(cypher) if traces else nullcontext():
            try:
                yield
            finally:
                metrics.statement(time.perf_counter() - begun)

    return watch


class Observed:
    """An endpoint (an ASGI application) that is watched."""

    def __init__(self, endpoint: ASGIApp, metrics: Metrics, traces: "Traces | None") -> None:
        self._endpoint = endpoint
        self._metrics = metrics
        self._traces = traces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and tell of it when that is done."""
        begun = time.perf_counter()
        status, size = LEFT, 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        with self._metrics.flight(), self._traces.request(scope) if self._traces else nullcontext() as span:
            try:
                await self._endpoint(scope, receive, counted)
            except Exception:
                status = FAILED
                raise
            finally:
                context: Context = scope.get("state", {}).get("context") or Context()
                seconds = time.perf_counter() - begun
                trace = self._traces.answered(span, status, context.id) if self._traces and span else None
                self._metrics.request(
                    status=status, seconds=seconds, codes=context.codes, rows=context.rows, kept=context.kept
                )
                write("answered", _facts(context, status, size, seconds) | {"trace": trace})


def _facts(context: Context, status: int, size: int, seconds: float) -> dict[str, Any]:
    """Return what the log tells of a request."""
    operation = context.operation or ""
    return {
        "request": context.id,
        "client": context.client,
        "operation": operation[:LONGEST] if NAME.fullmatch(operation) else None,
        "status": status,
        "codes": context.codes or None,
        "milliseconds": round(seconds * 1000, 2),
        "cost": context.cost,
        "rows": context.rows,
        "statements": context.statements,
        "kept": context.kept,
        "size": size,
    }

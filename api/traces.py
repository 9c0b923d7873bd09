"""Traces (追踪) by OpenTelemetry, with the extra traces: request, GraphQL operation, Cypher statement.

Names and attributes are those of OpenTelemetry's semantic conventions for HTTP servers, GraphQL servers and database
clients (1.40). A statement's text is in its span: it is compiled, and what a client wrote travels in parameters.
The document is not: it may hold values. A `traceparent` that comes with a request is the parent of its span.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from graphql import get_operation_ast
from opentelemetry.context import Context
from opentelemetry.propagate import extract
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, StatusCode, Tracer, format_trace_id
from starlette.types import Scope
from strawberry.extensions import SchemaExtension

__all__ = ["Traces", "exporting"]

SERVER_ERROR = 500


def exporting() -> TracerProvider:
    """Return a provider that sends spans where OTEL_EXPORTER_OTLP_ENDPOINT says, by HTTP."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - takes long

    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: "yingshang"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


class Traces:
    """Spans of one application, by a provider of the SDK."""

    def __init__(self, provider: TracerProvider) -> None:
        self._provider = provider
        self._tracer = provider.get_tracer("yingshang.api")

    @contextmanager
    def request(self, scope: Scope) -> Iterator[Span]:
        """Open the span of a request."""
        headers = {str(name, "latin-1"): str(value, "latin-1") for name, value in scope["headers"]}
        attributes = {
            "http.request.method": scope["method"],
            "http.route": scope["path"],
            "url.path": scope["path"],
            "url.scheme": scope.get("scheme", "http"),
        }
        name = f"{scope['method']} {scope['path']}"
        with _span(self._tracer, name, SpanKind.SERVER, attributes, extract(headers)) as span:
            yield span

    def answered(self, span: Span, status: int, request: str) -> str:
        """Write down how a request was answered; return the id of its trace."""
        span.set_attribute("http.response.status_code", status)
        span.set_attribute("yingshang.request.id", request)
        if status >= SERVER_ERROR:
            span.set_status(StatusCode.ERROR)
        return format_trace_id(span.get_span_context().trace_id)

    def operation(self) -> SchemaExtension:
        """Return the extension that opens the span of one GraphQL operation."""
        return _Operation(self._tracer)

    @contextmanager
    def statement(self, cypher: str) -> Iterator[None]:
        """Open the span of a statement."""
        attributes = {"db.system.name": "neo4j", "db.query.text": cypher}
        with _span(self._tracer, "neo4j", SpanKind.CLIENT, attributes):
            yield

    def close(self) -> None:
        """Send what has not been sent."""
        self._provider.shutdown()


class _Operation(SchemaExtension):
    """Opens a span around one operation; its name and type are known once its document has been read."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer

    def on_operation(self) -> Iterator[None]:
        """Open the span."""
        with _span(self._tracer, "graphql", SpanKind.INTERNAL) as span:
            try:
                yield
            finally:
                self._name(span)

    def _name(self, span: Span) -> None:
        asked = self.execution_context
        operation = asked.graphql_document and get_operation_ast(asked.graphql_document, asked.operation_name)
        if operation:
            span.update_name(operation.operation.value)
            span.set_attribute("graphql.operation.type", operation.operation.value)
            if operation.name:
                span.set_attribute("graphql.operation.name", operation.name.value)


@contextmanager
def _span(
    tracer: Tracer,
    name: str,
    kind: SpanKind,
    attributes: Mapping[str, str] | None = None,
    context: Context | None = None,
) -> Iterator[Span]:
    """Open a span. Of an error only its class is written down: what it says may hold a value."""
    with tracer.start_as_current_span(
        name, context, kind, attributes, record_exception=False, set_status_on_exception=False
    ) as span:
        try:
            yield span
        except BaseException as error:
            span.set_status(StatusCode.ERROR)
            span.set_attribute("error.type", type(error).__name__)
            raise

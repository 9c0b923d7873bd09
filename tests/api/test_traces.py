"""Traces, read back from the SDK's own memory: request, operation, statement, and what never stands in them."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from api import ApiSettings, create_app
from api.traces import Traces, exporting
from graph.settings import Settings
from graph.store import AsyncStore

pytestmark = pytest.mark.anyio
SECRET = "绝不写入追踪"


@pytest.fixture
def kept() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
async def client(world, kept):
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    async with AsyncStore.open(world) as store:
        app = create_app(ApiSettings(), store, graph=Settings(), traces=Traces(provider))
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as http,
        ):
            yield http


async def test_a_request_is_three_spans(client, kept):
    query = "query Cities($search: String) { measures(filter: {search: $search}, first: 1) { nodes { id } } }"
    parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"  # the example of W3C Trace Context
    answer = await client.post(
        "/graphql", json={"query": query, "variables": {"search": SECRET}}, headers={"traceparent": parent}
    )
    assert "errors" not in answer.json()
    spans = {span.name: span for span in kept.get_finished_spans()}
    request, operation, statement = spans["POST /graphql"], spans["query"], spans["neo4j"]
    assert f"{request.context.trace_id:032x}" == "0af7651916cd43dd8448eb211c80319c"
    assert f"{request.parent.span_id:016x}" == "b7ad6b7169203331"
    assert operation.parent.span_id == request.context.span_id
    assert statement.parent.span_id == operation.context.span_id
    assert (request.kind, statement.kind) == (SpanKind.SERVER, SpanKind.CLIENT)
    assert request.attributes["http.response.status_code"] == 200
    assert dict(operation.attributes) == {"graphql.operation.type": "query", "graphql.operation.name": "Cities"}
    assert statement.attributes["db.system.name"] == "neo4j"
    assert "$" in statement.attributes["db.query.text"]


async def test_an_operation_that_is_not_there_has_no_name(client, kept):
    query = "query A { __typename } query B { __typename }"
    assert "errors" in (await client.post("/graphql", json={"query": query, "operationName": SECRET})).json()
    [operation] = [span for span in kept.get_finished_spans() if span.name == "graphql"]
    assert "graphql.operation.name" not in operation.attributes


async def test_neither_values_nor_documents_are_written_down(client, kept):
    for search in (SECRET, f'{{ "{SECRET}'):
        query = f'{{ measures(filter: {{search: "{search}"}}) {{ nodes {{ id }} }} }}'
        await client.post("/graphql", json={"query": query, "variables": {"x": SECRET}})
        await client.get("/graphql", params={"query": query})
    spans = kept.get_finished_spans()
    assert len({span.context.trace_id for span in spans}) == 4
    written = [{**json.loads(span.to_json()), "resource": None} for span in spans]
    assert [span for span in written if SECRET in json.dumps(span, ensure_ascii=False)] == []


def test_a_statement_that_fails_says_so_without_what_neo4j_said(kept):
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    with pytest.raises(ValueError, match=SECRET), Traces(provider).statement("RETURN $x"):
        raise ValueError(SECRET)
    [span] = kept.get_finished_spans()
    assert span.status.status_code is StatusCode.ERROR
    assert span.attributes["error.type"] == "ValueError"
    assert SECRET not in str(span.status.description) + str(span.events)


class Collector(BaseHTTPRequestHandler):
    """Takes what an OpenTelemetry collector would take, by OTLP over HTTP."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.taken.append((self.path, self.headers["content-type"], body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_spans_are_sent_where_the_environment_says(monkeypatch):
    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        server.taken = []
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
        traces = Traces(exporting())
        with traces.statement("MATCH (c:City) RETURN c"):
            pass
        traces.close()  # what has not been sent is sent now
        thread.join(10)
    [(path, media_type, body)] = server.taken
    assert (path, media_type) == ("/v1/traces", "application/x-protobuf")
    assert b"yingshang" in body
    assert b"MATCH (c:City) RETURN c" in body

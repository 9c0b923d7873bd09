"""The application as it is put together: who may ask from elsewhere, and what it shows without being asked."""

import sys

import httpx
import pytest

from api import ApiSettings, create_app, keys
from api.errors import PublicHost
from api.keys import Role
from graph.errors import ExtraMissing
from graph.settings import Settings

pytestmark = pytest.mark.anyio
ORIGIN = "https://plans.example"
QUERY = {"query": "{ __typename }"}


@pytest.fixture
def graph(tmp_path):
    return Settings().model_copy(update={"home": tmp_path})


def asking(settings: ApiSettings, graph: Settings, **headers: str) -> httpx.AsyncClient:
    """Return a client of an application that needs no Neo4j for what it is asked here."""
    transport = httpx.ASGITransport(create_app(settings, graph=graph))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", headers=headers)


async def preflight(client: httpx.AsyncClient, header: str = "authorization") -> httpx.Response:
    asked = {"access-control-request-method": "POST", "access-control-request-headers": header}
    return await client.options("/graphql", headers=asked)


async def test_pages_elsewhere_may_not_ask(graph):
    async with asking(ApiSettings(), graph, origin=ORIGIN) as client:
        answer = await client.post("/graphql", json=QUERY)
        assert "access-control-allow-origin" not in answer.headers
        assert not (await preflight(client)).is_success


async def test_pages_of_an_allowed_origin_may_ask_and_read_why_they_are_refused(graph, tmp_path):
    secret = keys.add(tmp_path / "keys.jsonl", "page", Role.READ)
    settings = ApiSettings(origins=(ORIGIN,))
    async with asking(settings, graph, origin=ORIGIN) as client:
        allowed = await preflight(client)  # carries no key
        assert allowed.status_code == 200
        assert allowed.headers["access-control-allow-origin"] == ORIGIN
        assert "access-control-allow-credentials" not in allowed.headers
        refused = await client.post("/graphql", json=QUERY)
        assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (401, ORIGIN)
        answer = await client.post("/graphql", json=QUERY, headers={"authorization": f"Bearer {secret}"})
        assert answer.json() == {"data": {"__typename": "Query"}}
        assert {"etag", "retry-after"} <= set(answer.headers["access-control-expose-headers"].split(", "))
        assert (await preflight(client, "x-anything")).status_code == 400
    async with asking(settings, graph, origin="https://other.example") as client:
        assert "access-control-allow-origin" not in (await preflight(client)).headers


async def test_the_schema_is_for_those_who_may_explore(graph, tmp_path):
    reader, explorer = (keys.add(tmp_path / "keys.jsonl", role, role) for role in (Role.READ, Role.EXPLORE))
    query = {"query": "{ __schema { queryType { name } } }"}
    async with asking(ApiSettings(), graph) as client:
        told = await client.post("/graphql", json=query, headers={"authorization": f"Bearer {explorer}"})
        assert told.json() == {"data": {"__schema": {"queryType": {"name": "Query"}}}}
        refused = await client.post("/graphql", json=query, headers={"authorization": f"Bearer {reader}"})
        assert refused.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_metrics_tell_of_requests_and_of_what_is_kept(graph):
    async with asking(ApiSettings(), graph) as client:
        await client.post("/graphql", json=QUERY)
        await client.get("/graphql", params={"query": "{ nothing }"})
        text = (await client.get("/metrics")).text
    assert 'yingshang_requests_total{status="200"} 2.0' in text
    assert 'yingshang_errors_total{code="INVALID"} 1.0' in text
    assert "yingshang_kept_bytes 0.0" in text


async def test_health_needs_no_key(graph, tmp_path):
    keys.add(tmp_path / "keys.jsonl", "a", Role.READ)
    async with asking(ApiSettings(), graph) as client:
        assert (await client.get("/healthz")).json() == {"status": "ok"}
        assert (await client.get("/graphiql/start.js")).status_code == 200


def test_it_is_not_made_where_anybody_could_read_unasked(graph):
    with pytest.raises(PublicHost):
        create_app(ApiSettings(host="192.0.2.1"), graph=graph)


def test_traces_without_their_extra_are_refused_with_what_to_install(graph, monkeypatch):
    monkeypatch.setitem(sys.modules, "api.traces", None)
    with pytest.raises(ExtraMissing, match=r"yingshang\[traces\]"):
        create_app(ApiSettings(traces=True), graph=graph)

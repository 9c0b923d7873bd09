"""GraphQL over HTTP: media types, methods and status codes."""

import pytest

from api import ApiSettings
from graph.errors import StoreUnreachable
from graph.language import Text

pytestmark = pytest.mark.anyio

NEW = {"accept": "application/graphql-response+json"}
QUERY = "{ __typename }"


async def test_the_media_type_is_what_the_client_accepts(client):
    for accept, answered in (
        ("application/graphql-response+json", "application/graphql-response+json"),
        ("application/graphql-response+json; charset=utf-8, application/json;q=0.9", "application/graphql-response+json"),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
    ):  # fmt: skip
        response = await client.post(QUERY, headers={"accept": accept})
        assert response.headers["content-type"] == f"{answered}; charset=utf-8"
        assert response.headers["vary"] == "Accept"
        assert response.json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize("query", ["{", "{ colour }", "query ($n: Int!) { measures(first: $n) { totalCount } }"])
async def test_refused_documents_are_400_without_data_or_200(client, query):
    new = await client.post(query, headers=NEW)
    assert new.status_code == 400
    assert set(new.json()) == {"errors"}
    old = await client.post(query)
    assert old.status_code == 200
    assert set(old.json()) == {"errors"}


async def test_queries_by_get(client):
    response = await client.http.get(
        "/graphql",
        params={"query": "query ($n: Int) { cities(first: $n) { nodes { name } } }", "variables": '{"n": 1}'},
    )
    assert response.json() == {"data": {"cities": {"nodes": [{"name": "云岭省"}]}}}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_other_methods_are_refused(client, method):
    response = await client.http.request(method, "/graphql", json={"query": QUERY})
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'"query"', "application/json", 400),
        (b'{"query": 1}', "application/json", 400),
        (b'{"query": "{ __typename }", "variables": []}', "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"query=%7B__typename%7D", "application/x-www-form-urlencoded", 415),
        (b'[{"query": "{ __typename }"}]', "application/json", 400),
        (b"{}", "application/json", 400),
    ],
)
async def test_what_is_no_graphql_request_is_refused_by_code(client, content, media_type, status):
    response = await client.http.post("/graphql", content=content, headers={"content-type": media_type})
    assert response.status_code == status
    [error] = response.json()["errors"]
    assert error["extensions"]["code"] == "BAD_REQUEST"


class TestBody:
    @pytest.fixture
    def api_settings(self):
        return ApiSettings(body=1024)

    async def test_a_body_beyond_the_limit_is_refused(self, client):
        response = await client.post(QUERY, word="字" * 2000)
        assert response.status_code == 413
        assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"

    async def test_so_is_one_of_unknown_length(self, client):
        async def parts():
            for _ in range(100):
                yield b" " * 100

        response = await client.http.post("/graphql", content=parts(), headers={"content-type": "application/json"})
        assert response.status_code == 413


async def test_chinese_is_written_as_it_is(client):
    assert "云岭省" in (await client.post("{ cities { nodes { name } } }")).content.decode()


async def test_alive_and_ready(client):
    assert (await client.http.get("/healthz")).json() == {"status": "ok"}
    assert client.store.asked == []
    ready = await client.http.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["status"] == "ready"


async def test_unready_says_why(client, monkeypatch):
    async def none(*_, **__):
        return []

    async def unreachable(*_, **__):
        raise StoreUnreachable(Text("db.internal", "db.internal"), Text("", ""))

    for read, code in ((none, "ONTOLOGY_OUTDATED"), (unreachable, "STORE_UNREACHABLE")):
        monkeypatch.setattr(client.store, "read", read)
        response = await client.http.get("/readyz")
        assert response.status_code == 503
        assert response.json()["code"] == code
        assert "db.internal" not in response.text
    assert (await client.http.get("/healthz")).status_code == 200


async def test_names_that_others_lead_to_this_machine_are_refused(client):
    response = await client.http.post("/graphql", json={"query": QUERY}, headers={"host": "evil.example"})
    assert response.status_code == 400
    for host in ("localhost:8000", "127.0.0.1:8000", "[::1]:8000"):
        response = await client.http.post("/graphql", json={"query": QUERY}, headers={"host": host})
        assert response.status_code == 200


class TestPublic:
    @pytest.fixture
    def api_settings(self):
        return ApiSettings(host="0.0.0.0", public=True)  # noqa: S104

    async def test_a_public_server_answers_to_any_name(self, client):
        response = await client.http.post("/graphql", json={"query": QUERY}, headers={"host": "plans.example"})
        assert response.status_code == 200

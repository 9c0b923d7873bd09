"""GraphQL over HTTP: media types, methods, status codes, trusted documents, and what is told beside the answer."""

from hashlib import sha256
from pathlib import Path

import anyio
import pytest

from api import ApiSettings
from graph.errors import StoreUnreachable
from graph.language import Text

pytestmark = pytest.mark.anyio

NEW = {"accept": "application/graphql-response+json"}
QUERY = "{ __typename }"
OWN = "query Own($n: Int) { cities(first: $n) { nodes { name } } }"
TRUSTED = Path(__file__).parents[2] / "queries" / "graphql"


async def test_the_media_type_is_what_the_client_accepts(client):
    for accept, answered in (
        ("application/graphql-response+json", "application/graphql-response+json"),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
    ):
        response = await client.post(QUERY, headers={"accept": accept})
        assert response.headers["content-type"] == f"{answered}; charset=utf-8"
        assert response.headers["vary"] == "accept, accept-encoding"
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


async def test_mutations_and_subscriptions_are_not_offered(client):
    for query in ("mutation { load }", "subscription { measures { totalCount } }"):
        for response in (
            await client.post(query, headers=NEW),
            await client.http.get("/graphql", params={"query": query}, headers=NEW),
        ):
            assert response.status_code == 400
            assert response.json()["errors"][0]["extensions"]["code"] == "INVALID"
    upgrade = {"connection": "upgrade", "upgrade": "websocket", "accept": "text/event-stream"}
    response = await client.http.get("/graphql", headers=upgrade)
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
async def test_other_methods_are_refused(client, method):
    response = await client.http.request(method, "/graphql", json={"query": QUERY})
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'[{"query": "{ __typename }"}]', "application/json", 400),
        (b'{"query": "{ __typename }", "variables": []}', "application/json", 400),
        (b'{"query": "\\ud800"}', "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"{}", "application/json", 400),
        (b"", "application/json", 400),
        (b"query=%7B__typename%7D", "application/x-www-form-urlencoded", 415),
        (b"{ __typename }", "application/graphql", 415),
        (b"", "", 415),
    ],
)
async def test_what_is_no_graphql_request_is_refused_by_code(client, content, media_type, status):
    for accept in ("application/json", "application/graphql-response+json"):
        headers = {"content-type": media_type, "accept": accept}
        response = await client.http.post("/graphql", content=content, headers=headers)
        assert response.status_code == status
        [error] = response.json()["errors"]
        assert error["extensions"]["code"] == "BAD_REQUEST"
        assert error["message"] == f"{error['extensions']['zh']} {error['extensions']['en']}"


async def test_the_name_of_an_operation_chooses_it(client):
    query = "query A { a: __typename } query B { b: __typename }"
    for name, answered in (("A", {"a": "Query"}), ("B", {"b": "Query"})):
        response = await client.http.post("/graphql", json={"query": query, "operationName": name})
        assert response.json() == {"data": answered}
    for name in ("C", None, ""):
        response = await client.http.post("/graphql", json={"query": query, "operationName": name}, headers=NEW)
        assert response.status_code == 400
        assert response.json()["errors"][0]["extensions"]["code"] == "INVALID"


async def test_trusted_documents_by_their_hash(client):
    document = sha256((TRUSTED / "cities.graphql").read_bytes()).hexdigest()
    posted = await client.http.post("/graphql", json={"documentId": document})
    got = await client.http.get("/graphql", params={"documentId": f"sha256:{document}"})
    assert "青溪市" in str(posted.json()["data"])
    assert got.json() == posted.json()
    for by in ({"json": {"documentId": "0" * 64}}, {"params": {"documentId": "0" * 64}}):
        response = await client.http.request("POST" if "json" in by else "GET", "/graphql", **by, headers=NEW)
        assert response.status_code == 400
        assert response.json()["errors"][0]["extensions"]["code"] == "UNKNOWN_DOCUMENT"


class TestTrustedOnly:
    @pytest.fixture
    def api_settings(self, tmp_path):
        (tmp_path / "own.graphql").write_text(OWN, encoding="utf-8")
        return ApiSettings(documents=tmp_path, trusted=True)

    async def test_only_trusted_documents_are_run(self, client):
        own = sha256(OWN.encode()).hexdigest()
        for asked in ({"documentId": own}, {"documentId": f"sha256:{own}"}, {"query": OWN}):
            answer = await client.http.post("/graphql", json={**asked, "variables": {"n": 1}})
            assert answer.json() == {"data": {"cities": {"nodes": [{"name": "云岭省"}]}}}
        other = await client.post(QUERY, headers=NEW)
        assert other.status_code == 400
        assert other.json()["errors"][0]["extensions"]["code"] == "UNKNOWN_DOCUMENT"
        assert "data" not in other.json()


async def test_the_cost_is_told_on_request(client):
    query = "query ($n: Int) { cities(first: $n) { nodes { documents(first: 2) { nodes { title } } } } }"
    request = {"query": query, "variables": {"n": 3}, "extensions": {"cost": True}}
    answer = (await client.http.post("/graphql", json=request)).json()
    assert answer["extensions"]["cost"] == {"nodes": 3 + 3 * 2, "maximum": ApiSettings().nodes}
    del request["extensions"]
    assert "extensions" not in (await client.http.post("/graphql", json=request)).json()


async def test_long_answers_are_compressed_for_those_who_accept_it(client):
    query = "{ __schema { types { name description } } }"
    plain = await client.post(query, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    zipped = await client.post(query, headers={"accept-encoding": "gzip"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert int(zipped.headers["content-length"]) < len(plain.content) / 2
    assert zipped.content == plain.content
    short = await client.post(QUERY, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in short.headers


class TestNoGzip:
    @pytest.fixture
    def api_settings(self):
        return ApiSettings(gzip=0)

    async def test_nothing_is_compressed_where_that_is_set(self, client):
        response = await client.post("{ __schema { types { name } } }", headers={"accept-encoding": "gzip"})
        assert "content-encoding" not in response.headers


async def test_pages_elsewhere_may_not_ask(client):
    response = await client.post(QUERY, headers={"origin": "https://plans.example"})
    assert "access-control-allow-origin" not in response.headers


class TestOrigins:
    @pytest.fixture
    def api_settings(self):
        return ApiSettings(origins=["https://plans.example"])

    async def test_pages_of_the_origins_named_may_ask(self, client):
        asks = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
        for origin, allowed in (("https://plans.example", "https://plans.example"), ("https://other.example", None)):
            before = await client.http.options("/graphql", headers={"origin": origin, **asks})
            assert before.headers.get("access-control-allow-origin") == allowed
            response = await client.post(QUERY, headers={"origin": origin})
            assert response.headers.get("access-control-allow-origin") == allowed
            assert "access-control-allow-credentials" not in response.headers


class TestRequests:
    @pytest.fixture
    def api_settings(self):
        return ApiSettings(requests=1, kept=0)

    async def test_beyond_the_requests_of_a_time_others_are_told_to_come_again(self, client, monkeypatch):
        entered, leave = anyio.Event(), anyio.Event()
        fetch = client.store.fetch

        async def slow(*asked, **limits):
            entered.set()
            await leave.wait()
            return await fetch(*asked, **limits)

        monkeypatch.setattr(client.store, "fetch", slow)
        async with anyio.create_task_group() as group:
            group.start_soon(client.ask, "{ cities { totalCount } }")
            await entered.wait()
            busy = await client.post(QUERY)
            assert busy.status_code == 503
            assert busy.headers["retry-after"] == "1"
            [error] = busy.json()["errors"]
            assert error["extensions"]["code"] == "BUSY"
            assert error["extensions"]["maximum"] == 1
            leave.set()
        assert (await client.post(QUERY)).status_code == 200


class TestBody:
    @pytest.fixture
    def api_settings(self):
        return ApiSettings(body=1024)

    async def test_a_body_beyond_the_limit_is_refused(self, client):
        response = await client.post(QUERY, word="字" * 2000)
        assert response.status_code == 413
        [error] = response.json()["errors"]
        assert error["extensions"]["code"] == "LIMIT_BODY"
        assert error["extensions"]["maximum"] == 1024

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
    assert response.status_code == 403
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

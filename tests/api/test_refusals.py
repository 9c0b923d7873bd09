"""Mistakes of the caller are explained; everything else is masked."""

import logging
import re
from pathlib import Path

import pytest

from api import ApiSettings, errors
from api.errors import ApiError, Code
from api.identifiers import encode
from graph.errors import StoreFailed, StoreTimedOut, StoreUnreachable
from graph.language import Text

pytestmark = pytest.mark.anyio

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "graphql.md"
GONE = encode("Measure", "000000-000000000000/m1")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ measures(first: 0) { totalCount } }", Code.PAGE_SIZE),
        ("{ measures(first: -1) { totalCount } }", Code.PAGE_SIZE),
        ("{ measures(last: 101) { totalCount } }", Code.PAGE_SIZE),
        ("{ measures(first: 1, last: 1) { totalCount } }", Code.PAGE_SIZE),
        ("{ cities { nodes { documents(first: 500) { totalCount } } } }", Code.PAGE_SIZE),
        ("{ departmentLoad(limit: 1000) { totalCount } }", Code.PAGE_SIZE),
        ('{ measures(after: "Zm9v") { totalCount } }', Code.BAD_CURSOR),
        ('{ measures(after: "…") { totalCount } }', Code.BAD_CURSOR),
        ('{ measures(after: "W1tbW1tbW1tb") { totalCount } }', Code.BAD_CURSOR),
        ('{ measures(after: "WyJDaXR5IiwiOTkwMTAwIl0") { totalCount } }', Code.BAD_CURSOR),  # a cursor of cities
        ('{ measure(id: "1") { heading } }', Code.BAD_ID),
        ('{ measure(id: "Q2l0eTo5OTAxMDA") { heading } }', Code.BAD_ID),  # a city's
        ('{ measures(filter: {document: "Q2l0eTo5OTAxMDA"}) { totalCount } }', Code.BAD_ID),
        (f'{{ measure(id: "{GONE}") {{ heading }} }}', Code.NOT_FOUND),
        (f'{{ node(id: "{GONE}") {{ id }} }}', Code.NOT_FOUND),
        ('{ measures(filter: {city: "桃源市"}) { totalCount } }', Code.NOT_FOUND),
        ('{ measures(filter: {indicator: "幸福"}) { totalCount } }', Code.NOT_FOUND),
        ('{ cities { nodes { departments(filter: {function: "魔法"}) { totalCount } } } }', Code.NOT_FOUND),
        ('{ sharedResponsibility(city: "桃源市") { totalCount } }', Code.NOT_FOUND),
        ('{ departmentLoad(indicator: "幸福") { totalCount } }', Code.NOT_FOUND),
        ('{ measures(filter: {search: "（）"}) { totalCount } }', Code.BAD_VALUE),
        ('{ measures(filter: {search: ""}) { totalCount } }', Code.BAD_VALUE),
        ("{ sharedResponsibility(minimum: 0) { totalCount } }", Code.BAD_VALUE),
        ('{ laws(filter: {search: "\\ud800"}) { totalCount } }', Code.SYNTAX),
        ("{ measures { colour } }", Code.INVALID),
        ('{ measures(first: "many") { totalCount } }', Code.INVALID),
        ("{ measures", Code.SYNTAX),
        ("", Code.BAD_REQUEST),
    ],
)  # fmt: skip
async def test_each_mistake_has_its_code(client, query, code):
    error = await client.refused(query)
    assert error["extensions"]["code"] == code
    if code in {kind.code for kind in ApiError.__subclasses__()}:
        assert re.search("[一-鿿]", error["extensions"]["zh"])
        assert re.search("[a-z]", error["extensions"]["en"])
        assert error["message"] == f"{error['extensions']['zh']} {error['extensions']['en']}"
        assert error["locations"]


async def test_the_number_that_was_exceeded_is_told(client):
    error = await client.refused("{ measures(first: 500) { totalCount } }")
    assert error["extensions"]["given"] == 500
    assert error["extensions"]["maximum"] == 100
    assert error["path"] == ["measures"]


async def test_half_a_character_is_refused(client):
    query = (
        '{"query": "query ($w: String) { laws(filter: {search: $w}) { totalCount } }", "variables": {"w": "\\ud800"}}'
    )
    response = await client.http.post("/graphql", content=query, headers={"content-type": "application/json"})
    assert response.json()["errors"][0]["extensions"]["code"] == Code.BAD_VALUE


async def test_signs_of_lucene_and_null_bytes_are_text(client):
    for word in ("heading:*", "一 AND NOT 二", "网~2", '"', "\\", "a\0b", "网^9", "[a TO b]", "/.*/"):
        answer = (
            await client.post("query ($w: String) { measures(filter: {search: $w}) { totalCount } }", w=word)
        ).json()
        if "errors" in answer:  # nothing in it to look for
            assert answer["errors"][0]["extensions"]["code"] == Code.BAD_VALUE
        else:
            assert answer["data"] == {"measures": {"totalCount": 0}}, word


async def test_unknown_ids_among_nodes_are_null_each_with_its_error(client):
    answer = (
        await client.post("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[GONE, "?", encode("City", "990100")])
    ).json()
    assert answer["data"] == {"nodes": [None, None, {"id": encode("City", "990100")}]}
    assert [(error["path"], error["extensions"]["code"]) for error in answer["errors"]] == [
        (["nodes", 0], Code.NOT_FOUND), (["nodes", 1], Code.BAD_ID),
    ]  # fmt: skip


async def test_one_mistake_leaves_the_other_fields_their_values(client):
    answer = (await client.post(f'{{ cities {{ totalCount }} measure(id: "{GONE}") {{ id }} }}')).json()
    assert answer["data"] == {"cities": {"totalCount": 4}, "measure": None}


class Broken:
    """A store that fails."""

    def __init__(self, error):
        self.error = error

    async def read(self, *_, **__):
        raise self.error


SECRET = "bolt://neo4j:hunter2@db.internal:7687"


@pytest.mark.parametrize(
    ("error", "code", "status"),
    [
        (StoreUnreachable(Text(SECRET, SECRET), Text("", "")), Code.STORE_UNREACHABLE, 503),
        (StoreTimedOut(Text(SECRET, SECRET), Text("", "")), Code.TIMED_OUT, 200),
        (StoreFailed(Text(SECRET, SECRET), Text("", "")), Code.INTERNAL, 200),
        (RuntimeError(SECRET), Code.INTERNAL, 200),
    ],
)
async def test_what_is_no_mistake_of_the_caller_is_masked(client, monkeypatch, caplog, error, code, status):
    monkeypatch.setattr(client.store, "read", Broken(error).read)
    with caplog.at_level(logging.ERROR):
        response = await client.post("{ measures { totalCount } }")
    assert response.status_code == status
    assert "hunter2" not in response.text
    [told] = response.json()["errors"]
    assert told["extensions"]["code"] == code
    [record] = [record for record in caplog.records if told["extensions"]["request"] in record.getMessage()]
    assert record.name == "yingshang.api"


async def test_mistakes_in_a_document_leave_no_trace_in_the_log(client, caplog):
    with caplog.at_level(logging.DEBUG, logger="strawberry"):
        for query in ("{ measures", "{ colour }", "{ measures(first: 0) { totalCount } }"):
            await client.refused(query)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_every_code_is_documented():
    text = DOCUMENTATION.read_text(encoding="utf-8")
    table = text.split("## Errors")[1].split("## ")[0]
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", table, flags=re.MULTILINE))
    assert documented == {code.value for code in Code}
    for code in Code:
        assert code.meaning.zh in text
        assert code.meaning.en in text
    assert all(kind.code in set(Code) for kind in ApiError.__subclasses__())
    assert {"PublicHost", "PortTaken"} <= set(errors.__all__)


class TestLimits:
    @pytest.fixture
    def api_settings(self):
        return ApiSettings(depth=5, aliases=2, tokens=60, introspection=False)

    @pytest.mark.parametrize(
        "query",
        [
            "{ cities { nodes { documents { nodes { measures { nodes { id } } } } } } }",
            "{ a: __typename b: __typename c: __typename }",
            "{ " + "__typename " * 100 + "}",
        ],
    )
    async def test_documents_beyond_a_limit_are_refused_before_anything_runs(self, client, query):
        response = await client.post(query, headers={"accept": "application/graphql-response+json"})
        assert response.status_code == 400
        [error] = response.json()["errors"]
        assert error["extensions"]["code"] == Code.LIMIT
        assert re.search(r"\d", error["message"])
        assert client.store.asked == []

    async def test_introspection_can_be_turned_off(self, client):
        answer = (await client.post("{ __schema { types { name } } }")).json()
        assert "data" not in answer
        assert {error["extensions"]["code"] for error in answer["errors"]} == {Code.INVALID}

"""Mistakes of the caller are explained; everything else is masked."""

import logging
import re
from pathlib import Path

import pytest

from api import ApiSettings
from api.errors import ApiError, Code, status_of
from api.identifiers import encode
from graph.errors import StoreFailed, StoreTimedOut, StoreUnreachable
from graph.language import Text

pytestmark = pytest.mark.anyio

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "errors.md"
GONE = encode("Measure", "000000-000000000000/m1")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ measures(first: 0) { totalCount } }", Code.PAGE_SIZE),
        ("{ measures(first: -1) { totalCount } }", Code.PAGE_SIZE),
        ("{ measures(last: 501) { totalCount } }", Code.PAGE_SIZE),
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
    error = await client.refused("{ measures(first: 501) { totalCount } }")
    assert error["extensions"]["given"] == 501
    assert error["extensions"]["maximum"] == 500
    assert error["path"] == ["measures"]


HOSTILE = {
    "a word of a megabyte": ("query ($w: String) { laws(filter: {search: $w}) { totalCount } }", {"w": "字" * 300_000}),
    "thousands of ids": ("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["x"] * 20_000}),
    "an integer beyond 32 bits": ("query ($n: Int) { cities(first: $n) { totalCount } }", {"n": 2**31}),
    "an integer beyond 64 bits": ("query ($n: Int) { cities(first: $n) { totalCount } }", {"n": 10**30}),
    "an id that is a number": ("query ($id: ID!) { node(id: $id) { id } }", {"id": 10**30}),
    "nested lists": ("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": [[[["x"]]]]}),
    "deep objects": ("query ($f: CityFilter) { cities(filter: $f) { totalCount } }", {"f": {"a": {"a": {"a": {}}}}}),
    "a null byte in a name": ('{ measures(filter: {city: "a\\u0000b"}) { totalCount } }', {}),
    "a null byte in a cursor": ('{ measures(after: "\\u0000") { totalCount } }', {}),
    "a date that is none": ('{ measures(filter: {dueBefore: "2026-13-45"}) { totalCount } }', {}),
    "a document nested by the thousand": ("{ a " * 3000, {}),
    "lists nested by the thousand": ("{ nodes(ids: " + "[" * 900 + "]" * 900 + ") { id } }", {}),
    "fragments by the hundred": (
        "{ ...f0 } " + " ".join(f"fragment f{n} on Query {{ ...f{n + 1} }}" for n in range(240)), {}
    ),
    "operations of one name": ("query A { __typename } query A { __typename }", {}),
    "a name of a megabyte": ("{ " + "a" * 900_000 + " }", {}),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_requests_are_answered_by_a_code(client, name):
    query, variables = HOSTILE[name]
    response = await client.post(query, headers={"accept": "application/graphql-response+json"}, **variables)
    assert response.status_code in (200, 400, 413)
    assert len(response.content) < 20_000
    codes = {error["extensions"]["code"] for error in response.json().get("errors", ())}
    assert codes <= {code.value for code in Code} - {Code.INTERNAL}
    assert codes or name == "a word of a megabyte"  # that is only not found


async def test_ten_megabytes_of_variables_are_refused(client):
    response = await client.post("query ($w: String) { __typename }", w="w" * 10_000_000)
    assert response.status_code == 413
    [error] = response.json()["errors"]
    assert error["extensions"]["code"] == Code.LIMIT_BODY
    assert error["extensions"]["maximum"] == 1 << 20


async def test_half_a_character_is_refused(client):
    query = (
        '{"query": "query ($w: String) { laws(filter: {search: $w}) { totalCount } }", "variables": {"w": "\\ud800"}}'
    )
    response = await client.http.post("/graphql", content=query, headers={"content-type": "application/json"})
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == Code.BAD_REQUEST


async def test_mistakes_in_a_document_are_explained_with_what_may_be_meant(client):
    error = await client.refused("{ measurez { totalCount } }")
    assert error["extensions"]["zh"] == "类型 Query 没有字段 measurez。是否指 measure、measures？"
    assert error["extensions"]["en"].startswith("Cannot query field 'measurez' on type 'Query'. Did you mean ")
    assert error["locations"] == [{"line": 1, "column": 3}]


async def test_no_more_than_some_mistakes_are_told_at_once(client):
    answer = (await client.post("{ " + " ".join(f"a{n}" for n in range(50)) + " }")).json()
    assert len(answer["errors"]) == 6
    assert answer["errors"][5]["extensions"]["zh"] == "错误过多，其余未列。"


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


SECRET = "bolt://neo4j:hunter2@db.internal:7687"


@pytest.mark.parametrize(
    ("error", "code", "status"),
    [
        (StoreUnreachable(Text(SECRET, SECRET), Text("", "")), Code.STORE_UNREACHABLE, 503),
        (StoreTimedOut(Text(SECRET, SECRET), Text("", "")), Code.TIMED_OUT, 200),
        (StoreFailed(Text(SECRET, SECRET), Text("", "")), Code.INTERNAL, 200),
        (RuntimeError(SECRET), Code.INTERNAL, 500),
    ],
)
async def test_what_is_no_mistake_of_the_caller_is_masked(client, monkeypatch, caplog, error, code, status):
    async def broken(*_, **__):
        raise error

    monkeypatch.setattr(client.store, "fetch", broken)
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


def test_the_status_of_every_code_is_documented():
    text = DOCUMENTATION.read_text(encoding="utf-8")
    documented = re.findall(r"^\| `([A-Z_]+)` \|.*\| (\d+) / (\d+) \|", text, flags=re.MULTILINE)
    assert documented == [
        (code.value, *(str(status_of([code], ran=False, older=older).value) for older in (False, True)))
        for code in Code
    ]


def test_errors_of_what_ran_are_part_of_an_answer():
    for older in (False, True):
        assert status_of([], ran=True, older=older) == 200
        assert status_of([Code.NOT_FOUND, Code.INTERNAL], ran=True, older=older) == 200
        assert status_of([Code.NOT_FOUND, Code.STORE_UNREACHABLE], ran=True, older=older) == 503


class TestLimits:
    @pytest.fixture
    def api_settings(self):
        return ApiSettings(depth=5, aliases=2, tokens=60, directives=1, repeats=3, nodes=1000)

    @pytest.mark.parametrize(
        ("query", "code", "given", "maximum"),
        [
            ("{ cities { nodes { documents { nodes { measures { totalCount } } } } } }", Code.LIMIT_DEPTH, 6, 5),
            ("{ a: __typename b: __typename c: __typename }", Code.LIMIT_ALIASES, 3, 2),
            ("{ " + "__typename " * 100 + "}", Code.LIMIT_TOKENS, 61, 60),
            ("{ " + "__typename " * 4 + "}", Code.LIMIT_SELECTIONS, 4, 3),
            ("{ __typename @skip(if: false) @include(if: true) }", Code.LIMIT_DIRECTIVES, 2, 1),
            ("{ cities(first: 20) { nodes { documents(first: 50) { nodes { id } } } } }", Code.LIMIT_NODES, 1020, 1000),
        ],
    )
    async def test_documents_beyond_a_limit_are_refused_before_anything_runs(self, client, query, code, given, maximum):
        response = await client.post(query, headers={"accept": "application/graphql-response+json"})
        assert response.status_code == 400
        assert "data" not in response.json()
        [error] = response.json()["errors"]
        assert error["extensions"]["code"] == code
        assert (error["extensions"]["given"], error["extensions"]["maximum"]) == (given, maximum)
        assert str(maximum) in error["extensions"]["zh"]
        assert str(maximum) in error["extensions"]["en"]
        assert client.store.asked == []

    async def test_the_values_of_variables_count(self, client):
        query = "query ($n: Int!) { cities(first: $n) { nodes { documents(first: 50) { nodes { id } } } } }"
        assert (await client.refused(query, n=20))["extensions"]["code"] == Code.LIMIT_NODES
        assert "errors" not in (await client.post(query, n=19)).json()  # 19 + 19 × 50 = 969


class TestHidden:
    @pytest.fixture
    def api_settings(self):
        return ApiSettings(introspection=False)

    @pytest.mark.parametrize("query", ["{ __schema { types { name } } }", '{ __type(name: "City") { name } }',
                                       "{ ...f } fragment f on Query { s: __schema { description } }"])  # fmt: skip
    async def test_introspection_can_be_turned_off(self, client, query):
        response = await client.post(query, headers={"accept": "application/graphql-response+json"})
        assert response.status_code == 403
        [error] = response.json()["errors"]
        assert error["extensions"]["code"] == Code.FORBIDDEN
        assert "data" not in response.json()

    async def test_names_of_the_schema_are_not_suggested_then(self, client):
        response = await client.post("{ measurez { totalCount } }")
        assert "measures" not in response.text

    async def test_the_type_of_an_object_is_no_question_about_the_schema(self, client):
        assert await client.ask("{ __typename }") == {"__typename": "Query"}

"""Pages: every walk over a list sees each node once and in order, forwards, backwards and between cursors."""

import pytest

pytestmark = pytest.mark.anyio

PAGE = """query ($first: Int, $after: String, $last: Int, $before: String) {
    measures(first: $first, after: $after, last: $last, before: $before) {
        totalCount edges { cursor node { heading } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


async def page(client, **arguments):
    return (await client.ask(PAGE, **arguments))["measures"]


def headings(found):
    return [edge["node"]["heading"] for edge in found["edges"]]


@pytest.mark.parametrize("size", [1, 2, 3, 8, 100])
async def test_forwards_and_backwards_see_everything_once(client, size):
    everything = headings(await page(client))
    assert len(everything) == 8
    seen, after, more = [], None, True
    while more:
        found = await page(client, first=size, after=after)
        assert found["pageInfo"]["hasPreviousPage"] is (after is not None)
        seen += headings(found)
        after, more = found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]
    assert seen == everything
    seen, before, more = [], None, True
    while more:
        found = await page(client, last=size, before=before)
        assert found["pageInfo"]["hasNextPage"] is (before is not None)
        seen = headings(found) + seen
        before, more = found["pageInfo"]["startCursor"], found["pageInfo"]["hasPreviousPage"]
    assert seen == everything


async def test_between_two_cursors(client):
    edges = (await page(client))["edges"]
    found = await page(client, after=edges[1]["cursor"], before=edges[5]["cursor"])
    assert found["edges"] == edges[2:5]
    assert found["totalCount"] == 8
    assert (await page(client, first=2, after=edges[1]["cursor"], before=edges[5]["cursor"]))["edges"] == edges[2:4]
    assert (await page(client, last=2, after=edges[1]["cursor"], before=edges[5]["cursor"]))["edges"] == edges[3:5]


async def test_after_the_end_there_is_nothing(client):
    found = await page(client, after=(await page(client))["pageInfo"]["endCursor"])
    assert found["edges"] == []
    assert found["pageInfo"] == {
        "hasNextPage": False, "hasPreviousPage": True, "startCursor": None, "endCursor": None,
    }  # fmt: skip


async def test_pages_of_a_relation_have_their_own_cursors(client):
    query = """query ($after: String) { departments(filter: {search: "青溪市税务局"}) { nodes {
        measures(first: 2, after: $after) { edges { node { heading } } pageInfo { endCursor hasNextPage } } } } }"""
    seen, after, more = [], None, True
    while more:
        [department] = (await client.ask(query, after=after))["departments"]["nodes"]
        seen += headings(department["measures"])
        information = department["measures"]["pageInfo"]
        after, more = information["endCursor"], information["hasNextPage"]
    assert seen == ["推行开办企业一网通办", "压缩开办企业时间", "便利纳税缴费"]


async def test_a_count_alone_reads_no_list(client):
    assert await client.ask("{ measures { totalCount } }") == {"measures": {"totalCount": 8}}
    [(cypher, _)] = client.store.asked
    assert "COLLECT" not in cypher


async def test_a_list_cut_at_the_default_size_says_so(client, monkeypatch):
    monkeypatch.setattr("api.compiler.listing.DEFAULT", 3)
    cut = (await client.post("{ documents { nodes { measures { nodes { ordinal } } } } }")).json()
    assert [len(each["measures"]["nodes"]) for each in cut["data"]["documents"]["nodes"]] == [2, 3, 1]
    assert cut["extensions"] == {"truncated": ["documents.nodes.measures"]}
    asked = (await client.post("{ documents { nodes { measures(first: 3) { nodes { ordinal } } } } }")).json()
    assert "extensions" not in asked

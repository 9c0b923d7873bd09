"""Orders: each list in every order of its kind, either way, page by page; worked out by hand or by sorting."""

import pytest

from api.errors import Code
from api.types.kinds import ROOTS
from api.types.orders import ORDERS

pytestmark = pytest.mark.anyio

STATED = 'filter: {city: "990100", hasDepartments: true}'
CHOICES = [(entry.name, order.name) for entry in ROOTS for order in ORDERS[entry.kind] if order.needs is None]


async def walk(client, field, size, by, begin="first", on="after"):
    """Return the ids of a list, page by page."""
    found, cursor, more = [], None, True
    edge = {"after": "endCursor", "before": "startCursor"}[on]
    while more:
        data = await client.ask(
            f"query ($c: String) {{ {field}(orderBy: {by}, {begin}: {size}, {on}: $c) {{ nodes {{ id }} "
            f"pageInfo {{ hasNextPage hasPreviousPage {edge} }} }} }}",
            c=cursor,
        )
        ids = [node["id"] for node in data[field]["nodes"]]
        found = found + ids if on == "after" else ids + found
        information = data[field]["pageInfo"]
        cursor, more = information[edge], information["hasNextPage" if on == "after" else "hasPreviousPage"]
    return found


@pytest.mark.parametrize(("field", "order"), CHOICES)
async def test_pages_add_up_to_the_list_in_every_order(client, field, order):
    ways = {}
    for direction in ("ASC", "DESC"):
        by = f"{{field: {order}, direction: {direction}}}"
        data = await client.ask(f"{{ {field}(orderBy: {by}) {{ nodes {{ id }} totalCount }} }}")
        ways[direction] = [node["id"] for node in data[field]["nodes"]]
        assert len(set(ways[direction])) == data[field]["totalCount"]
        for size in (3, 7):
            assert await walk(client, field, size, by) == ways[direction]
            assert await walk(client, field, size, by, "last", "before") == ways[direction]
    assert ways["DESC"] == ways["ASC"][::-1]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        # The second has deadlines in March and December, the others none: they come last, as printed.
        ("measures(orderBy: {field: DUE}, first: 3) { nodes { shown: ordinal } }", [2, 1, 3]),
        # 3 departments, 2, and then one each: the county's plan before the city's, in which a group is no department.
        (f"measures({STATED}, orderBy: {{field: RESPONSIBILITIES, direction: DESC}}) {{ nodes {{ shown: ordinal }} }}",
         [2, 1, 1, 4, 3]),
        ("laws(orderBy: {field: CITATIONS}) { nodes { shown: name } }", ["优化营商环境条例"]),
        ("cities(orderBy: {field: DOCUMENTS, direction: DESC}) { nodes { shown: name } }",
         ["黑岭市", "白石市", "青溪市", "云岭省"]),
        ("cities(orderBy: {field: NAME}) { nodes { shown: name } }", ["云岭省", "白石市", "青溪市", "黑岭市"]),
        ("documents(orderBy: {field: ISSUED_ON}) { nodes { shown: issuedOn } }", ["2026-03-01", None, None]),
        ("documents(orderBy: {field: MEASURES}) { nodes { shown: measures { totalCount } } }",
         [{"totalCount": 1}, {"totalCount": 2}, {"totalCount": 5}]),
        ("targets(orderBy: {field: VALUE, direction: DESC}) { nodes { shown: to } }", [2.0, 1.0]),
        ("deadlines { nodes { shown: latest } }", ["2026-03-31", "2026-12-31"]),
        ("indicators(orderBy: {field: MEASURES, direction: DESC}, first: 2) { nodes { shown: name } }",
         ["纳税", "开办企业"]),
        ("functions(orderBy: {field: DEPARTMENTS, direction: DESC}, first: 1) { nodes { shown: name } }", ["税务"]),
        ("departments(orderBy: {field: MEASURES, direction: DESC}, first: 1) { nodes { shown: name } }",
         ["青溪市税务局"]),
        ("sections { nodes { shown: document { city { name } } } }",
         [{"city": {"name": name}} for name in ("青溪市", "白石市", "黑岭市")]),
    ],
)  # fmt: skip
async def test_what_comes_first(client, query, shown):
    [found] = (await client.ask(f"{{ {query} }}")).values()
    assert [node["shown"] for node in found["nodes"]] == shown


async def test_relevance_puts_the_best_first(client):
    data = await client.ask(
        """query ($w: String) { measures(filter: {search: $w}, orderBy: {field: RELEVANCE}) { nodes { heading } }
        one: measures(filter: {search: $w}, orderBy: {field: RELEVANCE}, first: 1) { pageInfo { endCursor } } }""",
        w="纳税",
    )
    best, second = [node["heading"] for node in data["measures"]["nodes"]]
    # Each says the word once, the second in a shorter text.
    assert {best, second} == {"便利纳税缴费", "推行纳税一网通办"}
    rest = await client.ask(
        """query ($c: String) { measures(filter: {search: "纳税"}, orderBy: {field: RELEVANCE}, after: $c) {
        nodes { heading } } }""",
        c=data["one"]["pageInfo"]["endCursor"],
    )
    assert rest["measures"]["nodes"] == [{"heading": second}]


@pytest.mark.parametrize(
    "query",
    [
        "{ measures(orderBy: {field: RELEVANCE}) { totalCount } }",
        '{ documents { nodes { measures(filter: {search: "纳税"}, orderBy: {field: RELEVANCE}) { totalCount } } } }',
    ],
)
async def test_there_is_no_relevance_without_words(client, query):
    assert (await client.refused(query))["extensions"]["code"] == Code.BAD_VALUE


async def test_an_order_in_a_relation_keeps_its_facts(client):
    data = await client.ask(
        """{ departments(filter: {search: "青溪市税务局"}) { nodes {
            measures(orderBy: {field: RESPONSIBILITIES, direction: DESC}, first: 2) { edges { role node { ordinal } } }
        } } }"""
    )
    [department] = data["departments"]["nodes"]
    # 2 has three responsibilities, 1 two, 4 one (and an open one, which is none).
    assert department["measures"]["edges"] == [
        {"role": "RESPONSIBLE", "node": {"ordinal": 2}},
        {"role": "SUPPORT", "node": {"ordinal": 1}},
    ]


@pytest.mark.parametrize(
    "other",
    [
        "measures(orderBy: {field: DUE}, after: $c)",
        "measures(orderBy: {field: POSITION, direction: DESC}, after: $c)",
        "documents(after: $c)",
        "cities(after: $c)",
    ],
)
async def test_a_cursor_belongs_to_its_list_and_order(client, other):
    data = await client.ask("{ measures(first: 1) { edges { cursor } } }")
    cursor = data["measures"]["edges"][0]["cursor"]
    error = await client.refused(f"query ($c: String) {{ {other} {{ totalCount nodes {{ id }} }} }}", c=cursor)
    assert error["extensions"]["code"] == Code.BAD_CURSOR


async def test_a_dashboard_may_ask_for_more_measures_at_once(client):
    assert len((await client.ask("{ measures(first: 500) { nodes { id } } }"))["measures"]["nodes"]) == 8
    assert (await client.refused("{ measures(first: 501) { nodes { id } } }"))["extensions"]["maximum"] == 500
    assert (await client.refused("{ laws(first: 101) { nodes { id } } }"))["extensions"]["maximum"] == 100

"""Nodes, lists, filters, orders and pages: the API's answers are those of the oracle."""

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, get_named_type

from tests.api.plans import LAW
from tests.api.referee.graph import KEYS
from tests.api.referee.identity import identity
from tests.api.referee.lists import OWN
from tests.api.referee.queries import everything

pytestmark = pytest.mark.anyio

LISTS = (
    "cities", "deadlines", "departments", "documents", "functions", "indicators", "laws", "measures", "sections",
    "targets",
)  # fmt: skip
WORDS = {
    "city": ["青溪市", "990100", "云岭省", "无此市"],
    "function": ["税务", "财政", "无此职能"],
    "indicator": ["开办企业", "纳税", "办理破产", "无此指标"],
    "law": [LAW, "无此法规"],
    "province": ["云岭省", "无此省"],
    "system": ["government"],
    "unit": ["天", "个环节"],
}
SEARCHED = {"measures": ["一网通办", "企业 开办", "无此词语", "、"]}
PLAIN = {"Boolean": [True, False], "Date": ["2026-03-01", "2026-03-31", "2026-12-31"], "Int": [[1], [2]]}


def values(oracle, root, name, type_):
    """Return what a field of a filter is tried with."""
    kind = get_named_type(type_)
    if isinstance(kind, GraphQLEnumType):
        return [*([each] for each in kind.values), []]
    if kind.name in PLAIN:
        return PLAIN[kind.name]
    if name == "search":
        return SEARCHED.get(root, ["市", "企业", "条例", "优化", "时间"])
    if kind.name == "ID":
        return [[identity(each)] for each in oracle.graph.all(name.capitalize())]
    return [*([each] for each in WORDS[name]), WORDS[name][:2]]


async def same(client, oracle, query, **variables):
    """Ask both, and return the data; mistakes must have the same codes."""
    answer, expected = (await client.post(query, **variables)).json(), oracle.answer(query, variables)
    codes = [error["extensions"]["code"] for error in answer.get("errors", ())]
    assert codes == [error.extensions["code"] for error in expected.errors or ()], (variables, answer, expected)
    if not codes:
        assert answer["data"] == expected.data, variables
    return answer.get("data"), expected.data


@pytest.mark.parametrize("kind", sorted(OWN))
async def test_every_field_of_every_node(client, oracle, kind):
    nodes = oracle.graph.all(kind)
    assert nodes
    assert all(node[KEYS.get(kind, "id")] for node in nodes)
    fields = everything(oracle.schema, oracle.schema.get_type(kind))
    query = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ __typename ... on {kind} {fields} }} }}"
    await same(client, oracle, query, ids=[identity(node) for node in nodes])


@pytest.mark.parametrize("root", LISTS)
async def test_every_filter(client, oracle, root):
    filter_ = get_named_type(oracle.schema.query_type.fields[root].args["filter"].type)
    assert isinstance(filter_, GraphQLInputObjectType)
    query = f"query ($filter: {filter_}) {{ {root}(filter: $filter) {{ totalCount nodes {{ id }} }} }}"
    await same(client, oracle, query, filter=None)
    for name, field in filter_.fields.items():
        for value in values(oracle, root, name, field.type):
            await same(client, oracle, query, filter={name: value})


@pytest.mark.parametrize(
    "filter_",
    [
        {"department": "税务局", "role": ["LEAD"]},  # it supports and is responsible, but leads in the county alone
        {"function": ["税务"], "role": ["SUPPORT"], "indicator": ["开办企业"]},
        {"function": ["税务"], "basis": ["SECTION"]},
        {"city": ["云岭省"], "hasDepartments": False, "hasIndicators": True},
        {"dueFrom": "2026-04-01", "dueUntil": "2026-11-30"},  # no one deadline is within
        {"law": [LAW], "role": ["LEAD"], "search": "一网通办"},
    ],
    ids=str,
)
async def test_conditions_hold_together(client, oracle, filter_):
    if "department" in filter_:
        named = [each for each in oracle.graph.all("Department") if each["short"] == filter_["department"]]
        filter_ = {**filter_, "department": [identity(each) for each in named]}
    query = "query ($filter: MeasureFilter) { measures(filter: $filter) { totalCount nodes { id } } }"
    await same(client, oracle, query, filter=filter_)


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize("root", LISTS)
async def test_pages_in_every_order_are_the_whole_list(client, oracle, root, direction):
    order = get_named_type(oracle.schema.query_type.fields[root].args["orderBy"].type)
    for field in set(get_named_type(order.fields["field"].type).values) - {"RELEVANCE"}:
        for size, cursor, mark, more in (
            ("first", "after", "endCursor", "hasNextPage"), ("last", "before", "startCursor", "hasPreviousPage"),
        ):  # fmt: skip
            query = f"""query ($order: {order}, $from: String) {{
                {root}(orderBy: $order, {size}: 7, {cursor}: $from) {{
                    nodes {{ id }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
                }}
            }}"""
            here = there = None
            while True:
                asked = {"order": {"field": field, "direction": direction}}
                page = (await client.ask(query, **asked, **{"from": here}))[root]
                expected = oracle.answer(query, {**asked, "from": there}).data[root]
                here, there = page["pageInfo"].pop(mark), expected["pageInfo"].pop(mark)
                for each in (page, expected):
                    each["pageInfo"] = {name: each["pageInfo"][name] for name in ("hasNextPage", "hasPreviousPage")}
                assert page == expected, (field, size)
                if not page["pageInfo"][more]:
                    break


async def test_lists_of_a_node_are_filtered_and_put_in_order(client, oracle):
    query = """query ($filter: DepartmentMeasureFilter, $order: MeasureOrder) {
        departments { nodes { measures(filter: $filter, orderBy: $order) { totalCount edges { role node { id } } } } }
    }"""
    for filter_ in ({"role": ["LEAD"]}, {"role": ["SUPPORT"], "hasLaws": True}, {"indicator": ["纳税"]}):
        await same(client, oracle, query, filter=filter_, order={"field": "RESPONSIBILITIES", "direction": "DESC"})
    for direction in ("ASC", "DESC"):
        for field in ("POSITION", "DUE", "RESPONSIBILITIES"):
            await same(client, oracle, query, filter=None, order={"field": field, "direction": direction})

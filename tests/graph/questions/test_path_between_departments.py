"""The shortest chains of shared measures between two departments.

The figures on 东宁 were counted from its annotation by a breadth-first search in plain Python.
"""

import pytest

from graph.catalogue import answer, ask
from graph.errors import WrongParameter
from graph.model import Role
from graph.writer import write
from tests.graph.plans import CITIES, advance, body, measure, mention, plan, responsible

LINSHUI, WANGSHAN = CITIES[:2]
PATH = "path-between-departments"


def shared(path, *names, at=LINSHUI, indicators=(), role=Role.RESPONSIBLE):
    return measure(
        path,
        responsibilities=tuple(responsible(body(at, name), 10 * n, role) for n, name in enumerate(names, start=1)),
        advances=tuple(advance(name, n) for n, name in enumerate(indicators, start=1)),
    )


def functions(row):
    return [each.partition("/")[2] for each in row["chain_ids"]]


def steps(row):
    return [(each["step"], each["number"]) for each in row["details"]]


class TestPublished:
    def test_two_that_share_a_measure(self, library):
        """供电公司 and 税务局 of 东宁 share 3 and 22."""
        (row,) = ask(library, PATH, {"first": "231086/供电公司", "second": "税务局"})
        assert (row["steps"], row["why"], functions(row)) == (1, None, ["供电公司", "税务"])
        assert steps(row) == [(1, "3．"), (1, "22．")]
        assert [each["indicators"] for each in row["details"]] == [["开办企业"], ["登记财产"]]

    def test_the_furthest_two_of_dongning(self, library):
        """信访局 shares 31 with 法院, which shares 42 with 司法局, which shares 43 or 52 … five steps to 交通局."""
        rows = ask(library, PATH, {"first": "信访", "second": "交通运输", "city": "东宁市"})
        assert {row["steps"] for row in rows} == {5}
        assert {tuple(functions(row)[:3]) for row in rows} == {("信访", "法院", "司法")}
        # 司法局's other partners are 人社局 and 营商局; five of measure 70's ten are partners of each.
        assert {functions(row)[3] for row in rows} == {"人力资源社会保障", "营商环境"}
        assert (len(rows), rows[0]["total"]) == (10, 10)
        assert [row["chain_ids"] for row in rows] == sorted(row["chain_ids"] for row in rows)
        for row in rows:
            assert {each["step"] for each in row["details"]} == {1, 2, 3, 4, 5}
            assert steps(row)[:2] == [(1, "31．"), (2, "42．")]

    def test_two_that_no_chain_joins(self, library):
        """海关 shares none of its four measures."""
        (row,) = ask(library, PATH, {"first": "海关", "second": "税务", "city": "东宁市"})
        assert (row["steps"], row["why"], row["chain"], row["details"]) == (None, "apart", [], [])
        assert (row["first_id"], row["second_id"]) == ("231086/海关", "231086/税务")

    def test_departments_of_different_cities(self, library):
        (row,) = ask(library, PATH, {"first": "231086/税务", "second": "231081/税务"})
        assert (row["steps"], row["why"]) == (None, "other_city")

    def test_section_leads_alone_do_not_say(self, library):
        (row,) = ask(library, PATH, {"first": "市场监管", "second": "税务", "city": "长春市"})
        assert (row["steps"], row["why"]) == (None, "not_stated")
        # Counted, they are one to a measure: nobody shares.
        roles = {"roles": ["lead", "section_lead"]}
        (row,) = ask(library, PATH, {"first": "市场监管", "second": "税务", "city": "长春市"} | roles)
        assert row["why"] == "apart"


@pytest.fixture
def filled(store):
    """税务–财政 by 1 and 2, 财政–市场监管 by 3, 税务–文化 by 4, 文化–市场监管 by 5 (as supporters); 教育 alone."""
    write(
        store,
        plan(
            shared("1.1", "税务", "财政", indicators=["纳税", "创新创业", "包容普惠创新"]),
            shared("1.2", "税务", "财政"),
            shared("1.3", "财政", "市场监管"),
            shared("1.4", "税务", "文化"),
            shared("1.5", "文化", "市场监管", role=Role.SUPPORT),
            shared("1.6", "教育"),
        ),
    )
    return store


def test_every_shortest_chain_has_a_row_and_every_measure_a_step(filled):
    rows = ask(filled, PATH, {"first": "税务", "second": "市场监管"})
    assert [functions(row) for row in rows] == [["税务", "文化", "市场监管"], ["税务", "财政", "市场监管"]]
    assert [steps(row) for row in rows] == [[(1, "4."), (2, "5.")], [(1, "1."), (1, "2."), (2, "3.")]]
    assert rows[1]["chain"] == ["临水市税务局", "临水市财政局", "临水市市场监管局"]
    assert [row["steps"] for row in rows] == [2, 2]
    first, *_ = rows[1]["details"]
    assert (first["from"], first["to"], first["heading"]) == ("临水市税务局", "临水市财政局", "第1条")
    assert first["indicators"] == ["纳税", "包容普惠创新"]
    assert first["id"] == filled.read("MATCH (m:Measure {ordinal: 1}) RETURN m.id AS id")[0]["id"]


def test_the_other_way_round_it_is_the_same_chain(filled):
    there = ask(filled, PATH, {"first": "税务", "second": "市场监管"})
    back = ask(filled, PATH, {"first": "市场监管", "second": "税务"})
    assert sorted(row["chain_ids"][::-1] for row in back) == [row["chain_ids"] for row in there]


def test_roles(filled):
    """Without supporters the chain by 文化 is none; among leads nothing is stated."""
    asked = {"first": "税务", "second": "市场监管"}
    (row,) = ask(filled, PATH, asked | {"roles": ["responsible"]})
    assert functions(row) == ["税务", "财政", "市场监管"]
    (row,) = ask(filled, PATH, asked | {"roles": ["lead"]})
    assert row["why"] == "not_stated"


def test_two_roles_in_one_measure_are_one_step(store):
    tax, money = body(LINSHUI, "税务"), body(LINSHUI, "财政")
    both = (responsible(tax, 10, Role.LEAD), responsible(tax, 20, Role.SUPPORT), responsible(money, 30, Role.LEAD))
    write(store, plan(measure("1.1", responsibilities=both)))
    (row,) = ask(store, PATH, {"first": "税务", "second": "财政"})
    assert (row["steps"], steps(row)) == (1, [(1, "1.")])


def test_a_limit_cuts_and_says_so(filled):
    cut = answer(filled, PATH, {"first": "税务", "second": "市场监管", "limit": 1})
    assert (len(cut.rows), cut.total, cut.truncated) == (1, 2, True)
    assert len(ask(filled, PATH, {"first": "税务", "second": "市场监管", "limit": None})) == 2


@pytest.mark.parametrize("name", ["990101/教育", "临水市教育局", "教育局", "教育"])
def test_apart(filled, name):
    (row,) = ask(filled, PATH, {"first": name, "second": "税务"})
    assert (row["why"], row["steps"], row["chain"]) == ("apart", None, [])


def test_a_department_and_itself(filled):
    (row,) = ask(filled, PATH, {"first": "税务", "second": "临水市税务局"})
    assert (row["why"], row["steps"], row["chain"]) == ("same", None, [])


def test_a_name_of_several_cities_is_paired_within_each(filled):
    write(filled, plan(shared("1.1", "税务", "财政", at=WANGSHAN), city=WANGSHAN))
    asked = {"first": "税务", "second": "财政"}
    rows = ask(filled, PATH, asked)
    assert [(row["first_id"], row["second_id"], row["steps"]) for row in rows] == [
        ("990101/税务", "990101/财政", 1),
        ("990102/税务", "990102/财政", 1),
    ]
    assert [row["first_id"] for row in ask(filled, PATH, asked | {"city": "望山市"})] == ["990102/税务"]
    # 文化 is of one city only, so with the other's 税务 it is in no city together.
    rows = ask(filled, PATH, {"first": "990102/税务", "second": "文化"})
    assert [(row["second_id"], row["why"]) for row in rows] == [("990101/文化", "other_city")]


def test_a_plan_that_names_a_department_of_another_city_joins_the_two(filled):
    write(
        filled,
        plan(
            measure(
                "1.1", responsibilities=(responsible(body(LINSHUI, "教育")), responsible(body(WANGSHAN, "税务"), 20))
            ),
            title="乙措施",
        ),
    )
    (row,) = ask(filled, PATH, {"first": "990101/教育", "second": "990102/税务"})
    assert (row["steps"], row["why"]) == (1, None)


def test_a_document_that_states_nothing_does_not_say(store):
    """The two are only named; a group alone (各相关单位) is stated, and joins nobody."""
    named = measure("1.1", mentions=(mention(body(LINSHUI, "税务")), mention(body(LINSHUI, "财政"), 80)))
    asked = {"first": "税务", "second": "财政"}
    write(store, plan(named))
    assert [row["why"] for row in ask(store, PATH, asked)] == ["not_stated"]
    write(store, plan(named, measure("1.2", responsibilities=(responsible(None),))))
    assert [row["why"] for row in ask(store, PATH, asked)] == ["apart"]


def test_what_the_graph_lacks_is_refused(filled):
    for given in ({"first": "乌有局"}, {"second": "乌有局"}):
        with pytest.raises(WrongParameter, match="乌有局"):
            ask(filled, PATH, {"first": "税务", "second": "财政"} | given)
    with pytest.raises(WrongParameter, match="乌有市"):
        ask(filled, PATH, {"first": "税务", "second": "财政", "city": "乌有市"})

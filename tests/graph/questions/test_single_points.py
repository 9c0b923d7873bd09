"""Indicators that rest on one department.

The figures on 东宁 were counted from its annotation: the departments of an indicator's measures as sets, of which
exactly one department is in all.
"""

import pytest

from graph.catalogue import answer, ask
from graph.errors import WrongParameter
from graph.model import Role
from graph.writer import write
from tests.graph.plans import CITIES, advance, body, measure, plan, responsible

LINSHUI, WANGSHAN = CITIES[:2]
TAX, MONEY, MARKET = (body(LINSHUI, name) for name in ("税务", "财政", "市场监管"))


def carried(path, indicator, *departments, role=Role.RESPONSIBLE):
    return measure(
        path,
        responsibilities=tuple(responsible(each, 10 * n, role) for n, each in enumerate(departments, start=1)),
        advances=(advance(indicator),),
    )


def found(rows):
    return {
        row["indicator"]: (row["kind"], (row["department_id"] or "/").partition("/")[2], row["measures"], row["alone"])
        for row in rows
    }


class TestPublished:
    def test_dongning(self, library):
        rows = ask(library, "single-points", {"city": "东宁市"})
        assert [*found(rows).items()] == [
            ("获得电力", ("sole", "供电公司", 4, 4)),  # 15 to 18
            ("纳税", ("sole", "税务", 2, 2)),  # 23, 24
            ("政府采购", ("sole", "财政", 2, 2)),  # 45, 46
            ("开办企业", ("every", "市场监管", 4, 0)),  # 1 to 4
            ("执行合同", ("every", "法院", 4, 3)),  # 39 to 41, and 42 with 司法局
            ("获得用水用气", ("every", "水务", 3, 2)),  # 20, 21, and 19 with 住建局
            ("劳动力市场监管", ("every", "人力资源社会保障", 2, 1)),  # 43 with 司法局, 44
            ("市场监管", ("every", "市场监管", 2, 1)),  # 56, and 57 with five others
        ]
        by = {row["indicator"]: row for row in rows}
        assert len(by["开办企业"]["others"]) == 10
        assert by["执行合同"]["others"] == ["东宁市司法局"]
        assert [each["number"].strip("．.、") for each in by["执行合同"]["details"]] == ["39", "40", "41", "42"]
        assert {row["not_stated"] for row in rows} == {0}

    def test_one_indicator_in_all_cities(self, library):
        rows = ask(library, "single-points", {"indicator": "获得电力"})
        assert [(row["city"], row["kind"], row["measures"]) for row in rows[:1]] == [("东宁市", "sole", 4)]
        assert ("长春市", "not_stated", None) in [(row["city"], row["kind"], row["measures"]) for row in rows]

    def test_section_leads_alone_are_not_stated(self, library):
        """长春 has measures of all eighteen; its sections each have one lead."""
        rows = ask(library, "single-points", {"city": "220100"})
        assert {row["kind"] for row in rows} == {"not_stated"}
        assert {(row["department"], row["measures"], row["alone"]) for row in rows} == {(None, None, None)}
        by = {row["indicator"]: row for row in rows}
        assert (by["开办企业"]["not_stated"], len(by["开办企业"]["details"])) == (4, 4)  # 1 to 4
        counted = found(ask(library, "single-points", {"city": "220100", "roles": ["section_lead"]}))
        assert counted["开办企业"] == ("sole", "市场监管", 4, 4)

    def test_one_statement_in_78_measures_makes_no_single_point(self, library):
        """抚远: the measures of 包容普惠创新 are many, and 教育局 is named for one."""
        assert ask(library, "single-points", {"city": "抚远市"}) == []


def test_kinds(store):
    """纳税: 税务 alone; 开办企业: 税务 in both, once with 财政; 包容普惠创新: two are in both, so neither is it."""
    write(
        store,
        plan(
            carried("1.1", "纳税", TAX),
            carried("1.2", "开办企业", TAX, MONEY),
            carried("1.3", "开办企业", TAX),
            carried("1.4", "包容普惠创新", TAX, MONEY),
            carried("1.5", "创新创业", TAX, MONEY),
        ),
    )
    rows = ask(store, "single-points", {})
    assert found(rows) == {"纳税": ("sole", "税务", 1, 1), "开办企业": ("every", "税务", 2, 1)}
    assert [row["others"] for row in rows] == [[], ["临水市财政局"]]
    assert [(row["city_code"], row["department_id"], row["total"]) for row in rows] == [
        ("990101", "990101/税务", 2)
    ] * 2
    assert [*found(ask(store, "single-points", {"kinds": ["every"]}))] == ["开办企业"]
    assert [*found(ask(store, "single-points", {"minimum": 2}))] == ["开办企业"]
    cut = answer(store, "single-points", {"limit": 1})
    assert ([*found(cut.rows)], cut.total, cut.truncated) == (["纳税"], 2, True)
    assert len(ask(store, "single-points", {"limit": None})) == 2
    ids = [row["id"] for row in store.read("MATCH (m:Measure) WHERE m.ordinal IN [2, 3] RETURN m.id AS id ORDER BY id")]
    assert [each["id"] for each in rows[1]["details"]] == ids


def test_a_measure_without_a_department_rests_on_nobody(store):
    """Not even where the other measures of the indicator rest on one."""
    write(store, plan(carried("1.1", "纳税", TAX), carried("1.2", "纳税"), carried("1.3", "开办企业")))
    assert ask(store, "single-points", {}) == []


def test_an_open_group_stands_beside_the_department(store):
    """税务局、各相关单位: the department is in every measure, and not alone."""
    with_group = measure("1.1", responsibilities=(responsible(TAX), responsible(None, 20)), advances=(advance("纳税"),))
    write(store, plan(with_group, carried("1.2", "纳税", TAX)))
    assert found(ask(store, "single-points", {})) == {"纳税": ("every", "税务", 2, 1)}


def test_roles(store):
    """Among leads alone, each indicator has one; nobody supports the second."""
    both = measure(
        "1.1",
        responsibilities=(responsible(TAX, 10, Role.LEAD), responsible(MONEY, 20, Role.SUPPORT)),
        advances=(advance("纳税"),),
    )
    write(store, plan(both, carried("1.2", "纳税", MARKET, role=Role.LEAD), carried("1.3", "开办企业", TAX, MONEY)))
    assert found(ask(store, "single-points", {})) == {}
    assert found(ask(store, "single-points", {"roles": ["support"]})) == {}
    assert found(ask(store, "single-points", {"roles": ["lead"], "indicator": "纳税"})) == {}
    write(store, plan(both, carried("1.2", "纳税", TAX, MARKET)))
    assert found(ask(store, "single-points", {})) == {"纳税": ("every", "税务", 2, 0)}
    assert found(ask(store, "single-points", {"roles": ["section_lead"]})) == {"纳税": ("not_stated", "", None, None)}


def test_a_sub_indicator_by_itself_and_in_its_national_one(store):
    write(store, plan(carried("1.1", "创新创业", TAX), carried("1.2", "人才流动", MONEY)))
    assert found(ask(store, "single-points", {})) == {}
    assert found(ask(store, "single-points", {"indicator": "创新创业"})) == {"创新创业": ("sole", "税务", 1, 1)}


def test_plans_of_a_city_count_together_and_cities_apart(store):
    """The second plan states nothing: its measure is told and left out. 望山 rests on its own 税务."""
    write(store, plan(carried("1.1", "纳税", TAX), title="甲措施"))
    write(store, plan(carried("1.1", "纳税"), title="乙措施"))
    write(store, plan(carried("1.1", "纳税", body(WANGSHAN, "税务")), city=WANGSHAN))
    rows = ask(store, "single-points", {})
    assert [(row["department_id"], row["measures"], row["not_stated"]) for row in rows] == [
        ("990101/税务", 1, 1),
        ("990102/税务", 1, 0),
    ]
    assert [row["city"] for row in ask(store, "single-points", {"city": "云中市", "indicator": "纳税"})] == [
        "临水市",
        "望山市",
    ]
    write(store, plan(carried("1.1", "纳税", MONEY), title="乙措施"))
    assert [row["city"] for row in ask(store, "single-points", {})] == ["望山市"]


def test_what_is_not_stated_comes_last(store):
    write(store, plan(carried("1.1", "纳税")))
    write(store, plan(carried("1.1", "纳税", body(WANGSHAN, "税务")), city=WANGSHAN))
    rows = ask(store, "single-points", {})
    assert [(row["city"], row["kind"], row["not_stated"]) for row in rows] == [
        ("望山市", "sole", 0),
        ("临水市", "not_stated", 1),
    ]
    assert len(rows[1]["details"]) == 1


def test_an_empty_graph_has_no_rows_and_unknown_names_are_refused(store):
    assert ask(store, "single-points", {}) == []
    for given in ({"city": "乌有市"}, {"indicator": "乌有指标"}):
        with pytest.raises(WrongParameter, match=next(iter(given.values()))):
            ask(store, "single-points", given)

"""Bridging departments: open pairs of partners, and indicators that only one department joins.

The figures on 东宁 and 绥芬河 were counted from their annotation in plain Python, each department with the set of
those it shares a measure with: a pair of its partners is open where neither is in the other's set, and solely
joined where the two sets have nobody else in common.
"""

import pytest

from graph.catalogue import answer, ask
from graph.errors import WrongParameter
from graph.model import Role
from graph.writer import write
from tests.graph.plans import CITIES, advance, body, measure, plan, responsible

LINSHUI, WANGSHAN = CITIES[:2]


def shared(path, *names, at=LINSHUI, indicators=(), role=Role.RESPONSIBLE):
    return measure(
        path,
        responsibilities=tuple(responsible(body(at, name), 10 * n, role) for n, name in enumerate(names, start=1)),
        advances=tuple(advance(name, n) for n, name in enumerate(indicators, start=1)),
    )


def figures(rows, *columns):
    return {row["department_id"].partition("/")[2]: tuple(row[name] for name in columns) for row in rows}


def joined(pairs):
    return [(pair["first_id"].partition("/")[2], pair["second_id"].partition("/")[2]) for pair in pairs]


class TestPublished:
    def test_dongning(self, library):
        rows = ask(library, "bridging-departments", {"city": "东宁市"})
        # 市场监管局 has 18 partners in 13 measures: 153 pairs, of which 86 share a measure.
        names = ("measures", "partners", "pairs", "open_pairs", "sole_pairs", "sole_indicators")
        found = figures(rows, *names)
        assert [*found.items()][:3] == [
            ("市场监管", (13, 18, 153, 67, 0, 11)),
            ("住房城乡建设", (14, 17, 136, 66, 11, 3)),
            ("营商环境", (10, 16, 120, 57, 10, 3)),
        ]
        assert found["税务"] == (8, 11, 55, 14, 0, 7)
        assert found["法院"] == (7, 2, 1, 1, 1, 5)
        assert found["商务+口岸"] == (2, 1, 0, 0, 0, 0)  # here for its two indicators
        assert (len(rows), rows[0]["total"]) == (20, 20)
        assert (rows[0]["open_share"], rows[-1]["open_share"]) == (0.437908, None)  # 67/153; no pairs

    def test_what_the_court_of_dongning_alone_joins(self, library):
        """法院 is in 31 with 信访局, in 42 with 司法局, and alone in 38 to 41 and 55."""
        rows = ask(library, "bridging-departments", {"city": "231086"})
        (court,) = (row for row in rows if row["department_id"] == "231086/法院")
        assert joined(court["only_pairs"]) == [("信访", "司法")]
        assert court["indicators"] == ["办理破产", "保护中小投资者", "执行合同", "知识产权创造保护和运用"]
        # 市场监管局 has 保护中小投资者 and 知识产权 too, so these two are not the court's alone.
        assert [(pair["first"], pair["second"]) for pair in court["only_indicators"]] == [
            ("办理破产", "保护中小投资者"),
            ("办理破产", "执行合同"),
            ("办理破产", "知识产权创造保护和运用"),
            ("保护中小投资者", "执行合同"),
            ("执行合同", "知识产权创造保护和运用"),
        ]
        assert [each["number"].strip("．.、") for each in court["details"]] == [
            "31",
            "38",
            "39",
            "40",
            "41",
            "42",
            "55",
        ]

    def test_suifenhe(self, library):
        found = figures(
            ask(library, "bridging-departments", {"city": "绥芬河市"}), "partners", "open_pairs", "sole_pairs"
        )
        assert [*found.items()][:3] == [
            ("营商环境", (18, 116, 65)),
            ("工业和信息化+科技", (15, 71, 50)),
            ("发展改革", (14, 53, 11)),
        ]
        assert (found["市场监管"], found["司法"]) == ((7, 13, 6), (6, 9, 3))

    def test_cities_are_counted_apart(self, library):
        rows = ask(library, "bridging-departments", {"limit": None})
        alone = ask(library, "bridging-departments", {"city": "东宁市"})
        assert [row for row in rows if row["city"] == "东宁市"] == [row | {"total": len(rows)} for row in alone]

    def test_section_leads_alone_are_not_stated(self, library):
        (row,) = ask(library, "bridging-departments", {"city": "长春市"})
        assert (row["department"], row["stated"]) == (None, False)
        assert {row[name] for name in ("measures", "partners", "pairs", "open_pairs", "sole_pairs")} == {None}
        rows = ask(library, "bridging-departments", {"city": "长春市", "roles": ["section_lead"]})
        assert {row["stated"] for row in rows} == {True}
        assert {row["partners"] for row in rows} == {0}  # one lead a section: nobody shares


def test_a_chain_a_ring_and_a_triangle(store):
    """税务–财政, 税务–市场监管, 财政–文化: each of the two in the middle alone joins its partners."""
    chain = (shared("1.1", "税务", "财政"), shared("1.2", "税务", "市场监管"), shared("1.3", "财政", "文化"))
    names = ("partners", "pairs", "open_pairs", "open_share", "sole_pairs")
    write(store, plan(*chain))
    rows = ask(store, "bridging-departments", {})
    assert figures(rows, *names) == {"税务": (2, 1, 1, 1.0, 1), "财政": (2, 1, 1, 1.0, 1)}
    assert [joined(row["only_pairs"]) for row in rows] == [[("市场监管", "财政")], [("文化", "税务")]]
    # 市场监管–文化 closes the ring: every pair has two who join it.
    write(store, plan(*chain, shared("1.4", "市场监管", "文化")))
    found = figures(ask(store, "bridging-departments", {}), *names)
    assert found == dict.fromkeys(("市场监管", "文化", "税务", "财政"), (2, 1, 1, 1.0, 0))
    # One measure of all four leaves no pair open, and nothing to bridge.
    write(store, plan(*chain, shared("1.4", "市场监管", "文化", "税务", "财政")))
    assert ask(store, "bridging-departments", {}) == []


def test_part_of_the_pairs_is_open(store):
    """财政 has three partners: 税务–市场监管 share measure 1 with it, 文化 shares with nobody else."""
    write(store, plan(shared("1.1", "财政", "税务", "市场监管"), shared("1.2", "财政", "文化"), shared("1.3", "财政")))
    (row,) = ask(store, "bridging-departments", {})
    assert (row["measures"], row["partners"], row["pairs"], row["open_pairs"], row["sole_pairs"]) == (3, 3, 3, 2, 2)
    assert row["open_share"] == 0.666667
    assert joined(row["only_pairs"]) == [("市场监管", "文化"), ("文化", "税务")]
    ids = [found["id"] for found in store.read("MATCH (m:Measure) RETURN m.id AS id ORDER BY m.ordinal")]
    assert [each["id"] for each in row["details"]] == ids


def test_indicators_that_one_department_joins(store):
    """税务 has 纳税 and 开办企业, as 财政 has; 税务 alone has 包容普惠创新 (by a sub-indicator) with either."""
    write(
        store,
        plan(
            shared("1.1", "税务", "财政", indicators=["纳税"]),
            shared("1.2", "税务", indicators=["开办企业", "创新创业"]),
            shared("1.3", "财政", indicators=["开办企业"]),
            shared("1.4", "文化", indicators=["包容普惠创新", "人才流动"]),
        ),
    )
    # In another city the same indicators are joined again, and by 财政 alone.
    write(store, plan(shared("1.1", "财政", at=WANGSHAN, indicators=["纳税", "开办企业"]), city=WANGSHAN))
    rows = ask(store, "bridging-departments", {})
    assert {row["department_id"]: (row["indicators"], row["sole_indicators"]) for row in rows} == {
        "990101/税务": (["开办企业", "纳税", "包容普惠创新"], 2),
        "990101/财政": (["开办企业", "纳税"], 0),
        "990102/财政": (["开办企业", "纳税"], 1),
    }
    assert [(pair["first"], pair["second"]) for pair in rows[0]["only_indicators"]] == [
        ("开办企业", "包容普惠创新"),
        ("纳税", "包容普惠创新"),
    ]
    # Asked about one indicator, only its measures count: 1 (both), 2 and 3 are two indicators no more.
    assert ask(store, "bridging-departments", {"indicator": "纳税", "city": "临水市"}) == []


def test_roles(store):
    write(
        store,
        plan(
            shared("1.1", "税务", "财政"),
            shared("1.2", "税务", "市场监管", role=Role.SUPPORT),
            shared("1.3", "税务", "文化", role=Role.SECTION_LEAD),
        ),
    )
    everyone = ["lead", "responsible", "support", "section_lead"]
    for roles, found in ((None, (2, 1)), (["responsible"], None), (everyone, (3, 3))):
        rows = ask(store, "bridging-departments", {} if roles is None else {"roles": roles})
        assert figures(rows, "partners", "open_pairs") == ({} if found is None else {"税务": found})
    (row,) = ask(store, "bridging-departments", {"roles": ["lead"]})
    assert (row["stated"], row["department"]) == (False, None)


def test_not_stated_comes_last_and_an_open_group_is_stated(store):
    write(store, plan(shared("1.1", "税务", "财政"), shared("1.2", "税务", "文化")))
    write(store, plan(measure("1.1", responsibilities=(responsible(None),)), title="乙措施"))
    write(store, plan(measure("1.1", advances=(advance("纳税"),)), title="丙措施", city=WANGSHAN))
    rows = ask(store, "bridging-departments", {})
    assert [(row["department_id"], row["document"]) for row in rows] == [("990101/税务", None), (None, "丙措施")]
    assert [row["total"] for row in rows] == [2, 2]
    cut = answer(store, "bridging-departments", {"limit": 1})
    assert (len(cut.rows), cut.total) == (1, 2)
    assert len(ask(store, "bridging-departments", {"limit": None})) == 2
    (row,) = ask(store, "bridging-departments", {"indicator": "纳税"})
    assert row["document"] == "丙措施"
    assert ask(store, "bridging-departments", {"indicator": "开办企业", "city": "望山市"}) == []


def test_an_empty_graph_has_no_rows_and_unknown_names_are_refused(store):
    assert ask(store, "bridging-departments", {}) == []
    for given in ({"city": "乌有市"}, {"indicator": "乌有指标"}):
        with pytest.raises(WrongParameter, match=next(iter(given.values()))):
            ask(store, "bridging-departments", given)

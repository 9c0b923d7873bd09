"""The eight questions, with answers worked out by hand.

The numbers on Dongning (70 measures) and Suifenhe (56) were counted from their annotation, the departments
of each measure as a set; those on Changchun and Fuyuan from the printed text. A department's id is its
city's code and its function: 231086 东宁市, 231081 绥芬河市, 220100 长春市, 230883 抚远市.
"""

import pytest

from graph.catalogue import ask
from graph.model import LawKind, Role
from graph.writer import write
from loaders.tables import indicators
from tests.graph.plans import CITIES, advance, body, cites, deadline, measure, mention, plan, responsible, target

LINSHUI, WANGSHAN = CITIES[:2]


def pairs(rows):
    return {(row["first_id"].partition("/")[2], row["second_id"].partition("/")[2]): row["measures"] for row in rows}


def ordinals(store, rows):
    ids = [each["id"] for each in rows]
    return [
        row["n"]
        for row in store.read("MATCH (m:Measure) WHERE m.id IN $ids RETURN m.ordinal AS n ORDER BY n", {"ids": ids})
    ]


class TestSharedResponsibility:
    def test_dongning(self, library):
        rows = ask(library, "shared-responsibility", {"city": "东宁市", "limit": None})
        assert len(rows) == 125
        top = pairs(rows[:6])
        # 10, 47, 48, 57, 70 and 1, 3, 4, 10, 57; then four measures each.
        assert [*top.values()] == [5, 5, 4, 4, 4, 4]
        assert {*map(frozenset, top)} == {
            frozenset(("住房城乡建设", "发展改革")),
            frozenset(("市场监管", "营商环境")),
            frozenset(("住房城乡建设", "市场监管")),
            frozenset(("发展改革", "市场监管")),
            frozenset(("市场监管", "税务")),
            frozenset(("税务", "营商环境")),
        }
        assert sum(row["measures"] >= 3 for row in rows) == 10

    def test_the_measures_and_indicators_of_a_pair(self, library):
        rows = ask(library, "shared-responsibility", {"city": "231086", "minimum": 5})
        (found,) = (row for row in rows if row["second_id"] == "231086/营商环境")
        assert ordinals(library, found["details"]) == [1, 3, 4, 10, 57]
        assert found["indicators"] == ["开办企业", "办理建筑许可", "市场监管"]
        assert found["details"][0]["heading"] == "企业开办“一次不用跑”"

    def test_one_indicator(self, library):
        """开办企业 is measures 1 to 4: the ten of measure 3 make 45 pairs, measure 2 adds 市场监管–财政."""
        rows = ask(library, "shared-responsibility", {"city": "东宁市", "indicator": "开办企业"})
        assert rows[0]["total"] == 46

    def test_suifenhe(self, library):
        rows = ask(library, "shared-responsibility", {"city": "绥芬河市", "minimum": 3})
        # 2, 4, 22, 37, 38 · 4, 17, 35 · 4, 36, 54 · 13, 15, 22
        assert [row["measures"] for row in rows] == [5, 3, 3, 3]
        assert ask(library, "shared-responsibility", {"city": "绥芬河市"})[0]["total"] == 89

    def test_a_city_above_answers_for_those_below(self, library):
        """牡丹江市 is above both: 125 and 89."""
        assert ask(library, "shared-responsibility", {"city": "牡丹江市", "limit": 1})[0]["total"] == 214

    def test_roles(self, library):
        """Neither plan has a lead; 长春 has one section lead a measure, so nobody to share with."""
        assert ask(library, "shared-responsibility", {"roles": ["lead"]}) == []
        assert ask(library, "shared-responsibility", {"city": "长春市", "roles": ["section_lead"]}) == []


class TestDepartmentLoad:
    def test_dongning(self, library):
        rows = ask(library, "department-load", {"city": "东宁市"})
        # 住建局 is in 14 measures, of 4, 1, 1, 1, 5, 1, 5, 2, 2, 3, 2, 6, 1 and 10 departments.
        assert [(row["department_id"], row["measures"], row["load"], row["indicators"]) for row in rows[:5]] == [
            ("231086/住房城乡建设", 14, 7.75, 5),
            ("231086/市场监管", 13, 6.266667, 7),
            ("231086/营商环境", 10, 4.0, 5),
            ("231086/税务", 8, 4.216667, 5),
            ("231086/发展改革", 8, 2.55, 6),
        ]
        assert len(rows) == 32
        # Every measure has a department, so the shares of all make up the 70.
        assert sum(row["load"] for row in rows) == pytest.approx(70, abs=1e-4)
        assert {(row["led"], row["supported"], row["section_led"]) for row in rows} == {(0, 0, 0)}

    def test_suifenhe(self, library):
        rows = ask(library, "department-load", {"city": "绥芬河市"})
        assert [(row["department_id"], row["responsible"], row["load"]) for row in rows[:3]] == [
            ("231081/营商环境", 32, 23.209524),
            ("231081/市场监管", 12, 7.25),
            ("231081/司法", 10, 5.916667),
        ]
        assert len(rows) == 31
        assert sum(row["load"] for row in rows) == pytest.approx(56, abs=1e-4)

    def test_section_leads_alone_are_not_stated_and_not_no_load(self, library):
        """长春 prints leads of sections only: 市人社局 of 53–56 and 64–67, 市建委 of 8–9, 13–17 and 78."""
        rows = {row["department_id"]: row for row in ask(library, "department-load", {"city": "长春市"})}
        for found in (rows["220100/人力资源社会保障"], rows["220100/住房城乡建设"]):
            assert found["section_led"] == 8
            assert found["stated"] is False
            assert {found[name] for name in ("led", "responsible", "supported", "measures", "load")} == {None}
        counted = ask(library, "department-load", {"city": "长春市", "section_leads": True, "limit": None})
        assert sum(row["load"] for row in counted) == pytest.approx(80, abs=1e-4)
        assert {row["stated"] for row in counted} == {True}

    def test_one_indicator(self, library):
        """获得电力: four measures of the power company alone."""
        rows = ask(library, "department-load", {"city": "东宁市", "indicator": "获得电力"})
        assert [(row["department_id"], row["measures"], row["load"]) for row in rows] == [("231086/供电公司", 4, 4.0)]


class TestCoResponsibility:
    def test_the_power_company(self, library):
        """供电公司 is in 7 measures; it shares 3 with nine, 22 with three, 6 with three."""
        rows = ask(library, "co-responsibility", {"department": "供电公司", "city": "东宁市"})
        found = {row["partner_id"].partition("/")[2]: ordinals(library, row["details"]) for row in rows}
        assert len(found) == 12
        assert found["税务"] == found["营商环境"] == [3, 22]
        assert found["自然资源"] == [6, 22]
        assert found["住房城乡建设"] == [6]
        assert rows[0]["share"] == 0.285714  # 2 of 7
        assert {row["department_id"] for row in rows} == {"231086/供电公司"}

    def test_the_same_function_in_two_cities(self, library):
        rows = ask(library, "co-responsibility", {"department": "供电公司", "limit": None})
        assert [row["partner_id"] for row in rows if row["department_id"] == "231081/供电公司"] == [
            "231081/住房城乡建设"
        ]


class TestIndicatorCoverage:
    def test_dongning(self, library):
        rows = ask(library, "indicator-coverage", {"city": "东宁市"})
        assert {row["indicator"]: (row["measures"], row["departments"]) for row in rows} == {
            "开办企业": (4, 11),
            "办理建筑许可": (10, 12),
            "获得电力": (4, 1),
            "获得用水用气": (3, 2),
            "登记财产": (1, 4),
            "纳税": (2, 1),
            "跨境贸易": (6, 3),
            "办理破产": (1, 2),
            "获得信贷": (5, 3),
            "保护中小投资者": (2, 2),
            "执行合同": (4, 2),
            "劳动力市场监管": (2, 2),
            "政府采购": (2, 1),
            "招标投标": (2, 3),
            "政务服务": (5, 8),
            "知识产权创造保护和运用": (2, 2),
            "市场监管": (2, 6),
            "包容普惠创新": (13, 18),
        }
        assert {row["stated"] for row in rows} == {True}

    def test_changchun_states_the_leads_of_sections_only(self, library):
        """开办企业 is measures 1 to 4, led by 市市场监管局; 包容普惠创新 is 60 to 80, by its parts."""
        rows = {row["indicator"]: row for row in ask(library, "indicator-coverage", {"city": "长春市"})}
        found = rows["开办企业"]
        assert (found["measures"], found["not_stated"], found["departments"], found["stated"]) == (4, 4, None, False)
        assert rows["包容普惠创新"]["measures"] == 21
        counted = ask(library, "indicator-coverage", {"city": "长春市", "section_leads": True})[0]
        assert (counted["assigned"], counted["departments"], counted["stated"]) == (4, 1, True)

    def test_all_eighteen_in_their_order(self, library):
        rows = ask(library, "indicator-coverage", {})
        assert [row["indicator"] for row in rows] == [each.name for each in indicators() if each.parent is None]


class TestLawsCited:
    def test_the_one_law_that_two_plans_cite(self, library):
        """Dongning's measure 48 and Fuyuan's 57, the only law in the four plans that two cite."""
        (row,) = ask(library, "laws-cited", {"minimum": 2, "kind": "rule"})
        assert row["law"] == "必须招标的工程项目规定"
        assert row["number"] == "国家发展改革委2018年第16号令"
        assert (row["measures"], row["citations"]) == (2, 2)
        assert {*row["cities"]} == {"东宁市", "抚远市"}
        assert [each["number"] for each in sorted(row["details"], key=lambda each: each["number"])] == ["48．", "57."]

    def test_dongning(self, library):
        rows = ask(library, "laws-cited", {"city": "东宁市"})
        assert {(row["law"], row["number"], row["kind"]) for row in rows} == {
            ("东宁市涉企保证金目录清单", None, "normative_document"),
            ("保障农民工工资支付条例", None, "administrative_regulation"),
            (None, "国家税务总局2016年46号公告", "normative_document"),
            ("中华人民共和国公司法", None, "law"),
            ("必须招标的工程项目规定", "国家发展改革委2018年第16号令", "rule"),
        }


class TestResponsibilityGaps:
    def test_dongning_and_suifenhe_have_none(self, library):
        for city in ("东宁市", "绥芬河市"):
            everything = ["open", "none", "not_stated", "section_lead"]
            assert ask(library, "responsibility-gaps", {"city": city, "gaps": everything}) == []

    def test_fuyuan_names_one_lead_in_78_measures(self, library):
        rows = ask(library, "responsibility-gaps", {"city": "抚远市", "limit": None})
        assert (len(rows), {row["gap"] for row in rows}) == (77, {"none"})

    def test_changchun_has_section_leads_only(self, library):
        assert ask(library, "responsibility-gaps", {"city": "长春市"}) == []
        rows = ask(library, "responsibility-gaps", {"city": "长春市", "gaps": ["section_lead"], "limit": None})
        assert len(rows) == 80
        assert rows[0]["section_leads"] == ["长春市市场监督管理局"]


class TestMeasureCard:
    def test_a_measure_with_a_group(self, library, published):
        """Dongning's measure 51: three departments, and the governments of all townships."""
        mine = "MATCH (:City {name: '东宁市'})<-[:ISSUED_FOR]-()-[:STATES]->(m {ordinal: 51}) RETURN m.id AS id"
        (row,) = ask(library, "measure-card", {"measure": library.read(mine)[0]["id"]})
        assert (row["number"], row["heading"]) == ("51．", "加快构建“一刻钟”社区服务圈")
        assert row["sections"] == ["二、政策措施", "（十五）政务服务"]
        assert [each["quote"] for each in row["responsibilities"]] == ["市社区工作局", "民政局", "文广旅局"]
        assert [each["quote"] for each in row["open"]] == ["各乡镇政府"]
        assert [each["indicator"] for each in row["indicators"]] == ["政务服务"]
        assert row["laws"] == []
        (mine,) = (each for each in published if each.document.city.name == "东宁市")
        assert row["text"] == mine.measures[50].text
        assert row["source"] == mine.source.name

    def test_a_measure_that_cites(self, library):
        mine = "MATCH (:City {name: '东宁市'})<-[:ISSUED_FOR]-()-[:STATES]->(m {ordinal: 48}) RETURN m.id AS id"
        (row,) = ask(library, "measure-card", {"measure": library.read(mine)[0]["id"]})
        (law,) = row["laws"]
        assert (law["law"], law["kind"]) == ("必须招标的工程项目规定", "rule")
        assert law["start"] < law["end"]


class TestSearch:
    @pytest.mark.parametrize(
        "text", ["一次不用跑", "税", "营商环境 企业", "“一分不用花”", "互联网+", "（责任单位：", "不动产登记", "5G"]
    )
    def test_it_finds_what_is_printed(self, library, published, text):
        """The measures whose text has every word: the index must find them, and no others."""
        words = text.split()
        expected = {
            (plan.document.title, each.ordinal)
            for plan in published
            for each in plan.measures
            if all(signless(word) in signless(each.text) for word in words)
        }
        rows = ask(library, "search", {"text": text, "limit": None})
        found = {
            (row["title"], row["n"])
            for row in library.read(
                "MATCH (d:Document)-[:STATES]->(m) WHERE m.id IN $ids RETURN d.title AS title, m.ordinal AS n",
                {"ids": [row["measure"] for row in rows]},
            )
        }
        assert found == expected
        assert len(rows) == len(expected)

    def test_one_city(self, library):
        rows = ask(library, "search", {"text": "一次不用跑", "city": "东宁市"})
        assert rows[0]["heading"] == "企业开办“一次不用跑”"
        assert "一次不用跑" in rows[0]["excerpt"]
        assert {row["city"] for row in rows} == {"东宁市"}

    @pytest.mark.parametrize(
        "text",
        [
            '"',
            "\\",
            "\\\\",
            "AND",
            "OR NOT",
            "(",
            "企业)",
            "a*",
            "*",
            "heading:企业",
            "~2",
            "^",
            "[a TO b]",
            "／",
            "&&",
        ],
    )
    def test_lucene_signs_are_taken_as_text(self, library, text):
        everything = ask(library, "search", {"text": "的", "limit": None})
        assert len(ask(library, "search", {"text": text, "limit": None})) < len(everything)

    @pytest.mark.parametrize("text", ["", " ", "　", "？！"])
    def test_nothing_to_find_finds_nothing(self, library, text):
        assert ask(library, "search", {"text": text}) == []


def signless(text):
    """The index passes over signs: what is left is what it compares."""
    return "".join(sign for sign in text if sign.isalnum()).lower()


# What the published plans do not show


def test_a_document_without_responsibility_is_not_stated_and_not_no_load(store):
    silent = plan(measure("1.1", advances=(advance("纳税"),)), city=WANGSHAN)
    write(store, silent)
    (row,) = ask(store, "department-load", {})
    assert (row["department"], row["city"], row["document"]) == (None, "望山市", silent.document.title)
    assert (row["stated"], row["measures"], row["load"]) == (False, None, None)
    (gap,) = ask(store, "responsibility-gaps", {})
    assert gap["gap"] == "not_stated"
    rows = {row["indicator"]: row for row in ask(store, "indicator-coverage", {})}
    assert (rows["纳税"]["not_stated"], rows["纳税"]["departments"], rows["纳税"]["stated"]) == (1, None, False)
    assert (rows["开办企业"]["measures"], rows["开办企业"]["departments"], rows["开办企业"]["stated"]) == (0, 0, None)


def test_a_department_only_named_has_no_load_and_shares_nothing(store):
    tax, money = body(LINSHUI, "税务"), body(LINSHUI, "财政")
    found = measure(
        "1.1",
        responsibilities=(responsible(tax),),
        advances=(advance("纳税"),),
        mentions=(mention(money), mention(tax, 80)),
    )
    write(store, plan(found))
    (row,) = ask(store, "department-load", {})
    assert (row["department_id"], row["measures"], row["load"]) == ("990101/税务", 1, 1.0)
    assert ask(store, "shared-responsibility", {}) == []
    assert ask(store, "co-responsibility", {"department": "财政"}) == []
    (row,) = (row for row in ask(store, "indicator-coverage", {}) if row["indicator"] == "纳税")
    assert (row["assigned"], row["departments"]) == (1, 1)


def test_a_card_shows_targets_deadlines_and_the_departments_named(store):
    found = measure(
        "1.1",
        targets=(target(52, 1), target(40, 2, old=3, due="2026-06")),
        deadlines=(deadline(60, "2026-06"),),
        mentions=(mention(body(LINSHUI, "财政"), 70, "财政局"), mention(None, 80)),
    )
    write(store, plan(found))
    (card,) = ask(store, "measure-card", {"measure": store.read("MATCH (m:Measure) RETURN m.id AS id")[0]["id"]})
    assert [(t["from"], t["to"], t["due"], t["start"]) for t in card["targets"]] == [
        (3.0, 2.0, "2026-06", 40),
        (None, 1.0, None, 52),
    ]
    assert [(d["value"], d["latest"], d["quote"]) for d in card["deadlines"]] == [("2026-06", "2026-06-30", "6月底前")]
    assert [(d["department"], d["quote"], d["start"]) for d in card["named"]] == [("临水市财政局", "财政局", 70)]
    assert card["responsibilities"] == []


def test_a_group_alone_is_an_open_gap_and_never_a_department(store):
    write(
        store,
        plan(
            measure("1.1", responsibilities=(responsible(None, raw="各相关单位"),)),
            measure("1.2", responsibilities=(responsible(body(LINSHUI, "税务")), responsible(None, 40))),
            measure("1.3"),
            measure("1.4", responsibilities=(responsible(body(LINSHUI, "财政"), role=Role.SECTION_LEAD),)),
        ),
    )
    rows = ask(store, "responsibility-gaps", {"gaps": ["open", "none", "not_stated", "section_lead"]})
    assert [(row["number"], row["gap"], row["open"], row["section_leads"]) for row in rows] == [
        ("1.", "open", ["各相关单位"], []),
        ("3.", "none", [], []),
        ("4.", "section_lead", [], ["临水市财政局"]),
    ]
    load_of = {row["department_id"]: row for row in ask(store, "department-load", {})}
    assert [*load_of] == ["990101/税务", "990101/财政"]
    assert load_of["990101/税务"]["load"] == 1.0  # the group is nobody to share with
    assert (load_of["990101/财政"]["measures"], load_of["990101/财政"]["section_led"]) == (0, 1)


def test_roles_are_told_apart(store):
    """税务 leads 1 and supports 2; 财政 is responsible for 1 and leads 2; 文化 leads the section of 1."""
    tax, money, culture = (body(LINSHUI, name) for name in ("税务", "财政", "文化"))
    write(
        store,
        plan(
            measure(
                "1.1",
                responsibilities=(
                    responsible(tax, 10, Role.LEAD),
                    responsible(tax, 20, Role.SUPPORT),
                    responsible(money, 30),
                    responsible(culture, 40, Role.SECTION_LEAD),
                ),
            ),
            measure("1.2", responsibilities=(responsible(tax, 10, Role.SUPPORT), responsible(money, 20, Role.LEAD))),
        ),
    )
    names = ("led", "responsible", "supported", "section_led", "measures", "load")
    rows = {row["department_id"][7:]: tuple(row[name] for name in names) for row in ask(store, "department-load", {})}
    assert rows == {"税务": (1, 0, 2, 0, 2, 1.0), "财政": (1, 1, 0, 0, 2, 1.0), "文化": (0, 0, 0, 1, 0, 0.0)}
    rows = {
        row["department_id"][7:]: tuple(row[name] for name in names)
        for row in ask(store, "department-load", {"section_leads": True})
    }
    third = pytest.approx(0.333333)
    assert rows["文化"] == (0, 0, 0, 1, 1, third)
    assert rows["税务"][-1] == pytest.approx(0.833333)
    assert pairs(ask(store, "shared-responsibility", {})) == {("税务", "财政"): 2}
    everyone = ["lead", "responsible", "support", "section_lead"]
    assert len(ask(store, "shared-responsibility", {"roles": everyone})) == 3
    assert ask(store, "shared-responsibility", {"roles": ["lead"]}) == []


def test_a_sub_indicator_counts_for_its_national_one_once(store):
    tax, money = body(LINSHUI, "税务"), body(LINSHUI, "财政")
    found = measure(
        "1.1",
        responsibilities=(responsible(tax), responsible(money, 20)),
        advances=(advance("创新创业"), advance("人才流动", 9), advance("包容普惠创新", 20)),
    )
    write(store, plan(found))
    rows = {row["indicator"]: row["measures"] for row in ask(store, "indicator-coverage", {})}
    assert {name: number for name, number in rows.items() if number} == {"包容普惠创新": 1}
    (row,) = ask(store, "shared-responsibility", {"indicator": "包容普惠创新"})
    assert row["indicators"] == ["包容普惠创新"]
    assert len(ask(store, "shared-responsibility", {"indicator": "创新创业"})) == 1


def test_a_law_cited_twice_in_a_measure_is_two_citations_of_one_measure(store):
    twice = (cites("公司法", LawKind.LAW, name="公司法"), cites("公司法", LawKind.LAW, name="公司法", start=60))
    write(store, plan(measure("1.1", citations=twice)))
    (row,) = ask(store, "laws-cited", {})
    assert (row["law"], row["measures"], row["citations"]) == ("公司法", 1, 2)

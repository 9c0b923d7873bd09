"""How far a law reaches through the measures that cite it. Figures on the four plans are those of the printed text."""

from dataclasses import replace
from datetime import date

import pytest

from graph.catalogue import answer, ask
from graph.errors import WrongParameter
from graph.model import LawKind, LawLevel, Role
from graph.writer import write
from tests.graph.plans import CITIES, advance, body, cites, measure, plan, responsible

LINSHUI, WANGSHAN = CITIES[:2]
TAX, MONEY = body(LINSHUI, "税务"), body(LINSHUI, "财政")
COMPANY = cites("公司法", LawKind.LAW, name="公司法", level=LawLevel.NATIONAL)
RULES = cites("条例", number="国发〔2020〕1号")


def issued(found, day):
    return replace(found, document=replace(found.document, issued_on=day))


class TestPublished:
    def test_the_one_law_that_two_plans_cite(self, library):
        """东宁's 48, carried by 住建局 and 发改局, and 抚远's 57, by nobody; neither plan prints its date."""
        first, *others = ask(library, "law-reach", {})
        assert (first["law"], first["number"], first["kind"], first["level"]) == (
            "必须招标的工程项目规定",
            "国家发展改革委2018年第16号令",
            "rule",
            "national",
        )
        assert (first["measures"], first["documents"], {*first["cities"]}) == (2, 2, {"东宁市", "抚远市"})
        assert (first["first_cited"], first["first_document"], first["undated"]) == (None, None, 2)
        assert first["indicators"] == ["招标投标"]
        assert {*first["department_names"]} == {"东宁市住房和城乡建设局", "东宁市发展和改革局"}
        assert (first["departments"], first["not_stated"]) == (2, 0)
        assert {(each["number"], each["quote"]) for each in first["details"]} == {
            ("48．", "《必须招标的工程项目规定》"),
            ("57.", "《必须招标的工程项目规定》"),
        }
        assert {row["measures"] for row in others} == {1}

    @pytest.mark.parametrize(
        "name", ["必须招标的工程项目规定", "国家发展改革委2018年第16号令", "law/必须招标的工程项目规定"]
    )
    def test_name_number_and_id(self, library, name):
        (row,) = ask(library, "law-reach", {"law": name})
        assert (row["law_id"], row["measures"]) == ("law/必须招标的工程项目规定", 2)
        (row,) = ask(library, "law-reach", {"law": name, "city": "东宁市"})
        assert (row["measures"], row["cities"]) == (1, ["东宁市"])

    def test_the_quotes_stand_in_the_source(self, library, documents):
        rows = ask(library, "law-reach", {"city": "东宁市"})
        assert len(rows) == 5
        text = (documents / "000_90699731499d33ed.txt").read_bytes().decode("utf-8-sig")
        for row in rows:
            for each in row["details"]:
                assert "".join(text[each["start"] : each["end"]].split()) == each["quote"]

    def test_dates_and_what_is_not_stated(self, library):
        """绥芬河 is dated 26 December 2022; 长春, dated 2 April 2021, states the leads of sections only."""
        (row,) = ask(library, "law-reach", {"law": "优化营商环境条例"})
        assert (row["first_cited"], row["undated"], row["department_names"]) == (
            date(2022, 12, 26),
            0,
            ["绥芬河市营商环境建设监督局"],
        )
        (row,) = ask(library, "law-reach", {"law": "长春市促进科技成果转化条例"})
        assert (row["first_cited"], row["departments"], row["not_stated"]) == (date(2021, 4, 2), None, 1)
        (row,) = ask(library, "law-reach", {"law": "长春市促进科技成果转化条例", "roles": ["section_lead"]})
        assert (row["departments"], row["not_stated"]) == (1, 0)


@pytest.fixture
def filled(store):
    """公司法 in three measures of three plans and two cities, in one of them twice; 条例 in one."""
    write(
        store,
        issued(
            plan(
                measure(
                    "1.1",
                    responsibilities=(responsible(TAX), responsible(MONEY, 20, Role.SUPPORT)),
                    advances=(advance("纳税"), advance("创新创业", 9)),
                    citations=(
                        COMPANY,
                        replace(COMPANY, article="第三条", span=replace(COMPANY.span, start=35, end=44)),
                        RULES,
                    ),
                ),
                title="甲措施",
            ),
            date(2021, 3, 1),
        ),
    )
    write(store, issued(plan(measure("1.1", citations=(COMPANY,)), title="乙措施"), date(2020, 5, 1)))
    written = measure("1.1", responsibilities=(responsible(body(WANGSHAN, "税务")),), citations=(COMPANY,))
    write(store, issued(plan(written, title="丙措施", city=WANGSHAN), None))
    return store


def test_reach(filled):
    law, rule = ask(filled, "law-reach", {})
    assert (law["law"], law["kind"], law["level"], law["measures"], law["documents"]) == (
        "公司法",
        "law",
        "national",
        3,
        3,
    )
    assert (law["first_cited"], law["first_document"], law["undated"]) == (date(2020, 5, 1), "乙措施", 1)
    assert {*law["cities"]} == {"临水市", "望山市"}
    assert law["indicators"] == ["纳税", "包容普惠创新"]
    assert law["department_names"] == ["临水市税务局", "临水市财政局", "望山市税务局"]
    assert (law["departments"], law["not_stated"]) == (3, 1)
    assert [(each["document"], each["article"], each["start"]) for each in law["details"]] == [
        ("乙措施", None, 30),
        ("甲措施", None, 30),
        ("甲措施", "第三条", 35),
        ("丙措施", None, 30),
    ]
    assert (rule["law"], rule["number"], rule["measures"], rule["total"]) == (None, "国发〔2020〕1号", 1, 2)
    ids = {row["id"] for row in filled.read("MATCH (m:Measure) RETURN m.id AS id")}
    assert {each["id"] for each in law["details"]} == ids


def test_what_is_asked_about(filled):
    def reach(**given):
        return [(row["law_id"], row["measures"]) for row in ask(filled, "law-reach", given)]

    assert reach(law="law/条例") == reach(law="国发〔2020〕1号") == [("law/条例", 1)]
    assert reach(city="望山市") == [("law/公司法", 1)]
    assert reach(city="990101") == [("law/公司法", 2), ("law/条例", 1)]
    assert reach(city="云中市", law="公司法") == [("law/公司法", 3)]
    assert reach(indicator="包容普惠创新") == [("law/公司法", 1), ("law/条例", 1)]
    assert reach(indicator="包容普惠创新", law="公司法", city="临水市") == [("law/公司法", 1)]
    assert reach(indicator="开办企业") == []
    assert reach(minimum=2) == [("law/公司法", 3)]
    cut = answer(filled, "law-reach", {"limit": 1})
    assert (len(cut.rows), cut.total, cut.truncated) == (1, 2, True)
    assert len(ask(filled, "law-reach", {"limit": None})) == 2


def test_roles(filled):
    """Who supports is not counted; then a plan that prints no other role states none."""
    (row,) = ask(filled, "law-reach", {"law": "公司法", "roles": ["support"]})
    assert (row["department_names"], row["departments"], row["not_stated"]) == (["临水市财政局"], 1, 2)
    (row,) = ask(filled, "law-reach", {"law": "公司法", "roles": ["section_lead"]})
    assert (row["department_names"], row["departments"], row["not_stated"]) == ([], None, 3)


def test_a_stated_plan_whose_citing_measure_has_nobody_reaches_none(store):
    write(store, plan(measure("1.1", responsibilities=(responsible(TAX),)), measure("1.2", citations=(COMPANY,))))
    (row,) = ask(store, "law-reach", {})
    assert (row["departments"], row["not_stated"]) == (0, 0)


def test_an_empty_graph_has_no_rows_and_unknown_names_are_refused(store):
    assert ask(store, "law-reach", {}) == []
    for given in ({"law": "乌有法"}, {"city": "乌有市"}, {"indicator": "乌有指标"}):
        with pytest.raises(WrongParameter, match=next(iter(given.values()))):
            ask(store, "law-reach", given)

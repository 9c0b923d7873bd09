"""A department's profile. Figures on 东宁 are counted from its annotation and the printed text."""

import pytest

from graph.catalogue import answer, ask
from graph.errors import WrongParameter
from graph.model import LawKind, Role
from graph.writer import write
from tests.graph.plans import CITIES, advance, body, cites, deadline, measure, mention, plan, responsible, target

LINSHUI, WANGSHAN = CITIES[:2]
TAX, MONEY, MARKET = (body(LINSHUI, name) for name in ("税务", "财政", "市场监管"))


class TestPublished:
    def test_the_power_company_of_dongning(self, library):
        """供电公司 is in 3 (of ten departments), 6 and 22 (of four), and alone in 15 to 18; 17 says 供电企业."""
        (row,) = ask(library, "department-profile", {"department": "供电公司", "city": "东宁市"})
        assert (row["department_id"], row["city"], row["functions"], row["systems"]) == (
            "231086/供电公司", "东宁市", ["供电"], ["utility"],
        )  # fmt: skip
        assert (row["led"], row["responsible"], row["supported"], row["section_led"]) == (0, 7, 0, 0)
        assert (row["measures"], row["load"], row["named"]) == (7, 4.6, 1)  # 1/10 + 1/4 + 4 + 1/4
        assert (row["stated"], row["not_stated"]) == (True, [])
        assert [(each["indicator"], each["measures"]) for each in row["indicators"]] == [
            ("获得电力", 4),
            ("开办企业", 1),
            ("办理建筑许可", 1),
            ("登记财产", 1),
        ]
        partners = {each["department_id"].partition("/")[2]: each["measures"] for each in row["partners"]}
        assert {name for name, shared in partners.items() if shared == 2} == {"营商环境", "税务", "自然资源"}
        assert (len(partners), sum(partners.values())) == (12, 15)  # 9 + 3 + 3
        assert [each["to"] for each in row["targets"]] == [0.5, 4, 3, 2, 24, 2, 3, 5, 80, 2.2, 99, 3]
        assert [(each["quote"], each["value"]) for each in row["deadlines"]] == [("2020年年底前", "2020-12-31")]
        assert row["laws"] == []

    def test_the_statements_lead_back_to_the_characters(self, library, documents):
        (row,) = ask(library, "department-profile", {"department": "231086/供电公司"})
        assert [each["number"] for each in row["details"]] == ["3．", "6．", "15.", "16.", "17.", "18.", "22．"]
        # As read: line ends as printed.
        text = (documents / "000_90699731499d33ed.txt").read_bytes().decode("utf-8-sig")
        for each in row["details"]:
            printed = text[each["start"] : each["end"]]
            assert "".join(printed.split()) == each["quote"] == "国网黑龙江东宁市电业局有限公司"
            assert each["role"] == "responsible"

    def test_laws(self, library):
        """财政局: 1/2 + 1/5 + 1/5 + 1 + 1 + 1/6; measure 13 cites the list of deposits and the regulation on wages."""
        (row,) = ask(library, "department-profile", {"department": "东宁市财政局"})
        assert (row["measures"], row["load"]) == (6, 3.066667)
        assert {(each["law"], each["measures"]) for each in row["laws"]} == {
            ("东宁市涉企保证金目录清单", 1),
            ("保障农民工工资支付条例", 1),
        }
        (row,) = ask(library, "department-profile", {"department": "税务", "city": "231086"})
        assert [(each["law"], each["number"]) for each in row["laws"]] == [(None, "国家税务总局2016年46号公告")]

    def test_section_leads_alone_are_not_stated_and_not_no_load(self, library):
        """长春's 市人社局 leads the sections of 53–56 and 64–67; nobody else is named for those measures."""
        asked = {"department": "人力资源社会保障", "city": "长春市"}
        (row,) = ask(library, "department-profile", asked)
        assert (row["stated"], row["section_led"], len(row["details"])) == (False, 8, 8)
        assert {row[name] for name in ("led", "responsible", "supported", "measures", "load")} == {None}
        assert [title[-14:] for title in row["not_stated"]] == ["优化营商环境重点工作方案》的通知"[-14:]]
        assert (row["indicators"], row["partners"], row["targets"], row["deadlines"]) == ([], [], [], [])
        (row,) = ask(library, "department-profile", asked | {"section_leads": True})
        assert (row["stated"], row["measures"], row["load"], row["not_stated"]) == (True, 8, 8.0, [])
        assert sum(each["measures"] for each in row["indicators"]) >= 8

    @pytest.mark.parametrize("name", ["231086/税务", "国家税务总局东宁市税务局"])
    def test_a_full_name_and_an_id_mean_one_department(self, library, name):
        assert [row["department_id"] for row in ask(library, "department-profile", {"department": name})] == [
            "231086/税务"
        ]

    @pytest.mark.parametrize("name", ["税务局", "税务"])
    def test_a_short_name_and_a_function_mean_one_in_each_city(self, library, name):
        rows = ask(library, "department-profile", {"department": name})
        assert [row["department_id"] for row in rows] == ["220100/税务", "231081/税务", "231086/税务"]
        above = ask(library, "department-profile", {"department": name, "city": "牡丹江市"})
        assert [row["department_id"] for row in above] == ["231081/税务", "231086/税务"]
        cut = answer(library, "department-profile", {"department": name, "limit": 1})
        assert (len(cut.rows), cut.total, cut.truncated) == (1, 3, True)


def test_roles_load_and_partners(store):
    """税务 leads 1 with 财政 and supports 2 with 市场监管; 3 is 财政's alone; 税务 leads the section of 4."""
    section_lead = responsible(TAX, 10, Role.SECTION_LEAD)
    write(
        store,
        plan(
            measure(
                "1.1",
                responsibilities=(
                    responsible(TAX, 10, Role.LEAD, "市税务局"),
                    responsible(TAX, 20, Role.SUPPORT),
                    responsible(MONEY, 30),
                ),
                advances=(advance("创新创业"), advance("纳税", 9)),
                targets=(target(52, 1), target(40, 2, old=3)),
                deadlines=(deadline(60, "2026-06"),),
                citations=(cites("公司法", LawKind.LAW, name="公司法"), cites("公司法", name="公司法", start=45)),
            ),
            measure(
                "1.2",
                responsibilities=(responsible(TAX, 10, Role.SUPPORT), responsible(MARKET, 20), responsible(None, 30)),
                advances=(advance("纳税"),),
                mentions=(mention(TAX, 70), mention(TAX, 80)),
            ),
            measure("1.3", responsibilities=(responsible(MONEY),), targets=(target(),)),
            measure("1.4", responsibilities=(section_lead, responsible(MONEY, 20)), deadlines=(deadline(),)),
        ),
    )
    (row,) = ask(store, "department-profile", {"department": "税务"})
    names = ("led", "responsible", "supported", "section_led", "measures", "load", "named")
    assert [row[name] for name in names] == [1, 0, 2, 1, 2, 1.0, 1]
    assert [(each["indicator"], each["measures"]) for each in row["indicators"]] == [("纳税", 2), ("包容普惠创新", 1)]
    assert [(each["department_id"][7:], each["measures"]) for each in row["partners"]] == [("市场监管", 1), ("财政", 1)]
    assert [(each["from"], each["to"], each["start"]) for each in row["targets"]] == [(3.0, 2.0, 40), (None, 1.0, 52)]
    assert [(each["value"], each["latest"]) for each in row["deadlines"]] == [("2026-06", "2026-06-30")]
    assert [(each["law"], each["measures"]) for each in row["laws"]] == [("公司法", 1)]
    assert [(each["number"], each["role"], each["quote"], each["start"]) for each in row["details"]] == [
        ("1.", "lead", "市税务局", 10),
        ("1.", "support", "税务局", 20),
        ("2.", "support", "税务局", 10),
        ("4.", "section_lead", "税务局", 10),
    ]
    (row,) = ask(store, "department-profile", {"department": "税务", "section_leads": True})
    assert [row[name] for name in names] == [1, 0, 2, 1, 3, 1.5, 1]
    assert [(each["department_id"][7:], each["measures"]) for each in row["partners"]] == [("财政", 2), ("市场监管", 1)]
    assert [each["value"] for each in row["deadlines"]] == ["2026-06", "2026-06-30"]


def test_every_statement_and_measure_has_its_ids(store):
    write(store, plan(measure("1.1", responsibilities=(responsible(TAX),), targets=(target(),))))
    (found,) = store.read("MATCH (m:Measure) RETURN m.id AS id")
    (row,) = ask(store, "department-profile", {"department": "税务"})
    assert [each["id"] for each in row["details"]] == [found["id"]]
    assert [each["measure_id"] for each in row["targets"]] == [found["id"]]


def test_a_document_of_its_city_that_states_nothing_is_told(store):
    write(store, plan(measure("1.1", responsibilities=(responsible(TAX),)), title="甲措施"))
    write(store, plan(measure("1.1"), title="乙措施"))
    write(store, plan(measure("1.1"), title="别市措施", city=WANGSHAN))
    (row,) = ask(store, "department-profile", {"department": "税务"})
    assert (row["stated"], row["measures"], row["not_stated"]) == (True, 1, ["乙措施"])


def test_a_department_only_named(store):
    """Where its document states responsibility it carries nothing; where it states none, that is not known."""
    stating = plan(measure("1.1", responsibilities=(responsible(TAX),), mentions=(mention(MONEY),)), title="甲措施")
    write(store, stating)
    write(store, plan(measure("1.1", mentions=(mention(body(WANGSHAN, "财政")),)), city=WANGSHAN, title="乙措施"))
    here, there = ask(store, "department-profile", {"department": "财政"})
    assert (here["stated"], here["measures"], here["load"], here["named"]) == (True, 0, 0.0, 1)
    assert (there["stated"], there["measures"], there["load"], there["named"]) == (False, None, None, 1)
    assert there["not_stated"] == ["乙措施"]


def test_an_open_group_alone_is_a_stated_responsibility(store):
    write(store, plan(measure("1.1", responsibilities=(responsible(None),), mentions=(mention(TAX),))))
    (row,) = ask(store, "department-profile", {"department": "税务"})
    assert (row["stated"], row["measures"], row["partners"]) == (True, 0, [])


def test_no_limit_shows_everything(store):
    for city in CITIES:
        write(store, plan(measure("1.1", responsibilities=(responsible(body(city, "税务")),)), city=city))
    assert len(ask(store, "department-profile", {"department": "税务", "limit": None})) == len(CITIES)


def test_what_the_graph_lacks_is_refused(store):
    with pytest.raises(WrongParameter, match="税务"):
        ask(store, "department-profile", {"department": "税务"})
    write(store, plan(measure("1.1", responsibilities=(responsible(TAX),))))
    with pytest.raises(WrongParameter, match="乌有市"):
        ask(store, "department-profile", {"department": "税务", "city": "乌有市"})
    assert ask(store, "department-profile", {"department": "税务", "city": "990100"})


def test_a_name_that_is_nearly_right_is_told(store):
    write(store, plan(measure("1.1", responsibilities=(responsible(TAX),))))
    with pytest.raises(WrongParameter, match=f"：{CITIES[0].name}。"):
        ask(store, "department-profile", {"department": "税务", "city": CITIES[0].name.removesuffix("市")})
    with pytest.raises(WrongParameter, match=f"：{TAX.name}。"):
        ask(store, "department-profile", {"department": TAX.name.replace("市", "")})

"""The relational questions as root fields: what they answer on three small plans, counted by hand."""

import pytest

from api.identifiers import encode
from api.types.choices import CHOICES
from api.types.question import MAXIMUM
from api.types.questions import QUESTIONS
from graph.catalogue import questions
from tests.api.plans import LAW

pytestmark = pytest.mark.anyio

MARKET, TAX, HOUSING = "青溪市市场监督管理局", "青溪市税务局", "青溪市住房和城乡建设局"
FIRST, SECOND, THIRD, FOURTH = "推行开办企业一网通办", "压缩开办企业时间", "简化施工许可", "便利纳税缴费"


def named(nodes):
    return [each["name"] for each in nodes]


def test_every_question_is_a_field_but_the_card_which_a_node_is():
    assert {each.question for each in QUESTIONS} == {*questions()} - {"measure-card"}


def test_choices_are_those_of_the_arguments():
    """A list of values that a header closes is an enum, and an enum has no others than its columns speak of."""
    closed = {parameter.values for each in QUESTIONS for parameter in each.asked.parameters if parameter.values}
    known = [{member.value for member in enum.__members__.values()} for enum in CHOICES]
    roles, kinds = {"lead", "responsible", "support", "section_lead"}, "administrative_regulation"
    for values in closed:
        assert {*values} == roles or kinds in values or any({*values} <= each for each in known)
    spoken = {each.type for asked in QUESTIONS for each in asked.columns}
    for enum in CHOICES:
        members = {member.value for member in enum.__members__.values()}
        assert enum.__name__ in spoken or any({*values} == members for values in closed)


async def test_a_larger_group_shares_what_all_of_it_answer_for(client):
    """Only the second measure has three departments, none has four."""
    data = await client.ask(
        """{ three: sharedResponsibility(size: 3) { totalCount rows {
               departments { name } measureCount measures { heading } indicators { name }
               statements { measure { heading } department { name } role quote } } }
             four: sharedResponsibility(size: 4) { totalCount rows { measureCount } }
             pairs: sharedResponsibility { totalCount rows { measureCount } } }"""
    )
    [row] = data["three"]["rows"]
    assert {*named(row["departments"])} == {MARKET, TAX, HOUSING}
    assert (row["measureCount"], row["measures"]) == (1, [{"heading": SECOND}])
    assert row["indicators"] == [{"name": "开办企业"}]
    assert [(each["department"]["name"], each["role"], each["quote"]) for each in row["statements"]] == [
        (MARKET, "LEAD", "市场监督管理局"),
        (TAX, "RESPONSIBLE", "税务局"),
        (HOUSING, "SUPPORT", "住房和城乡建设局"),
    ]
    assert data["four"] == {"totalCount": 0, "rows": []}
    # Market and tax share two measures; housing is with each of them in the second.
    assert data["pairs"] == {"totalCount": 3, "rows": [{"measureCount": 2}, {"measureCount": 1}, {"measureCount": 1}]}


async def test_functions_share_what_different_departments_of_theirs_do(client):
    data = await client.ask(
        """{ sharedFunctions(minimum: 2) { totalCount rows {
               functions { name } measureCount cities { name } indicators { name } measures { heading } } }
             formal: sharedFunctions(roles: [LEAD, RESPONSIBLE]) { rows { functions { name } measureCount } }
             elsewhere: sharedFunctions(city: "白石市") { totalCount } }"""
    )
    assert data["sharedFunctions"] == {
        "totalCount": 1,
        "rows": [
            {
                "functions": [{"name": "市场监管"}, {"name": "税务"}], "measureCount": 2,
                "cities": [{"name": "青溪市"}], "indicators": [{"name": "开办企业"}],
                "measures": [{"heading": FIRST}, {"heading": SECOND}],
            }
        ],
    }  # fmt: skip
    assert data["formal"]["rows"] == [{"functions": [{"name": "市场监管"}, {"name": "税务"}], "measureCount": 1}]
    assert data["elsewhere"] == {"totalCount": 0}


async def test_a_profile_has_what_a_department_carries(client):
    text = """query ($department: String!) { departmentProfile(department: $department) { totalCount rows {
        department { id name } city { name } measureCount led responsible supported load
        indicators { indicator { name } measureCount } partners { department { name } measureCount }
        targets { quote } deadlines { value } laws { law { name } measureCount } notStated { title }
        statements { measure { heading } role quote } } } }"""
    data = await client.ask(text, department=TAX)
    [row] = data["departmentProfile"]["rows"]
    assert (row["city"], row["measureCount"]) == ({"name": "青溪市"}, 3)
    assert (row["led"], row["responsible"], row["supported"]) == (0, 2, 1)
    assert row["load"] == pytest.approx(1 / 2 + 1 / 3 + 1, abs=1e-5)
    assert [(each["indicator"]["name"], each["measureCount"]) for each in row["indicators"]] == [
        ("开办企业", 2),
        ("纳税", 1),
    ]
    assert [(each["department"]["name"], each["measureCount"]) for each in row["partners"]] == [
        (MARKET, 2),
        (HOUSING, 1),
    ]
    assert row["targets"] == [{"quote": "由3天减至1天"}, {"quote": "2个环节以内"}]
    assert {each["value"] for each in row["deadlines"]} == {"2026-03", "2026-12-31"}
    assert row["laws"] == [{"law": {"name": LAW}, "measureCount": 1}]
    assert row["notStated"] == []
    assert [(each["measure"]["heading"], each["role"]) for each in row["statements"]] == [
        (FIRST, "SUPPORT"),
        (SECOND, "RESPONSIBLE"),
        (FOURTH, "RESPONSIBLE"),
    ]
    assert await client.ask(text, department=row["department"]["id"]) == data  # by its id as by its name


async def test_partners_leads_and_bridges(client):
    data = await client.ask(
        """query ($market: String!) {
             coResponsibility(department: $market) { rows { partner { name } measureCount share } }
             leadAndSupport(city: "青溪市") { totalCount rows {
               lead { name } support { name } measureCount statesRoles printedRoles document { title } } }
             bridgingDepartments(city: "青溪市") { totalCount rows {
               department { name } partnerCount openPairs openShare indicators { name }
               onlyIndicators { first { name } second { name } } } } }""",
        market=MARKET,
    )
    assert data["coResponsibility"]["rows"] == [
        {"partner": {"name": TAX}, "measureCount": 2, "share": 1.0},
        {"partner": {"name": HOUSING}, "measureCount": 1, "share": 0.5},
    ]
    assert data["leadAndSupport"]["totalCount"] == 3
    *pairs, silent = data["leadAndSupport"]["rows"]
    assert {(each["lead"]["name"], each["support"]["name"], each["measureCount"]) for each in pairs} == {
        (MARKET, TAX, 1),
        (MARKET, HOUSING, 1),
    }
    assert silent == {
        "lead": None, "support": None, "measureCount": None, "statesRoles": False, "printedRoles": ["LEAD"],
        "document": {"title": "白石市优化营商环境实施方案"},
    }  # fmt: skip
    # Everybody shares with everybody, so no pair is open; two departments join two indicators each, alone.
    rows = {each["department"]["name"]: each for each in data["bridgingDepartments"]["rows"]}
    assert {*rows} == {TAX, HOUSING}
    assert (rows[TAX]["partnerCount"], rows[TAX]["openPairs"], rows[TAX]["openShare"]) == (2, 0, 0.0)
    assert rows[TAX]["onlyIndicators"] == [{"first": {"name": "开办企业"}, "second": {"name": "纳税"}}]


async def test_gaps_single_points_and_coverage(client):
    data = await client.ask(
        """{ responsibilityGaps { totalCount rows { gap measure { heading } sectionLeads { name } } }
             named: responsibilityGaps(gaps: [NOT_STATED]) { rows { measure { city { name } } } }
             singlePoints(city: "青溪市") { totalCount rows {
               city { name } indicator { name } kind department { name } measureCount alone others { name } } }
             indicatorCoverage(city: "青溪市") { totalCount rows {
               indicator { name } measureCount assigned unassigned notStated departmentCount departments { name } } } }"""
    )
    assert data["responsibilityGaps"] == {
        "totalCount": 3,
        "rows": [
            {"gap": "NONE", "measure": {"heading": "完善公共服务"}, "sectionLeads": []},
            {"gap": "NONE", "measure": {"heading": "加强宣传"}, "sectionLeads": []},
            {"gap": "NOT_STATED", "measure": {"heading": "改进信用服务"}, "sectionLeads": []},
        ],
    }
    assert data["named"]["rows"] == [{"measure": {"city": {"name": "黑岭市"}}}]
    # 纳税 of 青溪市 has a group beside the tax bureau, which is nobody's name but is somebody.
    assert {
        (row["city"]["name"], row["indicator"]["name"]): (row["kind"], row["department"]["name"], row["alone"])
        for row in data["singlePoints"]["rows"]
    } == {
        ("青溪市", "办理建筑许可"): ("SOLE", HOUSING, 1),
        ("青溪市", "纳税"): ("EVERY", TAX, 0),
        ("白石市", "纳税"): ("SOLE", "白石市税务局", 1),
    }
    assert data["indicatorCoverage"]["totalCount"] == 18
    [row] = [row for row in data["indicatorCoverage"]["rows"] if row["indicator"]["name"] == "开办企业"]
    assert {*named(row.pop("departments"))} == {MARKET, TAX, HOUSING}
    assert row == {
        "indicator": {"name": "开办企业"}, "measureCount": 2, "assigned": 2, "unassigned": 0, "notStated": 0,
        "departmentCount": 3,
    }  # fmt: skip


async def test_cities_targets_and_deadlines(client):
    data = await client.ask(
        """{ citiesCompared(cities: ["青溪市"], indicator: "开办企业") { rows {
               city { name } measureCount assigned coverage departmentCount meanDepartments leading { name }
               leadingMeasures targetCount deadlineCount } }
             targetsCompared(minimum: 1) { totalCount rows {
               metric value commonUnit rank cityCount match target { quote measure { heading } } start end } }
             deadlinesDue(today: "2026-04-01") { totalCount rows {
               deadline { value } overdue daysLeft departments { name } statements { role quote } } } }"""
    )
    above, below = data["citiesCompared"]["rows"]
    assert {*named(above.pop("leading"))} == {MARKET, TAX}
    assert above == {
        "city": {"name": "青溪市"}, "measureCount": 2, "assigned": 2, "coverage": 1.0, "departmentCount": 3,
        "meanDepartments": 2.5, "leadingMeasures": 2, "targetCount": 2, "deadlineCount": 2,
    }  # fmt: skip
    assert (below["city"], below["measureCount"], below["leadingMeasures"]) == ({"name": "白石市"}, 0, None)
    [target] = data["targetsCompared"]["rows"]  # the other does not say what it counts
    assert target.pop("end") - target.pop("start") == 6
    assert target == {
        "metric": "开办时间", "value": 1.0, "commonUnit": "天", "rank": 1, "cityCount": 1, "match": "EQUAL",
        "target": {"quote": "由3天减至1天", "measure": {"heading": SECOND}},
    }  # fmt: skip
    first, second = data["deadlinesDue"]["rows"]
    assert (first["deadline"]["value"], first["overdue"], first["daysLeft"]) == ("2026-03", True, -1)
    assert (second["deadline"]["value"], second["overdue"], second["daysLeft"]) == ("2026-12-31", False, 274)
    assert {*named(first["departments"])} == {MARKET, TAX, HOUSING}


async def test_laws_and_what_they_reach(client):
    data = await client.ask(
        """{ lawsCited { totalCount rows {
               law { name } measureCount citationCount cities { name } articles measures { heading } } }
             lawReach { rows { law { name } measureCount documentCount firstCited firstDocument { title } undated
               cities { name } departmentCount departments { name } indicators { name }
               citations { measure { heading } article quote } } } }"""
    )
    headings = [FIRST, THIRD, "推行纳税一网通办"]
    assert data["lawsCited"]["totalCount"] == 1
    assert data["lawsCited"]["rows"] == [
        {
            "law": {"name": LAW}, "measureCount": 3, "citationCount": 3, "articles": ["第三条"],
            "cities": [{"name": "青溪市"}, {"name": "白石市"}], "measures": [{"heading": each} for each in headings],
        }
    ]  # fmt: skip
    [row] = data["lawReach"]["rows"]
    assert (row["documentCount"], row["firstCited"], row["undated"]) == (2, "2026-03-01", 1)
    assert row["firstDocument"] == {"title": "青溪市优化营商环境若干措施"}
    assert ({*named(row["departments"])}, row["departmentCount"]) == ({MARKET, TAX, HOUSING, "白石市税务局"}, 4)
    assert named(row["indicators"]) == ["开办企业", "办理建筑许可", "纳税"]
    assert [(each["measure"]["heading"], each["article"], each["quote"]) for each in row["citations"]] == [
        (heading, "第三条", f"《{LAW}》") for heading in headings
    ]


async def test_a_path_is_a_chain_of_shared_measures_or_says_why_there_is_none(client):
    data = await client.ask(
        """query ($one: String!, $other: String!) {
             path: pathBetweenDepartments(first: $one, second: $other) { rows {
               steps why chain { name } links { step from { name } to { name } measure { heading } } } }
             none: pathBetweenDepartments(first: $one, second: $other, roles: [LEAD, RESPONSIBLE]) { rows {
               steps why chain { name } links { step } } } }""",
        one=HOUSING,
        other=TAX,
    )
    assert data["path"]["rows"] == [
        {
            "steps": 1, "why": None, "chain": [{"name": HOUSING}, {"name": TAX}],
            "links": [{"step": 1, "from": {"name": HOUSING}, "to": {"name": TAX}, "measure": {"heading": SECOND}}],
        }
    ]  # fmt: skip
    assert data["none"]["rows"] == [{"steps": None, "why": "APART", "chain": [], "links": []}]


async def test_what_is_not_known_is_said(client):
    """No document is compared with others, and no city has two versions."""
    data = await client.ask(
        """{ similarMeasures(city: "黑岭市") { rows {
               state score first { heading } firstDocument { title } firstResponsibilities { role } second { id } } }
             borrowedMeasures(city: "黑岭市") { rows { order earlier { name } later { name } measureCount document { title } } }
             versionsCompared(city: "黑岭市") { rows { change before { id } beforeDocument { title } targetsAdded { quote } } }
             departmentLoad(city: "黑岭市") { rows { department { name } measureCount document { title } } } }"""
    )
    title = {"title": "黑岭市优化营商环境要点"}
    assert data["similarMeasures"]["rows"] == [
        {"state": "NOT_COMPARED", "score": None, "first": None, "firstDocument": title, "firstResponsibilities": None,
         "second": None}
    ]  # fmt: skip
    assert data["borrowedMeasures"]["rows"] == [
        {"order": "NOT_COMPARED", "earlier": None, "later": {"name": "黑岭市"}, "measureCount": None, "document": title}
    ]
    assert data["versionsCompared"]["rows"] == [
        {"change": "CHOOSE", "before": None, "beforeDocument": title, "targetsAdded": None}
    ]
    assert data["departmentLoad"]["rows"] == [{"department": None, "measureCount": None, "document": title}]


async def test_search_says_where_the_words_stand(client):
    data = await client.ask('{ search(text: "开办企业") { totalCount rows { excerpt measure { heading } } } }')
    assert {row["measure"]["heading"] for row in data["search"]["rows"]} == {FIRST, SECOND}
    assert all("开办企业" in row["excerpt"] for row in data["search"]["rows"])


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ('{ departmentLoad(city: "青溪") { totalCount } }', "NOT_FOUND"),
        ('{ singlePoints(indicator: "乌有") { totalCount } }', "NOT_FOUND"),
        ('{ coResponsibility(department: "乌有局") { totalCount } }', "NOT_FOUND"),
        ('{ citiesCompared(cities: ["青溪市", "乌有市"]) { totalCount } }', "NOT_FOUND"),
        ('{ similarMeasures(measure: "' + encode("Measure", "none") + '") { totalCount } }', "NOT_FOUND"),
        ('{ similarMeasures(measure: "' + encode("City", "990100") + '") { totalCount } }', "BAD_ID"),
        (f"{{ lawsCited(limit: {MAXIMUM + 1}) {{ totalCount }} }}", "PAGE_SIZE"),
        ("{ sharedResponsibility(size: 1) { totalCount } }", "BAD_VALUE"),
        ("{ versionsCompared(changes: [CHOOSE]) { totalCount } }", "BAD_VALUE"),
        ("{ responsibilityGaps(gaps: [EVERY]) { totalCount } }", "INVALID"),
    ],
)
async def test_what_cannot_be_asked_is_refused_by_code(client, query, code):
    assert (await client.refused(query))["extensions"]["code"] == code

"""What the API answers about the small plans, counted by hand; and in how many statements."""

import pytest

from api.identifiers import encode
from graph.identity import document_id, measure_id
from tests.api.plans import LAW, UPPER_PLAN

pytestmark = pytest.mark.anyio

UPPER_DOCUMENT = document_id(UPPER_PLAN.document)
FIRST = encode("Measure", measure_id(UPPER_DOCUMENT, "1.1"))
FOURTH = encode("Measure", measure_id(UPPER_DOCUMENT, "1.4"))


async def test_a_measure_shows_its_responsibilities_with_their_evidence(client):
    data = await client.ask(
        """query ($id: ID!) { measure(id: $id) {
            id ordinal printedNumber heading
            document { title number issuedOn status city { name parent { name parent { name } } } }
            section { title measures { totalCount } }
            city { code level }
            responsibilities { totalCount edges {
                role quote start end basis confidence document { id } node { name function city { name } } } }
            indicators { edges { basis rank node { name code } } }
            laws { edges { quote article kind node { name } } }
            openResponsibilities { quote }
        } }""",
        id=FIRST,
    )
    measure = UPPER_PLAN.measures[0]
    lead, support = measure.responsibilities
    assert data["measure"]["id"] == FIRST
    assert data["measure"]["heading"] == "推行开办企业一网通办"
    assert data["measure"]["document"] == {
        "title": "青溪市优化营商环境若干措施",
        "number": "青政发〔2026〕1号",
        "issuedOn": "2026-03-01",
        "status": "ISSUED",
        "city": {"name": "青溪市", "parent": {"name": "云岭省", "parent": None}},
    }
    assert data["measure"]["section"] == {"title": "一、优化服务", "measures": {"totalCount": 5}}
    assert data["measure"]["city"] == {"code": "990100", "level": "PREFECTURE"}
    document = {"id": encode("Document", UPPER_DOCUMENT)}
    assert data["measure"]["responsibilities"] == {
        "totalCount": 2,
        "edges": [
            {
                "role": "LEAD", "quote": "市场监督管理局", "start": lead.span.start, "end": lead.span.end,
                "basis": "STATEMENT", "confidence": 1.0, "document": document,
                "node": {"name": "青溪市市场监督管理局", "function": "市场监管", "city": {"name": "青溪市"}},
            },
            {
                "role": "SUPPORT", "quote": "税务局", "start": support.span.start, "end": support.span.end,
                "basis": "STATEMENT", "confidence": 1.0, "document": document,
                "node": {"name": "青溪市税务局", "function": "税务", "city": {"name": "青溪市"}},
            },
        ],
    }  # fmt: skip
    [advance] = data["measure"]["indicators"]["edges"]
    assert advance["basis"] == "SECTION"
    assert advance["node"]["name"] == "开办企业"
    assert data["measure"]["laws"]["edges"] == [
        {
            "quote": f"《{LAW}》", "article": "第三条", "kind": "ADMINISTRATIVE_REGULATION",
            "node": {"name": LAW},
        }
    ]  # fmt: skip
    assert data["measure"]["openResponsibilities"] == []
    assert len(client.store.asked) == 1


async def test_a_group_is_an_open_responsibility_and_no_department(client):
    data = await client.ask(
        """query ($id: ID!) { measure(id: $id) {
            openResponsibilities { quote role start end document { title } }
            responsibilities { nodes { name } }
        } }""",
        id=FOURTH,
    )
    group = UPPER_PLAN.measures[3].responsibilities[1]
    assert data["measure"] == {
        "openResponsibilities": [
            {
                "quote": "各相关单位", "role": "SUPPORT", "start": group.span.start, "end": group.span.end,
                "document": {"title": "青溪市优化营商环境若干措施"},
            }
        ],
        "responsibilities": {"nodes": [{"name": "青溪市税务局"}]},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "headings"),
    [
        ('city: "青溪市", indicator: "开办企业"', ["推行开办企业一网通办", "压缩开办企业时间"]),
        ('city: "990181"', ["推行纳税一网通办", "加强宣传"]),
        ('indicator: ["纳税", "办理建筑许可"]', ["简化施工许可", "便利纳税缴费", "推行纳税一网通办"]),
        ('function: "税务", role: LEAD', ["推行纳税一网通办"]),  # the tax bureau itself leads, not just anybody
        ('function: "税务", role: [RESPONSIBLE, SUPPORT]', ["推行开办企业一网通办", "压缩开办企业时间", "便利纳税缴费"]),
        (f'law: "{LAW}"', ["推行开办企业一网通办", "简化施工许可", "推行纳税一网通办"]),
        ('search: "一网通办"', ["推行开办企业一网通办", "推行纳税一网通办"]),
        ('search: "一网通办 纳税"', ["推行纳税一网通办"]),
        ('search: "简"', ["简化施工许可"]),
        ('search: "+(\\"一网通办", city: "白石市"', ["推行纳税一网通办"]),
        ("city: []", []),
        ("city: null, role: SECTION_LEAD", []),
    ],
)  # fmt: skip
async def test_filters_of_measures(client, given, headings):
    data = await client.ask(f"{{ measures(filter: {{{given}}}) {{ totalCount nodes {{ heading }} }} }}")
    assert [node["heading"] for node in data["measures"]["nodes"]] == headings
    assert data["measures"]["totalCount"] == len(headings)
    assert len(client.store.asked) == 1


async def test_a_city_includes_the_units_below_it(client):
    data = await client.ask(
        '{ province: measures(filter: {city: "云岭省"}) { totalCount } upper: measures(filter: {city: "青溪市"}) '
        '{ totalCount } lower: measures(filter: {city: "白石市"}) { totalCount } }'
    )
    assert data == {"province": {"totalCount": 8}, "upper": {"totalCount": 7}, "lower": {"totalCount": 2}}


async def test_filters_of_the_other_lists(client):
    data = await client.ask(
        """{
            departments(filter: {city: "青溪市", indicator: "开办企业", function: "税务"}) { nodes { name } }
            known: departments(filter: {known: false}) { totalCount }
            named: departments(filter: {search: "住房"}) { nodes { name } }
            indicators(filter: {level: NATIONAL, city: "白石市"}) { nodes { name level } }
            laws(filter: {kind: ADMINISTRATIVE_REGULATION, indicator: "纳税"}) { nodes { name kind } }
            cities(filter: {level: [COUNTY, PREFECTURE], province: "云岭省", hasDocuments: true}) { nodes { name } }
            documents(filter: {status: DRAFT, city: "白石市", search: "方案"}) { nodes { title issuedOn } }
        }"""
    )
    assert data == {
        "departments": {"nodes": [{"name": "青溪市税务局"}]},
        "known": {"totalCount": 0},
        "named": {"nodes": [{"name": "青溪市住房和城乡建设局"}]},
        "indicators": {"nodes": [{"name": "纳税", "level": "NATIONAL"}]},
        "laws": {"nodes": [{"name": LAW, "kind": "ADMINISTRATIVE_REGULATION"}]},
        "cities": {"nodes": [{"name": "青溪市"}, {"name": "白石市"}, {"name": "黑岭市"}]},
        "documents": {"nodes": [{"title": "白石市优化营商环境实施方案", "issuedOn": None}]},
    }
    assert len(client.store.asked) == 1


async def test_relations_lead_everywhere_in_one_statement(client):
    data = await client.ask(
        """{
            cities(filter: {city: null, search: "青溪"}, first: 5) { nodes {
                departments(first: 10) { nodes { name functions { nodes { name departments { totalCount } } }
                    measures(filter: {role: LEAD}) { edges { role quote node { heading } } } } }
                documents { nodes { sections(first: 10) { nodes { title level document { title } parent { title }
                    sections { totalCount } } } measures(last: 1) { nodes { heading } } } }
            } }
            indicators(first: 1, filter: {search: "开办企业"}) { nodes {
                parent { name } subIndicators { totalCount }
                measures { totalCount edges { basis node { ordinal } } } } }
            laws { nodes { measures { edges { article node { city { name } } } } } }
        }""".replace("city: null, ", "")
    )
    [city] = data["cities"]["nodes"]
    assert [(d["name"], len(d["measures"]["edges"])) for d in city["departments"]["nodes"]] == [
        ("青溪市住房和城乡建设局", 0),
        ("青溪市市场监督管理局", 2),
        ("青溪市税务局", 0),
        ("青溪市财政局", 0),  # named in a measure's text
    ]
    assert city["departments"]["nodes"][2]["functions"] == {
        "nodes": [{"name": "税务", "departments": {"totalCount": 2}}]
    }
    [document] = city["documents"]["nodes"]
    assert document["measures"]["nodes"] == [{"heading": "完善公共服务"}]
    assert document["sections"]["nodes"] == [
        {
            "title": "一、优化服务", "level": 1, "document": {"title": "青溪市优化营商环境若干措施"},
            "parent": None, "sections": {"totalCount": 0},
        }
    ]  # fmt: skip
    [indicator] = data["indicators"]["nodes"]
    assert indicator["measures"]["totalCount"] == 2
    assert [edge["node"]["city"]["name"] for edge in data["laws"]["nodes"][0]["measures"]["edges"]] == [
        "青溪市", "青溪市", "白石市",
    ]  # fmt: skip
    assert len(client.store.asked) == 1


async def test_a_measure_shows_what_it_promises_and_whom_it_names(client):
    data = await client.ask(
        """{ measures(filter: {hasTargets: true}, first: 10) { nodes { heading
            targets { edges { quote start document { title }
                node { metric kind from to unit comparator due measure { ordinal } } } }
            deadlines { edges { quote node { value latest } } }
            named { totalCount edges { quote node { name namedIn { edges { quote node { ordinal } } } } } }
            responsibilities { nodes { name } } } } }"""
    )
    [measure] = data["measures"]["nodes"]
    promise = UPPER_PLAN.measures[1].targets[0]
    assert measure["heading"] == "压缩开办企业时间"
    first, second = measure["targets"]["edges"]
    assert first == {
        "quote": "由3天减至1天", "start": promise.span.start, "document": {"title": "青溪市优化营商环境若干措施"},
        "node": {
            "metric": "开办时间", "kind": "CHANGE", "from": 3.0, "to": 1.0, "unit": "天", "comparator": "EQUAL",
            "due": "2026-12-31", "measure": {"ordinal": 2},
        },
    }  # fmt: skip
    assert [second["node"][name] for name in ("metric", "kind", "from", "comparator")] == [
        None,
        "LIMIT",
        None,
        "AT_MOST",
    ]
    assert [edge["node"] for edge in measure["deadlines"]["edges"]] == [
        {"value": "2026-03", "latest": "2026-03-31"},
        {"value": "2026-12-31", "latest": "2026-12-31"},
    ]
    assert measure["named"] == {
        "totalCount": 1,
        "edges": [
            {
                "quote": "财政局",
                "node": {"name": "青溪市财政局", "namedIn": {"edges": [{"quote": "财政局", "node": {"ordinal": 2}}]}},
            }
        ],
    }
    assert "青溪市财政局" not in [node["name"] for node in measure["responsibilities"]["nodes"]]
    assert len(client.store.asked) == 1


async def test_targets_and_deadlines_are_listed_and_filtered(client):
    data = await client.ask(
        """{
            targets(filter: {city: "青溪市", indicator: "开办企业"}) { totalCount nodes { quote } }
            change: targets(filter: {kind: CHANGE, unit: ["天", "小时"], search: "开办"}) { nodes { to } }
            elsewhere: targets(filter: {city: "白石市"}) { totalCount }
            deadlines(filter: {city: "云岭省"}) { nodes { value measure { heading } } }
            later: deadlines(filter: {dueFrom: "2026-04-01", dueUntil: "2026-12-31"}) { nodes { quote } }
            due: measures(filter: {dueFrom: "2026-03-31", dueUntil: "2026-03-31"}) { nodes { ordinal } }
            between: measures(filter: {dueFrom: "2026-04-01", dueUntil: "2026-11-30"}) { totalCount }
            promising: measures(filter: {hasTargets: false}) { totalCount }
            named: departments(filter: {responsible: false}) { nodes { name measures { totalCount } } }
            national: laws(filter: {level: NATIONAL}) { nodes { name level measures { edges { level } } } }
            text: documents(filter: {form: [TEXT, OCR]}) { totalCount nodes { form } }
        }"""
    )
    assert data["targets"] == {"totalCount": 2, "nodes": [{"quote": "由3天减至1天"}, {"quote": "2个环节以内"}]}
    assert data["change"] == {"nodes": [{"to": 1.0}]}
    assert data["elsewhere"] == {"totalCount": 0}
    heading = {"heading": "压缩开办企业时间"}
    assert data["deadlines"]["nodes"] == [
        {"value": "2026-03", "measure": heading},
        {"value": "2026-12-31", "measure": heading},
    ]
    assert data["later"] == {"nodes": [{"quote": "2026年底前"}]}
    assert data["due"] == {"nodes": [{"ordinal": 2}]}
    assert data["between"] == {"totalCount": 0}  # both bounds hold for one deadline
    assert data["promising"] == {"totalCount": 7}
    assert data["named"] == {"nodes": [{"name": "青溪市财政局", "measures": {"totalCount": 0}}]}
    [law] = data["national"]["nodes"]
    assert (law["name"], law["level"], {edge["level"] for edge in law["measures"]["edges"]}) == (
        LAW,
        "NATIONAL",
        {"NATIONAL"},
    )
    assert data["text"]["totalCount"] == 3
    assert len(client.store.asked) == 1


async def test_pages_of_targets_and_deadlines_go_on_where_they_ended(client):
    for listed in ("targets", "deadlines"):
        first = await client.ask(f"{{ {listed}(first: 1) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}")
        after = first[listed]["pageInfo"]["endCursor"]
        rest = await client.ask(
            f"query ($after: String) {{ {listed}(after: $after) {{ nodes {{ id }} pageInfo {{ hasNextPage }} }} }}",
            after=after,
        )
        assert first[listed]["pageInfo"]["hasNextPage"]
        assert rest[listed]["nodes"] != first[listed]["nodes"]
        assert (len(rest[listed]["nodes"]), rest[listed]["pageInfo"]["hasNextPage"]) == (1, False)


async def test_shared_responsibility_leads_back_to_measures_and_evidence(client):
    data = await client.ask(
        """{ sharedResponsibility(city: "青溪市", minimum: 2) { totalCount rows {
            departments { name city { name } } measureCount indicators { name }
            measures { heading responsibilities { edges { quote start node { name } } } } } } }"""
    )
    assert data["sharedResponsibility"]["totalCount"] == 1
    [row] = data["sharedResponsibility"]["rows"]
    assert {each["name"] for each in row["departments"]} == {"青溪市市场监督管理局", "青溪市税务局"}
    assert row["measureCount"] == 2
    assert row["indicators"] == [{"name": "开办企业"}]
    assert [measure["heading"] for measure in row["measures"]] == ["推行开办企业一网通办", "压缩开办企业时间"]
    assert row["measures"][0]["responsibilities"]["edges"][0]["quote"] == "市场监督管理局"
    assert len(client.store.asked) == 1  # the question as it stands, and all its nodes


async def test_shared_responsibility_counts_the_roles_asked_for(client):
    data = await client.ask(
        "{ sharedResponsibility(roles: [LEAD, RESPONSIBLE]) { totalCount rows { measures { heading } } } }"
    )
    assert data["sharedResponsibility"] == {
        "totalCount": 1,
        "rows": [{"measures": [{"heading": "压缩开办企业时间"}]}],
    }


async def test_department_load(client):
    data = await client.ask(
        """{ departmentLoad(city: "青溪市", indicator: "开办企业") { totalCount rows {
            department { name measures { totalCount } } city { name } measureCount led responsible supported
            sectionLed load indicatorCount statesResponsibility document { title } } } }"""
    )
    rows = {row["department"]["name"]: row for row in data["departmentLoad"]["rows"]}
    assert data["departmentLoad"]["totalCount"] == 3
    assert rows["青溪市市场监督管理局"] == {
        "department": {"name": "青溪市市场监督管理局", "measures": {"totalCount": 2}},
        "city": {"name": "青溪市"}, "measureCount": 2, "led": 2, "responsible": 0, "supported": 0, "sectionLed": 0,
        "load": pytest.approx(1 / 2 + 1 / 3, abs=1e-5), "indicatorCount": 1, "statesResponsibility": True,
        "document": None,
    }  # fmt: skip
    assert rows["青溪市住房和城乡建设局"]["load"] == pytest.approx(1 / 3, abs=1e-5)
    assert len(client.store.asked) == 1


async def test_a_plan_that_states_no_responsibility_is_not_stated_rather_than_zero(client):
    data = await client.ask(
        """{ departmentLoad(city: "黑岭市") { totalCount rows {
            department { name } city { name } led load statesResponsibility document { title } } } }"""
    )
    assert data["departmentLoad"] == {
        "totalCount": 1,
        "rows": [
            {
                "department": None, "city": {"name": "黑岭市"}, "led": None, "load": None, "statesResponsibility": False,
                "document": {"title": "黑岭市优化营商环境要点"},
            }
        ],
    }  # fmt: skip


async def test_a_question_without_nodes_is_one_statement(client):
    await client.ask("{ departmentLoad { totalCount rows { led } } }")
    assert len(client.store.asked) == 1


async def test_nodes_of_several_kinds_come_in_one_statement(client):
    ids = [encode("City", "990100"), FIRST, encode("Indicator", "纳税"), FIRST]
    data = await client.ask(
        """query ($ids: [ID!]!, $one: ID!) {
            nodes(ids: $ids) { __typename id ... on City { name } ...M ... on Indicator { name } }
            node(id: $one) { ... on Node { id } ... on Measure { heading } }
        } fragment M on Measure { heading }""",
        ids=ids,
        one=FOURTH,
    )
    assert data["nodes"] == [
        {"__typename": "City", "id": ids[0], "name": "青溪市"},
        {"__typename": "Measure", "id": FIRST, "heading": "推行开办企业一网通办"},
        {"__typename": "Indicator", "id": ids[2], "name": "纳税"},
        {"__typename": "Measure", "id": FIRST, "heading": "推行开办企业一网通办"},
    ]
    assert data["node"] == {"id": FOURTH, "heading": "便利纳税缴费"}
    assert len(client.store.asked) == 1


async def test_aliases_fragments_directives_and_repeated_fields_are_merged(client):
    data = await client.ask(
        """query ($no: Boolean = false, $yes: Boolean = true) {
            measures(first: 1) { ...Page }
            measures(first: 1) { nodes { number: printedNumber } edges { node { ordinal } } }
            second: measures(first: 1, filter: {city: "白石市"}) { nodes { heading } }
        }
        fragment Page on MeasureConnection {
            nodes { heading @skip(if: $yes) text @include(if: $no) ordinal ...Once ...Once }
            edges { node { heading } again: node { ordinal } }
        }
        fragment Once on Measure { city { name } }"""
    )
    assert data == {
        "measures": {
            "nodes": [{"ordinal": 1, "city": {"name": "青溪市"}, "number": "1."}],
            "edges": [{"node": {"heading": "推行开办企业一网通办", "ordinal": 1}, "again": {"ordinal": 1}}],
        },
        "second": {"nodes": [{"heading": "推行纳税一网通办"}]},
    }
    assert len(client.store.asked) == 1


async def test_what_a_user_writes_is_never_part_of_a_statement(client):
    await client.ask(
        'query ($word: String) { evil: measures(filter: {search: "MERGE DELETE", law: null}) { x_y: totalCount } '
        "laws(filter: {search: $word}) { totalCount } }",
        word="}) DETACH DELETE n //",
    )
    [(cypher, parameters)] = client.store.asked
    for written in ("MERGE", "DELETE", "evil", "x_y"):
        assert written not in cypher
    assert "}) DETACH DELETE n //" in parameters.values()


async def test_introspection_asks_the_database_nothing(client):
    data = await client.ask("{ __typename __schema { queryType { name } } }")
    assert data == {"__typename": "Query", "__schema": {"queryType": {"name": "Query"}}}
    assert client.store.asked == []

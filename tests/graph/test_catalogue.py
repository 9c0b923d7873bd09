"""The catalogue: headers read strictly, parameters checked, every question runs as it stands."""

import pytest
from neo4j import GraphDatabase

from graph.catalogue import answer, ask, question, questions, read_question
from graph.errors import QuestionError, UnknownQuestion, WrongParameter
from graph.language import Text
from graph.question import REQUIRED, Column, Parameter, Question
from graph.writer import write
from tests.graph.plans import CITIES, advance, body, cites, measure, plan, responsible

FIRST = {
    "co-responsibility",
    "department-load",
    "indicator-coverage",
    "laws-cited",
    "measure-card",
    "responsibility-gaps",
    "search",
    "shared-responsibility",
}
GIVEN = {
    "co-responsibility": {"department": "税务"},
    "measure-card": {"measure": "?"},
    "search": {"text": "企业 税"},
}
HEADER = """\
// title      甲 | A
// question   乙？ | B?
// parameter  city: string naming City = null | 城市 | City
// parameter  roles: [string] of lead, support = ["lead"] | 角色 | Roles
// parameter  limit: integer or null from 1 = 50 | 行数 | Rows
// parameter  text: string | 字词 | Words
// column     n: integer | 数 | Number
// browser    :param {city: null, roles: ["lead"], limit: 50, text: "…"}

RETURN 1 AS n
"""


@pytest.fixture
def filled(store):
    tax, market = body(CITIES[0], "税务"), body(CITIES[0], "市场监管")
    write(
        store,
        plan(
            measure(
                "1.1",
                text="企业办税。",
                responsibilities=(responsible(tax), responsible(market, 20)),
                advances=(advance("纳税"),),
                citations=(cites("公司法", name="公司法"),),
            ),
            measure("1.2"),
        ),
    )
    return store


# Headers


def test_the_catalogue_has_its_questions():
    assert {*questions()} >= FIRST


def test_a_header_is_read():
    found = read_question("a", HEADER)
    assert (found.title, found.question) == (Text("甲", "A"), Text("乙？", "B?"))
    assert found.parameters == (
        Parameter("city", "string", Text("城市", "City"), None, label="City"),
        Parameter("roles", "[string]", Text("角色", "Roles"), ["lead"], values=("lead", "support")),
        Parameter("limit", "integer", Text("行数", "Rows"), 50, lowest=1, nullable=True),
        Parameter("text", "string", Text("字词", "Words"), REQUIRED),
    )
    assert found.columns == (Column("n", "integer", Text("数", "Number")),)
    assert found.text == HEADER


@pytest.mark.parametrize(
    ("was", "becomes", "line"),
    [
        ("// title      甲 | A", "// title      甲", 1),
        ("// title      甲 | A\n", "", 1),
        ("// question ", "// questoin ", 2),
        ("// question ", "// title ", 2),
        ("city: string", "city: text", 3),
        ("city: string", "City: string", 3),
        ("naming City", "naming Town", 3),
        ("= null", "= nothing", 3),
        ('= ["lead"]', '= ["chief"]', 4),
        ("from 1 = 50", "from 1 = 0", 5),
        ("| 城市 | City", "| 城市", 3),
        ("n: integer", "n: number", 7),
        ("limit: integer", "city: integer", 5),
        (":param {", ":param {n: 1, ", 8),
        (":param {city: null, ", ":param {", 8),
    ],
)
def test_a_slip_in_a_header_is_refused_with_its_line(was, becomes, line):
    assert was in HEADER
    with pytest.raises(QuestionError) as caught:
        read_question("a", HEADER.replace(was, becomes, 1))
    assert f"queries/cypher/a.cypher:{line}:" in str(caught.value)


# Parameters


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("city", 1),
        ("city", ["临水市"]),
        ("roles", "lead"),
        ("roles", ["chief"]),
        ("roles", None),
        ("limit", "5"),
        ("limit", 0),
        ("limit", True),
        ("limit", 1.5),
        ("text", None),
    ],
)
def test_a_wrong_value_is_refused(name, value):
    with pytest.raises(WrongParameter, match=name):
        read_question("a", HEADER).bind({"text": "税", name: value})


def test_an_unknown_and_a_missing_parameter_are_refused():
    asked = read_question("a", HEADER)
    with pytest.raises(WrongParameter, match="town"):
        asked.bind({"text": "税", "town": "x"})
    with pytest.raises(WrongParameter, match="text"):
        asked.bind({})


def test_defaults_are_filled_in():
    assert read_question("a", HEADER).bind({"text": "税", "limit": None}) == {
        "city": None,
        "roles": ["lead"],
        "limit": None,
        "text": "税",
    }


@pytest.mark.parametrize(
    ("parameter", "written", "value"),
    [
        ("roles", "lead, support", ["lead", "support"]),
        ("limit", "5", 5),
        ("limit", "null", None),
        ("text", "5", "5"),
    ],
)
def test_what_a_person_writes_is_read(parameter, written, value):
    known = {each.name: each for each in read_question("a", HEADER).parameters}
    assert known[parameter].read(written) == value


@pytest.mark.parametrize(("parameter", "written"), [("limit", "many"), ("roles", "chief")])
def test_what_a_person_writes_wrongly_is_refused(parameter, written):
    known = {each.name: each for each in read_question("a", HEADER).parameters}
    with pytest.raises(WrongParameter):
        known[parameter].read(written)


def test_an_unknown_question_names_the_nearest():
    with pytest.raises(UnknownQuestion, match="department-load"):
        question("departments-load")


# On the server


@pytest.mark.parametrize("name", sorted(FIRST))
def test_a_question_answers_with_its_columns(filled, name):
    given = GIVEN.get(name, {})
    if name == "measure-card":
        given = {"measure": filled.read("MATCH (m:Measure) RETURN m.id AS id LIMIT 1")[0]["id"]}
    if name == "responsibility-gaps":
        given = {"city": "临水市"}
    rows = ask(filled, name, given)
    assert rows
    assert [*rows[0]] == [column.name for column in question(name).columns]


@pytest.mark.parametrize("name", sorted({*FIRST, "shared-functions"} - {"measure-card"}))
def test_columns_alone_say_what_they_say_together(filled, name):
    asked = question(name)
    values = asked.bind(GIVEN.get(name, {}))
    rows = filled.read(asked.text, values)
    columns = [column.name for column in asked.columns]
    for some in (columns[::2], columns[1::2]):
        assert filled.read(asked.only(some), values) == [{each: row[each] for each in some} for row in rows]


def test_a_column_that_is_not_wanted_is_not_worked_out():
    text = "// …\n\nMATCH (n)\nRETURN n.a AS a,\n       COLLECT { MATCH (n)-->(m) RETURN [m.b, ','] } AS b,\n       c\n"
    columns = tuple(Column(name, "string", Text(name, name)) for name in "abc")
    asked = Question("a", Text("a", "a"), Text("a", "a"), (), columns, text)
    assert asked.only({"a", "c"}) == "// …\n\nMATCH (n)\nRETURN n.a AS a,\n       c\n"
    assert asked.only({"a", "b", "c"}) == text


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("name", sorted(FIRST))
def test_a_question_raises_no_notification(endpoint, name):
    """Not even before the first load: names that no plan has used yet are known to the server."""
    asked = question(name)
    options = {"notifications_min_severity": "INFORMATION"}
    with GraphDatabase.driver(endpoint.uri, auth=(endpoint.username, endpoint.password), **options) as driver:
        summary = driver.execute_query(asked.text, asked.bind(GIVEN.get(name, {}))).summary
    assert [status.status_description for status in summary.gql_status_objects if status.is_notification] == []


def operators(plan):
    """Yield name, details and rows of every operator of a plan."""
    yield plan["operatorType"].partition("@")[0], plan["args"].get("Details", ""), plan.get("rows", 0)
    for child in plan.get("children", ()):
        yield from operators(child)


@pytest.fixture
def crowded(filled):
    """A graph of a size at which the planner has reason to seek, and knows it."""
    filled.write(
        lambda transaction: transaction.run(
            "UNWIND range(1, 1000) AS n "
            "CREATE (d:Department {id: 'd' + n, name: 'd' + n, short: 'd' + n, function: 'd' + n}) "
            "CREATE (:City {code: 'c' + n, name: 'c' + n})<-[:ISSUED_FOR]-(x:Document {id: 'x' + n}) "
            "CREATE (m:Measure {id: 'm' + n, text: 'm' + n})<-[:RESPONSIBLE_FOR {role: 'lead'}]-(d), (x)-[:STATES]->(m)"
        )
    )
    filled.write(lambda transaction: transaction.run("CALL db.prepareForReplanning()"))
    return filled


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize("name", sorted(FIRST))
def test_a_question_about_one_thing_starts_at_an_index(endpoint, name):
    """PROFILE: nothing but the few indicators is gone through; what is asked about is sought by index."""
    asked = question(name)
    given = GIVEN.get(name, {"city": "临水市"})
    with GraphDatabase.driver(endpoint.uri, auth=(endpoint.username, endpoint.password)) as driver:
        profile = driver.execute_query("PROFILE " + asked.text, asked.bind(given)).summary.profile
    found = [*operators(profile)]
    sought = [each for each, *_ in found if "IndexSeek" in each or each == "ProcedureCall"]
    scanned = [details for each, details, rows in found if each.endswith("Scan") and rows]
    assert sought
    assert [details for details in scanned if ":Indicator" not in details] == []


def test_an_answer_says_when_the_limit_cut_it(filled):
    everything = answer(filled, "responsibility-gaps", {})
    assert (len(everything.rows), everything.total, everything.truncated) == (1, 1, False)
    write(filled, plan(measure("1.1"), measure("1.2"), measure("1.3"), city=CITIES[1]))
    cut = answer(filled, "responsibility-gaps", {"city": "望山市", "limit": 2})
    assert (len(cut.rows), cut.total, cut.truncated) == (2, 3, True)
    assert [row["total"] for row in cut.rows] == [3, 3]
    assert len(ask(filled, "responsibility-gaps", {"city": "望山市", "limit": None})) == 3


def test_an_empty_answer_has_no_rows(filled):
    empty = answer(filled, "laws-cited", {"kind": "plan"})
    assert (empty.rows, empty.total, empty.truncated) == ([], 0, False)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("shared-responsibility", {"city": "乌有市"}),
        ("shared-responsibility", {"indicator": "乌有指标"}),
        ("indicator-coverage", {"city": "乌有市"}),
        ("co-responsibility", {"department": "乌有局"}),
        ("measure-card", {"measure": "990101-000000000000/m1"}),
    ],
)
def test_asking_about_what_the_graph_lacks_is_no_empty_answer(filled, name, given):
    with pytest.raises(WrongParameter, match=next(iter(given.values()))):
        ask(filled, name, given)

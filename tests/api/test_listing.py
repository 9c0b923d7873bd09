"""Lists begin where an index leads and end with the page: what they cost, and that no way there loses anything.

As with the questions of the catalogue, accesses to the store ("db hits") are compared on a country and on one
whose rest is ten times as large.
"""

import pytest
from graphql import parse
from neo4j import GraphDatabase

from api import ApiSettings
from api.compiler.form import Notes
from api.compiler.plan import compiled
from api.compiler.selection import Operation
from api.identifiers import encode
from api.schema import make_schema
from graph.writer import prepare
from loaders.tables import indicators
from tests.graph.test_question_cost import CITIES, GROWTH, LARGE, MEASURES, SHRINK, SMALL, cost

SCHEMA = make_schema(ApiSettings())._schema
DOCUMENT, DEPARTMENT = encode("Document", "c0-1"), encode("Department", "c0/f1")

# Read in the order of an index: a page costs the same however many there are.
READ = ("measures", "departments", "laws", "cities", "documents", "sections", "targets", "deadlines", "functions")
PAGES = ("first: 10", "last: 10", "first: 10, after", "last: 10, before")
# What one city has: found without the others.
LOCAL = (
    'measures(filter: {city: "零市"}, first: 10)',
    'measures(filter: {city: "c0"}, last: 10)',
    f'measures(filter: {{document: "{DOCUMENT}", role: LEAD}}, first: 10)',
    f'measures(filter: {{department: "{DEPARTMENT}", role: LEAD}}, first: 10)',
    'measures(filter: {city: "零市", function: "f1", indicator: "纳税"}, first: 10)',
    'measures(filter: {search: "独有"}, first: 10)',
    'measures(filter: {search: "独有"}, orderBy: {field: RELEVANCE}, first: 10)',
    'departments(filter: {city: "零市"}, first: 10)',
    f'departments(filter: {{document: "{DOCUMENT}", role: SUPPORT}}, first: 10)',
    'documents(filter: {city: "零市"}, first: 10)',
    'sections(filter: {city: "零市"}, first: 10)',
    'functions(filter: {city: "零市"}, first: 10)',
    'indicators(filter: {city: "零市"}, first: 10)',
    'laws(filter: {city: "零市"}, first: 10)',
    'targets(filter: {city: "零市", kind: LIMIT}, first: 10)',
    'deadlines(filter: {city: "零市"}, first: 10)',
)
# What every city has: a page of it is not paid for with all of it.
EVERYWHERE = (
    'measures(filter: {function: "f1"}, first: 10)',
    'measures(filter: {function: "f1", role: LEAD}, last: 10)',
    "measures(filter: {hasTargets: true}, first: 10)",
)
# What leads to few enough to put them all in order.
FEW = (
    'measures(filter: {law: "法1"}, first: 10)',
    'measures(filter: {indicator: "纳税"}, first: 10)',
    'targets(filter: {law: "法1"}, first: 10)',
    'targets(filter: {indicator: "纳税"}, first: 10)',
)
BEYOND = {"after": "endCursor", "before": "startCursor"}


def plan(field):
    document = parse(f"{{ {field} {{ edges {{ cursor }} nodes {{ id }} pageInfo {{ startCursor endCursor }} }} }}")
    return compiled(Operation(SCHEMA, {}, document.definitions[0], {}))


class Asking:
    """Lists asked for without a server, by what a plan says."""

    def __init__(self, driver):
        self.driver = driver

    def page(self, field):
        made = plan(field)
        [record] = self.driver.execute_query(made.text, made.bound({}).parameters).records
        assert made.unknown(list(record.values())) == {}
        return next(iter(made.finished(list(record.values()), Notes()).values()))

    def cost(self, field, replan):
        made = plan(field)
        asked = made.bound({})
        assert asked.refused == {}
        text = f"CYPHER replan={replan} PROFILE {made.text}"
        return cost(self.driver.execute_query(text, asked.parameters).summary)

    def walk(self, field, size, begin="first", on="after"):
        """Return the ids of a list, page by page."""
        found, cursor, more = [], "", True
        while more:
            asked = self.page(field % f"{begin}: {size}{cursor}")
            ids = [node["id"] for node in asked["nodes"]]
            found = found + ids if on == "after" else ids + found
            edge = asked["pageInfo"][BEYOND[on]]
            more = len(ids) == size
            cursor = f', {on}: "{edge}"'
        return found


@pytest.fixture(scope="module")
def asking(endpoint):
    options = {"auth": (endpoint.username, endpoint.password), "notifications_min_severity": "INFORMATION"}
    with GraphDatabase.driver(endpoint.uri, **options) as driver:
        yield Asking(driver)


@pytest.fixture(scope="module")
def country(opened):
    """The large country."""
    opened.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    prepare(opened, indicators())
    for statement in (CITIES, MEASURES):
        opened.write(lambda transaction, statement=statement: transaction.run(statement, {"last": LARGE}))
    opened.write(lambda transaction: transaction.run("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"))
    opened.write(lambda transaction: transaction.run("CALL db.prepareForReplanning()"))
    return opened


WALKS = {
    "measures(%s)": "MATCH (d:Document)-[:STATES]->(n:Measure) WITH n ORDER BY d.id, n.ordinal RETURN n.id AS id LIMIT 600",
    'measures(filter: {function: "f1", role: LEAD}, %s)': "MATCH (d)-[:STATES]->(n:Measure)<-[r:RESPONSIBLE_FOR]-(y) "
    "WHERE y.function = 'f1' AND r.role = 'lead' WITH n ORDER BY d.id, n.ordinal RETURN n.id AS id",
    'measures(filter: {indicator: "纳税"}, %s)': "MATCH (d)-[:STATES]->(n:Measure)-[:ADVANCES]->({name: '纳税'}) "
    "WITH n ORDER BY d.id, n.ordinal RETURN n.id AS id",
    "deadlines(%s)": "MATCH (n:Deadline) WITH n ORDER BY n.latest, n.id RETURN n.id AS id LIMIT 600",
}


@pytest.mark.parametrize("field", WALKS)
def test_a_walk_over_what_is_everywhere_sees_each_once_and_in_order(country, asking, field):
    """Where much is found the list is read along the documents; with 402 of them, from 1268 measures on."""
    kind = "Deadline" if field.startswith("deadlines") else "Measure"
    wanted = [encode(kind, row["id"]) for row in country.read(WALKS[field])]
    assert len(wanted) in {402, 600}
    if len(wanted) == 402:
        assert asking.walk(field, 97) == wanted
        assert asking.walk(field, 97, "last", "before") == wanted
    else:
        found, cursor = [], ""
        for _ in range(6):
            page = asking.page(field % f"first: 100{cursor}")
            found += [node["id"] for node in page["nodes"]]
            cursor = f', after: "{page["pageInfo"]["endCursor"]}"'
        assert found == wanted


@pytest.fixture(scope="module")
def costs(country, asking):
    """Costs of every list on the small country and on the large one, by the plans made for the large."""
    fields = {f"{name} {page}": f"{name}({page})" for name in READ for page in PAGES if page[-1].isdigit()}
    for name in READ:
        for page, on in (("first: 3", "after"), ("last: 3", "before")):
            edge = asking.page(f"{name}({page})")["pageInfo"][BEYOND[on]]
            fields[f"{name} {page[:-1]}10, {on}"] = f'{name}({page[:-1]}10, {on}: "{edge}")'
    fields |= {field: field for field in (*LOCAL, *EVERYWHERE, *FEW)}
    large = {case: asking.cost(field, "force") for case, field in fields.items()}
    country.write(lambda transaction: transaction.run(SHRINK, {"last": SMALL}))
    small = {case: asking.cost(field, "skip") for case, field in fields.items()}
    return {case: (small[case], large[case]) for case in fields}


READS = [f"{name} {page}" for name in READ for page in PAGES]


@pytest.mark.parametrize("case", [*READS, *LOCAL, *EVERYWHERE, *FEW])
def test_a_list_goes_through_no_label(costs, case):
    for each in costs[case]:
        assert not {"AllNodesScan", "NodeByLabelScan"} & each.operators
        assert each.remarks == ()


@pytest.mark.parametrize("case", [*READS, *LOCAL])
def test_a_page_costs_the_same_in_a_larger_country(costs, case):
    small, large = costs[case]
    assert large.hits <= GROWTH * small.hits


@pytest.mark.parametrize("case", EVERYWHERE)
def test_a_page_of_what_is_everywhere_is_not_paid_for_with_all_of_it(costs, case):
    small, large = costs[case]
    assert large.hits <= 4 * small.hits

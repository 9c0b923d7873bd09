"""What the questions cost: a question about one thing must not pay for the rest of the country.

Every question of the catalogue is profiled with nothing given and with each of its naming parameters, on a
country and on one whose rest is ten times as large. Two things are asked of it: that it goes through no label
from end to end where an index leads to what is named, and that its work (accesses to the store, "db hits") stays
the same. The second cannot be fooled by the names of operators: a plan of seeks alone that walks from an
indicator through the whole country grows with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from neo4j import GraphDatabase

from graph.catalogue import questions
from graph.writer import prepare
from loaders.tables import indicators

LARGE, SMALL = 200, 20  # cities besides the one asked about
GROWTH = 1.5  # times the work, where the rest of the country is ten times as large
NAMES = {
    "City": "零市",
    "Department": "零市f0局",
    "Document": "c0-1",
    "Indicator": "纳税",
    "Law": "law/0",
    "Measure": "c0-1/m0",
}
VALUES = {"after": "c0-2", "second": "c0/f1", "text": "独有"}  # another of a kind; words that only the one city prints
TOGETHER = {"before", "after"}
LOCAL = {"City", "Department", "Document", "Measure"}  # what one city has; an indicator is everybody's, so is a law
LABELS = ("Measure", "Department", "Document", "Law", "Target", "Deadline", "Section")
SCANS = ("NodeByLabelScan", "NodeIndexScan", "PartitionedNodeByLabelScan", "RelationshipTypeScan")

# A city issues a draft and a plan of ten measures each; its ten departments have functions that all cities have.
CITIES = """
UNWIND range(0, $last) AS n
MERGE (province:City {code: 'p', name: '省'})
CREATE (city:City {code: 'c' + n, name: CASE n WHEN 0 THEN '零市' ELSE n + '市' END})-[:PART_OF]->(province)
WITH city, n
UNWIND range(0, 9) AS d
MERGE (function:Function {name: 'f' + d})
MERGE (law:Law {id: 'law/' + d % 5, name: '法' + d % 5, kind: 'law'})
CREATE (department:Department {
  id: city.code + '/f' + d, name: city.name + 'f' + d + '局', short: 'f' + d + '局', function: 'f' + d
})
CREATE (city)<-[:OF]-(department)-[:PERFORMS]->(function)
"""
MEASURES = """
UNWIND range(0, $last) AS n
MATCH (city:City {code: 'c' + n})
UNWIND [1, 2] AS version
CREATE (document:Document {
  id: city.code + '-' + version, title: city.name + '措施', status: ['draft', 'issued'][version - 1], period: '2021',
  source: 'plan.txt', states_responsibility: true
})-[:ISSUED_FOR]->(city)
CREATE (document)-[:CONTAINS]->(section:Section {id: document.id + '/s1', title: '一、措施', level: 1, order: 1})
WITH city, document, section
UNWIND range(0, 9) AS m
MATCH (lead:Department {id: city.code + '/f' + m}), (support:Department {id: city.code + '/f' + (m + 1) % 10}),
      (law:Law {id: 'law/' + m % 5}), (indicator:Indicator {level: 'national', order: m + 1})
CREATE (document)-[:STATES]->(measure:Measure {
  id: document.id + '/m' + m, ordinal: m, printed_number: m + '.', heading: '第' + m + '条',
  text: m + '.第' + m + '条，' + CASE city.code WHEN 'c0' THEN '独有' ELSE '常有' END, start: m, end: m + 1,
  open_raw: [], open_role: [], open_start: [], open_end: []
})<-[:CONTAINS]-(section)
CREATE (lead)-[:RESPONSIBLE_FOR {role: 'lead', raw: 'a', start: 1, end: 2}]->(measure),
       (support)-[:RESPONSIBLE_FOR {role: 'support', raw: 'b', start: 3, end: 4}]->(measure),
       (measure)-[:NAMES {raw: 'b', start: 3, end: 4}]->(support),
       (measure)-[:ADVANCES {basis: 'section', rank: 0, raw: 'c', start: 0, end: 1}]->(indicator),
       (measure)-[:CITES {raw: 'd', kind: 'law', start: 5, end: 6}]->(law),
       (measure)-[:SETS {raw: 'e', start: 7, end: 8}]->(:Target {
         id: measure.id + '/t7-8', raw: 'e', metric: '办理时限' + m, kind: 'limit', to: 2.0, unit: '工作日', comparator: '<='
       }),
       (measure)-[:DUE {raw: 'f', start: 9, end: 10}]->(:Deadline {
         id: measure.id + '/d9-10', raw: 'f', value: '2021', latest: date('2021-12-31')
       })
"""
# Each plan is like its draft, and like that of the city before it.
SIMILAR = """
UNWIND range(0, $last) AS n
UNWIND range(0, 9) AS m
MATCH (draft:Measure {id: 'c' + n + '-1/m' + m}), (plan:Measure {id: 'c' + n + '-2/m' + m})
OPTIONAL MATCH (other:Measure {id: 'c' + (n - 1) + '-2/m' + m})
CREATE (draft)-[:SIMILAR_TO {score: 0.9, shared: 9, first_start: [0], first_end: [9], second_start: [0], second_end: [9]}]->(plan)
FOREACH (each IN CASE WHEN other IS NULL THEN [] ELSE [other] END |
  CREATE (each)-[:SIMILAR_TO {score: 0.5, shared: 5, first_start: [0], first_end: [5], second_start: [0], second_end: [5]}]->(plan))
"""
SHRINK = """
MATCH (city:City) WHERE toInteger(substring(city.code, 1)) > $last
OPTIONAL MATCH (city)<-[:OF]-(department:Department)
OPTIONAL MATCH (city)<-[:ISSUED_FOR]-(document:Document)-[:CONTAINS]->(section:Section)-[:CONTAINS]->(measure:Measure)
OPTIONAL MATCH (measure)-[:SETS|DUE]->(fact)
DETACH DELETE city, department, document, section, measure, fact
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a profile says: operators planned, what was gone through end to end, accesses, the server's remarks."""

    operators: frozenset[str]
    scanned: tuple[str, ...]
    hits: int
    remarks: tuple[str, ...]


def cost(summary) -> Cost:
    found = [*steps(summary.profile)]
    return Cost(
        frozenset(name for name, *_ in found),
        tuple(
            details
            for name, details, hits in found
            if name.endswith(SCANS) and hits and any(f":{label}" in details for label in LABELS)
        ),
        sum(hits for *_, hits in found),
        tuple(each.status_description for each in summary.gql_status_objects if each.is_notification),
    )


def steps(plan) -> Iterator[tuple[str, str, int]]:
    """Yield name, details and accesses of every operator."""
    arguments = plan["args"]
    yield plan["operatorType"].partition("@")[0], arguments.get("Details", ""), arguments.get("DbHits", 0)
    for child in plan.get("children", ()):
        yield from steps(child)


def cases() -> Iterator[tuple[str, dict[str, object], frozenset[str]]]:
    """Yield question, what is given, and the labels of what is named: what must be given, then each other name."""
    for name, asked in questions().items():
        named = {each.name: each for each in asked.parameters if each.label}
        needed = {each.name for each in asked.parameters if each.required}
        for optional in [set(), *({each} for each in named if each not in needed)]:
            given = needed | optional | (TOGETHER if optional & TOGETHER else set())
            values = {each: VALUES.get(each) or NAMES[named[each].label] for each in sorted(given)}
            listed = {
                each: [value] for each, value in values.items() if each in named and named[each].type == "[string]"
            }
            yield name, values | listed, frozenset(named[each].label for each in given if each in named)


CASES = {f"{name}({', '.join(given)})": (name, given, labels) for name, given, labels in cases()}


# What a guard must catch: a label gone through, everything gone through, and a walk from what all cities share.
SLIPS = {
    "label": ("MATCH (m:Measure) WHERE m.heading = $heading RETURN count(m)", {"heading": "第0条"}),
    "everything": ("MATCH (n) WHERE n.name = $city RETURN count(n)", {"city": "零市"}),
    "walk": (
        "MATCH (:Indicator {name: '纳税'})<-[:ADVANCES]-(m), (m)<-[:STATES]-()-[:ISSUED_FOR]->(c {name: $city}) RETURN m",
        {"city": "零市"},
    ),
}


@pytest.fixture(scope="module")
def costs(opened, endpoint):
    """Costs of every case and slip on the small country and on the large one, by the plans made for the large."""
    opened.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    prepare(opened, indicators())
    for statement in (CITIES, MEASURES, SIMILAR):
        opened.write(lambda transaction, statement=statement: transaction.run(statement, {"last": LARGE}))
    opened.write(lambda transaction: transaction.run("CALL db.prepareForReplanning()"))
    catalogue = questions()
    asked = {
        case: (catalogue[name].text, catalogue[name].bind(given)) for case, (name, given, _) in CASES.items()
    } | SLIPS
    options = {"auth": (endpoint.username, endpoint.password), "notifications_min_severity": "INFORMATION"}

    def profiles(replan):
        return {
            case: cost(driver.execute_query(f"CYPHER replan={replan} PROFILE {text}", values).summary)
            for case, (text, values) in asked.items()
        }

    with GraphDatabase.driver(endpoint.uri, **options) as driver:
        large = profiles("force")
        opened.write(lambda transaction: transaction.run(SHRINK, {"last": SMALL}))
        small = profiles("skip")
    return {case: (small[case], large[case]) for case in asked}


@pytest.mark.parametrize("case", CASES)
def test_a_question_never_goes_through_everything(costs, case):
    for each in costs[case]:
        assert "AllNodesScan" not in each.operators


@pytest.mark.parametrize("case", [case for case, (*_, labels) in CASES.items() if labels])
def test_a_question_about_something_named_goes_through_no_label(costs, case):
    """Where an indicator alone is named the documents may be: it is in them all."""
    everywhere = CASES[case][2] == {"Indicator"}
    for each in costs[case]:
        assert [scan for scan in each.scanned if not (everywhere and ":Document" in scan)] == []


@pytest.mark.parametrize("case", [case for case, (*_, labels) in CASES.items() if labels & LOCAL])
def test_a_question_about_one_city_does_not_pay_for_the_others(costs, case):
    small, large = costs[case]
    assert large.hits <= GROWTH * small.hits


@pytest.mark.parametrize("case", CASES)
def test_the_server_has_nothing_to_remark(costs, case):
    for each in costs[case]:
        assert each.remarks == ()


def test_the_guard_catches_what_it_is_for(costs):
    assert all("AllNodesScan" in each.operators for each in costs["everything"])
    assert all(each.scanned for each in costs["label"])
    small, large = costs["walk"]
    assert large.scanned == ()
    assert large.hits > 5 * small.hits

"""The integrity check: a sound graph has no violation, and each way of breaking it is found."""

import pytest

from graph.check import EXAMPLES, violations
from graph.model import LawKind, LawLevel
from graph.writer import prepare, write
from loaders.tables import indicators
from tests.graph.plans import CITIES, advance, body, cites, deadline, measure, mention, plan, responsible, target


@pytest.fixture
def sound(store):
    """A graph with something of every label and relationship."""
    write(
        store,
        plan(
            measure(
                "1.1",
                responsibilities=(responsible(body(CITIES[0], "税务")), responsible(None, 40)),
                advances=(advance("纳税"), advance("创新创业")),
                citations=(cites("公司法", LawKind.LAW, name="公司法", number="令第1号", level=LawLevel.NATIONAL),),
                targets=(target(old=3.0, due="2026-06-30"),),
                deadlines=(deadline(),),
                mentions=(mention(body(CITIES[0], "文化")), mention(None, 80)),
            ),
            measure("1.2", section=None),
        ),
    )
    return store


def test_a_sound_graph_has_no_violation(sound):
    assert violations(sound) == []


def test_an_empty_graph_has_no_violation(store):
    assert violations(store) == []


@pytest.mark.parametrize(
    ("harm", "rule", "where"),
    [
        ("CREATE (:Stranger)", "declared", "labels"),
        ("MATCH (m:Measure) SET m:Law", "declared", "labels"),
        ("MATCH (m:Measure), (c:City) CREATE (m)-[:NEAR]->(c)", "declared", "relationships"),
        (
            "MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(m) CREATE (m)-[:RESPONSIBLE_FOR]->(d)",
            "declared",
            "relationships",
        ),
        ("MATCH (m:Measure) SET m.colour = 'red'", "declared", "Measure"),
        ("MATCH ()-[r:CITES]->() SET r.colour = 'red'", "declared", "CITES"),
        ("MATCH (m:Measure) REMOVE m.text", "present", "Measure.text"),
        ("MATCH ()-[r:CITES]->() REMOVE r.kind", "present", "CITES.kind"),
        ("MATCH (m:Measure) SET m.ordinal = '1'", "type", "Measure.ordinal"),
        ("MATCH (d:Document) SET d.issued_on = '2021-03-01'", "type", "Document.issued_on"),
        ("MATCH (m:Measure) SET m.open_start = ['1']", "type", "Measure.open_start"),
        ("MATCH (d:Document) SET d.status = 'lost'", "values", "Document.status"),
        ("MATCH (m:Measure) SET m.open_role = ['chief']", "values", "Measure.open_role"),
        ("MATCH ()-[r:ADVANCES]->() SET r.confidence = 1.5", "range", "ADVANCES.confidence"),
        ("MATCH (c:City) SET c.code = c.code + 'x'", "pattern", "City.code"),
        ("MATCH (d:Document) SET d.sha256 = 'x'", "pattern", "Document.sha256"),
        ("MATCH ()-[r:RESPONSIBLE_FOR]->() DELETE r", "used", "Department"),
        ("MATCH ()-[r:NAMES]->() DELETE r", "used", "Department"),
        ("MATCH ()-[r:SETS]->() DELETE r", "container", "Target"),
        ("MATCH ()-[r:DUE]->() DELETE r", "container", "Deadline"),
        ("MATCH (t:Target) SET t.to = 2", "type", "Target.to"),
        ("MATCH (t:Target) SET t.comparator = '≤'", "values", "Target.comparator"),
        ("MATCH (t:Target) SET t.due = '六月'", "pattern", "Target.due"),
        ("MATCH (t:Target) REMOVE t.from", "change", "Target"),
        ("MATCH ()-[r:SETS]->() SET r.start = r.start - 1", "where it is printed", "Target"),
        ("MATCH (d:Deadline) SET d.raw = '7月底前'", "where it is printed", "Deadline"),
        ("MATCH (d:Deadline) SET d.latest = date('2026-07-01')", "latest", "Deadline"),
        ("MATCH ()-[r:DUE]->() SET r.end = 100001", "within the text", "Measure"),
        ("MATCH (d:Document) SET d.form = 'scroll'", "values", "Document.form"),
        ("MATCH ()-[r:CITES]->() DELETE r", "used", "Law"),
        ("CREATE (:Function {name: 'x'})", "used", "Function"),
        ("MATCH ()-[r:CONTAINS]->(:Measure) DELETE r", "container", "Measure"),
        ("MATCH (:Document)-[r:CONTAINS]->(:Section) DELETE r", "container", "Section"),
        ("MATCH (m:Measure) SET m.end = m.start", "span", "Measure"),
        ("MATCH ()-[r:RESPONSIBLE_FOR]->() SET r.raw = ' '", "evidence", "RESPONSIBLE_FOR"),
        ("MATCH ()-[r:CITES]->() SET r.end = r.start", "evidence", "CITES"),
        ("MATCH ()-[r:OF]->() DELETE r", "cardinality", "OF (n)-[:OF]->(:City)"),
        ("MATCH (d:Document), (c:City {code: '990000'}) CREATE (d)-[:ISSUED_FOR]->(c)", "cardinality", None),
        ("MATCH ()-[r:STATES]->() DELETE r", "cardinality", "STATES (n)<-[:STATES]-(:Document)"),
        ("MATCH (o:Ontology) SET o.version = 7", "version", "Ontology"),
        ("MATCH (o:Ontology) DELETE o", "version", "Ontology"),
        ("MATCH (m:Measure) SET m.id = '990101-0123456789ab/m' + m.ordinal", "stated by its document", "Measure"),
        ("MATCH (m:Measure) SET m.end = 100001", "within the text", "Measure"),
        ("MATCH ()-[r:RESPONSIBLE_FOR]->() SET r.end = 100001", "within the text", "Measure"),
        ("MATCH (s:Section) SET s.id = '990101-0123456789ab/s1'", "within one document", "CONTAINS"),
        ("MATCH (m:Measure) SET m.open_raw = []", "open lists", "Measure"),
        ("MATCH (m:Measure {ordinal: 1}) SET m.open_raw = ['']", "open spans", "Measure"),
        ("MATCH (d:Document) SET d.states_responsibility = false", "states responsibility", "Document"),
        ("MATCH (d:Department {function: '税务'}) SET d.id = '990102/税务'", "department of its city", "Department"),
        ("MATCH (l:Law) SET l.kind = 'plan'", "as cited", "Law"),
        ("MATCH (l:Law) REMOVE l.number", "as cited", "Law"),
        ("MATCH (l:Law) SET l.level = 'local'", "as cited", "Law"),
        ("MATCH (i:Indicator)-[r:PART_OF]->() DELETE r", "sub-indicator", "Indicator"),
    ],
)
def test_harm_is_found(sound, harm, rule, where):
    sound.write(lambda transaction: transaction.run(harm))
    found = [(each.rule, each.where) for each in violations(sound)]
    assert (rule, where) in found if where else rule in dict(found)


def test_a_violation_counts_all_and_shows_some(store):
    count = EXAMPLES + 3
    store.write(lambda t: t.run("UNWIND range(1, $n) AS n CREATE (:Function {name: 'f' + n})", {"n": count}))
    (found,) = violations(store)
    assert (found.rule, found.where, found.count) == ("used", "Function", count)
    assert found.examples == ("f1", "f2", "f3", "f4", "f5")


def test_a_missing_constraint_and_index_are_found(store):
    store.write(lambda transaction: transaction.run("DROP CONSTRAINT law_id"))
    store.write(lambda transaction: transaction.run("DROP INDEX measure_text"))
    try:
        assert [(each.rule, each.examples) for each in violations(store)] == [
            ("constraint", ("law_id",)),
            ("index", ("measure_text",)),
        ]
    finally:
        prepare(store, indicators())
    assert violations(store) == []

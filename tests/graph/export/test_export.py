"""From a real Neo4j to files: the corpus worked out by hand, and an annotated document."""

import json
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from importlib.resources import files
from itertools import combinations

import pytest
from neo4j import GraphDatabase

from graph.errors import UnknownCity, UnknownFormat, UnknownIndicator
from graph.export import export, folder
from graph.export.corpus import read
from graph.export.formats import read_csv, read_graphml
from graph.export.networks import Level, co_responsibility
from graph.model import (
    Advance,
    Basis,
    Body,
    City,
    Deadline,
    Document,
    Measure,
    Plan,
    Responsibility,
    Role,
    Section,
    Source,
    Span,
    Target,
    TargetKind,
)
from graph.writer import write
from loaders import load
from loaders.tables import indicators

NATIONAL = {indicator.name: indicator for indicator in indicators()}

PROVINCE = City("230000", "黑龙江省", "province", "黑龙江省")


def city(of):
    return City(of.city_code, of.city, "county", "黑龙江省", (PROVINCE,))


def responsibility(statement):
    department = statement.department
    body = Body(
        city(department), department.function, department.name, department.short, department.functions, known=True
    )
    span = Span(statement.start, statement.end)
    return Responsibility(statement.raw, span, statement.role, Basis(statement.basis), 1.0, body)


def plan(corpus, document):
    """Return a document of the corpus as it would have been read."""
    stated = defaultdict(list)
    for statement in corpus.statements:
        stated[statement.measure.id].append(responsibility(statement))
    measures = tuple(
        Measure(
            path=f"1.{measure.ordinal}",
            ordinal=measure.ordinal,
            printed_number=measure.printed_number,
            heading=measure.heading,
            section="1",
            text=f"措施{measure.ordinal}",
            span=Span(measure.start, measure.end),
            responsibilities=(
                *stated[measure.id],
                *[
                    Responsibility(
                        "各相关单位", Span(measure.end - 9, measure.end), Role.RESPONSIBLE, Basis.STATEMENT, 1.0, None
                    )
                    for _ in range(measure.open)
                ],
            ),
            advances=tuple(
                Advance(NATIONAL[name], Basis.SECTION, 1.0, name, Span(0, len(name))) for name in measure.indicators
            ),
            targets=tuple(
                Target(
                    t.raw, Span(t.start, t.end), TargetKind(t.kind), t.metric, t.old, t.new, t.unit, t.comparator, t.due
                )
                for t in corpus.targets
                if t.measure == measure
            ),
            deadlines=tuple(
                Deadline(d.raw, Span(d.start, d.end), d.value) for d in corpus.deadlines if d.measure == measure
            ),
        )
        for measure in corpus.measures
        if measure.document == document
    )
    return Plan(
        Source(document.source, document.sha256, "utf-8", 1000),
        Document(
            document.title,
            city(document),
            period=document.period,
            issued_on=date.fromisoformat(document.issued_on) if document.issued_on else None,
        ),
        (Section("1", "一、措施", 1, 1, Span(0, 10), None),),
        measures,
    )


@pytest.fixture
def filled(store, corpus):
    for document in corpus.documents:
        write(store, plan(corpus, document))
    return store


def weights(network):
    return {frozenset(pair): network.edges[pair]["weight"] for pair in network.edges}


def test_the_graph_gives_back_the_corpus(filled, corpus):
    found = read(filled)
    assert set(found.departments) == set(corpus.departments)
    assert [measure.open for measure in found.measures] != [0] * len(corpus.measures)
    for level in Level:
        for section_leads in (False, True):
            stored, drawn = (
                co_responsibility(given, level=level, section_leads=section_leads) for given in (found, corpus)
            )
            assert dict(stored.nodes(data=True)) == dict(drawn.nodes(data=True))
            assert weights(stored) == weights(drawn)
    facts = {
        (s.department.id, s.measure.document.city, s.measure.ordinal, s.role, s.raw, s.start, s.end)
        for s in found.statements
    }
    assert facts == {
        (s.department.id, s.measure.document.city, s.measure.ordinal, s.role, s.raw, s.start, s.end)
        for s in corpus.statements
    }

    def printed(fact):
        return fact.measure.ordinal, replace(fact, id="", measure=None)

    assert [*map(printed, found.targets)] == [*map(printed, sorted(corpus.targets, key=lambda t: t.measure.id))]
    assert [*map(printed, found.deadlines)] == [*map(printed, corpus.deadlines)]
    assert {(d.title, d.issued_on, d.period, d.states_responsibility) for d in found.documents} == {
        (d.title, d.issued_on, d.period, d.states_responsibility) for d in corpus.documents
    }
    assert [each.name for each in found.indicators] == [each.name for each in indicators() if not each.parent]
    assert Counter(m.indicators for m in found.measures) == Counter(m.indicators for m in corpus.measures)


def test_twice_gives_the_same_bytes(filled, tmp_path):
    first = {path.relative_to(tmp_path / "1"): path.read_bytes() for path in export(filled, tmp_path / "1")}
    again = {path.relative_to(tmp_path / "2"): path.read_bytes() for path in export(filled, tmp_path / "2")}
    assert first == again
    assert {str(path) for path in first} >= {
        "README.md",
        "tables/documents.csv",
        "tables/measures.csv",
        "networks/all/department-measure.graphml",
        "networks/city/231081-绥芬河市/department-co-responsibility.nodes.csv",
        "networks/city/231086-东宁市/department-lead-support.edges.csv",
        "networks/all/function-co-responsibility.graphml",
        "networks/indicator/纳税/function-measure.graphml",
    }


def test_the_codebook_comes_first(filled, tmp_path):
    assert export(filled, tmp_path)[0] == tmp_path / "README.md"


def test_formats_are_those_asked_for(filled, tmp_path):
    files = {path.suffix for path in export(filled, tmp_path, formats=["gexf"]) if "networks" in path.parts}
    assert files == {".gexf"}


def test_a_format_that_is_not_written_is_refused_before_anything_is_read(filled, tmp_path):
    with pytest.raises(UnknownFormat) as refused:
        export(filled, tmp_path / "out", cities=["东京市"], formats=["csv", "docx"])
    assert "docx" in refused.value.what.zh
    assert "graphml" in refused.value.remedy.en
    assert not (tmp_path / "out").exists()


def test_cities_by_name_or_code(filled, tmp_path):
    for chosen in ("绥芬河市", "231081"):
        assert {document.city for document in read(filled, [chosen]).documents} == {"绥芬河市"}
    assert len(read(filled, ["绥芬河市", "231086"]).documents) == 3
    export(filled, tmp_path, cities=["绥芬河市"])
    assert [path.name for path in (tmp_path / "networks" / "city").iterdir()] == ["231081-绥芬河市"]


def test_an_indicator_leaves_its_measures_and_every_document(filled, tmp_path):
    found = read(filled, indicator="纳税")
    assert [measure.ordinal for measure in found.measures] == [2, 3]
    assert len(found.documents) == 3
    assert {statement.measure.ordinal for statement in found.statements} == {2, 3}
    assert read(filled, ["绥芬河市"], indicator="纳税").measures == ()
    export(filled, tmp_path, indicator="纳税")
    assert not (tmp_path / "networks" / "indicator").exists()


def test_a_national_indicator_stands_for_its_parts_and_a_part_for_itself(store, corpus):
    part = next(indicator for indicator in indicators() if indicator.parent)
    first = plan(corpus, corpus.documents[0])
    advance = Advance(part, Basis.SECTION, 1.0, part.name, Span(0, len(part.name)))
    measures = (replace(first.measures[0], advances=(advance,)), *first.measures[1:])
    write(store, replace(first, measures=measures))
    for chosen in (part.name, part.parent):
        (measure,) = read(store, indicator=chosen).measures
        assert (measure.ordinal, measure.indicators) == (1, (part.parent,))


def test_an_indicator_that_is_not_known_is_refused_and_the_others_are_named(filled, tmp_path):
    with pytest.raises(UnknownIndicator) as refused:
        export(filled, tmp_path / "out", indicator="开办商店")
    assert "没有指标开办商店" in refused.value.what.zh
    assert "开办企业、办理建筑许可" in refused.value.remedy.zh
    assert not (tmp_path / "out").exists()


def test_a_document_without_measures_is_listed(store, corpus):
    write(store, replace(plan(corpus, corpus.documents[1]), measures=()))
    found = read(store)
    assert [document.title for document in found.documents] == [corpus.documents[1].title]
    assert found.measures == ()


SIMILAR = """
MATCH (document:Document) SET document.compared = 'words'
WITH count(*) AS documents
MATCH (:Document {title: $one})-[:STATES]->(one:Measure {ordinal: 1})
MATCH (:Document {title: $other})-[:STATES]->(other:Measure {ordinal: 2})
WITH CASE WHEN one.id < other.id THEN [one, other] ELSE [other, one] END AS pair
WITH pair[0] AS first, pair[1] AS second
CREATE (first)-[:SIMILAR_TO {
  score: 0.75, shared: 12, first_start: [0], first_end: [12], second_start: [3], second_end: [15]
}]->(second)
"""


def test_similar_measures_join_their_cities(filled, corpus, tmp_path):
    titles = {"one": corpus.documents[0].title, "other": corpus.documents[1].title}
    filled.write(lambda transaction: transaction.run(SIMILAR, titles))
    (pair,) = read(filled).similarities
    assert {(m.document.city, m.ordinal) for m in (pair.one, pair.other)} == {("东宁市", 1), ("绥芬河市", 2)}
    assert (pair.score, pair.shared) == (0.75, 12)
    assert read(filled, ["东宁市"]).similarities == ()  # the other city was not asked for
    export(filled, tmp_path)
    (edge,) = read_csv(tmp_path / "networks" / "all" / "city-similarity.edges.csv")
    assert (edge["source"], edge["target"], edge["weight"], edge["score"]) == ("231081", "231086", "1", "0.75")


def test_a_province_stands_for_the_cities_below_it(filled):
    assert {document.city for document in read(filled, ["黑龙江省"]).documents} == {"东宁市", "绥芬河市"}
    assert len(read(filled, ["230000", "绥芬河市"]).documents) == 3


def test_a_city_without_documents_is_refused_and_the_others_are_named(filled, tmp_path):
    with pytest.raises(UnknownCity) as refused:
        export(filled, tmp_path / "out", cities=["东宁市", "东京市"])
    assert "没有东京市的文件" in refused.value.what.zh
    assert "绥芬河市（231081）、东宁市（231086）" in refused.value.remedy.zh
    assert not (tmp_path / "out").exists()


def test_an_empty_graph_exports_its_headers(store, tmp_path):
    files = {path.name: path for path in export(store, tmp_path)}
    assert read_csv(tmp_path / "tables" / "documents.csv") == []
    assert len(read_graphml(files["department-measure.graphml"])) == 0


# What the reading costs.

COUNTRY = """
UNWIND range($first, $last) AS n
CREATE (city:City {code: 'c' + n, name: '市' + n}), (document:Document {id: 'd' + n, title: 't' + n})-[:ISSUED_FOR]->(city)
FOREACH (d IN range(1, 4) |
  CREATE (:Department {id: city.code + '/' + d, name: 'n' + d, short: 's' + d, function: 'f' + d})-[:OF]->(city))
WITH document, city
MATCH (indicator:Indicator {name: '纳税'}), (department:Department)-[:OF]->(city)
WITH document, indicator, collect(department) AS departments
UNWIND range(1, 10) AS m
CREATE (document)-[:STATES]->(measure:Measure {id: document.id + '/m' + m, ordinal: m, open_raw: []})
CREATE (measure)-[:ADVANCES]->(indicator)
WITH measure, departments[m % 4] AS department
CREATE (department)-[:RESPONSIBLE_FOR {role: 'lead', start: 1, end: 2}]->(measure)
"""


def profile(endpoint, cities=(), indicator=None):
    """Return the operators of the reading of a corpus, the last first, each with its details and accesses."""
    text = (files("queries") / "cypher" / "export" / "corpus.cypher").read_text(encoding="utf-8")
    with GraphDatabase.driver(endpoint.uri, auth=(endpoint.username, endpoint.password)) as driver:
        asked = {"cities": list(cities), "indicator": indicator}
        plan = driver.execute_query(f"CYPHER replan=force PROFILE {text}", asked).summary.profile
    return [*operators(plan)]


def operators(plan):
    yield plan["operatorType"].partition("@")[0], plan["args"].get("Details", ""), plan["args"].get("DbHits", 0)
    for child in plan.get("children", ()):
        yield from operators(child)


@pytest.fixture
def country(store):
    """A function that adds cities to a country, each with a plan of ten measures."""

    def add(first, last):
        store.write(lambda transaction: transaction.run(COUNTRY, {"first": first, "last": last}))
        store.write(lambda transaction: transaction.run("CALL db.prepareForReplanning()"))

    return add


def test_reading_goes_from_documents_to_what_they_state_and_nowhere_else(country, endpoint):
    country(1, 40)
    found = profile(endpoint)
    (scanned,) = {details for name, details, _ in found if name.endswith("Scan")}
    assert scanned in ("document:Document", "city:City")
    assert "CartesianProduct" not in {name for name, *_ in found}


def test_rows_are_ordered_before_they_are_built(country, endpoint):
    """Else the whole country would wait in Neo4j: measures and departments are gathered after the only full sort."""
    country(1, 40)
    names = [name for name, *_ in profile(endpoint)]
    last = names[: names.index("Sort")]
    assert last.count("RollUpApply") == 2
    assert not {"Sort", "Eager", "EagerAggregation", "NodeHashJoin"} & set(last)


def test_the_cost_of_reading_grows_with_the_documents(country, endpoint):
    def hits(**asked):
        return sum(hits for _, _, hits in profile(endpoint, **asked))

    country(1, 20)
    whole, one = hits(), hits(cities=["市1"], indicator="纳税")
    country(21, 200)
    assert hits() < 12 * whole
    # of the other 180 cities only their documents and names are looked at
    assert hits(cities=["市1"], indicator="纳税") - one < 180 * 20


# An annotated document, counted again from its annotation alone.


@pytest.fixture
def dongning(store, documents, gold):
    annotation = json.loads((gold / "dongning.json").read_text(encoding="utf-8"))
    write(store, load(documents / annotation["document"]["file"]))
    named = [
        {d["function"]: d["role"] for d in measure["departments"] if d["function"]}
        for measure in annotation["measures"]
    ]
    return store, named


def test_load_of_an_annotated_document_is_that_of_its_annotation(dongning):
    store, named = dongning
    counted = [[body for body, role in bodies.items() if role != "section_lead"] for bodies in named]
    found = read(store, ["东宁市"])
    network = next(
        each.network
        for each in folder.annotated(found)
        if (each.member, each.name) == ("231086", "department-co-responsibility")
    )
    carried = Counter(body for bodies in counted for body in bodies)
    assert sorted(data["measures"] for _, data in network.nodes(data=True)) == sorted(carried.values())
    shares = defaultdict(float)
    for bodies in counted:
        for body in bodies:
            shares[body] += 1 / len(bodies)
    found = sorted(data["fractional"] for _, data in network.nodes(data=True))
    assert found == pytest.approx(sorted(shares.values()))


def test_shared_measures_of_an_annotated_document_are_those_of_its_annotation(dongning):
    store, named = dongning
    shared = Counter(
        frozenset(pair)
        for bodies in named
        for pair in combinations([body for body, role in bodies.items() if role != "section_lead"], 2)
    )
    network = co_responsibility(read(store, ["东宁市"]))
    assert sorted(weights(network).values()) == sorted(shared.values())
    partners = Counter(body for pair in shared for body in pair)
    assert sorted(degree for _, degree in network.degree() if degree) == sorted(partners.values())


def test_every_row_of_evidence_is_the_printed_text(dongning, documents, tmp_path):
    store, named = dongning
    rows = read_csv(next(path for path in export(store, tmp_path) if path.name == "responsibilities.csv"))
    files = {row["id"]: row["file"] for row in read_csv(tmp_path / "tables" / "documents.csv")}
    text = {name: (documents / name).read_text(encoding="utf-8-sig") for name in files.values()}
    assert len(rows) >= sum(map(len, named))
    for row in rows:
        printed = text[files[row["document"]]][int(row["start"]) : int(row["end"])]
        assert "".join(printed.split()) == row["raw"]  # line breaks and spaces are not kept

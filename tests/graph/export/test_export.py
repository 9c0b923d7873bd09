"""From a real Neo4j to files: the corpus worked out by hand, and an annotated document."""

import json
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from graph.errors import UnknownCity
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
    assert {(d.title, d.issued_on, d.states_responsibility) for d in found.documents} == {
        (d.title, d.issued_on, d.states_responsibility) for d in corpus.documents
    }
    assert Counter(m.indicators for m in found.measures) == Counter(m.indicators for m in corpus.measures)


def test_twice_gives_the_same_bytes(filled, tmp_path):
    first = {path.relative_to(tmp_path / "1"): path.read_bytes() for path in export(filled, tmp_path / "1")}
    again = {path.relative_to(tmp_path / "2"): path.read_bytes() for path in export(filled, tmp_path / "2")}
    assert first == again
    assert {str(path) for path in first} >= {
        "README.md",
        "documents.csv",
        "responsibilities.csv",
        "department-measure.graphml",
        "co-responsibility/231081.nodes.csv",
        "co-responsibility/231086.edges.csv",
        "co-responsibility/by-function.graphml",
    }


def test_cities_by_name_or_code(filled, tmp_path):
    for chosen in ("绥芬河市", "231081"):
        assert {document.city for document in read(filled, [chosen]).documents} == {"绥芬河市"}
    assert len(read(filled, ["绥芬河市", "231086"]).documents) == 3
    files = {path.name for path in export(filled, tmp_path, cities=["绥芬河市"])}
    assert "231081.graphml" in files
    assert "231086.graphml" not in files


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
    assert read_csv(files["documents.csv"]) == []
    assert len(read_graphml(files["department-measure.graphml"])) == 0


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
    network = folder.annotated(read(store, ["东宁市"]))["co-responsibility/231086"]
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
    files = {row["id"]: row["file"] for row in read_csv(tmp_path / "documents.csv")}
    text = {name: (documents / name).read_text(encoding="utf-8-sig") for name in files.values()}
    assert len(rows) >= sum(map(len, named))
    for row in rows:
        printed = text[files[row["document"]]][int(row["start"]) : int(row["end"])]
        assert "".join(printed.split()) == row["raw"]  # line breaks and spaces are not kept

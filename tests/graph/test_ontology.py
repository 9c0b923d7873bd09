"""The declaration is read strictly, and what derives from it is in step."""

from pathlib import Path

import pytest

from graph.dictionary import markdown
from graph.model import Basis, Form, LawKind, LawLevel, Role, Status, TargetKind
from graph.ontology import DECLARATION, ONTOLOGY, constraints, indexes, read_ontology

DECLARED = DECLARATION.read_text(encoding="utf-8")


def test_the_data_dictionary_is_in_step():
    page = Path(__file__).parents[2] / "docs" / "ontology.md"
    assert page.read_text(encoding="utf-8") == markdown(), "run `python -m graph.dictionary`"


def test_every_key_is_unique():
    assert [*constraints()] == [f"{node.label.lower()}_{node.key}" for node in ONTOLOGY.nodes.values()]


def test_measures_are_indexed_by_pairs_of_characters():
    assert "ON EACH [n.heading, n.text]" in indexes()["measure_text"]
    assert "'cjk'" in indexes()["measure_text"]


@pytest.mark.parametrize(
    ("place", "values"),
    [
        (ONTOLOGY.nodes["Document"].properties["status"], Status),
        (ONTOLOGY.nodes["Document"].properties["form"], Form),
        (ONTOLOGY.nodes["Target"].properties["kind"], TargetKind),
        (ONTOLOGY.nodes["Law"].properties["kind"], LawKind),
        (ONTOLOGY.nodes["Law"].properties["level"], LawLevel),
        (ONTOLOGY.relationships["CITES"].properties["level"], LawLevel),
        (ONTOLOGY.relationships["CITES"].properties["kind"], LawKind),
        (ONTOLOGY.relationships["RESPONSIBLE_FOR"].properties["role"], Role),
        (ONTOLOGY.nodes["Measure"].properties["open_role"], Role),
    ],
)
def test_the_model_has_the_declared_values(place, values):
    assert place.values == tuple(values)


def test_the_two_grounds_of_facts_are_those_of_the_model():
    declared = {
        value
        for name in ("RESPONSIBLE_FOR", "ADVANCES")
        for value in ONTOLOGY.relationships[name].properties["basis"].values
    }
    assert declared == set(Basis)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('key = "code"', 'key = "kode"', "City: key is 'kode'"),
        ('scope = "fixed"', 'scope = "loose"', "Ontology: scope is 'loose'"),
        ('from = "Document"', 'from = "Dokument"', "ISSUED_FOR: from is 'Dokument'"),
        ('from_count = "1"', 'from_count = "one"', "ISSUED_FOR: 'one' is no count"),
        ('used_by = ["CITES"]', 'used_by = ["OF"]', "Law: used_by names OF"),
        ('used_by = ["CITES"]\n', "", "Law: used_by belongs to shared nodes"),
        ('fulltext = ["heading", "text"]', 'fulltext = ["body"]', "Measure: fulltext"),
        ('listed_by = ["title", "id"]', 'listed_by = ["head", "id"]', "Document: fulltext, kept and listed_by"),
        ('listed_by = ["title", "id"]', 'listed_by = ["id", "title"]', "Document: listed_by must end with its key"),
        ('identity = ["role"]', 'identity = ["rolle"]', "RESPONSIBLE_FOR: identity"),
        ('container = "CONTAINS"', 'container = "HOLDS"', "Section: nothing of type HOLDS"),
        ('zh = "城市"', 'sz = "城市"', "City: zh is missing"),
        ('name = { type = "string"', 'name = { type = "text"', "Ontology.name: type is 'text'"),
        ("index = true", "indexed = true", "City.name: unknown key indexed"),
        ("evidence = true", "evidence = true\nproof = true", "RESPONSIBLE_FOR: unknown key proof"),
        ('need = "derived"', 'need = "derive"', "Document.compared: need is 'derive'"),
        ("derived = true", "derivd = true", "SIMILAR_TO: unknown key derivd"),
    ],
)
def test_a_slip_in_the_declaration_is_refused(was, becomes, said):
    assert was in DECLARED
    with pytest.raises(ValueError, match=said.replace(".", r"\.")):
        read_ontology(DECLARED.replace(was, becomes, 1))


def test_evidence_needs_its_characters():
    start = DECLARED.index("[relationship.CITES.properties]")
    without = DECLARED[:start] + DECLARED[start:].replace("raw = ", "quote = ", 1)
    with pytest.raises(ValueError, match="CITES: evidence needs raw, start and end"):
        read_ontology(without)

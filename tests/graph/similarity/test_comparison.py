"""Comparing on a real Neo4j: what is stored follows from the texts alone, whatever happened before."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.check import violations
from graph.dump import dump
from graph.errors import OntologyOutdated
from graph.identity import document_id
from graph.similarity import comparison
from graph.store import Store
from graph.writer import prepare, write
from loaders.tables import indicators
from tests.graph.plans import CITIES, body, measure, plan, responsible, with_title
from tests.graph.similarity.plans import COMMON, OTHER, OWN, saying

LINSHUI, WANGSHAN, YUNZHONG = CITIES[:3]
SIMILAR = """
MATCH (a:Measure)-[r:SIMILAR_TO]->(b:Measure)
RETURN a.id AS first, b.id AS second, r.score AS score, r.shared AS shared,
       [i IN range(0, size(r.first_start) - 1) | substring(a.text, r.first_start[i], r.first_end[i] - r.first_start[i])]
       AS words,
       [i IN range(0, size(r.first_start) - 1) | substring(b.text, r.second_start[i], r.second_end[i] - r.second_start[i])]
       AS other_words
ORDER BY first, second"""
MARKS = "MATCH (d:Document) RETURN d.id AS id, d.compared IS NOT NULL AS compared ORDER BY id"


def emptied(store):
    store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    prepare(store, indicators())


def places(store):
    """The similar pairs by city and ordinal."""
    rows = store.read(
        "MATCH (a:Measure)-[:SIMILAR_TO]->(b:Measure) "
        "RETURN [each IN [a, b] | split(each.id, '-')[0] + '/' + each.ordinal] AS pair"
    )
    return sorted(tuple(row["pair"]) for row in rows)


# What is stored


def test_a_pair_is_stored_once_from_the_smaller_id_with_its_words(store, compared):
    report = compared(store, saying(OWN, COMMON, city=WANGSHAN), saying(f"{OTHER}，{COMMON}", city=LINSHUI))
    (row,) = store.read(SIMILAR)
    assert row["first"] < row["second"]
    assert (row["first"][:6], row["second"][-5:]) == ("990101", "/m1.2")
    # 25 of 49 and of 25 characters
    assert (row["score"], row["shared"]) == (pytest.approx(50 / 74, abs=1e-6), 25)
    assert row["words"] == row["other_words"] == [COMMON]
    assert (report.documents, report.compared, report.measures, report.added) == (2, 2, 3, 1)
    assert violations(store) == []


def test_measures_of_one_document_are_not_compared(store, compared):
    compared(store, saying(COMMON, COMMON, city=LINSHUI))
    assert places(store) == []


def test_documents_of_one_city_are_compared(store, compared):
    """A draft and the plan issued after it."""
    first = saying(COMMON, city=LINSHUI)
    compared(store, first, with_title(first, "另一方案"))
    assert places(store) == [("990101/1", "990101/1")]


def test_characters_that_take_two_units_are_one(store, compared):
    rare = "𠮷𡈽𠀋"
    compared(store, saying(rare + COMMON, city=LINSHUI), saying(f"{rare}、{COMMON}", city=WANGSHAN))
    (row,) = store.read(SIMILAR)
    assert row["words"] == row["other_words"] == [rare, COMMON]
    assert violations(store) == []


def test_what_was_compared_is_told_from_what_was_not(store, compared):
    report = compared(store, saying(OWN, "短", city=LINSHUI))
    write(store, saying(OTHER, city=WANGSHAN))
    assert [row["compared"] for row in store.read(MARKS)] == [True, False]
    rows = store.read("MATCH (m:Measure) RETURN m.characters_compared AS n ORDER BY m.id")
    assert [row["n"] for row in rows] == [24, 1, None]
    assert report.too_short == 1
    assert violations(store) == []


def test_a_document_without_measures_is_compared_too(store, compared):
    compared(store, saying(city=LINSHUI))
    assert [row["compared"] for row in store.read(MARKS)] == [True]


# A second run


def test_a_second_run_writes_nothing(store, compared, monkeypatch):
    compared(store, saying(COMMON, city=LINSHUI), saying(COMMON, city=WANGSHAN))
    before = dump(store)

    def refused(*_, **__):
        pytest.fail("it wrote")

    monkeypatch.setattr(Store, "write", refused)
    report = compared(store)
    assert (report.documents, report.compared, report.added, report.removed, report.kept) == (2, 0, 0, 0, 1)
    assert dump(store) == before


def test_only_the_pairs_of_a_new_document_are_worked_out(store, compared, monkeypatch):
    compared(store, saying(COMMON, city=LINSHUI), saying(COMMON, city=WANGSHAN))
    worked_out = []
    through = comparison.similarity
    monkeypatch.setattr(comparison, "similarity", lambda *both: worked_out.append(both) or through(*both))
    new = saying(f"{COMMON}，{OTHER}", city=YUNZHONG)
    report = compared(store, new)
    assert len(worked_out) == 2
    assert all(any(OTHER in side.text for side in both) for both in worked_out)
    assert (report.compared, report.added, report.kept) == (1, 2, 1)


def test_a_changed_document_is_compared_anew(store, compared):
    compared(store, saying(COMMON, city=LINSHUI), saying(COMMON, city=WANGSHAN), saying(COMMON, city=YUNZHONG))
    report = compared(store, saying(OWN, city=LINSHUI))
    assert (report.compared, report.added, report.kept) == (1, 0, 1)
    assert places(store) == [("990100/1", "990102/1")]


# Loading takes back what no longer holds


def test_loading_the_same_keeps_what_was_worked_out(store, compared):
    first, second = saying(COMMON, city=LINSHUI), saying(COMMON, city=WANGSHAN)
    compared(store, first, second)
    before = dump(store)
    assert not write(store, first).touched
    assert dump(store) == before


def test_other_facts_of_the_same_texts_keep_it(store, compared):
    """A responsibility that is read better, a date that is found: the words are the same."""
    first, second = saying(COMMON, city=LINSHUI), saying(COMMON, city=WANGSHAN)
    compared(store, first, second)
    changed = replace(
        first,
        document=replace(first.document, issuer="市政府办公室"),
        measures=(replace(first.measures[0], responsibilities=(responsible(body(LINSHUI, "税务")),)),),
    )
    report = write(store, changed)
    assert not report.removed
    assert (report.changed["Document"], report.added["RESPONSIBLE_FOR"]) == (1, 1)
    assert [row["compared"] for row in store.read(MARKS)] == [True, True]
    assert places(store) == [("990101/1", "990102/1")]
    assert violations(store) == []


@pytest.mark.parametrize(
    "texts", [(OWN, OTHER), (COMMON,), (COMMON, OTHER, OWN), ()], ids=["changed", "gone", "new", "emptied"]
)
def test_other_texts_take_it_back(store, compared, texts):
    compared(store, saying(COMMON, OTHER, city=LINSHUI), saying(COMMON, city=WANGSHAN))
    report = write(store, saying(*texts, city=LINSHUI))
    assert report.removed["SIMILAR_TO"] == 1
    assert [row["compared"] for row in store.read(MARKS)] == [False, True]
    assert places(store) == []
    assert violations(store) == []


def test_measures_that_stay_the_same_count_as_unchanged(store, compared):
    compared(store, saying(COMMON, OTHER, city=LINSHUI), saying(COMMON, city=WANGSHAN))
    report = write(store, saying(COMMON, OWN, city=LINSHUI))
    assert dict(report.changed) == {"Measure": 1}


def test_a_document_deleted_by_hand_leaves_nothing_behind(store, compared):
    compared(store, saying(COMMON, city=LINSHUI), saying(COMMON, city=WANGSHAN))
    store.write(
        lambda transaction: transaction.run(
            "MATCH (d:Document)-[:STATES]->(m) WHERE d.id STARTS WITH '990101' DETACH DELETE d, m"
        )
    )
    report = compared(store)
    assert (report.documents, report.compared, report.kept) == (1, 0, 0)


def test_a_text_changed_by_hand_is_noticed(store, compared):
    compared(store, saying(COMMON, city=LINSHUI), saying(COMMON, city=WANGSHAN))
    store.write(lambda t: t.run("MATCH (m:Measure) WHERE m.id STARTS WITH '990101' SET m.text = $text", {"text": OWN}))
    report = compared(store)
    assert (report.compared, report.removed, places(store)) == (1, 1, [])
    assert violations(store) == []


# The method


def test_another_method_compares_everything_anew(store, compared, monkeypatch):
    plans = saying(COMMON, city=LINSHUI), saying(COMMON, city=WANGSHAN)
    with monkeypatch.context() as patch:
        patch.setattr(comparison, "mark", lambda _: "older/000000000000")
        compared(store, *plans)
    report = compared(store)
    assert (report.compared, report.added, report.removed, report.kept) == (2, 1, 1, 0)
    after = dump(store)
    emptied(store)
    compared(store, *plans)
    assert dump(store) == after


def test_documents_of_another_method_do_not_look_compared_half_way(store, compared, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(comparison, "mark", lambda _: "older/000000000000")
        compared(store, saying(COMMON, city=LINSHUI), saying(COMMON, city=WANGSHAN))
    with pytest.raises(InterruptedError):
        compared(Breaking(store, 3))  # taking back, the first document; then it breaks
    assert [row["compared"] for row in store.read(MARKS)] == [True, False]
    assert places(store) == []


@pytest.mark.parametrize("harm", ["MATCH (o:Ontology) SET o.version = 2", "MATCH (o:Ontology) DELETE o"])
def test_a_graph_of_another_version_is_refused(store, compared, harm):
    write(store, saying(COMMON, city=LINSHUI))
    store.write(lambda transaction: transaction.run(harm))
    with pytest.raises(OntologyOutdated):
        compared(store)


# One graph, whatever happened


class Breaking:
    """A store whose so-manieth transaction breaks off before it is committed."""

    def __init__(self, store, writes):
        self.store, self.left = store, writes

    def read(self, *arguments, **options):
        return self.store.read(*arguments, **options)

    def write(self, work):
        self.left -= 1

        def managed(transaction):
            done = work(transaction)
            if not self.left:
                raise InterruptedError
            return done

        return self.store.write(managed)


class Meddled(Breaking):
    """A store in which another writer loads a plan before the so-manieth transaction."""

    def __init__(self, store, writes, found):
        super().__init__(store, writes)
        self.found = found

    def write(self, work):
        self.left -= 1
        if not self.left:
            write(self.store, self.found)
        return self.store.write(work)


@pytest.mark.parametrize("writes", [1, 2, 3])
@pytest.mark.parametrize("texts", [(OWN,), (COMMON, OTHER)])
def test_a_load_that_comes_in_between_is_seen(store, compared, writes, texts):
    plans = [saying(COMMON, city=city) for city in CITIES[:3]]
    late = saying(*texts, city=LINSHUI)
    for each in plans:
        write(store, each)
    compared(Meddled(store, writes, late))
    compared(store)
    after = dump(store)
    emptied(store)
    compared(store, late, *plans[1:])
    assert dump(store) == after


SENTENCES = (COMMON, OWN, OTHER, COMMON[:21], "短")
texts = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map("，".join), max_size=3)
documents = st.tuples(st.sampled_from(CITIES), st.sampled_from(("甲措施", "乙措施")), texts)
steps = st.lists(st.one_of(documents, st.integers(1, 6)), min_size=1, max_size=8)

on_the_server = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)


@on_the_server
@given(history=steps)
def test_any_history_of_loads_runs_and_crashes_gives_the_graph_of_one_run(store, compared, history):
    """A step is a document loaded, new or changed, or a run that breaks off at its n-th transaction, if it gets there."""
    emptied(store)
    final = {}
    for step in history:
        if isinstance(step, int):
            try:
                compared(Breaking(store, step))
            except InterruptedError:
                assert violations(store) == []
        else:
            city, title, said = step
            found = saying(*said, city=city, title=title)
            final[document_id(found.document)] = found
            write(store, found)
            assert violations(store) == []
    compared(store)
    after = dump(store)
    assert violations(store) == []
    emptied(store)
    compared(store, *final.values())
    assert dump(store) == after


def test_a_plan_of_the_same_path_in_two_cities_is_two(store, compared):
    compared(store, *(plan(measure("1.1", text=COMMON), city=city) for city in CITIES))
    assert len(places(store)) == 6  # every two of four

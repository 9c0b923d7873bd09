"""The writer on a real Neo4j: one load, one graph."""

import multiprocessing
import os
import signal
from dataclasses import replace
from threading import Thread

import psutil
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph import server
from graph.check import violations
from graph.dump import dump
from graph.errors import OntologyOutdated, StoreUnreachable
from graph.identity import document_id
from graph.model import Form, LawKind, LawLevel, Role, Section, Span
from graph.ontology import constraints, indexes
from graph.settings import Settings
from graph.store import Store
from graph.writer import prepare, write
from loaders.tables import indicators
from tests.graph.plans import (
    CITIES,
    PREFECTURE,
    advance,
    body,
    cites,
    collections,
    deadline,
    measure,
    mention,
    plan,
    plans,
    responsible,
    target,
    with_title,
)

LINSHUI, WANGSHAN = CITIES[:2]

# Every example empties and fills a real graph; the deadline would time the server, not the writer.
on_the_server = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)


def emptied(store):
    store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    prepare(store, indicators())


def loaded(store, found):
    """The canonical text of a graph that holds these plans, loaded in this order."""
    emptied(store)
    for each in found:
        write(store, each)
    return dump(store)


def counts(mapping):
    return {name: number for name, number in mapping.items() if number}


# What a load writes


def test_prepare_makes_the_schema_and_the_national_indicators(store):
    names = {row["name"] for row in store.read("SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name")}
    assert {*constraints(), *indexes()} <= names
    rows = store.read("MATCH (i:Indicator) RETURN i.level AS level, i.order AS order ORDER BY order")
    assert [row["order"] for row in rows] == [*range(1, 19)]
    assert {row["level"] for row in rows} == {"national"}


def test_preparing_again_changes_nothing(store):
    before = dump(store)
    prepare(store, indicators())
    assert dump(store) == before


def test_prepare_corrects_an_indicator(store):
    before = dump(store)
    store.write(lambda t: t.run("MATCH (i:Indicator {name: '纳税'}) SET i.english = 'x', i.order = 99"))
    prepare(store, indicators())
    assert dump(store) == before


def test_a_load_reports_what_it_added(store):
    tax = body(LINSHUI, "税务")
    found = plan(
        measure(
            "1.1",
            responsibilities=(responsible(tax), responsible(None, 20, raw="各相关单位")),
            advances=(advance("纳税"), advance("创新创业")),
            citations=(cites("公司法", LawKind.LAW, name="公司法"),),
        ),
        measure("1.2", responsibilities=(responsible(tax, 30, Role.LEAD),)),
    )
    report = write(store, found)
    assert counts(report.added) == {
        "City": 3,
        "Document": 1,
        "Section": 1,
        "Measure": 2,
        "Department": 1,
        "Function": 1,
        "Indicator": 1,
        "Law": 1,
        "ISSUED_FOR": 1,
        "PART_OF": 3,  # two cities above, one sub-indicator
        "CONTAINS": 3,
        "STATES": 2,
        "OF": 1,
        "PERFORMS": 1,
        "RESPONSIBLE_FOR": 2,
        "ADVANCES": 2,
        "CITES": 1,
    }
    assert not report.changed
    assert not report.removed
    assert report.document == document_id(found.document)
    assert violations(store) == []


def test_a_group_stays_on_the_measure_and_is_no_department(store):
    found = (responsible(None, 40, Role.SUPPORT, "各县区"), responsible(None, 20, raw="各相关单位"))
    write(store, plan(measure("1.1", responsibilities=found)))
    row = store.read("MATCH (m:Measure) RETURN m{.open_raw, .open_role, .open_start, .open_end} AS m")[0]["m"]
    assert row == {
        "open_raw": ["各县区", "各相关单位"],
        "open_role": ["support", "responsible"],
        "open_start": [40, 20],
        "open_end": [43, 23],
    }
    assert store.read("MATCH (d:Department) RETURN d") == []
    assert store.read("MATCH (d:Document) RETURN d.states_responsibility AS it") == [{"it": True}]


def test_a_document_may_state_no_responsibility(store):
    write(store, plan(measure("1.1")))
    assert store.read("MATCH (d:Document) RETURN d.states_responsibility AS it") == [{"it": False}]


def test_one_body_may_have_two_parts_in_a_measure(store):
    tax = body(LINSHUI, "税务")
    found = (responsible(tax, 10, Role.LEAD), responsible(tax, 20, Role.SECTION_LEAD), responsible(tax, 30, Role.LEAD))
    write(store, plan(measure("1.1", responsibilities=found)))
    rows = store.read("MATCH ()-[r:RESPONSIBLE_FOR]->() RETURN r.role AS role, r.start AS start ORDER BY start")
    assert [(row["role"], row["start"]) for row in rows] == [("lead", 10), ("section_lead", 20), ("lead", 30)]


def test_an_indicator_reached_twice_counts_once_in_the_order_of_the_text(store):
    names = ("纳税", "创新创业", "纳税", "开办企业")
    found = tuple(advance(name, start) for start, name in enumerate(names))
    write(store, plan(measure("1.1", advances=found)))
    rows = store.read("MATCH ()-[a:ADVANCES]->(i) RETURN i.name AS name, a.start AS start ORDER BY a.rank")
    assert [(row["name"], row["start"]) for row in rows] == [("纳税", 0), ("创新创业", 1), ("开办企业", 3)]


def test_sections_hold_sections_and_a_measure_outside_any_hangs_on_the_document(store):
    sections = (
        Section("1", "一、措施", 1, 1, Span(5, 9), None),
        Section("1.1", "（一）企业", 2, 2, Span(10, 14), "1"),
    )
    write(store, plan(measure("1.1.1", section="1.1"), measure("2", section=None), sections=sections))
    rows = store.read(
        "MATCH p = (:Document)-[:CONTAINS*]->(m:Measure) "
        "RETURN m.ordinal AS n, [s IN nodes(p)[1..-1] | s.title] AS path ORDER BY n"
    )
    assert [row["path"] for row in rows] == [["一、措施", "（一）企业"], []]


def test_a_law_is_what_all_that_cites_it_makes_it(store):
    weak = plan(measure("1.1", citations=(cites("条例", LawKind.RULE, number="令第2号"),)))
    strong = plan(measure("1.1", citations=(cites("条例", LawKind.LAW, name="条例", number="令第1号"),)), city=WANGSHAN)
    law = "MATCH (l:Law) RETURN l.kind AS kind, l.number AS number, l.name AS name"
    write(store, weak)
    assert store.read(law) == [{"kind": "rule", "number": "令第2号", "name": None}]
    report = write(store, strong)
    assert report.changed == {"Law": 1}
    assert store.read(law) == [{"kind": "law", "number": "令第1号", "name": "条例"}]
    report = write(store, replace(strong, measures=()))
    assert report.changed == {"Law": 1}
    assert store.read(law) == [{"kind": "rule", "number": "令第2号", "name": None}]


def test_the_highest_level_that_a_citation_gives_a_law_is_its_level(store):
    levels = (None, LawLevel.LOCAL, LawLevel.PROVINCIAL)
    for place, level in zip((LINSHUI, WANGSHAN, PREFECTURE), levels, strict=True):
        write(store, plan(measure("1.1", citations=(cites("条例", level=level),)), city=place))
    assert store.read("MATCH (l:Law) RETURN l.level AS level") == [{"level": "provincial"}]
    write(store, plan(city=PREFECTURE))
    assert store.read("MATCH (l:Law) RETURN l.level AS level") == [{"level": "local"}]
    write(store, plan(city=WANGSHAN))
    assert store.read("MATCH (l:Law) RETURN l.level AS level") == [{"level": None}]


def test_targets_and_deadlines_hang_on_their_measure(store):
    found = plan(
        measure(
            "1.1", targets=(target(50, 2, old=3, due="2026-06"), target(52, 0.5)), deadlines=(deadline(60, "2026-02"),)
        )
    )
    report = write(store, found)
    names = ("Target", "SETS", "Deadline", "DUE")
    assert [report.added[name] for name in names] == [2, 2, 1, 1]
    rows = store.read(
        "MATCH (m)-[s:SETS]->(t:Target) "
        "RETURN t{.from, .to, .kind, .due} AS t, t.id = m.id + '/t' + s.start + '-' + s.end AS same ORDER BY s.start"
    )
    assert [row["t"] for row in rows] == [
        {"from": 3.0, "to": 2.0, "kind": "change", "due": "2026-06"},
        {"from": None, "to": 0.5, "kind": "limit", "due": None},
    ]
    assert all(row["same"] for row in rows)
    assert store.read("MATCH (d:Deadline) RETURN toString(d.latest) AS day") == [{"day": "2026-02-28"}]
    # A target that moved is another one; what the measure no longer sets is gone.
    report = write(store, replace(found, measures=(measure("1.1", targets=(target(51, 2, old=3),)),)))
    assert [report.removed[name] for name in names] == [2, 2, 1, 1]
    assert [report.added[name] for name in names] == [1, 1, 0, 0]
    assert violations(store) == []


def test_a_department_only_named_carries_nothing(store):
    tax, money = body(LINSHUI, "税务"), body(LINSHUI, "财政")
    named = (mention(tax), mention(tax, 80), mention(money, 90), mention(None, 95, "各银行"))
    write(store, plan(measure("1.1", responsibilities=(responsible(tax),), mentions=named)))
    rows = store.read("MATCH (m)-[n:NAMES]->(d) RETURN d.function AS name, n.start AS start ORDER BY start")
    assert [(row["name"], row["start"]) for row in rows] == [("税务", 70), ("税务", 80), ("财政", 90)]
    report = write(store, plan(measure("1.1", responsibilities=(responsible(tax),))))
    assert counts(report.removed) == {"NAMES": 3, "Department": 1, "Function": 1, "OF": 1, "PERFORMS": 1}


def test_being_named_alone_is_no_statement_of_responsibility(store):
    write(store, plan(measure("1.1", mentions=(mention(body(LINSHUI, "税务")),))))
    assert store.read("MATCH (d:Document) RETURN d.states_responsibility AS it") == [{"it": False}]
    assert violations(store) == []


def test_the_form_of_the_file_is_kept(store):
    found = plan(measure("1.1"))
    write(store, replace(found, source=replace(found.source, form=Form.OCR)))
    assert store.read("MATCH (d:Document) RETURN d.form AS form") == [{"form": "ocr"}]


def test_what_read_the_file_is_kept_and_may_not_be_told(store):
    found = plan(measure("1.1"))
    write(store, found)
    assert store.read("MATCH (d:Document) RETURN d.parser AS parser") == [{"parser": None}]
    report = write(store, replace(found, source=replace(found.source, parser="1.0+0123abcd")))
    assert report.changed == {"Document": 1}
    assert store.read("MATCH (d:Document) RETURN d.parser AS parser") == [{"parser": "1.0+0123abcd"}]


# New versions


def test_a_reload_reports_no_change_and_writes_nothing(store, monkeypatch):
    found = plan(measure("1.1", responsibilities=(responsible(body(LINSHUI, "税务")),), advances=(advance("纳税"),)))
    write(store, found)
    seen = []
    through = Store.write

    def watched(self, work, **options):
        def noting(transaction):
            seen.append(transaction)
            return work(transaction)

        return through(self, noting, **options)

    monkeypatch.setattr(Store, "write", watched)
    report = write(store, found)
    assert not report.touched
    assert [transaction.wrote for transaction in seen] == [False]


def test_a_new_version_takes_back_what_it_no_longer_says(store):
    """With the measure go its department, that department's function and city, its law and sub-indicator."""
    kept = measure("1.1", responsibilities=(responsible(body(LINSHUI, "税务")),))
    gone = measure(
        "1.2",
        responsibilities=(responsible(body(WANGSHAN, "文化")),),
        advances=(advance("人才流动"), advance("纳税")),
        citations=(cites("公司法", LawKind.LAW),),
    )
    write(store, plan(kept))
    before = dump(store)
    write(store, plan(kept, gone))
    report = write(store, plan(kept))
    assert counts(report.removed) == {
        "Measure": 1,
        "Department": 1,
        "Function": 1,
        "City": 1,
        "Law": 1,
        "Indicator": 1,
        "STATES": 1,
        "CONTAINS": 1,
        "RESPONSIBLE_FOR": 1,
        "ADVANCES": 2,
        "CITES": 1,
        "OF": 1,
        "PERFORMS": 1,
        "PART_OF": 2,  # the city's and the sub-indicator's
    }
    assert dump(store) == before


def test_what_another_document_uses_stays(store):
    both = (responsible(body(PREFECTURE, "税务")),)
    one, other = plan(measure("1.1", responsibilities=both)), plan(measure("1.1", responsibilities=both), city=WANGSHAN)
    write(store, one)
    write(store, other)
    write(store, replace(one, measures=()))
    assert dump(store) == loaded(store, [replace(one, measures=()), other])
    assert len(store.read("MATCH (d:Department) RETURN d.id AS id")) == 1


def test_words_that_moved_are_a_change_and_not_a_new_fact(store):
    tax = body(LINSHUI, "税务")
    write(store, plan(measure("1.1", responsibilities=(responsible(tax, 10),))))
    report = write(store, plan(measure("1.1", text="改", responsibilities=(responsible(tax, 12),))))
    assert counts(report.changed) == {"Measure": 1, "RESPONSIBLE_FOR": 1}
    assert not report.added
    assert not report.removed


# One load, one graph


@on_the_server
@given(found=collections(), data=st.data())
def test_any_order_any_repetition_any_history_gives_one_graph(store, found, data):
    first, newer = found
    final = {document_id(each.document): each for each in (*first, *newer)}
    expected = loaded(store, final.values())
    assert violations(store) == []
    assert loaded(store, data.draw(st.permutations(list(final.values())))) == expected
    # Older versions before newer ones, and everything a second time.
    history = data.draw(st.permutations(first)) + data.draw(st.permutations(newer))
    assert loaded(store, history + data.draw(st.permutations(list(final.values())))) == expected
    for each in final.values():
        assert not write(store, each).touched


@on_the_server
@given(found=plans(city=LINSHUI), then=plans(city=LINSHUI), steps=st.integers(1, 40))
def test_a_load_that_breaks_off_leaves_nothing(store, found, then, steps):
    before = loaded(store, [found])
    done = 0

    def breaking(work):
        def managed(transaction):
            through = transaction.run

            def counted(*arguments):
                nonlocal done
                done += 1
                if done == steps:
                    raise InterruptedError
                return through(*arguments)

            transaction.run = counted
            return work(transaction)

        return store.write(managed)

    class Breaking:
        write = staticmethod(breaking)

    try:
        write(Breaking(), then)
    except InterruptedError:
        assert dump(store) == before
    else:
        assert done < steps
    write(store, then)
    assert dump(store) == loaded(store, [then])


def big(city, title="大措施"):
    """A plan whose load takes a while: 400 measures of four departments each."""
    bodies = [body(city, function) for function in ("税务", "市场监管", "财政", "文化")]
    return with_title(
        plan(
            *(
                measure(
                    f"1.{number}",
                    responsibilities=tuple(responsible(each, 10 * i) for i, each in enumerate(bodies)),
                    advances=(advance("纳税"),),
                    citations=(cites("公司法", LawKind.LAW, name="公司法"),),
                )
                for number in range(1, 401)
            ),
            city=city,
        ),
        title,
    )


class Watched:
    """A store that tells when a load has begun to create relationships."""

    def __init__(self, store, begun):
        self.store, self.begun = store, begun

    def write(self, work):
        def managed(transaction):
            run = transaction.run

            def told(statement, parameters=None):
                rows = run(statement, parameters)
                if "CREATE" in statement:
                    self.begun()
                return rows

            transaction.run = told
            return work(transaction)

        return self.store.write(managed)


def load_and_say(endpoint, found, pipe):
    """In a process of its own: say when the writing has begun, and go no further until told."""

    def begun():
        pipe.send("writing")
        pipe.recv()

    with Store.open(endpoint) as store:
        write(Watched(store, begun), found)


def test_a_process_killed_while_it_writes_leaves_nothing(store, endpoint):
    small = plan(measure("1.1", responsibilities=(responsible(body(LINSHUI, "税务")),)))
    write(store, small)
    before = dump(store)
    mine, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=load_and_say, args=(endpoint, big(WANGSHAN), theirs))
    process.start()
    assert mine.poll(120)
    assert mine.recv() == "writing"
    os.kill(process.pid, signal.SIGKILL)
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    # The next load waits for its turn, which comes when the server has undone what was left half-way.
    assert not write(store, small).touched
    assert dump(store) == before
    write(store, big(WANGSHAN))
    assert dump(store) == loaded(store, [big(WANGSHAN), small])


@pytest.mark.slow
def test_a_server_killed_while_it_writes_comes_back_as_it_was(tmp_path):
    own = Settings().model_copy(update={"home": tmp_path, "neo4j_uri": None})
    small = plan(measure("1.1", responsibilities=(responsible(body(LINSHUI, "税务")),)))
    try:
        with Store.open(server.start(own)) as store:
            prepare(store, indicators())
            write(store, small)
            before = dump(store)
        with Store.open(server.endpoint(own), patience=0) as store, pytest.raises(StoreUnreachable):
            write(Watched(store, lambda: psutil.Process(server.status(own).running.pid).kill()), big(WANGSHAN))
        with Store.open(server.start(own)) as store:
            assert dump(store) == before
            assert write(store, big(WANGSHAN)).added["Measure"] == 400
            assert not write(store, small).touched
    finally:
        server.stop(own)


# Several at once


def together(*work):
    """Run all at the same time and raise what any of them raised."""
    failed = []

    def caught(each):
        try:
            each()
        except BaseException as error:  # noqa: BLE001 - raised again below
            failed.append(error)

    threads = [Thread(target=caught, args=(each,)) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert not any(thread.is_alive() for thread in threads)
    if failed:
        raise failed[0]


def test_two_clients_may_load_at_once(store, endpoint):
    """Both use the same departments and laws, and one lets go of them while the other takes them up."""
    shared = measure(
        "1.1",
        responsibilities=(responsible(body(PREFECTURE, "税务")),),
        citations=(cites("公司法", LawKind.LAW), cites("条例", LawKind.RULE, start=60)),
    )
    weaker = replace(shared, citations=(cites("公司法", LawKind.PLAN, number="令第1号"),))
    mine, theirs = plan(shared), plan(weaker, city=WANGSHAN)
    expected = loaded(store, [mine, theirs])

    def repeatedly(*versions):
        with Store.open(endpoint) as own:
            for _ in range(5):
                for each in versions:
                    write(own, each)

    together(
        lambda: repeatedly(replace(mine, measures=()), mine),
        lambda: repeatedly(theirs, replace(theirs, measures=()), theirs),
    )
    assert dump(store) == expected
    assert violations(store) == []


def test_two_clients_may_prepare_at_once(store, endpoint):
    expected = dump(store)
    store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    for name in constraints():
        store.write(lambda transaction, name=name: transaction.run(f"DROP CONSTRAINT {name}"))

    def preparing():
        with Store.open(endpoint) as own:
            prepare(own, indicators())

    together(preparing, preparing, preparing)
    assert dump(store) == expected


# Other ontologies


def test_a_graph_of_another_ontology_is_not_written_to(store):
    store.write(lambda transaction: transaction.run("MATCH (o:Ontology) SET o.version = 0"))
    before = dump(store)
    with pytest.raises(OntologyOutdated):
        write(store, plan(measure("1.1")))
    with pytest.raises(OntologyOutdated):
        prepare(store, indicators())
    assert dump(store) == before


def test_a_graph_that_is_not_prepared_is_not_written_to(store):
    store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    with pytest.raises(OntologyOutdated):
        write(store, plan(measure("1.1")))
    assert dump(store) == ""


def test_an_indicator_that_the_graph_lacks_refuses_the_load(store):
    before = dump(store)
    with pytest.raises(OntologyOutdated):
        write(store, plan(measure("1.1", advances=(advance("没有的指标"),))))
    assert dump(store) == before


def test_a_plan_that_lacks_what_must_be_there_is_refused(store):
    before = dump(store)
    with pytest.raises(ValueError, match=r"Measure\.text is missing"):
        write(store, plan(replace(measure("1.1"), text=None)))
    assert dump(store) == before

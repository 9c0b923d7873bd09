"""py2neo on the running server, and what a notebook is told where it cannot run."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from py2neo.errors import ClientError
from py2neo.ogm import Model, Property, RelatedFrom, RelatedTo

import loaders
from graph import notebooks
from graph.catalogue import ask, question
from graph.errors import StoreRefused, StoreUnreachable, UnknownQuestion, WrongParameter
from graph.model import Role
from graph.ontology import ONTOLOGY
from graph.writer import write
from tests.graph.plans import deadline, mention, target

SAMPLE = Path(loaders.__file__).parent / "samples" / "yanxi.txt"


@pytest.fixture
def plan(store):
    read = loaders.load(SAMPLE)
    write(store, read)
    return read


@pytest.fixture
def graph(endpoint, plan):  # noqa: ARG001 - the plan must be in the graph first
    connected = notebooks.connect(endpoint)
    yield connected
    notebooks.close(connected)


MODELS = [model for model in vars(notebooks).values() if isinstance(model, type) and issubclass(model, Model)]


@pytest.mark.parametrize("model", [model for model in MODELS if model is not Model], ids=lambda model: model.__name__)
def test_a_model_has_the_properties_and_relationships_that_the_ontology_declares(model):
    node = ONTOLOGY.nodes[model.__name__]
    assert model.__primarykey__ == node.key
    assert {found.key for found in vars(model).values() if isinstance(found, Property)} == set(node.properties)
    declared = {(kind.type, kind.source, kind.target) for kind in ONTOLOGY.relationships.values()}
    for found in vars(model).values():
        if isinstance(found, RelatedTo):
            assert (found.relationship_type, node.label, found.related_class) in declared
        elif isinstance(found, RelatedFrom):
            assert (found.relationship_type, found.related_class, node.label) in declared


def named(measure):
    return {each.body.key for each in measure.responsibilities if each.body}


def test_a_city_leads_to_its_plan_and_its_measures(graph, plan):
    city = notebooks.City.match(graph).where(name=plan.document.city.name).first()
    assert city.code == plan.document.city.code
    (document,) = city.documents
    assert document.title == plan.document.title
    assert document.states_responsibility is True
    measures = sorted(document.measures, key=lambda measure: measure.ordinal)
    assert [measure.heading for measure in measures] == [measure.heading for measure in plan.measures]
    assert {body.function for body in city.departments} == set().union(*map(named, plan.measures))


def test_a_measure_knows_its_departments_and_indicators(graph, plan):
    first = notebooks.Measure.match(graph).where(ordinal=1).first()
    assert (first.start, first.end) == (plan.measures[0].span.start, plan.measures[0].span.end)
    assert {body.function for body in first.departments} == named(plan.measures[0])
    assert {indicator.name for indicator in first.indicators} == {
        advance.indicator.name for advance in plan.measures[0].advances
    }
    assert [document.title for document in first.documents] == [plan.document.title]


def test_a_law_leads_back_to_the_measures_that_cite_it(graph, plan):
    cited = {citation.key for measure in plan.measures for citation in measure.citations}
    laws = {law.id.removeprefix("law/"): law for law in notebooks.Law.match(graph)}
    assert set(laws) == cited
    assert cited
    for key, law in laws.items():
        expected = [m.ordinal for m in plan.measures if any(each.key == key for each in m.citations)]
        assert sorted(measure.ordinal for measure in law.measures) == expected
        assert law.id in {each.id for each in next(iter(law.measures)).laws}


def test_a_function_knows_the_departments_that_perform_it(graph):
    function = notebooks.Function.match(graph, "税务").first()
    assert [department.function for department in function.departments] == ["税务"]
    assert [each.name for each in next(iter(function.departments)).functions] == ["税务"]


def test_an_indicator_leads_back_to_its_measures(graph, plan):
    indicator = notebooks.Indicator.match(graph, "开办企业").first()
    expected = [m.ordinal for m in plan.measures if any(a.indicator.name == "开办企业" for a in m.advances)]
    assert sorted(measure.ordinal for measure in indicator.measures) == expected
    assert expected


def test_a_department_knows_its_measures_and_its_city(graph, plan):
    key = next(each.body.key for each in plan.measures[0].responsibilities if each.body)
    department = notebooks.Department.match(graph).where(function=key).first()
    assert [city.name for city in department.cities] == [plan.document.city.name]
    expected = [measure.ordinal for measure in plan.measures if key in named(measure)]
    assert sorted(measure.ordinal for measure in department.measures) == expected


def test_every_role_of_a_department_in_a_measure_is_there(graph, plan):
    # The sample's market regulator leads the section and the measure: two relationships of one pair.
    first = plan.measures[0]
    assert {Role.LEAD, Role.SECTION_LEAD} <= {each.role for each in first.responsibilities}
    rows = notebooks.responsibilities(graph, notebooks.Measure.match(graph).where(ordinal=1).first())
    assert sorted((row["role"], row["raw"], row["start"], row["end"]) for row in rows) == sorted(
        (str(each.role), each.raw, each.span.start, each.span.end) for each in first.responsibilities if each.body
    )


def test_a_measure_knows_its_targets_deadlines_and_whom_it_names(graph, store, plan):
    first = plan.measures[0]
    set_, due = target(first.span.start, 2, old=3), deadline(first.span.start, "2026-06")
    own = next(each.body for each in first.responsibilities if each.body)
    facts = {"targets": (set_,), "deadlines": (due,), "mentions": (mention(own, first.span.start),)}
    others = (replace(each, mentions=()) for each in plan.measures[1:])
    write(store, replace(plan, measures=(replace(first, **facts), *others)))
    measure = notebooks.Measure.match(graph).where(ordinal=1).first()
    assert [(t.old, t.new, t.unit, t.comparator) for t in measure.targets] == [(3.0, 2.0, "个工作日", "<=")]
    assert [(d.value, str(d.latest)) for d in measure.deadlines] == [("2026-06", "2026-06-30")]
    assert [(d.function, [m.ordinal for m in d.named_in]) for d in measure.named] == [(own.key, [1])]


def test_a_question_gives_a_frame_with_its_columns(graph, store, plan):
    frame = notebooks.frame(graph, "department-load", city=plan.document.city.name)
    rows = ask(store, "department-load", {"city": plan.document.city.name})
    assert frame.astype(object).where(frame.notna(), None).to_dict("records") == rows
    assert list(frame.columns) == list(rows[0])


def test_an_answer_without_rows_keeps_its_columns(graph):
    frame = notebooks.frame(graph, "search", text="潜水艇")
    assert frame.empty
    assert list(frame.columns) == [column.name for column in question("search").columns]


def test_wrong_questions_are_refused(graph):
    with pytest.raises(UnknownQuestion):
        notebooks.frame(graph, "departments-load")
    with pytest.raises(WrongParameter):
        notebooks.frame(graph, "department-load", town="砚溪市")


def test_a_name_that_the_graph_lacks_is_no_empty_answer(graph):
    with pytest.raises(WrongParameter, match="无此市"):
        notebooks.frame(graph, "department-load", city="无此市")


def test_whole_numbers_stay_whole_where_some_are_not_stated(graph, store, plan):
    silent = replace(plan, document=replace(plan.document, title="另一方案"), measures=plan.measures[:1])
    write(store, replace(silent, measures=(replace(plan.measures[0], responsibilities=()),)))
    frame = notebooks.frame(graph, "department-load")
    assert str(frame["measures"].dtype) == "Int64"
    assert frame["measures"].isna().sum() == 1
    assert frame.loc[frame["stated"], "measures"].notna().all()


def test_rows_that_the_limit_leaves_out_are_warned_of(graph):
    with pytest.warns(notebooks.Truncated, match=r"limit=None"):
        cut = notebooks.frame(graph, "department-load", limit=2)
    whole = notebooks.frame(graph, "department-load", limit=None)
    assert len(cut) == 2
    assert len(whole) == cut["total"][0] > 2


def test_a_query_cannot_write(graph, store):
    with pytest.raises(ClientError, match="read access mode"):
        graph.query("CREATE (:Department {id: 'x'})").data()
    assert store.read("MATCH (d:Department {id: 'x'}) RETURN d.id") == []


def test_a_routing_address_is_read_directly(endpoint, plan):
    routed = replace(endpoint, uri=endpoint.uri.replace("bolt://", "neo4j://"))
    graph = notebooks.connect(routed)
    assert graph.service.profile.protocol == "bolt"
    assert len(notebooks.Measure.match(graph)) == len(plan.measures)
    notebooks.close(graph)


def test_a_wrong_password_and_a_silent_address_are_said_as_such(endpoint):
    with pytest.raises(StoreRefused):
        notebooks.connect(replace(endpoint, password="not-this-one"))
    with pytest.raises(StoreUnreachable):
        notebooks.connect(replace(endpoint, uri="bolt://127.0.0.1:9"))


def test_without_the_extra_the_import_says_what_to_install():
    code = "import sys; sys.modules['py2neo'] = None\nimport graph.notebooks"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("ImportError: ")
    assert "pip install 'yingshang[notebooks]'" in done.stderr

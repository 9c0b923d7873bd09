import doctest
from dataclasses import replace
from itertools import combinations
from math import isclose

import networkx as nx
import pytest
from networkx.algorithms import bipartite

from graph.export.corpus import Similarity
from graph.export.folder import network_path
from graph.export.networks import (
    Level,
    co_responsibility,
    counted,
    covered_indicators,
    drawn,
    lead_support,
    project,
    projection,
    similar_cities,
    two_mode,
)
from graph.model import Role

MARKET, TAX, POLICE, FINANCE = (f"231086/{name}" for name in ("市场监管", "税务", "公安", "财政"))


STARTING, TAXES = "indicator/开办企业", "indicator/纳税"
MEASURE = {ordinal: f"231086-a/m{ordinal}" for ordinal in range(1, 7)} | {"b1": "231081-b/m1", "b2": "231081-b/m2"}


def weights(network, name="weight"):
    return {frozenset(pair): network.edges[pair][name] for pair in network.edges}


def stated(corpus, *changes):
    """Return the corpus with the roles of some statements changed: (department, measure, role)."""
    new = {(department, measure): role for department, measure, role in changes}
    return replace(
        corpus,
        statements=tuple(replace(s, role=new.get((s.department.id, s.measure.id), s.role)) for s in corpus.statements),
    )


@pytest.fixture
def city(corpus):
    return corpus.by_city()["231086"]


def test_two_mode_holds_what_is_stated_and_only_that(corpus):
    network = two_mode(corpus)
    carriers = [node for node, side in network.nodes(data="bipartite") if side == 0]
    assert carriers == sorted([MARKET, TAX, POLICE, FINANCE, "231081/市场监管+知识产权", "231081/税务"])
    # m5 (an open group), m6 (nobody) and the plan without statements make no node
    assert [node for node in network if node not in carriers] == [
        *(f"231086-a/m{ordinal}" for ordinal in (1, 2, 3, 4)),
        *(f"231081-b/m{ordinal}" for ordinal in (1, 2)),
    ]
    assert bipartite.is_bipartite_node_set(network, carriers)
    assert network[MARKET]["231086-a/m4"]["roles"] == "section_lead"
    assert network.nodes[MARKET]["city"] == "东宁市"
    assert network.nodes["231086-a/m2"] == {
        "label": "2．",
        "kind": "measure",
        "bipartite": 1,
        "city": "东宁市",
        "city_code": "231086",
        "document": "231086-a",
        "ordinal": 2,
        "start": 200,
        "end": 290,
        "indicators": "开办企业|纳税",
        "open": 0,
    }


def test_a_department_stated_twice_is_one_edge_with_both_places(corpus):
    first = corpus.statements[0]
    again = replace(first, role=Role.SUPPORT, raw="市监局", start=180, end=183)
    network = two_mode(replace(corpus, statements=(*corpus.statements, again)))
    edge = network[MARKET]["231086-a/m1"]
    assert edge["roles"] == "lead|support"
    assert edge["statements"] == 2
    assert edge["raw"] == "市场监管局|市监局"
    assert edge["spans"] == "[140,145)|[180,183)"


def test_co_responsibility_of_a_city_by_hand(corpus):
    network = co_responsibility(corpus.by_city()["231086"])
    assert weights(network) == {
        frozenset({MARKET, TAX}): 2,
        frozenset({MARKET, POLICE}): 1,
        frozenset({POLICE, TAX}): 1,
        frozenset({FINANCE, TAX}): 1,
    }
    assert weights(network, "newman") == {
        frozenset({MARKET, TAX}): 1 / 2 + 1,  # three carry m1, two m2
        frozenset({MARKET, POLICE}): 1 / 2,
        frozenset({POLICE, TAX}): 1 / 2,
        frozenset({FINANCE, TAX}): 1,
    }
    assert weights(network, "overlap") == {
        frozenset({MARKET, TAX}): 2 / 3,  # m1, m2 of m1, m2, m3; m4 is the market's by section only
        frozenset({MARKET, POLICE}): 1 / 2,
        frozenset({POLICE, TAX}): 1 / 3,
        frozenset({FINANCE, TAX}): 1 / 4,  # m3 of m1, m2, m3, m4
    }
    assert network[MARKET][TAX]["measure_ids"] == "231086-a/m1|231086-a/m2"
    assert network[MARKET][TAX]["document_ids"] == "231086-a"
    assert network.nodes[TAX] == {
        "label": "税务局",
        "kind": "department",
        "name": "东宁市税务局",
        "function": "税务",
        "functions": "税务",
        "system": "vertical",
        "city": "东宁市",
        "city_code": "231086",
    }


def test_section_leads_join_only_when_asked(corpus):
    city = corpus.by_city()["231086"]
    apart, counted = co_responsibility(city), co_responsibility(city, section_leads=True)
    assert weights(counted) == {**weights(apart), frozenset({FINANCE, MARKET}): 1}
    assert apart.graph["roles"] == "lead|responsible|support"
    assert counted.graph["roles"] == "lead|responsible|support|section_lead"


def test_a_department_that_only_leads_sections_is_in_the_two_mode_network_alone(corpus):
    statements = tuple(s for s in corpus.statements if s.department.id != MARKET or s.role == "section_lead")
    thinner = replace(corpus, statements=statements)
    assert MARKET in two_mode(thinner)
    assert MARKET not in co_responsibility(thinner)
    assert MARKET in co_responsibility(thinner, section_leads=True)


def test_functions_join_across_cities_but_never_inside_one_department(corpus):
    network = co_responsibility(corpus, level=Level.FUNCTION)
    assert weights(network) == {
        frozenset({"市场监管", "税务"}): 3,  # a/m1, a/m2, b/m1
        frozenset({"知识产权", "税务"}): 1,  # b/m1
        frozenset({"市场监管", "公安"}): 1,
        frozenset({"公安", "税务"}): 1,
        frozenset({"财政", "税务"}): 1,
    }
    # a measure of a merged body has a carrier more: three carry b/m1
    assert network["市场监管"]["税务"]["newman"] == 1 / 2 + 1 + 1 / 2
    assert network["知识产权"]["税务"]["newman"] == 1 / 2
    assert network["市场监管"]["税务"]["overlap"] == 3 / 5  # of a/m1, a/m2, a/m3, b/m1, b/m2
    assert network["市场监管"]["税务"]["n_cities"] == 2
    assert network.nodes["市场监管"]["n_departments"] == 2
    assert network.nodes["知识产权"]["n_cities"] == 1


def test_functions_of_a_merged_body_share_only_through_another_department(corpus):
    patents = replace(
        corpus.departments[0],
        id="231086/知识产权",
        city_code="231086",
        functions=tuple(f for f in corpus.departments[0].functions if f.name == "知识产权"),
    )
    with_market = next(s for s in corpus.statements if s.measure.id == MEASURE[2])
    more = replace(corpus, statements=(*corpus.statements, replace(with_market, department=patents)))
    edge = co_responsibility(more, level=Level.FUNCTION)["市场监管"]["知识产权"]
    assert edge["measure_ids"] == MEASURE[2]  # not b/m1 and b/m2, which one department carries
    assert edge["newman"] == 1 / 2  # market, tax and patents carry it
    assert edge["overlap"] == 1 / 4  # of a/m1, a/m2, b/m1, b/m2


@pytest.mark.parametrize("section_leads", [False, True])
def test_department_weights_are_those_of_networkx(city, section_leads):
    network = co_responsibility(city, section_leads=section_leads)
    whole = two_mode(city, roles=counted(section_leads=section_leads))
    for name, projected in (
        ("weight", bipartite.weighted_projected_graph),
        ("newman", bipartite.collaboration_weighted_projected_graph),
        ("overlap", bipartite.overlap_weighted_projected_graph),
    ):
        assert weights(network, name) == pytest.approx(weights(projected(whole, list(network))))


def test_newman_weights_of_a_node_add_up_to_the_measures_it_shares(city):
    network = co_responsibility(city)
    assert {node: sum(edge["newman"] for edge in network[node].values()) for node in network} == {
        MARKET: 2,
        TAX: 3,
        POLICE: 1,
        FINANCE: 1,  # m4 it carries alone
    }


# Departments and indicators.


def test_indicators_a_department_answers_for_by_hand(corpus):
    network = covered_indicators(corpus)
    edges = {(one, other): (edge["weight"], edge["roles"]) for one, other, edge in network.edges(data=True)}
    assert edges == {
        (MARKET, STARTING): (2, "lead|responsible"),
        (MARKET, TAXES): (1, "responsible"),
        (TAX, STARTING): (2, "responsible|support"),
        (TAX, TAXES): (2, "responsible"),
        (POLICE, STARTING): (1, "responsible"),
        (FINANCE, TAXES): (1, "responsible"),
    }
    assert network[TAX][TAXES]["measure_ids"] == f"{MEASURE[2]}|{MEASURE[3]}"
    assert network[TAX][TAXES]["document_ids"] == "231086-a"
    assert not network["231081/税务"]  # its measures advance no indicator
    assert network.nodes[TAXES] == {
        "label": "纳税",
        "kind": "indicator",
        "name": "纳税",
        "english": "Paying taxes",
        "code": "paying-taxes",
        "bipartite": 1,
    }
    assert bipartite.is_bipartite_node_set(network, [STARTING, TAXES])


def test_a_section_lead_answers_for_indicators_only_when_asked(corpus):
    section = stated(corpus, (MARKET, MEASURE[1], Role.SECTION_LEAD))
    assert covered_indicators(section)[MARKET][STARTING]["weight"] == 1
    assert covered_indicators(section, section_leads=True)[MARKET][STARTING]["roles"] == "responsible|section_lead"


def test_indicators_by_function(corpus):
    network = covered_indicators(corpus, level=Level.FUNCTION)
    assert network["市场监管"][STARTING]["weight"] == 2
    assert not network["知识产权"]


def test_an_indicator_is_not_the_function_of_the_same_name(corpus):
    renamed = {"开办企业": ("市场监管",), "纳税": ()}
    measures = {
        each.id: replace(each, indicators=renamed.get("".join(each.indicators), ())) for each in corpus.measures
    }
    statements = tuple(replace(each, measure=measures[each.measure.id]) for each in corpus.statements)
    network = covered_indicators(
        replace(corpus, measures=tuple(measures.values()), statements=statements), level=Level.FUNCTION
    )
    assert sorted(network["市场监管"]) == ["indicator/市场监管"]  # m1
    assert network.nodes["市场监管"]["kind"] == "function"


# Lead and support.


def test_leads_point_to_supports(corpus):
    network = lead_support(corpus)
    assert list(network) == [MARKET, TAX]  # who is responsible beside them, or alone, neither leads nor supports
    assert list(network.edges(data=True)) == [
        (MARKET, TAX, {"weight": 1, "n_cities": 1, "measure_ids": MEASURE[1], "document_ids": "231086-a"})
    ]
    assert network.graph["roles"] == "lead|support"


def test_each_lead_points_to_each_support_and_nobody_to_itself(corpus):
    several = stated(corpus, (POLICE, MEASURE[1], Role.LEAD), (MARKET, MEASURE[2], Role.LEAD))
    again = replace(several.statements[0], role=Role.SUPPORT)  # the market leads m1 and supports it
    network = lead_support(replace(several, statements=(*several.statements, again)))
    assert {(one, other) for one, other in network.edges} == {(MARKET, TAX), (POLICE, TAX), (POLICE, MARKET)}
    assert network[MARKET][TAX]["measure_ids"] == MEASURE[1]  # m2 has a lead and nobody who supports


def test_a_section_lead_leads_only_when_asked(corpus):
    section = stated(corpus, (FINANCE, MEASURE[4], Role.SUPPORT))
    assert (MARKET, FINANCE) not in lead_support(section).edges
    assert lead_support(section, section_leads=True)[MARKET][FINANCE]["measure_ids"] == MEASURE[4]


def test_functions_lead_functions_through_different_departments(corpus):
    merged, tax = "231081/市场监管+知识产权", "231081/税务"
    led = stated(corpus, (merged, MEASURE["b1"], Role.LEAD), (tax, MEASURE["b1"], Role.SUPPORT))
    both = [
        replace(s, role=role)
        for s in led.statements
        if s.measure.id == MEASURE["b2"]
        for role in (Role.LEAD, Role.SUPPORT)
    ]
    network = lead_support(replace(led, statements=(*led.statements, *both)), level=Level.FUNCTION)
    assert {(one, other): edge["weight"] for one, other, edge in network.edges(data=True)} == {
        ("市场监管", "税务"): 2,  # a/m1, b/m1
        ("知识产权", "税务"): 1,
    }
    assert network["市场监管"]["税务"]["n_cities"] == 2


# Cities.


@pytest.fixture
def compared(corpus):
    """The corpus with its measures compared: b/m1 with two measures of plan a, and two plans of Dongning."""
    documents = {document.id: replace(document, compared="words") for document in corpus.documents}
    measures = {each.id: replace(each, document=documents[each.document.id]) for each in corpus.measures}
    pairs = (
        ("231081-b/m1", MEASURE[1], 0.8),
        ("231081-b/m1", MEASURE[2], 0.6),
        (MEASURE[3], "231086-c/m1", 0.9),
    )
    return replace(
        corpus,
        documents=tuple(documents.values()),
        measures=tuple(measures.values()),
        similarities=tuple(Similarity(measures[one], measures[other], score, 20) for one, other, score in pairs),
    )


def test_cities_with_similar_measures(compared):
    network = similar_cities(compared)
    assert dict(network.nodes(data="n_documents")) == {"231081": 1, "231086": 2}
    assert dict(network.nodes(data="n_measures")) == {"231081": 2, "231086": 7}
    ((one, other, edge),) = network.edges(data=True)
    assert (one, other, edge["weight"]) == ("231081", "231086", 2)
    assert isclose(edge["score"], 0.7)
    assert edge["measure_pairs"] == f"231081-b/m1~{MEASURE[1]}|231081-b/m1~{MEASURE[2]}"
    assert edge["document_ids"] == "231081-b|231086-a"


def test_the_first_measure_of_a_pair_is_of_the_first_city(compared):
    turned = tuple(Similarity(pair.other, pair.one, pair.score, pair.shared) for pair in compared.similarities)
    network, other = similar_cities(compared), similar_cities(replace(compared, similarities=turned))
    assert list(network.edges(data=True)) == list(other.edges(data=True))


def test_cities_compared_without_a_find_are_alone_and_those_not_compared_are_absent(compared):
    nothing = similar_cities(replace(compared, similarities=()))
    assert (list(nothing), list(nothing.edges)) == (["231081", "231086"], [])
    apart = tuple(replace(each, compared=None) if each.city_code == "231081" else each for each in compared.documents)
    names = {each.name for each in drawn(replace(compared, documents=apart))}
    assert "city-similarity" in {each.name for each in drawn(compared)}
    assert "city-similarity" not in names


# Slices.


def paths(corpus):
    return [network_path(each, corpus) for each in drawn(corpus)]


def test_slices_of_several_cities(corpus):
    assert paths(corpus) == [
        *(f"networks/all/department-{kind}" for kind in ("measure", "indicator")),
        *(f"networks/{place}/{kind}" for place, kind in [
            *(("all", f"function-{kind}") for kind in ("measure", "indicator", "co-responsibility", "lead-support")),
            *(
                (f"city/{name}", f"department-{kind}")
                for name in ("231081-绥芬河市", "231086-东宁市")
                for kind in ("measure", "indicator", "co-responsibility", "lead-support")
            ),
            *(
                (f"indicator/{name}", f"function-{kind}")
                for name in ("开办企业", "纳税")
                for kind in ("measure", "co-responsibility", "lead-support")
            ),
            *(
                ("period/2022-2024", f"function-{kind}")
                for kind in ("measure", "indicator", "co-responsibility", "lead-support")
            ),
        ]),
    ]  # fmt: skip


def test_slices_of_one_city_go_down_to_departments(city):
    assert "networks/indicator/纳税/department-co-responsibility" in paths(city)
    assert not [path for path in paths(city) if "period" in path]  # neither plan states its period


def test_an_indicator_chosen_is_not_sliced_again(city):
    assert not [path for path in paths(replace(city, indicator="纳税")) if "indicator/" in path]


def test_the_network_of_a_slice_rests_on_its_measures_alone(corpus):
    found = {network_path(each, corpus): each for each in drawn(corpus)}
    taxes = found["networks/indicator/纳税/function-co-responsibility"]
    assert [measure.id for measure in taxes.part.measures] == [MEASURE[2], MEASURE[3]]
    assert [document.id for document in taxes.part.documents] == ["231086-a"]
    assert weights(taxes.network) == {frozenset({"市场监管", "税务"}): 1, frozenset({"财政", "税务"}): 1}
    period = found["networks/period/2022-2024/function-co-responsibility"]
    assert weights(period.network) == {frozenset({"市场监管", "税务"}): 1, frozenset({"知识产权", "税务"}): 1}
    assert (period.slice, period.member, period.level) == ("period", "2022-2024", Level.FUNCTION)


def test_a_city_known_by_its_name_only_has_it_once_in_its_path(corpus):
    nameless = tuple(replace(document, city_code=f"name:{document.city}") for document in corpus.documents)
    alone = replace(corpus, documents=nameless, measures=(), statements=(), targets=(), deadlines=())
    assert "networks/city/name%3A东宁市/department-measure" in paths(alone)


def test_parts_hold_their_facts_and_no_others(compared):
    dongning, suifenhe = compared.by_city()["231086"], compared.by_city()["231081"]
    assert [len(dongning.targets), len(dongning.deadlines), len(dongning.similarities)] == [1, 1, 1]
    assert [len(suifenhe.targets), len(suifenhe.deadlines), len(suifenhe.similarities)] == [1, 0, 0]
    assert list(compared.by_indicator()) == ["开办企业", "纳税"]
    assert [len(part.measures) for part in compared.by_indicator().values()] == [2, 2]
    assert list(compared.by_period()) == ["2022-2024"]


# Order, and what is known of projections.


def test_every_weight_is_the_number_of_its_measures(corpus):
    for level in Level:
        for _, _, edge in co_responsibility(corpus, level=level).edges(data=True):
            assert edge["weight"] == len(set(edge["measure_ids"].split("|")))


def test_order_does_not_depend_on_the_order_of_the_statements(corpus):
    turned = replace(corpus, statements=corpus.statements[::-1])
    for level in Level:
        network, other = (co_responsibility(given, level=level) for given in (corpus, turned))
        assert list(network.nodes(data=True)) == list(other.nodes(data=True))
        assert list(network.edges(data=True)) == list(other.edges(data=True))


def test_projection_agrees_with_networkx_on_the_southern_women():
    women = nx.davis_southern_women_graph()
    met = project(women, women.graph["top"])
    assert weights(met) == weights(bipartite.weighted_projected_graph(women, women.graph["top"]))
    for one, other in combinations(women.graph["top"], 2):
        assert met.has_edge(one, other) == bool(set(women[one]) & set(women[other]))


def test_examples_of_the_module_hold():
    result = doctest.testmod(projection)
    assert result.attempted
    assert not result.failed

import doctest
from dataclasses import replace
from itertools import combinations

import networkx as nx
import pytest
from networkx.algorithms import bipartite

from graph.export import networks
from graph.export.networks import Level, co_responsibility, project, two_mode

MARKET, TAX, POLICE, FINANCE = (f"231086/{name}" for name in ("市场监管", "税务", "公安", "财政"))


def weights(network):
    return {frozenset(pair): network.edges[pair]["weight"] for pair in network.edges}


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
    again = replace(first, role=networks.Role.SUPPORT, raw="市监局", start=180, end=183)
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
    assert network[MARKET][TAX]["measure_ids"] == "231086-a/m1|231086-a/m2"
    assert network[MARKET][TAX]["document_ids"] == "231086-a"


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
    assert network["市场监管"]["税务"]["n_cities"] == 2
    assert network.nodes["市场监管"]["n_departments"] == 2
    assert network.nodes["知识产权"]["n_cities"] == 1


@pytest.mark.parametrize("section_leads", [False, True])
def test_department_weights_are_those_of_networkx(corpus, section_leads):
    city = corpus.by_city()["231086"]
    network = co_responsibility(city, section_leads=section_leads)
    whole = two_mode(city, roles=networks.counted(section_leads=section_leads))
    expected = bipartite.weighted_projected_graph(whole, list(network))
    assert weights(network) == weights(expected)


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
    result = doctest.testmod(networks)
    assert result.attempted
    assert not result.failed

import doctest
from math import fsum

import networkx as nx
import pytest

from graph.export import measures
from graph.export.measures import Load, annotate, betweenness, degree, load, strength
from graph.export.networks import Level, co_responsibility, counted, two_mode

MARKET, TAX, POLICE, FINANCE = (f"231086/{name}" for name in ("市场监管", "税务", "公安", "财政"))


def test_load_by_hand(corpus):
    assert load(corpus.by_city()["231086"]) == {
        # led, responsible, supported, section led; measures, their shares, national indicators
        FINANCE: Load(0, 2, 0, 0, 2, 1 / 2 + 1, 1),
        MARKET: Load(1, 1, 0, 1, 2, 5 / 6, 2),  # 1/3 + 1/2; the section lead of m4 stands apart
        POLICE: Load(0, 1, 0, 0, 1, 1 / 3, 1),
        TAX: Load(0, 2, 1, 0, 3, 4 / 3, 2),  # 1/3 + 1/2 + 1/2
    }


def test_section_leads_enter_the_load_only_when_asked(corpus):
    loads = load(corpus.by_city()["231086"], roles=counted(section_leads=True))
    assert loads[MARKET] == Load(1, 1, 0, 1, 3, 4 / 3, 2)
    assert loads[FINANCE].fractional == 1  # m3 with tax, and now m4 with the section's lead


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("section_leads", [False, True])
def test_shares_add_up_to_the_measures_carried(corpus, level, section_leads):
    roles = counted(section_leads=section_leads)
    carried = {s.measure.id for s in corpus.statements if s.role in roles}
    assert fsum(one.fractional for one in load(corpus, level=level, roles=roles).values()) == pytest.approx(
        len(carried)
    )


def test_load_by_function_counts_a_merged_body_under_each_function(corpus):
    loads = load(corpus, level=Level.FUNCTION)
    assert loads["知识产权"] == Load(0, 2, 0, 0, 2, 5 / 6, 0)  # 1/3 + 1/2
    assert loads["市场监管"] == Load(1, 3, 0, 1, 4, 5 / 3, 2)  # 1/3 + 1/2 + 1/3 + 1/2


def test_position_by_hand(corpus):
    network = co_responsibility(corpus.by_city()["231086"])
    assert degree(network) == {MARKET: 2, TAX: 3, POLICE: 2, FINANCE: 1}
    assert strength(network) == {MARKET: 3, TAX: 4, POLICE: 2, FINANCE: 1}
    # tax stands between finance and the two others: 2 of the (4-1)(4-2)/2 = 3 pairs without it
    assert betweenness(network) == {MARKET: 0, TAX: pytest.approx(2 / 3), POLICE: 0, FINANCE: 0}


def test_betweenness_of_the_florentine_families():
    # the values printed with the data in the literature (Padgett and Ansell; Newman's and Jackson's books)
    published = {"Medici": 0.522, "Guadagni": 0.255, "Albizzi": 0.212, "Strozzi": 0.103, "Pazzi": 0.0}
    found = betweenness(nx.florentine_families_graph())
    assert {name: round(found[name], 3) for name in published} == published


def test_a_network_that_falls_apart_keeps_its_size():
    # a path of three beside an isolate: 1 pair of the (4-1)(4-2)/2 = 3
    network = nx.path_graph(3)
    network.add_node("alone")
    assert betweenness(network) == {0: 0, 1: pytest.approx(1 / 3), 2: 0, "alone": 0}
    assert degree(network)["alone"] == strength(network)["alone"] == 0


def test_annotation_is_written_on_carriers_only(corpus):
    network = two_mode(corpus)
    annotate(network, load(corpus), positions=False)
    assert network.nodes[TAX]["measures"] == 3
    assert "degree" not in network.nodes[TAX]
    assert "measures" not in network.nodes["231086-a/m1"]

    joint = co_responsibility(corpus)
    annotate(joint, load(corpus), positions=True)
    assert (joint.nodes[TAX]["degree"], joint.nodes[TAX]["strength"]) == (3, 4)


def test_examples_of_the_module_hold():
    result = doctest.testmod(measures)
    assert result.attempted
    assert not result.failed

from fractions import Fraction
from math import sqrt

import networkx as nx
import pytest

from graph.export.measures import (
    betweenness,
    closeness,
    constraint,
    degree,
    effective_size,
    eigenvector,
    strength,
)
from graph.export.networks import co_responsibility

MARKET, TAX, POLICE, FINANCE = (f"231086/{name}" for name in ("市场监管", "税务", "公安", "财政"))

# Information among ten organisations of Indianapolis (Knoke and Wood 1981), as printed by Hanneman and
# Riddle, Introduction to social network methods (2005)
KNOKE = "0100101010 1011101110 0101111001 1100101000 1111001111 0010001010 0101100000 1101101010 0100101000 1110101000"


def knoke():
    rows = enumerate(KNOKE.split(), start=1)
    return nx.DiGraph((one, other) for one, row in rows for other, tie in enumerate(row, start=1) if tie == "1")


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


def test_betweenness_on_a_directed_network():
    # Hanneman and Riddle (2005), not normalised: of (10-1)(10-2) ordered pairs
    published = {2: 12.333, 3: 11.694, 5: 17.833, 7: 2.75, 8: 0}
    found = betweenness(knoke())
    assert {node: round(found[node] * 72, 3) for node in published} == published


def test_a_network_that_falls_apart_keeps_its_size():
    # a path of three beside an isolate: 1 pair of the (4-1)(4-2)/2 = 3
    network = nx.path_graph(3)
    network.add_node("alone")
    assert betweenness(network) == {0: 0, 1: pytest.approx(1 / 3), 2: 0, "alone": 0}
    assert degree(network)["alone"] == strength(network)["alone"] == 0
    # ends reach 2 of 3 others at 1 and 2: 2/3 · 2/3
    assert closeness(network) == {0: pytest.approx(4 / 9), 1: pytest.approx(2 / 3), 2: pytest.approx(4 / 9), "alone": 0}


def test_often_shared_is_near():
    # a-b direct costs 1; by c 1/4 + 1/4
    network = nx.Graph()
    network.add_weighted_edges_from([("a", "b", 1), ("a", "c", 4), ("c", "b", 4)])
    assert betweenness(network) == {"a": 0, "b": 0, "c": 0}
    assert betweenness(network, "weight") == {"a": 0, "b": 0, "c": 1}
    assert closeness(network, "weight")["a"] == pytest.approx(2 / (1 / 4 + 1 / 2))


def test_equally_long_ways_are_told_as_equal():
    # a-z takes 1 directly and 1/2 + 1/3 + 1/6 around, which is less than 1 in floating point
    assert 1 / 2 + 1 / 3 + 1 / 6 != 1
    network = nx.Graph()
    network.add_weighted_edges_from([("a", "z", 1), ("a", "b", 2), ("b", "c", 3), ("c", "z", 6)])
    found = betweenness(network, "weight")
    # b: half of a-z, all of a-c (1/2 + 1/3 < 1 + 1/6); of 3 pairs
    assert found["b"] == pytest.approx(1.5 / 3)
    for one, other, data in network.edges(data=True):
        network[one][other]["length"] = Fraction(1, data["weight"])
    assert found == pytest.approx(nx.betweenness_centrality(network, weight="length"))


def test_weights_that_are_no_whole_numbers_have_lengths_too():
    network = nx.Graph()
    network.add_weighted_edges_from([("a", "b", 0.5), ("a", "c", 2.5), ("c", "b", 2.5)])
    assert betweenness(network, "weight") == {"a": 0, "b": 0, "c": 1}
    assert closeness(network, "weight")["a"] == pytest.approx(2 / (0.4 + 0.8))


def test_eigenvector_is_found_without_odd_cycles():
    # the middle of a path of three has √2 times its ends, in any unit; a plain power method swings for ever
    assert eigenvector(nx.path_graph(3)) == pytest.approx({0: 1 / 2, 1: sqrt(1 / 2), 2: 1 / 2})


def test_eigenvector_by_weight():
    # weights 3 and 4 on a path of three: λ = 5, vector 3 : 5 : 4
    network = nx.Graph()
    network.add_weighted_edges_from([("a", "b", 3), ("b", "c", 4)])
    found = eigenvector(network, "weight")
    assert found == pytest.approx({"a": 3 / sqrt(50), "b": 5 / sqrt(50), "c": 4 / sqrt(50)})


def test_eigenvector_is_of_the_largest_component():
    network = nx.Graph([("a", "b"), ("b", "c"), ("x", "y")])
    assert set(eigenvector(network)) == {"a", "b", "c"}
    # of two as large, the one with more edges; then the one with the first id
    assert set(eigenvector(nx.Graph([("a", "b"), ("b", "c"), ("x", "y"), ("y", "z"), ("z", "x")]))) == {"x", "y", "z"}
    assert set(eigenvector(nx.Graph([("c", "d"), ("a", "b")]))) == {"a", "b"}
    assert eigenvector(nx.empty_graph(3)) == {}


def test_eigenvector_agrees_with_networkx_on_the_club():
    club = nx.karate_club_graph()
    for weight in (None, "weight"):
        expected = nx.eigenvector_centrality(club, max_iter=10_000, tol=1e-12, weight=weight)
        assert eigenvector(club, weight) == pytest.approx(expected, abs=1e-9)


def test_a_tie_to_oneself_is_no_tie():
    network = nx.path_graph(3)
    network.add_edge(1, 1, weight=5)
    bare = nx.path_graph(3)
    for measure in (degree, strength, betweenness, closeness, eigenvector, constraint, effective_size):
        assert measure(network) == measure(bare)


def test_holes_of_a_star_and_a_triangle():
    # the middle of a star has four partners without ties; each end has one
    star = nx.star_graph(4)
    assert constraint(star) == {0: pytest.approx(4 * (1 / 4) ** 2), 1: 1, 2: 1, 3: 1, 4: 1}
    assert effective_size(star) == {0: 4, 1: 1, 2: 1, 3: 1, 4: 1}
    # in a triangle (1/2 + 1/2 · 1/2)² twice; two partners, one tie among them: 2 - 2/2
    triangle = nx.complete_graph(3)
    assert constraint(triangle) == {node: pytest.approx(9 / 8) for node in triangle}
    assert effective_size(triangle) == {0: 1, 1: 1, 2: 1}


def test_holes_by_weight_by_hand():
    # a: 3/4 to b, 1/4 to c; b: 3/4 to a, 1/4 to c; c: half to each
    network = nx.Graph()
    network.add_weighted_edges_from([("a", "b", 3), ("a", "c", 1), ("b", "c", 1)])
    found = constraint(network, "weight")
    assert found["a"] == pytest.approx((3 / 4 + 1 / 4 * 1 / 2) ** 2 + (1 / 4 + 3 / 4 * 1 / 4) ** 2)
    # b: 1 - 1/4 · (1/3 of its heaviest); c: 1 - 3/4 · 1/1
    assert effective_size(network, "weight")["a"] == pytest.approx((1 - 1 / 4 * 1 / 3) + (1 - 3 / 4))


@pytest.mark.parametrize("weight", [None, "weight"])
def test_holes_agree_with_networkx_on_the_club(weight):
    club = nx.karate_club_graph()
    assert constraint(club, weight) == pytest.approx(nx.constraint(club, weight=weight))
    # named nodes, for networkx adds up by scipy otherwise, where that is installed, and is wrong by weight
    assert effective_size(club, weight) == pytest.approx(nx.effective_size(club, nodes=list(club), weight=weight))


def test_isolates_have_no_holes():
    network = nx.path_graph(2)
    network.add_node("alone")
    assert set(constraint(network)) == set(effective_size(network)) == {0, 1}

import random
from itertools import combinations
from math import sqrt

import networkx as nx
import pytest

from graph.export.measures import core_fit, core_periphery, coreness, coreness_fit, k_core

# Borgatti and Everett (2000), the network they begin with
FIRST = nx.Graph(
    [(1, 2), (1, 3), (1, 4), (1, 5), (2, 3), (2, 4), (2, 6), (2, 7), (2, 8), (3, 4), (3, 8), (3, 9), (4, 5), (4, 10)]
)


def correlation(pairs):
    """Pearson's, from its definition."""
    n = len(pairs)
    mean_x, mean_y = (sum(side) / n for side in zip(*pairs, strict=True))
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spreads = sum((x - mean_x) ** 2 for x, _ in pairs) * sum((y - mean_y) ** 2 for _, y in pairs)
    return covariance / sqrt(spreads) if spreads > 1e-12 else None


def fit_of(network, core):
    """The correlation of ties with 1 inside the core and 0 inside the periphery, from its definition."""
    pairs = [
        (network.has_edge(one, other), one in core)
        for one, other in combinations(network, 2)
        if (one in core) == (other in core)
    ]
    return correlation(pairs) if pairs else None


def planted(seed):
    """A core of four and a periphery of five, with two pairs turned around."""
    chance = random.Random(seed)  # noqa: S311 -- a network for a test
    network = nx.complete_graph(4)
    network.add_nodes_from(range(4, 9))
    network.add_edges_from((node, chance.randrange(4)) for node in range(4, 9))
    for one, other in chance.sample(list(combinations(range(9), 2)), 2):
        if network.has_edge(one, other):
            network.remove_edge(one, other)
        else:
            network.add_edge(one, other)
    return network


def test_k_core_of_what_hangs_on_a_triangle():
    network = nx.Graph(["ab", "bc", "ca", "ad"])
    network.add_node("alone")
    assert k_core(network) == {"a": 2, "b": 2, "c": 2, "d": 1, "alone": 0}


def test_the_core_that_borgatti_and_everett_begin_with_is_perfect():
    core = core_periphery(FIRST)
    assert {node for node, inside in core.items() if inside} == {1, 2, 3, 4}
    assert core_fit(FIRST, core) == 1


def test_the_fit_of_a_core_is_a_correlation():
    for core in ({1, 2}, {1, 2, 3}, {2, 3, 4}, {1, 2, 3, 4, 8}, set(range(1, 9))):
        given = {node: int(node in core) for node in FIRST}
        assert core_fit(FIRST, given) == pytest.approx(fit_of(FIRST, core))


@pytest.mark.parametrize("seed", range(12))
def test_no_other_core_fits_better(seed):
    network = planted(seed)
    every = (set(core) for size in range(2, 8) for core in combinations(network, size))
    best = max(fit for core in every if (fit := fit_of(network, core)) is not None)
    assert core_fit(network, core_periphery(network)) == pytest.approx(best)


def test_where_there_is_no_core_none_is_told():
    for network in (nx.Graph(), nx.path_graph(3), nx.empty_graph(6), nx.complete_graph(6)):
        assert core_periphery(network) == {}
        assert core_fit(network, {}) is None


def test_departments_without_partners_are_periphery():
    network = nx.complete_graph(4)
    network.add_nodes_from("xyz")
    assert core_periphery(network) == {0: 1, 1: 1, 2: 1, 3: 1, "x": 0, "y": 0, "z": 0}


def test_coreness_of_a_product_is_its_factors():
    # weights 3·2, 3·1 and 2·1
    network = nx.Graph()
    network.add_weighted_edges_from([("a", "b", 6), ("a", "c", 3), ("b", "c", 2)])
    found = coreness(network, "weight")
    assert found == pytest.approx({"a": 3 / sqrt(14), "b": 2 / sqrt(14), "c": 1 / sqrt(14)})
    assert coreness_fit(network, found, "weight") == pytest.approx(1)


@pytest.mark.parametrize("weight", [None, "weight"])
def test_coreness_is_the_least_of_squares(weight):
    club = nx.karate_club_graph()
    found = coreness(club, weight)
    ties = {
        pair: club.get_edge_data(*pair, {}).get(weight, 1) if club.has_edge(*pair) else 0
        for pair in combinations(club, 2)
    }
    ideal = {pair: found[pair[0]] * found[pair[1]] for pair in ties}
    scale = sum(ties[pair] * ideal[pair] for pair in ties) / sum(value**2 for value in ideal.values())
    for node in club:  # each is where its own derivative is 0, at the scale that fits best
        others = [other for other in club if other != node]
        slope = sum(
            (ties[min(node, other), max(node, other)] - scale * found[node] * found[other]) * found[other]
            for other in others
        )
        assert slope == pytest.approx(0, abs=1e-9)
    assert coreness_fit(club, found, weight) == pytest.approx(correlation([(ties[pair], ideal[pair]) for pair in ties]))


def test_the_core_of_the_club_is_nearer_than_its_periphery():
    club = nx.karate_club_graph()
    found = coreness(club)
    assert set(sorted(found, key=found.get)[-2:]) == {0, 33}  # the instructor and the president


def test_coreness_is_of_the_largest_component_and_of_nothing_where_there_is_no_best():
    network = nx.complete_graph(3)
    network.add_edge("x", "y")
    assert set(coreness(network)) == {0, 1, 2}
    assert coreness(nx.empty_graph(2)) == coreness(nx.Graph()) == {}
    assert coreness_fit(network, coreness(network)) is None  # every pair is tied
    assert coreness(nx.star_graph(5)) == {}
    assert coreness_fit(nx.star_graph(5), {}) is None

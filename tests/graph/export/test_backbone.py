import doctest
import sys
from fractions import Fraction
from itertools import combinations, product
from math import prod

import networkx as nx
import networkx_backbone
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ExtraMissing
from graph.export.backbone import (
    Correction,
    annotate,
    corrected,
    correction,
    degree_sequence,
    disparity,
    disparity_filter,
    poisson_binomial,
    sdsm,
)
from graph.export.backbone.configuration import probabilities
from graph.export.networks import co_responsibility, two_mode

MARKET, TAX, POLICE, FINANCE = (f"231086/{name}" for name in ("市场监管", "税务", "公安", "财政"))

# A table printed in the tests of R's package backbone 2.1 (Neal 2022), with its p-values.
PRINTED = [[1, 0, 1, 1], [0, 1, 0, 0], [1, 0, 0, 1]]


def network(table, place=None):
    """The two-mode network of a table: rows are carriers 0, 1 …; `place` says where each measure belongs."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(table)), bipartite=0)
    for column, held in enumerate(zip(*table, strict=True)):
        graph.add_node(f"m{column}", bipartite=1, city_code=place[column] if place else "990101")
        graph.add_edges_from((row, f"m{column}") for row, one in enumerate(held) if one)
    return graph


def cells(table, possible=None):
    table = np.array(table)
    possible = np.ones(table.shape, dtype=bool) if possible is None else np.array(possible)
    return probabilities(
        table.sum(axis=1).astype(float), table.sum(axis=0).astype(float), np.ones(table.shape[1]), possible
    )


# The disparity filter


def test_an_edge_is_judged_by_both_of_its_ends():
    found = disparity(nx.Graph([("a", "b", {"weight": 6}), ("a", "c", {"weight": 3}), ("b", "c", {"weight": 1})]))
    # strengths: a 9, b 7, c 4; each of degree 2
    assert found["a", "b"].first == pytest.approx(1 - 6 / 9)
    assert found["a", "b"].second == found["a", "b"].p == pytest.approx(1 - 6 / 7)
    assert found["a", "c"].p == pytest.approx(1 - 3 / 4)
    assert found["b", "c"].p == pytest.approx(1 - 1 / 4)


def test_it_is_the_integral_of_the_published_null_density():
    # Serrano et al. 2009, eq. 2: 1 - (k - 1) times the integral of (1 - x)^(k - 2) from 0 to w/s.
    # networkx-backbone 0.1 puts the density in the integral's place, so its p-values are others.
    degree, share = 5, Fraction(3, 10)
    # (1 - x)^3 = 1 - 3x + 3x² - x³
    integral = share - 3 * share**2 / 2 + share**3 - share**4 / 4
    star = nx.Graph()
    star.add_weighted_edges_from([("hub", "a", 12), ("hub", "b", 7), ("hub", "c", 7), ("hub", "d", 7), ("hub", "e", 7)])
    assert disparity(star)["hub", "a"].first == pytest.approx(float(1 - (degree - 1) * integral))


def test_the_only_edge_of_a_node_says_nothing_about_it():
    graph = nx.Graph()
    graph.add_weighted_edges_from([("hub", "a", 98), ("hub", "b", 1), ("hub", "c", 1), ("x", "y", 1000)])
    graph.add_node("alone")
    found = disparity(graph)
    assert (found["hub", "a"].first, found["hub", "a"].second) == (pytest.approx(0.0004), 1)
    assert found["x", "y"].p == 1


def test_two_scales_leave_the_tree_of_the_published_example():
    # the airports of the vignette of R's package backbone: "Backbone is a tree" (its tests, version 3.0.3)
    graph = nx.Graph()
    graph.add_weighted_edges_from(
        [(0, 5, 75), *((0, i, 10) for i in range(1, 5)), *((5, i, 100) for i in range(6, 10))]
    )
    graph.add_weighted_edges_from((*pair, 1) for pair in combinations(range(1, 5), 2))
    graph.add_weighted_edges_from((*pair, 10) for pair in combinations(range(6, 10), 2))
    kept = graph.edge_subgraph(edge for edge, ends in disparity(graph).items() if ends.p < 0.05)
    assert nx.is_tree(kept)
    assert len(kept) == 10


def test_a_directed_network_as_printed():
    # tests of R's package backbone 2.1, matrix and p-values rounded to three digits
    table = np.array([[1, 0, 1, 1], [0, 1, 0, 0], [1, 0, 0, 1], [1, 1, 0, 1]])
    printed = [[0.444, 1, 0.444, 0.444], [1, 0.5, 1, 1], [0.444, 1, 1, 0.444], [0.444, 0.444, 1, 0.444]]
    found = disparity(nx.from_numpy_array(table, create_using=nx.DiGraph))
    assert {edge: round(ends.p, 3) for edge, ends in found.items()} == {
        (i, j): printed[i][j] for i, j in zip(*table.nonzero(), strict=True)
    }


@pytest.mark.parametrize("weight", [0, -1, float("nan")])
def test_weights_have_to_be_positive(weight):
    with pytest.raises(ValueError, match="not positive"):
        disparity(nx.Graph([("a", "b", {"weight": weight})]))


# The configuration model


def test_cells_as_printed():
    # the example of bicm() in the vignette of R's package backbone 3.0.3, printed to seven digits
    found = cells([[0, 0, 1], [0, 1, 0], [1, 0, 1]])
    low, middle, high = 0.2157793, 0.5684414, 0.8631171
    assert found == pytest.approx(np.array([[low, low, middle], [low, low, middle], [middle, middle, high]]), abs=5e-8)


def test_rows_alike_share_each_column():
    assert cells([[1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 0, 0]][:2]) == pytest.approx(np.array([[1, 0.5, 0.5, 0]] * 2))
    assert cells([[1, 1, 0], [1, 0, 1], [0, 1, 1]]) == pytest.approx(np.full((3, 3), 2 / 3))


def test_cells_that_the_margins_decide():
    # the full row takes one of each column; what is left decides the next, and so on
    assert cells([[1, 1, 1], [1, 1, 0], [1, 0, 0]]).tolist() == [[1, 1, 1], [1, 1, 0], [1, 0, 0]]
    # No row or column is full, yet the two long rows need all of the two long columns: 3 + 3 = 2·2 + 1 + 1.
    tight = cells([[1, 1, 1, 0], [1, 1, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]])
    assert tight == pytest.approx(np.array([[1, 1, 0.5, 0.5]] * 2 + [[0.5, 0.5, 0, 0]] * 2), abs=1e-8)


def test_impossible_cells_stay_empty():
    possible = [[1, 1, 0, 0], [1, 1, 0, 0], [1, 1, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1]]
    table = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
    found = cells(table, np.array(possible, dtype=bool))
    assert (found[np.array(possible) == 0] == 0).all()
    assert found.sum(axis=1) == pytest.approx(np.sum(table, axis=1), abs=1e-8)
    assert found.sum(axis=0) == pytest.approx(np.sum(table, axis=0), abs=1e-8)


@settings(deadline=None)
@given(
    st.integers(1, 6).flatmap(
        lambda width: st.lists(st.lists(st.booleans(), min_size=width, max_size=width), min_size=1, max_size=6)
    ),
    st.data(),
)
def test_margins_hold_whatever_the_table(table, data):
    table = np.array(table, dtype=int)
    mask = data.draw(st.lists(st.booleans(), min_size=table.size, max_size=table.size))
    possible = np.array(mask).reshape(table.shape) | (table == 1)
    found = cells(table, possible)
    assert ((found >= 0) & (found <= 1)).all()
    assert (found[~possible] == 0).all()
    assert found.sum(axis=1) == pytest.approx(table.sum(axis=1), abs=1e-8)
    assert found.sum(axis=0) == pytest.approx(table.sum(axis=0), abs=1e-8)


def test_columns_of_one_kind_are_counted_together():
    table = [[1, 1, 0, 0, 1], [1, 0, 1, 0, 0], [1, 0, 0, 1, 1]]
    kinds = probabilities(
        np.array([3.0, 2, 3]), np.array([3.0, 1, 2]), np.array([1.0, 3, 1]), np.ones((3, 3), dtype=bool)
    )
    assert kinds[:, [0, 1, 1, 1, 2]] == pytest.approx(cells(table), abs=1e-8)


def test_a_skewed_country_converges():
    # Sixteen functions, each rarer than the last, in twelve places: whole Newton steps run away on this one.
    rng = np.random.default_rng(0)
    places = np.repeat(np.arange(12), 14)
    often = 4 * np.exp(-0.35 * np.arange(16))[:, None] * np.exp(rng.normal(-2, 1, 168))
    table = (np.random.default_rng(1).random((16, 168)) < np.minimum(1, often)).astype(int)
    found = cells(table, [[row[places == place].any() for place in places] for row in table])
    assert found.sum(axis=1) == pytest.approx(table.sum(axis=1), abs=1e-8)
    assert found.sum(axis=0) == pytest.approx(table.sum(axis=0), abs=1e-8)


def test_margins_that_no_table_has_are_refused():
    with pytest.raises(ArithmeticError, match="did not converge"):
        probabilities(np.ones(3), np.ones(2), np.ones(2), np.ones((3, 2), dtype=bool))


# The Poisson-binomial distribution


def test_tails_as_enumerated():
    chances = [Fraction(1, 10), Fraction(1, 3), Fraction(1, 2), Fraction(9, 10), Fraction(1), Fraction(0)]
    of = dict.fromkeys(range(7), Fraction(0))
    for outcome in product((0, 1), repeat=6):
        of[sum(outcome)] += prod(p if came else 1 - p for p, came in zip(chances, outcome, strict=True))
    for number in range(7):
        (upper,), (lower,) = poisson_binomial.exact(
            np.array([chances], dtype=float), np.ones(6, int), np.array([number])
        )
        assert upper == pytest.approx(float(sum(of[k] for k in range(number, 7))), abs=1e-15)
        assert lower == pytest.approx(float(sum(of[k] for k in range(number + 1))), abs=1e-15)


def test_each_row_has_its_own_number():
    upper, lower = poisson_binomial.exact(np.full((4, 1), 0.5), np.array([3]), np.array([3, 0, 1, 2]))
    assert upper.tolist() == [1 / 8, 1, 7 / 8, 4 / 8]
    assert lower.tolist() == [1, 1 / 8, 4 / 8, 7 / 8]


def test_small_probabilities_keep_their_digits():
    upper, _ = poisson_binomial.exact(np.array([[1e-3]]), np.array([50]), np.array([50]))
    assert upper[0] == pytest.approx(1e-150, rel=1e-12)


def test_the_refined_normal_approximation_as_printed():
    # pb() in the tests of R's package backbone 2.1
    chances = np.array([[0.123, 0.234, 0.345, 0.456, 0.567, 0.678, 0.789, 0.801, 0.911]])
    upper, lower = poisson_binomial.refined(chances, np.ones(9, int), np.array([5]))
    assert (round(upper[0], 7), round(lower[0], 7)) == (0.6268476, 0.6773302)


def test_where_the_approximation_stands_in_it_is_near():
    # the fewest shared measures that 24,000 measures leave to it, with chances as unlike as they come
    counts = np.array([20_000, 3_000, 900, 100])
    chances = np.array([[0.0005, 0.005, 0.03, 0.3]])
    for number in (84, 90, 100, 110):
        near, right = (
            method(chances, counts, np.array([number])) for method in (poisson_binomial.refined, poisson_binomial.exact)
        )
        assert np.array(near) == pytest.approx(np.array(right), abs=5e-4)


# The stochastic degree sequence model


def test_shared_measures_by_hand():
    # Three departments, three measures, each of two departments: every cell has 2/3, every shared measure 4/9.
    found = sdsm(network([[1, 0, 1], [1, 1, 0], [0, 1, 1]]))
    assert list(found) == [(0, 1), (0, 2), (1, 2)]
    for tails in found.values():
        assert tails.upper == pytest.approx(604 / 729)  # 1 - (5/9)³
        assert tails.lower == pytest.approx(425 / 729)  # (5/9)³ + 3 · 4/9 · (5/9)²
        assert tails.exact


def test_nobody_answers_for_another_citys_measures():
    city = np.array([[1, 0, 1], [1, 1, 0], [0, 1, 1]])
    both = np.block([[city, 0 * city], [0 * city, city]])
    graph = network(both, ["990101"] * 3 + ["990102"] * 3)
    assert [round(tails.upper, 9) for tails in sdsm(graph).values()] == [round(604 / 729, 9)] * 6
    # Unconstrained, every cell has 2/6, and the same single measure shared looks rarer than it is.
    assert [round(tails.upper, 9) for tails in sdsm(graph, place=None).values()] == [round(1 - (8 / 9) ** 6, 9)] * 6
    apart = sdsm(graph, {(0, 3): 0})[0, 3]
    assert (apart.upper, apart.lower) == (1, 1)


def test_a_carrier_may_answer_in_several_places():
    # 2 answers in both places: the model is one, and its cells across places are possible for it alone.
    table = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
    possible = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [1, 1, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1]], dtype=bool)
    chance = cells(table, possible)
    found = sdsm(network(table, ["a", "a", "b", "b"]))
    assert found[1, 2].upper == pytest.approx(1 - prod(1 - chance[1] * chance[2]))
    assert found[2, 3].upper == pytest.approx(1 - prod(1 - chance[2] * chance[3]))


def test_tails_are_those_of_all_tables():
    # every table of three by four, each as likely as its cells make it
    chance = cells(PRINTED)
    shared = np.zeros(5)
    for outcome in product((0, 1), repeat=12):
        table = np.array(outcome).reshape(3, 4)
        shared[(table[0] * table[2]).sum()] += np.where(table == 1, chance, 1 - chance).prod()
    found = sdsm(network(PRINTED))[0, 2]
    assert found.upper == pytest.approx(shared[2:].sum())
    assert found.lower == pytest.approx(shared[:3].sum())


def test_as_printed_where_the_approximation_is_taken(monkeypatch):
    # R's package always takes the refined normal approximation; its p-values, to three digits
    monkeypatch.setattr(degree_sequence, "LARGEST", -1)
    found = sdsm(network(PRINTED), {(0, 1): 0, (0, 2): 2, (1, 2): 0})
    assert {pair: (round(tails.upper, 3), round(tails.lower, 3)) for pair, tails in found.items()} == {
        (0, 1): (0.977, 0.354),
        (0, 2): (0.549, 0.844),
        (1, 2): (0.972, 0.476),
    }
    assert not any(tails.exact for tails in found.values())


def test_southern_women_as_printed():
    # The vignette of R's package backbone 1.4: after Bonferroni's correction nothing is left at 0.1.
    women = nx.davis_southern_women_graph()
    raw = {pair: tails.upper for pair, tails in sdsm(women).items()}
    assert min(corrected(raw, Correction.BONFERRONI).values()) > 0.1
    # Uncorrected, the two edges left are among those it prints for the fixed degree sequence model at 0.1.
    assert {pair for pair, p in raw.items() if p < 0.1} == {
        ("Olivia Carleton", "Flora Price"),
        ("Katherina Rogers", "Sylvia Avondale"),
    }


def test_a_second_opinion():
    # networkx-backbone takes row · column / total for a cell, which is right where all rows are alike, and the plain
    # normal distribution at the number itself, which lies between "more than" and "at least" that number.
    rng = np.random.default_rng(5)
    table = np.zeros((6, 60), dtype=int)
    for row in table:
        row[rng.choice(60, 20, replace=False)] = 1
    table = table[:, table.any(axis=0) & ~table.all(axis=0)]
    assert set(table.sum(axis=1)) == {20}
    graph = network(table)
    other = networkx_backbone.sdsm(
        nx.relabel_nodes(graph, {row: f"a{row}" for row in range(6)}), [f"a{row}" for row in range(6)]
    )
    for (one, two), tails in sdsm(graph).items():
        assert 1 - tails.lower < other[f"a{one}"][f"a{two}"]["sdsm_pvalue"] < tails.upper


def test_nothing_to_test():
    assert sdsm(nx.Graph()) == {}
    assert sdsm(network([[1, 1, 0], [0, 0, 1]])) == {}
    idle = network([[1, 0], [0, 1], [0, 0]])
    assert sdsm(idle, {(0, 2): 0})[0, 2].upper == 1


def test_a_measure_that_all_share_is_no_news():
    assert sdsm(network([[1], [1]]))[0, 1].upper == 1


def test_numpy_is_asked_for_by_name(monkeypatch):
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(ExtraMissing, match=r"pip install 'yingshang\[study\]'") as refused:
        sdsm(network(PRINTED))
    assert refused.value.code == "YS605"
    assert disparity(nx.Graph([(0, 1, {"weight": 1})]))[0, 1].p == 1


# Corrections and flags


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Correction.NONE, [0.01, 0.04, 0.03, 0.5]),
        (Correction.BONFERRONI, [0.04, 0.16, 0.12, 1]),
        (Correction.HOLM, [0.04, 0.09, 0.09, 0.5]),  # 4 · 0.01; 3 · 0.03; 2 · 0.04, raised to 0.09; 0.5
        (Correction.BH, [0.04, 0.16 / 3, 0.16 / 3, 0.5]),  # 0.5; 4/3 · 0.04; 4/2 · 0.03, lowered to it; 4 · 0.01
    ],
)
def test_corrections_by_hand(kind, expected):
    found = corrected(dict(zip("abcd", (0.01, 0.04, 0.03, 0.5), strict=True)), kind)
    assert list(found) == list("abcd")
    assert list(found.values()) == pytest.approx(expected)
    assert corrected({}, kind) == {}


def test_flags_and_methods_are_written_on_the_network(corpus):
    joint = co_responsibility(corpus)
    annotate(joint, two_mode(corpus, roles=joint.graph["roles"].split("|")))
    # Dongning: market m1 m2, police m1, tax m1 m2 m3, finance m3 m4, with the measures m1 of 3, m2 of 2, m3 of 2, m4
    # of 1 carriers. Finance and tax: 1 of strength 4 over 3 edges at tax, the only edge of finance.
    edge = joint[FINANCE][TAX]
    assert edge["p_disparity"] == pytest.approx((3 / 4) ** 2)
    assert edge["backbone_disparity"] is False
    assert joint[MARKET][TAX]["p_disparity"] == pytest.approx((1 - 2 / 4) ** 2)
    assert all(0 < data["p_sdsm"] <= 1 and data["backbone_sdsm"] is False for _, _, data in joint.edges(data=True))
    assert joint.graph["backbone_level"] == 0.05
    assert "correction bh over 5 edges; 0 p-values by" in joint.graph["backbone_sdsm"]
    assert "Serrano" in joint.graph["backbone_disparity"]


@pytest.mark.parametrize(
    ("level", "kind", "kept"),
    [
        (0.05, Correction.NONE, True),
        (0.03, Correction.NONE, False),
        (0.05, Correction.BH, True),  # 4/4 · 0.035
        (0.05, Correction.HOLM, False),  # 4 · 0.035
        (0.05, Correction.BONFERRONI, False),
    ],
)
def test_levels_and_corrections_change_flags_and_no_p_value(level, kind, kept):
    # Four pairs, each with three measures of its own: 12 measures, every cell has 2/8, sharing one 1/16.
    table = np.kron(np.eye(4, dtype=int), np.ones((2, 3), dtype=int))
    joint = nx.Graph((2 * pair, 2 * pair + 1, {"weight": 3}) for pair in range(4))
    annotate(joint, network(table), level=level, correction=kind)
    p = 1 - (15**12 + 12 * 15**11 + 66 * 15**10) / 16**12
    assert round(p, 3) == 0.035
    for _, _, data in joint.edges(data=True):
        assert data["p_sdsm"] == float(f"{p:.6g}")
        assert data["backbone_sdsm"] is kept
        assert (data["p_disparity"], data["backbone_disparity"]) == (1, False)


def test_a_network_without_edges_is_annotated_too():
    alone = nx.Graph()
    alone.add_node(0)
    annotate(alone, network([[1]]))
    assert alone.graph["backbone_level"] == 0.05


@pytest.mark.parametrize("module", [correction, disparity_filter])
def test_examples_of_the_modules_hold(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed

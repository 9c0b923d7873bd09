"""networkx and rustworkx find the same."""

import sys
from fractions import Fraction
from unittest.mock import patch

import networkx as nx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.export.measures import annotate, betweenness, closeness, engine, figures
from graph.export.measures.structure import average_path_length

NETWORKX, RUSTWORKX = float("inf"), 0


def by(worth, function, *args):
    with patch.object(engine, "WORTH", worth):
        return function(*args)


EITHER = st.sampled_from([nx.Graph, nx.DiGraph])
WHOLE = st.integers(1, 12)
ANY = st.one_of(WHOLE, st.floats(0.1, 9))


@st.composite
def networks(draw, *, kind=EITHER, weights=WHOLE):
    n = draw(st.integers(1, 14))
    network = draw(kind)()
    network.add_nodes_from(f"d{node}" for node in range(n))
    pairs = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda pair: pair[0] != pair[1])
    for one, other in draw(st.sets(pairs, max_size=3 * n)) if n > 1 else ():
        network.add_edge(f"d{one}", f"d{other}", weight=draw(weights))
    return network


def half_way():
    """A network whose weighted closeness of d0 is 2.165625, half-way between two values of six digits."""
    network = nx.Graph()
    network.add_nodes_from(f"d{node}" for node in range(11))
    network.add_weighted_edges_from([("d0", "d1", 11), ("d0", "d2", 7), ("d1", "d3", 11)])
    return network


@settings(max_examples=80, deadline=None)
@given(networks())
def test_betweenness_is_the_same(network):
    found = by(RUSTWORKX, betweenness, network)
    assert found == pytest.approx(by(NETWORKX, betweenness, network), abs=1e-9)
    if len(network) > 2:
        assert found == pytest.approx(nx.betweenness_centrality(network), abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(networks())
def test_weighted_betweenness_is_that_of_exact_lengths(network):
    for _, _, data in network.edges(data=True):
        data["length"] = Fraction(1, data["weight"])
    if len(network) > 2:
        exact = nx.betweenness_centrality(network, weight="length")
        assert betweenness(network, "weight") == pytest.approx(exact, abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(
    networks(kind=st.just(nx.Graph), weights=ANY),
    st.sampled_from([None, "weight"]),
)
def test_closeness_is_the_same(network, weight):
    found = by(RUSTWORKX, closeness, network, weight)
    assert found == pytest.approx(by(NETWORKX, closeness, network, weight), abs=1e-9)
    for _, _, data in network.edges(data=True):
        data["length"] = 1 / data["weight"]
    if len(network) > 1:
        expected = nx.closeness_centrality(network, distance=weight and "length")
        assert found == pytest.approx(expected, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(networks())
@example(half_way())
def test_what_is_written_does_not_tell_who_counted(network):
    assert by(RUSTWORKX, figures, network) == by(NETWORKX, figures, network)


def test_without_the_extra_networkx_counts(monkeypatch):
    monkeypatch.setitem(sys.modules, "rustworkx", None)
    families = nx.florentine_families_graph()
    with patch.object(engine, "WORTH", RUSTWORKX):
        assert round(betweenness(families)["Medici"], 3) == 0.522
        assert round(closeness(families)["Medici"], 2) == 0.56
        annotate(families, {})
    assert families.graph["diameter"] == 5


def test_rustworkx_counts_only_what_is_worth_it():
    asked = []
    club = nx.karate_club_graph()  # 34 nodes times 2·78 ends of edges
    with patch.object(engine, "import_module", asked.append), patch.object(engine, "WORTH", 34 * 156 + 1):
        betweenness(club)
        average_path_length(club)
    assert asked == []
    with (
        patch.object(engine, "import_module", side_effect=ImportError) as needed,
        patch.object(engine, "WORTH", 34 * 156),
    ):
        betweenness(club)
    needed.assert_called_once_with("rustworkx")

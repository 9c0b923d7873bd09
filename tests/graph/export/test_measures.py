"""The register of figures, and what every figure has in common."""

import doctest
import importlib
import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.export import codebook, measures
from graph.export.measures import DIGITS, NODE_FIGURES, WHOLE_FIGURES, Figures, annotate, figures, load
from graph.export.networks import co_responsibility, lead_support, two_mode

MARKET, TAX, POLICE, FINANCE = (f"231086/{name}" for name in ("市场监管", "税务", "公安", "财政"))
MODULES = [f"{measures.__name__}.{each.name}" for each in pkgutil.iter_modules(measures.__path__)]

HASHED = """
import json, networkx as nx
from graph.export.measures import figures
network = nx.karate_club_graph()
nx.set_node_attributes(network, nx.get_node_attributes(network, "club"), "system")
found = figures(nx.relabel_nodes(network, {node: f"部门{node}" for node in network}))
print(json.dumps([found.nodes, found.whole], sort_keys=True))
"""


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name):
    result = doctest.testmod(importlib.import_module(name))
    assert not result.failed


@pytest.mark.parametrize("name", ["centrality", "cores", "holes", "brokers", "partitions", "structure", "inequality"])
def test_each_has_examples_and_says_where_it_comes_from(name):
    module = importlib.import_module(f"{measures.__name__}.{name}")
    public = [getattr(module, offered) for offered in module.__all__]
    functions = [
        each for each in public if callable(each) and each.__name__ not in UNCITED and not isinstance(each, type)
    ]
    assert [each.__name__ for each in functions if "References:" not in each.__doc__] == []
    assert [each.__name__ for each in functions if "Examples:" not in each.__doc__] == []


UNCITED = {"groups", "concentration", "spread", "isolates", "largest_share", "mean_weight", "median_weight"}
"""Plain counts, and what only brings figures together."""


def test_every_figure_is_explained_in_the_codebook():
    names = {name for each in NODE_FIGURES for name in each.names} | {each.name for each in WHOLE_FIGURES}
    assert names <= set(codebook.columns())


def test_annotation_is_written_on_carriers_only(corpus):
    network = two_mode(corpus)
    annotate(network, load(corpus))
    assert network.nodes[TAX]["measures"] == 3
    assert "degree" not in network.nodes[TAX]
    assert "measures" not in network.nodes["231086-a/m1"]
    assert "density" not in network.graph


def test_annotation_by_hand(corpus):
    # market, tax and police share m1; market and tax m2; finance and tax m3
    city = corpus.by_city()["231086"]
    network = co_responsibility(city)
    annotate(network, load(city))
    tax = network.nodes[TAX]
    assert (tax["degree"], tax["strength"], tax["breadth"], tax["depth"]) == (3, 4, 3, pytest.approx(4 / 3))
    assert tax["betweenness"] == 0.666667  # 2 of the 3 pairs without it, to six digits
    assert tax["fractional"] == 4 / 3  # counted exactly, written whole
    assert "ei_index" not in tax  # only tax has a system
    assert (network.graph["density"], network.graph["components"]) == (0.666667, 1)
    assert network.graph["median_weight"] == 1


def test_annotation_of_leading_and_supporting(corpus):
    city = corpus.by_city()["231086"]
    network = lead_support(city)  # market leads m1, tax supports it
    annotate(network, load(city))
    assert (network.nodes[MARKET]["out_degree"], network.nodes[MARKET]["in_degree"]) == (1, 0)
    assert (network.nodes[TAX]["out_strength"], network.nodes[TAX]["in_strength"]) == (0, 1)
    assert "degree" not in network.nodes[TAX]
    assert network.graph["density"] == 0.5


def test_nothing_is_found_of_nothing():
    assert figures(nx.Graph()) == Figures({}, {})  # of an empty two-mode network, too


def test_a_department_alone_has_no_position():
    network = nx.Graph()
    network.add_node("alone", system="government")
    found = figures(network)
    assert {name: values for name, values in found.nodes.items() if values} == {
        "degree": {"alone": 0},
        "strength": {"alone": 0},
        "k_core": {"alone": 0},
    }
    assert found.whole == {"isolates": 1, "components": 1, "largest_share": 1}


def test_an_isolate_beside_others_lacks_what_is_not_defined_of_it():
    network = nx.path_graph(4)
    network.add_node("alone")
    missing = {name for name, values in figures(network).nodes.items() if "alone" not in values}
    assert missing == {
        *("eigenvector", "eigenvector_weighted", "coreness", "coreness_weighted"),
        *("constraint", "constraint_weighted", "effective_size", "effective_size_weighted", "ei_index"),
    }


def test_arrows_without_a_path_of_two_make_no_brokers():
    network = nx.DiGraph([("a", "b")])
    nx.set_node_attributes(network, "government", "system")
    found = figures(network)
    assert found.nodes["brokerage"] == {"a": 0, "b": 0}
    assert found.nodes["betweenness"] == {}


@st.composite
def networks(draw):
    n = draw(st.integers(0, 9))
    directed = draw(st.booleans())
    network = nx.DiGraph() if directed else nx.Graph()
    for node in range(n):
        network.add_node(f"d{node}", system=draw(st.sampled_from(["government", "party", "government|party"])))
    pairs = [(f"d{one}", f"d{other}") for one in range(n) for other in range(n) if one != other]
    for one, other in draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []:
        network.add_edge(one, other, weight=draw(st.integers(1, 4)))
    return network


@settings(max_examples=60, deadline=None)
@given(networks(), st.randoms(use_true_random=False))
def test_order_of_nodes_and_edges_changes_nothing(network, chance):
    nodes, edges = list(network.nodes(data=True)), list(network.edges(data=True))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    turned = type(network)()
    turned.add_nodes_from(nodes)
    turned.add_edges_from(edges)
    assert figures(turned) == figures(network)


@settings(max_examples=60, deadline=None)
@given(networks())
def test_figures_are_numbers_of_few_digits(network):
    found = figures(network)
    values = [*found.whole.values(), *(value for each in found.nodes.values() for value in each.values())]
    assert [value for value in values if value != float(f"{value:.{DIGITS}g}")] == []
    assert {type(value) for value in values} <= {int, float}


def test_nothing_here_needs_the_extra():
    missing = dict.fromkeys(("numpy", "scipy", "rustworkx", "matplotlib", "datasketch"))
    subprocess.run(
        [sys.executable, "-c", f"import sys; sys.modules.update({missing})\n{HASHED}"],
        env={**os.environ, "PYTHONPATH": str(Path(measures.__file__).parents[3])},
        check=True,
        capture_output=True,
    )


def test_the_seed_of_hashes_changes_nothing():
    root = Path(measures.__file__).parents[3]
    found = {
        subprocess.run(
            [sys.executable, "-c", HASHED],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    nodes, whole = json.loads(found.pop())
    assert len(nodes["community"]) == 34
    assert whole["isolates"] == 0

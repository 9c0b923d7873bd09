from itertools import permutations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.export.measures import ROLES, brokerage, communities, ei_by_node, ei_index, modularity


def grouped(arrows, groups):
    network = nx.DiGraph(arrows)
    network.add_nodes_from(groups)
    nx.set_node_attributes(network, groups, "system")
    return network


def roles_of(network, node):
    return {role: counts[node] for role, counts in brokerage(network).items() if counts.get(node)}


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("xxx", "coordinator"),
        ("xyx", "itinerant"),
        ("yxx", "gatekeeper"),
        ("xxy", "representative"),
        ("xyz", "liaison"),
    ],
)
def test_the_five_roles(groups, role):
    # as Gould and Fernandez (1989) draw them: source, broker, end
    network = grouped(["ab", "bc"], dict(zip("abc", groups, strict=True)))
    assert roles_of(network, "b") == {role: 1, "brokerage": 1}


def test_a_direct_arrow_needs_no_broker():
    groups = dict.fromkeys("abc", "x")
    assert roles_of(grouped(["ab", "bc", "ac"], groups), "b") == {}
    assert roles_of(grouped(["ab", "bc", "ca"], groups), "b") == {
        "coordinator": 1,
        "brokerage": 1,
    }  # back is no way there
    assert roles_of(grouped(["ab", "ba"], dict.fromkeys("ab", "x")), "b") == {}  # nobody is brought to himself


def test_who_states_no_system_or_several_is_not_counted():
    network = grouped(["ab", "bc", "bd", "be"], {"a": "x", "b": "x", "c": "y", "d": "x|y", "e": None})
    found = brokerage(network)
    assert roles_of(network, "b") == {"representative": 1, "brokerage": 1}
    assert set(found["brokerage"]) == {"a", "b", "c"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["x", "y", "z", None]), max_size=7),
    st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6))),
)
def test_roles_are_those_of_all_triples(groups, arrows):
    network = nx.DiGraph()
    network.add_nodes_from((node, {"system": group}) for node, group in enumerate(groups) if group)
    network.add_nodes_from(node for node, group in enumerate(groups) if not group)
    network.add_edges_from((one, other) for one, other in arrows if max(one, other) < len(groups) and one != other)
    expected = {role: {node: 0 for node, group in enumerate(groups) if group} for role in (*ROLES, "brokerage")}
    for a, b, c in permutations([node for node, group in enumerate(groups) if group], 3):
        if network.has_edge(a, b) and network.has_edge(b, c) and not network.has_edge(a, c):
            same = (groups[a] == groups[b], groups[b] == groups[c], groups[a] == groups[c])
            role = {
                (True, True, True): "coordinator",
                (False, False, True): "itinerant",
                (False, True, False): "gatekeeper",
                (True, False, False): "representative",
                (False, False, False): "liaison",
            }[same]
            expected[role][b] += 1
            expected["brokerage"][b] += 1
    assert brokerage(network) == expected


def test_modularity_of_the_best_partition_of_the_club():
    # the optimum that Brandes, Delling et al. (2008) prove, members numbered from 1
    best = [
        {1, 2, 3, 4, 8, 12, 13, 14, 18, 20, 22},
        {5, 6, 7, 11, 17},
        {9, 10, 15, 16, 19, 21, 23, 27, 30, 31, 33, 34},
        {24, 25, 26, 28, 29, 32},
    ]
    partition = {member - 1: label for label, members in enumerate(best) for member in members}
    assert round(modularity(nx.karate_club_graph(), partition, weight=None), 4) == 0.4198


def test_modularity_by_weight_by_hand():
    # weights 3 and 1 inside, 1 between: w = 5; strengths 7 and 3
    network = nx.Graph()
    network.add_weighted_edges_from([("a", "b", 3), ("c", "d", 1), ("a", "c", 1)])
    found = modularity(network, {"a": 0, "b": 0, "c": 1, "d": 1})
    assert found == pytest.approx(3 / 5 - (7 / 10) ** 2 + 1 / 5 - (3 / 10) ** 2)
    assert modularity(network, dict.fromkeys("abcd", 0)) == pytest.approx(0)


def test_communities_are_numbered_by_size_then_by_first_id():
    network = nx.Graph(["bd", "de", "eb", "ac"])
    network.add_nodes_from("gf")
    assert communities(network, weight=None) == {"b": 0, "d": 0, "e": 0, "a": 1, "c": 1, "f": 2, "g": 3}


def test_a_network_without_edges_has_no_communities():
    assert communities(nx.empty_graph(3)) == {}
    assert modularity(nx.empty_graph(3), {}) is None


def test_e_i_by_hand():
    # a has one partner inside and two outside, d's system is not stated, e is alone
    network = nx.Graph(["ab", "ac", "ad", "af"])
    network.add_node("e")
    nx.set_node_attributes(network, {"a": "x", "b": "x", "c": "y", "f": "y", "e": "x"}, "system")
    assert ei_by_node(network) == {"a": pytest.approx(1 / 3), "b": -1, "c": 1, "f": 1}
    assert ei_index(network) == pytest.approx(1 / 3)  # the three pairs that state both


def test_arrows_both_ways_are_one_partner():
    network = grouped(["ab", "ba", "bc"], {"a": "x", "b": "x", "c": "y"})
    assert ei_by_node(network) == {"a": -1, "b": 0, "c": 1}
    assert ei_index(network) == 0


def test_e_i_is_missing_where_no_system_is_stated():
    assert ei_by_node(nx.path_graph(3)) == {}
    assert ei_index(nx.path_graph(3)) is None

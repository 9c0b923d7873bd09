"""Each format is read back by a reader that is not ours, or is written after the program's own description."""

import json

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.export.formats import matrices, read_csv, read_graphml, save, texts
from tests.graph.export.dialects import read_dl, read_net, read_paj

PRINTED = "（责任单位：\r\n税务局|公安局）<&>\"'\t\ud7ff😀=1+1"
KINDS = ("one", "directed", "two")


def network(kind):
    """Three departments, one alone; or two departments and two measures."""
    graph = nx.DiGraph(name="lead-support") if kind == "directed" else nx.Graph(name=f"{kind}-mode", level="department")
    graph.add_node("231086/税务", label="税务局", system="vertical", share=1 / 3, led=2, raw=PRINTED, known=True)
    graph.add_node("231086/公 安", label="公安局", system="government", share=0.1 + 0.2, led=0, known=False)
    if kind == "two":
        graph.add_node("m1", label='1． "一窗"', start=0, end=90)
        graph.add_node("m2", start=100, end=190)
        nx.set_node_attributes(graph, {node: int(node.startswith("m")) for node in graph}, "bipartite")
        graph.add_edge("231086/公 安", "m2", roles="lead|support", raw="公安局|公安")
        graph.add_edge("231086/税务", "m1")
    else:
        graph.add_node("231081/税务", label="税务局", system="vertical", share=1e-300, led=-1)
        graph.add_edge("231086/公 安", "231086/税务", weight=2, newman=1 / 3, measure_ids="m1|m2")
    return graph


def comparable(graph):
    edges = graph.edges(data=True)
    return (
        list(graph.nodes(data=True)),
        {(one, other) if graph.is_directed() else frozenset((one, other)): data for one, other, data in edges},
        graph.is_directed(),
    )


def types(graph):
    found = set()
    for data in [d for _, d in graph.nodes(data=True)] + [d for *_, d in graph.edges(data=True)]:
        found |= {(name, type(value)) for name, value in data.items()}
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_graphml_reads_back_as_the_same_network(kind, tmp_path):
    written = network(kind)
    back = read_graphml(save(tmp_path / "n.graphml", texts(written, ["graphml"])[".graphml"]))
    assert comparable(back) == comparable(written)
    assert types(back) == types(written)
    assert back.graph == written.graph


@pytest.mark.parametrize("kind", KINDS)
def test_gexf_reads_back_as_the_same_network(kind, tmp_path):
    written = network(kind)
    back = nx.read_gexf(save(tmp_path / "n.gexf", texts(written, ["gexf"])[".gexf"]))
    assert "start" not in back.graph  # places in a text are no times
    assert back.graph["mode"] == "static"
    for node in written:
        written.nodes[node].setdefault("label", node)
    for place, (*_, data) in enumerate(written.edges(data=True)):
        data["id"] = str(place)
    assert comparable(back) == comparable(written)


@pytest.mark.parametrize("kind", KINDS)
def test_node_link_reads_back_as_the_same_network(kind):
    written = network(kind)
    back = nx.node_link_graph(json.loads(texts(written, ["json"])[".json"]), edges="edges")
    assert comparable(back) == comparable(written)
    assert types(back) == types(written)
    assert back.graph == written.graph
    assert json.loads(texts(written, ["json"])[".json"]) == nx.node_link_data(written, edges="edges")


def test_a_network_of_nothing_is_written_in_every_format(tmp_path):
    files = {suffix: save(tmp_path / f"n{suffix}", text) for suffix, text in texts(nx.Graph()).items()}
    assert len(read_graphml(files[".graphml"])) == 0
    assert len(nx.read_gexf(files[".gexf"])) == 0
    assert len(nx.node_link_graph(json.loads(files[".json"].read_text()), edges="edges")) == 0
    assert len(nx.read_pajek(files[".net"], encoding="utf-8-sig")) == 0
    assert read_csv(files[".nodes.csv"]) == []


def test_xml_keeps_what_it_can_hold_and_marks_what_it_cannot(tmp_path):
    graph = nx.Graph()
    graph.add_node("a", label="x", raw="a\r\nb\rc\n \x0c\x00\x0b")
    expected = {"label": "x", "raw": "a\r\nb\rc\n \ufffd\ufffd\ufffd"}
    assert read_graphml(save(tmp_path / "n.graphml", texts(graph)[".graphml"])).nodes["a"] == expected
    assert nx.read_gexf(save(tmp_path / "n.gexf", texts(graph)[".gexf"])).nodes["a"] == expected
    assert graph.nodes["a"]["raw"].endswith("\x0b")  # the network itself is not touched


# Pajek


@pytest.mark.parametrize("kind", ["one", "directed"])
def test_networkx_reads_pajek(kind, tmp_path):
    path = save(tmp_path / "n.net", texts(network(kind), ["pajek"])[".net"])
    back = nx.read_pajek(path, encoding="utf-8-sig")
    assert list(back) == ["税务局 [231086/税务]", "公安局", "税务局 [231081/税务]"]
    assert list(back.edges(data="weight")) in (
        [("公安局", "税务局 [231086/税务]", 2.0)],
        [("税务局 [231086/税务]", "公安局", 2.0)] * (kind == "one"),
    )
    assert back.is_directed() == (kind == "directed")


def test_pajek_of_two_modes_names_the_size_of_the_first():
    labels, first, directed, ties = read_net(texts(network("two"), ["pajek"])[".net"])
    assert labels == ["税务局", "公安局", "1． '一窗'", "m2"]
    assert (first, directed) == (2, False)
    assert ties == {(1, 3): 1.0, (2, 4): 1.0}


def test_modes_that_are_mixed_come_one_after_the_other():
    graph = nx.Graph()
    for node, mode in (("m", 1), ("a", 0), ("k", 1)):
        graph.add_node(node, bipartite=mode)
    graph.add_edge("m", "a", weight=3)
    files = texts(graph)
    assert read_net(files[".net"]) == (["a", "m", "k"], 1, False, {(2, 1): 3.0})
    assert read_dl(files[".dl"]) == ([["n1"], ["n2", "n3"]], [""], {("", "n1", "n2"): 3.0})
    assert files[".labels.csv"] == "ucinet,id,label\r\nn1,a,a\r\nn2,m,m\r\nn3,k,k\r\n"


def test_a_pajek_project_holds_what_nodes_share_and_what_all_state(tmp_path):
    graph = network("one")
    graph.add_node("231081/公安", label="公安局", system="government", share=0.5, led=1)
    files = texts(graph, ["pajek"])
    found, partitions, vectors = read_paj(files[".paj"])
    assert found == read_net(files[".net"])
    # raw is one node's own, and known is true once and false once: neither tells groups of nodes apart
    assert partitions == {"label": [1, 2, 1, 2], "system": [1, 2, 1, 2]}
    assert vectors == {"share": [1 / 3, 0.1 + 0.2, 1e-300, 0.5], "led": [2, 0, -1, 1]}
    assert read_csv(save(tmp_path / "n.classes.csv", files[".classes.csv"])) == [
        {"partition": "label", "class": "1", "value": "税务局"},
        {"partition": "label", "class": "2", "value": "公安局"},
        {"partition": "system", "class": "1", "value": "vertical"},
        {"partition": "system", "class": "2", "value": "government"},
    ]


def test_what_a_node_does_not_state_is_class_0_and_makes_no_vector():
    graph = nx.Graph()
    for node, system in zip("abcde", ("x", "x", None, "y", "y"), strict=True):
        graph.add_node(node, system=system, load=None if node == "c" else 1)
    _, partitions, vectors = read_paj(texts(graph, ["pajek"])[".paj"])
    assert partitions == {"system": [1, 1, 0, 2, 2]}
    assert vectors == {}


# UCINET


def test_ucinet_of_one_mode_has_both_directions_and_keeps_who_is_alone(tmp_path):
    files = texts(network("one"), ["ucinet"])
    assert read_dl(files[".dl"]) == ([["n1", "n2", "n3"]], [""], {("", "n1", "n2"): 2.0, ("", "n2", "n1"): 2.0})
    assert read_csv(save(tmp_path / "n.csv", files[".labels.csv"])) == [
        {"ucinet": "n1", "id": "231086/税务", "label": "税务局"},
        {"ucinet": "n2", "id": "231086/公 安", "label": "公安局"},
        {"ucinet": "n3", "id": "231081/税务", "label": "税务局"},
    ]


def test_ucinet_of_a_directed_network_has_the_direction():
    _, _, cells = read_dl(texts(network("directed"), ["ucinet"])[".dl"])
    assert cells == {("", "n2", "n1"): 2.0}


def test_ucinet_of_two_modes_counts_columns_from_one():
    modes, _, cells = read_dl(texts(network("two"), ["ucinet"])[".dl"])
    assert modes == [["n1", "n2"], ["n3", "n4"]]
    assert cells == {("", "n1", "n3"): 1.0, ("", "n2", "n4"): 1.0}


def test_matrices_for_qap_have_one_order_of_nodes(tmp_path):
    other = nx.DiGraph([("c", "231086/税务", {"weight": 0.5})])
    files = matrices({"joint": network("one"), "lead": other})
    modes, names, cells = read_dl(files[".matrix.dl"])
    assert modes == [["n1", "n2", "n3", "n4"]]
    assert names == ["joint", "lead"]
    assert cells == {("joint", "n1", "n2"): 2.0, ("joint", "n2", "n1"): 2.0, ("lead", "n4", "n1"): 0.5}
    known = read_csv(save(tmp_path / "n.csv", files[".matrix.labels.csv"]))
    assert [row["id"] for row in known] == ["231086/税务", "231086/公 安", "231081/税务", "c"]


def test_one_matrix_needs_no_names():
    assert matrices({"joint": network("directed")})[".matrix.dl"] == (
        "DL n=3\r\nformat = fullmatrix\r\nlabels:\r\nn1,n2,n3\r\ndata:\r\n0 0 0\r\n2 0 0\r\n0 0 0\r\n"
    )


def test_matrices_that_ucinet_cannot_hold_are_refused():
    with pytest.raises(ValueError, match="共担"):
        matrices({"共担": network("one")})
    with pytest.raises(ValueError, match="two modes"):
        matrices({"two": network("two")})


# Any network

PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)
ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "label": PRINTABLE,
        "raw": st.text("税务局|\"'\\,;<&>=+-@ \t\r\n", min_size=1),
        "number": st.integers(-(2**63), 2**63 - 1),
        "share": st.floats(allow_nan=False, allow_infinity=False),
        "known": st.booleans(),
    },
)


@st.composite
def networks(draw):
    """Any network of up to five nodes: directed or not, of one or of two modes."""
    kind = draw(st.sampled_from(KINDS))
    graph = (nx.DiGraph if kind == "directed" else nx.Graph)(name=draw(PRINTABLE))
    ids = draw(st.lists(PRINTABLE, max_size=5, unique=True))
    for place, node in enumerate(ids):
        side = {"bipartite": place % 2} if kind == "two" else {}
        graph.add_node(node, **draw(ATTRIBUTES), **side)
    pairs = [(a, b) for a in ids for b in ids if a != b and (kind != "two" or ids.index(a) % 2 < ids.index(b) % 2)]
    for one, other in draw(st.lists(st.sampled_from(pairs), max_size=4) if pairs else st.just([])):
        weight = {"weight": draw(st.integers(1, 9))}
        graph.add_edge(one, other, **draw(ATTRIBUTES), **weight)
    return graph


def in_order(graph):
    """Return the nodes as they stand in every file: of two modes the first comes first."""
    return sorted(graph, key=lambda node: graph.nodes[node].get("bipartite", 0))


@settings(deadline=None)
@given(networks())
def test_any_network_reads_back(tmp_path_factory, graph):
    files = texts(graph)
    folder = tmp_path_factory.getbasetemp()
    ordered = type(graph)()
    ordered.add_nodes_from((node, graph.nodes[node]) for node in in_order(graph))
    ordered.add_edges_from(graph.edges(data=True))
    assert comparable(read_graphml(save(folder / "any.graphml", files[".graphml"]))) == comparable(ordered)
    assert comparable(nx.node_link_graph(json.loads(files[".json"]), edges="edges")) == comparable(ordered)
    gexf = nx.read_gexf(save(folder / "any.gexf", files[".gexf"]))
    for node in ordered:
        ordered.nodes[node].setdefault("label", node)
    for *_, data in gexf.edges(data=True):
        del data["id"]
    assert comparable(gexf) == comparable(ordered)


@settings(deadline=None)
@given(networks())
def test_any_network_keeps_its_ties_in_pajek_and_ucinet(graph):
    files = texts(graph)
    place = {node: number for number, node in enumerate(in_order(graph), 1)}
    ties = {(place[one], place[other]): weight for one, other, weight in graph.edges(data="weight")}
    found, _, _ = read_paj(files[".paj"])
    labels, first, directed, read = read_net(files[".net"])
    assert found == (labels, first, directed, read)
    assert len(set(labels)) == len(labels) == len(graph)
    assert read == ties
    modes, _, cells = read_dl(files[".dl"])
    number = {label: place for place, label in enumerate((label for mode in modes for label in mode), 1)}
    both = {(number[row], number[column]): value for (_, row, column), value in cells.items()}
    if first or graph.is_directed():
        assert {tuple(sorted(tie)) if first else tie: value for tie, value in ties.items()} == both
    else:
        assert both == ties | {(other, one): value for (one, other), value in ties.items()}

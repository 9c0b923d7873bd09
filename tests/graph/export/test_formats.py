import csv
import io

import networkx as nx
import pytest

from graph.errors import ExportFailed
from graph.export import folder, formats
from graph.export.corpus import Corpus
from graph.export.formats import edge_rows, filename, graphml, node_rows, read_csv, read_graphml, save, table


def comparable(network):
    return (
        dict(network.nodes(data=True)),
        {frozenset((one, other)): data for one, other, data in network.edges(data=True)},
    )


@pytest.fixture(params=["department-measure", "co-responsibility/231086", "co-responsibility/by-function"])
def network(request, corpus):
    return folder.annotated(corpus)[request.param]


def test_graphml_reads_back_as_the_same_network(network, tmp_path):
    back = read_graphml(save(tmp_path / "network.graphml", graphml(network)))
    assert comparable(back) == comparable(network)
    assert list(back) == list(network)
    for (_, read), (_, written) in zip(back.nodes(data=True), network.nodes(data=True), strict=True):
        assert {name: type(value) for name, value in read.items()} == {
            name: type(value) for name, value in written.items()
        }


def test_csv_reads_back_as_the_same_network(network, tmp_path):
    nodes = read_csv(save(tmp_path / "nodes.csv", table(node_rows(network), ("id", "label"))))
    edges = read_csv(save(tmp_path / "edges.csv", table(edge_rows(network), ("source", "target"))))
    for rows, written in ((nodes, node_rows(network)), (edges, edge_rows(network))):
        assert [{name: value for name, value in row.items() if value is not None} for row in rows] == [
            {name: str(value) for name, value in row.items()} for row in written
        ]


def test_one_attribute_has_one_type_in_one_network(network):
    for items in ([d for _, d in network.nodes(data=True)], [d for _, _, d in network.edges(data=True)]):
        types = {}
        for data in items:
            for name, value in data.items():
                assert types.setdefault(name, type(value)) is type(value), name


def test_what_is_not_stated_is_left_out_and_never_text(corpus):
    for name, text in folder.texts(corpus).items():
        assert "None" not in text, name
        assert "null" not in text, name
    row = read_rows(folder.texts(corpus)["documents.csv"])[0]
    assert (row["number"], row["issuer"], row["period"]) == ("", "", "")


def read_rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_is_utf_8_with_the_mark_and_line_ends_excel_expects(tmp_path):
    path = save(tmp_path / "a.csv", table([{"name": "东宁市，“一窗”\n通办", "n": 1, "known": True, "x": None}]))
    assert path.read_bytes() == (b"\xef\xbb\xbfname,n,known,x\r\n" + '"东宁市，“一窗”\n通办",1,true,\r\n'.encode())
    assert read_csv(path) == [{"name": "东宁市，“一窗”\n通办", "n": "1", "known": "true", "x": None}]


def test_an_empty_table_keeps_its_header():
    assert table([], ("source", "target")) == "source,target\r\n"


def test_a_city_that_states_nothing_has_an_empty_network(corpus):
    silent = Corpus(corpus.documents[2:], corpus.measures[-1:], ())
    texts = folder.texts(silent)
    assert texts["co-responsibility/231086.nodes.csv"] == "id,label\r\n"
    assert texts["co-responsibility/231086.edges.csv"] == "source,target\r\n"
    assert texts["responsibilities.csv"].count("\r\n") == 1


def test_graphml_holds_any_printed_text(tmp_path):
    network = nx.Graph()
    network.add_node("a", raw='（责任单位：\r\n税务局）<&>"\x0c\x00\ud7ff😀', missing=None)
    back = read_graphml(save(tmp_path / "a.graphml", graphml(network)))
    assert back.nodes["a"] == {"raw": '（责任单位：\n税务局）<&>"\ufffd\ufffd\ud7ff😀'}
    assert network.nodes["a"]["raw"].endswith("\x00\ud7ff😀")  # the network itself is not touched


@pytest.mark.parametrize(
    ("identity", "name"),
    [
        ("231086", "231086"),
        ("name:某市", "name%3A某市"),
        ("../x", "%2E%2E%2Fx"),
        ("name%3A某市", "name%253A某市"),
    ],
)
def test_file_names_are_valid_everywhere_and_distinct(identity, name):
    assert filename(identity) == name


def test_a_folder_that_cannot_be_written_is_said_with_its_place(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ExportFailed) as refused:
        save(tmp_path / "taken" / "a.csv", "x")
    assert "taken" in refused.value.where
    assert formats.__name__ not in str(refused.value)

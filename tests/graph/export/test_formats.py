"""What all formats share: what is refused, CSV, files on disk, and the same bytes every time."""

import csv
import io
import re
from collections import Counter
from enum import StrEnum
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.errors import ExportFailed
from graph.export.formats import FORMATS, filename, matrices, read_csv, save, table, texts

OPENING = Path(__file__).parents[3] / "docs" / "opening.md"


def pair(**attributes):
    network = nx.Graph(name="pair")
    network.add_node("a", **attributes)
    network.add_edge("a", "b")
    return network


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), np.float64("nan"), ["x"], {}, b"x"])
def test_what_files_cannot_hold_is_refused_with_its_place(value):
    for network in (pair(load=value), nx.Graph([("a", "b", {"load": value})]), nx.Graph(load=value)):
        with pytest.raises(ValueError, match=r"^load of "):
            texts(network)


def test_an_attribute_of_two_types_or_with_a_reserved_name_is_refused():
    mixed = pair(load="much")
    mixed.nodes["b"]["load"] = 1
    with pytest.raises(ValueError, match="load is of several types: int, str"):
        texts(mixed)
    with pytest.raises(ValueError, match="id is no name"):
        texts(pair(id="x"))
    with pytest.raises(ValueError, match="source is no name"):
        texts(nx.Graph([("a", "b", {"source": "x"})]))


def test_an_edge_within_one_of_two_modes_is_refused():
    network = nx.Graph([("a", "b"), ("a", "c")])
    nx.set_node_attributes(network, {"a": 0, "b": 1, "c": 0}, "bipartite")
    with pytest.raises(ValueError, match="of one mode"):
        texts(network)


def test_a_projection_with_one_side_is_no_two_mode_network():
    network = nx.Graph([("a", "b")])
    nx.set_node_attributes(network, 0, "bipartite")
    assert texts(network, ["pajek"])[".net"].startswith("*Vertices 2\r\n")


def test_figures_of_numpy_and_words_of_enums_are_written_as_what_they_are():
    class Role(StrEnum):
        LEAD = "lead"

    network = pair(load=np.float64(0.1), n=np.int64(3), role=Role.LEAD)
    assert '"load": 0.1, "n": 3, "role": "lead"' in texts(network, ["json"])[".json"]
    assert "0.1,3,lead" in texts(network, ["csv"])[".nodes.csv"]


def test_whole_numbers_among_fractions_have_the_type_of_fractions():
    network = pair(load=1)
    network.nodes["b"]["load"] = 0.5
    assert 'attr.name="load" attr.type="double"' in texts(network, ["graphml"])[".graphml"]
    assert '"load:double"' in texts(network, ["neo4j"])[".neo4j-nodes.csv"]


def test_what_is_not_stated_is_in_no_format():
    network = pair(issuer=None, heading="事")
    network.graph["period"] = None
    for suffix, text in texts(network).items():
        assert not re.search(r"None|null|nan|period|issuer", text, re.IGNORECASE), suffix


def test_the_same_network_gives_the_same_undated_bytes():
    def drawn():
        network = nx.Graph(name="n")
        network.add_node("b", label="乙", n=1)
        network.add_node("a", label="甲", x=0.5)
        network.add_edge("b", "a", weight=2)
        return network

    assert texts(drawn()) == texts(drawn())
    # every number in the files is one of the network's, a version of a format, or a place
    assert not [text for text in texts(drawn()).values() if re.search(r"\d{4}-\d\d-\d\d|20[2-9]\d", text)]


def test_no_two_files_of_a_network_have_one_name():
    suffixes = [suffix for each in FORMATS.values() for suffix in each.files] + list(matrices({"a": nx.Graph()}))
    assert [suffix for suffix, count in Counter(suffixes).items() if count > 1] == []


def test_every_format_is_described_where_people_look_it_up():
    page = OPENING.read_text(encoding="utf-8")
    for name, each in FORMATS.items():
        assert f"| `{name}` |" in page
        for suffix in each.files:
            assert f"`{suffix}`" in page


# CSV


def test_csv_is_utf_8_with_the_mark_and_line_ends_excel_expects(tmp_path):
    path = save(tmp_path / "a.csv", table([{"name": "东宁市，“一窗”\n通办", "n": 1, "known": True, "x": None}]))
    assert path.read_bytes() == (b"\xef\xbb\xbfname,n,known,x\r\n" + '"东宁市，“一窗”\n通办",1,true,\r\n'.encode())
    assert read_csv(path) == [{"name": "东宁市，“一窗”\n通办", "n": "1", "known": "true", "x": None}]


def test_an_empty_table_keeps_its_header():
    assert table([], ("source", "target")) == "source,target\r\n"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86 0453", "'+86 0453"),
        ("-由3减至2", "'-由3减至2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("=", "="),
        ("<=", "<="),
        ("-0.5", "-0.5"),
        ("+1e-05", "+1e-05"),
        ("-1+1", "'-1+1"),
        ("'x", "'x"),
        ("税务局", "税务局"),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(text, cell, tmp_path):
    written = table([{"raw": text}])
    assert list(csv.reader(io.StringIO(written, newline=""))) == [["raw"], [cell]]
    assert read_csv(save(tmp_path / "a.csv", written)) == [{"raw": text}]


def test_numbers_are_not_guarded():
    assert table([{"a": -3, "b": -0.5, "c": -1e-05}]) == "a,b,c\r\n-3,-0.5,-1e-05\r\n"


@settings(deadline=None)
@given(st.lists(st.fixed_dictionaries({"a": st.text(), "b": st.text("'=+-@ \t\r\n\"1")}), min_size=1))
@example([{"a": "", "b": "'''=1"}])
def test_csv_reads_back_any_text(tmp_path_factory, rows):
    back = read_csv(save(tmp_path_factory.getbasetemp() / "any.csv", table(rows)))
    assert [{name: cell or "" for name, cell in row.items()} for row in back] == rows


def test_csv_of_a_network_holds_every_attribute(tmp_path):
    network = nx.DiGraph(name="n")
    network.add_node("a", label="甲", share=1 / 3)
    network.add_node("b", known=False)
    network.add_edge("b", "a", weight=2, measure_ids="x|y")
    for suffix, text in texts(network, ["csv"]).items():
        save(tmp_path / f"n{suffix}", text)
    assert read_csv(tmp_path / "n.nodes.csv") == [
        {"id": "a", "label": "甲", "share": "0.3333333333333333", "known": None},
        {"id": "b", "label": None, "share": None, "known": "false"},
    ]
    assert read_csv(tmp_path / "n.edges.csv") == [
        {"source": "b", "target": "a", "weight": "2", "measure_ids": "x|y"},
    ]


# Files


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


@pytest.mark.parametrize("suffix", [suffix for each in FORMATS.values() for suffix in each.files])
def test_only_what_excel_and_pajek_open_begins_with_the_mark(suffix, tmp_path):
    written = save(tmp_path / f"n{suffix}", texts(pair(label="甲"))[suffix]).read_bytes()
    assert written.startswith(b"\xef\xbb\xbf") == suffix.endswith((".csv", ".net", ".paj"))


def test_a_folder_that_cannot_be_written_is_said_with_its_place(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ExportFailed) as refused:
        save(tmp_path / "taken" / "a.csv", "x")
    assert "taken" in refused.value.where

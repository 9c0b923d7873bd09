"""An exported folder as a stranger reads it: rows of CSV, networks of CSV, node-link JSON and GraphML.

Values stay as they are written: text from CSV and GraphML, typed from JSON. Nothing stated is None.
"""

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

__all__ = ["SEPARATOR", "Network", "columns", "network_files", "page", "parts", "rows"]

SEPARATOR = "|"
FORMULA = ("'=", "'+", "'-", "'@")  # text that a spreadsheet would run has a ' before it
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@dataclass
class Network:
    """Nodes by id and edges by their ends in the order written, each with its attributes."""

    directed: bool | None  # None: the file does not say
    figures: dict = field(default_factory=dict)
    nodes: dict = field(default_factory=dict)
    edges: dict = field(default_factory=dict)

    def add(self, kind, key, attributes):
        known = getattr(self, kind)
        assert key not in known, f"{kind} {key} stands twice"
        known[key] = {name: value for name, value in attributes.items() if value not in (None, "")}


def parts(cell):
    """The parts of a cell that lists several."""
    return cell.split(SEPARATOR) if cell else []


def rows(path):
    """The rows of a table; an empty cell is None."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        table = csv.DictReader(lines)
        return [{name: plain(cell) for name, cell in row.items()} for row in table]


def columns(path):
    """The names in the header of a table, also of one without rows."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return next(csv.reader(lines))


def plain(cell):
    if cell.startswith(FORMULA):
        return cell[1:]
    return cell or None


def network_files(out, path):
    """The network of this path in each format it is written in, and the files read."""
    read = {}
    files = []
    for form, (reader, *suffixes) in WRITINGS.items():
        names = [f"{path}{suffix}" for suffix in suffixes]
        if all((out / name).exists() for name in names):
            read[form] = reader(*(out / name for name in names))
            files += names
    return read, files


def from_csv(nodes, edges):
    network = Network(None)
    for row in rows(nodes):
        network.add("nodes", row.pop("id"), row)
    for row in rows(edges):
        network.add("edges", (row.pop("source"), row.pop("target")), row)
    return network


def from_json(path):
    read = json.loads(path.read_text(encoding="utf-8"))
    assert read["multigraph"] is False
    network = Network(read["directed"], read["graph"])
    for row in read["nodes"]:
        network.add("nodes", row.pop("id"), row)
    for row in read["edges"]:
        network.add("edges", (row.pop("source"), row.pop("target")), row)
    return network


def from_graphml(path):
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 -- written a moment ago by ourselves
    names = {key.get("id"): key.get("attr.name") for key in root.iter(f"{GRAPHML}key")}
    graph = root.find(f"{GRAPHML}graph")

    def data(element):
        return {names[each.get("key")]: each.text for each in element.findall(f"{GRAPHML}data")}

    network = Network(graph.get("edgedefault") == "directed", data(graph))
    for node in graph.iter(f"{GRAPHML}node"):
        network.add("nodes", node.get("id"), data(node))
    for edge in graph.iter(f"{GRAPHML}edge"):
        network.add("edges", (edge.get("source"), edge.get("target")), data(edge))
    return network


WRITINGS = {
    "csv": (from_csv, ".nodes.csv", ".edges.csv"),
    "json": (from_json, ".json"),
    "graphml": (from_graphml, ".graphml"),
}


def page(out):
    """The codebook."""
    return (Path(out) / "README.md").read_text(encoding="utf-8")

"""The graph as plain Python objects: all nodes and relationships, read once by two trivial statements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.store import Store

__all__ = ["Graph", "Link", "Node"]

KEYS = {"City": "code", "Function": "name", "Indicator": "name"}
"""The key of a kind, where it is no id (docs/ontology.md)."""

PART_OF, CONTAINS = "PART_OF", "CONTAINS"


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A node: its kind and what it holds; what stands around it, by type of relationship."""

    kind: str
    values: dict[str, Any]
    out: dict[str, list["Link"]] = field(default_factory=lambda: defaultdict(list))
    into: dict[str, list["Link"]] = field(default_factory=lambda: defaultdict(list))

    @property
    def key(self) -> str:
        return self.values[KEYS.get(self.kind, "id")]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    def __repr__(self) -> str:
        return f"{self.kind}:{self.key}"

    def to(self, type_: str, kind: str | None = None) -> list["Node"]:
        """Return the nodes that its relationships of a type lead to."""
        return [link.end for link in self.out[type_] if kind in (None, link.end.kind)]

    def of(self, type_: str, kind: str | None = None) -> list["Node"]:
        """Return the nodes whose relationships of a type lead to it."""
        return [link.start for link in self.into[type_] if kind in (None, link.start.kind)]


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A relationship."""

    start: Node
    end: Node
    values: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)


class Graph:
    """Everything that Neo4j holds."""

    def __init__(self, store: Store) -> None:
        nodes: dict[str, Node] = {}
        for row in store.read("MATCH (n) RETURN elementId(n) AS id, labels(n)[0] AS kind, properties(n) AS values"):
            nodes[row["id"]] = Node(row["kind"], _plain(row["values"]))
        every = (
            "MATCH (a)-[r]->(b) RETURN elementId(a) AS a, elementId(b) AS b, type(r) AS type, properties(r) AS values"
        )
        for row in store.read(every):
            link = Link(nodes[row["a"]], nodes[row["b"]], _plain(row["values"]))
            link.start.out[row["type"]].append(link)
            link.end.into[row["type"]].append(link)
        self.nodes = list(nodes.values())

    def all(self, kind: str) -> list[Node]:
        """Return the nodes of a kind."""
        return [node for node in self.nodes if node.kind == kind]

    def named(self, kind: str, name: str, *properties: str) -> set[Node]:
        """Return the nodes of a kind that have a name in one of some properties."""
        return {node for node in self.all(kind) if name in {node[each] for each in properties}}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.to_native() if hasattr(value, "to_native") else value for name, value in values.items()}


def below(nodes: Iterable[Node]) -> set[Node]:
    """Return nodes with all that is part of them: the units of a city, the sub-indicators of an indicator."""
    found, open_ = set(), list(nodes)
    while open_:
        node = open_.pop()
        if node not in found:
            found.add(node)
            open_ += node.of(PART_OF)
    return found


def document(measure: Node) -> Node:
    """Return the document that states a measure."""
    [stated] = measure.of("STATES")
    return stated


def city(measure: Node) -> Node:
    """Return the city a measure is for."""
    [issued] = document(measure).to("ISSUED_FOR")
    return issued


def measure_of(node: Node) -> Node:
    """Return the measure of a target or a deadline."""
    [found] = node.of("SETS") + node.of("DUE")
    return found


def document_of(section: Node) -> Node:
    """Return the document a section is in."""
    while section.kind != "Document":
        [section] = section.of(CONTAINS)
    return section

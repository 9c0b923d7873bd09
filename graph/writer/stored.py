"""What the graph holds of a document and of what it shares with others, read before writing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.ontology import ONTOLOGY
from graph.store import Transaction
from graph.writer import statements as cypher
from graph.writer.rows import EdgeKey, Properties, Rows, edge_keys, law_row

__all__ = ["Stored", "read_owned", "read_stored", "with_laws"]


@dataclass(frozen=True, slots=True)
class Stored(Rows):
    """Rows as the graph holds them; `ids` finds a relationship again within the same transaction."""

    ids: dict[EdgeKey, str] = field(default_factory=dict)


def read_stored(transaction: Transaction, document: str, desired: Rows) -> Stored:
    """Return all that belongs to the document, and the shared nodes that it uses or is about to use."""
    stored = Stored()
    for label, node in ONTOLOGY.nodes.items():
        if node.scope == "document":
            _nodes(transaction, stored, label, cypher.document_nodes(node), {"document": document})
    for name, kind in ONTOLOGY.relationships.items():
        if cypher.is_document_edge(kind):
            _edges(transaction, stored, name, cypher.document_edges(kind), {"document": document})
    for label, node in ONTOLOGY.nodes.items():
        keys = sorted({*desired.keys(label), *_used(stored.edges, label)})
        if node.scope == "shared" and keys:
            _nodes(transaction, stored, label, cypher.shared_nodes(node), {"keys": keys})
            # Only what the plan speaks of is compared; what it no longer uses is for the sweep.
            _owned(transaction, stored, label, desired.keys(label))
    return stored


def read_owned(transaction: Transaction, label: str, keys: list[str]) -> Stored:
    """Return the relationships that lead from shared nodes to other shared nodes."""
    stored = Stored()
    _owned(transaction, stored, label, keys)
    return stored


def with_laws(transaction: Transaction, document: str, desired: Rows, stored: Stored) -> Rows:
    """Return the rows with each law that the document cites or cited, as all that cites it now gives it."""
    citations: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    keys = sorted({*stored.keys("Law"), *desired.keys("Law")})
    for row in transaction.run(cypher.CITED_ELSEWHERE, {"keys": keys, "document": document}):
        citations[row["key"]].append(row)
    for (kind, _, target, *_), properties in desired.edges.items():
        if kind == "CITES":
            citations[target].append(properties)
    laws = {("Law", key): law_row(key, cited) for key, cited in citations.items()}
    return Rows({**desired.nodes, **laws}, desired.edges)


def _used(edges: Iterable[EdgeKey], label: str) -> set[str]:
    used = set()
    for name, source, target, *_ in edges:
        kind = ONTOLOGY.relationships[name]
        used |= {source} if kind.source == label else set()
        used |= {target} if kind.target == label else set()
    return used


def _nodes(transaction: Transaction, stored: Stored, label: str, statement: str, parameters: Mapping[str, Any]) -> None:
    for row in transaction.run(statement, parameters):
        stored.nodes[label, row["key"]] = row["properties"]


def _owned(transaction: Transaction, stored: Stored, label: str, keys: list[str]) -> None:
    for name, kind in ONTOLOGY.relationships.items():
        if kind.source == label and not cypher.is_document_edge(kind):
            _edges(transaction, stored, name, cypher.owned_edges(kind), {"keys": keys})


def _edges(transaction: Transaction, stored: Stored, name: str, statement: str, parameters: Mapping[str, Any]) -> None:
    rows = transaction.run(statement, parameters)
    found: list[tuple[str, str, str, Properties]] = [
        (name, row["source"], row["target"], row["properties"]) for row in rows
    ]
    for key, place in edge_keys(found):
        stored.edges[key] = found[place][3]
        stored.ids[key] = rows[place]["id"]

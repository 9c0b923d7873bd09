"""What is derived (推算所得) from the graph after the loads, and what a load does with it.

Similarities and the marks of comparison rest on the texts of measures. While a document's texts are the
same, a load leaves them alone, whatever else it changes; where a text changed, came or went, all that was
derived from the document is taken back, until `yingshang similar` works it out anew.
"""

from collections import Counter

from graph.ontology import ONTOLOGY
from graph.store import Transaction
from graph.writer import statements as cypher
from graph.writer.rows import Rows

__all__ = ["retract", "same_ground", "with_derived"]

MARKED = {label: names for label, node in ONTOLOGY.nodes.items() if (names := cypher.derived_properties(node))}


def same_ground(desired: Rows, stored: Rows) -> bool:
    """Return whether what is derived still holds: the texts of the document's measures are the same."""
    return _texts(desired) == _texts(stored)


def with_derived(desired: Rows, stored: Rows) -> Rows:
    """Return the rows with the derived properties that the graph holds."""
    nodes = dict(desired.nodes)
    for (label, key), properties in stored.nodes.items():
        kept = {name: properties[name] for name in MARKED.get(label, ()) if name in properties}
        if kept and (label, key) in nodes:
            nodes[label, key] = nodes[label, key] | kept
    return Rows(nodes, desired.edges)


def retract(transaction: Transaction, document: str) -> Counter[str]:
    """Take back all that was derived from a document, and return how many relationships of each type went."""
    given = {"document": document}
    removed: Counter[str] = Counter()
    for kind in ONTOLOGY.relationships.values():
        if kind.derived:
            for statement in cypher.delete_derived(kind):
                removed[kind.type] += transaction.run(statement, given)[0]["written"]
    for label in MARKED:
        transaction.run(cypher.remove_derived(ONTOLOGY.nodes[label]), given)
    return +removed


def _texts(rows: Rows) -> dict[str, str]:
    return {key: properties["text"] for (label, key), properties in rows.nodes.items() if label == "Measure"}

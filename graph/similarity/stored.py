"""What the graph holds for comparing (图谱所存): measures with their texts, the marks, and what is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.ontology import ONTOLOGY
from graph.store import Store, Transaction
from graph.writer.statements import create_edges

__all__ = ["Document", "Pair", "count", "count_below", "marks", "read", "texts", "write"]

Pair = tuple[str, str]
"""Ids of two measures, the smaller first."""

DOCUMENTS: Final = """
MATCH (d:Document)
RETURN d.id AS id, d.compared AS mark, COLLECT { MATCH (d)-[:STATES]->(m:Measure) RETURN [m.id, m.text] } AS measures
ORDER BY id"""
TEXTS: Final = "MATCH (:Document {id: $document})-[:STATES]->(m:Measure) RETURN m.id AS id, m.text AS text"
MARKS: Final = "MATCH (d:Document) WHERE d.compared IS NOT NULL RETURN d.id AS id, d.compared AS mark"
COUNT: Final = "MATCH ()-[r:SIMILAR_TO]->() RETURN count(r) AS pairs"
BELOW: Final = "MATCH (m:Measure) WHERE m.characters_compared < $characters RETURN count(m) AS measures"
MARK: Final = "MATCH (d:Document {id: $document}) SET d.compared = $mark"
COMPARED: Final = "UNWIND $rows AS row MATCH (m:Measure {id: row.id}) SET m.characters_compared = row.characters"


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its mark, None where it was not compared, and the texts of its measures by id."""

    id: str
    mark: str | None
    texts: Mapping[str, str]


def read(store: Store) -> list[Document]:
    """Return every document, by id."""
    rows = store.read(DOCUMENTS, seconds=600)
    return [Document(row["id"], row["mark"], dict(sorted(row["measures"]))) for row in rows]


def count(store: Store) -> int:
    """Return how many pairs of measures are similar."""
    pairs: int = store.read(COUNT)[0]["pairs"]
    return pairs


def count_below(store: Store, characters: int) -> int:
    """Return how many measures were compared with fewer characters than that."""
    measures: int = store.read(BELOW, {"characters": characters})[0]["measures"]
    return measures


def texts(transaction: Transaction, document: str) -> dict[str, str]:
    """Return the texts of a document's measures by id, as they are now."""
    return {row["id"]: row["text"] for row in transaction.run(TEXTS, {"document": document})}


def marks(transaction: Transaction) -> dict[str, str]:
    """Return the mark of every document that has one, as they are now."""
    return {row["id"]: row["mark"] for row in transaction.run(MARKS)}


def write(
    transaction: Transaction,
    document: str,
    mark: str,
    characters: Mapping[str, int],
    similarities: Mapping[Pair, Mapping[str, Any]],
) -> None:
    """Write the similarities of a document, how many characters of each measure were compared, and its mark."""
    rows = [
        {"source": source, "target": target, "properties": properties}
        for (source, target), properties in similarities.items()
    ]
    transaction.run(create_edges(ONTOLOGY.relationships["SIMILAR_TO"]), {"rows": rows})
    compared = [{"id": key, "characters": number} for key, number in characters.items()]
    transaction.run(COMPARED, {"rows": compared})
    transaction.run(MARK, {"document": document, "mark": mark})

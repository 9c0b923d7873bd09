"""The writer's statements, generated from the ontology: one for each label and each kind of relationship.

They read what the graph holds of one document and of what it shares with others, and write differences,
in batches by UNWIND. Labels, types and key names come from the ontology; all else is a parameter.
"""

from functools import cache
from typing import Final

from graph.ontology import ONTOLOGY, Node, Relationship

__all__ = [
    "CITED_ELSEWHERE",
    "DOCUMENT",
    "TURN",
    "create_edges",
    "delete_derived",
    "delete_edges",
    "delete_nodes",
    "derived_properties",
    "document_edges",
    "document_nodes",
    "is_document_edge",
    "merge_nodes",
    "owned_edges",
    "remove_derived",
    "shared_nodes",
    "unused_nodes",
    "update_edges",
]

DOCUMENT: Final = "Document"

# Setting a label that is there changes nothing, and takes the node's lock until the transaction ends.
TURN: Final = "MATCH (o:Ontology) SET o:Ontology RETURN o.version AS version"

# One row for each kind and level is all that the law's own row depends on.
CITED_ELSEWHERE: Final = """
UNWIND $keys AS key
MATCH (:Law {id: key})<-[c:CITES]-(m:Measure)
WHERE NOT m.id STARTS WITH $document + '/'
RETURN key, c.kind AS kind, c.level AS level, min(c.name) AS name, min(c.number) AS number"""


def is_document_edge(kind: Relationship) -> bool:
    """Return whether a relationship is a document's to state, because one of its ends goes with the document."""
    ends = ONTOLOGY.nodes[kind.source].scope, ONTOLOGY.nodes[kind.target].scope
    return "document" in ends and not kind.derived


def derived_properties(node: Node) -> list[str]:
    """Return the names of the properties that are derived."""
    return [entry.name for entry in node.properties.values() if entry.derived]


@cache
def document_nodes(node: Node) -> str:
    """Read the nodes of a document; $document is its id."""
    return f"MATCH (n:{node.label}) WHERE {_of_document('n', node)} RETURN n.{node.key} AS key, n{{.*}} AS properties"


@cache
def shared_nodes(node: Node) -> str:
    """Read nodes by $keys."""
    return f"UNWIND $keys AS key MATCH (n:{node.label} {{{node.key}: key}}) RETURN key, n{{.*}} AS properties"


@cache
def document_edges(kind: Relationship) -> str:
    """Read the relationships of a document; $document is its id."""
    end = "b" if ONTOLOGY.nodes[kind.target].scope == "document" else "a"
    node = ONTOLOGY.nodes[kind.target if end == "b" else kind.source]
    return f"MATCH {_pattern(kind)} WHERE {_of_document(end, node)} {_found(kind)}"


@cache
def owned_edges(kind: Relationship) -> str:
    """Read the relationships that lead from shared nodes with $keys to other shared nodes."""
    return f"UNWIND $keys AS key MATCH {_pattern(kind)} WHERE a.{_key(kind.source)} = key {_found(kind)}"


@cache
def merge_nodes(node: Node) -> str:
    """Write nodes: $rows of key and properties."""
    return (
        f"UNWIND $rows AS row MERGE (n:{node.label} {{{node.key}: row.key}}) "
        "SET n = row.properties RETURN count(*) AS written"
    )


@cache
def create_edges(kind: Relationship) -> str:
    """Write new relationships: $rows of source, target and properties."""
    return (
        "UNWIND $rows AS row "
        f"MATCH (a:{kind.source} {{{_key(kind.source)}: row.source}}) "
        f"MATCH (b:{kind.target} {{{_key(kind.target)}: row.target}}) "
        f"CREATE (a)-[r:{kind.type}]->(b) SET r = row.properties RETURN count(*) AS written"
    )


@cache
def update_edges(kind: Relationship) -> str:
    """Write the properties of relationships: $rows of id and properties."""
    return (
        f"UNWIND $rows AS row MATCH ()-[r:{kind.type}]->() WHERE elementId(r) = row.id "
        "SET r = row.properties RETURN count(*) AS written"
    )


@cache
def delete_edges(kind: Relationship) -> str:
    """Delete relationships: $rows of id."""
    return (
        f"UNWIND $rows AS row MATCH ()-[r:{kind.type}]->() WHERE elementId(r) = row.id "
        "DELETE r RETURN count(*) AS written"
    )


@cache
def delete_nodes(node: Node) -> str:
    """Delete nodes by $rows of key, with whatever still hangs on them."""
    return (
        f"UNWIND $rows AS row MATCH (n:{node.label} {{{node.key}: row.key}}) DETACH DELETE n RETURN count(*) AS written"
    )


@cache
def delete_derived(kind: Relationship) -> tuple[str, str]:
    """Delete derived relationships that start in a document, and those that end in it; $document is its id."""
    start, end = _of_document("a", ONTOLOGY.nodes[kind.source]), _of_document("b", ONTOLOGY.nodes[kind.target])
    match, deleted = f"MATCH {_pattern(kind)}", "DELETE r RETURN count(*) AS written"
    return f"{match} WHERE {start} {deleted}", f"{match} WHERE {end} {deleted}"


@cache
def remove_derived(node: Node) -> str:
    """Remove the derived properties of a document's nodes; $document is its id."""
    names = derived_properties(node)
    there = " OR ".join(f"n.{name} IS NOT NULL" for name in names)
    removed = ", ".join(f"n.{name}" for name in names)
    return f"MATCH (n:{node.label}) WHERE {_of_document('n', node)} AND ({there}) REMOVE {removed}"


@cache
def unused_nodes(node: Node) -> str:
    """Read which shared nodes with $keys nothing uses any more; $kept are values that keep a node."""
    conditions = [f"NOT {_use('n', node, ONTOLOGY.relationships[name])}" for name in node.used_by]
    conditions += [f"NOT n.{name} = $kept.{name}" for name in node.kept]
    return (
        f"UNWIND $keys AS key MATCH (n:{node.label} {{{node.key}: key}}) "
        f"WHERE {' AND '.join(conditions)} RETURN DISTINCT key"
    )


def _use(variable: str, node: Node, kind: Relationship) -> str:
    # A node that is part of another uses it, and is not used by it.
    if kind.target == node.label:
        return f"EXISTS {{ ({variable})<-[:{kind.type}]-(:{kind.source}) }}"
    return f"EXISTS {{ ({variable})-[:{kind.type}]->(:{kind.target}) }}"


def _of_document(variable: str, node: Node) -> str:
    if node.label == DOCUMENT:
        return f"{variable}.{node.key} = $document"
    return f"{variable}.{node.key} STARTS WITH $document + '/'"


def _pattern(kind: Relationship) -> str:
    return f"(a:{kind.source})-[r:{kind.type}]->(b:{kind.target})"


def _found(kind: Relationship) -> str:
    return (
        f"RETURN elementId(r) AS id, a.{_key(kind.source)} AS source, b.{_key(kind.target)} AS target, "
        "r{.*} AS properties"
    )


def _key(label: str) -> str:
    return ONTOLOGY.nodes[label].key

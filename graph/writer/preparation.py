"""Making a graph ready for writing: constraints, indexes, the ontology's version, the national indicators."""

from collections.abc import Iterable
from functools import partial

from graph.errors import OntologyOutdated
from graph.language import Text
from graph.model import Indicator
from graph.ontology import ONTOLOGY, constraints, indexes
from graph.store import Store, Transaction
from graph.writer.rows import indicator_rows
from graph.writer.statements import TURN, merge_nodes, shared_nodes

__all__ = ["check_version", "prepare", "take_turn"]

VERSIONS = "MATCH (o:Ontology) RETURN o.version AS version"


def prepare(store: Store, indicators: Iterable[Indicator]) -> None:
    """Make the graph ready; what is there already is left alone.

    Raises:
        OntologyOutdated: the graph was written under another version of the ontology.

    """
    rows = [{"key": key, "properties": properties} for (_, key), properties in indicator_rows(indicators).nodes.items()]
    _schema(store)

    def seed(transaction: Transaction) -> None:
        transaction.run(
            "MERGE (o:Ontology {name: $name}) ON CREATE SET o.version = $version",
            {"name": "yingshang", "version": ONTOLOGY.version},
        )
        take_turn(transaction)
        node = ONTOLOGY.nodes["Indicator"]
        found = transaction.run(shared_nodes(node), {"keys": [row["key"] for row in rows]})
        missing = [row for row in rows if row not in found]
        if missing:
            transaction.run(merge_nodes(node), {"rows": missing})

    store.write(seed)


def take_turn(transaction: Transaction) -> None:
    """Wait until no other writer is at work; the turn ends with the transaction.

    Writers take turns because whether a shared node is still used, and what a law's kind is, depend on
    every document; and one queue cannot deadlock.

    Raises:
        OntologyOutdated: the graph is not prepared, or was written under another version of the ontology.

    """
    _check([row["version"] for row in transaction.run(TURN)])


def check_version(store: Store) -> None:
    """Return if the graph is prepared and was written under this version of the ontology.

    Raises:
        OntologyOutdated: it is not, or was written under another.

    """
    _check([row["version"] for row in store.read(VERSIONS)])


def _check(versions: list[int]) -> None:
    if versions == [ONTOLOGY.version]:
        return
    if not versions:
        raise OntologyOutdated(
            Text("图谱尚未准备。", "The graph is not prepared."),
            Text("请先运行 yingshang load。", "Run `yingshang load` first."),
        )
    found = ", ".join(map(str, versions))
    raise OntologyOutdated(
        Text(
            f"图谱按本体第 {found} 版写成，本程序为第 {ONTOLOGY.version} 版。",
            f"The graph was written under ontology version {found}; this program has {ONTOLOGY.version}.",
        ),
        Text("请清空图谱后重新载入全部文件。", "Empty the graph and load all documents again."),
    )


def _schema(store: Store) -> None:
    there = {
        row["name"]
        for statement in ("SHOW CONSTRAINTS YIELD name", "SHOW INDEXES YIELD name")
        for row in store.read(statement)
    }
    missing = [made for name, made in {**constraints(), **indexes()}.items() if name not in there]
    for statement in missing:
        store.write(partial(_create, statement))
    if missing:
        store.read("CALL db.awaitIndexes(300)", seconds=310)
        store.write(_names)


def _create(statement: str, transaction: Transaction) -> None:
    transaction.run(statement)


def _names(transaction: Transaction) -> None:
    """Make every declared name known, so that a question about what no plan has held yet raises no warning."""
    nodes, relationships = ONTOLOGY.nodes.values(), ONTOLOGY.relationships.values()
    properties = [*(node.properties for node in nodes), *(kind.properties for kind in relationships)]
    for procedure, names in {
        "db.createLabel": {*ONTOLOGY.nodes},
        "db.createRelationshipType": {kind.type for kind in relationships},
        "db.createProperty": {name for declared in properties for name in declared},
    }.items():
        transaction.run(
            f"UNWIND $names AS name CALL {procedure}(name) RETURN count(*) AS names",
            {"names": sorted(names)},
        )

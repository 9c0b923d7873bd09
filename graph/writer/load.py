"""Loading a plan: compare what the graph holds of it with what it says, and write the difference."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.errors import OntologyOutdated
from graph.identity import document_id
from graph.language import Text
from graph.model import Plan
from graph.ontology import ONTOLOGY
from graph.store import Row, Store, Transaction
from graph.writer import statements as cypher
from graph.writer.derived import retract, same_ground, with_derived
from graph.writer.preparation import take_turn
from graph.writer.report import LoadReport
from graph.writer.rows import EdgeKey, Rows, plan_rows
from graph.writer.stored import Stored, read_owned, read_stored, with_laws

__all__ = ["write"]


def write(store: Store, plan: Plan) -> LoadReport:
    """Make the graph say exactly what the plan says, in one transaction, and return what that changed.

    Raises:
        OntologyOutdated: the graph is not prepared, or was written under another version of the ontology.
        StoreError: Neo4j failed; nothing of the plan entered the graph.
        ValueError: the plan lacks something that the ontology always needs.

    """
    rows = plan_rows(plan)
    document = document_id(plan.document)

    def work(transaction: Transaction) -> _Load:
        take_turn(transaction)
        stored = read_stored(transaction, document, rows)
        desired = with_laws(transaction, document, rows, stored)
        load = _Load(transaction)
        if same_ground(desired, stored):
            desired = with_derived(desired, stored)
        elif stored.keys("Measure"):
            load.removed.update(retract(transaction, document))
            stored = read_stored(transaction, document, rows)
        load.apply(desired, stored)
        return load

    load = store.write(work)
    return LoadReport(document, plan.document.title, load.added, load.changed, load.removed, plan.unresolved)


@dataclass(frozen=True, slots=True)
class _Load:
    """What one transaction changes, counted by label and relationship type."""

    transaction: Transaction
    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)

    def apply(self, desired: Rows, stored: Stored) -> None:
        # A shared node that this plan lets go of is for the sweep: another may use it.
        gone = {
            (label, key): properties
            for (label, key), properties in stored.nodes.items()
            if ONTOLOGY.nodes[label].scope == "document" and (label, key) not in desired.nodes
        }
        left = stored.edges.keys() - desired.edges.keys()
        self.merge_nodes(desired, stored)
        self.delete_edges(left, stored)
        self.delete_nodes(gone)
        self.write_edges(desired, stored)
        self.sweep(left)

    def merge_nodes(self, desired: Rows, stored: Stored) -> None:
        rows: dict[str, list[Row]] = defaultdict(list)
        for (label, key), properties in desired.nodes.items():
            there = stored.nodes.get((label, key))
            if there != properties:
                (self.added if there is None else self.changed)[label] += 1
                rows[label].append({"key": key, "properties": properties})
        for label, batch in rows.items():
            self.write(cypher.merge_nodes(ONTOLOGY.nodes[label]), batch)

    def delete_nodes(self, nodes: Iterable[tuple[str, str]]) -> None:
        rows: dict[str, list[Row]] = defaultdict(list)
        for label, key in nodes:
            rows[label].append({"key": key})
        for label, batch in rows.items():
            self.removed[label] += len(batch)
            self.write(cypher.delete_nodes(ONTOLOGY.nodes[label]), batch)

    def write_edges(self, desired: Rows, stored: Stored) -> None:
        created: dict[str, list[Row]] = defaultdict(list)
        updated: dict[str, list[Row]] = defaultdict(list)
        for key, properties in desired.edges.items():
            name, source, target = key[:3]
            there = stored.edges.get(key)
            if there is None:
                created[name].append({"source": source, "target": target, "properties": properties})
            elif there != properties:
                updated[name].append({"id": stored.ids[key], "properties": properties})
        for name, batch in created.items():
            kind = ONTOLOGY.relationships[name]
            self.added[kind.type] += len(batch)
            self.write(cypher.create_edges(kind), batch)
        for name, batch in updated.items():
            kind = ONTOLOGY.relationships[name]
            self.changed[kind.type] += len(batch)
            self.write(cypher.update_edges(kind), batch)

    def delete_edges(self, edges: Iterable[EdgeKey], stored: Stored) -> None:
        rows: dict[str, list[Row]] = defaultdict(list)
        for key in edges:
            rows[key[0]].append({"id": stored.ids[key]})
        for name, batch in rows.items():
            kind = ONTOLOGY.relationships[name]
            self.removed[kind.type] += len(batch)
            self.write(cypher.delete_edges(kind), batch)

    def sweep(self, left: Iterable[EdgeKey]) -> None:
        """Take away shared nodes that nothing uses any more, and in turn what only they used."""
        candidates: dict[str, set[str]] = defaultdict(set)
        for name, source, target, *_ in left:
            kind = ONTOLOGY.relationships[name]
            candidates[kind.source].add(source)
            candidates[kind.target].add(target)
        while candidates:
            label, keys = candidates.popitem()
            node = ONTOLOGY.nodes[label]
            if node.scope != "shared":
                continue
            parameters = {"keys": sorted(keys), "kept": dict(node.kept)}
            unused = [row["key"] for row in self.transaction.run(cypher.unused_nodes(node), parameters)]
            owned = read_owned(self.transaction, label, unused)
            for name, _, target, *_ in owned.edges:
                candidates[ONTOLOGY.relationships[name].target].add(target)
            self.delete_edges(owned.edges, owned)
            self.delete_nodes((label, key) for key in unused)

    def write(self, statement: str, batch: list[Row]) -> None:
        written = sum(row["written"] for row in self.transaction.run(statement, {"rows": batch}))
        if written != len(batch):
            raise OntologyOutdated(
                Text("图谱缺少应有的节点。", "The graph lacks a node that it should have."),
                Text("请运行 yingshang check。", "Run `yingshang check`."),
            )

"""The ontology (本体) as values: what `ontology.toml` declares, and what follows from it in Cypher.

The declaration is read strictly: an unknown key, a missing meaning or a reference to nothing is refused
when the module is imported, so that a slip in the table never reaches a database.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from graph.language import Text

__all__ = [
    "ONTOLOGY",
    "Count",
    "Node",
    "Ontology",
    "Property",
    "Relationship",
    "constraints",
    "indexes",
    "read_ontology",
]

DECLARATION = Path(__file__).with_name("ontology.toml")
TYPES = ("string", "integer", "float", "boolean", "date", "[string]", "[integer]")
SCOPES = ("document", "shared", "fixed")
NEEDS = ("always", "stated", "derived")


@dataclass(frozen=True, slots=True)
class Count:
    """How many relationships a node has: from `low` to `high`; `high` None is no bound."""

    low: int
    high: int | None

    def __str__(self) -> str:
        if self.low == self.high:
            return str(self.low)
        return f"{self.low}..{'n' if self.high is None else self.high}"


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node or relationship. `meaning` says what it holds."""

    name: str
    type: str
    need: str
    meaning: Text
    index: bool = False
    values: tuple[str, ...] = ()
    range: tuple[float, float] | None = None
    pattern: str | None = None

    @property
    def required(self) -> bool:
        """Whether it is never null."""
        return self.need == "always"

    @property
    def derived(self) -> bool:
        """Whether it is worked out from the graph after the loads."""
        return self.need == "derived"


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A label: its key property, its scope, and what keeps it in the graph when it is shared."""

    label: str
    meaning: Text
    key: str
    scope: str
    properties: Mapping[str, Property]
    used_by: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    container: str | None = None
    fulltext: tuple[str, ...] = ()
    listed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Relationship:
    """A kind of relationship between two labels. Several kinds may share a `type`; `name` is unique."""

    name: str
    type: str
    meaning: Text
    source: str
    target: str
    from_count: Count
    to_count: Count
    evidence: bool
    identity: tuple[str, ...]
    properties: Mapping[str, Property]
    derived: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Ontology:
    """Everything declared: nodes by label, relationships by name, in the order of the declaration."""

    version: int
    nodes: Mapping[str, Node]
    relationships: Mapping[str, Relationship]

    def kinds(self, type_: str) -> tuple[Relationship, ...]:
        """Return the kinds of relationship that share a type."""
        return tuple(kind for kind in self.relationships.values() if kind.type == type_)


class _Table:
    """A table of the declaration whose every key must be taken; whatever is left over is a slip."""

    def __init__(self, place: str, table: Mapping[str, Any]) -> None:
        self.place = place
        self.left = dict(table)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None and self.left:
            raise ValueError(f"{self.place}: unknown key {', '.join(self.left)}")

    def take(self, key: str, default: Any = None) -> Any:
        return self.left.pop(key, default)

    def need(self, key: str, allowed: tuple[str, ...] = ()) -> Any:
        if key not in self.left:
            raise ValueError(f"{self.place}: {key} is missing")
        value = self.left.pop(key)
        if allowed and value not in allowed:
            raise ValueError(f"{self.place}: {key} is {value!r}, not one of {', '.join(allowed)}")
        return value

    def meaning(self) -> Text:
        return Text(self.need("zh"), self.need("en"))


def _count(place: str, written: str) -> Count:
    low, _, high = written.partition("..")
    if not low.isdecimal() or not (high.isdecimal() or high in ("", "n")):
        raise ValueError(f"{place}: {written!r} is no count such as 1, 0..1, 1..n")
    return Count(int(low), None if high == "n" else int(high or low))


def _properties(place: str, declared: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Property]:
    properties = {}
    for name, entry in declared.items():
        with _Table(f"{place}.{name}", entry) as table:
            bounds = table.take("range")
            properties[name] = Property(
                name,
                type=table.need("type", TYPES),
                need=table.need("need", NEEDS),
                meaning=table.meaning(),
                index=table.take("index", default=False),
                values=tuple(table.take("values", ())),
                range=(float(bounds[0]), float(bounds[1])) if bounds else None,
                pattern=table.take("pattern"),
            )
    return MappingProxyType(properties)


def _node(label: str, entry: Mapping[str, Any]) -> Node:
    with _Table(label, entry) as table:
        properties = _properties(label, table.need("properties"))
        node = Node(
            label,
            table.meaning(),
            key=table.need("key", tuple(properties)),
            scope=table.need("scope", SCOPES),
            properties=properties,
            used_by=tuple(table.take("used_by", ())),
            kept=MappingProxyType(dict(table.take("kept", {}))),
            container=table.take("container"),
            fulltext=tuple(table.take("fulltext", ())),
            listed_by=tuple(table.take("listed_by", ())),
        )
    if not {*node.fulltext, *node.kept, *node.listed_by} <= {*properties}:
        raise ValueError(f"{label}: fulltext, kept and listed_by must name its properties")
    if node.listed_by and node.listed_by[-1] != node.key:
        raise ValueError(f"{label}: listed_by must end with its key")
    if bool(node.used_by) != (node.scope == "shared"):
        raise ValueError(f"{label}: used_by belongs to shared nodes and to them alone")
    return node


def _relationship(name: str, entry: Mapping[str, Any], labels: tuple[str, ...]) -> Relationship:
    with _Table(name, entry) as table:
        properties = _properties(name, table.take("properties", {}))
        kind = Relationship(
            name,
            type=table.take("type", name),
            meaning=table.meaning(),
            source=table.need("from", labels),
            target=table.need("to", labels),
            from_count=_count(name, table.take("from_count", "0..n")),
            to_count=_count(name, table.take("to_count", "0..n")),
            evidence=table.take("evidence", default=False),
            identity=tuple(table.take("identity", ())),
            properties=properties,
            derived=table.take("derived", default=False),
        )
    if kind.evidence and not {"raw", "start", "end"} <= {*properties}:
        raise ValueError(f"{name}: evidence needs raw, start and end")
    if not {*kind.identity} <= {*properties}:
        raise ValueError(f"{name}: identity must name its properties")
    return kind


def _refer(node: Node, relationships: Mapping[str, Relationship]) -> None:
    for name in node.used_by:
        kind = relationships.get(name)
        if kind is None or node.label not in (kind.source, kind.target):
            raise ValueError(f"{node.label}: used_by names {name}, which is no relationship of it")
    holders = {kind.type for kind in relationships.values() if kind.target == node.label}
    if node.container and node.container not in holders:
        raise ValueError(f"{node.label}: nothing of type {node.container} leads to it")


def read_ontology(declaration: str) -> Ontology:
    """Return what a declaration says.

    Raises:
        ValueError: it is not well-formed; names the table and the key.

    """
    with _Table("ontology", tomllib.loads(declaration)) as table:
        version = table.need("version")
        nodes = {label: _node(label, entry) for label, entry in table.need("node").items()}
        relationships = {
            name: _relationship(name, entry, tuple(nodes)) for name, entry in table.need("relationship").items()
        }
    for node in nodes.values():
        _refer(node, relationships)
    return Ontology(version, MappingProxyType(nodes), MappingProxyType(relationships))


ONTOLOGY = read_ontology(DECLARATION.read_text(encoding="utf-8"))


def constraints(ontology: Ontology = ONTOLOGY) -> dict[str, str]:
    """Return the statements that make every key unique, by the constraint's name."""
    return {
        f"{node.label.lower()}_{node.key}": (
            f"CREATE CONSTRAINT {node.label.lower()}_{node.key} IF NOT EXISTS "
            f"FOR (n:{node.label}) REQUIRE n.{node.key} IS UNIQUE"
        )
        for node in ontology.nodes.values()
    }


def indexes(ontology: Ontology = ONTOLOGY) -> dict[str, str]:
    """Return the statements that create the property and full-text indexes, by the index's name."""
    statements = {}
    for node in ontology.nodes.values():
        for name in (p.name for p in node.properties.values() if p.index):
            index = f"{node.label.lower()}_{name}"
            statements[index] = f"CREATE INDEX {index} IF NOT EXISTS FOR (n:{node.label}) ON (n.{name})"
        if node.listed_by:
            index = f"{node.label.lower()}_{'_'.join(node.listed_by)}"
            each = ", ".join(f"n.{name}" for name in node.listed_by)
            statements[index] = f"CREATE INDEX {index} IF NOT EXISTS FOR (n:{node.label}) ON ({each})"
        if node.fulltext:
            index = f"{node.label.lower()}_text"
            each = ", ".join(f"n.{name}" for name in node.fulltext)
            statements[index] = (
                f"CREATE FULLTEXT INDEX {index} IF NOT EXISTS FOR (n:{node.label}) ON EACH [{each}] "
                "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
            )
    for kind in ontology.relationships.values():
        for name in (p.name for p in kind.properties.values() if p.index):
            index = f"{kind.name.lower()}_{name}"
            statements[index] = f"CREATE INDEX {index} IF NOT EXISTS FOR ()-[r:{kind.type}]-() ON (r.{name})"
    return statements

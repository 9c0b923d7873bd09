"""The vocabulary in which the API's types are declared (声明): kinds, relations, filters.

A declaration says once what a type of the API is: from it come the GraphQL type, its descriptions and
nullability, and the Cypher that answers a selection of it. What the graph itself knows (properties, their
meaning, whether they are always stated) is read from the ontology and not repeated.

Cypher stands in declarations with places: `@a` the node a relation starts at, `@r` its relationship, `@b`
the node it leads to, `@d` the document along which a list is read, `@p` the parameter that carries a filter's
values, `@i` a place in a list. They are filled with variables and parameters of the compiler's own making;
what a user writes travels in parameters alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from api.types.enums import BY_PROPERTY
from graph.language import Text
from graph.ontology import ONTOLOGY, Property

__all__ = [
    "DEFAULT",
    "TYPES",
    "Broad",
    "Filter",
    "Key",
    "Kind",
    "Link",
    "Lists",
    "Lookup",
    "Many",
    "One",
    "Order",
    "Passage",
    "Passages",
    "Relation",
    "Stored",
    "camel",
]

TYPES = {"string": "str", "integer": "int", "float": "float", "boolean": "bool", "date": "date"}
PUBLIC = {"raw": "quote"}  # properties whose name in the API is another than in the graph


DEFAULT = 100
"""How many nodes of a list come where no size is asked for; the largest page too, unless the list says more."""


@dataclass(frozen=True, slots=True)
class Key:
    """One part of a sort order: an expression over `@b` and `@r` that is never null, and what it holds.

    `along` is the same over `@d`, for lists that are read along their documents.
    """

    expression: str
    holds: type[str] | type[int] | type[float] | type[date] = str
    along: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """A value of a kind's `orderBy`: keys that go before those of the list itself, which part what is equal.

    `needs` names the filter without which there is no such order.
    """

    name: str
    meaning: Text
    keys: tuple[Key, ...] = ()
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a value must name: `match` finds `@v` in the graph; `noun` is what it is called.

    `named` is the label of nodes whose names it may be, for telling near ones; none where it is an id.
    """

    match: str
    noun: Text
    named: str | None = None


@dataclass(frozen=True, slots=True)
class Broad:
    """What a filter's values lead to may be a large part of the graph; then a list is not begun there.

    `found` is clauses for the few nodes on the way there, `each` one of them, `reach` about how many it leads
    to in all, as an aggregate. `condition` is the filter's, with the list of those nodes in `@h`.
    """

    found: str
    each: str
    reach: str
    condition: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One field of a filter: a condition on `@b` (or `@r`) with its values in `@p`.

    Filters of one input with the same `within` hold for one and the same path; its text has the place
    `@where`. `start` is clauses that lead from an indexed node to every `@b`, or to every `@d`, that the
    condition holds for, each once; it has a place `@where` for the other conditions of the same path; `broad`
    says how else to come to them where they are many.
    `ids` names the kind whose ids the values are; `search` the full-text index that finds them.
    """

    name: str
    type: str
    meaning: Text
    condition: str = ""
    within: str | None = None
    start: str = ""
    broad: Broad | None = None
    lookup: Lookup | None = None
    ids: str | None = None
    search: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A field that shows a property as the graph stores it."""

    name: str
    property: str
    type: str
    meaning: Text


@dataclass(frozen=True, slots=True)
class One:
    """A field that leads to one node, along `pattern`."""

    name: str
    kind: str
    pattern: str
    meaning: Text
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A field of a passage: an expression over `@a`, `@b`, `@r` and `@i`, and what it holds."""

    name: str
    type: str
    expression: str
    meaning: Text


@dataclass(frozen=True, slots=True)
class Passages:
    """A field of an edge that shows its lists, equally long, as one list; `count` is how long they are."""

    name: str
    type: str
    meaning: Text
    count: str
    fields: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """The edge of a connection that carries facts: those of the ontology's relationship of that name.

    `measure` says which end is the measure in whose document the evidence stands, `a` or `b`; None where
    the relationship carries none. `passages` shows lists that it has.
    """

    name: str
    relationship: str
    measure: str | None
    meaning: Text
    passages: Passages | None = None

    def stored(self) -> tuple[Stored, ...]:
        """Return the properties an edge shows."""
        return _stored(self.relationship, ONTOLOGY.relationships[self.relationship].properties)


@dataclass(frozen=True, slots=True)
class Many:
    """A field that leads to nodes, along `pattern`: a connection in the order of `keys`, else of its kind.

    `link` gives its edges facts; `filters` names the input type of its `filter` argument, and with filters
    there are the orders of its kind to choose from. `along` leads from the documents, `@d`, to the nodes of a
    root list that comes in the order of documents. `maximum` is the largest page.
    """

    name: str
    kind: str
    pattern: str
    meaning: Text
    keys: tuple[Key, ...] = ()
    link: Link | None = None
    filters: str | None = None
    along: str = ""
    maximum: int = DEFAULT

    @property
    def root(self) -> bool:
        """Whether it starts at no node: a list of all there are."""
        return "@a" not in self.pattern

    @property
    def edge(self) -> str:
        """Name its edge and connection types begin with."""
        return self.link.name if self.link else self.kind


@dataclass(frozen=True, slots=True)
class Lists:
    """A field that shows several lists of a measure, equally long, as one list of evidence.

    `properties` gives the list of each of the `type`'s fields.
    """

    name: str
    type: str
    properties: Mapping[str, str]
    meaning: Text


Relation = One | Many | Lists


@dataclass(frozen=True, slots=True)
class Kind:
    """A node of the graph as the API shows it: the ontology's properties, and its relations."""

    label: str
    keys: tuple[Key, ...]
    relations: tuple[Relation, ...]

    @property
    def key(self) -> str:
        """Name of the property that identifies a node."""
        return ONTOLOGY.nodes[self.label].key

    @property
    def meaning(self) -> Text:
        """What the node is."""
        return ONTOLOGY.nodes[self.label].meaning

    def stored(self) -> tuple[Stored, ...]:
        """Return the properties it shows; its `id` is the API's own, lists have their own fields."""
        return tuple(
            entry for entry in _stored(self.label, ONTOLOGY.nodes[self.label].properties) if entry.name != "id"
        )


def _stored(owner: str, properties: Mapping[str, Property]) -> tuple[Stored, ...]:
    return tuple(
        Stored(camel(PUBLIC.get(entry.name, entry.name)), entry.name, _type(owner, entry), entry.meaning)
        for entry in properties.values()
        if entry.type in TYPES
    )


def camel(name: str) -> str:
    """Return a name of the graph as GraphQL writes it (printed_number: printedNumber)."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _type(owner: str, entry: Property) -> str:
    enum = BY_PROPERTY.get(f"{owner}.{entry.name}")
    return (enum.__name__ if enum else TYPES[entry.type]) + ("" if entry.required else " | None")

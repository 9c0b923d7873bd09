"""The declaration, the ontology, the schema and its published form say the same."""

import re

import pytest
from graphql import is_enum_type, is_input_object_type, is_interface_type, is_object_type, is_scalar_type

from api import ApiSettings
from api.schema import make_schema
from api.sdl import SDL, sdl
from api.types import enums
from api.types.filters import FILTERS
from api.types.kinds import KINDS, ROOTS
from api.types.orders import ORDERS
from api.types.vocabulary import Lists, Many, One
from graph.ontology import ONTOLOGY

SCHEMA = make_schema(ApiSettings())._schema
RELATIONS = [(kind.label, entry) for kind in KINDS.values() for entry in kind.relations]
LABELS = {label: node for label, node in ONTOLOGY.nodes.items() if label != "Ontology"}  # the version's own node
STEP = re.compile(r"^\(@a\)(<?)-\[(?:@r)?:(\w+)\]-(>?)\(@b:(\w+)\)$")


def test_the_published_schema_is_that_of_the_code():
    assert SDL.read_text(encoding="utf-8") == sdl(), "python -m api.sdl writes it anew"


def test_every_label_and_property_of_the_graph_is_shown():
    assert set(KINDS) == set(LABELS)
    for label, node in LABELS.items():
        shown = {entry.property for entry in KINDS[label].stored()} | {KINDS[label].key}
        for entry in KINDS[label].relations:
            if isinstance(entry, Lists):
                shown |= set(entry.properties.values())
        assert shown == set(node.properties)


# Not followed by itself: a measure that stands in no section shows its document, and its section as null.
ONE_WAY = {("CONTAINS_LOOSE_MEASURE", "back")}
# Without facts of its own: what a measure alone sets leads to that one measure, whose list of it has the facts.
BARE = {("SETS", "back"), ("DUE", "back")}


def ways():
    """Yield name and way of each relationship that a field follows, with the field."""
    for label, entry in RELATIONS:
        if isinstance(entry, Lists):
            continue
        step = re.fullmatch(r"\(@a\)(<?)-\[(?:@r)?:(\w+)\*?\]-(>?)\(@b:(\w+)\)", entry.pattern)
        if step is None:
            continue
        into, type_, out, other = step.groups()
        for kind in ONTOLOGY.kinds(type_):
            if not into and (kind.source, kind.target) == (label, other):
                yield (kind.name, "there"), entry
            if not out and (kind.source, kind.target) == (other, label):
                yield (kind.name, "back"), entry


def test_every_relationship_of_the_graph_can_be_followed_both_ways():
    both = {(name, way) for name in ONTOLOGY.relationships for way in ("there", "back")}
    assert {way for way, _ in ways()} == both - ONE_WAY


def test_every_relationship_shows_its_facts_both_ways():
    told = {
        (name, way) for name, kind in ONTOLOGY.relationships.items() if kind.properties for way in ("there", "back")
    }
    shown = {way for way, entry in ways() if isinstance(entry, Many) and entry.link}
    assert shown == told - BARE
    assert all(entry.link.relationship == name for (name, _), entry in ways() if isinstance(entry, Many) and entry.link)


def test_every_list_on_an_edge_is_shown_as_passages():
    for name, kind in ONTOLOGY.relationships.items():
        lists = {entry.name for entry in kind.properties.values() if entry.type.startswith("[")}
        texts = " ".join(
            field.expression
            for way, entry in ways()
            if way[0] == name and isinstance(entry, Many) and entry.link and entry.link.passages
            for field in entry.link.passages.fields
        )
        assert {each for each in lists if f".{each}" not in texts} == set()


def test_every_kind_has_a_root_list_its_filter_and_its_orders():
    assert {entry.kind for entry in ROOTS} == set(KINDS) == set(ORDERS)
    filtered = [entry for _, entry in RELATIONS if isinstance(entry, Many) and entry.filters]
    assert {entry.filters for entry in (*ROOTS, *filtered)} == set(FILTERS)


def test_lists_come_in_the_order_that_the_ontology_has_an_index_for():
    for label, node in LABELS.items():
        if node.listed_by:
            assert [key.expression for key in KINDS[label].keys] == [f"@b.{name}" for name in node.listed_by]


def written() -> list[str]:
    """Return all Cypher that stands in declarations."""
    texts = [entry.pattern for _, entry in RELATIONS if not isinstance(entry, Lists)]
    texts += [text for entry in ROOTS for text in (entry.pattern, entry.along)]
    for _, filters in FILTERS.values():
        for entry in filters:
            texts += [entry.condition, entry.start, entry.within or "", entry.lookup.match if entry.lookup else ""]
            texts += [entry.broad.found, entry.broad.condition, entry.broad.reach] if entry.broad else []
    keys = [key for orders in ORDERS.values() for order in orders for key in order.keys]
    keys += [key for kind in KINDS.values() for key in kind.keys]
    keys += [key for _, entry in RELATIONS if isinstance(entry, Many) for key in entry.keys]
    return texts + [text for key in keys for text in (key.expression, key.along)]


@pytest.mark.parametrize("text", sorted({*written()} - {""}))
def test_declared_cypher_names_only_what_the_ontology_has(text):
    types = {kind.type for kind in ONTOLOGY.relationships.values()}
    assert {*re.findall(r"\[\w*:(\w+)", text.replace("@", ""))} <= types
    assert {*re.findall(r"\(\w*:(\w+)", text.replace("@", ""))} <= set(ONTOLOGY.nodes)
    properties = {name for node in ONTOLOGY.nodes.values() for name in node.properties}
    properties |= {name for kind in ONTOLOGY.relationships.values() for name in kind.properties}
    assert {*re.findall(r"\.([a-z]\w*)", text)} <= properties


@pytest.mark.parametrize(
    ("label", "entry"), [each for each in RELATIONS if isinstance(each[1], One) and STEP.match(each[1].pattern)]
)
def test_a_field_is_null_exactly_where_the_ontology_lets_the_node_be_missing(label, entry):
    into, type_, _, target = STEP.match(entry.pattern).groups()
    source, target = (target, label) if into else (label, target)
    [kind] = [k for k in ONTOLOGY.kinds(type_) if (k.source, k.target) == (source, target)]
    count = kind.to_count if into else kind.from_count
    assert count.high == 1
    assert entry.nullable is (count.low == 0)


def test_enums_hold_the_values_of_the_ontology():
    declared = {
        f"{owner}.{name}": set(entry.values)
        for owner, properties in (
            *((node.label, node.properties) for node in LABELS.values()),
            *((kind.name, kind.properties) for kind in ONTOLOGY.relationships.values()),
        )
        for name, entry in properties.items()
        if entry.values and entry.type == "string"
    }
    assert set(enums.BY_PROPERTY) == set(declared)
    for place, enum in enums.BY_PROPERTY.items():
        assert declared[place] <= {member.value for member in enum}
    for enum in enums.ALL:
        used = {value for place, e in enums.BY_PROPERTY.items() if e is enum for value in declared[place]}
        assert used == {member.value for member in enum}


def described():
    for name, kind in SCHEMA.type_map.items():
        if name.startswith("__") or (is_scalar_type(kind) and name != "Date"):
            continue
        yield name, kind.description
        if is_enum_type(kind):
            yield from ((f"{name}.{value}", entry.description) for value, entry in kind.values.items())
        if is_object_type(kind) or is_interface_type(kind) or is_input_object_type(kind):
            for field, entry in kind.fields.items():
                yield f"{name}.{field}", entry.description
                for argument, given in getattr(entry, "args", {}).items():
                    yield f"{name}.{field}({argument})", given.description


def test_everything_is_described_in_chinese_and_english():
    places = list(described())
    assert len(places) > 300
    form = re.compile("[^·]*[一-鿿].* · .*[A-Za-z].*")
    assert [place for place, description in places if not form.fullmatch(description or "")] == []

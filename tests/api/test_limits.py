"""How large documents are, counted by hand; and how many nodes they ask for."""

import pytest
from graphql import GraphQLArgument, GraphQLInt, GraphQLNonNull, build_schema, get_operation_ast, parse

from api import ApiSettings
from api.errors import TooDeep, TooManyAliases, TooManyDirectives, TooManySelections
from api.limits import exceeded, survey
from api.price import Price


def extent(text):
    """Return depth, selections, aliases, directives in one place, and repeats of a document."""
    first, last = survey(parse(text))
    return first.depth, first.selections, first.aliases, first.directives, last.repeats


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ a }", (1, 1, 0, 0, 1)),
        ("{ a { b { c } } d }", (3, 4, 0, 0, 1)),
        ("{ x: a { y: b } z: c }", (2, 3, 3, 0, 1)),
        ("{ a a a { b } }", (2, 4, 0, 0, 3)),
        ("{ a { b } ... { a { b } } ...f } fragment f on Query { a { b } }", (2, 8, 0, 0, 3)),
        ("{ ...f ...f } fragment f on Query { x: a }", (1, 4, 2, 0, 2)),
        ("{ a @include(if: true) @skip(if: false) { b @skip(if: true) } }", (2, 2, 0, 2, 1)),
        ("query ($v: Int @a @b @c) { a(v: $v) }", (1, 1, 0, 3, 1)),
        ("{ __schema { types { fields { type { name } } } } }", (1, 5, 0, 0, 1)),  # graphql-core has a rule for these
        ("query A { a } query B { b { c } }", (2, 3, 0, 0, 1)),
        ("fragment f on Query { a { b { c } } }", (3, 3, 0, 0, 1)),  # nothing spreads it
        ("{ ...f } fragment f on Query { a ...f }", (1, 3, 0, 0, 1)),  # itself; refused when it is validated
        ("{ ...missing }", (0, 1, 0, 0, 0)),
        ("type A { b: Int }", (0, 0, 0, 0, 0)),
    ],
)
def test_what_is_counted(text, expected):
    assert extent(text) == expected


@pytest.mark.parametrize(
    ("text", "error", "given", "maximum"),
    [
        ("{ a { b { c } } }", TooDeep, 3, 2),
        ("{ a b c d e }", TooManySelections, 5, 4),
        ("{ x: a y: a }", TooManyAliases, 2, 1),
        ("{ a @x @x }", TooManyDirectives, 2, 1),
        ("{ a a a a }", TooManySelections, 4, 3),
    ],
)
def test_the_number_found_and_the_number_allowed_are_told(text, error, given, maximum):
    settings = ApiSettings(depth=2, selections=4, aliases=1, directives=1, repeats=3)
    found = exceeded(parse(text), settings)
    assert type(found) is error
    assert found.facts == {"given": given, "maximum": maximum}
    for said in (found.what.zh, found.what.en):
        assert str(given) in said
        assert str(maximum) in said


def test_a_document_within_the_limits_has_none():
    assert exceeded(parse("{ a { b } }"), ApiSettings()) is None


def test_fragments_that_double_are_counted_without_being_written_out():
    doubling = " ".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(100))
    document = parse(f"{{ ...f0 }} {doubling} fragment f100 on Query {{ a }}")
    found = exceeded(document, ApiSettings())
    assert isinstance(found, TooManySelections)
    # a spread, then twice the spreads and the field of all below: s(n) = 2 + 2 s(n + 1), s(100) = 1
    assert found.facts["given"] == 1 + 3 * 2**100 - 2


SCHEMA = build_schema(
    """
    interface Node { id: ID! }
    type City implements Node { id: ID! name: String measures(first: Int, last: Int): MeasureConnection! }
    type CityConnection { nodes: [City!]! edges: [CityEdge!]! totalCount: Int! pageInfo: String }
    type CityEdge { cursor: String! node: City! }
    type Measure implements Node { id: ID! city: City! quotes: [Quote!]! }
    type MeasureConnection { nodes: [Measure!]! totalCount: Int! }
    type Quote { text: String! }
    type Row { city: City! measures: [Measure!]! share: Float }
    type Answer { rows: [Row!]! totalCount: Int! }
    type Query {
      node(id: ID!): Node
      nodes(ids: [ID!]!): [Node]!
      cities(first: Int, after: String, last: Int, before: String): CityConnection!
      load(limit: Int!): Answer!
    }
    """
)
assert SCHEMA.query_type
# A default as Strawberry declares it.
SCHEMA.query_type.fields["load"].args["limit"] = GraphQLArgument(GraphQLNonNull(GraphQLInt), default_value=20)


def nodes(text, **variables):
    document = parse(text)
    operation = get_operation_ast(document)
    assert operation is not None
    return Price.of(SCHEMA, document, operation).nodes(variables)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ cities(first: 7) { nodes { name } } }", 7),
        ("{ cities(last: 7) { nodes { name } } }", 7),
        ("{ cities { nodes { name } } }", 100),
        ("{ cities(first: 7) { totalCount } }", 0),
        ("{ cities(first: 7) { totalCount pageInfo } }", 0),
        ("{ cities(first: 7) { nodes { id } edges { cursor node { name } } } }", 7),
        # GitHub's example: 50 + 50 × 10
        ("{ cities(first: 50) { nodes { measures(first: 10) { nodes { id } } } } }", 50 + 50 * 10),
        ("{ cities(first: 5) { edges { node { measures(first: 3) { nodes { city { name } } } } } } }", 5 + 5 * 3),
        ('{ node(id: "1") { ... on City { measures(first: 4) { nodes { id } } } } }', 4),
        ('{ nodes(ids: ["1", "2", "3"]) { id ... on City { measures(first: 4) { nodes { id } } } } }', 3 + 3 * 4),
        ("{ load { totalCount } }", 0),
        ("{ load { rows { share } } }", 20),
        ("{ load(limit: 5) { rows { measures { id quotes { text } } } } }", 5 + 5 * 10),
        # the same field twice is asked for once, under two names twice
        ("{ cities(first: 7) { nodes { id } } ...f } fragment f on Query { cities(first: 7) { nodes { name } } }", 7),
        ("{ a: cities(first: 7) { nodes { id } } b: cities(first: 3) { nodes { name } } }", 10),
        ("{ cities(first: -5) { nodes { id } } }", 0),  # refused as a size later
        ("query ($v: Boolean!) { cities(first: 7) @include(if: $v) { nodes { id } } }", 7),
    ],
)  # fmt: skip
def test_nodes_by_the_arithmetic(text, expected):
    assert nodes(text) == expected


def test_sizes_may_be_variables():
    text = "query ($n: Int, $m: Int = 4) { cities(first: $n) { nodes { measures(last: $m) { nodes { id } } } } }"
    assert nodes(text, n=3) == 3 + 3 * 4
    assert nodes(text, n=3, m=2) == 3 + 3 * 2
    assert nodes(text) == 100 + 100 * 4
    assert nodes(text, n=None, m=None) == 100 + 100 * 100
    assert nodes(text, n=1.5, m={}) == 100 + 100 * 100  # refused when they are coerced
    assert nodes("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["1"] * 12) == 12
    assert nodes("query ($id: ID!) { nodes(ids: [$id, $id]) { id } }", id="1") == 2

"""What graphql-core says of a document is said in Chinese as well."""

import re

import pytest
from graphql import GraphQLError, parse, specified_rules, validate
from graphql.execution.values import get_variable_values

from api import ApiSettings
from api.mistakes import SUGGESTION, explained
from api.schema import make_schema

SCHEMA = make_schema(ApiSettings())._schema

# At least one document for each rule of the specification that a query can break.
BROKEN = {
    "DeferStreamDirectiveOnRootField": (),  # not offered
    "DeferStreamDirectiveOnValidOperationsRule": (),
    "DeferStreamDirectiveLabel": (),
    "StreamDirectiveOnListField": (),
    "ExecutableDefinitionsRule": ("type A { b: Int }", "extend schema { query: Query }"),
    "FieldsOnCorrectTypeRule": ("{ measurez { totalCount } }", '{ node(id: "x") { heading } }'),
    "FragmentsOnCompositeTypesRule": ("{ ...f } fragment f on Int { id }", "{ ... on Int { id } }"),
    "KnownArgumentNamesRule": ("{ cities(firzt: 1) { totalCount } }", "{ cities @skip(iff: true) { totalCount } }"),
    "KnownDirectivesRule": ("{ cities @foo { totalCount } }", "query @skip(if: true) { cities { totalCount } }"),
    "KnownFragmentNamesRule": ("{ ...f }",),
    "KnownOperationTypesRule": ("mutation { a }", "subscription { a }"),
    "KnownTypeNamesRule": ("query ($a: Citty) { cities { totalCount } }",),
    "LoneAnonymousOperationRule": ("{ a: __typename } { b: __typename }",),
    "MaxIntrospectionDepthRule": (
        "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }",
    ),
    "NoFragmentCyclesRule": ("{ ...f } fragment f on Query { ...f }",
                             "{ ...f } fragment f on Query { ...g } fragment g on Query { ...f }"),
    "NoUndefinedVariablesRule": ("{ cities(first: $a) { totalCount } }", "query Q { cities(first: $a) { totalCount } }"),
    "NoUnusedFragmentsRule": ("{ __typename } fragment f on City { id }",),
    "NoUnusedVariablesRule": ("query ($a: Int) { __typename }", "query Q($a: Int) { __typename }"),
    "OverlappingFieldsCanBeMergedRule": ("{ a: cities { totalCount } a: measures { totalCount } }",),
    "PossibleFragmentSpreadsRule": ("{ ... on City { id } }", "{ ...f } fragment f on City { id }"),
    "ProvidedRequiredArgumentsRule": ("{ measure { id } }", "{ cities @skip { totalCount } }"),
    "ScalarLeafsRule": ("{ cities }", "{ cities { totalCount { x } } }"),
    "SingleFieldSubscriptionsRule": (),  # not offered
    "UniqueArgumentNamesRule": ("{ cities(first: 1, first: 2) { totalCount } }",),
    "UniqueDirectivesPerLocationRule": ("{ cities @include(if: true) @include(if: true) { totalCount } }",),
    "UniqueFragmentNamesRule": ("{ ...f } fragment f on Query { __typename } fragment f on Query { __typename }",),
    "UniqueInputFieldNamesRule": ("{ cities(filter: {hasDocuments: true, hasDocuments: true}) { totalCount } }",),
    "UniqueOperationNamesRule": ("query A { __typename } query A { __typename }",),
    "UniqueVariableNamesRule": ("query ($a: Int, $a: Int) { cities(first: $a) { totalCount } }",),
    "ValuesOfCorrectTypeRule": (
        '{ cities(first: "x") { totalCount } }', "{ cities(first: 99999999999) { totalCount } }",
        "{ cities(filter: 3) { totalCount } }", "{ cities(filter: {nam: 3}) { totalCount } }",
        "{ measure(id: 1.5) { id } }", "{ cities @skip(if: 3) { totalCount } }",
        "{ sharedResponsibility(roles: [LEADD]) { totalCount } }", "{ sharedResponsibility(roles: null) { totalCount } }",
        '{ sharedResponsibility(roles: ["x"]) { totalCount } }',
    ),
    "VariablesAreInputTypesRule": ("query ($a: City) { cities { totalCount } }",),
    "VariablesInAllowedPositionRule": ("query ($a: String) { cities(first: $a) { totalCount } }",),
}  # fmt: skip
SYNTAX = ["{", '{ "', "{ a ? }", "{ a(b: 00) }", '{ a(b: "\\uD800") }', "}", "{ a(b: -) }", "{ a } 3", "query Q"]
VARIABLES = [
    ("Int!", {}), ("Int!", {"v": None}), ("Int!", {"v": "a"}), ("Int!", {"v": 2**40}), ("[ID!]!", {"v": [None]}),
    ("CityFilter", {"v": 3}), ("CityFilter", {"v": {"nam": 3}}), ("[Role!]", {"v": ["LEADD"]}), ("[Role!]", {"v": [3]}),
    ("Boolean", {"v": 3}), ("String", {"v": 3}), ("ID", {"v": {}}), ("Float", {"v": "x"}), ("Date", {"v": "x"}),
    ("Date", {"v": 3}), ("Int", {"v": True}),
]  # fmt: skip


def assert_explained(message):
    said = explained(message, suggest=True)
    assert said is not None, message
    assert re.search("[一-鿿]", said.zh), message
    # nothing but names, values and kinds of things is left in English
    assert not re.search(r"\b(cannot|invalid|must|expected|provided|because)\b", said.zh.split("（")[0]), said.zh
    assert said.en == message


def test_every_rule_is_broken_here():
    assert {rule.__name__ for rule in specified_rules} == set(BROKEN)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in BROKEN.items() for text in texts])
def test_each_rule_is_explained(rule, text):
    [applied] = [each for each in specified_rules if each.__name__ == rule]
    errors = validate(SCHEMA, parse(text), [applied])
    assert errors
    for error in errors:
        assert_explained(error.message)


@pytest.mark.parametrize("text", SYNTAX)
def test_slips_in_the_syntax_are_explained(text):
    with pytest.raises(GraphQLError) as caught:
        parse(text)
    assert_explained(caught.value.message)


@pytest.mark.parametrize(("type_", "values"), VARIABLES)
def test_variables_that_do_not_fit_are_explained(type_, values):
    [definition] = parse(f"query ($v: {type_}) {{ __typename }}").definitions
    errors = get_variable_values(SCHEMA, definition.variable_definitions, values)
    assert isinstance(errors, list)
    for error in errors:
        assert_explained(error.message)


def test_a_near_name_is_told_only_where_the_schema_may_be():
    message = "Cannot query field 'measurez' on type 'Query'. Did you mean 'measure' or 'measures'?"
    told = explained(message, suggest=True)
    assert told == ("类型 Query 没有字段 measurez。是否指 measure、measures？", message)
    hidden = explained(message, suggest=False)
    assert hidden == ("类型 Query 没有字段 measurez。", "Cannot query field 'measurez' on type 'Query'.")


@pytest.mark.parametrize("message", ["unsupported operand", "bolt://db.internal:7687 refused", "", "list index"])
def test_what_is_no_mistake_in_a_document_is_not_explained(message):
    assert explained(message, suggest=True) is None


def test_every_suggestion_is_taken_out():
    for message in (
        "Cannot query field 'a' on type 'B'. Did you mean 'c'?",
        "Cannot query field 'a' on type 'B'. Did you mean to use an inline fragment on 'C' or 'D'?",
        "Value 'LEADD' does not exist in 'Role' enum. Did you mean the enum value 'LEAD'?",
    ):
        assert "mean" not in SUGGESTION.sub("", message)

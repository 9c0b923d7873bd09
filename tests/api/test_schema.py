"""What was released stays: clients written for the last released schema are answered by this one."""

import re

import pytest
from graphql import build_schema, find_breaking_changes

from api.sdl import RELEASED, sdl

LAST = RELEASED.read_text(encoding="utf-8")


def broken(schema: str) -> list[str]:
    return [change.description for change in find_breaking_changes(build_schema(LAST), build_schema(schema))]


def test_nothing_that_was_released_is_broken():
    assert broken(sdl()) == [], "a breaking change waits for the next major version, see CONTRIBUTING.md"


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("  printedNumber: String\n", "", "Measure.printedNumber was removed"),
        ("  ordinal: Int!\n", "  ordinal: Int\n", "Measure.ordinal changed type from Int! to Int"),
        ("  SECTION_LEAD\n", "", "Role.SECTION_LEAD was removed"),
        ("  city: [String!]\n", "  city: [String!]!\n", "city changed type from"),
        ("  sections(", "  chapters(", "Query.sections was removed"),
        ("  field: MeasureOrderField!\n", "  by: MeasureOrderField!\n", "MeasureOrder.field was removed"),
    ],
)
def test_a_breaking_change_is_found(was, becomes, said):
    schema = re.sub(r'^ *"""[^"]*"""\n', "", sdl(), flags=re.MULTILINE)  # a description alone would be no schema
    assert was in schema
    assert any(said in change for change in broken(schema.replace(was, becomes)))


def test_what_is_only_added_breaks_nothing():
    assert broken(sdl().replace("type Query {", "type Query {\n  answer: Int\n", 1)) == []

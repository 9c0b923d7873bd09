"""The relational questions: their rows are those that plain Python counts. The order of rows is not compared."""

import json

import pytest
from graphql import get_named_type

from tests.api.plans import LAW
from tests.api.referee.queries import everything
from tests.api.referee.questions import QUESTIONS

pytestmark = pytest.mark.anyio

ALL_ROLES = ["LEAD", "RESPONSIBLE", "SUPPORT", "SECTION_LEAD"]
PAIRED = {"first", "second"}

CASES = [
    ("sharedResponsibility", {}),
    ("sharedResponsibility", {"city": "青溪市", "size": 3}),
    ("sharedResponsibility", {"indicator": "开办企业", "roles": ["LEAD", "RESPONSIBLE"], "minimum": 1}),
    ("sharedResponsibility", {"minimum": 2}),
    ("sharedFunctions", {}),
    ("sharedFunctions", {"city": "云岭省", "roles": ALL_ROLES, "minimum": 2}),
    ("coResponsibility", {"department": "税务"}),
    ("coResponsibility", {"department": "税务局", "city": "青溪市", "indicator": "开办企业", "minimum": 2}),
    ("leadAndSupport", {}),
    ("leadAndSupport", {"department": "市场监管", "sectionLeads": True}),
    ("leadAndSupport", {"city": "云岭省", "department": "税务"}),
    ("leadAndSupport", {"city": "云岭省", "department": "财政"}),
    ("departmentLoad", {}),
    ("departmentLoad", {"city": "青溪市", "indicator": "开办企业", "sectionLeads": True}),
    ("departmentProfile", {"department": "税务"}),
    ("departmentProfile", {"department": "财政"}),
    ("bridgingDepartments", {}),
    ("bridgingDepartments", {"roles": ["LEAD"]}),
    ("bridgingDepartments", {"indicator": "开办企业"}),
    ("pathBetweenDepartments", {"first": "市场监管", "second": "住房和城乡建设"}),
    ("pathBetweenDepartments", {"first": "青溪市税务局", "second": "白石市税务局"}),
    ("pathBetweenDepartments", {"first": "市场监管", "second": "财政", "roles": ["LEAD"]}),
    ("pathBetweenDepartments", {"first": "税务", "second": "税务"}),
    ("indicatorCoverage", {}),
    ("indicatorCoverage", {"city": "黑岭市", "sectionLeads": True}),
    ("responsibilityGaps", {}),
    ("responsibilityGaps", {"gaps": ["OPEN"]}),
    ("singlePoints", {}),
    ("singlePoints", {"indicator": "纳税", "kinds": ["EVERY", "NOT_STATED"], "roles": ["RESPONSIBLE"]}),
    ("citiesCompared", {"limit": 100}),
    ("citiesCompared", {"cities": ["青溪市", "黑岭市"], "indicator": "获得信贷"}),
    ("deadlinesDue", {}),
    ("deadlinesDue", {"department": "住房和城乡建设", "today": "2026-06-30", "until": "2026-03-31"}),
    ("deadlinesDue", {"since": "2026-04-01", "roles": ["LEAD"]}),
    ("lawsCited", {}),
    ("lawsCited", {"city": "青溪市", "kind": "LAW"}),
    ("lawReach", {}),
    ("lawReach", {"law": LAW, "roles": ["RESPONSIBLE"], "minimum": 3}),
    ("search", {"text": "一网通办"}),
    ("search", {"text": "开办 企业", "city": "青溪市"}),
]


def unordered(value):
    """Return a value in which lists, and the two of a pair, stand in one order; fractions have six places."""
    match value:
        case dict():
            if set(value) == PAIRED:
                return unordered(list(value.values()))
            return {name: unordered(each) for name, each in value.items()}
        case list():
            return sorted((unordered(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
        case float():
            return round(value, 6)
    return value


@pytest.mark.parametrize(("question", "arguments"), CASES, ids=str)
async def test_rows(client, oracle, question, arguments):
    field = oracle.schema.query_type.fields[question]
    rows = everything(oracle.schema, get_named_type(field.type))
    if question == "search":  # how well they fit is Lucene's to say
        rows = "{ totalCount rows { measure { id } } }"
    declared = ", ".join(f"${name}: {field.args[name].type}" for name in arguments)
    given = ", ".join(f"{name}: ${name}" for name in arguments)
    query = f"query ({declared}) {{ {question}({given}) {rows} }}" if arguments else f"{{ {question} {rows} }}"
    expected = oracle.answer(query, arguments)
    assert not expected.errors
    found = (await client.ask(query, **arguments))[question]
    assert unordered(found) == unordered(expected.data[question])


def test_every_case_is_a_question_of_the_oracle():
    assert {question for question, _ in CASES} == set(QUESTIONS)

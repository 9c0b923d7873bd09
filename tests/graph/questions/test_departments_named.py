"""By which names a question finds a department: a body of several functions by each of them."""

import pytest

from graph.catalogue import ask, questions
from graph.errors import WrongParameter
from graph.model import Role
from graph.writer import write
from tests.graph.plans import CITIES, body, deadline, measure, plan, responsible

LINSHUI = CITIES[0]
CULTURE, TAX = body(LINSHUI, "文化", "广电"), body(LINSHUI, "税务")
NAMES = ["文化", "广电", "文化+广电", "临水市文化广电局", "文化局", "990101/文化+广电"]
ASKING = {
    "co-responsibility": {},
    "deadlines": {},
    "department-profile": {},
    "lead-and-support": {},
    "path-between-departments": {"second": "税务"},
}


@pytest.fixture
def filled(store):
    """The one leads and the other supports; a third department shares with nobody."""
    both = (responsible(CULTURE, 10, Role.LEAD), responsible(TAX, 20, Role.SUPPORT))
    alone = (responsible(body(LINSHUI, "财政")),)
    write(
        store,
        plan(
            measure("1.1", responsibilities=both, deadlines=(deadline(),)),
            measure("1.2", responsibilities=alone, deadlines=(deadline(),)),
        ),
    )
    return store


def test_every_question_about_a_department_is_asked():
    assert {name for name, each in questions().items() if any(p.label == "Department" for p in each.parameters)} == {
        *ASKING
    }


@pytest.mark.parametrize("name", ASKING)
def test_each_of_its_names_finds_it_once(filled, name):
    first = "first" if name == "path-between-departments" else "department"
    found = [ask(filled, name, {first: each, **ASKING[name]}) for each in NAMES]
    assert len(found[0]) == 1
    assert all(rows == found[0] for rows in found)


def test_either_end_of_a_path(filled):
    (row,) = ask(filled, "path-between-departments", {"first": "税务", "second": "广电"})
    assert (row["steps"], row["second_id"]) == (1, "990101/文化+广电")


def test_a_function_is_known_where_nothing_is_found(filled):
    assert ask(filled, "deadlines", {"department": "广电", "since": "2030-01-01"}) == []
    with pytest.raises(WrongParameter, match="广"):
        ask(filled, "deadlines", {"department": "广", "since": "2030-01-01"})

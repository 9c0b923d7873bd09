"""What is not stated, in every question alike: no unit and no group in the roles that count."""

import pytest

from graph.catalogue import ask
from graph.model import Role
from graph.writer import write
from tests.graph.plans import CITIES, advance, body, cites, deadline, measure, plan, responsible

LINSHUI = CITIES[0]
TAX, MONEY = body(LINSHUI, "税务"), body(LINSHUI, "财政")

QUESTIONS = {
    "bridging-departments": ({}, lambda row: row["stated"]),
    "compare-cities": ({}, lambda row: row["not_stated"] == 0),
    "deadlines": ({}, lambda row: row["departments"] is not None),
    "department-load": ({}, lambda row: row["stated"]),
    "department-profile": ({"department": "税务"}, lambda row: row["stated"]),
    "indicator-coverage": ({}, lambda row: row["not_stated"] == 0),
    "law-reach": ({}, lambda row: row["departments"] is not None),
    "path-between-departments": ({"first": "税务", "second": "财政"}, lambda row: row["why"] != "not_stated"),
    "single-points": ({}, lambda row: row["kind"] != "not_stated"),
}
"""How each is asked, and whether its first row says that responsibility is stated."""


def states(store, name, role=None):
    """Return whether a question sees responsibility stated, in a role or in those that count by default."""
    given, stated = QUESTIONS[name]
    rows = ask(store, name, given | ({} if role is None else {"roles": [role]}))
    # Where responsibility is stated and nothing bridges, there is no row.
    return all(map(stated, rows))


def write_plan(store, *responsibilities):
    """Write a plan of two measures; the departments of the first are told by the second alone."""
    facts = {"advances": (advance("纳税"),), "citations": (cites("条例"),), "deadlines": (deadline(),)}
    bodies = (responsible(TAX, 10, Role.SECTION_LEAD), responsible(MONEY, 20, Role.SECTION_LEAD))
    write(store, plan(measure("1.1", **facts), measure("1.2", responsibilities=(*bodies, *responsibilities))))


BY_ROLE = sorted(QUESTIONS.keys() - {"compare-cities", "department-load", "department-profile", "indicator-coverage"})


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_section_leads_alone_state_none_by_default(store, name):
    write_plan(store)
    assert not states(store, name)


@pytest.mark.parametrize("found", [TAX, None], ids=["unit", "group"])
@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_one_measure_states_it_for_the_document(store, name, found):
    write_plan(store, responsible(found, 30))
    assert states(store, name)


@pytest.mark.parametrize("found", [TAX, None], ids=["unit", "group"])
@pytest.mark.parametrize("name", BY_ROLE)
def test_the_roles_asked_about_decide(store, name, found):
    write_plan(store, responsible(found, 30))
    assert states(store, name, "responsible")
    assert not states(store, name, "lead")
    assert states(store, name, "section_lead")

"""Which indicators have departments: none of a document that states responsibility is not the same as not stated."""

import pytest

from graph.catalogue import ask
from graph.model import Role
from graph.writer import write
from tests.graph.plans import CITIES, advance, body, measure, plan, responsible

LINSHUI, WANGSHAN = CITIES[:2]
TAX = body(LINSHUI, "税务")


def figures(store, indicator, **given):
    """Return measures, assigned, unassigned, not stated, departments, stated."""
    (row,) = (row for row in ask(store, "indicator-coverage", given) if row["indicator"] == indicator)
    return tuple(row[each] for each in ("measures", "assigned", "unassigned", "not_stated", "departments", "stated"))


@pytest.fixture
def filled(store):
    """临水 names a department for 纳税 and nobody for 开办企业; 望山 names nobody at all for 开办企业 and 登记财产."""
    write(
        store,
        plan(
            measure("1.1", responsibilities=(responsible(TAX),), advances=(advance("纳税"),)),
            measure("1.2", advances=(advance("开办企业"),)),
        ),
    )
    write(
        store,
        plan(
            measure("1.1", advances=(advance("开办企业"),)),
            measure("1.2", advances=(advance("登记财产"),)),
            city=WANGSHAN,
        ),
    )
    return store


def test_nobody_is_zero_where_the_document_states_responsibility_elsewhere(filled):
    assert figures(filled, "纳税") == (1, 1, 0, 0, 1, True)
    assert figures(filled, "开办企业", city="临水市") == (1, 0, 1, 0, 0, True)
    assert figures(filled, "开办企业") == (2, 0, 1, 1, 0, True)
    assert figures(filled, "登记财产") == (1, 0, 0, 1, None, False)
    assert figures(filled, "纳税", city="望山市") == (0, 0, 0, 0, 0, None)


def test_a_group_states_responsibility_and_is_no_department(store):
    write(store, plan(measure("1.1", responsibilities=(responsible(None),), advances=(advance("纳税"),))))
    assert figures(store, "纳税") == (1, 0, 1, 0, 0, True)


@pytest.mark.parametrize(("found", "assigned"), [(TAX, 1), (None, 0)])
def test_the_lead_of_a_section_states_it_where_it_counts(store, found, assigned):
    """Whether it is a department or a group that leads."""
    lead = responsible(found, 10, Role.SECTION_LEAD)
    write(store, plan(measure("1.1", responsibilities=(lead,), advances=(advance("纳税"),))))
    assert figures(store, "纳税") == (1, 0, 0, 1, None, False)
    assert figures(store, "纳税", section_leads=True) == (1, assigned, 1 - assigned, 0, assigned, True)

"""The relational questions, worked out from the graph in memory by their descriptions in the schema.

A question is a function of the graph and its arguments; it returns all rows, as the schema's fields have them.
`section_lead` counts only where it is asked for; groups such as 各相关单位 are no departments.
"""

from collections.abc import Callable

from tests.api.referee.contents import deadlines_due, law_reach, laws_cited, search
from tests.api.referee.coverage import cities_compared, indicator_coverage, responsibility_gaps, single_points
from tests.api.referee.loads import department_load, department_profile
from tests.api.referee.scope import Row
from tests.api.referee.sharing import (
    bridging_departments,
    co_responsibility,
    lead_and_support,
    path_between_departments,
    shared_functions,
    shared_responsibility,
)

__all__ = ["QUESTIONS"]

QUESTIONS: dict[str, Callable[..., list[Row]]] = {
    "sharedResponsibility": shared_responsibility,
    "sharedFunctions": shared_functions,
    "coResponsibility": co_responsibility,
    "leadAndSupport": lead_and_support,
    "departmentLoad": department_load,
    "departmentProfile": department_profile,
    "bridgingDepartments": bridging_departments,
    "pathBetweenDepartments": path_between_departments,
    "indicatorCoverage": indicator_coverage,
    "responsibilityGaps": responsibility_gaps,
    "singlePoints": single_points,
    "citiesCompared": cities_compared,
    "deadlinesDue": deadlines_due,
    "lawsCited": laws_cited,
    "lawReach": law_reach,
    "search": search,
}

"""The questions about indicators: who carries them, where nobody does; worked out from the graph in memory."""

from collections import Counter

from tests.api.referee.filters import cities_named, found
from tests.api.referee.graph import Graph, Node, below, city, document
from tests.api.referee.scope import STATED, Row, carriers, cities_of, counting, groups, measures_of, states

__all__ = ["cities_compared", "indicator_coverage", "responsibility_gaps", "single_points"]


def indicator_coverage(graph: Graph, *, city: str | None = None, section_leads: bool) -> list[Row]:
    roles, rows = counting(section_leads=section_leads), []
    for indicator in graph.all("Indicator"):
        if indicator["level"] == "national":
            own = measures_of(graph, city, indicator["name"])
            stated = [each for each in own if states(each, roles)]
            assigned = [each for each in own if carriers(each, roles)]
            departments = {body for each in own for body in carriers(each, roles)}
            rows.append({
                "indicator": indicator, "measureCount": len(own), "assigned": len(assigned),
                "unassigned": sum(not carriers(each, roles) for each in stated), "notStated": len(own) - len(stated),
                "departmentCount": len(departments) if stated or not own else None, "departments": departments,
                "cityCount": len(cities_of(own)), "statesResponsibility": bool(stated) if own else None,
            })  # fmt: skip
    return rows


def responsibility_gaps(
    graph: Graph, *, city: str | None = None, indicator: str | None = None, gaps: list[str]
) -> list[Row]:
    rows = []
    for measure in measures_of(graph, city, indicator):
        leads = carriers(measure, {"SECTION_LEAD"})
        if carriers(measure, STATED):
            continue
        if not document(measure)["states_responsibility"]:
            gap = "not_stated"
        elif measure["open_raw"]:
            gap = "open"
        else:
            gap = "section_lead" if leads else "none"
        if gap.upper() in gaps:
            rows.append({"measure": measure, "gap": gap, "sectionLeads": leads})
    return rows


def single_points(
    graph: Graph, *, city: str | None = None, indicator: str | None = None, roles: list[str], kinds: list[str],
    minimum: int
) -> list[Row]:  # fmt: skip
    asked = (
        [each for each in graph.all("Indicator") if each["level"] == "national"]
        if indicator is None else found(graph.named("Indicator", indicator, "name"))
    )  # fmt: skip
    rows = []
    for about in asked:
        scope = measures_of(graph, city, about["name"])
        for where in cities_of(scope):
            here = [each for each in scope if place(each) is where]
            stated = [each for each in here if states(each, roles)]
            silent = [each for each in here if not states(each, roles)]
            row = {"city": where, "indicator": about, "notStated": len(silent)}
            if not stated:
                if len(silent) >= minimum:
                    rows.append({**row, "kind": "not_stated", "others": [], "measures": silent})
                continue
            everywhere = set.intersection(*(carriers(each, roles) for each in stated))
            if len(everywhere) != 1 or len(stated) < minimum:
                continue
            [body] = everywhere
            alone = [each for each in stated if carriers(each, roles) == {body} and not groups(each, roles)]
            rows.append({
                **row, "kind": "sole" if len(alone) == len(stated) else "every", "department": body,
                "measureCount": len(stated), "alone": len(alone), "measures": stated,
                "others": {each for measure in stated for each in carriers(measure, roles)} - {body},
            })  # fmt: skip
    return [row for row in rows if row["kind"].upper() in kinds]


def place(measure: Node) -> Node:
    """Return the city of a measure (where `city` is an argument)."""
    return city(measure)


def cities_compared(graph: Graph, *, cities: list[str], indicator: str | None = None, section_leads: bool) -> list[Row]:
    roles = counting(section_leads=section_leads)
    wanted = cities_named(graph, cities) if cities else None
    scope = [each for each in graph.all("Measure") if wanted is None or place(each) in wanted]
    asked: list[Node | None] = (
        [None, *(each for each in graph.all("Indicator") if each["level"] == "national")]
        if indicator is None else [*found(graph.named("Indicator", indicator, "name"))]
    )  # fmt: skip
    plans = graph.all("Document")
    rows = []
    for where in {each for plan in plans for each in plan.to("ISSUED_FOR") if wanted is None or each in wanted}:
        for about in asked:
            within = None if about is None else below([about])
            own = [
                each for each in scope
                if place(each) is where and (within is None or within & set(each.to("ADVANCES")))
            ]  # fmt: skip
            stated = [each for each in own if states(each, roles)]
            assigned = [each for each in stated if carriers(each, roles)]
            counts = Counter(body for each in stated for body in carriers(each, roles))
            most = max(counts.values(), default=None)
            rows.append({
                "indicator": about, "city": where, "measureCount": len(own),
                "assigned": len(assigned) if stated or not own else None,
                "coverage": len(assigned) / len(stated) if stated else None, "notStated": len(own) - len(stated),
                "departmentCount": len(counts) if stated or not own else None,
                "meanDepartments":
                    sum(len(carriers(each, roles)) for each in assigned) / len(assigned) if assigned else None,
                "leading": [body for body, count in counts.items() if count == most], "leadingMeasures": most,
                "targetCount": sum(len(each.out["SETS"]) for each in own),
                "deadlineCount": sum(len(each.out["DUE"]) for each in own), "measures": own,
            })  # fmt: skip
    return rows

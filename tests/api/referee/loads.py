"""The questions about what one department carries, worked out from the graph in memory."""

from collections import Counter
from collections.abc import Iterable

from tests.api.referee.graph import Graph, Node, document
from tests.api.referee.scope import Row, bodies, carriers, counting, measures_of, national, statement, states, unstated

__all__ = ["department_load", "department_profile"]


def load_of(body: Node, measures: Iterable[Node], roles: Iterable[str]) -> float:
    """Return the fractional load of a department: each of the n departments of a measure carries 1/n."""
    return sum(1 / len(carriers(each, roles)) for each in measures if body in carriers(each, roles))


def in_role(body: Node, measures: Iterable[Node], role: str) -> int:
    return sum(body in carriers(each, {role}) for each in measures)


def department_load(
    graph: Graph, *, city: str | None = None, indicator: str | None = None, section_leads: bool
) -> list[Row]:
    roles, scope, rows = counting(section_leads=section_leads), measures_of(graph, city, indicator), []
    for body in {each for measure in scope for each in carriers(measure, counting(section_leads=True))}:
        around = [each for each in scope if body in carriers(each, counting(section_leads=True))]
        own = [each for each in around if body in carriers(each, roles)]
        stated = any(states(each, roles) for each in around)
        known = {
            "measureCount": len(own), "led": in_role(body, own, "LEAD"),
            "responsible": in_role(body, own, "RESPONSIBLE"), "supported": in_role(body, own, "SUPPORT"),
            "load": load_of(body, own, roles), "indicatorCount": len(national(own)),
        }  # fmt: skip
        rows.append({
            "department": body, "city": body.to("OF")[0], **(known if stated else {}),
            "sectionLed": in_role(body, around, "SECTION_LEAD"), "statesResponsibility": stated, "document": None,
        })  # fmt: skip
    return rows + [
        unstated(city=plan.to("ISSUED_FOR")[0], document=plan)
        for plan in {document(each) for each in scope} if not plan["states_responsibility"]
    ]  # fmt: skip


def department_profile(graph: Graph, *, department: str, city: str | None = None, section_leads: bool) -> list[Row]:
    roles, rows = counting(section_leads=section_leads), []
    for body in bodies(graph, department, city):
        own = [each for each in graph.all("Measure") if body in carriers(each, roles)]
        naming = set(body.of("NAMES"))
        every = set(body.to("RESPONSIBLE_FOR"))
        concerned = {document(each) for each in every | naming} | set(body.to("OF")[0].of("ISSUED_FOR"))
        stated = any(states(each, roles) for each in concerned)
        known = {
            "measureCount": len(own), "led": in_role(body, own, "LEAD"),
            "responsible": in_role(body, own, "RESPONSIBLE"), "supported": in_role(body, own, "SUPPORT"),
            "load": load_of(body, own, roles),
        }  # fmt: skip
        by_indicator = Counter(each for measure in own for each in national([measure]))
        by_law = Counter(each for measure in own for each in set(measure.to("CITES")))
        partners = Counter(each for measure in own for each in carriers(measure, roles) - {body})
        rows.append({
            "department": body, "city": body.to("OF")[0], **(known if stated else {}),
            "sectionLed": in_role(body, every, "SECTION_LEAD"),
            "namedCount": len(naming), "statesResponsibility": stated,
            "notStated": [each for each in concerned if not states(each, roles)],
            "indicators": [{"indicator": each, "measureCount": count} for each, count in by_indicator.items()],
            "partners": [{"department": each, "measureCount": count} for each, count in partners.items()],
            "targets": [each for measure in own for each in measure.to("SETS")],
            "deadlines": [each for measure in own for each in measure.to("DUE")],
            "laws": [{"law": each, "measureCount": count} for each, count in by_law.items()],
            "statements": [statement(link) for link in body.out["RESPONSIBLE_FOR"]],
        })  # fmt: skip
    return rows

"""The questions about what measures say: deadlines, laws, words; worked out from the graph in memory."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from tests.api.referee.filters import found
from tests.api.referee.graph import Graph, Link, Node, document
from tests.api.referee.scope import Row, bodies, carried, carriers, cities_of, measures_of, national, statement, states

__all__ = ["deadlines_due", "law_reach", "laws_cited", "search"]


def deadlines_due(
    graph: Graph, *, city: str | None = None, indicator: str | None = None, department: str | None = None,
    roles: list[str], since: date | None = None, until: date | None = None, today: date | None = None
) -> list[Row]:  # fmt: skip
    wanted = None if department is None else bodies(graph, department, None)
    return [
        {
            "deadline": link.end, "start": link["start"], "end": link["end"], "measure": measure,
            "overdue": None if today is None else link.end["latest"] < today,
            "daysLeft": None if today is None else (link.end["latest"] - today).days,
            "departments": carriers(measure, roles) if states(measure, roles) else None,
            "statements": [statement(each) for each in carried(measure, roles)],
        }
        for measure in measures_of(graph, city, indicator)
        if wanted is None or carriers(measure, roles) & wanted
        for link in measure.out["DUE"]
        if (since is None or link.end["latest"] >= since) and (until is None or link.end["latest"] <= until)
    ]  # fmt: skip


def citations(
    graph: Graph, place_name: str | None, indicator: str | None, keep: Callable[[Node], bool]
) -> dict[Node, list[Link]]:
    """Return the citations by law."""
    cited: dict[Node, list[Link]] = defaultdict(list)
    for measure in measures_of(graph, place_name, indicator):
        for link in measure.out["CITES"]:
            if keep(link.end):
                cited[link.end].append(link)
    return cited


def laws_cited(
    graph: Graph, *, city: str | None = None, indicator: str | None = None, kind: str | None = None, minimum: int
) -> list[Row]:  # fmt: skip
    cited = citations(graph, city, indicator, lambda law: kind is None or law["kind"].upper() == kind)
    return [
        {
            "law": law, "measureCount": len(measures), "citationCount": len(links), "cities": cities_of(measures),
            "articles": {link["article"] for link in links if link["article"] is not None}, "measures": measures,
        }
        for law, links in cited.items()
        if len(measures := {link.start for link in links}) >= minimum
    ]  # fmt: skip


def law_reach(
    graph: Graph, *, law: str | None = None, city: str | None = None, indicator: str | None = None, roles: list[str],
    minimum: int
) -> list[Row]:  # fmt: skip
    wanted = None if law is None else found(graph.named("Law", law, "name", "number", "id"))
    rows = []
    for each, links in citations(graph, city, indicator, lambda law: wanted is None or law in wanted).items():
        measures = {link.start for link in links}
        plans = {document(measure) for measure in measures}
        dated = sorted((plan for plan in plans if plan["issued_on"]), key=lambda plan: (plan["issued_on"], plan.key))
        departments = {body for measure in measures for body in carriers(measure, roles)}
        if len(measures) >= minimum:
            rows.append({
                "law": each, "measureCount": len(measures), "documentCount": len(plans),
                "firstCited": dated[0]["issued_on"] if dated else None, "firstDocument": dated[0] if dated else None,
                "undated": len(plans) - len(dated), "cities": cities_of(measures), "indicators": national(measures),
                "departmentCount": len(departments) if any(states(measure, roles) for measure in measures) else None,
                "departments": departments, "notStated": sum(not states(measure, roles) for measure in measures),
                "citations": [
                    {"measure": link.start, "article": link["article"], "quote": link["raw"], "start": link["start"],
                     "end": link["end"]} for link in links
                ],
            })  # fmt: skip
    return rows


def search(graph: Graph, *, text: str, city: str | None = None) -> list[Row]:
    return [
        {"measure": each}
        for each in measures_of(graph, city, None)
        if all(word in (each["heading"] or "") or word in each["text"] for word in text.split())
    ]

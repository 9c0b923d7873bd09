"""The questions about departments that share measures, worked out from the graph in memory."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, pairwise

from tests.api.referee.graph import Graph, Node, document
from tests.api.referee.scope import (
    Row,
    bodies,
    carried,
    carriers,
    cities_of,
    measures_of,
    national,
    statement,
    states,
    unstated,
)

__all__ = [
    "bridging_departments",
    "co_responsibility",
    "lead_and_support",
    "path_between_departments",
    "shared_functions",
    "shared_responsibility",
]


def shared_responsibility(
    graph: Graph, *, city: str | None = None, indicator: str | None = None, roles: list[str], size: int, minimum: int
) -> list[Row]:  # fmt: skip
    groups: dict[frozenset[Node], list[Node]] = defaultdict(list)
    for measure in measures_of(graph, city, indicator):
        for group in combinations(carriers(measure, roles), size):
            groups[frozenset(group)].append(measure)
    return [
        {
            "departments": group,
            "measureCount": len(measures),
            "indicators": national(measures),
            "measures": measures,
            "statements": [
                statement(link) for each in measures for link in carried(each, roles) if link.start in group
            ],
        }
        for group, measures in groups.items()
        if len(measures) >= minimum
    ]


def shared_functions(
    graph: Graph, *, city: str | None = None, indicator: str | None = None, roles: list[str], minimum: int
) -> list[Row]:
    pairs: dict[frozenset[Node], set[Node]] = defaultdict(set)
    for measure in measures_of(graph, city, indicator):
        for first, second in combinations(carriers(measure, roles), 2):
            for one in first.to("PERFORMS"):
                for other in second.to("PERFORMS"):
                    if one is not other:
                        pairs[frozenset((one, other))].add(measure)
    return [
        {
            "functions": pair,
            "measureCount": len(measures),
            "cities": cities_of(measures),
            "indicators": national(measures),
            "measures": measures,
        }
        for pair, measures in pairs.items()
        if len(measures) >= minimum
    ]


def co_responsibility(
    graph: Graph, *, department: str, city: str | None = None, indicator: str | None = None, roles: list[str],
    minimum: int
) -> list[Row]:  # fmt: skip
    rows, scope = [], measures_of(graph, None, indicator)
    for body in bodies(graph, department, city):
        own = [each for each in scope if body in carriers(each, roles)]
        for partner in graph.all("Department"):
            shared = [each for each in own if partner in carriers(each, roles)]
            if partner is not body and len(shared) >= minimum:
                rows.append({
                    "department": body, "partner": partner, "measureCount": len(shared),
                    "share": len(shared) / len(own), "indicators": national(shared), "measures": shared,
                })  # fmt: skip
    return rows


def lead_and_support(
    graph: Graph, *, city: str | None = None, department: str | None = None, indicator: str | None = None,
    section_leads: bool, minimum: int
) -> list[Row]:  # fmt: skip
    wanted = None if department is None else bodies(graph, department, None)
    leading = {"LEAD", "SECTION_LEAD"} if section_leads else {"LEAD"}
    pairs: dict[tuple[Node, Node], set[Node]] = defaultdict(set)
    scope = measures_of(graph, city, indicator)
    for measure in scope:
        for lead in carriers(measure, leading):
            for support in carriers(measure, {"SUPPORT"}) - {lead}:
                pairs[lead, support].add(measure)
    plans = {document(each) for each in scope}
    if wanted is not None:
        carrying = {document(each) for body in wanted for each in body.to("RESPONSIBLE_FOR")}
        plans &= carrying | {plan for body in wanted for plan in body.to("OF")[0].of("ISSUED_FOR")}
    rows = [
        {
            "lead": lead, "support": support, "city": lead.to("OF")[0], "measureCount": len(measures),
            "indicators": national(measures), "statesRoles": True, "document": None, "printedRoles": None,
            "measures": measures,
        }
        for (lead, support), measures in pairs.items()
        if len(measures) >= minimum and (wanted is None or {lead, support} & wanted)
    ]  # fmt: skip
    for plan in plans:
        printed = {link["role"] for each in plan.to("STATES") for link in each.into["RESPONSIBLE_FOR"]}
        printed |= {role for each in plan.to("STATES") for role in each["open_role"]}
        if not ({each.lower() for each in leading} & printed and "support" in printed):
            rows.append({
                "lead": None, "support": None, "city": plan.to("ISSUED_FOR")[0], "measureCount": None,
                "indicators": [], "statesRoles": False, "document": plan, "printedRoles": list(printed), "measures": [],
            })  # fmt: skip
    return rows


def pairs_of(items: Iterable[Node]) -> set[frozenset[Node]]:
    return {frozenset(pair) for pair in combinations(items, 2)}


def bridging_departments(
    graph: Graph, *, city: str | None = None, indicator: str | None = None, roles: list[str]
) -> list[Row]:
    scope, rows = measures_of(graph, city, indicator), []
    own: dict[Node, set[Node]] = defaultdict(set)
    partners: dict[Node, set[Node]] = defaultdict(set)
    for measure in scope:
        for body in carriers(measure, roles):
            own[body].add(measure)
            partners[body] |= carriers(measure, roles) - {body}
    about = {body: national(measures) for body, measures in own.items()}
    for body, measures in own.items():
        pairs = pairs_of(partners[body])
        open_ = [pair for pair in pairs if (two := tuple(pair)) and two[1] not in partners[two[0]]]
        others = set(own) - {body}
        home = [each for each in others if each.to("OF") == body.to("OF")]
        sole = [pair for pair in open_ if not any(pair <= partners[each] for each in others)]
        alone = [pair for pair in pairs_of(about[body]) if not any(pair <= about[each] for each in home)]
        if open_ or len(about[body]) >= 2:
            rows.append({
                "department": body, "city": body.to("OF")[0], "measureCount": len(measures),
                "partnerCount": len(partners[body]), "pairs": len(pairs), "openPairs": len(open_),
                "openShare": len(open_) / len(pairs) if pairs else None, "solePairs": len(sole),
                "indicators": about[body], "soleIndicatorPairs": len(alone),
                "onlyPairs": [_pair(pair) for pair in sole], "onlyIndicators": [_pair(pair) for pair in alone],
                "statesResponsibility": True, "document": None, "measures": measures,
            })  # fmt: skip
    return rows + [
        unstated(
            city=plan.to("ISSUED_FOR")[0], document=plan, indicators=[], onlyPairs=[], onlyIndicators=[], measures=[]
        )
        for plan in {document(each) for each in scope} if not states(plan, roles)
    ]  # fmt: skip


def _pair(pair: Iterable[Node]) -> Row:
    return {"unordered": True, **dict(zip(("first", "second"), sorted(pair, key=lambda each: each.key), strict=True))}


def path_between_departments(
    graph: Graph, *, first: str, second: str, city: str | None = None, roles: list[str]
) -> list[Row]:
    shared: dict[Node, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for measure in graph.all("Measure"):
        for body in carriers(measure, roles):
            for partner in carriers(measure, roles) - {body}:
                shared[body][partner].append(measure)
    ones, others = bodies(graph, first, city), bodies(graph, second, city)
    pairs = {(one, other) for one in ones for other in others}
    pairs = {pair for pair in pairs if pair[0].to("OF") == pair[1].to("OF")} or pairs
    rows: list[Row] = []
    for one, other in pairs:
        chains = shortest(shared, one, other)
        rows += [
            {
                "first": one, "second": other, "steps": len(chain) - 1, "chain": chain, "why": None,
                "links": [
                    {"step": step, "from": a, "to": b, "measure": each, "indicators": national([each])}
                    for step, (a, b) in enumerate(pairwise(chain), start=1) for each in shared[a][b]
                ],
            }
            for chain in chains
        ]  # fmt: skip
        if not chains:
            why = apart(one, other, roles)
            rows.append({"first": one, "second": other, "steps": None, "chain": [], "why": why, "links": []})
    return rows


def shortest(shared: dict[Node, dict[Node, list[Node]]], one: Node, other: Node) -> list[list[Node]]:
    """Return every shortest chain from one department to another, by breadth first."""
    chains, seen, ended = [[one]] if one is not other else [], {one}, []
    while chains and not ended:
        chains = [[*chain, body] for chain in chains for body in shared[chain[-1]] if body not in seen]
        seen |= {chain[-1] for chain in chains}
        ended = [chain for chain in chains if chain[-1] is other]
    return ended


def apart(one: Node, other: Node, roles: list[str]) -> str:
    """Return why two departments are not joined."""
    if one is other:
        return "same"
    if one.to("OF") != other.to("OF"):
        return "other_city"
    plans = one.to("OF")[0].of("ISSUED_FOR")
    return "apart" if any(states(plan, roles) for plan in plans) else "not_stated"

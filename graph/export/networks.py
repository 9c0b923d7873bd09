"""Networks of responsibility (责任网络): who answers for which measure, and who answers together.

Two levels: departments of a city, and functions (职能) across cities. Whether section leads (专章牵头)
count is always the caller's word: a lead over a whole section makes a department a neighbour of
everybody in it, so by default they are seen in the two-mode network and left out of the one-mode one.
Nodes and edges come in a fixed order; what a document does not say is left out, never written as text.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from enum import StrEnum
from itertools import combinations
from typing import Any

import networkx as nx

from graph.export.corpus import Corpus, Department, Measure, Statement
from graph.model import Function, Role

__all__ = ["JOINT", "SEPARATOR", "Level", "carriers", "co_responsibility", "counted", "project", "two_mode"]

JOINT = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT)
"""Roles that make two departments share a measure."""

SEPARATOR = "|"
"""Between the members of a list in one cell: GraphML and CSV hold no lists."""


class Level(StrEnum):
    """What a node of a network is."""

    DEPARTMENT = "department"
    FUNCTION = "function"


def counted(*, section_leads: bool) -> tuple[Role, ...]:
    """Return the roles that count: without section leads, unless they are asked for."""
    return (*JOINT, Role.SECTION_LEAD) if section_leads else JOINT


def carriers(department: Department, level: Level) -> tuple[str, ...]:
    """Return the nodes a department stands for: itself, or each function it performs."""
    if level is Level.DEPARTMENT:
        return (department.id,)
    return tuple(function.name for function in department.functions)


def two_mode(corpus: Corpus, *, level: Level = Level.DEPARTMENT, roles: Iterable[Role] = tuple(Role)) -> nx.Graph:
    """Return the bipartite network of carriers of responsibility and measures.

    Carriers have `bipartite` 0, measures 1. Measures that name no department are not in it: whether they
    are nobody's or merely silent is not known. One edge per pair holds the roles and every place that
    states it (`raw` and `spans` run in step).
    """
    wanted = set(roles)
    graph = nx.Graph(name=f"{level}-measure", level=str(level))
    pairs: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in corpus.statements:
        if statement.role in wanted:
            for carrier in carriers(statement.department, level):
                pairs[carrier, statement.measure.id].append(statement)
    _add_carriers(graph, corpus, level, {carrier for carrier, _ in pairs})
    named = {measure for _, measure in pairs}
    for measure in corpus.measures:
        if measure.id in named:
            graph.add_node(measure.id, **_stated(**_measure(measure)))
    position = {node: order for order, node in enumerate(graph)}
    for carrier, measure_id in sorted(pairs, key=lambda pair: (position[pair[0]], position[pair[1]])):
        statements = pairs[carrier, measure_id]
        graph.add_edge(carrier, measure_id, **_edge(statements))
        if level is Level.FUNCTION:
            behind = dict.fromkeys(statement.department.id for statement in statements)
            graph[carrier][measure_id]["department_ids"] = SEPARATOR.join(behind)
    return graph


def co_responsibility(corpus: Corpus, *, level: Level = Level.DEPARTMENT, section_leads: bool = False) -> nx.Graph:
    """Return the one-mode network of departments (or functions) that answer for the same measures.

    Two functions share a measure when two different departments perform them; what one department does
    under two functions joins nobody. A carrier that only leads sections is not in it unless `section_leads`.
    """
    roles = counted(section_leads=section_leads)
    bipartite = two_mode(corpus, level=level, roles=roles)
    graph = project(bipartite, [node for node, side in bipartite.nodes(data="bipartite") if side == 0])
    graph.graph.update(name=f"co-responsibility-by-{level}", level=str(level), roles=SEPARATOR.join(roles))
    for _, _, data in graph.edges(data=True):
        shared = [bipartite.nodes[measure] for measure in data["measure_ids"].split(SEPARATOR)]
        data["document_ids"] = SEPARATOR.join(dict.fromkeys(measure["document"] for measure in shared))
        data["n_cities"] = len({measure["city_code"] for measure in shared})
    return graph


def project(bipartite: nx.Graph, nodes: Iterable[Hashable]) -> nx.Graph:
    """Return the one-mode projection: `weight` is the number of neighbours two nodes share.

    `measure_ids` names them. This is the plain count of Newman (2001); every jointly assigned measure of n
    departments becomes a clique of n(n-1)/2 edges, which a study has to allow for.

    Where edges carry `department_ids`, a neighbour is shared only by two different departments.

    Args:
        bipartite: a two-mode network.
        nodes: its nodes that stay; the order is kept.

    References:
        Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted networks,
        and centrality. Physical Review E 64, 016132.
        Davis, A., Gardner, B. B. and Gardner, M. R. (1941). Deep South. University of Chicago Press.

    Examples:
        Southern women and the social events they attended; Evelyn and Laura met at six of the fourteen.

        >>> women = nx.davis_southern_women_graph()
        >>> met = project(women, women.graph["top"])
        >>> met["Evelyn Jefferson"]["Laura Mandeville"]["weight"]
        6
        >>> met["Evelyn Jefferson"]["Theresa Anderson"]["weight"]
        7

    """
    graph = nx.Graph()
    graph.add_nodes_from((node, dict(bipartite.nodes[node])) for node in nodes)
    position = {node: order for order, node in enumerate(graph)}
    shared: dict[tuple[Hashable, Hashable], list[str]] = defaultdict(list)
    for measure in bipartite:
        if measure in position:
            continue
        for pair in combinations(sorted(bipartite[measure], key=position.__getitem__), 2):
            if _distinct(*(bipartite[measure][node].get("department_ids") for node in pair)):
                shared[pair].append(str(measure))
    for one, other in sorted(shared, key=lambda pair: (position[pair[0]], position[pair[1]])):
        measures = shared[one, other]
        graph.add_edge(one, other, weight=len(measures), measure_ids=SEPARATOR.join(measures))
    return graph


def _distinct(one: str | None, other: str | None) -> bool:
    """Tell whether two different departments stand behind two edges."""
    if one is None or other is None:
        return True
    return len({*one.split(SEPARATOR), *other.split(SEPARATOR)}) > 1


def _add_carriers(graph: nx.Graph, corpus: Corpus, level: Level, present: set[str]) -> None:
    if level is Level.DEPARTMENT:
        for department in corpus.departments:
            if department.id in present:
                graph.add_node(department.id, **_department(department))
        return
    performed: dict[str, Function] = {}
    performers: dict[str, list[Department]] = defaultdict(list)
    for department in corpus.departments:
        for function in department.functions:
            performed[function.name] = function
            performers[function.name].append(department)
    for name in sorted(present):
        graph.add_node(name, **_stated(**_function(performed[name], performers[name])))


def _department(department: Department) -> dict[str, Any]:
    return {
        "label": department.short,
        "kind": "department",
        "bipartite": 0,
        "name": department.name,
        "function": department.function,
        "city": department.city,
        "city_code": department.city_code,
    }


def _function(function: Function, performers: list[Department]) -> dict[str, Any]:
    return {
        "label": function.name,
        "kind": "function",
        "bipartite": 0,
        "name": function.name,
        "function": function.name,
        "english": function.english,
        "system": function.system,
        "n_departments": len(performers),
        "n_cities": len({department.city_code for department in performers}),
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "label": f"{measure.printed_number or measure.ordinal} {measure.heading or ''}".strip(),
        "kind": "measure",
        "bipartite": 1,
        "name": measure.heading,
        "city": measure.document.city,
        "city_code": measure.document.city_code,
        "document": measure.document.id,
        "ordinal": measure.ordinal,
        "start": measure.start,
        "end": measure.end,
        "indicators": SEPARATOR.join(measure.indicators) or None,
        "open": measure.open,
    }


def _edge(statements: list[Statement]) -> dict[str, Any]:
    stated = {statement.role for statement in statements}
    return {
        "roles": SEPARATOR.join(role for role in Role if role in stated),
        "statements": len(statements),
        "document": statements[0].measure.document.id,
        "raw": SEPARATOR.join(statement.raw for statement in statements),
        "spans": SEPARATOR.join(f"[{statement.start},{statement.end})" for statement in statements),
    }


def _stated(**attributes: Any) -> dict[str, Any]:
    """Leave out what is not stated: GraphML cannot hold None, and "None" would be a lie."""
    return {name: value for name, value in attributes.items() if value is not None}

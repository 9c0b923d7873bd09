"""Two-mode networks (双模网络): carriers of responsibility beside the measures, or the indicators, they answer for."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import networkx as nx

from graph.export.corpus import Corpus, Measure, Statement
from graph.export.networks.levels import Level, carried, counted
from graph.export.networks.nodes import (
    SEPARATOR,
    add_carriers,
    add_indicators,
    add_measures,
    evidence,
    indicator_id,
    joined,
    ordered,
)
from graph.model import Role

__all__ = ["covered_indicators", "two_mode"]

ORDER: dict[str, int] = {role: place for place, role in enumerate(Role)}


def two_mode(corpus: Corpus, *, level: Level = Level.DEPARTMENT, roles: Iterable[Role] = tuple(Role)) -> nx.Graph:
    """Return the bipartite network of carriers of responsibility and measures.

    Carriers have `bipartite` 0, measures 1. Measures that name no department are not in it: whether they
    are nobody's or merely silent is not known. One edge per pair holds the roles and every place that
    states it (`raw` and `spans` run in step).
    """
    named = carried(corpus, level, frozenset(roles))
    pairs = {(carrier, measure): stated for measure, of in named.items() for carrier, stated in of.items()}
    graph = nx.Graph(name=f"{level}-measure", level=str(level))
    add_carriers(graph, corpus, level, {carrier for carrier, _ in pairs}, bipartite=0)
    add_measures(graph, corpus, named, bipartite=1)
    graph.add_edges_from((*pair, _stated_by(pairs[pair], level)) for pair in ordered(graph, pairs))
    return graph


def covered_indicators(corpus: Corpus, *, level: Level = Level.DEPARTMENT, section_leads: bool = False) -> nx.Graph:
    """Return the bipartite network of carriers and the national indicators that their measures advance.

    `weight` is the number of measures in which the carrier holds a counted role and that advance the
    indicator; a measure of several indicators counts under each. Carriers whose measures advance none
    stay, without an edge; indicators that nobody answers for are not in it.
    """
    roles = counted(section_leads=section_leads)
    named = carried(corpus, level, roles)
    measures: dict[tuple[str, str], list[Measure]] = defaultdict(list)
    held: dict[tuple[str, str], set[Role]] = defaultdict(set)
    for measure in corpus.measures:
        for carrier, stated in named.get(measure.id, {}).items():
            for indicator in measure.indicators:
                pair = carrier, indicator_id(indicator)
                measures[pair].append(measure)
                held[pair].update([statement.role for statement in stated])
    graph = nx.Graph(name=f"{level}-indicator", level=str(level), roles=SEPARATOR.join(roles))
    add_carriers(graph, corpus, level, {carrier for of in named.values() for carrier in of}, bipartite=0)
    advanced = {name for measure in corpus.measures if measure.id in named for name in measure.indicators}
    add_indicators(graph, corpus, advanced, bipartite=1)
    graph.add_edges_from(
        (*pair, {"roles": _roles(held[pair]), **evidence(measures[pair])}) for pair in ordered(graph, measures)
    )
    return graph


def _stated_by(statements: list[Statement], level: Level) -> dict[str, Any]:
    stated = {
        "roles": _roles({statement.role for statement in statements}),
        "statements": len(statements),
        "document": statements[0].measure.document.id,
        "raw": SEPARATOR.join([statement.raw for statement in statements]),
        "spans": SEPARATOR.join([f"[{statement.start},{statement.end})" for statement in statements]),
    }
    if level is Level.FUNCTION:
        stated["department_ids"] = joined([statement.department.id for statement in statements])
    return stated


def _roles(held: Collection[Role]) -> str:
    return SEPARATOR.join(sorted(held, key=ORDER.__getitem__))

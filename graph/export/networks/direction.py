"""The directed network of leading and supporting (牵头—配合)."""

from collections import defaultdict

import networkx as nx

from graph.export.corpus import Corpus, Department, Measure
from graph.export.networks.levels import Level, carriers
from graph.export.networks.nodes import SEPARATOR, add_carriers, evidence, ordered
from graph.model import Role

__all__ = ["lead_support"]


def lead_support(corpus: Corpus, *, level: Level = Level.DEPARTMENT, section_leads: bool = False) -> nx.DiGraph:
    """Return the directed network from those that lead a measure to each that supports it.

    `weight` is the number of such measures. `responsible` (责任单位) neither leads nor supports, whether it
    stands alone or not: the document ranks nobody there, so nothing is read into it. Those that lead or
    support anything are nodes, also without an arrow. No arrow runs inside one department, nor from a
    function to itself. With `section_leads`, who leads a section leads each of its measures.
    """
    leading = (Role.LEAD, Role.SECTION_LEAD) if section_leads else (Role.LEAD,)
    leads: dict[str, dict[str, Department]] = defaultdict(dict)
    supports: dict[str, dict[str, Department]] = defaultdict(dict)
    present: set[str] = set()
    for statement in corpus.statements:
        side = leads if statement.role in leading else supports if statement.role is Role.SUPPORT else None
        if side is not None:
            side[statement.measure.id][statement.department.id] = statement.department
            present.update(carriers(statement.department, level))
    arrows: dict[tuple[str, str], list[Measure]] = defaultdict(list)
    for measure in corpus.measures:
        if measure.id in leads and measure.id in supports:
            for arrow in _arrows(leads[measure.id], supports[measure.id], level):
                arrows[arrow].append(measure)
    graph = nx.DiGraph(name=f"{level}-lead-support", level=str(level), roles=SEPARATOR.join((*leading, Role.SUPPORT)))
    add_carriers(graph, corpus, level, present)
    graph.add_edges_from((*arrow, evidence(arrows[arrow])) for arrow in ordered(graph, arrows))
    return graph


def _arrows(leads: dict[str, Department], supports: dict[str, Department], level: Level) -> set[tuple[str, str]]:
    return {
        (one, other)
        for lead in leads.values()
        for support in supports.values()
        if lead.id != support.id
        for one in carriers(lead, level)
        for other in carriers(support, level)
        if one != other
    }

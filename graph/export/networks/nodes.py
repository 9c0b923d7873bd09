"""What nodes and edges say of themselves, so that each leads back to the text; in a fixed order."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import networkx as nx

from graph.export.corpus import Corpus, Department, Measure
from graph.export.networks.levels import Level
from graph.model import Function

__all__ = [
    "SEPARATOR",
    "add_carriers",
    "add_indicators",
    "add_measures",
    "evidence",
    "indicator_id",
    "joined",
    "ordered",
]

SEPARATOR = "|"
"""Between the members of a list in one cell: GraphML and CSV hold no lists."""

Pair = tuple[str, str]


def joined(members: Iterable[str]) -> str:
    """Return different members as one cell, in the order of their first appearance."""
    return SEPARATOR.join(dict.fromkeys(members))


def ordered(network: nx.Graph, pairs: Iterable[Pair]) -> list[Pair]:
    """Return pairs of nodes in the order of the network's nodes."""
    position = {node: order for order, node in enumerate(network)}
    return sorted(pairs, key=lambda pair: (position[pair[0]], position[pair[1]]))


def evidence(measures: Sequence[Measure]) -> dict[str, Any]:
    """Return the measures that an edge rests on, their number, their documents, and the number of their cities."""
    return {
        "weight": len(measures),
        "n_cities": len({measure.document.city_code for measure in measures}),
        "measure_ids": joined(measure.id for measure in measures),
        "document_ids": joined(measure.document.id for measure in measures),
    }


def add_carriers(network: nx.Graph, corpus: Corpus, level: Level, present: Collection[str], **mode: int) -> None:
    """Add the carriers that are present, by id: departments, or functions with how many perform them."""
    if level is Level.DEPARTMENT:
        for department in corpus.departments:
            if department.id in present:
                network.add_node(department.id, **_department(department), **mode)
        return
    performed: dict[str, Function] = {}
    performers: dict[str, list[Department]] = defaultdict(list)
    for department in corpus.departments:
        for function in department.functions:
            performed[function.name] = function
            performers[function.name].append(department)
    for name in sorted(present):
        network.add_node(name, **_function(performed[name], performers[name]), **mode)


def add_measures(network: nx.Graph, corpus: Corpus, present: Collection[str], **mode: int) -> None:
    """Add the measures that are present, by city, document and printed position."""
    for measure in corpus.measures:
        if measure.id in present:
            network.add_node(measure.id, **_measure(measure), **mode)


def indicator_id(name: str) -> str:
    """Return the id of an indicator's node; its bare name (市场监管) may be that of a function too."""
    return f"indicator/{name}"


def add_indicators(network: nx.Graph, corpus: Corpus, present: Iterable[str], **mode: int) -> None:
    """Add the indicators that are present, given by name, in the national order."""
    known = {indicator.name: indicator for indicator in corpus.indicators}
    for name in corpus.national(present):
        indicator = known.get(name)
        named = {"english": indicator.english, "code": indicator.code} if indicator else {}
        network.add_node(indicator_id(name), **_stated(label=name, kind="indicator", name=name, **named), **mode)


def _department(department: Department) -> dict[str, Any]:
    return _stated(
        label=department.short,
        kind="department",
        name=department.name,
        function=department.function,
        functions=joined(function.name for function in department.functions),
        system=joined(function.system for function in department.functions if function.system) or None,
        city=department.city,
        city_code=department.city_code,
    )


def _function(function: Function, performers: list[Department]) -> dict[str, Any]:
    return _stated(
        label=function.name,
        kind="function",
        name=function.name,
        function=function.name,
        functions=function.name,
        english=function.english,
        system=function.system,
        n_departments=len(performers),
        n_cities=len({department.city_code for department in performers}),
    )


def _measure(measure: Measure) -> dict[str, Any]:
    return _stated(
        label=f"{measure.printed_number or measure.ordinal} {measure.heading or ''}".strip(),
        kind="measure",
        name=measure.heading,
        city=measure.document.city,
        city_code=measure.document.city_code,
        document=measure.document.id,
        ordinal=measure.ordinal,
        start=measure.start,
        end=measure.end,
        indicators=SEPARATOR.join(measure.indicators) or None,
        open=measure.open,
    )


def _stated(**attributes: Any) -> dict[str, Any]:
    """Leave out what is not stated: GraphML cannot hold None, and "None" would be a lie."""
    return {name: value for name, value in attributes.items() if value is not None}

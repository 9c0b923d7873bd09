"""A plan as rows: the nodes and relationships that the graph holds when it says exactly this plan.

What a property holds is taken from the model's field of the same name, so that a new property needs its
line in the ontology and its field in the model, and nothing here. Keys come from `graph.identity`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import Any

from graph.identity import deadline_id, department_id, document_id, law_id, measure_id, section_id, target_id
from graph.model import (
    Advance,
    Body,
    Citation,
    City,
    Deadline,
    Indicator,
    Measure,
    Mention,
    Plan,
    Responsibility,
    Section,
    Span,
    Target,
)
from graph.ontology import ONTOLOGY, Property

__all__ = ["EdgeKey", "NodeKey", "Properties", "Rows", "edge_keys", "indicator_rows", "law_row", "plan_rows"]

Properties = dict[str, Any]
NodeKey = tuple[str, str]
"""Label and key."""
EdgeKey = tuple[str, str, str, tuple[Any, ...], int]
"""Relationship by name, keys of its two ends, its identity, and which of those that agree in all that."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Nodes and relationships with their properties, nulls left out."""

    nodes: dict[NodeKey, Properties] = field(default_factory=dict)
    edges: dict[EdgeKey, Properties] = field(default_factory=dict)

    def keys(self, label: str) -> list[str]:
        """Return the keys of the nodes with a label."""
        return [key for at, key in self.nodes if at == label]


def plan_rows(plan: Plan) -> Rows:
    """Return what the graph holds of a plan.

    A Law has its id only: the rest follows from all that cites it (see `law_row`).
    National indicators are left out, `prepare` has written them.

    Raises:
        ValueError: the plan lacks something that the ontology always needs.

    """
    return _Collector(plan).rows()


def indicator_rows(indicators: Iterable[Indicator]) -> Rows:
    """Return the national indicators in their order."""
    return Rows(
        {
            ("Indicator", each.name): _properties("Indicator", each, level="national", order=order)
            for order, each in enumerate(indicators, start=1)
            if each.parent is None
        }
    )


def law_row(key: str, citations: Iterable[Mapping[str, Any]]) -> Properties:
    """Return what is known of a law from its citations: strongest kind, highest level, smallest name and number."""
    citations = tuple(citations)
    row: Properties = {"id": key}
    for name in ("kind", "level", "name", "number"):
        values = ONTOLOGY.nodes["Law"].properties[name].values
        given = [each[name] for each in citations if each.get(name) is not None]
        if given:
            row[name] = min(given, key=values.index) if values else min(given)
    return row


def edge_keys(edges: Iterable[tuple[str, str, str, Properties]]) -> Iterator[tuple[EdgeKey, int]]:
    """Return the key of each relationship and its place in `edges`; those that agree count in text order."""
    groups: dict[tuple[str, str, str, tuple[Any, ...]], list[tuple[int, int, int]]] = defaultdict(list)
    for place, (kind, source, target, properties) in enumerate(edges):
        identity = tuple(properties.get(name) for name in ONTOLOGY.relationships[kind].identity)
        span = (properties.get("start", 0), properties.get("end", 0))
        groups[kind, source, target, identity].append((*span, place))
    for (kind, source, target, identity), members in groups.items():
        for nth, (_, _, place) in enumerate(sorted(members)):
            yield (kind, source, target, identity, nth), place


class _Collector:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.id = document_id(plan.document)
        self.nodes: dict[NodeKey, Properties] = {}
        self.edges: list[tuple[str, str, str, Properties]] = []

    def rows(self) -> Rows:
        document = self.plan.document
        self.node(
            "Document",
            document,
            id=self.id,
            source=self.plan.source.name,
            sha256=self.plan.source.sha256,
            length=self.plan.source.length,
            form=self.plan.source.form,
            parser=self.plan.source.parser,
            states_responsibility=any(each.responsibilities for each in self.plan.measures),
        )
        self.edge("ISSUED_FOR", self.id, self.city(document.city))
        for section in self.plan.sections:
            self.section(section)
        for measure in self.plan.measures:
            self.measure(measure)
        # The same fact told twice (a city above two departments, a name printed twice in one place) is one.
        told = list({(*edge[:3], *sorted(edge[3].items())): edge for edge in self.edges}.values())
        return Rows(self.nodes, {key: told[place][3] for key, place in edge_keys(told)})

    def node(self, label: str, fact: object, /, **given: Any) -> str:
        properties = _properties(label, fact, **given)
        key: str = properties[ONTOLOGY.nodes[label].key]
        self.nodes.setdefault((label, key), properties)
        return key

    def edge(self, kind: str, source: str, target: str, fact: object = None, /, **given: Any) -> None:
        self.edges.append((kind, source, target, _properties(kind, fact, **given)))

    def city(self, city: City) -> str:
        chain = [self.node("City", each) for each in (city, *city.parents)]
        for lower, upper in pairwise(chain):
            self.edge("PART_OF_CITY", lower, upper)
        return chain[0]

    def section(self, section: Section) -> None:
        key = self.node("Section", section, id=section_id(self.id, section.path), **_ends(section.span))
        if section.parent is None:
            self.edge("CONTAINS_SECTION", self.id, key)
        else:
            self.edge("CONTAINS_SUBSECTION", section_id(self.id, section.parent), key)

    def measure(self, measure: Measure) -> None:
        stated = [each for each in measure.responsibilities if each.body is not None]
        groups = [each for each in measure.responsibilities if each.body is None]
        key = self.node(
            "Measure",
            measure,
            id=measure_id(self.id, measure.path),
            **_ends(measure.span),
            open_raw=[each.raw for each in groups],
            open_role=[each.role.value for each in groups],
            open_start=[each.span.start for each in groups],
            open_end=[each.span.end for each in groups],
        )
        self.edge("STATES", self.id, key)
        if measure.section is None:
            self.edge("CONTAINS_LOOSE_MEASURE", self.id, key)
        else:
            self.edge("CONTAINS_MEASURE", section_id(self.id, measure.section), key)
        for responsibility in stated:
            self.responsibility(key, responsibility)
        # An indicator reached on two grounds counts once, on the first of them.
        first = {each.indicator.name: each for each in reversed(measure.advances)}
        advances = [each for each in measure.advances if first[each.indicator.name] is each]
        for rank, advance in enumerate(advances):
            self.advance(key, advance, rank)
        for citation in measure.citations:
            self.citation(key, citation)
        # What is printed once is one target, or one deadline: the first that was read there.
        for target in {each.span: each for each in reversed(measure.targets)}.values():
            self.target(key, target)
        for deadline in {each.span: each for each in reversed(measure.deadlines)}.values():
            self.deadline(key, deadline)
        for mention in measure.mentions:
            self.mention(key, mention)

    def responsibility(self, measure: str, fact: Responsibility) -> None:
        if fact.body is not None:
            self.edge("RESPONSIBLE_FOR", self.department(fact.body), measure, fact, **_ends(fact.span))

    def department(self, body: Body) -> str:
        key = self.node("Department", body, id=department_id(body), function=body.key)
        self.edge("OF", key, self.city(body.city))
        for function in body.functions:
            self.edge("PERFORMS", key, self.node("Function", function))
        return key

    def advance(self, measure: str, fact: Advance, rank: int) -> None:
        indicator = fact.indicator
        if indicator.parent is not None:
            self.node("Indicator", indicator, level="sub", order=None)
            self.edge("PART_OF_INDICATOR", indicator.name, indicator.parent)
        self.edge("ADVANCES", measure, indicator.name, fact, rank=rank, **_ends(fact.span))

    def citation(self, measure: str, fact: Citation) -> None:
        key = law_id(fact.key)
        self.nodes["Law", key] = {"id": key}
        self.edge("CITES", measure, key, fact, **_ends(fact.span))

    def target(self, measure: str, fact: Target) -> None:
        values = {"from": fact.old, "to": fact.new}
        key = self.node("Target", fact, id=target_id(measure, fact.span), **values)
        self.edge("SETS", measure, key, fact, **_ends(fact.span))

    def deadline(self, measure: str, fact: Deadline) -> None:
        key = self.node("Deadline", fact, id=deadline_id(measure, fact.span))
        self.edge("DUE", measure, key, fact, **_ends(fact.span))

    def mention(self, measure: str, fact: Mention) -> None:
        if fact.body is not None:
            self.edge("NAMES", measure, self.department(fact.body), fact, **_ends(fact.span))


def _ends(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _properties(kind: str, fact: object, /, **given: Any) -> Properties:
    """Return the declared properties of a label or relationship, from `given` or the field of that name.

    What is derived from the graph is no plan's to say, and left out.
    """
    declared = (ONTOLOGY.nodes.get(kind) or ONTOLOGY.relationships[kind]).properties
    properties: Properties = {}
    for entry in declared.values():
        if entry.derived:
            continue
        value = _stored(entry, given[entry.name] if entry.name in given else getattr(fact, entry.name))
        if value is not None:
            properties[entry.name] = value
        elif entry.required:
            raise ValueError(f"{kind}.{entry.name} is missing")
    return properties


def _stored(entry: Property, value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return float(value) if entry.type == "float" and value is not None else value

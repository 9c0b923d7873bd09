"""What a question asks about and who answers for it: measures, departments, roles, and what is stated."""

from collections.abc import Iterable
from typing import Any

from tests.api.referee.filters import cities_named, found
from tests.api.referee.graph import PART_OF, Graph, Link, Node, below, city, document
from tests.api.referee.identity import identity

__all__ = [
    "STATED",
    "Row",
    "bodies",
    "carried",
    "carriers",
    "cities_of",
    "counting",
    "groups",
    "measures_of",
    "national",
    "place_of",
    "statement",
    "states",
    "unstated",
]


Row = dict[str, Any]
"""A row as the schema's fields have it."""

STATED = ("LEAD", "RESPONSIBLE", "SUPPORT")
"""The roles that a measure's own statement gives."""


def measures_of(graph: Graph, place: str | None, indicator: str | None) -> list[Node]:
    """Return the measures of a city's plans that advance an indicator."""
    cities = place_of(graph, place)
    about = None if indicator is None else below(found(graph.named("Indicator", indicator, "name")))
    return [
        each for each in graph.all("Measure")
        if (cities is None or city(each) in cities) and (about is None or about & set(each.to("ADVANCES")))
    ]  # fmt: skip


def place_of(graph: Graph, place: str | None) -> set[Node] | None:
    """Return a city with the units below it; None for all."""
    return None if place is None else cities_named(graph, [place])


def bodies(graph: Graph, name: str, place: str | None) -> set[Node]:
    """Return departments by full name, short name, any of their functions or id, those of a city."""
    known = found({
        each for each in graph.all("Department")
        if name in {each["name"], each["short"], identity(each), each["function"]}
        or name in {function["name"] for function in each.to("PERFORMS")}
    })  # fmt: skip
    cities = place_of(graph, place)
    return {each for each in known if cities is None or set(each.to("OF")) & cities}


def carried(measure: Node, roles: Iterable[str]) -> list[Link]:
    """Return the responsibilities of a measure in some roles."""
    return [link for link in measure.into["RESPONSIBLE_FOR"] if link["role"].upper() in roles]


def carriers(measure: Node, roles: Iterable[str]) -> set[Node]:
    """Return the departments of a measure in some roles."""
    return {link.start for link in carried(measure, roles)}


def groups(measure: Node, roles: Iterable[str]) -> list[str]:
    """Return the roles, of those, that a measure gives to groups such as 各相关单位."""
    return [role for role in measure["open_role"] if role.upper() in roles]


def counting(*, section_leads: bool) -> tuple[str, ...]:
    """Return the roles that count."""
    return (*STATED, "SECTION_LEAD") if section_leads else STATED


def national(measures: Iterable[Node]) -> set[Node]:
    """Return the national indicators that measures advance, by themselves or by a sub-indicator."""
    advanced = {each for measure in measures for each in measure.to("ADVANCES")}
    return {above for each in advanced for above in (each.to(PART_OF) or [each])}


def statement(link: Link) -> Row:
    """Return a responsibility with its words."""
    return {
        "measure": link.end, "department": link.start, "role": link["role"],
        "quote": link["raw"], "start": link["start"], "end": link["end"],
    }  # fmt: skip


def states(node: Node, roles: Iterable[str] = STATED) -> bool:
    """Return whether a document, or that of a measure, states responsibility in some roles, of a group as well."""
    plan = document(node) if node.kind == "Measure" else node
    return any(link for each in plan.to("STATES") for link in carried(each, roles)) or any(
        role.upper() in roles for each in plan.to("STATES") for role in each["open_role"]
    )


def cities_of(measures: Iterable[Node]) -> set[Node]:
    return {city(each) for each in measures}


def unstated(**known: Any) -> Row:
    """Return a row of a document that states no responsibility: its numbers are null."""
    return {"department": None, "statesResponsibility": False, **known}

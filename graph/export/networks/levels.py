"""What a network is about: departments or functions, the roles that count, and who carries which measure."""

from collections.abc import Collection
from enum import StrEnum

from graph.export.corpus import Corpus, Department, Statement
from graph.model import Role

__all__ = ["JOINT", "Level", "carried", "carriers", "counted"]

JOINT = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT)
"""Roles that make two departments share a measure."""


class Level(StrEnum):
    """What carries responsibility in a network."""

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


def carried(corpus: Corpus, level: Level, roles: Collection[Role]) -> dict[str, dict[str, list[Statement]]]:
    """Return, for each measure that anybody carries in these roles, its carriers and what states each."""
    known = {department.id: carriers(department, level) for department in corpus.departments}
    found: dict[str, dict[str, list[Statement]]] = {}
    for statement in corpus.statements:
        if statement.role in roles:
            of = found.setdefault(statement.measure.id, {})
            for carrier in known[statement.department.id]:
                of.setdefault(carrier, []).append(statement)
    return found

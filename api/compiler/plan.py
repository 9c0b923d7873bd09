"""Plans (方案): an operation compiled, to be bound and run as often as it is asked.

A plan holds for one document, one operation of it and one structure of its variables: which are null, which way
booleans and enums point, what kind of node an id names. Whatever else differs between requests is a parameter.
"""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from api.compiler.binding import Site
from api.compiler.form import Form, Leaf, Notes, Shaper
from api.compiler.node import Compiler
from api.compiler.root import Known, root
from api.compiler.selection import TYPENAME, Operation
from api.compiler.statement import Check, Piece, Statement
from api.errors import ApiError
from api.identifiers import decode
from graph.errors import WrongParameter

__all__ = ["Bound", "Plan", "compiled", "structure"]


@dataclass(frozen=True, slots=True)
class Root:
    """A root field of a plan: its key, the column of its value, and its two shapers."""

    key: str
    column: int
    finished: Shaper
    plain: Shaper


@dataclass(frozen=True, slots=True)
class Bound:
    """The parameters of a plan for one request, and the errors of root fields that cannot be asked."""

    parameters: dict[str, Any]
    refused: dict[str, Exception]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """One statement, and what its record becomes. `refused` are root fields that could not be compiled.

    `whole` tells whether it answers all of the operation: no root field was refused, left out or asks for the
    schema. `looked_up` is the one parameter in which requests differ, where it looks up one node by its id.
    """

    text: str
    sites: tuple[Site, ...]
    checks: tuple[Check, ...]
    roots: tuple[Root, ...]
    refused: Mapping[str, Exception]
    whole: bool
    looked_up: str | None

    def bound(self, variables: Mapping[str, Any]) -> Bound:
        """Return the plan's parameters for the values of the variables."""
        parameters: dict[str, Any] = {}
        refused: dict[str, Exception] = {}
        for site in self.sites:
            try:
                parameters |= site.bound(variables)
            except (ApiError, WrongParameter) as error:
                refused.setdefault(site.owner, error)
        return Bound(parameters, refused)

    def unknown(self, values: list[Any]) -> dict[str, tuple[Check, str]]:
        """Return, by root field, the first name that the graph does not know, and the check that found it."""
        found: dict[str, tuple[Check, str]] = {}
        for check in self.checks:
            if (name := check.missing(values)) is not None:
                found.setdefault(check.owner, (check, name))
        return found

    def finished(self, values: list[Any], notes: Notes) -> dict[str, Any]:
        """Return the data of the answer, complete.

        Raises:
            Broken: a field that may not be null is; ask `plain`.

        """
        return {each.key: each.finished(values[each.column], notes) for each in self.roots}

    def plain(self, values: list[Any], notes: Notes) -> dict[str, Any]:
        """Return the values of the root fields, for an executor to complete."""
        return {each.key: each.plain(values[each.column], notes) for each in self.roots}


def compiled(operation: Operation, *, without: frozenset[str] = frozenset()) -> Plan:
    """Return the plan of an operation, `without` some of its root fields and those of introspection."""
    compiler = Compiler(operation)
    statement = compiler.statement
    pieces: dict[str, Piece] = {}
    refused: dict[str, Exception] = {}
    selection = operation.roots()
    for selected in selection:
        if selected.key in without:
            continue
        statement.owner = selected.key
        if selected.name == TYPENAME:
            pieces[selected.key] = Piece("'Query'", Leaf(nullable=False))
        elif selected.definition is not None:  # the others show the schema
            try:
                pieces[selected.key] = root(compiler, selected)
            except ApiError as error:
                refused[selected.key] = error
    if all(selected.definition is None for selected in selection):
        pieces.clear()  # nothing is asked of the graph
    roots = tuple(
        Root(
            key,
            statement.column(piece.expression),
            finished=_shaper(piece.form, finished=True),
            plain=_shaper(piece.form, finished=False),
        )
        for key, piece in pieces.items()
    )
    return Plan(
        statement.text,
        tuple(statement.sites),
        tuple(statement.checks),
        roots,
        refused,
        whole=len(pieces) == len(selection),
        looked_up=_looked_up(statement, list(pieces.values())),
    )


def _looked_up(statement: Statement, pieces: list[Piece]) -> str | None:
    match pieces, [site for site in statement.sites if site.varying]:
        case [Piece(form=Known())], [Site(parameters=[parameter])] if not statement.checks:
            return parameter.name
    return None


def _shaper(form: Form, *, finished: bool) -> Shaper:
    return form.shaper(finished=finished) or (lambda value, _: value)


def structure(variables: Mapping[str, Any], ids: Collection[str]) -> Hashable:
    """Return what a plan may depend on of the variables' values, `ids` being the names of those that are ids."""
    return tuple((name, _kinds(value) if name in ids else _structure(value)) for name, value in variables.items())


def _structure(value: Any) -> Hashable:
    match value:
        case None | bool() | Enum():
            return value
        case dict():
            return tuple((name, _structure(each)) for name, each in value.items())
        case list():
            return list, frozenset(map(_structure, value))
    return type(value).__name__


def _kinds(value: Any) -> Hashable:
    if isinstance(value, list):
        return frozenset(map(_kinds, value))
    try:
        return None if value is None else decode(value)[0]
    except ApiError:
        return False

"""The form (形态) of what a statement gives: what each place of its lists becomes in the answer.

An expression of Cypher gives an object as a list of its selected fields' values, never as a map: names would
travel with each row. Its form turns the list into the object again, in one of two ways:

- finished: as the answer has it, so that nothing is left but to write it. Values of enums become their names,
  dates their ISO form; a field that may not be null and is raises Broken.
- plain: as graphql-core's resolvers read it. Values stay the graph's own: the executor completes them, finds the
  nulls that may not be, and says where.

A record is never changed: what cannot be finished is shaped again, plain.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import methodcaller
from typing import Any, Protocol

from graphql import GraphQLEnumType, GraphQLOutputType, get_named_type, is_non_null_type

from api.compiler import paging

__all__ = ["KIND", "Broken", "Form", "Items", "Keyed", "Leaf", "Notes", "Object", "Page", "Shaper", "Single", "leaf"]

KIND = ""  # where a plain object says what it is; no response key is empty


class Broken(Exception):
    """The graph does not hold what the schema promises; the executor says where."""


@dataclass(slots=True)
class Notes:
    """What shaping noticed: paths of lists cut at the default size, and how many nodes it made.

    `found` holds nodes by key while rows that lead to them are shaped.
    """

    truncated: set[str] = field(default_factory=set)
    rows: int = 0
    found: dict[int, dict[str, Any]] = field(default_factory=dict)


Shaper = Callable[[Any, Notes], Any]


class Form(Protocol):
    """What a value becomes."""

    def shaper(self, *, finished: bool) -> Shaper | None:
        """Return what shapes the value; None where it stays as it is."""
        ...

    @property
    def nullable(self) -> bool:
        """Whether it may be null."""
        ...


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar. `made` is applied in both ways, `finish` only where no executor completes it."""

    nullable: bool = True
    made: Callable[[Any], Any] | None = None
    finish: Callable[[Any], Any] | None = None

    def shaper(self, *, finished: bool) -> Shaper | None:
        """Return what shapes it."""
        made, finish = self.made, self.finish if finished else None
        if made is None and finish is None:
            return None
        if made is None or finish is None:
            turn = made or finish
            return lambda value, _: None if value is None else turn(value)  # type: ignore[misc]
        return lambda value, _: None if value is None else finish(made(value))


def leaf(of: GraphQLOutputType) -> Leaf:
    """Return the form of a stored value that a field of this type shows."""
    nullable, named = not is_non_null_type(of), get_named_type(of)
    if isinstance(named, GraphQLEnumType):
        return Leaf(nullable, finish=_names(named))
    finish = FINISHES.get(named.name)
    return Leaf(nullable, finish=finish)


def _names(enum: GraphQLEnumType) -> Callable[[Any], str]:
    names: dict[Any, str] = {entry.value: name for name, entry in enum.values.items()}

    def name(value: Any) -> str:
        if value not in names:
            raise Broken
        return names[value]

    return name


FINISHES: Mapping[str, Callable[[Any], Any]] = {
    "Date": methodcaller("isoformat"),
    "Float": float,
}
"""What becomes of a scalar whose stored value is not yet what the answer has."""


@dataclass(frozen=True, slots=True)
class Object:
    """An object: a list of the values of its fields, by response key. `rows` of an answer are its nodes."""

    fields: tuple[tuple[str, Form], ...]
    label: str | None = None
    nullable: bool = False

    def shaper(self, *, finished: bool) -> Shaper:
        """Return what makes a mapping of the list."""
        keys = tuple(key for key, _ in self.fields)
        turned = tuple((key, turn) for key, form in self.fields if (turn := form.shaper(finished=finished)) is not None)
        always = tuple(key for key, form in self.fields if finished and not form.nullable)
        label = None if finished else self.label
        counted = int(self.label is not None)

        def shape(values: list[Any], notes: Notes) -> dict[str, Any]:
            result = dict(zip(keys, values, strict=True))
            for key, turn in turned:
                result[key] = turn(result[key], notes)
            for key in always:
                if result[key] is None:
                    raise Broken
            if label:
                result[KIND] = label
            notes.rows += counted
            return result

        return shape


@dataclass(frozen=True, slots=True)
class Single:
    """One object, or null."""

    form: Form
    nullable: bool

    def shaper(self, *, finished: bool) -> Shaper | None:
        """Return what shapes it."""
        turn = self.form.shaper(finished=finished)
        if turn is None:
            return None
        return lambda value, notes: None if value is None else turn(value, notes)


@dataclass(frozen=True, slots=True)
class Items:
    """A list of things of one form."""

    form: Form
    nullable: bool = False

    def shaper(self, *, finished: bool) -> Shaper | None:
        """Return what shapes it."""
        turn = self.form.shaper(finished=finished)
        if turn is None:
            return None

        def shape(values: list[Any] | None, notes: Notes) -> list[Any] | None:
            return None if values is None else [turn(value, notes) for value in values]

        return shape


@dataclass(frozen=True, slots=True)
class Keyed:
    """Pairs of a key and an object, as a mapping from the one to the other."""

    form: Object
    nullable: bool = False

    def shaper(self, *, finished: bool) -> Shaper:
        """Return what shapes it."""
        turn = self.form.shaper(finished=finished)
        return lambda pairs, notes: {key: turn(value, notes) for key, value in pairs}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a connection: a list of [rows, its size, how many there are in all].

    A row is the list of its cursor's parts, if they are `held`, and of what `lists` show of it, in their
    order.
    """

    path: str
    page: paging.Page
    held: bool
    parts: tuple[tuple[str, str], ...]
    """Response keys, and what they show: edges, nodes, totalCount, or a type's name."""
    lists: Mapping[str, Form]
    information: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Response keys of pageInfo, and for each the keys and names of its fields."""
    nullable: bool = False

    def shaper(self, *, finished: bool) -> Shaper:
        """Return what shapes it."""
        places = {key: place for place, key in enumerate(self.lists, start=int(self.held))}
        turns = {key: form.shaper(finished=finished) for key, form in self.lists.items()}
        bare = len(self.lists) == 1 and not self.held
        information = dict(self.information)
        page, backward = self.page, self.page.backward

        def shape(values: list[Any], notes: Notes) -> dict[str, Any]:
            rows, size, total = values
            more = len(rows) > size
            if more:
                rows = rows[:size]
                if not page.stated:
                    notes.truncated.add(self.path)
            if backward:
                rows = rows[::-1]
            result: dict[str, Any] = {}
            for key, what in self.parts:
                if key in turns:
                    turn = turns[key]
                    found = rows if bare else [row[places[key]] for row in rows]
                    result[key] = [turn(row, notes) for row in found] if turn else found
                elif what == "totalCount":
                    result[key] = total
                elif key in information:
                    result[key] = self._information(information[key], rows, more=more)
                else:
                    result[key] = what
            return result

        return shape

    def _information(self, fields: tuple[tuple[str, str], ...], rows: list[Any], *, more: bool) -> dict[str, Any]:
        page = self.page
        known = {
            "hasNextPage": page.before if page.backward else more,
            "hasPreviousPage": more if page.backward else page.after,
            "startCursor": paging.cursor(page.mark, rows[0][0]) if rows and self.held else None,
            "endCursor": paging.cursor(page.mark, rows[-1][0]) if rows and self.held else None,
        }
        return {key: known.get(name, name) for key, name in fields}

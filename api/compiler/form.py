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
    found: dict[int, dict[str | None, Any]] = field(default_factory=dict)


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
    """A scalar. `turn` makes of the stored value what the answer has; `both`: also where an executor completes it."""

    nullable: bool = True
    turn: Callable[[Any], Any] | None = None
    both: bool = False

    def shaper(self, *, finished: bool) -> Shaper | None:
        """Return what shapes it."""
        turn = self.turning(finished=finished)
        if turn is None:
            return None
        return lambda value, _: None if value is None else turn(value)

    def turning(self, *, finished: bool) -> Callable[[Any], Any] | None:
        """Return what turns a value that is not null."""
        return self.turn if finished or self.both else None


def leaf(of: GraphQLOutputType) -> Leaf:
    """Return the form of a stored value that a field of this type shows."""
    nullable, named = not is_non_null_type(of), get_named_type(of)
    if isinstance(named, GraphQLEnumType):
        return Leaf(nullable, _names(named))
    return Leaf(nullable, FINISHES.get(named.name))


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
        """Return what makes a mapping of the list.

        It is made as dataclasses make their methods: a loop over the fields costs three times as much, for each
        of an answer's objects. Keys are names by GraphQL's grammar, and quoted.
        """
        space: dict[str, Any] = {"Broken": Broken}
        names, always, entries = [], [], []
        for place, (key, form) in enumerate(self.fields):
            name, turn = f"v{place}", f"t{place}"
            space[turn] = _turn(form, finished=finished)
            names.append(name)
            sure = finished and not form.nullable
            if sure:
                always.append(f"{name} is None")
            shown = name
            if space[turn]:
                shown = f"{turn}({name})" if isinstance(form, Leaf) else f"{turn}({name}, notes)"
                if isinstance(form, Leaf) and not sure:
                    shown = f"None if {name} is None else {shown}"
            entries.append(f"{key!r}: {shown}")
        if self.label and not finished:
            entries.append(f"{KIND!r}: {self.label!r}")
        lines = [
            "def shape(values, notes):",
            f"[{', '.join(names)}] = values",
            *([f"if {' or '.join(always)}: raise Broken"] if always else []),
            *(["notes.rows += 1"] if self.label else []),
            f"return {{{', '.join(entries)}}}",
        ]
        exec("\n ".join(lines), space)  # noqa: S102
        shape: Shaper = space["shape"]
        return shape


def _turn(form: Form, *, finished: bool) -> Callable[..., Any] | None:
    return form.turning(finished=finished) if isinstance(form, Leaf) else form.shaper(finished=finished)


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

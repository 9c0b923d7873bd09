"""The vocabulary in which questions of the catalogue are declared as root fields (问题的声明).

A question's arguments, their defaults and meanings are those of its header in queries/cypher; so are the type and
the meaning of a field that shows one of its columns as it is. Declared is what a field is called, whether it may
be null, and how it leads back to the graph.
"""

from dataclasses import dataclass, replace

from api.types.vocabulary import TYPES
from graph import catalogue
from graph.language import Text
from graph.ontology import ONTOLOGY
from graph.question import Parameter
from graph.question import Question as CatalogueQuestion

__all__ = ["HEADER", "MAXIMUM", "Column", "Question", "declared", "has_no_name"]

HEADER = Text("", "")
"""A meaning that is the one in the catalogue's header."""

MAXIMUM = 500
"""Rows that one answer shows at most."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a question's row.

    `source` is the column of the catalogue's row that it shows (several: a list made of them); below another
    column, the entry of its map. With `kind` its value is the key of a node of that kind, or with `many` a list of
    keys, and the field leads there. `key` says that the source is a list of maps, of which it takes that entry.
    With `columns` the source is a list of maps that are rows of a type of their own.
    """

    name: str
    source: str | tuple[str, ...]
    meaning: Text = HEADER
    type: str = ""
    kind: str = ""
    key: str = ""
    many: bool = False
    nullable: bool = False
    columns: tuple["Column", ...] = ()

    def row(self, owner: str) -> str:
        """Return the name of the type of its own rows, for the type it stands in."""
        return owner + self.name[0].upper() + self.name[1:]

    def annotation(self, owner: str) -> str:
        """Return its type as the type it stands in declares it."""
        single = self.type or self.kind or self.row(owner)
        return (f"list[{single}]" if self.many else single) + (" | None" if self.nullable else "")


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue as a root field with typed rows."""

    name: str
    question: str
    columns: tuple[Column, ...]

    @property
    def row(self) -> str:
        """Name of the type of its rows."""
        return self.name[0].upper() + self.name[1:]

    @property
    def asked(self) -> CatalogueQuestion:
        """The catalogue's question."""
        return catalogue.question(self.question)


def declared(name: str, question: str, *columns: Column) -> Question:
    """Return a question as a root field; what its columns leave out is taken from the catalogue's header."""
    header = {each.name: each for each in catalogue.question(question).columns}

    def complete(column: Column) -> Column:
        if isinstance(column.source, tuple):
            return column
        stated = header[column.source]
        # What a node is stands at the column of its name, not at that of its key.
        said = header.get(column.source.removesuffix("_ids").removesuffix("_id"), stated) if column.kind else stated
        shown = column.type or column.kind or column.columns
        return replace(
            column,
            meaning=said.meaning if column.meaning == HEADER else column.meaning,
            type=column.type if shown else TYPES[stated.type.strip("[]")],
            many=column.many or stated.type.startswith("["),
        )

    return Question(name, question, tuple(map(complete, columns)))


def has_no_name(parameter: Parameter) -> bool:
    """Return whether it names nodes that have no name, so that their ids alone do: measures and documents."""
    return parameter.label is not None and "name" not in ONTOLOGY.nodes[parameter.label].properties

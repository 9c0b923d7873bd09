"""Paragraphs and tables → the text of a file, with the place of every line in the original."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.model import Span
from loaders.read.pdf.lines import Line
from loaders.read.pdf.paragraphs import Setting, cell_paragraphs, joined
from loaders.read.pdf.tables import Grid, continued
from loaders.source import Cell, Place, Table

__all__ = ["Writing", "write"]


@dataclass(slots=True)
class Writing:
    """The text so far. `exact`: every line of it is a whole paragraph; `pages`: where each page begins."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    places: list[Place] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pages: dict[int, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)  # lines written of each page
    exact: bool = True

    @property
    def text(self) -> str:
        """The text."""
        return "".join(self.parts)

    def put(self, text: str) -> None:
        """Write a string."""
        self.parts.append(text)
        self.length += len(text)

    def paragraph(self, lines: Sequence[Line]) -> Span:
        """Write a paragraph on a line of its own."""
        if self.length:
            self.put("\n")
        start = self.length
        for line in lines:
            if self.length > start and latin(self.parts[-1][-1]) and latin(line.text[0]):
                self.put(" ")
            number = self.counts[line.page] = self.counts.get(line.page, 0) + 1
            self.pages.setdefault(line.page, self.length)
            self.places.append(Place(self.length, f"p{line.page}.{number}"))
            self.put(line.text)
        return Span(start, self.length)

    def table(self, grid: Grid) -> None:
        """Write a table, each cell on lines of its own."""
        ends: dict[tuple[int, int], tuple[float, float]] = {}  # of the lines of cells that stand one below the other
        for box in grid.boxes:
            left, right = ends.get((box.column, box.columns), (box.x1, box.x0))
            ends[box.column, box.columns] = (
                min([left, *(line.x0 for line in box.lines)]),
                max([right, *(line.x1 for line in box.lines)]),
            )
        cells = []
        for box in grid.boxes:
            spans = [self.paragraph(lines) for lines in cell_paragraphs(box.lines, *ends[box.column, box.columns])]
            span = Span(spans[0].start, spans[-1].end) if spans else Span(self.length, self.length)
            cells.append(Cell(span, box.row, box.column, box.rows, box.columns))
        self.tables.append(Table(tuple(cells)))


def write(pages: Sequence[Sequence[Line | Grid]], setting: Setting) -> Writing:
    """Return the text of pages in reading order."""
    writing = Writing()
    for run in successive(pages):
        if isinstance(run, Grid):
            writing.table(run)
            continue
        paragraphs, exact = joined(run, setting)
        writing.exact = writing.exact and exact
        for paragraph in paragraphs:
            writing.paragraph(paragraph)
    return writing


def successive(pages: Sequence[Sequence[Line | Grid]]) -> Iterator[list[Line] | Grid]:
    """Yield tables and the runs of lines between them; a table that goes on overleaf is one."""
    lines: list[Line] = []
    table: Grid | None = None
    for page in pages:
        for place, item in enumerate(page):
            if isinstance(item, Line):
                if table is not None:
                    yield table
                    table = None
                lines.append(item)
                continue
            if lines:
                yield lines
                lines = []
            whole = continued(table, item) if table is not None and place == 0 else None
            if table is not None and whole is None:
                yield table
            table = whole or item
    if lines:
        yield lines
    if table is not None:
        yield table


def latin(character: str) -> bool:
    """Tell whether a character is a Latin letter."""
    return character.isascii() and character.isalpha()

"""Where the cells of a table lie, by the table model of HTML (§4.9.12): spans reach down and across.

Spans that run into another cell, out of their group of rows or beyond the widest table are clipped, so
that cells never overlap.
"""

from dataclasses import dataclass, field, replace

from graph.model import Span
from loaders.source import Cell

__all__ = ["Grid"]

WIDEST = 128  # columns
LONGEST = 65534  # rows that a cell may span


@dataclass(slots=True)
class Grid:
    """A table in the making; `taken` says for each column before which row its lowest cell ends."""

    row: int = -1
    cells: list[Cell] = field(default_factory=list)
    taken: list[int] = field(default_factory=lambda: [0] * WIDEST)
    whole: int = 0  # cells whose group of rows has ended

    def add_row(self) -> None:
        """Begin a row."""
        self.row += 1

    def add_cell(self, rows: int, columns: int) -> Cell | None:
        """Begin a cell with the spans printed (0 rows: down to the end of the group), None where no room is left."""
        row = max(self.row, 0)
        column = next((c for c, taken in enumerate(self.taken) if taken <= row), WIDEST)
        if column == WIDEST:
            return None
        last = column + 1
        while last < min(column + columns, WIDEST) and self.taken[last] <= row:
            last += 1
        rows = min(rows or LONGEST, LONGEST)
        self.taken[column:last] = [row + rows] * (last - column)
        return Cell(Span(0, 0), row, column, rows, last - column)

    def fill(self, cell: Cell, span: Span) -> None:
        """End a cell: its text has been written."""
        self.cells.append(replace(cell, span=span))

    def end_group(self) -> None:
        """End a group of rows: no cell reaches beyond it."""
        end = self.row + 1
        self.taken = [min(taken, end) for taken in self.taken]
        for number in range(self.whole, len(self.cells)):
            cell = self.cells[number]
            self.cells[number] = replace(cell, rows=max(1, min(cell.rows, end - cell.row)))
        self.whole = len(self.cells)

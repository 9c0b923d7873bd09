"""Tables laid out (网格): which cell lies at which row and column, and where it stands in the flow."""

import bisect

from loaders.source import Cell, Flow, Table

__all__ = ["Grid"]


class Grid:
    """A table laid out; a merged cell lies at every place that it covers, empty cells at none."""

    def __init__(self, flow: Flow, table: Table) -> None:
        self.flow = flow
        self.cells = [cell for cell in table.cells if cell.span.start < cell.span.end]
        self.height = max((cell.row + cell.rows for cell in table.cells), default=0)
        self.width = max((cell.column + cell.columns for cell in table.cells), default=0)
        self._at = {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell with text at a place, None where there is none."""
        return self._at.get((row, column))

    def row(self, row: int) -> list[Cell]:
        """Return the cells with text that lie in a row, from the left, each once."""
        return list(dict.fromkeys(c for column in range(self.width) if (c := self.at(row, column))))

    def range(self, cell: Cell) -> tuple[int, int]:
        """Return the range of the flow that a cell is."""
        begin, end = (bisect.bisect_left(self.flow.offsets, at) for at in (cell.span.start, cell.span.end))
        return begin, end

    def lines(self, cell: Cell) -> tuple[int, int]:
        """Return the range of the flow that the lines of a cell are, strokes between cells included."""
        text, span = self.flow.source.text, cell.span
        begin, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
        start, stop = (bisect.bisect_left(self.flow.offsets, at) for at in (begin, end if end >= 0 else len(text)))
        return start, stop

    def text(self, cell: Cell) -> str:
        """Return the canonical text of a cell."""
        return self.flow.text[slice(*self.range(cell))]

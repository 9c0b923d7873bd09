"""Sheets of a workbook → text: a line for each cell that shows something, row by row, and a table per sheet.

A merged cell is one cell; what the sheet hides is left out and said.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.language import Text
from loaders.read.transcript import Transcript, cell_name
from loaders.source import Cell

__all__ = ["NO_CELLS", "Area", "Sheet", "set_down"]

MERGED = 1_000_000  # places that the merged cells of a sheet may cover; beyond, cells count as single
HIDDEN_SHEET = Text("隐藏的工作表未读：{}", "hidden sheets left out: {}")
HIDDEN_CELLS = Text("隐藏的行列未读：{} 格", "cells of hidden rows and columns left out: {}")
NO_RESULT = Text("公式没有保存结果：{} 格", "formulas without a saved result: {}")
DRAWINGS = Text("图片和图形中的文字未读：{} 处", "pictures and drawings not read: {}")
NO_CELLS = Text("请另存有内容的工作表。", "Save the sheet that has content.")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, counted from 0, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A sheet: what its cells show by row and column, counted from 0, and what is hidden."""

    name: str
    visible: bool = True
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    without_result: int = 0  # formulas
    drawings: int = 0


def set_down(sheets: Iterable[Sheet]) -> Transcript:
    """Return what the sheets show."""
    transcript = Transcript()
    for sheet in sheets:
        if not sheet.visible:
            transcript.leave_out(HIDDEN_SHEET)
            continue
        for note, count in ((NO_RESULT, sheet.without_result), (DRAWINGS, sheet.drawings)):
            if count:
                transcript.leave_out(note, count)
        transcript.add_table(written(sheet, transcript), sheet.name)
    return transcript


def written(sheet: Sheet, transcript: Transcript) -> list[Cell]:
    """Return the cells of a sheet that are shown, having set them down."""
    areas = merged(sheet)
    cells = []
    for (row, column), text in sorted(sheet.cells.items()):
        area = areas.get((row, column)) or Area(row, column, row, column)
        if (area.top, area.left) != (row, column) or not text.strip():
            continue  # covered by a merged cell
        if shut(area.top, area.bottom, sheet.hidden_rows) or shut(area.left, area.right, sheet.hidden_columns):
            transcript.leave_out(HIDDEN_CELLS)
            continue
        start = transcript.offset
        transcript.write(text, f"{sheet.name}!{cell_name(row, column)}")
        rows, columns = area.bottom - area.top + 1, area.right - area.left + 1
        cells.append(Cell(transcript.since(start), row, column, rows, columns))
    return cells


def shut(first: int, last: int, hidden: set[int]) -> bool:
    """Tell whether all rows, or all columns, of a range are hidden."""
    return first in hidden and all(number in hidden for number in range(first, last + 1))


def merged(sheet: Sheet) -> dict[tuple[int, int], Area]:
    """Return the merged cell at each place of one, clipped to what is filled; one that runs into another is none."""
    bottom = max((row for row, _ in sheet.cells), default=0)
    right = max((column for _, column in sheet.cells), default=0)
    found: dict[tuple[int, int], Area] = {}
    for printed in sheet.merged:
        area = Area(printed.top, printed.left, min(printed.bottom, bottom), min(printed.right, right))
        size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if len(found) + size > MERGED:
            break
        places = [(r, c) for r in range(area.top, area.bottom + 1) for c in range(area.left, area.right + 1)]
        if not any(place in found for place in places):
            found |= dict.fromkeys(places, area)
    return found

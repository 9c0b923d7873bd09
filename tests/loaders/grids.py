"""Tables set down as a reader sets them down, from rows of strings.

`<` goes on with the cell on its left, `^` with the cell above, None is an empty place.
"""

from graph.model import Form, Span
from loaders import extract
from loaders.plan import parse
from loaders.source import Cell, SourceText, Table


def source(*parts):
    """Return a source of paragraphs (strings) and tables (lists of rows)."""
    text, tables = "", []
    for part in parts:
        if isinstance(part, str):
            text += part + "\n"
            continue
        cells = []
        for row, column, printed in begun(part):
            rows = extent(part[below][column] == "^" for below in range(row + 1, len(part)))
            columns = extent(beside == "<" for beside in part[row][column + 1 :])
            cells.append(Cell(Span(len(text), len(text) + len(printed)), row, column, rows, columns))
            text += printed + "\n"
        tables.append(Table(tuple(cells)))
    return SourceText("清单.xlsx", text, "0" * 64, "utf-8", Form.XLSX, exact=True, tables=tuple(tables))


def begun(grid):
    for row, line in enumerate(grid):
        for column, printed in enumerate(line):
            if printed not in (None, "<", "^"):
                yield row, column, printed


def extent(going_on):
    size = 1
    for each in going_on:
        if not each:
            break
        size += 1
    return size


def measures(*parts):
    """Return the measures of a plan of 云渡市 made of paragraphs and tables, as plain data."""
    return extract(parse(source("云渡市优化营商环境任务清单", *parts), city="云渡市"))["measures"]


def bodies(measure):
    """Return who carries a measure: printed names and roles."""
    return [(entry["raw"], entry["role"]) for entry in measure["departments"]]

"""Tables in text (文本中的表格): lines whose cells are parted by tabs or by strokes, or a file of commas.

A table has at least two lines with the same number of cells, three or more, one after the other or with
short lines between them, which are rows from side to side (一、开办企业). A line may be ruled with strokes
on both sides (| 序号 | 任务 |), or each cell may stand on lines of its own that begin with a tab, with an
empty line behind each row; the line of dashes that Markdown draws below a head is no row. Commas part
cells only where every line of the whole file has the same number of them outside quotation marks
(RFC 4180): in prose that does not happen.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.model import Span
from loaders.source import Cell, SourceText, Table

__all__ = ["tables"]

LEAST, MOST = 3, 64  # columns
HEADINGS, SHORT = 2, 60  # lines between two rows, and their characters
RULE = re.compile(r"[|:+\-—─ \t]*[-—─]{2}[|:+\-—─ \t]*")
VALUE = re.compile(r'(?P<value>"(?:[^"]|"")*+"|[^",\r\n]*+)[ \t]*+(?P<mark>,|\r\n|[\r\n]|\Z)')
Row = list[Span]


def tables(source: SourceText) -> Iterator[Table]:
    """Yield the tables of a text, in order."""
    text = source.text
    if commas := comma_rows(text):
        yield table(text, commas)
        return
    run: list[Row] = []
    between: list[Row] = []
    for row in rows(source):
        if run and len(row) == len(run[0]):
            run += [*between, row]
            between = []
        elif run and len(row) == 1 and len(between) < HEADINGS and row[0].end - row[0].start <= SHORT:
            between += [row] if row[0].start < row[0].end else []
        else:
            yield from found(text, run)
            run, between = ([row] if len(row) >= LEAST else []), []
    yield from found(text, run)


def rows(source: SourceText) -> Iterator[Row]:
    """Yield the rows of a text: lines, or blocks of lines whose cells begin with a tab each."""
    text, block = source.text, list[Span]()
    for line in source.lines:
        blank = not text[line.start : line.end].strip()
        if text.startswith("\t", line.start) and text.count("\t", line.start, line.end) == 1 and len(block) < MOST:
            block.append(trimmed(text, line.start, line.end))
        elif block and not blank and "\t" not in text[line.start : line.end]:
            block[-1] = Span(min(block[-1].start, line.start), trimmed(text, line.start, line.end).end)
        else:
            if block:
                yield block
                block = []
            if not blank and not RULE.fullmatch(text, line.start, line.end):
                yield cells(text, line)
    if block:
        yield block


def found(text: str, run: list[Row]) -> Iterator[Table]:
    """Yield the table that lines make up, if they do: tabs that only indent leave most columns empty."""
    if len(run) > 1:
        filled = {column for row in run for column, cell in enumerate(row) if text[cell.start : cell.end]}
        if len(filled) >= LEAST:
            yield table(text, run)


def table(text: str, rows: list[Row]) -> Table:
    """Return the table of rows. A row of one cell goes from side to side; columns that are empty are left out.

    A row whose first cell is empty goes on with the row above: its other empty cells are parts of merged ones.
    """
    width = max(map(len, rows))
    full = [n for n in range(width) if any(len(row) > n and row[n].start < row[n].end for row in rows if len(row) > 1)]
    laid: list[Cell] = []
    above: dict[int, int] = {}  # column: place in `laid` of the cell that stands there
    for number, row in enumerate(rows):
        if len(row) == 1:
            laid.append(Cell(row[0], number, 0, columns=len(full)))
            above = {}
            continue
        goes_on = bool(above) and not text[row[full[0]].start : row[full[0]].end]
        for column, span in enumerate(row[n] for n in full):
            if goes_on and span.start == span.end and column in above:
                laid[above[column]] = replace(laid[above[column]], rows=number - laid[above[column]].row + 1)
            else:
                above[column] = len(laid)
                laid.append(Cell(span, number, column))
    return Table(tuple(laid))


def cells(text: str, line: Span) -> Row:
    """Return the cells of a line, between tabs or between strokes; none of a line that is all strokes."""
    start, end = line.start, line.end
    stroke = "|" if "|" in text[start:end] else "｜" if "｜" in text[start:end] else "\t"
    if stroke != "\t":
        bare = trimmed(text, start, end)
        start = bare.start + (bare.start < bare.end and text[bare.start] == stroke)
        end = bare.end - (bare.start < bare.end and text[bare.end - 1] == stroke)
    if text.count(stroke, start, end) >= MOST:
        return []
    marks = [start - 1, *(i for i in range(start, end) if text[i] == stroke), end]
    return [trimmed(text, a + 1, b) for a, b in pairwise(marks)]


def trimmed(text: str, start: int, end: int) -> Span:
    """Return a range without the white space around it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def comma_rows(text: str) -> list[Row]:
    """Return the rows of a file of comma-separated values; none of any other text."""
    rows: list[Row] = []
    row: Row = []
    field = VALUE.match(text)
    while field:
        start, end = field.span("value")
        row.append(Span(start + 1, end - 1) if text.startswith('"', start) else trimmed(text, start, end))
        if len(row) > MOST:
            return []
        if field["mark"] != ",":
            if len(row) >= LEAST and (not rows or len(row) == len(rows[0])):
                rows.append(row)
            elif len(row) > 1 or row[0].start < row[0].end:
                return []
            if not field["mark"]:
                return rows if len(rows) > 1 else []
            row = []
        field = VALUE.match(text, field.end())
    return []

"""Tables (表格) from ruled lines: cells as pdfplumber finds them among the lines that pdfium draws.

A table without its outer side lines, as Chinese documents often set them, is closed at the ends of its
level lines. A table that goes on overleaf is one; the header row that is printed again is left out.
"""

import bisect
import itertools
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from loaders.read.pdf.glyphs import Glyph
from loaders.read.pdf.lines import Line, read_lines
from loaders.read.pdf.rules import Rule

__all__ = ["Box", "Grid", "continued", "find_grids"]

SNAP = 3.0  # points: lines so near are one
CROSSINGS = 2500  # of one page; more are a drawing
HEAD = 4  # rows that are compared: heads have three at most
THIN = 6.0  # points: a row or column too thin for text
SAME = 4.0  # points: columns so near are the same overleaf
LOW = 48.0  # points: two lines of text
ENDED = "。；！？.;!?）)"

Bounds = tuple[float, float, float, float]
Edge = dict[str, Any]


@dataclass(slots=True, eq=False)
class Box:
    """A cell: its place in the grid, its sides, its lines."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    x1: float
    lines: list[Line] = field(default_factory=list)

    def text(self) -> str:
        """Return what it says, as one string."""
        return "".join(line.text for line in self.lines)


@dataclass(slots=True, eq=False)
class Grid:
    """A table of one page, or of several joined; `columns` are where its upright lines are."""

    page: int
    x0: float
    x1: float
    top: float
    columns: list[float]
    height: int  # rows
    boxes: list[Box]


def find_grids(rules: Sequence[Rule], glyphs: list[Glyph], page: int) -> tuple[list[Grid], list[Glyph], bool]:
    """Return the tables of a page, the characters outside them, and whether there were too many lines to look at.

    Frames around text, with a single cell, are no tables.
    """
    level, upright = (merged([e for e in edge_list(rules) if e["orientation"] == way]) for way in "hv")
    level = merged([*level, *edge_list(list(open_ends(level, upright)))])
    edges = merged([*level, *upright, *edge_list(list(open_sides(level, upright)))])
    crossings = edges_to_intersections(edges, SNAP, SNAP)
    if len(crossings) > CROSSINGS:
        return [], glyphs, True
    grids = []
    for cells in cells_to_tables(intersections_to_cells(crossings)):
        grid, glyphs = fill(cells, glyphs, page)
        grids.extend([grid] if grid else [])
    return grids, glyphs, False


def merged(edges: list[Edge]) -> list[Edge]:
    """Return lines drawn together: those that lie on each other or follow each other are one."""
    return merge_edges(edges, SNAP, SNAP, SNAP, SNAP)


def edge_list(rules: Sequence[Rule]) -> list[Edge]:
    """Return lines as pdfplumber has them."""
    return [
        {
            "orientation": "h" if rule.y0 == rule.y1 else "v",
            "x0": rule.x0,
            "x1": rule.x1,
            "top": rule.y0,
            "bottom": rule.y1,
            "width": rule.x1 - rule.x0,
            "height": rule.y1 - rule.y0,
        }
        for rule in rules
    ]


def open_sides(level: Sequence[Edge], upright: Sequence[Edge]) -> Iterator[Rule]:
    """Yield the side lines that a table lacks: between level lines with the same ends, where upright lines run.

    A low row without upright lines between two that have them (the title of a part) belongs to the table.
    """
    spans: dict[tuple[int, int], list[float]] = {}
    for edge in level:
        spans.setdefault((round(edge["x0"] / SNAP), round(edge["x1"] / SNAP)), []).append(edge["top"])
    for (left, right), tops in spans.items():
        x0, x1 = left * SNAP, right * SNAP
        between = list(itertools.pairwise(sorted(tops)))
        ruled = [
            any(e["top"] < (y0 + y1) / 2 < e["bottom"] and x0 < e["x0"] < x1 for e in upright) for y0, y1 in between
        ]
        for place, (y0, y1) in enumerate(between):
            inside = ruled[max(0, place - 1) : place] == [True] == ruled[place + 1 : place + 2]
            if ruled[place] or (inside and y1 - y0 <= LOW):
                yield Rule(x0, y0, x0, y1)
                yield Rule(x1, y0, x1, y1)


def open_ends(level: Sequence[Edge], upright: Sequence[Edge]) -> Iterator[Rule]:
    """Yield the lines that a table lacks at head or foot, where the page tears a row: where uprights end together."""
    for side in ("top", "bottom"):
        ends: dict[int, list[Edge]] = {}
        for edge in upright:
            ends.setdefault(round(edge[side] / SNAP), []).append(edge)
        for edges in (edges for edges in ends.values() if len(edges) > 1):
            x0, x1 = min(edge["x0"] for edge in edges), max(edge["x0"] for edge in edges)
            over = [e for e in level if e["x0"] <= x0 + SNAP and e["x1"] >= x1 - SNAP]
            y = statistics.median_low([edge[side] for edge in edges])
            yield Rule(min([x0, *(e["x0"] for e in over)]), y, max([x1, *(e["x1"] for e in over)]), y)


def fill(cells: list[Bounds], glyphs: list[Glyph], page: int) -> tuple[Grid | None, list[Glyph]]:
    """Return the table of cells with its lines, and the characters that stand in none of them."""
    across, down = (places(cells, side) for side in (0, 1))
    xs, ys = sorted(set(across.values())), sorted(set(down.values()))
    if len(xs) < 2 or len(ys) < 2:  # noqa: PLR2004 -- a strip, no table
        return None, glyphs
    boxes: dict[tuple[int, int], tuple[Box, list[Glyph]]] = {}
    held: dict[tuple[int, int], tuple[int, int]] = {}  # unit of the grid → its cell
    for left, above, right, below in cells:
        x0, y0, x1, y1 = across[left], down[above], across[right], down[below]
        row, column = ys.index(y0), xs.index(x0)
        box = Box(row, column, ys.index(y1) - row, xs.index(x1) - column, x0, x1)
        if not (box.rows and box.columns):
            continue
        boxes[row, column] = box, []
        for unit in ((row + r, column + c) for r in range(box.rows) for c in range(box.columns)):
            held.setdefault(unit, (row, column))
    outside: list[Glyph] = []
    for glyph in glyphs:
        middle = glyph.base - 0.35 * (glyph.base - glyph.top)
        unit = bisect.bisect(ys, middle) - 1, bisect.bisect(xs, (glyph.x0 + glyph.x1) / 2) - 1
        (boxes[held[unit]][1] if unit in held else outside).append(glyph)
    if not any(inside for _, inside in boxes.values()):
        return None, glyphs
    for box, inside in boxes.values():
        box.lines = read_lines(inside, page)
    ordered = [box for _, (box, _) in sorted(boxes.items())]
    return Grid(page, xs[0], xs[-1], ys[0], xs, len(ys) - 1, ordered), outside


def places(cells: list[Bounds], side: int) -> dict[float, float]:
    """Return where each side of cells is counted: sides less than a line of text apart are one."""
    found: dict[float, float] = {}
    for place in sorted({cell[corner] for cell in cells for corner in (side, side + 2)}):
        last = next(reversed(found.values()), place - THIN)
        found[place] = place if place - last >= THIN else last
    return found


def continued(above: Grid, below: Grid) -> Grid | None:
    """Return the table that two tables on successive pages make up, None where their columns differ."""
    if len(above.columns) != len(below.columns):
        return None
    shift = below.columns[0] - above.columns[0]  # pages bound on the other side
    if any(abs(two - one - shift) > SAME for one, two in zip(above.columns, below.columns, strict=True)):
        return None
    skipped = repeated(above, below)
    boxes = [box for box in below.boxes if box.row >= skipped]
    while boxes and not any(box.lines or box.rows > 1 for box in boxes if box.row == skipped):
        skipped += 1
        boxes = [box for box in boxes if box.row >= skipped]
    last = {box.column: box for box in above.boxes if box.row + box.rows == above.height}
    first = [box for box in boxes if box.row == skipped]
    torn = is_torn(last, first, above)
    for box in first if torn else itertools.takewhile(lambda box: not box.lines, first):
        if box.column in last:  # a cell that the page cut in two
            last[box.column].lines += box.lines
            last[box.column].rows += box.rows - torn
            boxes.remove(box)
    moved = above.height - skipped - torn
    for box in boxes:
        box.row += moved
    return Grid(
        above.page,
        above.x0,
        above.x1,
        above.top,
        above.columns,
        below.height + moved,
        above.boxes + boxes,
    )


def repeated(above: Grid, below: Grid) -> int:
    """Return how many rows of a table's head are printed again at the head of its continuation."""
    count = 0
    for count, (one, two) in enumerate(zip(rows(above), itertools.islice(rows(below), HEAD), strict=False)):
        if not any(text for _, text in two) or one != two:
            return count
    return count  # all of it, but for its last row


def rows(grid: Grid) -> Iterator[list[tuple[int, str]]]:
    """Yield each row's cells, column and text."""
    for row in range(grid.height):
        yield [(box.column, box.text()) for box in grid.boxes if box.row == row]


def is_torn(last: dict[int, Box], first: Sequence[Box], above: Grid) -> bool:
    """Tell whether the first row overleaf is the rest of the last one: each cell with text goes on a full line."""
    held = [box for box in first if box.lines]
    return bool(held) and all(box.column in last and breaks_off(last[box.column], above) for box in held)


def breaks_off(box: Box, grid: Grid) -> bool:
    """Tell whether a cell ends with a full line, and not with a sentence."""
    if not box.lines or box.lines[-1].text[-1] in ENDED:
        return False
    line = box.lines[-1]
    lines = [
        line
        for other in grid.boxes
        if (other.column, other.columns) == (box.column, box.columns)
        for line in other.lines
    ]
    return max(line.x1 for line in lines) - line.x1 < line.size

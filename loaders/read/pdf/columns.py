"""Columns (分栏): a page is set in two where a gutter runs between two blocks of full lines.

Lines that cross the gutter (titles) divide the page into bands; each band is read left, then right.
"""

import bisect
import statistics
from collections.abc import Sequence

from loaders.read.pdf.glyphs import Glyph
from loaders.read.pdf.lines import Line, em, read_lines
from loaders.read.pdf.tables import Grid

__all__ = ["Gutter", "arrange", "find_gutters"]

WHOLE, LEFT, RIGHT = 0, 1, 2
BIN = 2.0  # points
MIDDLE = (0.3, 0.7)  # of the text's width, where the gutter runs
CROSSED = 0.12  # of the lines: so many titles may cross it
NARROWEST = 0.8  # of an em
FULL = 0.6  # of a column's area that its lines fill
HUNG = 0.3  # of the gutter that stays free beside a mark that hangs in it
KEPT = 0.75  # of the lines of a page that keep to a gutter
LINES = 6  # a shorter column tells nothing


Gutter = tuple[float, float]  # its left and right side


def find_gutter(glyphs: list[Glyph]) -> Gutter | None:
    """Return where the gutter of a page is, None where it has one column."""
    if not glyphs:
        return None
    left, right = min(g.x0 for g in glyphs), max(g.x1 for g in glyphs)
    bins = [0] * (int((right - left) / BIN) + 2)
    for glyph in glyphs:
        for place in range(int((glyph.x0 - left) / BIN), int((glyph.x1 - left) / BIN) + 1):
            bins[place] += 1
    low, high = (int(share * len(bins)) for share in MIDDLE)
    usual = statistics.median(bins)
    widest, begin = (0, 0), low
    for place in range(low, high + 1):
        if place == high or bins[place] > CROSSED * usual:
            widest = max(widest, (place - begin, begin))
            begin = place + 1
    if widest[0] * BIN < NARROWEST * em(glyphs):
        return None
    gutter = left + widest[1] * BIN, left + (widest[1] + widest[0]) * BIN
    middle = sum(gutter) / 2
    sides = [g for g in glyphs if g.x1 <= middle], [g for g in glyphs if g.x0 >= middle]
    return gutter if all(is_column(side) for side in sides) else None


def find_gutters(pages: Sequence[list[Glyph]]) -> list[Gutter | None]:
    """Return the gutter of each page. One whose columns are too short to tell has that of the page before."""
    gutters: list[Gutter | None] = []
    for glyphs in pages:
        found = find_gutter(glyphs)
        last = gutters[-1] if gutters else None
        gutters.append(last if found is None and last is not None and keeps_to(last, glyphs) else found)
    return gutters


def keeps_to(gutter: Gutter, glyphs: list[Glyph]) -> bool:
    """Tell whether the lines of a page leave a gutter free."""
    lines = read_lines(glyphs, 0)
    return sum(not crosses(line, gutter) for line in lines) >= KEPT * len(lines)


def crosses(line: Line, gutter: Gutter) -> bool:
    """Tell whether a line runs across the gutter; a mark may hang in it."""
    middle = sum(gutter) / 2
    left = max((g.x1 for g in line.glyphs if g.x0 + g.x1 <= 2 * middle), default=gutter[0])
    right = min((g.x0 for g in line.glyphs if g.x0 + g.x1 > 2 * middle), default=gutter[1])
    return right - left < HUNG * (gutter[1] - gutter[0])


def is_column(glyphs: list[Glyph]) -> bool:
    """Tell whether characters are a column of running text: most of its lines are full."""
    if not glyphs:
        return False
    lines = read_lines(glyphs, 0)
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    filled = sum(glyph.x1 - glyph.x0 for glyph in glyphs)
    return len(lines) >= LINES and filled >= FULL * width * len(lines)


def arrange(glyphs: list[Glyph], grids: Sequence[Grid], page: int, gutter: Gutter | None) -> list[Line | Grid]:
    """Return the lines and tables of a page in reading order."""
    if gutter is None:
        return sorted((*read_lines(glyphs, page, WHOLE), *grids), key=lambda item: item.top)
    across: list[Line] = []
    rest: list[Glyph] = []
    middle = sum(gutter) / 2
    for line in read_lines(glyphs, page, WHOLE):
        if crosses(line, gutter):
            across.append(line)
        else:
            rest += line.glyphs
    parted: list[tuple[int, Line | Grid]] = [(WHOLE, line) for line in across]
    parted += [(LEFT, line) for line in read_lines([g for g in rest if g.x1 <= middle], page, LEFT)]
    parted += [(RIGHT, line) for line in read_lines([g for g in rest if g.x1 > middle], page, RIGHT)]
    parted += [(LEFT if g.x1 <= middle else RIGHT if g.x0 >= middle else WHOLE, g) for g in grids]
    cuts = sorted(item.top for side, item in parted if side == WHOLE)

    def order(entry: tuple[int, Line | Grid]) -> tuple[int, int, float]:
        side, item = entry
        above = bisect.bisect_left(cuts, item.top)
        return (2 * above, 0, item.top) if side == WHOLE else (2 * above - 1, side, item.top)

    return [item for _, item in sorted(parted, key=order)]

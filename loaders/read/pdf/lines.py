"""Printed lines: characters that share a base line, from left to right."""

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.read.pdf.glyphs import Glyph, is_wide

__all__ = ["Line", "em", "read_lines"]

ALONGSIDE = 0.5  # of an em: raised and lowered marks belong to their line
APART = 0.6  # of an em: a wider gap is a space
LATIN_APART = 0.15


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A printed line of one page and column; `size` is its em in points."""

    page: int
    column: int
    text: str
    glyphs: tuple[Glyph, ...]
    size: float

    @property
    def x0(self) -> float:
        """Left end."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return max(glyph.x1 for glyph in self.glyphs[-2:])

    @property
    def base(self) -> float:
        """Base line, from the top of the page."""
        return self.glyphs[0].base

    @property
    def top(self) -> float:
        """Top of its characters."""
        return min(glyph.top for glyph in self.glyphs)


def em(glyphs: Sequence[Glyph]) -> float:
    """Return the usual size of characters, in points."""
    return statistics.median_low([glyph.size for glyph in glyphs]) if glyphs else 0.0


def read_lines(glyphs: list[Glyph], page: int, column: int = 0) -> list[Line]:
    """Return the lines that characters make up, from above."""
    near = ALONGSIDE * em(glyphs)
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if rows and glyph.base - rows[-1][-1].base <= near and glyph.base - rows[-1][0].base <= 2 * near:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [line(sorted(row, key=lambda g: g.x0), page, column) for row in rows]


def line(row: list[Glyph], page: int, column: int) -> Line:
    """Return the line of characters that stand from left to right."""
    size = em(row)
    text = row[0].text
    for last, glyph in itertools.pairwise(row):
        latin = last.text.isalpha() and glyph.text.isalpha() and not is_wide(last.text) and not is_wide(glyph.text)
        if glyph.x0 - last.x1 > (LATIN_APART if latin else APART) * size:
            text += " "
        text += glyph.text
    return Line(page, column, text, tuple(row), size)

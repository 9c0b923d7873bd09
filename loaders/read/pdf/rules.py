"""Ruled lines (框线) of a page: what may be the border of a table's cell.

A line is a stroke, the side of a stroked box, or a filled box no thicker than a line. Curves, slanting
lines and large filled areas are no borders.
"""

import ctypes
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c

__all__ = ["Drawings", "Rule", "read_drawings"]

THICK = 3.0  # points; a thicker box is an area
SHORTEST = 4.0  # points; shorter strokes are parts of drawings
MOST = 5000  # drawings, or lines of them, on a page; the widest task lists have some hundred lines

Turn = Callable[[float, float], tuple[float, float]]
Point = tuple[float, float]


class Rule(NamedTuple):
    """A level or upright line: x0 ≤ x1, y0 ≤ y1, and one of the two pairs equal."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Drawings:
    """What a page shows beside text: `images` is their area in square points, `count` that of the drawings."""

    rules: list[Rule] = field(default_factory=list)
    count: int = 0
    images: float = 0.0

    @property
    def crowded(self) -> bool:
        """Tell whether there are more drawings than tables have; no more than that were looked at."""
        return max(self.count, len(self.rules)) > MOST


def read_drawings(page: pdfium.PdfPage, turn: Turn) -> Drawings:
    """Return what a page shows beside text."""
    found = Drawings()
    for item in page.get_objects(filter=[c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE]):
        found.count += 1
        if found.crowded:
            break
        if item.type == c.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            found.images += (right - left) * (top - bottom)
            continue
        for one, two in sides(item):
            found.rules += upright(turn(*one), turn(*two))
    return found


def sides(path: pdfium.PdfObject) -> Iterator[tuple[Point, Point]]:
    """Yield the lines of a path in the page's own coordinates; a thin filled box is the line through its middle."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not c.FPDFPath_GetDrawMode(path, fill, stroke):
        return
    for subpath in subpaths(path):
        if stroke.value:
            yield from itertools.pairwise(subpath)
        elif fill.value:
            xs, ys = [x for x, _ in subpath], [y for _, y in subpath]
            wide, high = max(xs) - min(xs), max(ys) - min(ys)
            if min(wide, high) <= THICK:
                x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
                yield ((min(xs), y), (max(xs), y)) if wide > high else ((x, min(ys)), (x, max(ys)))


def subpaths(path: pdfium.PdfObject) -> Iterator[list[Point]]:
    """Yield the corners of each part of a path; parts with curves are left out."""
    matrix = path.get_matrix()
    holder = path.container
    while holder is not None:
        matrix = matrix.multiply(holder.get_matrix())
        holder = holder.container
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[Point] = []
    straight = True
    for index in range(min(c.FPDFPath_CountSegments(path), 4 * MOST)):
        segment = c.FPDFPath_GetPathSegment(path, index)
        kind = c.FPDFPathSegment_GetType(segment)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == c.FPDF_SEGMENT_MOVETO:
            if straight and len(corners) > 1:
                yield corners
            corners, straight = [], True
        straight = straight and kind != c.FPDF_SEGMENT_BEZIERTO
        corners.append(matrix.on_point(x.value, y.value))
        if c.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    if straight and len(corners) > 1:
        yield corners


def upright(one: Point, two: Point) -> Iterator[Rule]:
    """Yield the line between two points if it is level or upright and long enough."""
    wide, high = abs(one[0] - two[0]), abs(one[1] - two[1])
    x, y = (one[0] + two[0]) / 2, (one[1] + two[1]) / 2
    if wide >= SHORTEST and high <= 1:
        yield Rule(min(one[0], two[0]), y, max(one[0], two[0]), y)
    elif high >= SHORTEST and wide <= 1:
        yield Rule(x, min(one[1], two[1]), x, max(one[1], two[1]))

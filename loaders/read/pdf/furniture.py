"""Page furniture (页眉页脚): what stands at the same place on many pages and is none of the text.

Told by where it stands, not by what it says: the same words but for their numbers at the same height of
several pages, or a line of its own at the same height of most pages; anywhere on the page, the same
large characters at the same point of most pages (watermarks).
"""

import itertools
import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from loaders.read.pdf.glyphs import Glyph, Sheet
from loaders.read.pdf.lines import Line, em
from loaders.read.pdf.tables import Grid

__all__ = ["without_furniture", "without_watermarks"]

NUMERAL = re.compile(r"[0-9０-９]{1,9}")
COUNTED = "0-9０-９ivxIVXⅰ-ⅹⅠ-Ⅻ〇零一二三四五六七八九十百"
FOLIO = re.compile(rf"[\W_第页共]{{0,9}}[{COUNTED}][\W_第页共{COUNTED}]{{0,20}}")  # a page number in any form
EDGE = 3  # lines from the top and from the bottom that may be furniture
SMALLER, LARGER = 0.95, 1.4  # of the text's size: heads that change, watermarks
LEVEL = 4.0  # points: furniture at the same height
MOST = 0.6  # of the pages
SOME = 0.15  # of the pages: heads that change with the chapter, or with the side
FEWEST = 3  # pages that say what is usual
APART = 1.3  # of the usual distance of lines: a line of its own

Page = list[Line | Grid]


def without_watermarks(sheets: Sequence[Sheet]) -> None:
    """Take off the sheets what most of them show at the same point."""
    large = LARGER * em([glyph for sheet in sheets for glyph in sheet.glyphs])
    shown: dict[tuple[str, int, int], int] = defaultdict(int)
    for sheet in sheets:
        for key in {key for key, run in runs(sheet.glyphs) if run[0].size > large}:
            shown[key] += 1
    marks = {key for key, count in shown.items() if count >= max(FEWEST, MOST * len(sheets))}
    if marks:
        for sheet in sheets:
            sheet.glyphs = [glyph for key, run in runs(sheet.glyphs) if key not in marks for glyph in run]


def runs(glyphs: Iterable[Glyph]) -> Iterator[tuple[tuple[str, int, int], list[Glyph]]]:
    """Yield characters that follow each other on a line, in the order of the file, with their text and point."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and (
            abs(glyph.base - run[-1].base) > 1 or not 0 <= glyph.x0 - run[-1].x0 < 4 * (run[-1].x1 - run[-1].x0)
        ):
            yield named(run), run
            run = []
        run.append(glyph)
    if run:
        yield named(run), run


def named(run: list[Glyph]) -> tuple[str, int, int]:
    """Return what a run says and where it begins."""
    return "".join(glyph.text for glyph in run), round(run[0].x0), round(run[0].base)


def without_furniture(pages: Sequence[Page], sheets: Sequence[Sheet]) -> list[Page]:
    """Return the pages without their running heads and feet and page numbers."""
    lines = [item for page in pages for item in page if isinstance(item, Line)]
    if not lines:
        return list(pages)
    distances = [two.base - one.base for one, two in itertools.pairwise(lines) if two.page == one.page]
    usual = statistics.median([d for d in distances if d > 0] or [0.0])
    small = SMALLER * statistics.median([line.size for line in lines])
    found: set[Line] = set()
    for at_head in (True, False):
        edges = [edge_lines(*both, usual, at_head=at_head) for both in zip(pages, sheets, strict=True)]
        found |= same_words(edges)
        found |= same_height([[e for e in edge[:1] if e.apart and e.line.size < small] for edge in edges])
    return [[item for item in page if item not in found] for page in pages]


class Edge(NamedTuple):
    """A line near the edge of its page: how far from it, and whether a wide space parts it from the text."""

    line: Line
    distance: float
    apart: bool


def edge_lines(page: Page, sheet: Sheet, usual: float, *, at_head: bool) -> list[Edge]:
    """Return the outermost lines of a page, from its edge inwards."""
    ordered = sorted(page, key=lambda item: item.top, reverse=not at_head)[: EDGE + 1]
    found = []
    for item, inner in itertools.zip_longest(ordered[:EDGE], ordered[1:]):
        if not isinstance(item, Line):
            break
        apart = not isinstance(inner, Line) or abs(inner.base - item.base) > APART * usual
        found.append(Edge(item, item.base if at_head else sheet.height - item.base, apart))
    return found


def same_words(edges: Sequence[list[Edge]]) -> set[Line]:
    """Return lines that say the same, but for numbers, at the same height of several pages."""
    said: dict[str, list[Edge]] = defaultdict(list)
    for edge in (edge for page in edges for edge in page):
        said["".join(edge.line.text.split())].append(edge)
    counted: dict[str, list[Edge]] = defaultdict(list)
    for words, seen in said.items():
        counted["" if FOLIO.fullmatch(words) else NUMERAL.sub("#", words)] += seen
    found: set[Line] = set()
    for words, seen in (*said.items(), *counted.items()):
        for level in levels(seen):
            count = len({edge.line.page for edge in level})
            apart = not words or 2 * sum(edge.apart for edge in level) > len(level)
            often = count >= max(FEWEST, MOST * len(edges)) or (apart and count >= max(2, SOME * len(edges)))
            if often and (not words or words in said or counts_pages(level)):
                found |= {edge.line for edge in level}
    return found


def counts_pages(level: Sequence[Edge]) -> bool:
    """Tell whether one of the numbers in lines goes up with the page."""
    numbers = [[int(number) for number in NUMERAL.findall(edge.line.text)] for edge in level]
    pages = [edge.line.page for edge in level]
    return any(
        len({number - page for number, page in zip(place, pages, strict=True)}) == 1
        for place in zip(*numbers, strict=False)
    )


def same_height(edges: Sequence[list[Edge]]) -> set[Line]:
    """Return lines that stand at the same height of most pages, whatever they say."""
    every = [edge for page in edges for edge in page]
    return {edge.line for level in levels(every) if len(level) >= max(FEWEST, MOST * len(edges)) for edge in level}


def levels(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Yield the lines that stand at one height."""
    level: list[Edge] = []
    for edge in sorted(edges, key=lambda edge: edge.distance):
        if level and edge.distance - level[-1].distance > LEVEL:
            yield level
            level = []
        level.append(edge)
    if level:
        yield level

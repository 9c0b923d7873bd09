"""Printed lines → paragraphs (段落), by how the page is set.

A paragraph goes on where its line runs to the right margin and the next begins at the left one. It ends
at a short line, an indented line, a change of size, a wider distance, a title. In a document without
first-line indents a full line that closes a sentence may also end one; there the line break stays, and
the text is not exact.
"""

import itertools
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.grammar.characters import canonical
from loaders.grammar.numbering import marker
from loaders.read.pdf.glyphs import is_wide
from loaders.read.pdf.lines import Line

__all__ = ["Setting", "cell_paragraphs", "joined"]

SIZE = 1.12  # a larger ratio of sizes is another size
INDENT = 1.2  # em
CENTRED = 2.6  # em on both sides at least
EVEN = 1.0  # em: difference of both sides of a centred line
SPACED = 1.6  # of the usual distance of lines
SLACK = 0.6  # em that a full line may lack
HALF = 0.6  # of the page's width; lines that end before it are short
SHARE = 0.08  # of the lines that make a margin
ENDING = "。！？"
CLOSED = ENDING + "；：）”"
NOT_FIRST = "，。、；：！？）》”’〕】…—%％"
NOT_LAST = "（《“‘〔【"


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right ends of full lines, in points."""

    left: float
    right: float


class Setting:
    """How the lines of a document are set: margins by kind of page and column, size, distance, indents."""

    def __init__(self, lines: Sequence[Line], kinds: dict[int, object], widths: dict[int, float]) -> None:
        """Measure the lines; `kinds` tells which pages are set alike (size, side), `widths` how wide they are."""
        self.kinds = kinds
        groups: dict[object, list[Line]] = defaultdict(list)
        for line in lines:
            groups[self.kind(line)].append(line)
        self.margins = {kind: margins(group, widths[group[0].page]) for kind, group in groups.items()}
        sizes = [round(line.size, 1) for line in lines for _ in line.text]
        self.size = statistics.median_low(sizes) if sizes else 10.0
        gaps = [two.base - one.base for one, two in itertools.pairwise(lines) if neighbours(one, two)]
        self.leading = statistics.median(gaps) if gaps else 2 * self.size
        self.indented = self.indents(lines)

    def kind(self, line: Line) -> object:
        """Return what pages and columns are set like the line's."""
        return self.kinds.get(line.page), line.column

    def indents(self, lines: Sequence[Line]) -> bool:
        """Tell whether paragraphs begin with an indent: most lines after a short line do."""
        begins = [
            two for one, two in itertools.pairwise(lines) if not self.is_full(one, two) and not self.is_title(two)
        ]
        return 2 * sum(self.indent(line) >= INDENT for line in begins) > len(begins)

    def indent(self, line: Line) -> float:
        """Return how far a line begins from the left margin, in em."""
        return (line.x0 - self.margins[self.kind(line)].left) / self.size

    def room(self, line: Line) -> float:
        """Return how far a line ends from the right margin, in em."""
        return (self.margins[self.kind(line)].right - line.x1) / self.size

    def is_full(self, line: Line, following: Line) -> bool:
        """Tell whether a line ends because what follows did not fit any more."""
        return self.room(line) * self.size < first_unit(following) + SLACK * self.size

    def is_title(self, line: Line) -> bool:
        """Tell whether a line is larger than the text, or centred."""
        if line.size > SIZE * self.size:
            return True
        indent, room = self.indent(line), self.room(line)
        return min(indent, room) > CENTRED and abs(indent - room) < EVEN

    def goes_on(self, paragraph: Sequence[Line], two: Line) -> bool | None:
        """Tell whether a paragraph goes on with the next line; None where the page does not tell."""
        one = paragraph[-1]
        near = neighbours(one, two)
        spaced = near and two.base - one.base > SPACED * self.leading * max(1.0, one.size / self.size)
        if spaced or not 1 / SIZE < one.size / two.size < SIZE:
            return False
        if self.is_title(one) or self.is_title(two):
            larger = one.size > SIZE * self.size
            return larger and near and self.is_title(two) and two.text[0] not in NOT_LAST + "—" and unnumbered(two)
        if not self.is_full(one, two):
            return False
        if self.indent(two) >= INDENT:
            return self.hangs(paragraph, two)
        if canonical(one.text[-1]) in CLOSED and not unnumbered(two):
            return False
        return True if self.indented or canonical(one.text[-1]) not in ENDING else None

    def hangs(self, paragraph: Sequence[Line], two: Line) -> bool:
        """Tell whether a line stands where the text of its paragraph hangs, to the right of the number."""
        first, one = paragraph[0], paragraph[-1]
        if unnumbered(first) or not unnumbered(two) or self.indent(two) - self.indent(first) < INDENT:
            return False
        return one.text[-1] not in CLOSED if one is first else abs(two.x0 - one.x0) < SLACK * self.size


def neighbours(one: Line, two: Line) -> bool:
    """Tell whether a line stands below another in the same column of the same page."""
    return one.page == two.page and one.column == two.column and two.base > one.base


def unnumbered(line: Line) -> bool:
    """Tell whether no number opens a line."""
    return marker(canonical("".join(line.text.split()))) is None


def margins(lines: Sequence[Line], width: float) -> Margins:
    """Return the margins that enough lines keep to; where all lines are short, those of the page are taken as even."""
    few = max(2, SHARE * len(lines))
    size = statistics.median([line.size for line in lines])
    lefts, rights = sorted(line.x0 for line in lines), sorted((line.x1 for line in lines), reverse=True)
    left = next((x for n, x in enumerate(lefts) if kept(lefts, n, few, size / 2)), lefts[0])
    right = next((x for n, x in enumerate(rights) if kept(rights, n, few, size)), rights[0])
    return Margins(left, max(right, width - left) if lines[0].column == 0 and right < HALF * width else right)


def kept(places: list[float], begin: int, few: float, near: float) -> bool:
    """Tell whether enough of the sorted places lie near the one at `begin`."""
    last = begin + int(few) - 1
    return last < len(places) and abs(places[last] - places[begin]) <= near


def first_unit(line: Line) -> float:
    """Return the width of what must stay together at a line's beginning: a Latin word, a character and its marks."""
    glyphs = line.glyphs
    end = 0
    while end < len(glyphs) - 1 and glyphs[end].text in NOT_LAST:
        end += 1
    if not is_wide(glyphs[end].text):
        while end < len(glyphs) - 1 and not is_wide(glyphs[end + 1].text) and glyphs[end + 1].text not in NOT_FIRST:
            end += 1
    while end < len(glyphs) - 1 and glyphs[end + 1].text in NOT_FIRST:
        end += 1
    return glyphs[end].x1 - glyphs[0].x0


def joined(lines: Sequence[Line], setting: Setting) -> tuple[list[list[Line]], bool]:
    """Return the paragraphs of successive lines, and whether the page told of every one where it ends."""
    paragraphs: list[list[Line]] = []
    exact = True
    for line in lines:
        told = setting.goes_on(paragraphs[-1], line) if paragraphs else False
        exact = exact and told is not None
        if told:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs, exact


def cell_paragraphs(lines: Sequence[Line], left: float, right: float) -> list[list[Line]]:
    """Return the paragraphs in a cell of a table, whose lines run from `left` to `right` at most."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        size = line.size
        last = paragraphs[-1][-1] if paragraphs else None
        if last is not None and right - last.x1 < first_unit(line) + SLACK * size:
            indent, room = line.x0 - left, right - line.x1
            indented = indent >= INDENT * size and abs(indent - room) > EVEN * size
            if not indented and (unnumbered(line) or canonical(last.text[-1]) not in CLOSED):
                paragraphs[-1].append(line)
                continue
        paragraphs.append([line])
    return paragraphs

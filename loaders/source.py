"""The text of a published file, and the reading of it that the grammar works on.

`SourceText` is what a reader sets down of a file, whatever its form. `Flow` is the same text read on:
white space and print noise left out, characters brought to one form each, with the source offset of
every character. The grammar matches on `Flow.text`; quotes come from `Flow.printed`; evidence from
`Flow.span`.
"""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.language import Text
from graph.model import Form, Span
from loaders.grammar.characters import canonical

if TYPE_CHECKING:
    from array import array

__all__ = ["PRINTING", "Cell", "Flow", "Omission", "Place", "SourceText", "Table"]

BLANK = r"\s\x00-\x20\x7f\u00ad\u200b-\u200f\u2060\ufeff"  # white space, controls, soft hyphens, zero-width marks
PRINTING = re.compile(rf"[^{BLANK}]+")
LINE = re.compile(r"\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the original a stretch of text begins to stand.

    `name` is a short mark that needs no translation: `¶41` (paragraph 41), `p3.12` (page 3, line 12),
    `T2!C5` (table 2, column C, row 5), `任务清单!C5` (a sheet's cell), `fn2` (footnote 2).
    """

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, its upper left corner (from 0), and how many rows and columns it covers.

    A merged cell is one cell; an empty one has an empty span.
    """

    span: Span
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: cells that do not overlap, in reading order. Places that no cell covers are possible."""

    cells: tuple[Cell, ...]
    name: str | None = None  # sheet name or caption


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that the reader left out or could not read: why, and what stands just behind it in the text."""

    offset: int
    note: Text


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""A file's text.

    `text`: no byte-order mark, line ends as printed (`\\n` where the form has none). `exact`: every line
    is a whole paragraph, so that no line break is one of the page's. `places` are sorted by `start`;
    where there are none, lines count. `asides` are ranges of lines outside the running text (footnotes).
    """

    name: str
    text: str
    sha256: str
    encoding: str
    form: Form = Form.TEXT
    exact: bool = False
    places: tuple[Place, ...] = ()
    tables: tuple[Table, ...] = ()
    asides: tuple[Span, ...] = ()
    omissions: tuple[Omission, ...] = ()
    lines: tuple[Span, ...] = field(init=False, repr=False, compare=False)  # each without its line end

    def __post_init__(self) -> None:
        spans, start = [], 0
        for mark in LINE.finditer(self.text):
            spans.append(Span(start, mark.start()))
            start = mark.end()
        object.__setattr__(self, "lines", (*spans, Span(start, len(self.text))))

    def printed(self, span: Span) -> Iterator[tuple[int, int]]:
        """Yield the ranges of a span that print something."""
        return (mark.span() for mark in PRINTING.finditer(self.text, span.start, span.end))

    def place(self, offset: int) -> str:
        """Return `file:place:character` of an offset, characters counted from 1; a line is a place by its number."""
        at = bisect.bisect_right(self.places, offset, key=lambda place: place.start)
        if at:
            found = self.places[at - 1]
            return f"{self.name}:{found.name}:{offset - found.start + 1}"
        line = bisect.bisect_right(self.lines, offset, key=lambda span: span.start)
        return f"{self.name}:{line}:{offset - self.lines[line - 1].start + 1}"


@dataclass(frozen=True, slots=True)
class Flow:
    """Characters of a source that are part of its text, in reading order."""

    source: SourceText
    offsets: "array[int]"
    printed: str
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", canonical(self.printed))

    def span(self, start: int, end: int) -> Span:
        """Return the source span of a non-empty range of the flow."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def raw(self, start: int, end: int) -> str:
        """Return a range as printed, white space and print noise left out."""
        return self.printed[start:end]

"""Lines → paragraphs (段落): hard line breaks are undone, numbered lines begin paragraphs.

A line goes on with the paragraph before it unless a number opens it or the paragraph before it had
ended. How a paragraph ends depends on how the file was set: in a file wrapped at a fixed width, at a
short line; in a file of one line per paragraph, at a line end after closing punctuation or a heading.
"""

import bisect
import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.grammar.lines import parted
from loaders.grammar.noise import quiet
from loaders.grammar.numbering import Marker, marker
from loaders.source import Flow, SourceText

__all__ = ["Paragraph", "Reading", "read_flow", "read_paragraphs", "wrap_width"]

CLOSING = "。！？；：…）》”"
OPENING, SHUTTING = "（“《〔", "）”》〕"
BRACKET = re.compile(f"[{OPENING}{SHUTTING}]")
FAR = {"（": 160, "〔": 160, "《": 80, "“": 80}  # characters after which an open bracket is taken for a misprint
SENTENCE = re.compile(r"[。；]")
HEADING = 45  # characters: a longer line without a full stop is no heading
LONG, MANY = 100, 20  # a line wider than any page; one line in so many is


class Widths(dict[str, float]):
    """The width of each character, looked up once (Unicode Standard Annex 11)."""

    def __missing__(self, character: str) -> float:
        self[character] = width = 0.5 if unicodedata.east_asian_width(character) in ("N", "Na", "H") else 1.0
        return width


WIDTHS = Widths()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A range of the flow; `marker` is the number that opens it."""

    begin: int
    end: int
    marker: Marker | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A source text read: its flow, its lines and its paragraphs as ranges of the flow."""

    flow: Flow
    lines: tuple[tuple[int, int], ...]
    paragraphs: tuple[Paragraph, ...]


def read_flow(source: SourceText) -> tuple[Flow, tuple[tuple[int, int], ...]]:
    """Return the flow of a source text, and its lines as ranges of the flow."""
    offsets, printed = array("I"), list[str]()
    lines = []
    for spans in quiet(source):
        begin = len(offsets)
        for start, end in (each for span in spans for each in source.printed(span)):
            offsets.extend(range(start, end))
            printed.append(source.text[start:end])
        lines.append((begin, len(offsets)))
    return Flow(source, offsets, "".join(printed)), tuple(lines)


def read_paragraphs(flow: Flow, lines: tuple[tuple[int, int], ...], apart: Sequence[tuple[int, int]] = ()) -> Reading:
    """Return the reading of a text; ranges that stand `apart` (the rows of task lists) are in no paragraph."""
    wrap = None if flow.source.exact else wrap_width(flow.text, lines)
    exact = flow.source.exact or (wrap is None and whole(flow.text, lines))
    parts, opened = parted(flow, lines)
    paragraphs: list[Paragraph] = []
    for run in runs(parts, apart):
        paragraphs += join(flow.text, run, wrap, opened, exact=exact)
    return Reading(flow, tuple(parts), tuple(paragraphs))


def runs(lines: Sequence[tuple[int, int]], apart: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the lines between ranges that stand apart, which are in order."""
    begins = [begin for begin, _ in lines]
    place = 0
    for begin, end in (*apart, (len(lines) and lines[-1][1], 0)):
        stop = bisect.bisect_left(begins, begin)
        if place < stop:
            yield list(lines[place:stop])
        place = bisect.bisect_left(begins, end)


def join(
    text: str, lines: list[tuple[int, int]], wrap: float | None, parts: frozenset[int], *, exact: bool
) -> list[Paragraph]:
    """Return the paragraphs that lines make up; where lines are `exact`, each is one unless a bracket is open.

    `parts`: where numbers stand that surely open a paragraph.
    """
    paragraphs: list[Paragraph] = []
    counters: dict[int, int] = {}
    brackets = Brackets()
    begin, opened, last = lines[0][0], None, lines[0]
    for line in lines:
        mark = marker(text, line[0])
        ended = (
            line[0] == begin
            or line[0] in parts
            or (
                not brackets.open(last[1])
                and (exact or has_ended(text, begin, last, wrap, before_number=mark is not None))
            )
        )
        follows = mark is not None and mark.value is not None and counters.get(mark.style.rank) == mark.value - 1
        if mark is not None and not (ended or follows):
            mark = None
        if (mark is not None or ended) and line[0] > begin:
            paragraphs.append(Paragraph(begin, line[0], opened))
            begin, opened = line[0], None
            brackets = Brackets()
        if mark is not None:
            opened = mark
            for rank in [rank for rank in counters if rank > mark.style.rank]:
                del counters[rank]
            if mark.value is not None:
                counters[mark.style.rank] = mark.value
        brackets.read(text, *line)
        last = line
    paragraphs.append(Paragraph(begin, last[1], opened))
    return paragraphs


def has_ended(text: str, begin: int, last: tuple[int, int], wrap: float | None, *, before_number: bool) -> bool:
    """Tell whether the paragraph that began at `begin` ends with the line `last`.

    A heading may be long where a number follows it; where prose follows it, only a short one is sure.
    """
    closed = text[last[1] - 1] in CLOSING
    if wrap is not None:
        return (closed and before_number) or width(text[last[0] : last[1]]) < wrap
    if closed:
        return True
    return (before_number or last[1] - begin <= HEADING) and not SENTENCE.search(text, begin, last[1])


class Brackets:
    """Brackets and quotation marks of a paragraph, read from its beginning on; a closing one ends all inside it."""

    def __init__(self) -> None:
        self._opened: list[tuple[str, int]] = []
        self._counts = dict.fromkeys(OPENING, 0)

    def read(self, text: str, begin: int, end: int) -> None:
        """Take in a further range of the paragraph."""
        for mark in BRACKET.finditer(text, begin, end):
            if mark.group() in self._counts:
                self._opened.append((mark.group(), mark.start()))
                self._counts[mark.group()] += 1
                continue
            opening = OPENING[SHUTTING.index(mark.group())]
            while self._counts[opening]:
                last, _ = self._opened.pop()
                self._counts[last] -= 1
                if last == opening:
                    break

    def open(self, end: int) -> bool:
        """Tell whether one opened lately is still open."""
        return bool(self._opened) and self._opened[-1][1] >= end - FAR[self._opened[-1][0]]


def wrap_width(text: str, lines: Sequence[tuple[int, int]]) -> float | None:
    """Return the width below which a line is short, where the file is wrapped at a fixed width, else None.

    Wrapped files have most of their lines within two characters of the same width.
    """
    widths = sorted(width(text[b:e]) for b, e in lines)
    if len(widths) < 20:  # noqa: PLR2004 -- too few lines to tell
        return None
    usual = widths[len(widths) * 7 // 10]
    near = sum(1 for w in widths if abs(w - usual) <= 2)  # noqa: PLR2004 -- punctuation hangs, digits are half wide
    return usual - 3 if near * 2 > len(widths) and usual < 60 else None  # noqa: PLR2004 -- no page is wider


def whole(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Tell whether lines are whole paragraphs: some are wider than any page."""
    long = sum(1 for begin, end in lines if end - begin > LONG and width(text[begin:end]) > LONG)
    return long > 1 and long * MANY > len(lines)


def width(text: str) -> float:
    """Return the printed width in Chinese characters; Latin letters and digits take half of one."""
    return sum(map(WIDTHS.__getitem__, text))

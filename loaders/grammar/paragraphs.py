"""Lines → paragraphs (段落): hard line breaks are undone, numbered lines begin paragraphs.

A line goes on with the paragraph before it unless a number opens it or the paragraph before it had
ended. How a paragraph ends depends on how the file was set: in a file wrapped at a fixed width, at a
short line; in a file of one line per paragraph, at a line end after closing punctuation or a heading.
"""

import re
import unicodedata
from array import array
from dataclasses import dataclass

from loaders.grammar.noise import quiet
from loaders.grammar.numbering import Marker, marker
from loaders.source import Flow, SourceText

__all__ = ["Paragraph", "Reading", "read_paragraphs"]

CLOSING = "。！？；：…）》”"
OPENING, SHUTTING = "（“《〔", "）”》〕"
FAR = 160  # characters after which an open bracket is taken for a misprint
SENTENCE = re.compile(r"[。；]")
HEADING = 45  # characters: a longer line without a full stop is no heading


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


def read_paragraphs(source: SourceText) -> Reading:
    """Return the reading of a source text."""
    offsets = array("I")
    lines = []
    for spans in quiet(source):
        begin = len(offsets)
        for span in spans:
            offsets.extend(source.printed(span))
        lines.append((begin, len(offsets)))
    flow = Flow(source, offsets)
    return Reading(flow, tuple(lines), tuple(join(flow.text, lines)))


def join(text: str, lines: list[tuple[int, int]]) -> list[Paragraph]:
    """Return the paragraphs that lines make up."""
    wrap = wrap_width(text, lines)
    paragraphs: list[Paragraph] = []
    counters: dict[int, int] = {}
    begin, opened, last = 0, None, (0, 0)
    for line in lines:
        mark = marker(text, line[0])
        ended = line[0] == 0 or has_ended(text, begin, last, wrap, before_number=mark is not None)
        follows = mark is not None and mark.value is not None and counters.get(mark.style.rank) == mark.value - 1
        if mark is not None and not (ended or follows):
            mark = None
        if (mark is not None or ended) and line[0] > 0:
            paragraphs.append(Paragraph(begin, line[0], opened))
            begin, opened = line[0], None
        if mark is not None:
            opened = mark
            for rank in [rank for rank in counters if rank > mark.style.rank]:
                del counters[rank]
            if mark.value is not None:
                counters[mark.style.rank] = mark.value
        last = line
    if text:
        paragraphs.append(Paragraph(begin, len(text), opened))
    return paragraphs


def has_ended(text: str, begin: int, last: tuple[int, int], wrap: float | None, *, before_number: bool) -> bool:
    """Tell whether the paragraph that began at `begin` ends with the line `last`.

    A heading may be long where a number follows it; where prose follows it, only a short one is sure.
    """
    if is_open(text, begin, last[1]):
        return False
    closed = text[last[1] - 1] in CLOSING
    if wrap is not None:
        return (closed and before_number) or width(text[last[0] : last[1]]) < wrap
    if closed:
        return True
    return (before_number or last[1] - begin <= HEADING) and not SENTENCE.search(text, begin, last[1])


def is_open(text: str, begin: int, end: int) -> bool:
    """Tell whether a bracket or quotation mark opened lately is still open."""
    depth = dict.fromkeys(OPENING, 0)
    for character in text[max(begin, end - FAR) : end]:
        if character in depth:
            depth[character] += 1
        elif character in SHUTTING:
            opening = OPENING[SHUTTING.index(character)]
            depth[opening] = max(0, depth[opening] - 1)
    return any(depth.values())


def wrap_width(text: str, lines: list[tuple[int, int]]) -> float | None:
    """Return the width below which a line is short, where the file is wrapped at a fixed width, else None.

    Wrapped files have most of their lines within two characters of the same width.
    """
    widths = sorted(width(text[b:e]) for b, e in lines)
    if len(widths) < 20:  # noqa: PLR2004 -- too few lines to tell
        return None
    usual = widths[len(widths) * 7 // 10]
    near = sum(1 for w in widths if abs(w - usual) <= 2)  # noqa: PLR2004 -- punctuation hangs, digits are half wide
    return usual - 3 if near * 2 > len(widths) and usual < 60 else None  # noqa: PLR2004 -- no page is wider


def width(text: str) -> float:
    """Return the printed width in Chinese characters; Latin letters and digits take half of one."""
    return sum(0.5 if unicodedata.east_asian_width(c) in "NaH" else 1.0 for c in text)

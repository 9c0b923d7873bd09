"""The text of a published file, and the reading of it that the grammar works on.

`SourceText` is the text as decoded. `Flow` is the same text read on: white space and print noise left
out, characters brought to one form each, with the source offset of every character. The grammar
matches on `Flow.text`; quotes come from `Flow.printed`; evidence from `Flow.span`.
"""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.model import Span
from loaders.grammar.characters import canonical

if TYPE_CHECKING:
    from array import array

__all__ = ["Flow", "SourceText"]

LINE = re.compile(r"\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text: no byte-order mark, line ends as printed."""

    name: str
    text: str
    sha256: str
    encoding: str
    lines: tuple[Span, ...] = field(init=False, repr=False, compare=False)  # each without its line end

    def __post_init__(self) -> None:
        spans, start = [], 0
        for mark in LINE.finditer(self.text):
            spans.append(Span(start, mark.start()))
            start = mark.end()
        object.__setattr__(self, "lines", (*spans, Span(start, len(self.text))))

    def printed(self, span: Span) -> Iterator[int]:
        """Yield the offsets of the characters of a span that print something."""
        return (i for i in range(span.start, span.end) if not blank(self.text[i]))

    def place(self, offset: int) -> str:
        """Return `file:line:character`, counted from 1, of a source offset."""
        line = bisect.bisect_right(self.lines, offset, key=lambda span: span.start)
        return f"{self.name}:{line}:{offset - self.lines[line - 1].start + 1}"


@dataclass(frozen=True, slots=True)
class Flow:
    """Characters of a source that are part of its text, in reading order."""

    source: SourceText
    offsets: "array[int]"
    printed: str = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        printed = "".join(map(self.source.text.__getitem__, self.offsets))
        object.__setattr__(self, "printed", printed)
        object.__setattr__(self, "text", canonical(printed))

    def span(self, start: int, end: int) -> Span:
        """Return the source span of a non-empty range of the flow."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def raw(self, start: int, end: int) -> str:
        """Return a range as printed, white space and print noise left out."""
        return self.printed[start:end]


def blank(character: str) -> bool:
    """Tell whether a character prints nothing (white space, zero-width marks, soft hyphens, controls)."""
    return character.isspace() or character in ZERO_WIDTH or character < " "


ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\x7f")

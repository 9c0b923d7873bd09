"""Print noise (排印杂质): what a page adds to its text — page numbers, bookmarks, running dots.

A line is noise as a whole or not at all, except bookmarks, which stand inside lines.
"""

import re

from graph.model import Span
from loaders.grammar.characters import canonical
from loaders.source import SourceText

__all__ = ["quiet"]

BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,80}\]|_(?:GoBack|Toc\d+|Hlk\d+)\b")
LINES = tuple(
    re.compile(pattern)
    for pattern in (
        r"[-—_~·]*\d{1,4}[-—_~·]*",  # 12, - 8 -, —8—
        r"[-—]*[ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹivxIVX]{1,6}[-—]*",
        r"第\d{1,4}页(?:[，/、]?共\d{1,4}页)?",
        r"[Pp]age\d{1,4}(?:of\d{1,4})?|\d{1,4}/\d{1,4}",
        r"[-—_=*·.…]{3,}",  # rules and leaders
    )
)


def quiet(source: SourceText) -> list[list[Span]]:
    """Return, for each line that is text, the spans of it that are text; blank and noise lines are left out."""
    kept = []
    for line in source.lines:
        spans, start = [], line.start
        for mark in BOOKMARK.finditer(source.text, line.start, line.end):
            spans.append(Span(start, mark.start()))
            start = mark.end()
        spans.append(Span(start, line.end))
        bare = canonical("".join("".join(source.text[s.start : s.end].split()) for s in spans))
        if bare and not any(noise.fullmatch(bare) for noise in LINES):
            kept.append(spans)
    return kept

"""Print noise (排印杂质): what a page adds to its text — page numbers, bookmarks, running dots.

A line is noise as a whole or not at all, except bookmarks and marks of markup, which stand inside lines.
"""

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from graph.model import Span
from loaders.grammar.characters import canonical
from loaders.source import SourceText

__all__ = ["quiet"]

MARKUP = re.compile(
    r"\[(?:bookmark|image):[^\]\n]{0,200}\]|\[(?:foot|end)noteRef:\d{1,4}\]"  # Word's bookmarks, pictures and notes
    r"|_(?:GoBack|Toc\d+|Hlk\d+)\b"
    r"|#{1,6}(?=[ \t])|\*\*|\\(?=[.*_#()\[\]-])|<br ?/?>|&(?:nbsp|emsp|ensp);"  # what converters to Markdown leave
)
# What a web page prints around its text.
FURNITURE = "(?:[〔〕（）：|]|打印|关闭|收藏|分享|复制链接|本页|窗口|字体|字号|大|中|小|到|微信|微博|返回|顶部)"
LONGEST, SHORT = 400, 60  # characters of a line that is noise: of any, of one that begins with a word
PUNCTUATION = re.compile(r"[：:；;。，,]")
TITLE = 60  # characters of a running title
LINES = tuple(
    re.compile(pattern)
    for pattern in (
        r"[-—_~·]*\d{1,4}[-—_~·]*",  # 12, - 8 -, —8—
        r"[-—]*[ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹivxIVX]{1,6}[-—]*",
        r"第\d{1,4}页(?:[，/、]?共\d{1,4}页)?",
        r"[Pp]age\d{1,4}(?:of\d{1,4})?|\d{1,4}/\d{1,4}",
        r"[-—_=*·.…]{3,}",  # rules and leaders
        rf"{FURNITURE}*(?:打印|关闭|收藏|分享|字体|返回|微信|微博){FURNITURE}*",
    )
)

BEGINNING = re.compile(r"[^\u4e00-\u9fff]|[打关收分复本窗字大中小到微返顶第]")  # what no noise begins with is not tried


class Ranges:
    """Spans that do not overlap, asked for which lines they meet."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(span for span in spans if span.start < span.end)

    def meet(self, line: Span) -> bool:
        """Tell whether a line has a part in one of them."""
        if not self._spans:
            return False
        at = bisect.bisect_left(self._spans, line.end, key=lambda span: span.start)
        return at > 0 and line.start < self._spans[at - 1].end


def quiet(source: SourceText) -> list[list[Span]]:
    """Return, for each line that is text, the spans of it that are text; blank, noise and aside lines are left out.

    In a table, a line that would be a page number is a cell.
    """
    asides = Ranges(source.asides)
    cells = Ranges(cell.span for table in source.tables for cell in table.cells)
    printed: list[tuple[str, list[Span]]] = []
    pages: set[int] = set()  # lines that are page numbers and the like, by their place in `printed`
    marks = [mark.span() for mark in MARKUP.finditer(source.text)]
    place = 0
    for line in source.lines:
        spans, start = [], line.start
        while place < len(marks) and marks[place][0] < line.end:
            begin, end = marks[place]
            spans.append(Span(start, begin))
            start, place = end, place + 1
        spans.append(Span(start, line.end))
        if asides.meet(line):
            continue
        bare = "".join("".join(source.text[s.start : s.end].split()) for s in spans)
        if bare:
            if not cells.meet(line) and noisy(bare):
                pages.add(len(printed))
            printed.append((bare, spans))
    furniture = pages | running([bare for bare, _ in printed], pages)
    return [spans for place, (_, spans) in enumerate(printed) if place not in furniture]


def running(lines: Sequence[str], pages: set[int]) -> set[int]:
    """Return which lines are running titles: beside several page numbers, and nowhere else but on the first page."""
    beside = {n for page in pages for n in (page - 1, page + 1) if 0 <= n < len(lines)} - pages
    counts = Counter(lines[n] for n in beside if len(lines[n]) <= TITLE and not PUNCTUATION.search(lines[n]))
    everywhere = Counter(lines)
    titles = {line for line, count in counts.items() if count > 1 and everywhere[line] <= count + 1}
    return {n for n in beside if lines[n] in titles}


def noisy(line: str) -> bool:
    """Tell whether a line, without white space, is noise."""
    if not BEGINNING.match(line) or len(line) > LONGEST or (len(line) > SHORT and line[0].isalpha()):
        return False
    form = canonical(line)
    return any(noise.fullmatch(form) for noise in LINES)

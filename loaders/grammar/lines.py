"""Lines in which several numbered paragraphs run on (连排): where to part them.

Text conversions now and then print a whole document, or several items, in one line. A number inside a
line begins a paragraph only where the notation leaves no doubt, for lists inside sentences look alike:
in a line in which chapters run on; behind a responsibility statement, where it is the next number of
the line's own; and behind a heading, where the next line goes on counting.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from loaders.grammar.numbering import Marker, Style, marker
from loaders.grammar.numerals import HAN
from loaders.source import Flow

__all__ = ["parted"]

HEAD = re.compile(
    rf"第[{HAN}\d]{{1,4}}[章条]|[{HAN}]{{1,3}}、|（[{HAN}\d]{{1,3}}）|(?<![\d.])\d{{1,2}}[.、](?!\d)|[①-⑳]"
)
CLOSED = "。；！？）〕…"
PAIRS = {"）": "（", "〕": "〔"}
STATED = re.compile(r"牵头|负责|责任|配合")
PUNCTUATION = re.compile(r"[。；，：！？]")
HEADING = 40  # characters of a heading that a number follows in the same line
BRACKET = 300  # characters of a statement in brackets
CHAPTERS = ("chapter", "han")  # styles of which two in a line make it one in which chapters run on

Line = tuple[int, int]


def parted(flow: Flow, lines: Sequence[Line]) -> tuple[list[Line], frozenset[int]]:
    """Return the lines, parted where numbered paragraphs run on, and where parts begin that a number opens."""
    heads = [marker(flow.text, begin) for begin, _ in lines]
    following = [*heads[1:], None] if heads else []
    found: list[Line] = []
    opened: set[int] = set()
    counted: dict[Style, int] = {}  # the last value of each style
    for (begin, end), head, after in zip(lines, heads, following, strict=True):
        inside = candidates(flow, begin + (head.length if head else 0), end)
        if not inside:
            found.append((begin, end))
            if head:
                counted[head.style] = head.value or 0
            continue
        if runs_on([*([(begin, head)] if head else []), *inside]):
            numbers = set(chained(flow.text, begin, inside))
            opened |= numbers
            cuts = sorted(numbers | gaps(flow, begin, end))
        else:
            cuts = list(continued(flow, begin, head, after, inside, counted))
            opened.update(cuts)
        marks = dict(inside) | ({begin: head} if head else {})
        counted |= {mark.style: mark.value or 0 for at, mark in sorted(marks.items()) if at == begin or at in opened}
        found += pairwise([begin, *cuts, end])
    return found, frozenset(opened)


def candidates(flow: Flow, begin: int, end: int) -> list[tuple[int, Marker]]:
    """Return the numbers inside a range, each with the place it stands at."""
    marks = ((found.start(), marker(flow.text, found.start())) for found in HEAD.finditer(flow.text, begin, end))
    return [(at, mark) for at, mark in marks if mark is not None and mark.value is not None and at > begin]


def runs_on(inside: Sequence[tuple[int, Marker]]) -> bool:
    """Tell whether chapters run on in a line: one number of a chapter follows the other."""
    chapters = [mark for _, mark in inside if mark.style.name in CHAPTERS]
    return any(a.style == b.style and (b.value or 0) == (a.value or 0) + 1 for a, b in pairwise(chapters))


def chained(text: str, begin: int, inside: Sequence[tuple[int, Marker]]) -> Iterator[int]:
    """Yield where the numbers stand that go on counting, behind a sentence or behind a heading."""
    counted: dict[int, int] = {}
    fresh: set[int] = set()  # ranks that may begin again, a coarser number having come since
    last = begin
    for at, mark in inside:
        rank, value = mark.style.rank, mark.value or 0
        closed = text[at - 1] in CLOSED
        heading = at - last <= HEADING and not PUNCTUATION.search(text, last, at)
        goes_on = value == counted.get(rank, 0) + 1 or (value == 1 and rank in fresh)
        if not goes_on or not (closed or heading):
            continue
        counted[rank] = value
        fresh = {finer for finer in counted if finer > rank} | (fresh - {rank})
        last = at + mark.length
        yield at


def gaps(flow: Flow, begin: int, end: int) -> set[int]:
    """Return where white space stands in a line in which paragraphs run on: line ends, as a rule."""
    return {at for at in range(begin + 1, end) if apart(flow, at)}


def continued(
    flow: Flow,
    begin: int,
    head: Marker | None,
    after: Marker | None,
    inside: Sequence[tuple[int, Marker]],
    counted: Mapping[Style, int],
) -> Iterator[int]:
    """Yield where the numbers stand that go on behind a statement, or open the items of a heading."""
    if not inside:
        return
    at, first = inside[0]
    last = head
    if head is not None and first.style.rank > head.style.rank and at - begin <= HEADING:
        between = flow.text[begin + head.length : at].rstrip("。")
        opens = first.value == 1 and after is not None and (after.style, after.value) == (first.style, 2)
        goes_on = apart(flow, at) and first.value in (1, counted.get(first.style, 0) + 1)
        if (opens or goes_on) and not PUNCTUATION.search(between):
            last = first
            yield at
    value = last.value if last else None
    for place, mark in inside:
        if place == at and last is first:
            continue
        if last is None:  # a line without a number goes on with the paragraph before it
            value = counted.get(mark.style)
        elif mark.style != last.style:
            continue
        if mark.value == (value or 0) + 1 and value is not None and stated(flow.text, begin, place):
            last, value = mark, mark.value
            yield place


def apart(flow: Flow, at: int) -> bool:
    """Tell whether white space stands before a place."""
    return flow.offsets[at] - flow.offsets[at - 1] > 1


def stated(text: str, begin: int, at: int) -> bool:
    """Tell whether a bracket that names who is responsible closes right before a place."""
    close = at - 1 if text[at - 1] in PAIRS else at - 2
    if close < begin or text[close] not in PAIRS or text[close + 1 : at] not in ("", "。", "；"):
        return False
    depth = 0
    for opening in range(close, max(begin, close - BRACKET) - 1, -1):
        depth += (text[opening] == text[close]) - (text[opening] == PAIRS[text[close]])
        if depth == 0:
            return STATED.search(text, opening, close) is not None
    return False

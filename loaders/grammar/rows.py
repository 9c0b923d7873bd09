"""Rows of task lists among the measures (清单与正文): which are measures, which repeat measures of the text.

A task list behind a plan's text (任务分工表) often says who does what the text has laid down. Where most of
its rows open as measures of the text do, they add to those; other task lists hold measures of their own.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.grammar.numbering import Marker, Style, marker
from loaders.grammar.outline import Item, Node, Outline, title_end
from loaders.grammar.paragraphs import Paragraph
from loaders.grammar.register import Register, Row

__all__ = ["ROW", "with_rows"]

ROW = Style("row", 8, re.compile(r"(?!)"), item=True)
FEW, OPENING = 4, 10  # characters by which a row and a measure of the text are known to be the same
LEADING_UP = 60  # characters of a line that leads up to a table
WORDS = re.compile(r"[^\w]")


def with_rows(outline: Outline, registers: Sequence[Register], text: str) -> Outline:
    """Return the outline with the rows of the task lists: new measures, or added to measures of the text."""
    nodes = [node for node in outline.root.walk() if node.marker]
    items, sections, strays = list(outline.items), set(outline.sections), list[Row]()
    for register in registers:
        places = {key: n for n, item in enumerate(items) if not item.rows for key in openings(text, item)}
        same = {row: places[key] for row in register.rows if (key := repeated(text, row, places))}
        if len(same) * 2 > len(register.rows):
            for row, number in same.items():
                items[number] = replace(items[number], rows=(*items[number].rows, row))
            strays += [row for row in register.rows if row not in same]
            continue
        above = {row: heading(text, nodes, row) for row in register.rows}
        headings = {node for node in above.values() if node}
        items = [item for item in items if item.node not in headings]
        items += [made(row, node, number) for number, (row, node) in enumerate(above.items(), start=1)]
        sections |= headings
    items.sort(key=lambda item: item.begin)
    return replace(
        outline,
        items=tuple(items),
        sections=tuple(node for node in nodes if node in sections),
        strays=tuple(strays),
    )


def openings(text: str, item: Item) -> Iterator[str]:
    """Yield by what a measure of the text may be known: its first words, from a few on."""
    first = words(text, item.text_begin, item.end)
    yield from (first[:length] for length in range(FEW, OPENING + 1))


def repeated(text: str, row: Row, places: dict[str, int]) -> str | None:
    """Return by what the measure of the text is known that a row repeats; None where it repeats none."""
    cells = (row.task, row.measure) if row.task else (row.measure,)
    return next((key for begin, end in cells if (key := words(text, begin, end)) in places), None)


def words(text: str, begin: int, end: int) -> str:
    """Return the first words of a range, without its number and punctuation."""
    number = marker(text, begin)
    start = begin + (number.length if number else 0)
    return WORDS.sub("", text[start : min(end, start + 3 * OPENING)])[:OPENING]


def heading(text: str, nodes: Sequence[Node], row: Row) -> Node | None:
    """Return the heading that a row stands under: the last numbered paragraph before it, if it holds no text."""
    at = bisect.bisect_left(nodes, row.measure[0], key=lambda node: node.begin)
    node = nodes[at - 1] if at else None
    if node is None or node.children:
        return None
    first, *more = node.paragraphs
    bare = title_end(text, node) == first.end
    return node if bare and all(p.end - p.begin <= LEADING_UP for p in more) else None


def made(row: Row, above: Node | None, ordinal: int) -> Item:
    """Return the measure that a row is; its number is the one printed, else its place in the list."""
    printed = re.fullmatch(r"\d{1,4}", row.number or "")
    node = Node(Marker(ROW, int(printed.group()) if printed else ordinal, 0), [Paragraph(*row.measure, None)], above)
    return Item(node, above, *row.measure, numbered=True, rows=(row,))

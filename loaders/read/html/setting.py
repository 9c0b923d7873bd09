"""Steps through a page → lines, as a browser sets them: blocks and <br> end a line, cells stand alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from loaders.read.html.grid import Grid
from loaders.read.html.lists import Counter, integer, numbered
from loaders.read.html.page import Closing, Element, Step
from loaders.read.transcript import Transcript, cell_name
from loaders.source import Cell

__all__ = ["Setting"]

BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "legend", "li", "main", "menu", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
CELLS = frozenset({"td", "th"})
GROUPS = frozenset({"thead", "tbody", "tfoot"})
LISTS = frozenset({"ol", "ul", "menu"})
BLANKS = re.compile(r"[ \t\r\n\f]+")  # white space that a browser shows as one blank; others are printed
LONGEST_TOOL = 60  # characters
# What sites set among the text for its readers: sizes of type, printing, ways to other pages.
TOOLS = re.compile(
    r"[【〔（(\[]?字[体号]大?小?[:：].{0,20}|(?:[【〔（(\[]?(?:打印|关闭|收藏|返回|分享|复制|下载)(?:本页|本文|此页|窗口|页面|顶部|链接)?[】〕）)\]|]?)+"
    r"|.{0,4}扫一扫.{0,30}|分享(?:到|至)?[:：].*|[上下]一[篇页条][:：]?.*|(?:浏览|阅读|点击|访问)(?:次数|量)[:：].*"
    r"|[（(【\[]?责任编辑[:：].{0,12}|相关(?:文档|链接|稿件|解读|附件|新闻|阅读)[:：]?"
)


@dataclass(slots=True)
class Nest:
    """A table that is open: which of the tables it is, its cell that is open, and where the text of that begins."""

    grid: Grid
    name: str
    order: int
    cell: Cell | None = None
    start: int = 0


@dataclass(slots=True)
class Setting:
    """Lines in the making."""

    transcript: Transcript = field(default_factory=Transcript)
    pieces: list[str] = field(default_factory=list)  # of the line so far
    number: str = ""  # of the list item that the line opens
    nests: list[Nest] = field(default_factory=list)
    counters: list[Counter] = field(default_factory=list)
    preformatted: int = 0
    blocks: int = 0  # lines so far that stand outside tables
    tables: int = 0  # so far
    lines: int = 0  # so far
    broken: int = 0  # of them that <br> ends

    def set(self, steps: Iterable[Step]) -> None:
        """Set down what steps show."""
        for step in steps:
            if isinstance(step, str):
                self.text(step)
            elif isinstance(step, Element):
                self.open(step)
            else:
                self.close(step)
        self.end_line()

    def text(self, text: str) -> None:
        """Add text to the line; in preformatted text its line ends count."""
        if not self.preformatted:
            self.pieces.append(text)
            return
        first, *others = text.split("\n")
        self.pieces.append(first)
        for line in others:
            self.broken += self.end_line()
            self.pieces.append(line)

    def open(self, element: Element) -> None:
        """Open an element."""
        tag = element.tag
        if tag == "br":
            self.broken += self.end_line()
        elif tag in BLOCKS:
            self.end_line()
        if tag in LISTS:
            self.counters.append(Counter.of(element))
        elif tag == "li" and self.counters:
            self.number = self.counters[-1].number(element)
        elif tag == "pre":
            self.preformatted += 1
        elif tag == "table":
            self.tables += 1
            self.nests.append(Nest(Grid(), f"T{self.tables}", len(self.transcript.tables)))
        elif self.nests:
            self.open_part(element, self.nests[-1])

    def open_part(self, element: Element, nest: Nest) -> None:
        """Open a part of a table."""
        if element.tag == "tr":
            nest.grid.add_row()
        elif element.tag in CELLS:
            rows, columns = (integer(element.attributes.get(name)) for name in ("rowspan", "colspan"))
            nest.cell = nest.grid.add_cell(max(1 if rows is None else rows, 0), max(columns or 1, 1))
            nest.start = self.transcript.offset

    def close(self, closing: Closing) -> None:
        """Close an element."""
        tag = closing.element.tag
        if tag in BLOCKS:
            self.end_line()
        if tag in LISTS and self.counters:
            self.counters.pop()
        elif tag == "li":
            self.number = ""
        elif tag == "pre":
            self.preformatted -= 1
        elif self.nests:
            self.close_part(tag, self.nests[-1])

    def close_part(self, tag: str, nest: Nest) -> None:
        """Close a table or a part of one."""
        if tag in CELLS and nest.cell:
            nest.grid.fill(nest.cell, self.transcript.since(nest.start))
            nest.cell = None
        elif tag in GROUPS:
            nest.grid.end_group()
        elif tag == "table":
            nest.grid.end_group()
            self.transcript.add_table(nest.grid.cells, nest.name, nest.order)
            self.nests.pop()

    def end_line(self) -> bool:
        """Set down the line so far, if there is one; tell whether there was."""
        line = BLANKS.sub(" ", "".join(self.pieces)).strip(" ")
        self.pieces.clear()
        bare = "".join(line.split())
        if not bare or (len(bare) <= LONGEST_TOOL and TOOLS.fullmatch(bare)):
            return False
        if self.number and not numbered(line):
            line = self.number + line
        self.number = ""
        self.transcript.write(line, self.place())
        self.lines += 1
        return True

    def place(self) -> str:
        """Return the place of the line: a cell of the innermost table, or a block of the text."""
        if self.nests and (cell := self.nests[-1].cell):
            return f"{self.nests[-1].name}!{cell_name(cell.row, cell.column)}"
        self.blocks += 1
        return f"¶{self.blocks}"

"""The text of a docx: body, tables, text boxes and notes, paragraph by paragraph in reading order."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from loaders.grammar.paragraphs import wrap_width
from loaders.read.docx.breaks import settled
from loaders.read.docx.content import contents, deleted_mark
from loaders.read.docx.elements import attribute, child, is_on, number, tag, value
from loaders.read.docx.numbering import Numbering
from loaders.read.docx.omissions import DELETED, EMBEDDED, NOTES, NUMBERS, STYLES
from loaders.read.docx.runs import Runs
from loaders.read.docx.styles import Style, Styles
from loaders.read.package import Node, Package
from loaders.read.transcript import Transcript, cell_name
from loaders.source import Cell

__all__ = ["Body"]

WIDEST = 63  # columns of a table in Word
NARROW = 16  # characters; no page is as narrow, but headings are
NOTE_PARTS = {"fn": ("footnotes", "w:footnote"), "en": ("endnotes", "w:endnote")}


@dataclass(slots=True)
class Story:
    """Text that flows on by itself: the body, a text box, a cell, a note.

    `place` names where it stands; the body has none, its paragraphs have one each. `head` and `tail` are
    what paragraphs left that ended without a mark: numbered already, and not yet.
    """

    runs: Runs
    place: str | None
    apart: bool = False  # its tables are no tables of the document
    head: str = ""
    tail: str = ""


class Body:
    """Reader of one document."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package.first("styles"))
        self.numbering = Numbering(package.first("numbering"), self.styles)
        self.transcript = Transcript()
        self.notes: list[tuple[str, str]] = []
        self.lines: list[str] = []  # of the body's own paragraphs
        self.paragraphs = self.boxes = self.tables = 0  # read so far

    def read(self) -> Transcript:
        """Return the document set down, its notes at the end."""
        body = child(self.package.tree(self.package.main), "w:body")
        if body is None:
            raise self.package.damaged(self.package.main)
        self.tell(body, None)
        start = self.transcript.offset
        for name, note in self.referred():
            if note is None:
                self.transcript.leave_out(NOTES)
            else:
                self.tell(note, name, apart=True)
        self.transcript.set_aside(start)
        return self.transcript

    def wrapped(self) -> bool:
        """Tell whether the body has a paragraph for each line of a page, as what was made from a PDF does."""
        ends = list(accumulate(map(len, self.lines), initial=0))
        return (wrap_width("".join(self.lines), list(pairwise(ends))) or 0) > NARROW

    def tell(self, parent: Node, place: str | None, *, apart: bool = False) -> None:
        """Set down a story."""
        story = Story(Runs(self.styles, self.transcript), place, apart)
        aside = len(self.transcript.asides)
        for element in contents(parent, self.transcript):
            name = tag(element)
            if name == "w:p":
                self.paragraph(element, story)
            elif name == "w:tbl":
                self.table(element, story)
            elif name == "w:altChunk":
                self.transcript.leave_out(EMBEDDED)
        self.finish(story)
        if story.runs.fields:  # a table of contents that never ends is none
            del self.transcript.asides[aside:]

    def paragraph(self, paragraph: Node, story: Story) -> None:
        """Set down a paragraph, or keep its text for the next one where its mark is deleted or hidden."""
        self.paragraphs += story.place is None
        properties = child(paragraph, "w:pPr")
        style = value(properties, "w:pStyle")
        chain = self.styles.paragraph(style)
        if style is not None and not self.styles.known:
            self.transcript.leave_out(STYLES)
        text = story.runs.text(paragraph, chain)
        if deleted_mark(properties):
            story.tail += text
            return
        hidden = is_on(properties, "w:rPr", "w:vanish")
        if hidden and not (story.tail + text).strip():
            return
        line = self.number(properties, chain) + story.tail + text
        story.tail = ""
        if hidden:  # what follows runs on in the same line
            story.head += line
            return
        start = self.transcript.offset
        self.write(story, story.head + line)
        story.head = ""
        if story.runs.listed or (chain and chain[0].name.startswith("toc ")):
            self.transcript.set_aside(start)

    def finish(self, story: Story) -> None:
        """Set down what is left at the end of a story."""
        self.write(story, story.head + story.tail)
        story.head = story.tail = ""

    def write(self, story: Story, text: str) -> None:
        """Set down a line, and after it the text boxes that hang on it."""
        self.transcript.write(settled(text), story.place or f"¶{self.paragraphs}")
        if story.place is None and text.strip():
            self.lines.append(text.strip())
        self.notes += story.runs.notes
        boxes, story.runs.boxes, story.runs.notes = story.runs.boxes, [], []
        for box in boxes:
            self.boxes += 1
            self.tell(box, f"box{self.boxes}" if story.place is None else story.place, apart=story.apart)

    def number(self, properties: Node | None, chain: tuple[Style, ...]) -> str:
        """Return the number of a paragraph."""
        place = self.numbering.place(properties, chain)
        if place is None:
            return ""
        if self.numbering.missing:
            self.transcript.leave_out(NUMBERS)
        return self.numbering.next(*place)

    def table(self, table: Node, story: Story) -> None:
        """Set down a table, row by row; in a cell or a note only its text."""
        self.finish(story)
        self.tables += not story.apart
        name = f"T{self.tables}"
        cells: list[Cell] = []
        merged: dict[int, int] = {}  # column → cell that may go on in the next row
        for at, row in enumerate(self.rows(table)):
            above, merged = merged, {}
            for column, width, element in self.row(row):
                goes_on = child(element, "w:tcPr", "w:vMerge")
                if goes_on is not None:
                    begun = above.get(column) if attribute(goes_on, "val") != "restart" else None
                    if begun is not None and cells[begun].columns == width:
                        cells[begun] = replace(cells[begun], rows=cells[begun].rows + 1)
                        merged[column] = begun
                        continue
                    merged[column] = len(cells)
                start = self.transcript.offset
                self.tell(element, story.place if story.apart else f"{name}!{cell_name(at, column)}", apart=True)
                cells.append(Cell(self.transcript.since(start), at, column, 1, width))
        if not story.apart:
            self.transcript.add_table(cells, name)

    def rows(self, table: Node) -> Iterator[Node]:
        """Yield the rows of a table that are not deleted."""
        for row in contents(table, self.transcript):
            if tag(row) == "w:tr":
                if deleted_mark(child(row, "w:trPr")):
                    self.transcript.leave_out(DELETED)
                else:
                    yield row

    def row(self, row: Node) -> list[tuple[int, int, Node]]:
        """Return the cells of a row with their first column and their width."""
        column = span(row, "w:trPr", "w:gridBefore", least=0)
        cells: list[tuple[int, int, Node]] = []
        for cell in contents(row, self.transcript):
            if tag(cell) == "w:tc" and child(cell, "w:tcPr", "w:cellDel") is None:
                width = span(cell, "w:tcPr", "w:gridSpan")
                beside = child(cell, "w:tcPr", "w:hMerge")  # how old files merge
                if cells and beside is not None and attribute(beside, "val") != "restart":
                    first, before, merged = cells.pop()
                    cells.append((first, before + width, merged))
                else:
                    cells.append((column, width, cell))
                column += width
        return cells

    def referred(self) -> Iterator[tuple[str, Node | None]]:
        """Yield the notes referred to, each once, in order, with its name (fn2); None for one that is missing."""
        known: dict[str, dict[str | None, Node]] = {}
        counted: Counter[str] = Counter()
        for kind, note in dict.fromkeys(self.notes):
            if kind not in known:
                part, name = NOTE_PARTS[kind]
                root = self.package.first(part)
                known[kind] = {attribute(e, "id"): e for e in (() if root is None else root) if tag(e) == name}
            counted[kind] += 1
            yield f"{kind}{counted[kind]}", known[kind].get(note)


def span(element: Node, *path: str, least: int = 1) -> int:
    """Return a count of columns, within what a table can have."""
    return min(max(number(value(element, *path)) or least, least), WIDEST)

"""What a reader sets down of a file: lines with their places, tables, asides, and what was left out."""

import hashlib
import re

from graph.language import Text
from graph.model import Form, Span
from loaders.errors import FileEmpty
from loaders.source import Cell, Omission, Place, SourceText, Table

__all__ = ["Transcript", "cell_name"]

LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")  # all that end a line of a SourceText


class Transcript:
    """Lines as they are read, in reading order."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.offset = 0  # where the next line begins
        self.places: list[Place] = []
        self.tables: list[Table] = []
        self.asides: list[Span] = []
        self.omitted: dict[Text, tuple[int, int]] = {}  # offset of the first, and how many

    def write(self, text: str, place: str) -> None:
        """Set down text that stands at a place, a line or several; lines that print nothing are passed over."""
        for line in LINE_ENDS.split(text):
            if line.strip():
                if not self.places or self.places[-1].name != place:
                    self.places.append(Place(self.offset, place))
                self.lines.append(f"{line}\n")
                self.offset += len(line) + 1

    def since(self, start: int) -> Span:
        """Return the span of what was written since an offset, without the last line end."""
        return Span(start, max(start, self.offset - 1))

    def add_table(self, cells: list[Cell], name: str | None, before: int | None = None) -> None:
        """Add a table that has been written, before another where that stands in it; one without text is none."""
        if any(cell.span.start < cell.span.end for cell in cells):
            self.tables.insert(len(self.tables) if before is None else before, Table(tuple(cells), name))

    def set_aside(self, start: int) -> None:
        """Mark what was written since an offset as outside the running text."""
        if self.offset > start:
            self.asides.append(Span(start, self.offset))

    def leave_out(self, note: Text, count: int = 1) -> None:
        """Note something that is left out before what is written next; {} in the note stands for how many."""
        first, before = self.omitted.get(note, (self.offset, 0))
        self.omitted[note] = first, before + count

    def source(
        self, name: str, content: bytes, *, encoding: str, form: Form, exact: bool, where: str, empty: Text
    ) -> SourceText:
        """Return the source text.

        Raises:
            FileEmpty: nothing was written; `empty` says what to do.

        """
        if not self.lines:
            raise FileEmpty(Text("文件中没有文字。", "the file holds no text."), empty, where=where)
        omissions = [
            Omission(offset, Text(note.zh.format(count), note.en.format(count)))
            for note, (offset, count) in self.omitted.items()
        ]
        return SourceText(
            name,
            "".join(self.lines),
            hashlib.sha256(content).hexdigest(),
            encoding,
            form,
            exact,
            tuple(self.places),
            tuple(self.tables),
            asides=tuple(self.asides),
            omissions=tuple(sorted(omissions, key=lambda omission: omission.offset)),
        )


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell as spreadsheets write it: C5 for row 4, column 2, both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"

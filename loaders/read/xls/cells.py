"""Cells of a sheet: a record for each, or for several numbers in a row ([MS-XLS] 2.4)."""

import struct
from collections.abc import Callable

from loaders.read.sheets import Area, Sheet
from loaders.read.xls.records import Reader, records

__all__ = ["fill"]

BEGIN, END = 0x0809, 0x000A
HIDDEN_ROW, HIDDEN_COLUMN = 0x20, 0x01
PICTURES = frozenset({0x01, 0x02, 0x03, 0x06, 0x08, 0x09, 0x1E})  # kinds of objects; others are notes and controls
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
NO_NUMBER = 0xFFFF  # ends the result of a formula that is no number; its first byte says what it is
IS_STRING, IS_BOOLEAN, IS_ERROR = 0, 1, 2
Shown = Callable[[float, int], str]


def fill(sheet: Sheet, stream: bytes, start: int, strings: list[str], shown: Shown) -> None:
    """Read the sheet that begins at a place of the workbook's stream.

    Args:
        sheet: where its cells go.
        stream: the workbook's stream.
        start: where the sheet begins.
        strings: the workbook's strings.
        shown: tells how a number is shown in a cell format.

    Raises:
        IndexError, struct.error: a record is shorter than it must be.

    """
    cells = Cells(sheet, strings, shown)
    depth = 0  # charts stand inside sheets as sheets of their own
    for record in records(stream, start):
        depth += (record.kind == BEGIN) - (record.kind == END)
        if depth == 0:
            return
        if depth == 1 and record.kind in READ:
            READ[record.kind](cells, Reader(record))


class Cells:
    """The reading of a sheet's records."""

    def __init__(self, sheet: Sheet, strings: list[str], shown: Shown) -> None:
        self.sheet = sheet
        self.strings = strings
        self.shown = shown
        self.waiting: tuple[int, int] | None = None  # cell of a formula whose result is the next string

    def put(self, row: int, column: int, text: str) -> None:
        """Set what a cell shows."""
        if text:
            self.sheet.cells[row, column] = text

    def shared_string(self, reader: Reader) -> None:
        """Read a cell that shows one of the workbook's strings."""
        row, column, _, number = reader.numbers("HHHI")
        self.put(row, column, self.strings[number])

    def label(self, reader: Reader) -> None:
        """Read a cell that shows a string of its own."""
        row, column, _ = reader.numbers("HHH")
        self.put(row, column, reader.string())

    def number(self, reader: Reader) -> None:
        """Read a number."""
        row, column, style = reader.numbers("HHH")
        self.put(row, column, self.shown(double(reader.bytes(8)), style))

    def packed_number(self, reader: Reader) -> None:
        """Read a number of four bytes."""
        row, column, style, packed = reader.numbers("HHHI")
        self.put(row, column, self.shown(unpacked(packed), style))

    def packed_numbers(self, reader: Reader) -> None:
        """Read several numbers of four bytes, one beside the other."""
        row, first = reader.numbers("HH")
        content = reader.rest()
        for place in range((len(content) - 2) // 6):
            style, packed = struct.unpack_from("<HI", content, place * 6)
            self.put(row, first + place, self.shown(unpacked(packed), style))

    def boolean_or_error(self, reader: Reader) -> None:
        """Read a truth value or an error."""
        row, column, _, value, error = reader.numbers("HHHBB")
        self.put(row, column, ERRORS.get(value, "") if error else str(bool(value)).upper())

    def formula(self, reader: Reader) -> None:
        """Read the result of a formula."""
        row, column, style = reader.numbers("HHH")
        result = reader.bytes(8)
        self.waiting = None
        if int.from_bytes(result[6:], "little") != NO_NUMBER:
            self.put(row, column, self.shown(double(result), style))
        elif result[0] == IS_STRING:
            self.waiting = row, column
        elif result[0] == IS_BOOLEAN:
            self.put(row, column, str(bool(result[2])).upper())
        elif result[0] == IS_ERROR:
            self.put(row, column, ERRORS.get(result[2], ""))

    def result(self, reader: Reader) -> None:
        """Read the string that is the result of the formula before it."""
        if self.waiting:
            self.put(*self.waiting, reader.string())
            self.waiting = None

    def row(self, reader: Reader) -> None:
        """Read whether a row is hidden."""
        row, *_, flags = reader.numbers("HHHHHHI")
        if flags & HIDDEN_ROW:
            self.sheet.hidden_rows.add(row)

    def columns(self, reader: Reader) -> None:
        """Read whether columns are hidden."""
        first, last, _, _, flags = reader.numbers("5H")
        if flags & HIDDEN_COLUMN:
            self.sheet.hidden_columns.update(range(first, last + 1))

    def merged(self, reader: Reader) -> None:
        """Read merged cells."""
        (count,) = reader.numbers("H")
        for _ in range(count):
            top, bottom, left, right = reader.numbers("4H")
            if top <= bottom and left <= right:
                self.sheet.merged.append(Area(top, left, bottom, right))

    def drawing(self, reader: Reader) -> None:
        """Count a picture or a drawing."""
        _, _, kind = reader.numbers("HHH")
        self.sheet.drawings += kind in PICTURES


READ = {
    0x00FD: Cells.shared_string,
    0x0204: Cells.label,
    0x00D6: Cells.label,
    0x0203: Cells.number,
    0x027E: Cells.packed_number,
    0x00BD: Cells.packed_numbers,
    0x0205: Cells.boolean_or_error,
    0x0006: Cells.formula,
    0x0207: Cells.result,
    0x0208: Cells.row,
    0x007D: Cells.columns,
    0x00E5: Cells.merged,
    0x005D: Cells.drawing,
}


def double(content: bytes) -> float:
    """Return a number of eight bytes."""
    return float(struct.unpack("<d", content)[0])


def unpacked(packed: int) -> float:
    """Return a number of four bytes: a whole one or the upper half of eight bytes, perhaps of its hundredfold."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 1 << 31 else 0))
    else:
        number = double(struct.pack("<II", 0, packed & 0xFFFFFFFC))
    return number / 100 if packed & 1 else number

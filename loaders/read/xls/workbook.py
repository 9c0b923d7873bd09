"""A workbook: its sheets, with what their cells show by the workbook's strings and formats."""

from collections.abc import Iterator
from math import isfinite

from graph.language import Text
from loaders.errors import FileProtected
from loaders.read.number_formats import BUILT_IN, displayed
from loaders.read.sheets import Sheet
from loaders.read.xls.cells import fill
from loaders.read.xls.records import Reader, Record, records

__all__ = ["Workbook"]

END = 0x000A
FILE_PASS, DATE_MODE, FORMAT, CELL_FORMAT, BOUND_SHEET, STRINGS = 0x002F, 0x0022, 0x041E, 0x00E0, 0x0085, 0x00FC
WORKSHEET, SHOWN = 0, 0  # of a bound sheet
GENERAL = "General"


class Workbook:
    """A workbook.

    Raises:
        FileProtected: it opens with a password only.
        IndexError, struct.error: a record is shorter than it must be.

    """

    def __init__(self, stream: bytes, where: str) -> None:
        self.stream = stream
        self.strings: list[str] = []
        self.own_formats: dict[int, str] = {}
        self.formats: list[str] = []
        self.bound: list[tuple[int, int, int, str]] = []  # of each sheet: where it begins, state, kind, name
        self.from_1904 = False
        for record in records(stream):
            if record.kind == END:
                break
            self.read(record, where)

    def read(self, record: Record, where: str) -> None:
        """Read a record that holds for all sheets."""
        reader = Reader(record)
        if record.kind == FILE_PASS:
            raise FileProtected(
                Text("文件有密码。", "the file opens with a password only."),
                Text("请去掉密码后另存。", "Save it without the password."),
                where=where,
            )
        if record.kind == DATE_MODE:
            self.from_1904 = reader.numbers("H") == (1,)
        elif record.kind == FORMAT:
            (number,) = reader.numbers("H")
            self.own_formats[number] = reader.string()
        elif record.kind == CELL_FORMAT:
            _, number = reader.numbers("HH")
            self.formats.append(self.own_formats.get(number) or BUILT_IN.get(number, GENERAL))
        elif record.kind == BOUND_SHEET:
            start, state, kind = reader.numbers("IBB")
            self.bound.append((start, state, kind, reader.string(short=True)))
        elif record.kind == STRINGS:
            _, count = reader.numbers("II")
            self.strings += [reader.string() for _ in range(count)]

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets in order; of hidden ones only the name."""
        for start, state, kind, name in self.bound:
            if kind == WORKSHEET:
                sheet = Sheet(name, visible=state & 3 == SHOWN)
                if sheet.visible:
                    fill(sheet, self.stream, start, self.strings, self.number)
                yield sheet

    def number(self, number: float, style: int) -> str:
        """Return a number as a cell format shows it."""
        code = self.formats[style] if style < len(self.formats) else GENERAL
        return displayed(number, code, from_1904=self.from_1904) if isfinite(number) else str(number)

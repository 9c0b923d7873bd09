"""A workbook: its sheets, with what their cells show by the workbook's strings and formats."""

import re
from collections.abc import Iterator
from math import isfinite

from loaders.read.archive import Archive
from loaders.read.number_formats import BUILT_IN, displayed
from loaders.read.package import Node, Package, inside, local
from loaders.read.sheets import Area, Sheet

__all__ = ["Workbook"]

MAIN = "xl/workbook.xml"
GENERAL = "General"
ON = frozenset({"1", "true", "on"})
SHOWN = "visible"
PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
WIDEST, LONGEST = 16384, 1048576  # columns and rows of a sheet
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ST_Xstring: characters that XML cannot hold
BOOLEANS = {"1": "TRUE", "0": "FALSE"}
Place = tuple[int, int]


class Workbook:
    """A workbook."""

    def __init__(self, archive: Archive) -> None:
        self.package = Package(archive, MAIN)
        self.strings = [string(item) for item in inside(self.package.first("sharedStrings"), "si")]
        self.formats = list(cell_formats(self.package.first("styles")))
        self.root = self.package.tree(self.package.main)
        if self.root is None:
            raise self.package.damaged(self.package.main)
        self.from_1904 = any(node.get("date1904") in ON for node in inside(self.root, "workbookPr"))

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets in order; of hidden ones only the name."""
        for node in inside(self.root, "sheets", "sheet"):
            relation = next((value for key, value in node.attrib.items() if key.endswith("}id")), "")
            kind, part = self.package.related.get(relation, ("", ""))
            sheet = Sheet(node.get("name", ""), visible=node.get("state", SHOWN) == SHOWN)
            if kind == "worksheet":
                if sheet.visible:
                    self.fill(sheet, part)
                yield sheet

    def fill(self, sheet: Sheet, part: str) -> None:
        """Read what a sheet holds."""
        at = -1
        for node in self.package.nodes(part, "row", "col", "mergeCell", "drawing", "legacyDrawing"):
            name = local(node)
            if name == "row":
                at = row_number(node, at + 1)
                self.row(sheet, node, at)
            elif name == "col" and concealed(node, "width"):
                first, last = (min(integer(node.get(edge)) or 1, WIDEST) for edge in ("min", "max"))
                sheet.hidden_columns.update(range(first - 1, last))
            elif name == "mergeCell" and (area := area_of(node.get("ref", ""))):
                sheet.merged.append(area)
            elif name == "drawing":
                sheet.drawings += 1

    def row(self, sheet: Sheet, node: Node, at: int) -> None:
        """Read a row; cells without a reference follow the one before."""
        column = -1
        for cell in node:
            if local(cell) != "c":
                continue
            place = place_of(cell.get("r", ""))
            column = place[1] if place else column + 1
            shown = self.shown(cell)
            if shown is None:
                sheet.without_result += 1
            elif shown:
                sheet.cells[at, column] = shown
        if concealed(node, "ht"):
            sheet.hidden_rows.add(at)

    def shown(self, cell: Node) -> str | None:
        """Return what a cell shows, None for a formula whose result was not saved."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(map(string, inside(cell, "is")))
        value = next((node.text for node in inside(cell, "v")), None)
        if not value:  # a formula may well give an empty string, but no empty number
            formula = next(inside(cell, "f"), None)
            return "" if formula is None or kind == "str" else None
        if kind == "s":
            number = integer(value)
            return self.strings[number] if number is not None and 0 <= number < len(self.strings) else ""
        if kind == "n":
            return self.number(value, integer(cell.get("s")) or 0)
        return BOOLEANS.get(value, value) if kind == "b" else unescaped(value)

    def number(self, value: str, style: int) -> str:
        """Return a number as a cell's style shows it."""
        try:
            number = float(value)
        except ValueError:
            return value
        code = self.formats[style] if style < len(self.formats) else GENERAL
        return displayed(number, code, from_1904=self.from_1904) if isfinite(number) else value


def cell_formats(styles: Node | None) -> Iterator[str]:
    """Yield the number format of each cell style."""
    own = {node.get("numFmtId"): node.get("formatCode", "") for node in inside(styles, "numFmts", "numFmt")}
    for node in inside(styles, "cellXfs", "xf"):
        number = node.get("numFmtId", "0")
        yield own.get(number) or BUILT_IN.get(integer(number) or 0, GENERAL)


def string(node: Node) -> str:
    """Return the text of a string, rich or plain, without its reading aids (rPh)."""
    pieces = [*inside(node, "t"), *inside(node, "r", "t")]
    return unescaped("".join(piece.text or "" for piece in pieces))


def unescaped(text: str) -> str:
    """Return a text with the characters that XML cannot hold."""
    return ESCAPE.sub(lambda mark: chr(int(mark[1], 16)), text) if "_x" in text else text


def concealed(node: Node, size: str) -> bool:
    """Tell whether a row or column is hidden, or of no size."""
    return node.get("hidden") in ON or node.get(size) in {"0", "0.0"}


def row_number(node: Node, following: int) -> int:
    """Return the number of a row, from 0; one without a number follows the row before."""
    number = integer(node.get("r"))
    return number - 1 if number and 0 < number <= LONGEST else following


def area_of(printed: str) -> Area | None:
    """Return the area that a reference such as A1:C5 means, None where it means none."""
    first, _, last = printed.partition(":")
    begin, end = place_of(first), place_of(last or first)
    return Area(*begin, *end) if begin and end and begin <= end and begin[1] <= end[1] else None


def place_of(printed: str) -> Place | None:
    """Return row and column, from 0, of a reference such as C5, None where it is none."""
    found = PLACE.fullmatch(printed)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row - 1, column - 1) if 0 < row <= LONGEST and column <= WIDEST else None


def integer(text: str | None) -> int | None:
    """Return a whole number, None where there is none."""
    return int(text) if text and text.strip().isdecimal() and len(text) < 10 else None  # noqa: PLR2004

"""Characters of a page as they stand on it, turned so that they are read from left to right and from above.

The text layer is pdfium's, whether it is shown or lies unseen under a scan. A character that the file maps
to nothing or to private use is `UNREAD`. Lengths are points (1/72 inch) from the page's upper left corner.
"""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c

from loaders.read.pdf.rules import Drawings, read_drawings

__all__ = ["UNREAD", "Glyph", "Sheet", "is_wide", "read_sheet"]

UNREAD = "\ufffd"
BULLET = "•"
SIZES = (1.0, 1000.0)  # points; what is smaller or larger cannot be read
LEVEL = 1 / 30  # of a right angle; text turned by more runs across the page
PICTURE = 0.5  # of a page that images cover where it is a scan
DRAWN = 200  # drawings of a page whose characters are drawn one by one
STAMPED = 40  # characters that a scanner's name or a page number may have
SYMBOLS = range(0xF000, 0xF100)  # private use of the symbol fonts: bullets and ticks
BROKEN_HYPHEN = "\x02"  # pdfium's mark of a hyphen at a line end
# Fonts often map an ideograph to the radical that looks the same. Kangxi radicals have their ideographs by
# compatibility decomposition; these are from EquivalentUnifiedIdeograph.txt of the Unicode Character Database.
RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
DECOMPOSED = (range(0x2E80, 0x2FD6), range(0xF900, 0xFB00), range(0xFB00, 0xFB07))  # radicals, twins, ligatures

Turn = Callable[[float, float], tuple[float, float]]


class Glyph(NamedTuple):
    """A character that prints something: its advance from `x0` to `x1`; top, base line and size of its font."""

    text: str
    x0: float
    x1: float
    top: float
    base: float
    size: float


@dataclass(slots=True)
class Sheet:
    """A page. `across`: how many letters run across the page and were left out."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    drawings: Drawings = field(default_factory=Drawings)
    across: int = 0

    @property
    def unread(self) -> bool:
        """Tell whether most characters of the page mean nothing."""
        return 2 * sum(glyph.text == UNREAD for glyph in self.glyphs) > len(self.glyphs)

    @property
    def scanned(self) -> bool:
        """Tell whether the page is an image, or drawn, with hardly a character beside."""
        shown = self.drawings.images > PICTURE * self.width * self.height or self.drawings.count > DRAWN
        return shown and len(self.glyphs) < STAMPED


@dataclass(frozen=True, slots=True)
class Mark:
    """A character as pdfium gives it, in the page's own coordinates; `quarter` is None between right angles."""

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    quarter: int | None


def read_sheet(number: int, page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> Sheet:
    """Return what stands on a page, turned as most of its text is."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    marks = list(read_marks(text))
    quarters = Counter(mark.quarter for mark in marks if mark.quarter is not None)
    quarter = quarters.most_common(1)[0][0] if quarters else page.get_rotation() // 90

    def turn(x: float, y: float) -> tuple[float, float]:
        x, y = x - left, y - bottom
        return ((x, height - y), (y, x), (width - x, y), (height - y, width - x))[quarter]

    sheet = Sheet(number, *((width, height) if quarter % 2 == 0 else (height, width)))
    for mark in marks:
        if mark.quarter != quarter:
            sheet.across += mark.quarter is not None and mark.text.isalpha()
            continue
        (one_x, one_y), (two_x, two_y) = turn(*mark.box[:2]), turn(*mark.box[2:])
        begin, base = turn(*mark.origin)
        x0, x1, above = min(begin, one_x, two_x), max(one_x, two_x), min(one_y, two_y, base)
        if x1 > 0 and x0 < sheet.width and base > 0 and above < sheet.height:
            sheet.glyphs.append(Glyph(mark.text, x0, x1, above, base, mark.size))
    sheet.drawings = read_drawings(page, turn)
    return sheet


def read_marks(text: pdfium.PdfTextPage) -> Iterator[Mark]:
    """Yield the characters of a page that print something, in the order of the file."""
    box, matrix, x, y = c.FS_RECTF(), c.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        if c.FPDFText_IsGenerated(text, index) == 1:
            continue
        printed = meant(c.FPDFText_GetUnicode(text, index), broken=c.FPDFText_HasUnicodeMapError(text, index) == 1)
        if not printed:
            continue
        c.FPDFText_GetLooseCharBox(text, index, box)
        c.FPDFText_GetCharOrigin(text, index, x, y)
        c.FPDFText_GetMatrix(text, index, matrix)
        size = c.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d) or box.top - box.bottom
        if not SIZES[0] <= size <= SIZES[1]:
            continue
        turns = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        quarter = round(turns)
        yield Mark(
            printed,
            (box.left, box.bottom, box.right, box.top),
            (x.value, y.value),
            size,
            quarter % 4 if abs(turns - quarter) < LEVEL else None,
        )


def meant(code: int, *, broken: bool) -> str:
    """Return what a character of the text layer stands for; nothing for what prints nothing."""
    if code in SYMBOLS:
        return BULLET
    printed = chr(code) if 0 < code < 0x110000 else UNREAD  # noqa: PLR2004 -- the last of Unicode
    if any(code in kind for kind in DECOMPOSED):
        return RADICALS.get(printed) or unicodedata.normalize("NFKC", printed)
    kind = unicodedata.category(printed)
    if printed == BROKEN_HYPHEN:
        return "-"
    if printed.isspace() or (kind in ("Cc", "Cf") and not broken):
        return ""
    return UNREAD if broken or kind in ("Cc", "Co", "Cn", "Cs") else printed


def is_wide(character: str) -> bool:
    """Tell whether a character takes a full square."""
    return unicodedata.east_asian_width(character[0]) in "WF"

"""Workbooks of Excel and WPS (Office Open XML, ECMA-376 Part 1 §18), read part by part.

Not with openpyxl: it refuses files whose styles are out of order, as exports of office systems often are,
does not know the strict name spaces, and keeps every empty cell in memory.
"""

from graph.model import Form
from loaders.read.archive import Archive
from loaders.read.sheets import NO_CELLS, set_down
from loaders.read.xlsx.workbook import Workbook
from loaders.source import SourceText

__all__ = ["read_xlsx"]


def read_xlsx(name: str, content: bytes, *, where: str) -> SourceText:
    """Return the text of a workbook.

    Raises:
        FileDamaged: it is cut off, or a part of it is broken.
        FileProtected: it opens with a password only.
        FileTooLarge: it unpacks to far more than a plan.
        FileEmpty: no visible cell holds text.

    """
    transcript = set_down(Workbook(Archive(content, where=where)).sheets())
    return transcript.source(name, content, encoding="utf-8", form=Form.XLSX, exact=True, where=where, empty=NO_CELLS)

"""Workbooks of Excel 97 to 2003 and of WPS (.xls, .et), read record by record ([MS-XLS], BIFF8).

Not with a library: those that are kept up lose the formats of numbers, so that 2023年6月 becomes a day, and
what is hidden; and they break down in damaged files.
"""

import struct

from graph.language import Text
from graph.model import Form
from loaders.errors import FileDamaged
from loaders.read.compound import Compound
from loaders.read.sheets import NO_CELLS, set_down
from loaders.read.xls.workbook import Workbook
from loaders.source import SourceText

__all__ = ["read_xls"]

STREAM = "Workbook"


def read_xls(name: str, content: bytes, *, where: str) -> SourceText:
    """Return the text of a workbook.

    Raises:
        FileDamaged: it is cut off or broken inside.
        FileProtected: it opens with a password only.
        FileEmpty: no visible cell holds text.

    """
    try:
        transcript = set_down(Workbook(Compound(content).stream(STREAM), where).sheets())
    except (IndexError, KeyError, struct.error):
        raise FileDamaged(
            Text("表格文件不完整或已损坏。", "the workbook is cut off or damaged."),
            Text(
                "请重新下载，或用 Excel、WPS 另存为 xlsx。", "Download it again, or save it as xlsx with Excel or WPS."
            ),
            where=where,
        ) from None
    return transcript.source(
        name, content, encoding="utf-16-le", form=Form.XLS, exact=True, where=where, empty=NO_CELLS
    )

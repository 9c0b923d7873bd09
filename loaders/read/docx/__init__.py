"""Word documents (docx), read as Word shows them: automatic numbers, tables, text boxes, notes, accepted changes.

Every line is a paragraph, and the text exact, unless the file has a paragraph for each line of a page.
Automatic numbers stand before the text they number. Headers, footers, comments, deleted and hidden text
are left out; a table of contents and notes are aside. No network, no entities.
"""

from graph.language import Text
from graph.model import Form
from loaders.read.archive import Archive
from loaders.read.docx.body import Body
from loaders.read.docx.omissions import PICTURES
from loaders.read.package import Package
from loaders.source import SourceText

__all__ = ["read_docx"]

BLANK = Text("请确认文件内容。", "Check what the file holds.")
SCANNED = Text(
    "文档里只有图片；请提供有文字的文档，或存为 PDF 后用 ocr 附加组件识别。",
    "It holds pictures only: give a document with text, or print it to PDF and install the extra `ocr`.",
)


def read_docx(name: str, content: bytes, *, where: str) -> SourceText:
    """Return the text of a docx file.

    Places are `¶12` (12th paragraph of the body, empty ones counted), `T2!C5` (a table's cell), `box1`
    (text box), `fn2`, `en1` (foot- and endnotes, by order of reference). Spans index the text set down.

    Raises:
        FileDamaged: cut off, a part missing or broken, or with a document type definition.
        FileProtected: a part opens with a password only.
        FileTooLarge: it unpacks to far more than a plan.
        FileEmpty: it has no text.

    """
    body = Body(Package(Archive(content, where=where), "word/document.xml"))
    transcript = body.read()
    return transcript.source(
        name,
        content,
        encoding="utf-8",
        form=Form.DOCX,
        exact=not body.wrapped(),
        where=where,
        empty=SCANNED if PICTURES in transcript.omitted else BLANK,
    )

"""A PDF opened by pdfium, which repairs what it can: what was repaired is told, what cannot be is refused."""

import re
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as c

from graph.language import Text
from loaders.errors import FileDamaged, FileProtected, FileTooLarge

__all__ = ["open_pdf", "repairs"]

PAGES = 1000  # a published plan has some dozens
START = re.compile(rb"startxref\s{1,9}(\d{1,10})")
TABLE = re.compile(rb"\s{0,9}xref")
ENTRY = re.compile(rb"(\d{10}) \d{5} n")
OBJECT = re.compile(rb"\s{0,9}\d{1,10}\s{1,9}\d{1,5}\s{1,9}obj")


def open_pdf(content: bytes, where: str) -> pdfium.PdfDocument:
    """Return the opened document. One that only asks for a password before it may be changed opens as any other.

    Raises:
        FileProtected: it opens with a password only, or is sealed for readers of one vendor.
        FileDamaged: nothing of it can be read, or it has no pages.
        FileTooLarge: it has thousands of pages.

    """
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if error.err_code in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY):
            raise FileProtected(
                Text("PDF 有密码，打不开。", "this PDF opens with a password only."),
                Text("请解除密码后另存。", "Save it without the password."),
                where=where,
            ) from None
        raise FileDamaged(
            Text(
                "PDF 不完整、已损坏或没有页面，无法读取。",
                "this PDF is cut off, broken or without pages and cannot be read.",
            ),
            Text("请重新下载。", "Download it again."),
            where=where,
        ) from None
    if len(document) > PAGES:
        raise FileTooLarge(
            Text(
                f"PDF 有 {len(document)} 页，不像一份方案。",
                f"this PDF has {len(document)} pages and is hardly a plan.",
            ),
            Text("请只提供方案正文。", "Give the plan's own pages."),
            where=where,
        )
    return document


def repairs(content: bytes) -> Iterator[Text]:
    """Yield what is wrong with the file as a whole, so that something of it may be missing."""
    end = content.rfind(b"%%EOF")
    if end < 0 or OBJECT.search(content, end):
        yield Text(
            "PDF 结尾缺失，可能被截断；后面的内容可能没有读到",
            "the end of the PDF is missing: it was cut off, and what followed is not read",
        )
    elif not any(fits(content, shift) for shift in {0, max(0, content.find(b"%PDF-"))}):
        yield Text(
            "PDF 的交叉引用损坏，已按内容修复；可能有内容没有读到",
            "the PDF's cross-reference is broken and was rebuilt from its content: something may be missing",
        )


def fits(content: bytes, shift: int) -> bool:
    """Tell whether the last cross-reference is where the file says and leads to objects; the PDF begins at `shift`."""
    said = START.search(content, content.rfind(b"startxref"))
    if said is None:
        return False
    start = int(said[1]) + shift
    table = TABLE.match(content, start)
    if table is None:
        return OBJECT.match(content, start) is not None  # compressed; pdfium reads it or rebuilds it
    places = (int(entry[1]) for entry in ENTRY.finditer(content, table.end(), content.find(b"trailer", start)))
    return all(OBJECT.match(content, place + shift) for place in places)

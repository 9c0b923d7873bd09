"""PDF: the text of its pages in reading order, without page furniture, its tables cell by cell.

Decides by the geometry of the page alone. Pages without a text layer are recognised where `YINGSHANG_OCR`
asks for it, else named: as an omission where other pages have text, as an error where none has.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from graph.language import Text
from graph.model import Form
from graph.settings import read_settings
from loaders.errors import FileDamaged, FileEmpty, FileTooLarge, NoTextLayer
from loaders.read.pdf.columns import arrange, find_gutters
from loaders.read.pdf.furniture import without_furniture, without_watermarks
from loaders.read.pdf.glyphs import UNREAD, Glyph, Sheet, read_sheet
from loaders.read.pdf.lines import Line
from loaders.read.pdf.ocr import installed, recognise
from loaders.read.pdf.opening import open_pdf, repairs
from loaders.read.pdf.paragraphs import Setting
from loaders.read.pdf.tables import Grid, find_grids
from loaders.read.pdf.writing import Writing, write
from loaders.source import Omission, SourceText

__all__ = ["read_pdf"]

CHARACTERS = 500_000  # a published plan has some tens of thousands
SIDES = 4  # pages from which left and right ones are told apart
ACROSS = 30  # letters of a page number or a stamp that run across the page


@dataclass(slots=True)
class Pages:
    """The pages of a document as they stand, and what is to be said of them by number; 0 is the document."""

    sheets: list[Sheet] = field(default_factory=list)
    notes: list[tuple[int, Text]] = field(default_factory=list)
    textless: list[int] = field(default_factory=list)
    recognised: set[int] = field(default_factory=set)


def read_pdf(name: str, content: bytes, *, where: str) -> SourceText:
    """Return the text of a PDF; its form is `ocr` where the text of a page was recognised from its image.

    Raises:
        FileProtected: it opens with a password only.
        FileDamaged: nothing of it can be read.
        FileEmpty: it has no pages, or nothing stands on them.
        FileTooLarge: it has thousands of pages or millions of characters.
        NoTextLayer: its pages are images; names them.

    """
    document = open_pdf(content, where)
    try:
        pages = read_pages(document, where, ocr=read_settings().ocr)
    finally:
        document.close()
    pages.notes[:0] = [(0, note) for note in damage(content, pages)]
    writing = set_down(pages)
    if not writing.text.strip():
        raise without_text(pages, where)
    return SourceText(
        name,
        writing.text,
        hashlib.sha256(content).hexdigest(),
        "utf-16-be",  # what PDF maps its characters to
        form=Form.OCR if pages.recognised else Form.PDF,
        exact=writing.exact,
        places=tuple(writing.places),
        tables=tuple(writing.tables),
        omissions=tuple(sorted(omissions(pages, writing), key=lambda omission: omission.offset)),
    )


def read_pages(document: pdfium.PdfDocument, where: str, *, ocr: bool) -> Pages:
    """Return what stands on the pages, one after the other; scanned ones are recognised if so wanted."""
    pages = Pages()
    characters = 0
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            pages.notes.append((number, Text(f"第 {number} 页损坏，没有读到", f"page {number} is broken and not read")))
            continue
        text = page.get_textpage()
        characters += text.count_chars()
        if characters > CHARACTERS:
            raise FileTooLarge(
                Text("PDF 的文字过多，不像一份方案。", "this PDF has too much text and is hardly a plan."),
                Text("请只提供方案正文。", "Give the plan's own pages."),
                where=where,
            )
        sheet = read_sheet(number, page, text)
        text.close()
        if sheet.unread or sheet.scanned:
            sheet = scanned(sheet, page, pages, where, ocr=ocr)
        page.close()
        pages.sheets.append(sheet)
    return pages


def scanned(sheet: Sheet, page: pdfium.PdfPage, pages: Pages, where: str, *, ocr: bool) -> Sheet:
    """Return a page without a text layer: recognised, or with what little can be read, and a note of either."""
    number = sheet.number
    if ocr:
        found, doubtful = recognise(number, page, where)
        pages.recognised.add(number)
        pages.notes.append(
            (
                number,
                Text(
                    f"第 {number} 页的文字由机器识别，可能有误；{doubtful} 行把握不大",
                    f"page {number} was recognised by a machine and may be wrong; {doubtful} of its lines are unsure",
                ),
            )
        )
        return found
    pages.textless.append(number)
    if sheet.unread:
        sheet.glyphs = []
        note = Text(
            f"第 {number} 页的文字没有对应的字符，没有读到",
            f"the characters of page {number} are not mapped to any text and are not read",
        )
    else:
        note = Text(
            f"第 {number} 页是图像，没有文字层，没有读到", f"page {number} is an image without text and is not read"
        )
    pages.notes.append((number, note))
    return sheet


def damage(content: bytes, pages: Pages) -> Iterator[Text]:
    """Yield what may be missing of a broken file, and which of its pages show nothing."""
    found = list(repairs(content))
    yield from found
    blank = [sheet.number for sheet in pages.sheets if not (sheet.glyphs or sheet.drawings.count)]
    if found and blank:
        yield Text(f"第 {listed(blank)} 页没有内容", f"nothing stands on pages {listed(blank)}")


def set_down(pages: Pages) -> Writing:
    """Return the text of the pages."""
    without_watermarks(pages.sheets)
    tables: list[list[Grid]] = []
    texts: list[list[Glyph]] = []
    for sheet in pages.sheets:
        grids, text, crowded = find_grids(sheet.drawings.rules, sheet.glyphs, sheet.number)
        tables.append(grids)
        texts.append(text)
        if crowded or sheet.drawings.crowded:
            note = Text(
                f"第 {sheet.number} 页线条过多，没有从中找表格",
                f"page {sheet.number} has too many lines to look for tables",
            )
            pages.notes.append((sheet.number, note))
        if sheet.across > ACROSS:
            note = Text(
                f"第 {sheet.number} 页有 {sheet.across} 个字与其余文字方向不同，没有读到",
                f"page {sheet.number}: {sheet.across} characters run in another direction and are not read",
            )
            pages.notes.append((sheet.number, note))
    standing = [
        arrange(text, grids, sheet.number, gutter)
        for sheet, text, grids, gutter in zip(pages.sheets, texts, tables, find_gutters(texts), strict=True)
    ]
    standing = without_furniture(standing, pages.sheets)
    lines = [item for page in standing for item in page if isinstance(item, Line)]
    widths = {sheet.number: sheet.width for sheet in pages.sheets}
    return write(standing, Setting(lines, kinds(pages), widths))


def kinds(pages: Pages) -> dict[int, object]:
    """Return, for each page, what pages are set like it: of its size, and of its side; a scan is like none."""
    sides = 2 if len(pages.sheets) >= SIDES else 1
    return {
        sheet.number: sheet.number
        if sheet.number in pages.recognised
        else (round(sheet.width), sheet.number % sides, "")
        for sheet in pages.sheets
    }


def omissions(pages: Pages, writing: Writing) -> Iterator[Omission]:
    """Yield what was left out, each where its page begins, and where its first character cannot be read."""
    starts = sorted(writing.pages.items())

    def begin(number: int) -> int:
        return next((start for page, start in starts if page >= number), writing.length)

    for number, note in pages.notes:
        yield Omission(begin(number), note)
    ends = [*(start for _, start in starts[1:]), writing.length]
    for (number, start), end in zip(starts, ends, strict=True):
        count = writing.text.count(UNREAD, start, end)
        if count:
            yield Omission(
                writing.text.index(UNREAD, start),
                Text(
                    f"第 {number} 页有 {count} 个字没有对应的字符，以 {UNREAD} 代替",
                    f"page {number}: {count} characters are not mapped to any text; {UNREAD} stands for them",
                ),
            )


def without_text(pages: Pages, where: str) -> FileEmpty | FileDamaged | NoTextLayer:
    """Return why there is no text."""
    if pages.textless:
        numbers = listed(pages.textless)
        how = "设 YINGSHANG_OCR=true", "set YINGSHANG_OCR=true"
        if not installed():
            how = f"先 pip install 'yingshang[ocr]'，再{how[0]}", f"pip install 'yingshang[ocr]', then {how[1]}"
        return NoTextLayer(
            Text(f"第 {numbers} 页是图像，没有文字层。", f"pages {numbers} are images without text."),
            Text(f"请提供文字版；或{how[0]}，由机器识别。", f"Give a text version; or {how[1]} to have it recognised."),
            where=where,
        )
    if pages.notes:
        return FileDamaged(
            Text(
                f"PDF 没有可读的内容：{pages.notes[0][1].zh}。",
                f"nothing of this PDF can be read: {pages.notes[0][1].en}.",
            ),
            Text("请重新下载。", "Download it again."),
            where=where,
        )
    return FileEmpty(
        Text("PDF 的页面是空白的。", "the pages of this PDF are blank."),
        Text("请重新下载或另存。", "Download or save it again."),
        where=where,
    )


def listed(numbers: Sequence[int]) -> str:
    """Return page numbers with runs drawn together: 1-3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)

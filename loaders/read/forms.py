"""Forms of files (格式): how each is told by what the file holds, and its reader, or why it has none.

Names and suffixes are never asked: what an office publishes as .docx may be a PDF, and an .xls a web page.
"""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from graph.language import Text
from loaders.errors import FileDamaged, FileProtected, FormatUnknown, LoadError
from loaders.read.archive import Archive
from loaders.read.compound import SIGNATURE, Compound

__all__ = ["FORMS", "Format", "Refusal", "form_of"]

HEAD = 16 * 1024  # bytes in which a form shows itself; scripts and comments may stand before a page's first tag
PACKED = (b"PK\x03\x04", b"PK\x05\x06")
WEB_PAGE = re.compile(
    rb"(?>\s|\xc2\xa0|\xe3\x80\x80|\xa1\xa1|\xef\xbb\xbf|<!--.*?-->|<\?[^>]*>)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|link|style|script|base|div|p|table|tbody|tr|td|section|article|main"
    rb"|span|font|center|strong|b|br|img|a|ul|ol|li|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a file shows of itself: its first bytes, and the names inside it where it is a container."""

    head: bytes
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a form is not read, and what to do."""

    what: Text
    remedy: Text
    error: type[LoadError] = FormatUnknown


@dataclass(frozen=True, slots=True)
class Format:
    """A form of files: how it is told, and the module in `loaders.read` that reads it, or why none does."""

    name: str
    told: Callable[[Shape], bool]
    reader: str | Refusal


def begins(*marks: bytes, at: int = 0) -> Callable[[Shape], bool]:
    """Tell a file by its first bytes."""
    return lambda shape: shape.head.startswith(marks, at)


def says(*patterns: bytes) -> Callable[[Shape], bool]:
    """Tell a file by patterns that all stand in its first bytes."""
    found = [re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in patterns]
    return lambda shape: all(pattern.search(shape.head) for pattern in found)


def holds(pattern: str) -> Callable[[Shape], bool]:
    """Tell a container by a name inside it."""
    found = re.compile(pattern)
    return lambda shape: any(found.fullmatch(name) for name in shape.names)


def unread(zh: str, en: str, *, remedy: Text) -> Refusal:
    """Return the refusal of a form that is not read, by its name in both languages."""
    return Refusal(Text(f"这是{zh}，不能直接读。", f"this is {en}, which is not read."), remedy)


SAVE_AS_DOCX = Text("请用 Word 或 WPS 另存为 docx。", "Save it as docx with Word, WPS or LibreOffice.")
SAVE_AS_XLSX = Text("请用 Excel 或 WPS 另存为 xlsx。", "Save it as xlsx with Excel, WPS or LibreOffice.")
SAVE_AS_PDF = Text("请用阅读器打开后另存（打印）为 PDF。", "Open it in its reader and print it to PDF.")
SCAN = Text(
    "请将各页合成一份 PDF，安装 yingshang[ocr]，并设 YINGSHANG_OCR=true。",
    "Join the pages to one PDF, install yingshang[ocr], and set YINGSHANG_OCR=true.",
)
UNPACK = Text("请解压后提供方案本身。", "Unpack it and give the plan itself.")
PASSWORD = Refusal(
    Text("文件有密码。", "the file has a password."),
    Text("请去掉密码后另存。", "Save it without the password."),
    FileProtected,
)
picture = partial(unread, "图片", "a picture", remedy=SCAN)
archive = partial(unread, "压缩包", "an archive", remedy=UNPACK)

FORMS = (  # the first that fits
    Format("pdf", says(rb"\A(?!PK)(?s:.{0,1019})%PDF-"), "pdf"),
    Format("docx", holds(r"word/document\d*\.xml"), "docx"),
    Format("xlsx", holds(r"xl/workbook\d*\.xml"), "xlsx"),
    Format("xlsb", holds(r"xl/workbook\.bin"), unread("xlsb 工作簿", "an xlsb workbook", remedy=SAVE_AS_XLSX)),
    Format("ofd", holds(r"ofd\.xml"), unread("OFD 版式文件", "an OFD document", remedy=SAVE_AS_PDF)),
    Format(
        "odt",
        says(rb"mimetypeapplication/vnd\.oasis\.opendocument\.text"),
        unread("ODT 文档", "an OpenDocument text", remedy=SAVE_AS_DOCX),
    ),
    Format(
        "ods",
        says(rb"mimetypeapplication/vnd\.oasis\.opendocument\.spreadsheet"),
        unread("ODS 表格", "an OpenDocument spreadsheet", remedy=SAVE_AS_XLSX),
    ),
    Format("zip", begins(*PACKED), archive()),
    Format("protected", holds("EncryptedPackage"), PASSWORD),
    Format("xls", holds("Workbook"), "xls"),
    Format(
        "xls5", holds("Book"), unread("Excel 95 及更早的表格", "a workbook of Excel 95 or before", remedy=SAVE_AS_XLSX)
    ),
    Format(
        "doc", holds("WordDocument"), unread("旧版 Word 或 WPS 文档", "an old Word or WPS text", remedy=SAVE_AS_DOCX)
    ),
    Format(
        "ole",
        begins(SIGNATURE),
        unread("旧版 Office 文件", "an old Office file", remedy=SAVE_AS_DOCX),
    ),
    Format("rtf", begins(b"{\\rtf"), unread("RTF 文档", "an RTF text", remedy=SAVE_AS_DOCX)),
    Format(
        "wordxml",
        says(rb"<\?xml", rb"<\?mso-application|<(?:w:wordDocument|pkg:package|Workbook|office:document)\b"),
        unread("XML 格式的 Office 文件", "an Office file saved as XML", remedy=SAVE_AS_DOCX),
    ),
    Format(
        "mht",
        says(rb"^MIME-Version:", rb"^Content-Type:\s*multipart/"),
        unread(
            "网页存档（.mht）",
            "a web archive (.mht)",
            remedy=Text("请用浏览器打开后另存为 HTML。", "Open it in a browser and save it as HTML."),
        ),
    ),
    Format("picture", begins(b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), picture()),
    Format("picture", says(rb"\A(?s:RIFF....WEBP|BM....\0\0\0\0|....ftyp(?:heic|mif1|avif))"), picture()),
    Format("archive", begins(b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\0"), archive()),
    Format("archive", begins(b"ustar", at=257), archive()),
    Format(
        "json",
        says(rb"\A\s*(?:\{\s*\"|\[\s*[{\[\"])"),
        unread("JSON 数据", "JSON data", remedy=Text("请提供方案的正文。", "Give the text of the plan.")),
    ),
    Format("html", lambda shape: bool(WEB_PAGE.match(shape.head)), "html"),
    Format("text", lambda _: True, "text"),
)


def form_of(content: bytes, where: str) -> Format:
    """Return the form of a file's bytes.

    Raises:
        FileDamaged: a container is cut off, so that its form cannot be told.
        FileProtected: an archive opens with a password only.
        FileTooLarge: an archive unpacks to far more than a plan.

    """
    shape = Shape(head(content), names(content, where))
    return next(form for form in FORMS if form.told(shape))


def head(content: bytes) -> bytes:
    """Return the first bytes; those of UTF-16 text with a byte-order mark as UTF-8."""
    first = content[:HEAD]
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return first.decode("utf-16", errors="ignore").encode("utf-8", errors="ignore")
    return first.removeprefix(codecs.BOM_UTF8)


def names(content: bytes, where: str) -> frozenset[str]:
    """Return the names inside a container; none of what is no container."""
    if content.startswith(PACKED):
        return frozenset(Archive(content, where=where).names)
    if not content.startswith(SIGNATURE):
        return frozenset()
    if not (found := Compound(content).streams):
        raise FileDamaged(
            Text("文件不完整。", "the file is cut off."), Text("请重新下载。", "Download it again."), where=where
        )
    return frozenset(found)

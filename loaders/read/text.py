"""Text files: UTF-8 with or without byte-order mark, UTF-16 with one, GB18030."""

import codecs
import hashlib

from graph.language import Text
from loaders.errors import EncodingBroken, FileEmpty, FormatUnknown
from loaders.source import SourceText

__all__ = ["read_text"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_text(name: str, content: bytes, *, where: str) -> SourceText:
    """Return the decoded text of a file's bytes.

    Raises:
        FormatUnknown: the bytes are no text.
        EncodingBroken: neither UTF-8 nor GB18030; says at which line and byte both break off.
        FileEmpty: nothing but white space.

    """
    encoding, body = "utf-8", content
    for mark, named in MARKS:
        if content.startswith(mark):
            encoding, body = named, content[len(mark) :]
            break
    else:
        if b"\0" in content:
            raise FormatUnknown(
                Text("这是二进制文件，不是文本。", "this is a binary file, not text."),
                Text("请另存为 UTF-8 或 GB18030 文本。", "Save it as UTF-8 or GB18030 text."),
                where=where,
            )
    text, encoding = decode(body, encoding, where)
    if not text.strip():
        raise FileEmpty(
            Text("文件中没有文字。", "the file holds no text."),
            Text("请重新下载或另存。", "Download or save it again."),
            where=where,
        )
    return SourceText(name, text, hashlib.sha256(content).hexdigest(), encoding)


def decode(body: bytes, encoding: str, where: str) -> tuple[str, str]:
    """Return text and encoding: the one given, or GB18030 where most bytes do not fit UTF-8."""
    try:
        return body.decode(encoding), encoding
    except UnicodeDecodeError as error:
        first = error
    if encoding == "utf-8" and not mostly_utf8(body):
        try:
            return body.decode("gb18030"), "gb18030"
        except UnicodeDecodeError as error:
            first = error
    line = body.count(b"\n", 0, first.start) + 1
    column = first.start - (body.rfind(b"\n", 0, first.start) + 1) + 1
    raise EncodingBroken(
        Text(
            f"文字编码损坏：第 {line} 行第 {column} 字节不是 {first.encoding}。",
            f"broken encoding: line {line}, byte {column} is not {first.encoding}.",
        ),
        Text("请另存为 UTF-8 文本。", "Save it as UTF-8 text."),
        where=f"{where}:{line}:{column}",
    )


def mostly_utf8(body: bytes) -> bool:
    """Tell damaged UTF-8 from another encoding: few of its characters cannot be decoded."""
    text = body.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return broken * 5 < sum(1 for character in text if character > "\x7f")

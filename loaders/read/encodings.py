"""Bytes → text: UTF-8, GB18030 (with GBK and GB2312), Big5, UTF-16.

A byte-order mark decides. Else what is UTF-8 throughout is UTF-8: no other encoding of Chinese gives that
by chance. Else the encoding decides under which the most characters are frequent ones of Chinese prose.
What a page says of its own encoding is not asked: it is often wrong.
"""

import codecs

from graph.language import Text
from loaders.errors import EncodingBroken, FormatUnknown

__all__ = ["decode", "decode_page"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NARROW = ("gb18030", "big5hkscs")
WIDE = ("utf-16-le", "utf-16-be")  # their digits and line ends hold zero bytes, which no other text has
SAMPLE = 1 << 16  # bytes that tell the encoding; even, as UTF-16 needs
FREQUENT = frozenset(
    "的一是在不人有中大和市年月日政府为為国國部门門单單位工作业業务務服办辦法行责責任，、。；：（）0123456789 \t\r\n"
)
LIKELY = 0.05  # share of frequent characters below which bytes are no text; in plans it is 0.15 to 0.5
SPOILED = 0.01  # share of a page's characters that may be broken; sites cut summaries in the middle of one


def decode(content: bytes, where: str) -> tuple[str, str]:
    """Return text, without byte-order mark, and encoding.

    Raises:
        FormatUnknown: the bytes are no text.
        EncodingBroken: the encoding breaks off; says at which line and byte.

    """
    encoding, body = told(content, where)
    try:
        return body.decode(encoding), encoding
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        column = error.start - (body.rfind(b"\n", 0, error.start) + 1) + 1
        raise EncodingBroken(
            Text(
                f"文字编码损坏：第 {line} 行第 {column} 字节不是 {error.encoding}。",
                f"broken encoding: line {line}, byte {column} is not {error.encoding}.",
            ),
            Text("请另存为 UTF-8 文本。", "Save it as UTF-8 text."),
            where=f"{where}:{line}:{column}",
        ) from None


def decode_page(content: bytes, where: str) -> tuple[str, str, int]:
    """Return text, encoding and how many characters are broken (U+FFFD stands for them); few may be.

    Raises:
        FormatUnknown: the bytes are no text.
        EncodingBroken: more than a few are broken; says where the first is.

    """
    encoding, body = told(content, where)
    text = body.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    if broken > max(1, SPOILED * sum(character > "\x7f" for character in text)):
        text, encoding = decode(content, where)
    return text, encoding, broken


def told(content: bytes, where: str) -> tuple[str, bytes]:
    """Return the encoding of bytes, and the bytes without byte-order mark."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding, content[len(mark) :]
    wide = b"\0" in content
    if not wide and mostly_utf8(content):
        return "utf-8", content
    share, encoding = max((frequent(content, encoding), encoding) for encoding in (WIDE if wide else NARROW))
    if wide and share < LIKELY:
        raise FormatUnknown(
            Text("这是二进制文件，不是文本。", "this is a binary file, not text."),
            Text("请另存为 UTF-8 或 GB18030 文本。", "Save it as UTF-8 or GB18030 text."),
            where=where,
        )
    return encoding, content


def frequent(content: bytes, encoding: str) -> float:
    """Return which share of the first characters are frequent ones, under an encoding."""
    text = content[:SAMPLE].decode(encoding, errors="replace")
    return sum(character in FREQUENT for character in text if character > "\x7f" or encoding in WIDE) / len(text)


def mostly_utf8(body: bytes) -> bool:
    """Tell UTF-8, damaged or not, from another encoding: few of its characters cannot be decoded."""
    text = body.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return not broken or broken * 5 < sum(character > "\x7f" for character in text)

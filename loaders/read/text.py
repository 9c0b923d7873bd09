"""Text files, with the tables that lie in them as lines of cells."""

import hashlib
from dataclasses import replace

from graph.language import Text
from loaders.errors import FileEmpty
from loaders.read.encodings import decode
from loaders.read.ruling import tables
from loaders.source import SourceText

__all__ = ["read_text"]


def read_text(name: str, content: bytes, *, where: str) -> SourceText:
    """Return the decoded text of a file's bytes.

    Raises:
        FormatUnknown: the bytes are no text.
        EncodingBroken: the encoding breaks off; says at which line and byte.
        FileEmpty: nothing but white space.

    """
    text, encoding = decode(content, where)
    if not text.strip():
        raise FileEmpty(
            Text("文件中没有文字。", "the file holds no text."),
            Text("请重新下载或另存。", "Download or save it again."),
            where=where,
        )
    source = SourceText(name, text, hashlib.sha256(content).hexdigest(), encoding)
    return replace(source, tables=tuple(tables(source)))

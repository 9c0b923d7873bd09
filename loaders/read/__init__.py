"""Files → SourceText: one reader per format, chosen by what the file holds, not by its name alone."""

from pathlib import Path

from graph.language import Text
from loaders.errors import FileEmpty, FileUnreadable, FormatUnknown
from loaders.read.text import read_text
from loaders.source import SourceText

__all__ = ["SUFFIXES", "read"]

SUFFIXES = (".txt", ".text")
LARGEST = 64 * 1024 * 1024  # bytes; a published plan has some hundred kilobytes

FOREIGN = (  # first bytes of formats that are not read, and what to call them
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "docx/xlsx/zip"),
    (b"\xd0\xcf\x11\xe0", "doc/xls/wps"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
)


def read(path: Path) -> SourceText:
    """Return the text of a file.

    Raises:
        FileUnreadable: it is missing, a folder, or may not be read.
        FileEmpty: it holds no text.
        FormatUnknown: it is of a format that is not read.
        EncodingBroken: it is neither UTF-8 nor GB18030.

    """
    try:
        if path.stat().st_size > LARGEST:
            raise FormatUnknown(
                Text(
                    f"文件超过 {LARGEST >> 20} MB，不像一份方案。",
                    f"the file has more than {LARGEST >> 20} MB and is hardly a plan.",
                ),
                Text("请只提供方案正文。", "Give the plan's own text."),
                where=str(path),
            )
        content = path.read_bytes()
    except IsADirectoryError:
        raise FileUnreadable(
            Text("这是文件夹，不是文件。", "this is a folder, not a file."),
            Text("请用 yingshang load 载入文件夹。", "Load folders with `yingshang load`."),
            where=str(path),
        ) from None
    except FileNotFoundError:
        raise FileUnreadable(
            Text("没有这个文件。", "there is no such file."),
            Text("请检查路径。", "Check the path."),
            where=str(path),
        ) from None
    except OSError as error:
        raise FileUnreadable(
            Text(f"文件无法读取：{error.strerror}。", f"the file cannot be read: {error.strerror}."),
            Text("请检查权限。", "Check its permissions."),
            where=str(path),
        ) from None
    if not content.strip():
        raise FileEmpty(
            Text("文件是空的。", "the file is empty."),
            Text("请重新下载或另存。", "Download or save it again."),
            where=str(path),
        )
    for mark, name in FOREIGN:
        if content.startswith(mark):
            raise FormatUnknown(
                Text(
                    f"这是 {name} 文件，目前只读取文本文件。",
                    f"this is a {name} file; text files are read so far.",
                ),
                Text("请另存为 UTF-8 或 GB18030 文本。", "Save it as UTF-8 or GB18030 text."),
                where=str(path),
            )
    return read_text(path.name, content, where=str(path))

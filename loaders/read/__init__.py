"""Files → SourceText: one reader per form, chosen by what the file holds, not by its name.

Each reader is `read_<form>(name, content, *, where) -> SourceText`; it is imported when first needed.
`forms.py` says how forms are told.
"""

import importlib
from collections.abc import Callable
from pathlib import Path

from graph.language import Text
from loaders.errors import FileEmpty, FileTooLarge, FileUnreadable
from loaders.read.forms import Refusal, form_of
from loaders.source import SourceText

__all__ = ["SUFFIXES", "read"]

SUFFIXES = (".csv", ".docx", ".et", ".htm", ".html", ".pdf", ".shtml", ".text", ".txt", ".xls", ".xlsx")
LARGEST = 64 * 1024 * 1024  # bytes; a published plan has some hundred kilobytes


def read(path: Path) -> SourceText:
    """Return the text of a file.

    Raises:
        FileUnreadable: it is missing, a folder, or may not be read.
        FileEmpty: it holds no text.
        FileTooLarge: it, or what it unpacks to, is far too large for a plan.
        FileProtected: it opens with a password only.
        FileDamaged: it is cut off or broken inside.
        FormatUnknown: it is of a form that is not read.
        NoTextLayer: it is a PDF of images.
        EncodingBroken: a text of no encoding that is read, or damaged in it.

    """
    try:
        if path.stat().st_size > LARGEST:
            raise FileTooLarge(
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
    return reader(content, str(path))(path.name, content, where=str(path))


def reader(content: bytes, where: str) -> Callable[..., SourceText]:
    """Return the reader for a file's bytes."""
    form = form_of(content, where)
    if isinstance(form.reader, Refusal):
        raise form.reader.error(form.reader.what, form.reader.remedy, where=where)
    found: Callable[..., SourceText] = getattr(
        importlib.import_module(f"loaders.read.{form.reader}"), f"read_{form.reader}"
    )
    return found

"""Files of an export on disk (文件): their names, and which of them begin with a byte-order mark."""

import re
from pathlib import Path

from graph.errors import ExportFailed
from graph.language import Text

__all__ = ["filename", "save"]

MARKED = {".csv", ".net", ".paj"}
"""Excel and Pajek take a file for UTF-8 by its byte-order mark."""


def filename(identity: str) -> str:
    """Return a file name for an id, different for different ids and valid on every system."""
    return re.sub(r"[^\w-]", lambda found: f"%{ord(found.group()):02X}", identity)


def save(path: Path, content: str | bytes) -> Path:
    """Write one file and return its path; text as UTF-8, in CSV and Pajek's files behind a byte-order mark.

    Raises:
        ExportFailed: the folder or the file cannot be written.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = content.encode("utf-8-sig" if path.suffix in MARKED else "utf-8")
        path.write_bytes(content)
    except OSError as error:
        raise ExportFailed(
            Text(f"无法写入：{error.strerror}。", f"it cannot be written: {error.strerror}."),
            Text("请检查文件夹权限与磁盘空间。", "Check the folder's permissions and the free space."),
            where=str(error.filename or path),
        ) from None
    return path

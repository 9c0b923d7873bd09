"""Room on the disk (磁盘空间)."""

import errno
import shutil
from pathlib import Path

from graph.errors import DiskFull
from graph.language import Text

__all__ = ["NO_SPACE", "disk_full", "require", "size"]

NO_SPACE = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def require(folder: Path, need: int, setting: str) -> None:
    """Make sure that `need` bytes are free where `folder` is; `setting` names what moves it elsewhere.

    Raises:
        DiskFull: they are not.

    """
    free = shutil.disk_usage(folder).free
    if free < need:
        raise disk_full(folder, need - free, setting)


def disk_full(folder: Path, lack: int, setting: str) -> DiskFull:
    """Return the error that says what is lacking and where."""
    more = max(1, lack >> 20)
    return DiskFull(
        Text(
            f"{folder} 所在磁盘空间不足，至少还差 {more} MB。",
            f"The disk of {folder} lacks at least {more} MB.",
        ),
        Text(
            f"请腾出空间，或用 {setting} 指定别处的文件夹。",
            f"Free some space, or name a folder elsewhere by {setting}.",
        ),
    )


def size(folder: Path) -> int:
    """Return the bytes of all files below a folder; 0 if there is none."""
    total = 0
    for file in folder.rglob("*"):
        try:
            total += file.stat().st_size if file.is_file() else 0
        except FileNotFoundError:  # a running server removes files under our eyes
            continue
    return total

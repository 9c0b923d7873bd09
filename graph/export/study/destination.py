"""The folder that a study is written to (存放处): what is in it is one study, whole, or nothing was changed.

`files.csv` lists every file with its SHA-256. A folder that holds anything else, or a file that was changed
since, is refused; the files of an earlier study are replaced all together, once the new ones are there.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import ExportFailed, FolderInUse
from graph.export.formats import read_csv, save, table
from graph.language import Text

__all__ = ["LIST", "replacing"]

LIST = "files.csv"
COLUMNS = ("file", "bytes", "sha256")
UNFINISHED = ".unfinished"
NAMED = 3
"""Files named in a refusal."""


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """Yield a folder to write a study into; afterwards its files are those of `out`, with their list.

    Where writing breaks off, `out` is as it was.

    Raises:
        FolderInUse: `out` holds what is no study's, or was changed.
        ExportFailed: it cannot be written.

    """
    try:
        earlier = _own(out)
        unfinished = out / UNFINISHED
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        try:
            yield unfinished
            save(unfinished / LIST, table(_listed(unfinished), COLUMNS))
            _clear(out, earlier)
            for part in sorted(unfinished.iterdir()):
                part.rename(out / part.name)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise ExportFailed(
            Text(f"无法写入：{error.strerror}。", f"it cannot be written: {error.strerror}."),
            Text("请检查文件夹权限与磁盘空间。", "Check the folder's permissions and the free space."),
            where=str(error.filename or out),
        ) from None


def _own(out: Path) -> list[Path]:
    """Return the files of the earlier study in a folder; all there are, or the folder is refused."""
    if not out.exists():
        return []
    present = {file for file in out.rglob("*") if file.is_file() and UNFINISHED not in file.relative_to(out).parts}
    listed = (
        {out / (row["file"] or ""): row["sha256"] for row in read_csv(out / LIST)} if (out / LIST) in present else {}
    )
    foreign = sorted(file for file in present if file != out / LIST and listed.get(file) != _digest(file))
    if foreign or (present and not listed):
        names = [str(file.relative_to(out)) for file in foreign[:NAMED]]
        more = len(foreign) - len(names)
        raise FolderInUse(
            Text(
                f"文件夹里有不属于本研究或已被改动的文件：{'、'.join(names)}"
                + (f"，另有 {more} 个。" if more else "。"),
                f"the folder holds files that are no study's, or were changed: {', '.join(names)}"
                + (f" and {more} more." if more else "."),
            ),
            Text("请另选文件夹，或先移走这些文件。", "Choose another folder, or move these files first."),
            where=str(out),
        )
    return sorted(present)


def _clear(out: Path, files: list[Path]) -> None:
    """Remove files, and folders that are empty without them."""
    for file in files:
        file.unlink()
    for folder in sorted({parent for file in files for parent in file.parents if out in parent.parents}, reverse=True):
        folder.rmdir()


def _listed(folder: Path) -> Iterator[dict[str, str | int]]:
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        name = file.relative_to(folder).as_posix()
        yield {"file": name, "bytes": file.stat().st_size, "sha256": _digest(file)}


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()

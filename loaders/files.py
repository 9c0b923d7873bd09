"""Which files are meant (文件范围): by files, folders and patterns."""

from dataclasses import dataclass
from pathlib import Path

from loaders.read import SUFFIXES

__all__ = ["SAMPLES", "Files", "find"]

SAMPLES = Path(__file__).parent / "samples"
"""Folder of the bundled samples."""

WILD = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Files:
    """Files to load, and files of a folder that are of no format that is read."""

    wanted: tuple[Path, ...]
    skipped: tuple[Path, ...]


def find(paths: list[Path]) -> Files:
    """Return the files that the paths mean, each once, in the order given; those of a folder by name.

    A folder means every file below it but hidden ones. A path that does not exist and has `*`, `?` or
    `[` is a pattern. What is not there is kept, so that reading it says so.
    """
    wanted: dict[Path, None] = {}
    skipped: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for file in _below(path):
                (wanted if file.suffix.lower() in SUFFIXES else skipped)[file] = None
        else:
            wanted.update(dict.fromkeys(_matching(path)))
    return Files(tuple(wanted), tuple(skipped))


def _below(folder: Path) -> list[Path]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return sorted(f for f in files if not any(part.startswith(".") for part in f.relative_to(folder).parts))


def _matching(path: Path) -> list[Path]:
    if path.exists() or not WILD & set(str(path)):
        return [path]
    anchor = Path(path.anchor)
    pattern = str(path.relative_to(anchor)) if path.anchor else str(path)
    return sorted(file for file in anchor.glob(pattern) if file.is_file()) or [path]

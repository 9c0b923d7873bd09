"""Which parser (读取程序) read a plan: a text that changes whenever reading may give another result."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

__all__ = ["parser"]

ROOM = Path(__file__).parent
KINDS = (".csv", ".py")
BESIDE = ("evaluation", "samples")  # parts of the room that no plan is read with
DIGITS = 8


@cache
def parser() -> str:
    """Return the package's version, a plus sign, and a digest of the code and the tables of this room.

    What only judges or shows the reading is left out, and line ends do not count: a checkout on Windows is the
    same parser.
    """
    digest = hashlib.sha256()
    for file in sorted(each.relative_to(ROOM) for each in ROOM.rglob("*") if each.suffix in KINDS):
        if file.parts[0] not in BESIDE:
            digest.update(file.as_posix().encode() + b"\0" + (ROOM / file).read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return f"{version('yingshang')}+{digest.hexdigest()[:DIGITS]}"

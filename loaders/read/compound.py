"""Compound files (OLE2, [MS-CFB]): the container of xls, doc and wps, and of docx and xlsx with a password.

Only what stands directly below the root is read. Of a file that is cut off, what can be reached.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["SIGNATURE", "Compound"]

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = struct.Struct("<30xH16xI4xIIIII")  # sector shift; first sectors: directory, cutoff, small table, tables
HEADER_SIZE = 512  # bytes
ENTRY = struct.Struct("<64sHxxIII36xII4x")  # name, its bytes, left, right, child; first sector, size
LISTED = struct.Struct("<109I")  # sectors of the allocation table that the header itself lists
LISTED_AT = 76
SHIFTS = (9, 12)  # a sector has 512 or 4096 bytes
SMALL = 64  # bytes of a small sector


@dataclass(slots=True)
class Compound:
    """A compound file; `streams` are its streams below the root: first sector and size, by name."""

    content: bytes
    size: int = 0  # bytes of a sector
    cutoff: int = 0  # streams of fewer bytes lie in small sectors
    tables: list[int] = field(default_factory=list)  # sectors of the allocation table
    small_table: bytes = b""
    small: bytes = b""  # the small sectors, all together
    streams: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.content) < HEADER_SIZE:
            return
        shift, directory, self.cutoff, small_table, _, more, _ = HEADER.unpack_from(self.content)
        if shift not in SHIFTS:
            return
        self.size = 1 << shift
        self.tables = list(LISTED.unpack_from(self.content, LISTED_AT))
        self.tables += self.more_tables(more)
        self.small_table = self.chain(small_table)
        entries = list(ENTRY.iter_unpack(whole(self.chain(directory), ENTRY.size)))
        if entries:
            *_, child, first, size = entries[0]
            self.small = self.chain(first)[:size]
            self.streams = dict(below(entries, child))

    def stream(self, name: str) -> bytes:
        """Return a stream.

        Raises:
            KeyError: there is none of that name.
            IndexError: a part of it is missing.

        """
        first, size = self.streams[name]
        found = self.chain(first) if size >= self.cutoff else self.small_chain(first)
        if len(found) < size:
            raise IndexError
        return found[:size]

    def sector(self, number: int) -> bytes:
        """Return a sector, nothing where the file ends before it."""
        return self.content[(number + 1) * self.size : (number + 2) * self.size]

    def chain(self, sector: int) -> bytes:
        """Return the sectors of a chain, each once, as far as the file holds them."""
        found: dict[int, bytes] = {}
        while sector not in found and (content := self.sector(sector)):
            found[sector] = content
            table, entry = divmod(sector, self.size // 4)
            if table >= len(self.tables):
                break
            sector = word(self.sector(self.tables[table]), entry)
        return b"".join(found.values())

    def small_chain(self, sector: int) -> bytes:
        """Return the small sectors of a chain."""
        found: dict[int, bytes] = {}
        while sector not in found and (content := self.small[sector * SMALL : (sector + 1) * SMALL]):
            found[sector] = content
            sector = word(self.small_table, sector)
        return b"".join(found.values())

    def more_tables(self, sector: int) -> Iterator[int]:
        """Yield the sectors of the allocation table that the header has no room for; each list ends in the next."""
        seen: set[int] = set()
        while sector not in seen and len(content := self.sector(sector)) == self.size:
            seen.add(sector)
            *listed, sector = (number for (number,) in struct.iter_unpack("<I", content))
            yield from listed


def below(
    entries: list[tuple[bytes, int, int, int, int, int, int]], child: int
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the streams that stand beside a child of the root, by name."""
    seen: set[int] = set()
    waiting = [child]
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            name, length, left, right, _, first, size = entries[number]
            yield name[: max(0, length - 2)].decode("utf-16-le", errors="replace"), (first, size)
            waiting += left, right


def word(table: bytes, entry: int) -> int:
    """Return an entry of an allocation table; beyond it, one that no chain goes to."""
    return int.from_bytes(table[entry * 4 : entry * 4 + 4].ljust(4, b"\xff"), "little")


def whole(content: bytes, size: int) -> bytes:
    """Return as much of the content as makes whole entries."""
    return content[: len(content) // size * size]

"""Records of BIFF8: their kinds, and the strings in them ([MS-XLS] 2.1.4, 2.5.293, 2.5.294)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Reader", "Record", "records"]

HEAD = struct.Struct("<HH")  # kind, bytes
CONTINUE = 0x003C
WIDE, EXTENDED, RICH = 0x01, 0x04, 0x08  # flags of a string


@dataclass(frozen=True, slots=True)
class Record:
    """A record: where it begins, its kind, and its content with that of the records that continue it."""

    start: int
    kind: int
    parts: tuple[bytes, ...]

    @property
    def content(self) -> bytes:
        """The content up to where it is continued."""
        return self.parts[0]


def records(stream: bytes, start: int = 0) -> Iterator[Record]:
    """Yield the records of a stream from a place on, up to where it is cut off."""
    kind, begin, place = 0, start, start
    parts: list[bytes] = []
    while place + HEAD.size <= len(stream):
        found, size = HEAD.unpack_from(stream, place)
        content = stream[place + HEAD.size : place + HEAD.size + size]
        if found == CONTINUE and parts:
            parts.append(content)
        else:
            if parts:
                yield Record(begin, kind, tuple(parts))
            kind, begin, parts = found, place, [content]
        place += HEAD.size + size
    if parts:
        yield Record(begin, kind, tuple(parts))


class Reader:
    """Reader of a record's content.

    Raises:
        IndexError: the record is shorter than what is read of it.

    """

    def __init__(self, record: Record, place: int = 0) -> None:
        self.parts = record.parts
        self.part = 0
        self.place = place  # in the part

    def numbers(self, form: str) -> tuple[int, ...]:
        """Read numbers of a form (see `struct`)."""
        return struct.unpack(f"<{form}", self.bytes(struct.calcsize(f"<{form}")))

    def bytes(self, size: int) -> bytes:
        """Read bytes."""
        found = b""
        while len(found) < size:
            content = self.rest()[: size - len(found)]
            self.place += len(content)
            found += content
        return found

    def string(self, *, short: bool = False) -> str:
        """Read a string with its length, in one byte or two, before it; its runs of type are passed over."""
        length, flags = self.numbers("BB" if short else "HB")
        runs = self.numbers("H")[0] if flags & RICH else 0
        extra = self.numbers("I")[0] if flags & EXTENDED else 0
        pieces = []
        while length:
            wide = flags & WIDE
            content = self.rest()[: length * 2 if wide else length]
            if wide and len(content) % 2:
                raise IndexError
            self.place += len(content)
            pieces.append(str(content, "utf-16-le" if wide else "latin-1", errors="replace"))
            length -= len(content) // 2 if wide else len(content)
            if length:
                flags = self.bytes(1)[0]  # where a string goes on in the next record, it says anew how wide it is
        self.skip(runs * 4 + extra)
        return "".join(pieces)

    def skip(self, size: int) -> None:
        """Pass over bytes."""
        while size:
            step = min(size, len(self.rest()))
            self.place += step
            size -= step

    def rest(self) -> memoryview:
        """Return what is left of the part, never empty."""
        while self.place >= len(self.parts[self.part]):
            self.part += 1
            self.place = 0
        return memoryview(self.parts[self.part])[self.place :]

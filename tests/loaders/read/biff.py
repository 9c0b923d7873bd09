"""A writer of the smallest .xls ([MS-XLS] BIFF8 in [MS-CFB]) that spreadsheets read: no kept-up one exists.

A sheet is its name, its rows of strings and numbers, merged areas as (top, left, bottom, right), and
whether it is hidden.
"""

import struct
from dataclasses import dataclass, field
from datetime import date

__all__ = ["Sheet", "cell", "compound", "record", "shared", "workbook"]

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
GENERAL, DAY = 0, 1  # cell formats written: as it comes, as a date


@dataclass(frozen=True)
class Sheet:
    name: str
    rows: list[list[str | float | date | None]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False


def workbook(*sheets: Sheet, globals_: bytes = b"", cells: bytes = b"") -> bytes:
    """Return the bytes of an .xls; other records may be given for the whole of it, and for each sheet."""
    bodies = [body(sheet, cells) for sheet in sheets]
    head = begin(0x0005) + globals_
    head += b"".join(record(0x00E0, struct.pack("<HH16x", 0, number)) for number in (0, 14))
    bounds = [bound(sheet, 0) for sheet in sheets]
    offset = len(head) + sum(map(len, bounds)) + len(record(0x000A))
    for sheet, content in zip(sheets, bodies, strict=True):
        head += bound(sheet, offset)
        offset += len(content)
    return compound({"Workbook": head + record(0x000A) + b"".join(bodies)})


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1996, 0, 0x06))


def bound(sheet: Sheet, offset: int) -> bytes:
    name = sheet.name.encode("utf-16-le")
    return record(0x0085, struct.pack("<IBBBB", offset, sheet.hidden, 0, len(sheet.name), 1) + name)


def body(sheet: Sheet, cells: bytes) -> bytes:
    content = begin(0x0010) + cells
    for row, values in enumerate(sheet.rows):
        for column, value in enumerate(values):
            if isinstance(value, str):
                content += cell(0x0204, row, column, shared(value))
            elif isinstance(value, date):
                days = (value - date(1899, 12, 30)).days
                content += cell(0x0203, row, column, struct.pack("<d", days), style=DAY)
            elif value is not None:
                content += cell(0x0203, row, column, struct.pack("<d", value))
    areas = b"".join(struct.pack("<4H", top, bottom, left, right) for top, left, bottom, right in sheet.merged)
    return content + record(0x00E5, struct.pack("<H", len(sheet.merged)) + areas) + record(0x000A)


def cell(kind: int, row: int, column: int, content: bytes, style: int = GENERAL) -> bytes:
    return record(kind, struct.pack("<HHH", row, column, style) + content)


def shared(text: str, *, wide: bool = True) -> bytes:
    return struct.pack("<HB", len(text), wide) + text.encode("utf-16-le" if wide else "latin-1")


def compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file that holds streams; their names form a chain of right siblings."""
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}  # smaller ones lie elsewhere
    sizes = [1, -(-128 * (len(padded) + 1) // SECTOR), *(-(-len(content) // SECTOR) for content in padded.values())]
    starts = [sum(sizes[:number]) for number in range(len(sizes))]
    chains = [TABLE]
    for start, size in zip(starts[1:], sizes[1:], strict=True):
        chains += [*range(start + 1, start + size), END]
    assert len(chains) <= SECTOR // 4, "one sector of the allocation table is enough for tests"
    header = struct.pack("<8s16xHHHHH6xII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1)
    header += struct.pack("<IIIIIII", starts[1], 0, 4096, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    entries = entry("Root Entry", 5, child=1, start=END, size=0)
    for number, (name, content) in enumerate(padded.items(), start=1):
        right = number + 1 if number < len(padded) else FREE
        entries += entry(name, 2, right=right, start=starts[number + 1], size=len(content))
    sectors = [struct.pack(f"<{len(chains)}I", *chains).ljust(SECTOR, b"\xff"), entries, *padded.values()]
    return header + b"".join(s + b"\0" * (-len(s) % SECTOR) for s in sectors)


def entry(name: str, kind: int, *, right: int = FREE, child: int = FREE, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    return text.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(text) + 2, kind, 1, FREE, right, child, start, size)

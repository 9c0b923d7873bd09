"""Packed files (zip), such as docx and xlsx, opened with bounds: nothing unpacks to more than a plan can hold.

Sizes are bounded twice: as the archive declares them, before anything is unpacked, and while reading.
"""

import io
import struct
import zipfile
import zlib
from lzma import LZMAError

from graph.language import Text
from loaders.errors import FileDamaged, FileProtected, FileTooLarge

__all__ = ["Archive"]

LARGEST = 256 * 1024 * 1024  # bytes of everything in it, unpacked
LARGEST_PART = 32 * 1024 * 1024  # bytes of a part that is read; a long plan has two million
SMALL = 32 * 1024 * 1024  # bytes up to which no ratio is asked
RATIO = 250  # unpacked to packed; sheets of empty cells reach a hundred
ENCRYPTED = 0x1  # bit of a part's flags (APPNOTE.TXT 4.4.4)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    OSError,
    NotImplementedError,  # a way of packing that Python does not know
    UnicodeDecodeError,
    ValueError,
    struct.error,
)


class Archive:
    """A packed file. Its parts are named as OPC does: with /, upper and lower case being the same.

    Raises:
        FileDamaged: it is cut off or no archive.
        FileProtected: a part opens with a password only.
        FileTooLarge: it unpacks to far more than a plan.

    """

    def __init__(self, content: bytes, *, where: str) -> None:
        self.where = where
        try:
            self.file = zipfile.ZipFile(io.BytesIO(content))
            parts = self.file.infolist()
        except BROKEN:
            raise self.damaged() from None
        if any(part.flag_bits & ENCRYPTED for part in parts):
            raise FileProtected(
                Text("文件有密码。", "the file opens with a password only."),
                Text("请去掉密码后另存。", "Save it without the password."),
                where=where,
            )
        if sum(part.file_size for part in parts) > min(LARGEST, max(SMALL, RATIO * len(content))):
            raise self.too_large()
        self.names = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in parts}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.names

    def read(self, name: str) -> bytes:
        """Return a part unpacked.

        Raises:
            KeyError: there is no such part.
            FileDamaged: it does not unpack, or not to what was packed.
            FileTooLarge: it is larger than any part of a plan.

        """
        part = self.names[name.lower()]
        try:
            with self.file.open(part) as stream:
                content = stream.read(LARGEST_PART + 1)
        except (*BROKEN, RuntimeError):
            raise self.damaged(name) from None
        if len(content) > LARGEST_PART:
            raise self.too_large()
        return content

    def damaged(self, part: str | None = None) -> FileDamaged:
        """Return the error for an archive, or a part of it, that does not unpack."""
        return FileDamaged(
            Text("文件不完整或已损坏。", "the file is cut off or damaged."),
            Text("请重新下载，或用原软件打开后另存。", "Download it again, or open it in its own program and save it."),
            where=f"{self.where}:{part}" if part else self.where,
        )

    def too_large(self) -> FileTooLarge:
        """Return the error for an archive that unpacks to far more than a plan."""
        return FileTooLarge(
            Text("文件解压后过大，不像一份方案。", "the file unpacks to far more than a plan."),
            Text("请只提供方案正文。", "Give the plan's own text."),
            where=self.where,
        )

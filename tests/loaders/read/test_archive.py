"""Packed files: parts by name; damaged, encrypted and far too large ones are refused."""

import io
import struct
import zipfile

import pytest

from loaders import errors
from loaders.read import archive
from loaders.read.archive import Archive


def packed(parts, how=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def opened(content):
    return Archive(content, where="dir/plan.docx")


def test_parts_are_read_by_name():
    found = opened(packed({"word/Document.xml": b"one", "a\\b.xml": b"two"}))
    assert "word/document.xml" in found
    assert "word/none.xml" not in found
    assert (found.read("Word/document.xml"), found.read("a/b.xml")) == (b"one", b"two")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", packed({"a": b"1"})[:-9], b"%PDF-1.7"])
def test_what_is_no_archive_is_refused(content):
    with pytest.raises(errors.FileDamaged) as refused:
        opened(content)
    assert refused.value.where == "dir/plan.docx"


def test_a_part_that_does_not_unpack_is_refused_by_name():
    content = bytearray(packed({"a.xml": b"text " * 100}, zipfile.ZIP_STORED))
    content[content.index(b"text")] ^= 1
    with pytest.raises(errors.FileDamaged) as refused:
        opened(bytes(content)).read("a.xml")
    assert refused.value.where == "dir/plan.docx:a.xml"


@pytest.mark.parametrize("how", [9, 98])  # deflate64, PPMd: ways of packing that Python does not know
def test_a_way_of_packing_not_known_is_refused(how):
    content = packed({"a.xml": b"text"})
    for sign, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.index(sign) + offset
        content = content[:at] + struct.pack("<H", how) + content[at + 2 :]
    with pytest.raises(errors.FileDamaged):
        opened(content).read("a.xml")


def test_a_password_is_told():
    content = packed({"a.xml": b"text"})
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(sign) + offset
        content = content[:at] + b"\x01\x00" + content[at + 2 :]
    with pytest.raises(errors.FileProtected):
        opened(content)


def test_a_small_file_that_unpacks_to_much_is_refused():
    bomb = packed({"a.xml": bytes(archive.SMALL + 1)})
    assert len(bomb) * archive.RATIO < archive.SMALL
    with pytest.raises(errors.FileTooLarge):
        opened(bomb)


def test_a_part_larger_than_any_of_a_plan_is_refused(monkeypatch):
    content = packed({"large.xml": bytes(1001), "small.xml": bytes(1000)})
    monkeypatch.setattr(archive, "LARGEST_PART", 1000)
    found = opened(content)
    assert len(found.read("small.xml")) == 1000
    with pytest.raises(errors.FileTooLarge):
        found.read("large.xml")


def test_a_part_that_lies_about_its_size_gives_no_more():
    content = packed({"a.xml": bytes(100_000)})
    at = content.index(b"PK\x01\x02") + 24  # size unpacked, in the directory
    lying = content[:at] + struct.pack("<I", 10) + content[at + 4 :]
    with pytest.raises(errors.FileDamaged):
        opened(lying).read("a.xml")

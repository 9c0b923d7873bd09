"""The form of a file is told by what it holds; forms that are not read say what to do."""

import io
import zipfile

import pytest

from loaders import errors
from loaders.read import SUFFIXES, read
from loaders.read.forms import FORMS, Refusal, form_of
from tests.loaders.read import biff


def packed(*names, first=None):
    """A zip of empty parts; `first` is the content of a part stored before them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        if first:
            written.writestr("mimetype", first)
        for name in names:
            written.writestr(name, b"x")
    return file.getvalue()


def compound(*names):
    return biff.compound(dict.fromkeys(names, b""))


HTML = [
    b"<!DOCTYPE html><p>a", b"\xef\xbb\xbf\r\n <HTML>", b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'>",
    b"<!-- saved -->\n<!-- twice -->\n<meta charset=gbk>", b"<div class=x>", b"<p>", "　　<p>".encode(), "　<p>".encode("gb18030"),
    b"<br>", b"<table>", "\ufeff<html>".encode("utf-16-le"), "\ufeff<body>".encode("utf-16-be"), b"<h1>", b"<span >",
]  # fmt: skip
TEXT = [
    "一、总则".encode(), b"<2021>", "<方案>".encode(), "《方案》".encode(), b"< p >", b"<pre-study>", b"<!-- no page -->", b"%PD", b"{}", "[2021]5号".encode(),
    "[“甲”]".encode(), b"<?xml version='1.0'?><plan/>", b"BM", b"PK", "MIME-Version 甲".encode(), b"abc\0", "\ufeff甲<p>".encode("utf-16"),
]  # fmt: skip
OTHERS = {
    "pdf": [b"%PDF-1.7", b"\r\n\xef\xbb\xbf%PDF-1.4", b"junk" * 100 + b"%PDF-1.2"],
    "docx": [packed("[Content_Types].xml", "word/document.xml"), packed("word\\Document2.xml"), packed("word/document.xml", first="%PDF-1.4")],
    "xlsx": [packed("xl/workbook.xml", "word/x.xml")],
    "xlsb": [packed("xl/workbook.bin")],
    "ofd": [packed("OFD.xml", "Doc_0/Document.xml")],
    "odt": [packed("content.xml", first="application/vnd.oasis.opendocument.text")],
    "ods": [packed("content.xml", first="application/vnd.oasis.opendocument.spreadsheet")],
    "zip": [packed("方案.docx"), packed()],
    "protected": [compound("EncryptedPackage", "EncryptionInfo")],
    "xls": [compound("Workbook", "SummaryInformation")],
    "xls5": [compound("Book")],
    "doc": [compound("1Table", "WordDocument", "Data")],
    "ole": [compound("PowerPoint Document")],
    "rtf": [rb"{\rtf1\ansi"],
    "wordxml": [b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument>', b'<?xml version="1.0"?><Workbook xmlns="x">'],
    "mht": [b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"],
    "picture": [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"II*\0", b"RIFF\x10\0\0\0WEBPVP8 "],
    "archive": [b"\x1f\x8b\x08", b"7z\xbc\xaf\x27\x1c\0", b"Rar!\x1a\x07\x01\0", b"x" * 257 + b"ustar\0"],
    "json": [b'{"title": "x"}', b'\n[\n {"a": 1}]'],
    "html": HTML,
    "text": TEXT,
}  # fmt: skip


def test_every_form_has_its_examples():
    assert set(OTHERS) == {form.name for form in FORMS}


@pytest.mark.parametrize(("name", "content"), [(name, content) for name, all_ in OTHERS.items() for content in all_])
def test_a_form_is_told_by_content(name, content):
    assert form_of(content, "file").name == name


@pytest.mark.parametrize(
    "form", [form for form in FORMS if isinstance(form.reader, Refusal)], ids=lambda form: form.name
)
def test_forms_that_are_not_read_say_what_to_do(tmp_path, form):
    file = tmp_path / "plan.docx"  # its name is not asked
    file.write_bytes(OTHERS[form.name][0])
    with pytest.raises(form.reader.error) as refused:
        read(file)
    assert refused.value.where == str(file)
    assert refused.value.what.zh.endswith("。")
    assert refused.value.remedy.en.endswith(".")
    assert isinstance(refused.value, errors.FileProtected if form.name == "protected" else errors.FormatUnknown)


@pytest.mark.parametrize("name", ["plan.pdf", "plan.docx", "plan.txt", "plan"])
def test_a_name_that_lies_does_no_harm(tmp_path, name):
    file = tmp_path / name
    file.write_bytes(biff.workbook(biff.Sheet("表", [["甲"]])))
    assert read(file).form == "xls"


@pytest.mark.parametrize(
    "content", [packed("word/document.xml")[:60], compound("Workbook")[:400], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_container_that_is_cut_off_is_refused(content):
    with pytest.raises(errors.FileDamaged):
        form_of(content, "file")


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    file = tmp_path / "plan.txt"
    with file.open("wb") as written:
        written.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(type(file), "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(errors.FileTooLarge):
        read(file)


def test_folders_are_searched_for_all_forms_that_are_read():
    assert set(SUFFIXES) > {f".{form.reader}" for form in FORMS if isinstance(form.reader, str)} - {".text"}

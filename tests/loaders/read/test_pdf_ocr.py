"""Scanned pages: recognised where that is asked for, and marked as such; nothing is fetched."""

import socket

import pypdfium2
import pytest

from graph.model import Form
from graph.settings import read_settings
from loaders import errors, parse
from loaders.grammar.characters import canonical
from loaders.read.pdf import ocr
from loaders.source import SourceText
from tests.conftest import missing
from tests.loaders.read.paper import Paper, facts, sample, scan, source


@pytest.fixture
def asked(monkeypatch):
    """Recognition is asked for, and no address can be reached."""

    def refuse(*_):
        pytest.fail("the network was used")

    monkeypatch.setenv("YINGSHANG_OCR", "true")
    monkeypatch.setattr(socket.socket, "connect", refuse)
    read_settings.cache_clear()
    ocr.loaded.cache_clear()
    yield
    monkeypatch.undo()
    read_settings.cache_clear()
    ocr.loaded.cache_clear()


@pytest.fixture
def recogniser(asked):  # noqa: ARG001 -- to be asked for is the first condition
    """The extra is installed."""
    if not ocr.installed():
        missing("no recogniser: pip install 'yingshang[ocr]'")


def page(paragraphs):
    paper = Paper(foot="— {} —", size=14, leading=8)
    paper.put(paragraphs[0], align="C")
    for paragraph in paragraphs[1:]:
        paper.put("　　" + paragraph)
    return paper.file()


@pytest.mark.usefixtures("asked")
def test_asked_for_without_the_extra_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(ocr, "PARTS", ("rapidocr", "no_such_part"))
    with pytest.raises(errors.NoTextLayer) as refused:
        source(scan(page(["砚渡市方案"]), dots=40))
    assert "pip install 'yingshang[ocr]'" in refused.value.remedy.en


@pytest.mark.usefixtures("recogniser")
def test_models_are_never_fetched(monkeypatch):
    monkeypatch.setattr(ocr, "MODELS", {"Rec.model_path": "none.onnx"})
    with pytest.raises(errors.NoTextLayer) as refused:
        source(scan(page(["砚渡市方案"]), dots=40))
    assert "none.onnx" in refused.value.what.en


@pytest.mark.usefixtures("recogniser")
def test_the_models_are_in_the_package():
    assert [file for file in ocr.models().values() if not file.is_file()] == []


@pytest.mark.usefixtures("recogniser")
def test_the_size_of_an_image_is_bounded(monkeypatch):
    seen = []

    class Nothing:
        boxes = txts = scores = None

    monkeypatch.setattr(ocr, "engine", lambda _: lambda image: seen.append(image.shape) or Nothing())
    document = pypdfium2.PdfDocument.new()
    sheet, unsure = ocr.recognise(1, document.new_page(14000, 7000), "plan.pdf")
    assert (sheet.glyphs, unsure) == ([], 0)
    assert max(seen[0][:2]) <= ocr.LARGEST


def test_a_recognised_line_is_spread_over_its_box():
    glyphs = ocr.spread("建4个 x", [(10, 10), (45.5, 10), (45.5, 22), (10, 22)])
    assert [glyph.text for glyph in glyphs] == list("建4个x")
    assert glyphs[0].x0 == 10
    assert glyphs[-1].x1 == pytest.approx(45.5)
    assert glyphs[0].x1 - glyphs[0].x0 > glyphs[1].x1 - glyphs[1].x0


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.usefixtures("recogniser")
def test_a_scanned_plan_gives_the_same_facts_and_is_marked():
    paragraphs = sample("yanxi")[:10]
    found = source(scan(page(paragraphs), dots=150))
    assert found.form is Form.OCR
    assert [omission.note.en[:36] for omission in found.omissions] == ["page 1 was recognised by a machine a"]
    text = SourceText("plan.txt", "\n".join(paragraphs), "0" * 64, "utf-8", exact=True)
    assert alike(facts(parse(found))) == alike(facts(parse(text)))


def alike(value):
    """Facts with one form for each character: brackets are recognised in half or full width."""
    if isinstance(value, dict):
        return {key: alike(held) for key, held in value.items()}
    if isinstance(value, list):
        return [alike(held) for held in value]
    return canonical(value) if isinstance(value, str) else value

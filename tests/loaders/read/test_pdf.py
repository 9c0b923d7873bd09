"""PDF → text: furniture, columns, tables, characters, and files that are broken."""

import io
import re

import fpdf
import pypdfium2
import pytest

from graph.model import Form
from loaders import errors
from loaders.read.pdf import read_pdf
from tests.loaders.read.paper import MARGIN, OWN, Paper, lines, scan, source

INDENT = "　　"
LONG = "推动政务服务更高效、市场秩序更公平、要素供给更充足，办理环节由4个压缩至1个。"  # more than a line
PARAGRAPHS = [f"{number}.完善平台功能。{LONG * (number % 3 + 1)}" for number in range(1, 25)]


def indented(paper, paragraphs=PARAGRAPHS):
    for paragraph in paragraphs:
        paper.put(INDENT + paragraph)
    return paper.file()


def notes(found):
    return [omission.note.en for omission in found.omissions]


# Furniture


@pytest.mark.parametrize(
    "foot", ["— {} —", "-{}-", "{}", "·{}·", "第{}页", "第 {} 页 共 9 页", "{}/9", "（{}）", "Page {} of 9"]
)
def test_page_numbers_are_left_out(foot):
    content = indented(Paper(foot=foot))
    assert len(pypdfium2.PdfDocument(content)) > 2
    assert lines(content) == PARAGRAPHS


@pytest.mark.parametrize(
    "head",
    [
        "砚渡市人民政府公报",
        lambda page: "砚渡市人民政府公报" if page % 2 else "重点任务",
        lambda page: f"第{'一二三四五六七八九'[page]}章",
        lambda page: ("总则", "政务服务", "要素保障", "市场秩序", "任务", "工作要求", "平台", "公平")[page],
    ],
    ids=["the same", "left and right", "numbered", "of the chapter"],
)
def test_running_heads_are_left_out(head):
    assert lines(indented(Paper(head=head))) == PARAGRAPHS


def test_the_first_lines_of_pages_are_no_heads():
    paper = Paper()
    for page in range(6):
        if page:
            paper.add_page()
        paper.put("甲乙丙丁戊己"[page] + "、重点任务")
        paper.put(INDENT + PARAGRAPHS[page])
    assert sum("、重点任务" in line for line in lines(paper.file())) == 6


def test_numbers_of_the_text_are_kept():
    paragraphs = [f"{number}" for number in range(1, 9)]
    assert lines(indented(Paper(), paragraphs)) == paragraphs


# Paragraphs


def test_sentences_go_on_over_lines_and_pages():
    found = source(indented(Paper()))
    assert found.exact
    assert found.text.split("\n") == PARAGRAPHS
    assert {"p1.1", "p1.2", "p2.1"} <= {place.name for place in found.places}


def test_a_place_is_page_and_line():
    found = source(indented(Paper()))
    second = next(place for place in found.places if place.name == "p2.1")
    assert found.place(second.start + 4) == "plan.pdf:p2.1:5"


def test_a_title_of_two_lines_is_one():
    paper = Paper()
    paper.set_font("song", size=22)
    paper.put("砚渡市人民政府办公室关于印发优化营商环境实施方案", align="C")
    paper.set_font("song", size=16)
    paper.put("（征求意见稿）", align="C")
    content = indented(paper)
    assert lines(content)[:2] == ["砚渡市人民政府办公室关于印发优化营商环境实施方案", "（征求意见稿）"]


def test_text_that_hangs_from_its_number_is_one_paragraph():
    paper = Paper()
    for paragraph in PARAGRAPHS[:8]:
        number, text = paragraph.split(".", 1)
        left, top = paper.get_x(), paper.get_y()
        paper.cell(10, paper.leading, f"{number}.")
        paper.set_left_margin(left + 12)
        paper.set_y(top)
        paper.put(text)
        paper.set_left_margin(left)
        paper.set_x(left)
    assert ["".join(line.split()) for line in lines(paper.file())] == PARAGRAPHS[:8]


def test_where_the_page_does_not_tell_line_breaks_stay():
    paper = Paper()
    across = int((paper.w - 2 * MARGIN) / (16 / 72 * 25.4)) - 1
    full = ("甲乙丙丁" * 20)[: across - 1] + "。"
    for paragraph in (full + "戊己庚辛。", "壬癸甲乙。", full + full, *[full + "丙丁戊己庚"] * 3):
        paper.put(paragraph, align="L")
    found = source(paper.file())
    assert not found.exact
    assert found.text.split("\n")[:5] == [full, "戊己庚辛。", "壬癸甲乙。", full, full]


# Tables

HEADS = ("序号", "任务", "措施", "责任单位")


def listed(paper, rows, *, begin=0, widths=(1, 3, 6, 3), **drawn):
    """A task list of three measures a task, its task cells merged."""
    paper.set_font("song", size=10.5)
    with paper.table(col_widths=widths, line_height=6, wrapmode="CHAR", first_row_as_headings=False, **drawn) as table:
        table.row(HEADS)
        for number in range(begin, begin + rows):
            row = table.row()
            if number % 3 == 0:
                row.cell(str(number // 3 + 1), rowspan=3)
                row.cell("优化" + "甲乙丙丁戊己庚辛壬癸"[number // 3] * 2 + "服务", rowspan=3)
            row.cell(f"{number + 1}.{LONG}")
            row.cell("市税务局、市财政局")
    return paper


def grid(found, table=0):
    return {
        (cell.row, cell.column, cell.rows, cell.columns): "".join(found.text[cell.span.start : cell.span.end].split())
        for cell in found.tables[table].cells
    }


def expected(rows):
    cells = {(0, column, 1, 1): head for column, head in enumerate(HEADS)}
    for number in range(rows):
        if number % 3 == 0:
            cells[number + 1, 0, 3, 1] = str(number // 3 + 1)
            cells[number + 1, 1, 3, 1] = "优化" + "甲乙丙丁戊己庚辛壬癸"[number // 3] * 2 + "服务"
        cells[number + 1, 2, 1, 1] = f"{number + 1}.{LONG}"
        cells[number + 1, 3, 1, 1] = "市税务局、市财政局"
    return cells


def test_a_table_with_merged_cells():
    paper = Paper()
    paper.put("重点任务")
    listed(paper, 6).set_font("song", size=16)
    paper.put("注：共6项。")
    found = source(paper.file())
    assert grid(found) == expected(6)
    assert found.text.startswith("重点任务\n序号\n任务\n")
    assert found.text.endswith("\n注：共6项。")
    assert found.text.count("市财政局") == 6


def test_a_table_goes_on_overleaf_without_its_head():
    content = listed(Paper(head="重点任务", foot="— {} —"), 30).file()
    assert len(pypdfium2.PdfDocument(content)) > 1
    found = source(content)
    assert len(found.tables) == 1
    assert grid(found) == expected(30)


def test_a_head_printed_on_every_page_is_kept_once():
    paper = listed(Paper(), 3)
    for begin in (3, 6, 9):
        paper.add_page()
        listed(paper, 3, begin=begin)
    found = source(paper.file())
    assert len(found.tables) == 1
    assert grid(found) == expected(12)


def test_a_table_without_lines_at_its_sides():
    paper = listed(Paper(), 6, borders_layout="INTERNAL")
    for height in (30, paper.get_y()):
        paper.line(MARGIN, height, paper.w - MARGIN, height)
    assert grid(source(paper.file())) == expected(6)


def test_other_tables_are_not_joined():
    paper = listed(Paper(), 3)
    paper.add_page()
    listed(paper, 3, widths=(2, 2, 4, 5))
    assert [len(table.cells) for table in source(paper.file()).tables] == [12, 12]


def test_a_frame_is_no_table():
    paper = Paper()
    paper.rect(20, 25, 170, 240)
    found = source(indented(paper, PARAGRAPHS[:3]))
    assert found.tables == ()
    assert found.text.split("\n") == PARAGRAPHS[:3]


def test_too_many_lines_are_told():
    paper = Paper()
    for number in range(5100):
        paper.line(number % 190, number % 260, number % 190 + 9, number % 260)
    found = source(indented(paper, PARAGRAPHS[:3]))
    assert notes(found) == ["page 1 has too many lines to look for tables"]
    assert found.text.split("\n") == PARAGRAPHS[:3]


# Characters


def mapped(paper, old, new):
    """A file whose font maps a character to something else."""
    paper.set_compression(False)
    content = paper.file()
    entry = re.compile(rb"(<[0-9A-F]{4}> )<%04X>" % ord(old))
    assert entry.search(content)
    return entry.sub(rb"\1<%04X>" % ord(new), content)


@pytest.mark.parametrize(("radical", "character"), [("⽅", "方"), ("⻔", "门"), ("⻓", "长"), ("\ufa08", "行")])
def test_radicals_that_stand_for_characters_are_read_as_these(radical, character):
    paper = Paper()
    paper.put(f"推进平台{character}面。")
    assert "推进平台" + character in source(mapped(paper, character, radical)).text


def test_characters_mapped_to_nothing_are_told_with_their_page():
    paper = Paper()
    paper.put("推进平台建设，优化服务。")
    found = source(mapped(paper, "优", "\ue001"))
    assert found.text == "推进平台建设，\ufffd化服务。"
    assert [(omission.offset, omission.note.en[:22]) for omission in found.omissions] == [(7, "page 1: 1 characters a")]


def test_a_page_whose_characters_mean_nothing_has_no_text_layer():
    paper = Paper()
    paper.put("甲" * 60 + "乙。")
    with pytest.raises(errors.NoTextLayer) as refused:
        source(mapped(paper, "甲", "\ue001"))
    assert "1" in refused.value.what.en


def test_half_and_full_width_are_kept_as_printed():
    assert lines(indented(Paper(), ["１.推进（２０２３年）(90%)。"])) == ["１.推进（２０２３年）(90%)。"]


def test_print_seen_twice_is_read_once():
    paper = Paper()
    for shift in (0, 0.2):
        paper.text(MARGIN + shift, 50, "重点任务")
    assert lines(paper.file()) == ["重点任务"]


# Pages


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_turned_pages_are_read_as_they_are_meant(quarter):
    document = pypdfium2.PdfDocument(indented(Paper()))
    for page in document:
        page.set_rotation(quarter)
    assert lines(saved(document)) == PARAGRAPHS


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_text_that_is_turned_on_its_page_is_read(quarter):
    paper = Paper()
    with paper.rotation(quarter, paper.w / 2, paper.w / 2):
        paper.text(60, 80, "一、重点任务")
        paper.text(60, 90, "1.推进平台建设。")
    assert lines(paper.file()) == ["一、重点任务", "1.推进平台建设。"]


def test_text_of_another_direction_is_told():
    paper = Paper()
    with paper.rotation(90, paper.w / 2, paper.w / 2):
        paper.text(60, 160, LONG)
    assert notes(source(indented(paper, PARAGRAPHS[:4])))[0].startswith(
        "page 1: 33 characters run in another direction"
    )


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


# No text layer


def scanned(paragraphs=PARAGRAPHS):
    return scan(indented(Paper(), paragraphs), dots=40)


def test_scanned_pages_are_named():
    with pytest.raises(errors.NoTextLayer) as refused:
        source(scanned())
    assert "pages 1-4" in refused.value.what.en
    assert "YINGSHANG_OCR" in refused.value.remedy.en


def test_without_the_extra_the_error_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr("loaders.read.pdf.installed", lambda: False)
    with pytest.raises(errors.NoTextLayer) as refused:
        source(scanned(PARAGRAPHS[:2]))
    assert "pip install 'yingshang[ocr]'" in refused.value.remedy.en


def mixed():
    """A page of text, a scanned one, a page of text."""
    whole = pypdfium2.PdfDocument.new()
    for content in (indented(Paper(), PARAGRAPHS[:3]), scanned(PARAGRAPHS[:2]), indented(Paper(), PARAGRAPHS[3:6])):
        whole.import_pages(pypdfium2.PdfDocument(content))
    return saved(whole)


def test_a_scanned_page_among_others_is_left_out_and_told():
    found = source(mixed())
    assert found.form is Form.PDF
    assert found.text.split("\n") == PARAGRAPHS[:6]
    assert notes(found) == ["page 2 is an image without text and is not read"]
    assert found.text[found.omissions[0].offset :].startswith("4.")


def test_unseen_text_under_a_scan_is_a_text_layer():
    paper = Paper()
    document = pypdfium2.PdfDocument(indented(Paper(), PARAGRAPHS[:5]))
    image = document[0].render(scale=0.5).to_pil()
    paper.image(image, 0, 0, paper.w, paper.h)
    paper.set_xy(MARGIN, 30)
    with paper.local_context(text_mode="INVISIBLE"):
        for paragraph in PARAGRAPHS[:5]:
            paper.put(INDENT + paragraph)
    assert lines(paper.file()) == PARAGRAPHS[:5]


# Broken files


def test_a_password_is_asked_for_only_if_it_is_needed_to_read():
    for password, refused in (("geheim", True), ("", False)):
        paper = Paper()
        paper.set_encryption(owner_password="owner", user_password=password)
        content = indented(paper, PARAGRAPHS[:2])
        if refused:
            with pytest.raises(errors.FileProtected):
                source(content)
        else:
            assert lines(content) == PARAGRAPHS[:2]


def blank(pages):
    paper = fpdf.FPDF()
    for _ in range(pages):
        paper.add_page()
    return bytes(paper.output())


EMPTY = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
ENDLESS = EMPTY.replace(b"Kids[]/Count 0", b"Kids[2 0 R 2 0 R]/Count 99999")
TRAILER = b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF\n"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"%PDF-1.7\n", errors.FileDamaged),
        (b"%PDF-1.7\n" + b"\0" * 5000, errors.FileDamaged),
        (EMPTY + TRAILER, errors.FileDamaged),
        (ENDLESS + TRAILER, errors.FileTooLarge),
        (blank(1), errors.FileEmpty),
        (blank(1001), errors.FileTooLarge),
    ],
    ids=["a head", "zeros", "no pages", "a circle of pages", "a blank page", "a thousand pages"],
)
def test_files_without_anything_to_read_are_refused(content, error):
    with pytest.raises(error) as refused:
        source(content)
    assert "plan.pdf" in str(refused.value)


def test_a_page_of_endless_text_is_refused():
    paper = fpdf.FPDF()
    paper.set_font("helvetica", size=0.01)
    paper.add_page()
    for line in range(60):
        paper.text(10, 10 + line, "ab" * 5000)
    with pytest.raises(errors.FileTooLarge):
        source(bytes(paper.output()))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_a_file_that_is_cut_off_is_refused_or_told(share):
    content = indented(Paper())
    content = content[: int(len(content) * share)]
    try:
        found = source(content)
    except errors.FileDamaged:
        return
    assert "cut off" in notes(found)[0]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (lambda c: c[: c.rindex(b"%%EOF")], "the end of the PDF is missing"),
        (lambda c: c[: c.rindex(b"startxref")] + b"startxref\n12345\n%%EOF\n", "cross-reference is broken"),
        (lambda c: re.sub(rb"\n\d{10} (\d{5}) n", rb"\n0000000001 \1 n", c), "cross-reference is broken"),
    ],
    ids=["no end", "no cross-reference where it should be", "wrong places"],
)
def test_what_pdfium_repairs_is_told(broken, told):
    found = source(broken(indented(Paper())))
    assert found.text.split("\n") == PARAGRAPHS
    assert told in notes(found)[0]


@pytest.mark.parametrize("around", [(b"\r\n" * 9, b""), (b"", b"<html>" * 2000)], ids=["before", "behind"])
def test_what_stands_around_the_file_does_no_harm(around):
    found = source(around[0] + indented(Paper()) + around[1])
    assert found.text.split("\n") == PARAGRAPHS
    assert not found.omissions


def test_a_file_with_holes_is_no_silent_success():
    content = indented(Paper())
    hole = content[: len(content) // 3] + b"\0" * (len(content) // 3) + content[len(content) // 3 * 2 :]
    assert "something may be missing" in notes(source(hole))[0]


def test_huge_pages_are_read():
    paper = fpdf.FPDF(unit="pt", format=(14000, 14000))
    paper.set_font("helvetica", size=12)
    paper.add_page()
    paper.text(100, 100, "plan")
    assert read_pdf("plan.pdf", bytes(paper.output()), where="plan.pdf").text == "plan"


def test_every_character_of_these_tests_is_in_the_font():
    assert lines(indented(Paper(), [OWN.replace("…", "")])) != []

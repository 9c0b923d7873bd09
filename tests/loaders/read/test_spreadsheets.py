"""Workbooks, new and old, → text and tables: what cells show, merged and hidden cells, bad files."""

import contextlib
import io
import random
import re
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from python_calamine import CalamineWorkbook

from loaders import errors
from loaders.read.number_formats import BUILT_IN, displayed
from loaders.read.transcript import cell_name
from loaders.read.xls import read_xls
from loaders.read.xlsx import read_xlsx
from tests.loaders.read import biff

ROWS = [
    ["云渡市优化营商环境重点任务清单", None, None, None, None],
    ["序号", "任务", "责任", None, "完成时限"],
    [None, None, "牵头单位", "配合单位", None],
    [1, "压缩开办时间", "市市场监管局", "市税务局、市公安局", 0.95],
    [2, None, "市财政局", None, "长期坚持"],
]
MERGED = ["A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "B4:B5"]
CELLS = [
    ("云渡市优化营商环境重点任务清单", 0, 0, 1, 5),
    ("序号", 1, 0, 2, 1), ("任务", 1, 1, 2, 1), ("责任", 1, 2, 1, 2), ("完成时限", 1, 4, 2, 1),
    ("牵头单位", 2, 2, 1, 1), ("配合单位", 2, 3, 1, 1),
    ("1", 3, 0, 1, 1), ("压缩开办时间", 3, 1, 2, 1), ("市市场监管局", 3, 2, 1, 1),
    ("市税务局、市公安局", 3, 3, 1, 1), ("0.95", 3, 4, 1, 1),
    ("2", 4, 0, 1, 1), ("市财政局", 4, 2, 1, 1), ("长期坚持", 4, 4, 1, 1),
]  # fmt: skip


def saved(*sheets, change=None):
    """A workbook by openpyxl: sheets by name, rows and merged areas."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows, merged in sheets:
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    if change:
        change(workbook)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def changed(content, part, change):
    """A package with the text of a part changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
    return written.getvalue()


def sharing(*strings, before=""):
    """A workbook whose cells A1, A2, … show its strings, given as XML."""
    rows = "".join(f'<row><c t="s"><v>{number}</v></c></row>' for number in range(len(strings)))
    content = changed(
        saved(("表", [], [])),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("</sheetData>", f"{rows}</sheetData>"),
    )
    relation = (
        '<Relationship Id="s" Type="http://x/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    content = changed(content, "xl/_rels/workbook.xml.rels", lambda text: text.replace("</Relationships>", relation))
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as package:
        package.writestr(
            "xl/sharedStrings.xml", f"{before}<sst>{''.join(f'<si>{string}</si>' for string in strings)}</sst>"
        )
    return file.getvalue()


def areas(merged):
    """Merged areas by numbers, as the writer of old workbooks takes them."""
    return [openpyxl.utils.range_boundaries(area) for area in merged]


def old(*sheets):
    return biff.workbook(
        *(
            biff.Sheet(
                name, rows, [(top - 1, left - 1, bottom - 1, right - 1) for left, top, right, bottom in areas(merged)]
            )
            for name, rows, merged in sheets
        )
    )


def xlsx(content):
    return read_xlsx("plan.xlsx", content, where="plan.xlsx")


def xls(content):
    return read_xls("plan.xls", content, where="plan.xls")


def one(rows, change=None):
    """What the cells of one sheet show, and what is left out."""
    source = xlsx(saved(("表", rows, []), change=lambda book: change(book["表"]) if change else None))
    return source.text.splitlines(), [omission.note.zh for omission in source.omissions]


def cells(source, number=0):
    return [
        (source.text[c.span.start : c.span.end], c.row, c.column, c.rows, c.columns)
        for c in source.tables[number].cells
    ]


BOTH = pytest.mark.parametrize(
    ("write", "read", "form"), [(saved, xlsx, "xlsx"), (old, xls, "xls")], ids=["xlsx", "xls"]
)


@BOTH
def test_a_list_of_tasks_is_a_table_of_its_cells(write, read, form):
    source = read(write(("任务清单", ROWS, MERGED)))
    assert (source.form, source.exact) == (form, True)
    assert [table.name for table in source.tables] == ["任务清单"]
    assert cells(source) == CELLS
    assert source.text.splitlines() == [text for text, *_ in CELLS]


@BOTH
def test_every_cell_has_its_place(write, read, form):
    source = read(write(("任务清单", ROWS, MERGED), ("附表", [["甲"], [None, "乙\n丙"]], [])))
    assert [(source.text[p.start], p.name) for p in source.places[-4:]] == [
        ("市", "任务清单!C5"), ("长", "任务清单!E5"), ("甲", "附表!A1"), ("乙", "附表!B2"),
    ]  # fmt: skip
    assert [table.name for table in source.tables] == ["任务清单", "附表"]
    assert source.place(0) == f"plan.{form}:任务清单!A1:1"
    assert source.place(len(source.text) - 2) == f"plan.{form}:附表!B2:3"


@BOTH
def test_only_sheets_with_text_are_tables(write, read, form):
    source = read(write(("空", [[None], [" "]], []), ("有", [["甲"]], [])))
    assert [table.name for table in source.tables] == ["有"], form


ODD = [["甲", None, None], [None, None, None], [None, None, "己"]]


def merging(areas_):
    """A sheet's XML with merged areas put in, as openpyxl would not write them."""
    inner = "".join(f'<mergeCell ref="{area}"/>' for area in areas_)
    return lambda text: text.replace("</sheetData>", f"</sheetData><mergeCells>{inner}</mergeCells>")


@pytest.mark.parametrize("merged", [["A1:B2", "B2:C3"], ["A1:B2", "A1:B2"], ["A1:IV65536"], ["C3:A1", "", "A0:B2"]])
def test_merged_cells_that_span_oddly_are_clipped_and_never_overlap(merged):
    new = xlsx(changed(saved(("表", ODD, [])), "xl/worksheets/sheet1.xml", merging(merged)))
    regular = [area for area in merged if area[:1] == "A" and "0:" not in area]
    for source in (new, xls(old(("表", ODD, regular)))):
        covered = [
            (row, column)
            for c in source.tables[0].cells
            for row in range(c.row, c.row + c.rows)
            for column in range(c.column, c.column + c.columns)
        ]
        assert len(covered) == len(set(covered))
        assert source.text.startswith("甲")


def test_a_sheet_merged_as_a_whole_is_one_cell():
    content = changed(saved(("表", ODD, [])), "xl/worksheets/sheet1.xml", merging(["A1:XFD1048576"]))
    assert cells(xlsx(content)) == [("甲", 0, 0, 3, 3)]


def test_what_a_merged_cell_covers_is_not_shown():
    content = changed(
        saved(("表", [["甲", "乙"], ["丙", "丁"]], [])),
        "xl/worksheets/sheet1.xml",
        merging(["A1:B1"]),
    )
    assert cells(xlsx(content)) == [("甲", 0, 0, 1, 2), ("丙", 1, 0, 1, 1), ("丁", 1, 1, 1, 1)]


# What cells show


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (3, "General", "3"), (0.1 + 0.2, "General", "0.3"), (12345678901, "General", "12345678901"),
        (0.95, "0%", "95%"), (0.955, "0.0%", "95.5%"), (0.5, "0.00%", "50.00%"), (1234567.5, "#,##0.00", "1,234,567.50"),
        (7, "000", "007"), (1.5, "0.##", "1.5"), (2, "0.##", "2"), (5, '0"个工作日"', "5个工作日"), (5, "0个", "5个"),
        (-3, "0.0;(0.0)", "(3.0)"), (-3, "0", "-3"), (0, '0;0;"无"', "无"), (12345, "[$¥-804]#,##0", "¥12,345"),
        (45107, "yyyy/m/d", "2023/6/30"), (45107, 'yyyy"年"m"月"d"日";@', "2023年6月30日"), (45107, "yyyy年m月", "2023年6月"),
        (45107, "[$-804]yyyy\\-mm\\-dd", "2023-06-30"), (45107, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二三年六月三十日"),
        (45107.75, "yyyy/m/d h:mm", "2023/6/30 18:00"), (0.75, '上午/下午h"时"mm"分"', "下午6时00分"), (59, "yyyy/m/d", "1900/2/28"),
        (5, "@", "5"), (0.5, "# ?/?", "0.5"), (1e300, "0.00", "1e+300"), (-5, "yyyy/m/d", "-5"), (5, '"未闭合', "未闭合"),
    ],
)  # fmt: skip
def test_numbers_are_shown_by_their_format(number, code, shown):
    assert displayed(number, code) == shown


def test_built_in_formats_are_shown_as_in_chinese():
    assert [displayed(45107, BUILT_IN[number]) for number in (14, 31, 57, 58)] == [
        "2023/6/30", "2023年6月30日", "2023年6月", "6月30日",
    ]  # fmt: skip


def test_days_may_be_counted_from_1904():
    assert displayed(45107 - 1462, "yyyy/m/d", from_1904=True) == "2023/6/30"

    def change(book):
        book.epoch = openpyxl.utils.datetime.MAC_EPOCH

    assert xlsx(saved(("表", [[datetime(2023, 6, 30)]], []), change=change)).text.startswith("2023-06-30")  # noqa: DTZ001


def test_cells_show_numbers_by_their_style():
    def change(sheet):
        sheet["A1"].number_format, sheet["B1"].number_format = "0%", 'yyyy"年"m"月"'

    assert one([[0.95, date(2023, 6, 1), True, 7]], change)[0] == ["95%", "2023年6月", "TRUE", "7"]


def test_rich_text_is_read_and_reading_aids_are_not():
    def change(sheet):
        sheet["A1"] = CellRichText("压缩", TextBlock(InlineFont(b=True), "时间"))

    assert one([[None]], change)[0] == ["压缩时间"]
    rich = "<r><rPr><b/></rPr><t>压缩</t></r><r><t>时间</t></r>"
    aids = "<t>漢_x000A_字</t><rPh sb='0' eb='2'><t>ㄏㄢ</t></rPh>"
    assert xlsx(sharing(rich, aids)).text.splitlines() == ["压缩时间", "漢", "字"]


def test_formulas_show_their_saved_result():
    content = changed(
        saved(("表", [["=1+1", "=A1", "甲"]], [])),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>"),
    )
    source = xlsx(content)
    assert source.text.splitlines() == ["2", "甲"]
    assert [omission.note.zh for omission in source.omissions] == ["公式没有保存结果：1 格"]


# What is hidden


def test_hidden_rows_and_columns_are_left_out_and_said():
    def change(sheet):
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True

    shown, omitted = one([["甲", "乙", "隐"], ["隐", "隐", None], ["丙"]], change)
    assert shown == ["甲", "乙", "丙"]
    assert omitted == ["隐藏的行列未读：3 格"]


def test_a_merged_cell_is_hidden_only_with_all_its_rows():
    def change(sheet):
        sheet.merge_cells("A1:A2")
        sheet.row_dimensions[1].hidden = True

    assert one([["甲", "隐"], [None, "乙"]], change)[0] == ["甲", "乙"]


def test_hidden_sheets_are_left_out_and_said():
    def change(book):
        book["密"].sheet_state, book["更密"].sheet_state = "hidden", "veryHidden"

    source = xlsx(saved(("密", [["隐"]], []), ("表", [["甲"]], []), ("更密", [["隐"]], []), change=change))
    assert source.text == "甲\n"
    assert [omission.note.zh for omission in source.omissions] == ["隐藏的工作表未读：2"]
    source = xls(biff.workbook(biff.Sheet("密", [["隐"]], hidden=True), biff.Sheet("表", [["甲"]])))
    assert source.text == "甲\n"
    assert [omission.note.zh for omission in source.omissions] == ["隐藏的工作表未读：1"]


# What other programs write


def test_strict_name_spaces_absent_references_and_styles_out_of_order_are_read():
    def strict(text):
        return re.sub(
            r"http://schemas\.openxmlformats\.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
            text,
        )

    content = saved(("表", [["甲", "乙"], ["丙", 3]], []))
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        content = changed(content, part, strict)
    content = changed(content, "xl/worksheets/sheet1.xml", lambda text: re.sub(r' r="[A-Z]*\d+"', "", text))
    content = changed(content, "xl/styles.xml", lambda text: re.sub(r"<fills.*</fills>", "<fills><x/></fills>", text))
    assert cells(xlsx(content)) == [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1), ("丙", 1, 0, 1, 1), ("3", 1, 1, 1, 1)]


def test_declared_dimensions_and_empty_cells_cost_nothing():
    content = changed(
        saved(("表", [["甲"]], [])),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace('ref="A1"', 'ref="A1:XFD1048576"').replace(
            "</sheetData>", '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>末</t></is></c></row></sheetData>'
        ),
    )
    assert cells(xlsx(content)) == [("甲", 0, 0, 1, 1), ("末", 1048575, 16383, 1, 1)]


def test_protected_sheets_and_links_to_other_files_are_read_as_they_show():
    def change(sheet):
        sheet.protection.sheet = True
        sheet["B1"].hyperlink = "http://example.invalid/x"

    assert one([["甲", "乙"]], change)[0] == ["甲", "乙"]


def test_an_old_workbook_is_what_another_program_reads():
    found = CalamineWorkbook.from_filelike(io.BytesIO(old(("任务清单", ROWS, MERGED)))).get_sheet_by_name("任务清单")
    assert found.to_python()[0][0] == ROWS[0][0]
    assert found.to_python()[3] == [1.0, *ROWS[3][1:]]
    assert min(found.merged_cell_ranges) == ((0, 0), (0, 4))


def whole(number, hundredths=0):
    """A whole number of four bytes, perhaps a hundredfold."""
    return (number << 2 | 2 | hundredths).to_bytes(4, "little")


def test_an_old_workbook_keeps_strings_in_one_place_and_numbers_short():
    strings = b"".join([biff.shared("甲"), biff.shared("abc", wide=False), biff.shared("乙丙")[:5]])
    globals_ = biff.record(0x00FC, (3).to_bytes(4, "little") * 2 + strings)
    globals_ += biff.record(0x003C, b"\x01" + "丙".encode("utf-16-le"))  # where a string goes on
    records = [
        *(biff.cell(0x00FD, 0, number, number.to_bytes(4, "little")) for number in range(3)),
        biff.cell(0x027E, 1, 0, whole(7)),
        biff.cell(0x027E, 1, 1, whole(150, 1)),
        biff.record(0x00BD, b"\2\0\0\0" + b"".join(b"\0\0" + whole(number) for number in (1, 2)) + b"\1\0"),
        biff.cell(0x0205, 3, 0, b"\1\0"),
        biff.cell(0x0006, 4, 0, b"\0\0\0\0\0\0\xff\xff" + b"\0" * 8),
        biff.record(0x0207, biff.shared("丁")),
    ]
    source = xls(biff.workbook(biff.Sheet("表", []), globals_=globals_, cells=b"".join(records)))
    assert source.text.splitlines() == ["甲", "abc", "乙丙", "7", "1.5", "1", "2", "TRUE", "丁"]


def test_what_an_old_workbook_hides_is_left_out():
    records = [
        biff.record(0x007D, b"\1\0\1\0\0\0\0\0\1\0\0\0"),  # column B
        biff.record(0x0208, b"\1\0" + b"\0" * 10 + b"\x20\0\0\0"),  # row 2
    ]
    rows = [["甲", "隐"], ["隐", "隐"], ["乙", None]]
    source = xls(biff.workbook(biff.Sheet("表", rows), cells=b"".join(records)))
    assert source.text.splitlines() == ["甲", "乙"]
    assert [omission.note.zh for omission in source.omissions] == ["隐藏的行列未读：3 格"]


# Bad files


@BOTH
def test_a_workbook_without_text_is_refused(write, read, form):
    with pytest.raises(errors.FileEmpty) as refused:
        read(write(("空", [[None], [" "]], [])))
    assert f"plan.{form}" in str(refused.value)


def test_a_workbook_without_a_header_row_is_read():
    assert one([[1, "压缩时间", "市财政局"]])[0] == ["1", "压缩时间", "市财政局"]


@BOTH
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_workbook_that_is_cut_off_is_refused(write, read, form, share):
    content = write(("任务清单", ROWS * 40, []))
    with pytest.raises(errors.FileDamaged) as refused:
        read(content[: int(len(content) * share)])
    assert f"plan.{form}" in str(refused.value)


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_workbook_is_read_or_refused(seed):
    dice = random.Random(seed)  # noqa: S311 -- the same damage each time
    content = old(("任务清单", ROWS, MERGED))
    for _ in range(20):
        damaged = bytearray(content)
        for _ in range(dice.randint(1, 20)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        with contextlib.suppress(errors.LoadError):
            assert xls(bytes(damaged)).text


def test_an_old_workbook_with_a_password_is_refused():
    with pytest.raises(errors.FileProtected):
        xls(biff.workbook(biff.Sheet("表", [["甲"]]), globals_=biff.record(0x002F, b"\x01\0" + b"\0" * 50)))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "甲"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_entities_and_document_types_are_refused(doctype, part):
    for content in (
        changed(
            saved(("表", [["甲"]], [])), part, lambda text: re.sub(r"^(<\?xml.*?\?>)?", lambda m: m[0] + doctype, text)
        ),
        sharing("<t>甲</t>", before=doctype),
    ):
        with pytest.raises(errors.FileDamaged):
            xlsx(content)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_broken_xml_is_refused(part):
    with pytest.raises(errors.FileDamaged) as refused:
        xlsx(changed(saved(("表", [["甲"]], [])), part, lambda text: text[: len(text) // 2]))
    assert refused.value.where.endswith(part)


@pytest.mark.parametrize(
    ("place", "name"),
    [((0, 0), "A1"), ((4, 2), "C5"), ((0, 25), "Z1"), ((0, 26), "AA1"), ((1048575, 16383), "XFD1048576")],
)
def test_cells_are_named_as_in_spreadsheets(place, name):
    assert cell_name(*place) == name

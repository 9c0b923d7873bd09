"""Tables in text: cells between tabs, strokes or commas."""

import pytest

from loaders.read.text import read_text

HEAD = "序号\t任务\t责任单位"


def tables(text):
    source = read_text("plan.txt", text.encode(), where="plan.txt")
    assert source.text == text
    return [[(source.text[c.span.start : c.span.end], c.row, c.column) for c in table.cells] for table in source.tables]


def grid(*rows):
    return [(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            f"前言。\n{HEAD}\n1\t压缩\t市税务局\n2\t减负\t\n尾。",
            [["序号", "任务", "责任单位"], ["1", "压缩", "市税务局"], ["2", "减负", ""]],
        ),
        (
            "| 序号 | 任务 | 单位 |\n|---|:---:|--:|\n| 1 | 压缩 | 市税务局 |",
            [["序号", "任务", "单位"], ["1", "压缩", "市税务局"]],
        ),
        ("序号 | 任务 | 单位\r\n1 | 压缩 | 市税务局\r\n", [["序号", "任务", "单位"], ["1", "压缩", "市税务局"]]),
        ("｜序号｜任务｜单位｜\n｜1｜压缩｜市税务局｜", [["序号", "任务", "单位"], ["1", "压缩", "市税务局"]]),
        (
            '序号,任务,单位\n1,"压缩，时间","市税务局,\n市财政局"\n2,,\n',
            [["序号", "任务", "单位"], ["1", "压缩，时间", "市税务局,\n市财政局"], ["2", "", ""]],
        ),
    ],
)
def test_lines_of_cells_are_a_table(text, rows):
    assert tables(text) == [grid(*rows)]


@pytest.mark.parametrize(
    "text",
    ["一、总则\n二、任务", f"{HEAD}\n", f"{HEAD}\n{'前言' * 40}\n{HEAD}", f"{HEAD}\n一\n二\n三\n{HEAD}", "\t\t一、总则\n\t\t二、任务", "甲\t乙\n丙\t丁", "a,b,c\nd,e\n", "a,b,c\n",
     "甲，乙，丙\n丁，戊，己", "一,二,三\n四,五,六\n七。\n", "|" * 99 + "\n" + "|" * 99, '"a,b,c\nd,e,f', '"a"b,c,d\ne,f,g\n'],
)  # fmt: skip
def test_lines_that_are_no_table(text):
    assert tables(text) == []


def test_a_short_line_between_rows_goes_from_side_to_side():
    text = f"{HEAD}\n\n一、纳税\n1\t甲\t乙\n2\t丙\t丁\n二、用电\n"
    (table,) = read_text("plan.txt", text.encode(), where="plan.txt").tables
    assert [(cell.row, cell.columns) for cell in table.cells if cell.columns > 1] == [(1, 3)]
    assert table.cells[-1].row == 3


def test_tables_follow_one_another():
    assert tables(f"{HEAD}\n1\t甲\t乙\n| a | b | c | d |\n| 1 | 2 | 3 | 4 |\n") == [
        grid(HEAD.split("\t"), ["1", "甲", "乙"]),
        grid(list("abcd"), list("1234")),
    ]


def test_cells_on_lines_of_their_own():
    text = "清单\n\n\t序号\n\t任务\n\t责任单位\n\n\t一、纳税\n\n\t1\n\t压缩时间。\n再压缩。\n\t市税务局\n\n\t2\n\t减负。\n\t\n\n尾注\n"
    (table,) = read_text("plan.txt", text.encode(), where="plan.txt").tables
    assert [(text[c.span.start : c.span.end], c.row, c.column, c.columns) for c in table.cells] == [
        ("序号", 0, 0, 1),
        ("任务", 0, 1, 1),
        ("责任单位", 0, 2, 1),
        ("一、纳税", 1, 0, 3),
        ("1", 2, 0, 1),
        ("压缩时间。\n再压缩。", 2, 1, 1),
        ("市税务局", 2, 2, 1),
        ("2", 3, 0, 1),
        ("减负。", 3, 1, 1),
        ("", 3, 2, 1),
    ]


def test_indented_paragraphs_are_no_table():
    assert tables("\t一、总则\n\t推进改革。\n\t提高效率。\n\n\t二、任务\n\n\t办理。\n") == []


def test_a_row_without_its_first_cell_goes_on_with_the_one_above():
    text = f"{HEAD}\t时限\n1\t甲\t市税务局\t年底前\n\t乙\t\t\n2\t丙\t\t6月\n"
    (table,) = read_text("plan.txt", text.encode(), where="plan.txt").tables
    spread = {text[c.span.start : c.span.end]: c.rows for c in table.cells if c.rows > 1}
    assert spread == {"1": 2, "市税务局": 2, "年底前": 2}


def test_columns_that_are_empty_are_left_out():
    (rows,) = tables("\t序号\t任务\t责任单位\n\t1\t甲\t市税务局\n")
    assert rows == grid(["序号", "任务", "责任单位"], ["1", "甲", "市税务局"])

"""Automatic numbers of docx as Word prints them."""

from pathlib import Path

import pytest

from loaders.grammar.numerals import value
from loaders.read.number_signs import FORMATS, printed
from tests.loaders.read.word import (
    OUTLINE,
    definition,
    instance,
    level,
    lines,
    numbered,
    override,
    p,
    restart,
    source,
    style,
    styled,
)


def numbers(*paragraphs, numbering, styles=""):
    """What is printed before each paragraph; a paragraph is (instance, level) or the XML of its properties."""
    body = "".join(p("|", given if isinstance(given, str) else numbered(*given)) for given in paragraphs)
    return [line.removesuffix("|") for line in lines(body, numbering=numbering, styles=styles)]


def test_levels_restart_below_those_above():
    given = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2), (1, 2)]
    printed = ["一、", "（一）", "（二）", "1.", "二、", "（一）", "1.", "2."]
    assert numbers(*given, numbering=OUTLINE + instance(1, 0)) == printed


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ('<w:lvlRestart w:val="0"/>', ["一、", "（一）", "1.", "（二）", "2.", "二、", "（一）", "3."]),
        ('<w:lvlRestart w:val="1"/>', ["一、", "（一）", "1.", "（二）", "2.", "二、", "（一）", "1."]),
        ('<w:lvlRestart w:val="2"/>', ["一、", "（一）", "1.", "（二）", "1.", "二、", "（一）", "1."]),
        ('<w:lvlRestart w:val="7"/>', ["一、", "（一）", "1.", "（二）", "1.", "二、", "（一）", "1."]),
    ],
)
def test_a_level_may_say_what_restarts_it(told, printed):
    numbering = definition(
        0,
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3.", inner=told),
    ) + instance(1, 0)
    assert numbers((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2), numbering=numbering) == printed


def test_instances_of_a_definition_count_on_unless_they_start_anew():
    numbering = OUTLINE + instance(1, 0) + instance(2, 0) + instance(3, 0, restart(0, 8))
    given = [(1, 0), (1, 0), (2, 0), (3, 0), (3, 0), (1, 0)]
    assert numbers(*given, numbering=numbering) == ["一、", "二、", "三、", "八、", "九、", "十、"]


def test_definitions_count_apart():
    numbering = OUTLINE + definition(1, level(0, "decimal", "%1.")) + instance(1, 0) + instance(2, 1)
    assert numbers((1, 0), (2, 0), (1, 0), (2, 0), numbering=numbering) == ["一、", "1.", "二、", "2."]


def test_an_instance_may_replace_a_level_and_counts_on():
    numbering = OUTLINE + instance(1, 0) + instance(2, 0, override(0, level(0, "upperRoman", "%1．")))
    assert numbers((1, 0), (2, 0), (1, 0), numbering=numbering) == ["一、", "II．", "三、"]


def test_levels_above_are_filled_in_and_legal_ones_are_decimal():
    numbering = definition(
        0,
        level(0, "chineseCounting", "第%1章"),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "%1.%2.%3", inner="<w:isLgl/>"),
    ) + instance(1, 0)
    given = [(1, 0), (1, 0), (1, 1), (1, 2), (1, 2)]
    assert numbers(*given, numbering=numbering) == ["第一章", "第二章", "二.1", "2.1.1", "2.1.2"]


def test_a_level_above_that_was_never_used_prints_its_start():
    numbering = definition(0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")) + instance(1, 0)
    assert numbers((1, 1), (1, 1), (1, 0), numbering=numbering) == ["1.1", "1.2", "1"]


def test_a_level_that_names_one_below_prints_nothing():
    numbering = definition(0, level(0, "decimal", "%1.%2"), level(1, "decimal", "%2")) + instance(1, 0)
    assert numbers((1, 0), numbering=numbering) == [""]


def test_start_width_and_words_around():
    three = '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
    alternate = f'<mc:AlternateContent><mc:Choice Requires="w14">{three}</mc:Choice></mc:AlternateContent>'
    numbering = (
        definition(0, level(0, "decimal", "任务%1：", start=5))
        + definition(1, level(0, "decimal", "%1", inner=alternate))
        + definition(2, level(0, "none", "附件"))
        + instance(1, 0)
        + instance(2, 1)
        + instance(3, 2)
    )
    given = [(1, 0), (1, 0), (2, 0), (3, 0), (9, 0), (1, 7)]
    assert numbers(*given, numbering=numbering) == ["任务5：", "任务6：", "001", "附件", "", ""]


@pytest.mark.parametrize(("told", "between"), [("tab", "\t"), ("space", " "), ("nothing", ""), (None, "\t")])
def test_what_stands_between_number_and_text(told, between):
    suffix = f'<w:suff w:val="{told}"/>' if told else ""
    bare = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{suffix}<w:lvlText w:val="%1."/></w:lvl>'
    assert lines(p("减税", numbered(1, 0)), numbering=definition(0, bare) + instance(1, 0)) == [f"1.{between}减税"]


@pytest.mark.parametrize(("bullet", "printed"), [("\uf0b7", ""), ("l", ""), ("●", ""), ("——", "——")])
def test_only_dashes_of_bullets_are_read(bullet, printed):
    assert numbers((1, 0), numbering=definition(0, level(0, "bullet", bullet)) + instance(1, 0)) == [printed]


def test_styles_bear_numbers_through_those_they_are_based_on():
    styles = (
        style("Outline", numbered(1))
        + style("Section", numbered(at=1), base="Outline")
        + style("Special", base="Section")
        + style("Plain", numbered(0), base="Section")
    )
    given = [styled("Outline"), styled("Section"), styled("Special"), styled("Plain"), styled("Outline")]
    numbering = OUTLINE + instance(1, 0)
    assert numbers(*given, numbering=numbering, styles=styles) == ["一、", "（一）", "（二）", "", "二、"]


def test_the_default_style_numbers_paragraphs_that_name_none():
    default = style("Normal", numbered(1)).replace("<w:style ", '<w:style w:default="1" ')
    assert numbers("", "", numbering=OUTLINE + instance(1, 0), styles=default) == ["一、", "二、"]


def test_levels_are_linked_to_styles():
    linked = definition(
        0,
        level(0, "chineseCounting", "第%1章", inner='<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "第%2条", inner='<w:pStyle w:val="H2"/>'),
    )
    styles = style("H1", numbered(1)) + style("H2", numbered(1)) + style("Own", base="H2")
    given = [styled("H1"), styled("H2"), styled("Own"), styled("H1"), styled("H2")]
    printed = ["第一章", "第1条", "第2条", "第二章", "第1条"]
    assert numbers(*given, numbering=linked + instance(1, 0), styles=styles) == printed


def test_a_paragraph_goes_before_its_style():
    styles = style("H1", numbered(1, 0))
    given = [styled("H1"), styled("H1") + numbered(0), styled("H1") + numbered(at=1), styled("H1") + numbered(2)]
    numbering = OUTLINE + definition(1, level(0, "lowerLetter", "%1)")) + instance(1, 0) + instance(2, 1)
    assert numbers(*given, numbering=numbering, styles=styles) == ["一、", "", "（一）", "a)"]


def test_numbering_styles_lead_to_the_definition_that_holds_the_levels():
    numbering = (
        definition(0, inner='<w:numStyleLink w:val="List"/>')
        + definition(1, level(0, "ideographTraditional", "%1、"), inner='<w:styleLink w:val="List"/>')
        + instance(1, 0)
        + instance(2, 1)
    )
    styles = style("List", numbered(2), kind="numbering")
    assert numbers((1, 0), (2, 0), numbering=numbering, styles=styles) == ["甲、", "乙、"]


def test_styles_and_links_that_go_in_circles_end():
    styles = style("A", base="B") + style("B", base="A") + style("L", numbered(1), kind="numbering")
    numbering = definition(0, inner='<w:numStyleLink w:val="L"/>') + instance(1, 0)
    assert numbers(styled("A"), (1, 0), numbering=numbering, styles=styles) == ["", ""]


def test_paragraphs_in_cells_count_with_those_outside():
    cell = f"<w:tc>{p('|', numbered(1, 0))}</w:tc>"
    body = p("|", numbered(1, 0)) + f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>" + p("|", numbered(1, 0))
    assert lines(body, numbering=OUTLINE + instance(1, 0)) == ["一、|", "二、|", "三、|", "四、|"]


@pytest.mark.parametrize("missing", [(), ("numbering",)])
def test_a_missing_numbering_part_is_told(missing):
    read = source(p("方案") + p("减税", numbered(1, 0)) + p("降费", numbered(1, 0)), missing=missing)
    assert read.text == "方案\n减税\n降费\n"
    (omission,) = read.omissions
    assert read.text[omission.offset :].startswith("减税")
    assert "编号" in omission.note.zh
    assert "2" in omission.note.en


def test_missing_styles_are_told():
    (omission,) = source(p("减税", styled("H1"))).omissions
    assert "样式" in omission.note.zh


# Formats: each with numbers and how they are printed (ECMA-376 Part 1 §17.18.59; [MS-DOCX] 2.4)

PRINTED = {
    "decimal": {1: "1", 10: "10", 101: "101"},
    "decimalHalfWidth": {1: "1", 12: "12"},
    "decimalFullWidth": {1: "１", 10: "１０", 23: "２３"},
    "decimalFullWidth2": {9: "９", 100: "１００"},
    "decimalZero": {1: "01", 9: "09", 10: "10", 100: "100"},
    "numberInDash": {1: "- 1 -"},
    "hex": {9: "9", 10: "A", 26: "1A"},
    "upperLetter": {1: "A", 26: "Z", 27: "AA", 28: "BB", 53: "AAA", 781: "781"},
    "lowerLetter": {1: "a", 26: "z", 27: "aa", 780: "z" * 30},
    "upperRoman": {1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 99: "XCIX", 2026: "MMXXVI"},
    "lowerRoman": {3: "iii", 8: "viii"},
    "decimalEnclosedCircle": {1: "①", 10: "⑩", 20: "⑳", 21: "21"},
    "decimalEnclosedCircleChinese": {1: "①", 10: "⑩", 11: "11"},
    "decimalEnclosedFullstop": {1: "⒈", 20: "⒛", 21: "21"},
    "decimalEnclosedParen": {1: "⑴", 20: "⒇", 21: "21"},
    "ideographEnclosedCircle": {1: "㈠", 10: "㈩", 11: "11"},
    "ideographTraditional": {1: "甲", 2: "乙", 3: "丙", 10: "癸", 11: "11"},
    "ideographZodiac": {1: "子", 2: "丑", 12: "亥", 13: "13"},
    "ideographZodiacTraditional": {1: "甲子", 11: "甲戌", 13: "丙子", 60: "癸亥", 61: "甲子"},
    "ideographDigital": {1: "一", 9: "九", 10: "一〇", 11: "一一", 20: "二〇", 100: "一〇〇"},
    "japaneseDigitalTenThousand": {10: "一〇", 21: "二一"},
    "taiwaneseDigital": {10: "一○", 11: "一一"},
    "chineseCounting": {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 100: "一○○", 101: "一○一"},
    "taiwaneseCounting": {9: "九", 10: "十", 19: "十九", 30: "三十", 100: "一○○"},
    "chineseCountingThousand": {
        1: "一", 10: "十", 11: "十一", 20: "二十", 100: "一百", 101: "一百零一", 110: "一百一十", 111: "一百一十一",
        1000: "一千", 1001: "一千零一", 1010: "一千零一十", 1100: "一千一百", 10001: "一万零一", 12345: "一万二千三百四十五",
    },
    "taiwaneseCountingThousand": {10: "十", 12: "十二", 101: "一百零一", 20000: "二萬"},
    "japaneseCounting": {1: "一", 10: "十", 11: "十一", 20: "二十", 100: "百", 101: "百一", 111: "百十一", 210: "二百十", 1000: "千", 10000: "一万"},
    "chineseLegalSimplified": {1: "壹", 2: "贰", 3: "叁", 10: "壹拾", 11: "壹拾壹", 101: "壹佰零壹", 1000: "壹仟"},
    "ideographLegalTraditional": {1: "壹", 2: "貳", 3: "參", 16: "壹拾陸", 100: "壹佰"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("style", "number", "sign"), [(style, n, sign) for style, given in PRINTED.items() for n, sign in given.items()]
)
def test_formats_print_numbers(style, number, sign):
    assert printed(number, style) == sign


def test_every_format_is_tried():
    assert set(PRINTED) == set(FORMATS)


@pytest.mark.parametrize("style", [*FORMATS, "hebrew1", "cardinalText"])
def test_numbers_that_no_format_reaches_are_decimal(style):
    assert [printed(number, style) for number in (-1, 0, 40000, 2**31)] == ["-1", "0", "40000", str(2**31)]


@pytest.mark.parametrize(("style", "sign"), [("none", ""), ("bullet", ""), ("001", "007"), ("hebrew1", "7")])
def test_formats_without_signs_of_their_own(style, sign):
    assert printed(7, style) == sign


@pytest.mark.parametrize(
    "style", ["chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"]
)
def test_numbers_below_a_hundred_are_read_back(style):
    assert [value(printed(number, style)) for number in range(1, 100)] == list(range(1, 100))


def test_formats_are_documented():
    page = (Path(__file__).parents[3] / "docs/reading.md").read_text(encoding="utf-8")
    table = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in page.splitlines() if line[:1] == "|"]
    head = next(at for at, row in enumerate(table) if row[0] == "格式 Format")
    rows = [row for row in table[head + 2 :] if row[0] in FORMATS]
    assert len(rows) > 10
    for name, *signs in rows:
        assert signs == [printed(int(number), name) for number in table[head][1:]]

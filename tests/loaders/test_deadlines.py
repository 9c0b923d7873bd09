"""Deadlines, and which of them a target is set for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import parse
from loaders.grammar.characters import canonical
from loaders.grammar.deadlines import deadlines
from loaders.source import SourceText

YEAR = 2022


def read(text, year=YEAR, **options):
    form = canonical(text)
    return [(form[d.begin : d.end], d.value) for d in deadlines(form, 0, len(form), year, **options)]


CASES = [
    ("2022年底前建成平台。", "2022年底前", "2022-12-31"),
    ("２０２２年年底前建成平台。", "2022年年底前", "2022-12-31"),
    ("到2025年，建成体系。", "到2025年", "2025"),
    ("到2023年6月底，基本建成。", "到2023年6月底", "2023-06-30"),
    ("6月底前出台细则。", "6月底前", "2022-06-30"),
    ("2024年2月底前完成。", "2024年2月底前", "2024-02-29"),
    ("2022年9月1日前开通。", "2022年9月1日前", "2022-09-01"),
    ("5月中旬前公布。", "5月中旬前", "2022-05-20"),
    ("2022年10月前清零。", "2022年10月前", "2022-10"),
    ("年底前，实现全覆盖。", "年底前", "2022-12-31"),
    ("年内上线运行。", "年内", "2022-12-31"),
    ("今年年底前完成。", "今年年底前", "2022-12-31"),
    ("明年3月底前完成。", "明年3月底前", "2023-03-31"),
    ("上半年出台细则。", "上半年", "2022-06-30"),
    ("2022年第三季度前完成改造。", "2022年第三季度前", "2022-09-30"),
    ("一季度末完成排查。", "一季度末", "2022-03-31"),
    ("到“十四五”末，全面建成。", "到“十四五”末", "2025-12-31"),
    ("2022年11月取得阶段性成果。", "2022年11月", "2022-11"),
    ("（责任单位：市财政局；完成时限：2022年8月）", "2022年8月", "2022-08"),
    ("（市财政局负责，9月底完成）", "9月底", "2022-09-30"),
    ("（完成时限：2022.10）", "2022.10", "2022-10"),
    ("（完成时限：2022年3月—2022年12月）", "2022年12月", "2022-12"),
    ("二〇二三年底前完成。", "二〇二三年底前", "2023-12-31"),
]
NONE = [
    "自2022年1月1日起施行。",
    "2021-2023年实施三年行动。",
    "比2020年压缩20%。",
    "2022年，开展专项检查。",
    "持续推进，长期坚持。",
    "有效期至2025年12月31日。",
    "2019年10月8日国务院令公布的条例。",
    "每年12月底前报送。",
    "截至2021年底已建成。",
    "对2020年底前成立的企业给予支持。",
    "由2020年的30天降至2021年的20天。",
    "2022年前三季度情况。",
    "5年内引进人才。",
]


@pytest.mark.parametrize(("text", "raw", "meant"), CASES)
def test_a_deadline(text, raw, meant):
    assert read(text) == [(raw, meant)]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_deadline(text):
    assert read(text) == []


def test_a_month_belongs_to_the_year_before_it_in_its_sentence():
    assert [value for _, value in read("2023年3月底前定方案，6月底前出细则。9月底前完成。")] == [
        "2023-03-31",
        "2023-06-30",
        "2022-09-30",
    ]
    assert read("6月底前完成。", year=None) == []


def test_a_cell_of_deadlines_needs_no_words():
    assert read("2022年12月", labelled=True) == [("2022年12月", "2022-12")]
    assert read("长期坚持", labelled=True) == []


def test_a_target_is_due_by_the_deadline_of_its_sentence_or_of_the_statement():
    text = (
        "砚溪市2022年优化营商环境任务清单\n一、提升服务\n"
        "1.压缩时限。6月底前，登记时限压缩至3天，材料压减20%。窗口3个工作日内答复。（责任单位：市政务服务局）\n"
        "2.优化办税。纳税时间压减至90小时以内。（责任单位：市税务局；完成时限：2022年9月底前）\n"
    )
    first, second = parse(SourceText("plan.txt", text, "0" * 64, "utf-8")).measures
    assert [(t.new, t.due) for t in first.targets] == [(3, "2022-06-30"), (20, "2022-06-30"), (3, None)]
    assert [(t.new, t.due) for t in second.targets] == [(90, "2022-09-30")]


@given(
    st.text(alphabet="0129年月日底末前初上下半中旬第一二三四季度到至自今明内“十四五”完成时限：，。（）-.", max_size=60)
)
def test_any_text_can_be_read(text):
    found = list(deadlines(text, 0, len(text), YEAR))
    assert all(0 <= d.begin < d.end <= len(text) for d in found)

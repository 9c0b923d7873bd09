"""Numbers with their units."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.grammar.characters import canonical
from loaders.grammar.quantities import Dimension, quantities


def read(text):
    form = canonical(text)
    return [(q.low, q.number, q.unit) for q in quantities(form, 0, len(form))]


CASES = [
    ("2个工作日", [(None, 2, "工作日")]),
    ("0.5天", [(None, 0.5, "天")]),
    ("６个月", [(None, 6, "个月")]),
    ("半小时", [(None, 0.5, "小时")]),
    ("一个半小时", [(None, 1.5, "小时")]),
    ("一刻钟", [(None, 15, "分钟")]),
    ("三个工作日", [(None, 3, "工作日")]),
    ("两个环节", [(None, 2, "环节")]),
    ("压缩1/3", [(None, 0.3333, None)]),
    ("三分之二", [(None, 0.6667, None)]),
    ("一半", [(None, 0.5, None)]),
    ("百分之五", [(None, 5, "%")]),
    ("4.05％", [(None, 4.05, "%")]),
    ("0.3个百分点", [(None, 0.3, "百分点")]),
    ("比例1：1.25", [(None, 1.25, None)]),
    ("2-4户", [(2, 4, "户")]),
    ("10%—20%", [(10, 20, "%")]),
    ("3至5个工作日", [(3, 5, "工作日")]),
    ("12万个", [(None, 12, "万个")]),
    ("4.35亿元", [(None, 4.35, "亿元")]),
    ("30余项", [(None, 30, "项")]),
    ("1,200件", [(None, 1200, "件")]),
    ("80千伏安", [(None, 80, "千伏安")]),
    ("40微克/立方米", [(None, 40, "微克/立方米")]),
    ("10万千瓦", [(None, 10, "万千瓦")]),
]  # fmt: skip
NONE = [
    "2021年6月30日", "6月底", "2021-2023年", "第3项", "第三条", "云政发〔2021〕14号", "PM2.5", "7×24小时", "9：00", "每万名居民", "12345热线", "4/3",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quantities(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_dates_ordinals_and_codes_are_none(text):
    assert read(text) == []


def test_a_list_shares_its_last_unit():
    assert read("2个、3个环节") == [(None, 2, "环节"), (None, 3, "环节")]
    assert read("为5、3个工作日") == [(None, 5, "工作日"), (None, 3, "工作日")]


def test_what_a_number_measures_and_how_it_is_written():
    text = canonical("三天、20家、5公里、1：2、达到2.2")
    found = quantities(text, 0, len(text))
    assert [q.dimension for q in found] == [
        Dimension.TIME, Dimension.COUNT, Dimension.PHYSICAL, Dimension.RATIO, Dimension.BARE,
    ]  # fmt: skip
    assert [q.spelt for q in found] == [True, False, False, False, False]


@given(st.text(alphabet="0123456789.，：/-—%百分之一二两十半个万亿千元户天日月年第〔〕（）至到、每A×", max_size=60))
def test_any_text_can_be_read(text):
    found = quantities(text, 0, len(text))
    assert all(0 <= q.begin < q.end <= len(text) for q in found)
    assert all(a.end <= b.begin for a, b in pairwise(found))

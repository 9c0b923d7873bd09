"""Responsibility statements in their notations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.grammar.characters import canonical
from loaders.grammar.paragraphs import Paragraph
from loaders.grammar.responsibility import Statements, statements

CASES = [
    ("办理。（责任单位：市市场监管局、公安局）", [("市市场监管局", "responsible"), ("公安局", "responsible")]),
    ("办理。(责任单位: 水务局、)", [("水务局", "responsible")]),
    ("办理。（牵头单位：市教育局；完成时限：2020年9月）", [("市教育局", "lead")]),
    (
        "办理。（牵头单位：市A局；配合单位：市B局，市C局）",
        [("市A局", "lead"), ("市B局", "support"), ("市C局", "support")],
    ),
    (
        "办理。（市A局牵头，市B局、市C局按职责分工负责）",
        [("市A局", "lead"), ("市B局", "responsible"), ("市C局", "responsible")],
    ),
    ("办理。（市A局、市B局负责）", [("市A局", "responsible"), ("市B局", "responsible")]),
    ("办理。（市A局牵头，市B局配合）", [("市A局", "lead"), ("市B局", "support")]),
    ("责任单位：市A局、市B局", [("市A局", "responsible"), ("市B局", "responsible")]),
    ("牵头部门：市A局责任部门：市B局", [("市A局", "lead"), ("市B局", "responsible")]),
    ("办理。（责任单位：市A局、商务和口岸局及各相关单位）", [("市A局", "responsible"), ("商务和口岸局", "responsible"), ("各相关单位", "responsible")]),
    ("办理。（责任单位：市A局等部门）", [("市A局", "responsible")]),
    ("办理。（责任单位：市A局（牵头）、市B局）", [("市A局", "lead"), ("市B局", "responsible")]),
    ("办理。（责任单位：市交通委（市道运局）、市B局）", [("市交通委（市道运局）", "responsible"), ("市B局", "responsible")]),
    ("办理。（市税务局、市财政局、各区政府）", [("市税务局", "responsible"), ("市财政局", "responsible"), ("各区政府", "responsible")]),
    ("统一办理。市税务局牵头，市财政局配合。", [("市税务局", "lead"), ("市财政局", "support")]),
    ("持续优化（“创造、保护”指标组负责，市A局牵头）", [("“创造、保护”指标组", "responsible"), ("市A局", "lead")]),
    ("【责任单位】市财政局、市审计局", [("市财政局", "responsible"), ("市审计局", "responsible")]),
    ("〔牵头单位〕市财政局〔配合单位〕市审计局", [("市财政局", "lead"), ("市审计局", "support")]),
    ("责任单位为：市公安局、市民政局。", [("市公安局", "responsible"), ("市民政局", "responsible")]),
    ("责任单位为市公安局、市民政局。", [("市公安局", "responsible"), ("市民政局", "responsible")]),
    ("责任单位市财政局市住建局", [("市财政局", "responsible"), ("市住建局", "responsible")]),
    (
        "牵头单位市财政局责任单位市住建局完成时限2023年底",
        [("市财政局", "lead"), ("市住建局", "responsible")],
    ),
    ("牵头领导：王甲责任单位：市教育局责任人：李乙", [("市教育局", "responsible")]),
    ("办理。（责任单位（部门）：市A局）", [("市A局", "responsible")]),
    ("办理。（责任部门和单位：市A局）", [("市A局", "responsible")]),
    ("办理。（牵头：市A局；配合：各县市区）", [("市A局", "lead"), ("各县市区", "support")]),
    ("责任单位：市A局；整改时限：6月底；整改目标：全部到位", [("市A局", "responsible")]),
    ("办理。（市A局牵头负责，2021年底前完成，并长期坚持）", [("市A局", "lead")]),
    ("办理。（2021年底前完成，市A局牵头，市B局配合）", [("市A局", "lead"), ("市B局", "support")]),
    ("办理。（王甲副市长牵头，市A局负责）", [("市A局", "responsible")]),
    ("办理。（责任单位：市A局牵头；市B局、市C局配合）", [("市A局", "lead"), ("市B局", "support"), ("市C局", "support")]),
    ("办理。（市A局牵头市B局配合）", [("市A局", "lead"), ("市B局", "support")]),
    ("办理。（市A局牵头，会同市财政局落实）", [("市A局", "lead"), ("市财政局", "support")]),
    ("办理。（市A局会同市B局负责）", [("市A局", "lead"), ("市B局", "responsible")]),
    ("办理。（市A局牵头，各区政府落实）", [("市A局", "lead"), ("各区政府", "support")]),
    ("办理。（市A局、市B局落实）", [("市A局", "responsible"), ("市B局", "responsible")]),
    (
        "办理。（市A局、市B局、市C局等部门和各县区政府按职责分工负责）",
        [("市A局", "responsible"), ("市B局", "responsible"), ("市C局", "responsible"), ("各县区政府", "responsible")],
    ),
    (
        "办理。（责任单位：市A局、市B局（排在首位的为牵头单位，下同））",
        [("市A局", "responsible"), ("市B局", "responsible")],
    ),
    ("办理。（责任单位：市A局。以下任务均需各县区落实）", [("市A局", "responsible")]),
    ("办理。（责任单位：市A局，各区、县级市）", [("市A局", "responsible"), ("各区、县级市", "responsible")]),
    (
        "办理。（责任单位：市直有关部门、单位，各市、县（区）政府，东湖高新区）",
        [("市直有关部门、单位", "responsible"), ("各市、县（区）政府", "responsible"), ("东湖高新区", "responsible")],
    ),
    ("办理。（责任单位：市发改、财政、住建等部门）", [("市发改", "responsible"), ("财政", "responsible"), ("住建", "responsible")]),
    ("办理。（责任单位：市A局/市B局以及和林格尔新区）", [("市A局", "responsible"), ("市B局", "responsible"), ("和林格尔新区", "responsible")]),
    ("办理。（责任单位：市A局（分管领导：王甲）、市B局）", [("市A局", "responsible"), ("市B局", "responsible")]),
    (
        "办理。（市税务局、市城市运行中心、城投集团、各县区）",
        [("市税务局", "responsible"), ("市城市运行中心", "responsible"), ("城投集团", "responsible"), ("各县区", "responsible")],
    ),
    ("市税务局、市财政局按职责分工负责", [("市税务局", "responsible"), ("市财政局", "responsible")]),
    ("完成改造。【责任单位：市A局、团州委】", [("市A局", "responsible"), ("团州委", "responsible")]),
    ("（责任单位：【市A局】、【市B局】）", [("市A局", "responsible"), ("市B局", "responsible")]),
    ("（责任单位：区财政、工信、商务部门）", [("区财政", "responsible"), ("工信", "responsible"), ("商务部门", "responsible")]),
    ("（责任单位：档案局（馆）、各乡（镇）人民政府、街道办事处）", [("档案局（馆）", "responsible"), ("各乡（镇）人民政府", "responsible"), ("街道办事处", "responsible")]),
    ("提速。由市住建局牵头，会同市税务局、市财政局于2024年6月底前完成。", [("市住建局", "lead"), ("市税务局", "support"), ("市财政局", "support")]),
    ("提速。该项工作由市住建局负责，市司法局配合，2024年底前完成。", [("市住建局", "responsible"), ("市司法局", "support")]),
    ("提速。由市财政局牵头，各采购人于2024年底前落实。", [("市财政局", "lead"), ("各采购人", "support")]),
    ("（任务分工：市A局牵头，市B局配合）", [("市A局", "lead"), ("市B局", "support")]),
    ("责任单位：1.市A局2.市B局", [("市A局", "responsible"), ("市B局", "responsible")]),
    ("（市A局为牵头单位，市B局、市C局为责任单位）", [("市A局", "lead"), ("市B局", "responsible"), ("市C局", "responsible")]),
    ("（市级责任单位：市A局；县级责任单位：各县区B局）", [("市A局", "responsible"), ("各县区B局", "responsible")]),
    ("（县级领导：王甲，牵头单位：县A局）", [("县A局", "lead")]),
    ("（责任单位：★市A局、市B局）", [("市A局", "responsible"), ("市B局", "responsible")]),
    ("（牵头单位：市A局，2024年底前完成）", [("市A局", "lead")]),
    ("（市A局牵头，市B局推进实施）", [("市A局", "lead"), ("市B局", "support")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_statements(text, expected):
    form = canonical(text)
    found = [(text[e.begin : e.end], e.role.value) for s in statements(form, 0, len(form)) for e in s.entries]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "推行零上门（零审批、零费用）服务。",
        "由供电企业负责投资。",
        "细颗粒物（PM2.5）浓度下降。",
        "（完成时限：2020年9月）",
        "（由企业承担）",
        "向市税务局（市财政局）申请办理。",
        "压缩至三天（税务局、城建集团、协会）",
        "统一标准。相关费用由企业负责。",
        "形成合力。分管领导牵头协调。",
        "各责任单位要抓紧落实。",
        "责任单位要加强协作，形成合力。",
        "建立市领导牵头、部门负责的机制。",
        "所需经费由市财政局、各区财政按比例负责。",
        "完成时限：2023年6月；备注：持续推进",
        "联合惩戒（税务、海关、市场监管）。",
        "鼓励创新。（如市税务局、市财政局）",
        "成立专班（由市税务局、市财政局组成）。",
        "缩短时间（由5天减至3天，由供电公司负责投资）。",
    ],
)
def test_what_is_no_statement(text):
    form = canonical(text)
    assert not [e for s in statements(form, 0, len(form)) for e in s.entries]


def test_a_note_behind_verbs_belongs_to_its_statement():
    text = "（市A局、市B局等负责，列第一位者为牵头单位，下同）"
    (statement,) = Statements(text, [Paragraph(0, len(text), None)]).within(0, len(text))
    assert [(text[e.begin : e.end], e.role.value) for e in statement.entries] == [
        ("市A局", "lead"),
        ("市B局", "responsible"),
    ]


def test_a_note_on_the_order_of_names_holds_from_where_it_stands():
    first, second = "（责任单位：市A局、市B局）", "（责任单位：市C局、市D局，列第一位的为牵头单位，下同）"
    text = canonical(f"{first}{second}（市E局、市F局等负责）（牵头单位：市G局；责任单位：市H局）")
    found = Statements(text, [Paragraph(0, len(text), None)]).within(0, len(text))
    assert [(text[e.begin : e.end], e.role.value) for s in found for e in s.entries] == [
        ("市A局", "responsible"),
        ("市B局", "responsible"),
        ("市C局", "lead"),
        ("市D局", "responsible"),
        ("市E局", "lead"),
        ("市F局", "responsible"),
        ("市G局", "lead"),
        ("市H局", "responsible"),
    ]


@given(st.text(alphabet="（）〔〕、，。；：/和及与等各市县区局委牵头配合负责责任单位为会同落实2第一是 ", max_size=60))
def test_any_text_is_read_and_entries_lie_inside_their_statement(text):
    form = canonical(text)
    for statement in statements(form, 0, len(form)):
        for entry in statement.entries:
            assert statement.begin <= entry.begin < entry.end <= statement.end


@pytest.mark.parametrize("unit", ["（", "（）", "、", "（完成时限：", "责任单位为（", "〔责任单位", "市A局牵头"])
def test_long_texts_are_read_in_linear_time(unit):
    text = canonical(unit * 20000)
    assert not [e for s in statements(text, 0, len(text)) for e in s.entries if e.end - e.begin > 60]

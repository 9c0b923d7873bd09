"""Responsibility statements in their notations."""

import pytest

from loaders.grammar.characters import canonical
from loaders.grammar.responsibility import statements

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
    ],
)
def test_what_is_no_statement(text):
    form = canonical(text)
    assert not [e for s in statements(form, 0, len(form)) for e in s.entries]


def test_many_brackets_are_read_in_linear_time():
    text = "（" * 20000 + "、" * 20000
    assert statements(text, 0, len(text)) == []

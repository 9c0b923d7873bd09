"""Laws and documents cited."""

import pytest

from loaders.grammar.characters import canonical
from loaders.grammar.laws import citations

CASES = [
    ("依照《中华人民共和国公司法》等法律", [("中华人民共和国公司法", None, "law")]),
    ("落实《优化营商环境条例》和《黑龙江省优化营商环境条例》", [("优化营商环境条例", None, "administrative_regulation"), ("黑龙江省优化营商环境条例", None, "local_regulation")]),
    ("落实《必须招标的工程项目规定》（国家发展改革委2018年第16号令）", [("必须招标的工程项目规定", "国家发展改革委2018年第16号令", "rule")]),
    ("按照国家税务总局2016年46号公告办理", [(None, "国家税务总局2016年46号公告", "normative_document")]),
    ("制定《云渡市金融业发展行动计划》", [("云渡市金融业发展行动计划", None, "plan")]),
    ("落实《关于优化服务的意见》（云政发〔2019〕4号）", [("关于优化服务的意见", "云政发〔2019〕4号", "normative_document")]),
    ("落实《关于印发〈云渡市招商办法〉的通知》", [("关于印发〈云渡市招商办法〉的通知", None, "normative_document")]),
    ("缩减《商品房预售许可证》时限，不再提交《建设用地规划许可证及通知书》", []),
    ("《中华人民共和国公司法》第二十条第一款规定", [("中华人民共和国公司法", None, "law")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_citations(text, expected):
    form = canonical(text)
    found = [
        (text[slice(*c.name)] if c.name else None, text[slice(*c.number)] if c.number else None, c.kind.value)
        for c in citations(form, 0, len(form))
    ]
    assert found == expected


def test_the_article_is_read():
    form = canonical("《中华人民共和国公司法》第二十条第一款规定")
    (cited,) = citations(form, 0, len(form))
    assert form[slice(*cited.article)] == "第二十条第一款"

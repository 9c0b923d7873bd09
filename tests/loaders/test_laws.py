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
    ("公布《云渡市服务清单》（以下简称《清单》），动态调整《清单》", [("云渡市服务清单", None, "normative_document")]),
    ("落实《优化营商环境条例》，宣传《优化营商环境条例》", [("优化营商环境条例", None, "administrative_regulation")]),
    ("按照国发〔2019〕39号、国务院令第722号要求", [(None, "国发〔2019〕39号", "normative_document"), (None, "国务院令第722号", "administrative_regulation")]),
    ("落实《云渡市数据办法》（市政府令第12号）", [("云渡市数据办法", "市政府令第12号", "rule")]),
    ("落实《黑龙江省实施〈中华人民共和国招标投标法〉办法》", [("黑龙江省实施〈中华人民共和国招标投标法〉办法", None, "local_regulation")]),
    ("落实《中国（上海）自由贸易试验区条例》《上市公司监督管理条例》", [("中国（上海）自由贸易试验区条例", None, "local_regulation"), ("上市公司监督管理条例", None, "administrative_regulation")]),
    ("落实《关于支持企业的若干措施（2023年版）》", [("关于支持企业的若干措施（2023年版）", None, "normative_document")]),
    ("取得《受理通知书》《不动产权证书》《申请表》，填写《竣工验收备案表》，查阅《医保药品目录》", []),
    ("落实《关于优化服务的意见》[云政发[2019]4号]", [("关于优化服务的意见", "云政发[2019]4号", "normative_document")]),
    ("落实《优化营商环境条例，推行承诺", []),
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


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("《中华人民共和国公司法》", "national"),
        ("《国务院办公厅关于优化服务的意见》", "national"),
        ("《关于优化服务的意见》（国办发〔2020〕2号）", "national"),
        ("《黑龙江省优化营商环境条例》", "provincial"),
        ("《关于重塑营商新环境的意见》（黑发〔2019〕4号）", "provincial"),
        ("《长春市促进科技成果转化条例》", "local"),
        ("《关于优化服务的意见》（长府发〔2020〕2号）", "local"),
        ("《关于优化服务的意见》", None),
    ],
)
def test_levels(text, level):
    form = canonical(text)
    (cited,) = citations(form, 0, len(form))
    assert cited.level == level

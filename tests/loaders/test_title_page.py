"""Title pages: title, issuer, number, date, status and city, as offices and web pages print them."""

import pytest

from loaders import parse
from loaders.grammar.document_numbers import FILE, province_of, rank_of
from loaders.grammar.places import NATION, city_named, city_of
from loaders.source import SourceText

BODY = "为优化营商环境，制定本方案。\n一、主要任务\n1.减环节。压减环节。\n2.减材料。压减材料。\n"


def document_of(text):
    return parse(SourceText("plan.txt", text, "0" * 64, "utf-8")).document


def test_fields_of_a_web_page():
    document = document_of(
        "首页 > 政务公开 > 政策文件\n"
        "索引号：11000/2023-05 主题分类：综合政务\n"
        "发文机关：云渡市人民政府办公室 成文日期：2023-03-01\n"
        "发文字号：云政办发〔2023〕5号 发布日期：2023-03-09\n"
        "【打印】【字体：大 中 小】\n"
        f"云渡市优化营商环境\n若干措施（试行）\n发布日期：2023-03-09 浏览次数：12\n{BODY}"
    )
    assert document.title == "云渡市优化营商环境若干措施（试行）"
    assert document.number == "云政办发〔2023〕5号"
    assert document.issued_on.isoformat() == "2023-03-01"
    assert document.issuer == "云渡市人民政府办公室"


def test_fields_between_strokes():
    document = document_of(
        f"索引号 | 11000/2023-05 | 文号 | 云政发〔2023〕7号 |\n成文日期 | 2023-04-02 | 公开方式 | 主动公开 |\n云渡市优化营商环境方案\n{BODY}"
    )
    assert document.number == "云政发〔2023〕7号"
    assert document.issued_on.isoformat() == "2023-04-02"
    assert document.title == "云渡市优化营商环境方案"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("2023-05-09\n云渡市优化营商环境方案\n云渡市人民政府\n2023年5月1日\n", "2023-05-01"),  # signed before published
        ("云渡市优化营商环境方案\n（2022年12月8日云渡市第三届委员会第二次全体会议通过）\n", "2022-12-08"),
        ("云渡市优化营商环境方案\n来源：云渡日报 时间：2018-12-05\n", "2018-12-05"),
        ("云渡市优化营商环境方案\n二〇二一年十一月三十日\n", "2021-11-30"),
        ("云渡市优化营商环境方案\n云渡市人民政府\n2019116\n", None),
    ],
)
def test_dates(head, day):
    issued = document_of(head + BODY).issued_on
    assert (issued.isoformat() if issued else None) == day


@pytest.mark.parametrize(
    "number",
    [
        "云政发〔2021〕5号",
        "云政发[2021]5号",
        "云政发［2021］ 5 号",
        "云政发（2021）5号",
        "云政发【2021】5号",
        "云政发〔2021］第5号",
    ],
)
def test_numbers_in_any_brackets(number):
    document = document_of(f"云渡市优化营商环境方案\n{number}\n{BODY}")
    assert document.number == number.replace(" ", "")


def test_a_number_in_the_title():
    document = document_of(f"云渡市人民政府关于优化营商环境的实施意见（云政〔2017〕101号）\n{BODY}")
    assert document.number == "云政〔2017〕101号"
    assert document.issuer == "云渡市人民政府"


@pytest.mark.parametrize("line", ["（征求意见稿）", "(公开征求意见稿)", "（送审稿）", "（讨论稿）"])
def test_drafts(line):
    assert document_of(f"云渡市优化营商环境方案\n{line}\n{BODY}").status == "draft"


def test_a_long_title_without_a_line_of_its_own_below_it():
    title = "云渡市优化营商环境工作领导小组办公室关于印发《云渡市优化营商环境提升行动方案（2022版）》的通知"
    document = document_of(f"{title}\n各县区人民政府，市直有关单位\n现将方案印发给你们。\n{BODY}")
    assert document.title == title


@pytest.mark.parametrize(
    ("title", "head", "number", "city"),
    [
        ("哈尔滨市道里区优化营商环境方案", "", "", "道里区"),
        ("湘西自治州优化营商环境方案", "", "", "湘西土家族苗族自治州"),
        ("泰州关于优化营商环境的意见", "", "", "泰州市"),
        ("苏州工业园区管委会关于优化营商环境的意见", "", "", "苏州市"),
        ("中共阿拉善经济开发区工作委员会关于优化营商环境的意见", "", "", "阿拉善盟"),
        ("全面建设一流营商环境的方案", "落实《上海市行动方案》，结合杨浦实际，制定本方案。", "", "杨浦区"),
        ("全面建设一流营商环境的方案", "落实《黑龙江省条例》，结合我市实际，制定本方案。鹤岗市人民政府", "", "鹤岗市"),
        ("市降成本行动计划", "根据《广东省行动计划》和《深圳市总体方案》，帮助我市企业，制定本计划。", "", "深圳市"),
        ("省人民政府关于优化营商环境的意见", "结合我省实际，提出意见。", "鄂政发〔2018〕26号", "湖北省"),
        ("国务院关于优化营商环境的意见", "各省、自治区、直辖市人民政府：浙江省要带头。", "国发〔2018〕2号", "全国"),
        ("以控制成本为核心优化营商环境的措施", "已经县政府同意。落实《湖北省条例》，推送至十堰市平台。", "", None),
    ],
)
def test_cities(title, head, number, city):
    found = city_of(title, head, title + head, number)
    assert (found.name if found else None) == city


def test_documents_of_the_state_have_no_city():
    document = document_of(f"国务院办公厅关于优化营商环境的意见\n国办发〔2022〕3号\n{BODY}")
    assert document.city == NATION
    assert city_named("全国") == NATION


@pytest.mark.parametrize(
    ("number", "rank"),
    [
        ("国办发〔2019〕39号", "national"),
        ("国务院令第722号", "national"),
        ("国家发展改革委2018年第16号令", "national"),
        ("财库〔2020〕46号", "national"),
        ("黑发〔2019〕4号", "provincial"),
        ("陕民发〔2018〕53号", "provincial"),
        ("云政发〔2020〕4号", "provincial"),
        ("长办发〔2021〕14号", "local"),
    ],
)
def test_who_issued_a_number(number, rank):
    assert rank_of(number) == rank


def test_provinces_by_number():
    assert [province_of(n) for n in ("鄂政发〔2018〕26号", "内政办发〔2020〕1号", "长办发〔2021〕14号")] == [
        "420000",
        "150000",
        None,
    ]
    assert FILE.fullmatch("国办发〔2019〕39号")

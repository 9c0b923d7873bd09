"""Indicators by content: the shipped weights have their form, and judge as a reader of such plans would."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Basis
from loaders import tables
from loaders.classifier import BIAS, FIRST, FURTHER, NONE, judge, occurring, read_weights

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "loaders" / "tables" / "weights.csv"
SENTENCES = ROOT / "training" / "sentences"
NATIONAL = [indicator for indicator in tables.indicators() if indicator.parent is None]


def judged(text: str):
    return list(judge(text, [(0, len(text))]))


def lines(code: str) -> list[str]:
    return (SENTENCES / f"{code}.txt").read_text(encoding="utf-8").splitlines()


# The shipped figures


def test_the_table_of_weights_has_its_form():
    head, biases, *rows = csv.reader(TABLE.read_text(encoding="utf-8").splitlines())
    assert head == ["gram", *(indicator.name for indicator in NATIONAL), NONE]
    assert biases[0] == BIAS
    grams = [row[0] for row in rows]
    assert grams == sorted(set(grams))
    assert all(re.fullmatch(r"[\u4e00-\u9fff]{2,3}", gram) for gram in grams)
    assert all(re.fullmatch(r"-?[1-9]\d*|", cell) for row in rows for cell in row[1:])
    assert {len(row) for row in rows} == {len(head)}
    assert TABLE.stat().st_size < 1_000_000


def test_every_class_has_sentences_of_our_own():
    codes = [indicator.code for indicator in NATIONAL] + ["none"]
    assert sorted(file.stem for file in SENTENCES.iterdir()) == sorted(codes)
    every = [line for code in codes for line in lines(code)]
    assert min(len(lines(code)) for code in codes) >= 55
    assert len(every) == len(set(every))
    assert all(line == line.strip() and line.endswith("。") for line in every)


@pytest.mark.documents
def test_no_sentence_is_taken_from_the_annotated_documents(documents):
    published = "".join("".join(file.read_text(encoding="utf-8").split()) for file in documents.glob("*.txt"))
    assert [line for file in SENTENCES.iterdir() for line in lines(file.stem) if line.rstrip("。") in published] == []


# Judging; the sentences are not among those of the training


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("新办公司的执照、公章和首次领票在一个窗口办完，当天可以营业。", "开办企业"),
        ("厂房项目分阶段核发施工许可，竣工时各部门一起到场验收。", "办理建筑许可"),
        ("小微企业申请接电不用跑腿也不用出钱，电网企业把线路修到门口。", "获得电力"),
        ("自来水和燃气公司把管道接到用户红线，报装不收接入费。", "获得用水用气"),
        ("买卖二手房，交易、缴税和过户在一个窗口办，产权证当天可取。", "登记财产"),
        ("纳税人在电子税务局申报，退税三天内到账。", "纳税"),
        ("口岸公布收费清单，进出口货物提前申报，到港就能提走。", "跨境贸易"),
        ("无产可破的案件由专项资金支付管理人报酬，债权人会议在网上召开。", "办理破产"),
        ("银行给首次贷款的小微企业发放信用贷款，担保费率不高于百分之一。", "获得信贷"),
        ("上市公司的关联交易要披露，小股东起诉董事有绿色通道。", "保护中小投资者"),
        ("合同纠纷网上立案，简单商事案件速裁，判决后加快执行。", "执行合同"),
        ("帮助企业招工，劳动争议先调解，查处拖欠农民工工资。", "劳动力市场监管"),
        ("采购人提前公开采购意向，不向供应商收取投标保证金，并给中小企业预留份额。", "政府采购"),
        ("评标专家随机抽取、异地评标，严查围标串标。", "招标投标"),
        ("审批事项都进大厅综合窗口，能网办的不要求到现场。", "政务服务"),
        ("专利侵权案件快速裁决，商标和地理标志有专人维权。", "知识产权创造保护和运用"),
        ("一次检查查清多项，抽查对象随机抽取，结果向社会公示，初次轻微违法不罚。", "市场监管"),
        ("高层次人才给住房补贴，孵化器免费为创业团队提供场地。", "包容普惠创新"),
    ],
)
def test_first_choice(text, indicator):
    assert judged(text)[0].indicator.name == indicator


@pytest.mark.parametrize(
    "text",
    [
        "成立领导小组，主要负责同志亲自抓，每月通报一次进展。",
        "开展作风整治，对推诿扯皮、吃拿卡要的干部严肃问责。",
        "通过报纸和网络宣传典型经验，营造良好氛围。",
        "",
        "（）",
        "12345",
        "天气晴朗，海面平静。",
    ],
)
def test_none_where_none_fits_or_nothing_is_sure(text):
    assert judged(text) == []


def test_a_printed_name_is_the_evidence():
    text = "推进跨境贸易便利化，压缩通关时间。"
    (found,) = judged(text)
    assert found.basis is Basis.NAMED
    assert text[slice(*found.words[0])] == "跨境贸易便利化"


def test_the_name_of_a_body_is_no_name_of_an_indicator():
    text = "市场监管局推行部门联合抽查，减少对企业的重复检查。"
    assert [(one.indicator.name, one.basis) for one in judged(text)] == [("市场监管", Basis.CONTENT)]


def test_words_are_telling_and_lie_in_the_ranges():
    text = "编号在前。设立破产审判团队，完善管理人监督。（责任单位：市税务局）"
    ranges = [(5, text.index("（"))]
    (found,) = judge(text, ranges)
    assert all(5 <= begin < end <= ranges[0][1] for begin, end in found.words)
    assert any("破产" in text[begin:end] for begin, end in found.words)


def test_the_opening_sentence_counts_twice():
    opening, found = occurring("规范招标。便利用电。", [(0, 10)])
    assert "招标" in opening
    assert "用电" in found - opening
    assert opening < found


@given(st.text(alphabet="企业登记税电、。（“破产x ", max_size=60), st.integers(0, 30))
def test_any_text_has_at_most_three_with_words_that_slice_back(text, begin):
    ranges = [(begin, len(text))] if begin < len(text) else []
    found = list(judge(text, ranges))
    assert len(found) <= 3
    assert len({one.indicator for one in found}) == len(found)
    assert [one.confidence for one in found] == sorted((one.confidence for one in found), reverse=True)
    assert all(one.confidence >= min(FIRST, FURTHER) for one in found)
    for one in found:
        assert 0 < one.confidence <= 1
        assert one.words
        assert all(begin <= first < last <= len(text) for first, last in one.words)
    assert found == list(judge(text, ranges))


def test_confidences_are_shares_of_one():
    weights = read_weights()
    text = "推行不动产登记一窗受理。"
    confidences = weights.confidences(*occurring(text, [(0, len(text))]))
    assert len(confidences) == len(weights.classes) == 19
    assert sum(confidences) == pytest.approx(1)

"""Whole plans: outline, title page, facts with evidence, and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Role, Status
from loaders import extract, parse
from loaders.errors import LoadError
from loaders.source import PRINTING, SourceText


def plan_of(text, **options):
    return parse(SourceText("plan.txt", text, "0" * 64, "utf-8"), **options)


def despaced(text):
    return "".join(PRINTING.findall(text))


NOTICE = """云渡市人民政府办公室
关于印发《云渡市优化营商环境
若干措施（试行）》的通知
云政办发〔2023〕5号
各县区人民政府，市政府各部门：
现将若干措施印发给你们。
云渡市人民政府办公室
二〇二三年三月一日
云渡市优化营商环境若干措施（试行）
一、总体目标
对标先进。
二、优化服务
（一）用电
统一标准，公开透明。（责任单位：供电公司）
（二）用水。
1．减环节。压缩至2个环节。（责任单位：水务局）
2．降成本。（责任单位：市水务局、水务局）
三、优化市场
（一）登记。
1．减环节。（责任单位：市场监管局）
三、保障措施
（一）加强领导。市营商局要督查。
"""


def test_title_page():
    document = plan_of(NOTICE).document
    assert document.title == "云渡市人民政府办公室关于印发《云渡市优化营商环境若干措施（试行）》的通知"
    assert document.number == "云政办发〔2023〕5号"
    assert document.issued_on.isoformat() == "2023-03-01"
    assert document.issuer == "云渡市人民政府办公室"
    assert (document.status, document.city.name) == (Status.ISSUED, "云渡市")


def test_outline_with_restarting_numbers_and_a_section_that_is_one_measure():
    plan = plan_of(NOTICE)
    assert [(m.path, m.printed_number, m.heading) for m in plan.measures] == [
        ("2.1.0", None, None),
        ("2.2.1", "1．", "减环节"),
        ("2.2.2", "2．", "降成本"),
        ("3.1.1", "1．", "减环节"),
    ]
    assert len({m.path for m in plan.measures}) == len(plan.measures)


def test_a_body_printed_twice_counts_once_and_is_reported():
    plan = plan_of(NOTICE)
    assert [r.raw for r in plan.measures[2].responsibilities] == ["市水务局"]
    assert [(u.code, u.raw, u.where) for u in plan.unresolved] == [
        ("unknown_city", "云渡市", "plan.txt:1:1"),
        ("duplicate_body", "水务局", "plan.txt:17:18"),
    ]


def test_drafts_say_so():
    assert plan_of("云渡市优化营商环境措施\n（征求意见稿）\n一、用电\n1.减。办。\n").document.status is Status.DRAFT


def test_section_leads_hold_for_the_measures_below_and_teams_are_no_departments():
    plan = plan_of(
        "云渡市优化营商环境方案\n一、重点任务\n（一）优化开办企业（“开办企业”指标组负责，市市场监管局牵头）\n"
        "1.减时间。办。\n2.减成本。办。\n（二）包容普惠创新\n——人才流动（“人才流动”指标组负责，市人社局牵头）\n3.引人才。办。\n"
    )
    assert [[(r.raw, r.role) for r in m.responsibilities] for m in plan.measures] == [
        [("市市场监管局", Role.SECTION_LEAD)],
        [("市市场监管局", Role.SECTION_LEAD)],
        [("市人社局", Role.SECTION_LEAD)],
    ]
    assert [[a.indicator.name for a in m.advances] for m in plan.measures] == [
        ["开办企业"],
        ["开办企业"],
        ["包容普惠创新", "人才流动便利度"],
    ]


def test_a_statement_behind_the_last_part_belongs_to_the_whole_item():
    plan = plan_of(
        "云渡市优化营商环境方案\n一、服务\n（一）减时间。办。（责任单位：市财政局）\n（二）推容缺。\n1.编清单。\n2.公布。（责任单位：市司法局）\n"
    )
    assert [(m.printed_number, [r.raw for r in m.responsibilities]) for m in plan.measures] == [
        ("（一）", ["市财政局"]),
        ("（二）", ["市司法局"]),
    ]


def test_signatures_and_attachments_behind_the_last_measure_are_left_out():
    plan = plan_of(
        "云渡市优化营商环境方案\n一、服务\n1.减时间。办。\n2.减成本。办完。\n附件：任务清单\n云渡市人民政府\n2023年3月1日\n"
    )
    assert plan.measures[-1].text == "2.减成本。办完。"
    assert plan.document.issued_on.isoformat() == "2023-03-01"


def assert_evidence(text, plan):
    for measure in plan.measures:
        assert despaced(text[measure.span.start : measure.span.end]).startswith(measure.text[:5])
        for fact in (*measure.responsibilities, *measure.advances, *measure.citations):
            assert despaced(text[fact.span.start : fact.span.end]) == fact.raw


def test_every_fact_quotes_its_span():
    assert_evidence(NOTICE, plan_of(NOTICE))


def test_wrapping_lines_changes_no_fact():
    body = NOTICE.replace("统一标准，公开透明", "统一标准，公开透明，" * 20)
    wrapped = "\n\n".join(line[i : i + 30] for line in body.split("\n") for i in range(0, len(line), 30))

    def facts(plan):
        data = extract(plan)
        return [{k: v for k, v in m.items() if k != "span"} for m in data["measures"]]

    def bare(measures):
        return [[(d["raw"], d["role"]) for d in m["departments"]] for m in measures], [m["starts"] for m in measures]

    assert bare(facts(plan_of(wrapped))) == bare(facts(plan_of(body)))


PIECES = st.sampled_from(
    ["一、", "（一）", "1.", "2．", "（", "）", "(", "责任单位：", "牵头单位:", "市财政局", "、", "和", "等", "。", "；", "《", "》", "条例", "“", "”",
     "\n", "\r\n", "——", "第一条", "- 3 -", "云渡市", "优化营商环境", "办法", "国务院令第722号", "\ufeff", "\u3000", "①", "牵头", "负责", "各相关单位", "第二章"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=80).map("".join))
def test_any_text_is_read_or_refused_and_every_fact_quotes_its_span(text):
    try:
        plan = plan_of(text, city="231086")
    except LoadError:
        return
    assert_evidence(text, plan)


@pytest.mark.documents
def test_the_shared_documents_have_their_measures(documents):
    from loaders import load  # noqa: PLC0415

    counts = {Path(f).name[:3]: len(load(f).measures) for f in sorted(documents.glob("*.txt"))}
    assert counts == {"000": 70, "001": 78, "003": 80, "004": 56}


def facts(plan):
    """What is read, without where it stands."""
    width = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3002: "."}

    def form(text):
        return "".join((text or "").split()).translate(width)

    return [
        (
            measure.path,
            form(measure.heading),
            form(measure.text),
            [(form(r.raw), r.role, r.body and r.body.key) for r in measure.responsibilities],
            [a.indicator.name for a in measure.advances],
            [(form(c.key), c.kind) for c in measure.citations],
        )
        for measure in plan.measures
    ]


WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
SETTINGS = {
    "full width": lambda text: text.translate(WIDE),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "indented": lambda text: "\n".join("　　" + line for line in text.split("\n")),
    "page numbers": lambda text: "\n".join(
        f"{line}\n- {n} -" if n % 30 == 29 else line for n, line in enumerate(text.split("\n"))
    ),
    "bare page numbers": lambda text: "\n".join(
        f"{line}\n\n{n}\n" if n % 30 == 29 else line for n, line in enumerate(text.split("\n"))
    ),
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_plan_set_otherwise_gives_the_same_facts(setting):
    from loaders.files import SAMPLES, find  # noqa: PLC0415
    from loaders.read import read  # noqa: PLC0415

    for file in find([SAMPLES]).wanted:
        text = read(file).text
        assert facts(plan_of(SETTINGS[setting](text))) == facts(plan_of(text))


def test_items_and_their_parts_that_both_state_are_both_measures():
    plan = plan_of(
        "云渡市优化营商环境方案\n一、服务\n（一）减时间。办理。（责任单位：市财政局）\n1.编清单。公布。（责任单位：市司法局）\n"
        "2.公布。（责任单位：市公安局）\n（二）减成本。（责任单位：市商务局）\n（三）减环节。（责任单位：市民政局）\n"
    )
    assert [(m.path, [r.raw for r in m.responsibilities]) for m in plan.measures] == [
        ("1.1", ["市财政局"]),
        ("1.1.1", ["市司法局"]),
        ("1.1.2", ["市公安局"]),
        ("1.2", ["市商务局"]),
        ("1.3", ["市民政局"]),
    ]


def test_two_names_of_one_body_in_a_list_count_once():
    plan = plan_of(
        "云渡市优化营商环境方案\n一、服务\n1.办。（责任单位：市工信科局、市工信科技局、工信局）\n2.办。（责任单位：市财政局）\n"
    )
    assert [r.raw for r in plan.measures[0].responsibilities] == ["市工信科局"]
    assert [u.code for u in plan.unresolved if u.raw != "云渡市"].count("duplicate_body") == 2


def test_a_heading_ends_before_its_statement():
    plan = plan_of("云渡市优化营商环境方案\n一、服务\n1.降成本（责任单位：市财政局）\n2.减环节（市司法局牵头）\n")
    assert [m.heading for m in plan.measures] == ["降成本", "减环节"]


def test_a_document_of_the_state_is_for_the_nation():
    plan = plan_of(
        "国务院办公厅关于优化营商环境的意见\n国办发〔2020〕99号\n一、任务\n（一）减环节。推行并联审批。（国家发展改革委牵头，财政部、"
        "市场监管总局等国务院相关部门按职责分工负责）\n（二）减时间。压减时限。（税务总局负责）\n"
    )
    assert (plan.document.city.code, plan.document.city.level) == ("100000", "nation")
    assert extract(plan)["document"]["city"] is None
    assert [r.body.name if r.body else r.raw for r in plan.measures[0].responsibilities][:3] == [
        "国家发展和改革委员会",
        "财政部",
        "国家市场监督管理总局",
    ]

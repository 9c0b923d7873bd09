"""Outlines: which paragraphs are measures, in every notation; where they end; what they stand under."""

import pytest

from loaders import extract, parse
from loaders.source import SourceText

TITLE = "云渡市优化营商环境实施方案\n为优化营商环境，制定本方案。\n"
AIMS = "一、总体要求\n对标先进，争创一流。\n"


def plan_of(text):
    return parse(SourceText("plan.txt", text, "0" * 64, "utf-8"))


def measures(text):
    """Return the beginning of each measure up to its first full stop, as printed."""
    return [m.text.split("。")[0] for m in plan_of(text).measures]


NOTATIONS = {
    "sections and items": (
        "二、主要任务\n（一）简政放权\n1.减环节。压减环节。\n2.减材料。压减材料。\n（二）公正监管\n3.推信用。分级监管。\n",
        ["1.减环节", "2.减材料", "3.推信用"],
    ),
    "sections without items": (
        "二、主要任务\n（一）减环节。压减环节。\n（二）减材料。压减材料。\n",
        ["（一）减环节", "（二）减材料"],
    ),
    "full width and half width brackets": (
        "二、主要任务\n(一)减环节。压减环节。\n（二）减材料。压减材料。\n㈢减时间。压减时间。\n",
        ["(一)减环节", "（二）减材料", "㈢减时间"],
    ),
    "articles with items of their own": (
        "第一条 减环节。以下事项合并：\n（一）开户。合并开户。\n（二）备案。合并备案。\n第二条 减材料。压减材料。\n",
        ["第一条减环节", "第二条减材料"],
    ),
    "tasks": (
        "二、主要任务\n任务1：减环节。压减环节。\n任务2：减材料。压减材料。\n",
        ["任务1：减环节", "任务2：减材料"],
    ),
    "decimals": (
        "二、主要任务\n1.简政放权\n1.1减环节。压减环节。\n1.2减材料。压减材料。\n2.公正监管\n2.1推信用。分级监管。\n",
        ["1.1减环节", "1.2减材料", "2.1推信用"],
    ),
    "roman numbers and letters": (
        "Ⅰ.总体要求\n对标先进。\nⅡ.主要任务\nA.减环节。压减环节。\nB.减材料。压减材料。\n",
        ["A.减环节", "B.减材料"],
    ),
    "numbers in brackets that state": (
        ("二、主要任务\n（一）准入\n1.登记\n（1）减环节。压减环节。\n牵头部门：市市场监管局\n完成时限：6月底前\n"
        "（2）减材料。压减材料。\n牵头部门：市市场监管局\n2.退出\n（1）减时间。压减时间。\n牵头部门：市税务局\n"),
        ["（1）减环节", "（2）减材料", "（1）减时间"],
    ),
    "parts of an item": (
        "二、主要任务\n1.减环节。一是合并。二是取消。①开户。②备案。\n2.减材料。压减材料。\n",
        ["1.减环节", "2.减材料"],
    ),
    "one statement behind the last part": (
        ("二、主要任务\n（一）减环节。分两步：\n1.合并。合并办理。\n2.取消。取消事项。（责任单位：市财政局）\n"
        "（二）减材料。分两步：\n1.共享。共享数据。\n2.承诺。推行承诺。（责任单位：市司法局）\n"),
        ["（一）减环节", "（二）减材料"],
    ),
    "levels that differ by chapter": (
        ("二、简政放权\n（一）准入\n1.减环节。压减。（责任单位：市财政局）\n2.减材料。压减。（责任单位：市财政局）\n"
        "三、公正监管\n（一）推信用。分级。（责任单位：市司法局）\n（二）推联合。联合。（责任单位：市司法局）\n"),
        ["1.减环节", "2.减材料", "（一）推信用", "（二）推联合"],
    ),
    "levels that differ by chapter, without statements": (
        "二、简政放权\n（一）准入\n1.减环节。压减环节。\n2.减材料。压减材料。\n三、公正监管\n（一）推信用。分级监管。\n（二）推联合。联合检查。\n",
        ["1.减环节", "2.减材料", "（一）推信用", "（二）推联合"],
    ),
    "a chapter whose items print their statement behind the last part": (
        ("二、简政放权\n1.减环节。压减。（责任单位：市财政局）\n2.减材料。压减。（责任单位：市财政局）\n3.减时间。压减。（责任单位：市财政局）\n"
        "三、公正监管\n（一）推信用\n1.评价。评价。\n2.应用。应用。（责任单位：市司法局）\n（二）推联合\n1.计划。计划。\n2.检查。检查。（责任单位：市司法局）\n"),
        ["1.减环节", "2.减材料", "3.减时间", "（一）推信用1.评价", "（二）推联合1.计划"],
    ),
    "headings without numbers": (
        "二、主要任务\n用好数据，减轻负担。\n提升审批效率\n1.减环节。压减环节。\n2.减材料。压减材料。\n规范监管执法\n3.推信用。分级监管。\n4.推联合。联合检查。\n",
        ["1.减环节", "2.减材料", "3.推信用", "4.推联合"],
    ),
    "paragraphs that close with statements": (
        "二、简政放权\n推行合并办理。（责任单位：市财政局）\n推行告知承诺。（责任单位：市司法局）\n三、公正监管\n推行信用监管。（责任单位：市财政局）\n",
        ["推行合并办理", "推行告知承诺", "推行信用监管"],
    ),
    "items in one line": (
        ("二、主要任务（一）简政放权1.减环节。压减。（责任单位：市财政局）2.减材料。压减。（责任单位：市财政局）（二）公正监管"
        "3.推信用。分级。（责任单位：市司法局）三、保障措施（一）加强领导。定期调度。\n"),
        ["1.减环节", "2.减材料", "3.推信用"],
    ),
    "items behind a statement in the same line": (
        "二、主要任务\n1.减环节。压减。（责任单位：市财政局）2.减材料。压减。（责任单位：市财政局）\n3.减时间。压减。（责任单位：市财政局）\n",
        ["1.减环节", "2.减材料", "3.减时间"],
    ),
    "the first item in the line of its heading": (
        "二、主要任务\n（一）简政放权 1.减环节。压减环节。\n2.减材料。压减材料。\n（二）公正监管 1.推信用。分级监管。\n2.推联合。联合检查。\n",
        ["1.减环节", "2.减材料", "1.推信用", "2.推联合"],
    ),
    "a list inside a sentence": (
        "二、主要任务\n（一）减环节。合并下列事项：1.开户；2.备案；3.刻章。\n（二）减材料。压减材料。\n",
        ["（一）减环节", "（二）减材料"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("notation", NOTATIONS)
def test_notation(notation):
    text, expected = NOTATIONS[notation]
    first = "" if text.startswith(("第一条", "Ⅰ")) else AIMS
    assert measures(TITLE + first + text) == expected


@pytest.mark.parametrize(
    "chapter",
    [
        "三、组织保障\n（一）加强领导。定期调度。\n（二）加强督查。严格考核。\n",
        "三、工作要求\n（一）提高认识。压实责任。\n",
        "三、切实强化督导考核\n（一）提高认识。压实责任。\n",
        "三、实施步骤\n（一）动员部署。3月完成。\n",
        "三、附则\n本方案自印发之日起施行。\n",
    ],
)
def test_chapters_that_frame_hold_no_measures(chapter):
    action = "二、主要任务\n（一）减环节。压减环节。\n（二）减材料。压减材料。\n"
    assert measures(TITLE + AIMS + action + chapter) == ["（一）减环节", "（二）减材料"]


@pytest.mark.parametrize("title", ["强化法治保障", "强化要素保障", "完善法治环境保障体系", "加强政策宣传解读服务企业"])
def test_chapters_of_action_that_sound_like_frames_hold_measures(title):
    text = TITLE + AIMS + f"二、{title}\n（一）减环节。压减环节。\n（二）减材料。压减材料。\n"
    assert measures(text) == ["（一）减环节", "（二）减材料"]


def test_a_frame_whose_items_state_holds_measures():
    text = (
        TITLE + "一、服务\n1.减环节。办。（责任单位：市财政局）\n二、保障措施\n2.强化督查。督。（责任单位：市司法局）\n"
    )
    assert measures(text) == ["1.减环节", "2.强化督查"]


NOTICE = (
    "云渡市人民政府关于印发《云渡市优化营商环境方案》的通知\n各县区人民政府：\n现将方案印发给你们。\n"
    "一、各县区要高度重视。\n二、各部门要抓好落实。\n云渡市人民政府\n2023年3月1日\n"
)


def test_the_numbers_of_a_notice_are_no_measures():
    text = NOTICE + "云渡市优化营商环境方案\n为优化服务，制定本方案。\n一、减环节。压减环节。\n二、减材料。压减材料。\n"
    assert measures(text) == ["一、减环节", "二、减材料"]


def test_several_plans_in_one_file():
    one = "一、总体要求\n对标先进。\n二、主要任务\n1.减环节。办。（责任单位：市财政局）\n三、组织保障\n（一）加强领导。调度。\n"
    text = (
        "云渡市人民政府关于印发两个专项行动方案的通知\n各县区人民政府：\n现将方案印发给你们。\n2023年3月1日\n"
        f"云渡市规范收费专项行动方案\n为规范收费，制定本方案。\n{one}云渡市规范中介\n专项行动方案\n为规范中介，制定本方案。\n{one}"
    )
    data = extract(plan_of(text))
    assert [m["section_path"] for m in data["measures"]] == [
        ["云渡市规范收费专项行动方案", "二、主要任务"],
        ["云渡市规范中介专项行动方案", "二、主要任务"],
    ]
    assert [m.path for m in plan_of(text).measures] == ["p1.2.1", "p2.2.1"]


@pytest.mark.parametrize(
    "behind",
    [
        "附件：任务清单\n",
        "云渡市人民政府\n2023年3月1日\n",
        "本方案自印发之日起施行，有效期三年。\n",
        "（此件公开发布）\n",
        "抄送：市委办公室，市人大常委会办公室。\n",
        "政策解读：《云渡市优化营商环境方案》解读\n",
    ],
)
def test_what_stands_behind_the_last_measure(behind):
    plan = plan_of(TITLE + AIMS + "二、主要任务\n1.减环节。压减环节。\n2.减材料。压减材料。\n" + behind)
    assert plan.measures[-1].text == "2.减材料。压减材料。"


def test_paragraphs_and_statement_lines_of_an_item_belong_to_it():
    plan = plan_of(
        TITLE
        + AIMS
        + "二、主要任务\n（一）减环节。压减环节。\n进一步合并办理。\n责任单位：市财政局\n完成时限：6月底前\n（二）减材料。压减材料。\n责任单位：市财政局\n"
    )
    assert [m.text[-8:] for m in plan.measures] == ["完成时限：6月底前"[-8:], "责任单位：市财政局"[-8:]]


def test_numbering_that_goes_on_through_sections():
    plan = plan_of(
        TITLE
        + AIMS
        + "二、服务\n（一）准入\n1.甲事。办。\n2.乙事。办。\n（二）退出\n3.丙事。办。\n三、监管\n（一）信用\n4.丁事。办。\n"
    )
    assert [m.path for m in plan.measures] == ["2.1.1", "2.1.2", "2.2.3", "3.1.4"]


def test_levels_that_contradict_each_other_do_not_pile_up():
    plan = plan_of(TITLE + "第一条 甲。办。\n（一）乙。办。\n1.丙。办。\n" * 2000)
    assert len(plan.measures) == 2000


BLOCKS = """云渡市优化营商环境方案
一、重点领域
（一）开办企业
工作目标：全省领先。
主要举措：
1.推行一日办。材料齐全的当日发照。
2.推行送照上门。由专人送达。
牵头领导：某某
牵头单位：市市场监管局
责任单位：市公安局、市税务局
（二）获得电力
主要举措：
1.推行零投资。外线由企业承担。
牵头单位：市供电公司
"""


def test_lines_behind_captioned_parts_hold_for_all_of_them():
    plan = plan_of(BLOCKS)
    assert [measure.text for measure in plan.measures] == [
        "1.推行一日办。材料齐全的当日发照。",
        "2.推行送照上门。由专人送达。",
        "1.推行零投资。外线由企业承担。",
    ]
    roles = [[(entry.raw, entry.role.value) for entry in measure.responsibilities] for measure in plan.measures]
    assert (
        roles[0]
        == roles[1]
        == [("市市场监管局", "section_lead"), ("市公安局", "responsible"), ("市税务局", "responsible")]
    )
    assert roles[2] == [("市供电公司", "section_lead")]


def test_items_that_run_on_behind_their_heading():
    text = (
        "云渡市优化营商环境方案\n一、任务\n"
        "（一）优化准入 1.推行一日办。当日发照。（牵头单位：市市场监管局，配合单位：各乡（镇）政府） 2.推行送照。专人送达。（责任单位：市税务局）\n"
        "（二）优化用电 3.推行零投资。外线免费。（责任单位：市供电公司）\n"
    )
    plan = plan_of(text)
    assert [measure.printed_number for measure in plan.measures] == ["1.", "2.", "3."]
    assert [section.title for section in plan.sections] == ["一、任务", "（一）优化准入", "（二）优化用电"]


def test_what_stands_behind_the_last_closing_statement_is_no_measure():
    text = (
        "云渡市优化营商环境方案\n一、任务\n1.推行一日办。（责任单位：市市场监管局）\n2.推行送照。（责任单位：市税务局）\n"
        "各单位要认真落实，情况及时报告市政府。\n"
    )
    assert plan_of(text).measures[-1].text.endswith("市税务局）")


def test_a_year_may_follow_a_number():
    plan = plan_of("云渡市优化营商环境方案\n一、2023年任务\n1.2023年底前建成大厅。\n2.2024年推广。\n")
    assert [measure.printed_number for measure in plan.measures] == ["1.", "2."]


def test_an_item_of_safeguards_that_states_alone_is_no_measure():
    text = (
        "云渡市优化营商环境方案\n一、任务\n（一）推行一日办。（责任单位：市市场监管局）\n（二）推行送照。（责任单位：市税务局）\n"
        "二、组织保障\n（一）压实责任。责任单位要认真落实。（责任单位：市营商局）\n（二）加强督查。定期通报。\n"
    )
    assert len(plan_of(text).measures) == 2

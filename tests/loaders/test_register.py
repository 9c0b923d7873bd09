"""Task lists: tables whose rows are measures."""

import pytest

from loaders.errors import NotAPlan
from loaders.plan import parse
from tests.loaders.grids import bodies, measures, source

HEAD = ["序号", "任务", "具体措施", "牵头单位", "配合单位", "完成时限"]
FIRST = ["1", "网上办理", "高频事项接入省平台。", "市营商局", "市财政局、市司法局", "2023年6月底前"]
SECOND = ["2", "综合窗口", "设立综合窗口，一窗受理。", "市营商局", "各县区政府", "2023年底前"]


def test_a_row_is_a_measure():
    first, second = measures([HEAD, FIRST, SECOND])
    assert first["printed_number"] == "1"
    assert first["heading"] == "网上办理"
    assert first["starts"] == first["ends"] == "高频事项接入省平台。"
    assert bodies(first) == [("市营商局", "lead"), ("市财政局", "support"), ("市司法局", "support")]
    assert [entry["function"] for entry in second["departments"]] == ["营商局", None]


def test_what_stands_around_the_table_is_no_measure():
    found = measures("为优化营商环境，制定本清单。", [HEAD, FIRST, SECOND], "注：表中单位按职责分工落实。")
    assert [measure["heading"] for measure in found] == ["网上办理", "综合窗口"]


def test_deadlines_and_aims_come_from_the_row():
    head = ["序号", "工作任务", "工作目标", "责任单位", "完成时间"]
    row = ["1", "推行并联审批。", "审批时限压缩至20个工作日以内", "市住建局", "2023年9月底前"]
    (measure,) = measures([head, row])
    assert [entry["value"] for entry in measure["deadlines"]] == ["2023-09-30"]
    assert [entry["to"] for entry in measure["targets"]] == [20]
    assert bodies(measure) == [("市住建局", "responsible")]


def test_merged_cells_hold_for_every_row_they_cover():
    second = ["2", "^", "推行容缺受理。", "^", "市数据局", "^"]
    first, after = measures([HEAD, FIRST, second])
    assert after["heading"] == first["heading"] == "网上办理"
    assert bodies(after) == [("市营商局", "lead"), ("市数据局", "support")]
    assert after["deadlines"] == first["deadlines"]


def test_a_measure_over_several_rows_gathers_their_bodies():
    more = ["^", "^", "^", "市税务局", None, None]
    (measure,) = measures([HEAD, FIRST, more])
    assert bodies(measure) == [
        ("市营商局", "lead"),
        ("市税务局", "lead"),
        ("市财政局", "support"),
        ("市司法局", "support"),
    ]


def test_headers_over_several_rows():
    upper = ["序号", "任务", "具体措施", "责任分工", "<", "时限"]
    lower = ["^", "^", "^", "牵头单位", "配合单位", "^"]
    first, second = measures([["云渡市任务清单", *["<"] * 5], upper, lower, FIRST, SECOND])
    assert bodies(first)[0] == ("市营商局", "lead")
    assert bodies(second)[1] == ("各县区政府", "support")


def test_a_row_from_side_to_side_is_a_section():
    section = ["一、优化政务服务", *["<"] * 5]
    first, second = measures([HEAD, section, FIRST, ["二、规范监管执法", *["<"] * 5], SECOND])
    assert first["section_path"] == ["一、优化政务服务"]
    assert second["section_path"] == ["二、规范监管执法"]


def test_a_list_goes_on_in_the_next_table():
    for more in ([SECOND], [HEAD, SECOND]):
        assert [measure["heading"] for measure in measures([HEAD, FIRST], more)] == ["网上办理", "综合窗口"]


def test_names_on_lines_of_their_own_and_names_that_are_wrapped():
    row = [*FIRST[:4], "市财政局\n市市场监督\n管理局\n市发展改革委\n员会", None]
    (measure,) = measures([HEAD, row])
    assert [raw for raw, _ in bodies(measure)][1:] == ["市财政局", "市市场监督管理局", "市发展改革委员会"]


def test_labels_and_verbs_in_a_cell_say_more_than_its_header():
    head = ["序号", "任务", "责任单位"]
    labelled, verbs, plain = measures(
        [
            head,
            ["1", "推行容缺受理。", "牵头：市营商局；配合：市司法局"],
            ["2", "推行一窗受理。", "市营商局牵头，市司法局配合"],
            ["3", "推行帮办代办。", "市营商局、市司法局"],
        ]
    )
    assert bodies(labelled) == bodies(verbs) == [("市营商局", "lead"), ("市司法局", "support")]
    assert {role for _, role in bodies(plain)} == {"responsible"}


def test_the_first_leads_where_the_header_says_so():
    head = ["序号", "任务", "责任单位（列第一位的为牵头单位）"]
    (measure,) = measures([head, ["1", "推行容缺受理。", "市营商局、市司法局"]])
    assert bodies(measure) == [("市营商局", "lead"), ("市司法局", "responsible")]


def test_a_column_of_indicators():
    head = ["一级指标", "改革举措", "责任单位"]
    first, second = measures(
        [head, ["纳税", "推行网上申报。", "市税务局"], ["^", "压减纳税次数。", "市税务局"]],
    )
    assert [entry["name"] for entry in first["indicators"]] == ["纳税"]
    assert second["indicators"] == [{"name": "纳税", "basis": "section"}]


def test_a_list_behind_the_text_says_who_does_what_the_text_lays_down():
    text = ["一、优化审批", "1.推行容缺受理。材料不齐的先行受理。", "2.推行告知承诺。以承诺代证明。"]
    table = [["序号", "任务", "责任单位"], ["1", "推行容缺受理", "市营商局"], ["2", "推行告知承诺", "市司法局"]]
    first, second = measures(*text, "附件：任务分工表", table)
    assert first["starts"] == "1.推行容缺受理。材料不齐的先行受理。"
    assert bodies(first) == [("市营商局", "responsible")]
    assert bodies(second) == [("市司法局", "responsible")]


def test_a_row_that_fits_no_measure_of_the_text_is_reported():
    text = ["一、优化审批", "1.推行容缺受理。", "2.推行告知承诺。", "3.推行并联审批。"]
    table = [
        ["序号", "任务", "责任单位"],
        *([str(n), task, "市营商局"] for n, task in enumerate(["推行容缺受理", "推行告知承诺", "建设信用平台"], 1)),
    ]
    plan = parse(source("云渡市优化营商环境方案", *text, table), city="云渡市")
    assert len(plan.measures) == 3
    assert [(u.code, u.raw) for u in plan.unresolved if u.code == "stray_row"] == [("stray_row", "建设信用平台")]


@pytest.mark.parametrize(
    "head",
    [["序号", "姓名", "单位", "电话"], ["城市", "2022年", "2023年"], ["任务", "备注"], ["事项", "依据"]],
)
def test_other_tables_are_no_task_lists(head):
    with pytest.raises(NotAPlan, match="表头"):
        parse(source("云渡市优化营商环境清单", [head, ["1", *["某某"] * (len(head) - 1)]]), city="云渡市")


def test_people_are_no_bodies():
    head = ["序号", "任务", "责任单位", "责任人", "分管市领导"]
    (measure,) = measures([head, ["1", "推行容缺受理。", "市营商局", "李某", "王某"]])
    assert bodies(measure) == [("市营商局", "responsible")]


def test_a_bracket_in_a_cell_belongs_to_the_name():
    row = [*FIRST[:3], "市商务局（口岸办）", "市发展改革委（信用办）、市税务局", None]
    (measure,) = measures([HEAD, row])
    assert bodies(measure) == [
        ("市商务局（口岸办）", "lead"),
        ("市发展改革委（信用办）", "support"),
        ("市税务局", "support"),
    ]

"""Bodies that a measure's own text names as acting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.grammar.characters import canonical
from loaders.grammar.mentions import mentions


def found(text):
    form = canonical(text)
    return [text[name.begin : name.end] for name in mentions(form, [(0, len(form))])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("外线由供电企业投资建设。", ["供电企业"]),
        ("材料齐全的，登记机关当场办理。", ["登记机关"]),
        ("推动市法院设立破产审判庭。", ["市法院"]),
        ("法院、税务部门定期会商。", ["法院", "税务部门"]),
        ("市财政局和市审计局每季度开展检查。", ["市财政局", "市审计局"]),
        ("由市住建局统一组织市水务局、市人防办等部门联合验收。", ["市住建局", "市水务局", "市人防办"]),
        ("进一步加强营商环境主管部门的牵头协调作用。", ["营商环境主管部门"]),
        ("经济技术开发区力争先行先试。", ["经济技术开发区"]),
        ("由东湖高新区管委会统一组织。", ["东湖高新区管委会"]),
        ("住房公积金管理中心与税务部门实现数据共享。", ["住房公积金管理中心", "税务部门"]),
        ("公告期满后税务部门推送结果。", ["税务部门"]),
        ("一是司法局开展培训；二是审计局公布结果。", ["司法局", "审计局"]),
        ("档案由迁入地登记机关调取。", ["登记机关"]),
        ("登记机关与公安、税务部门共用一套材料。", ["登记机关", "公安", "税务部门"]),
        ("市财政、工信、商务等部门联合发布指南。", ["市财政", "工信", "商务"]),
        ("供水、燃气、供热企业公开收费标准。", ["供水", "燃气", "供热企业"]),
        ("医保、社保经办机构当场办结。", ["医保", "社保经办机构"]),
        ("银行机构、税务部门共享纳税信用。", ["税务部门"]),
        ("法院案件平均审理天数降至90天。", ["法院"]),
        ("人民银行市中心支行派员指导。", ["人民银行市中心支行"]),
        ("市、县财政部门设立资金。", ["财政部门"]),
        ("资规部门提前完成评估。", ["资规部门"]),
        ("法院与银行、担保公司推出电子保函。", ["法院"]),
        ("會同稅務部門辦理。", ["稅務部門"]),
    ],
)
def test_bodies_that_act(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "按照国家税务总局统一要求办理。",
        "在法院设立调解工作室。",
        "在市政务服务中心设立专窗。",
        "到公安机关窗口办理。",
        "加强与法院、税务部门的衔接。",
        "税务部门网站公布清单。",
        "推进电子税务局建设。",
        "审批部门不再重复审查。",
        "银行机构要扩大信贷投放。",
        "享受海关高级认证便利。",
        "在银行网点、公证处设立代办点。",
        "推动税务、海关、用电等公共数据开放。",
        "公安、民政部门已经掌握的信息不再提交。",
        "凭税务部门出具的证明办理。",
        "税务登记、社保登记一窗办理。",
        "修订实施细则（发改办法规〔2024〕9号）。",
        "政务大厅延时服务。",
        "行政执法机关公示结果。",
        "优化东湖新区创新生态。",
    ],
)
def test_what_does_not_act(text):
    assert found(text) == []


def test_a_shared_tail_completes_the_name():
    text = "供水、供气企业和公安、税务部门联合办理。"
    assert [name.name for name in mentions(text, [(0, len(text))])] == ["供水企业", "供气企业", "公安部门", "税务部门"]


def test_the_plans_own_city_stands_before_names_though_no_table_knows_it():
    text = "临溯海关推行预约通关，临溯华源燃气公司公开标准。"
    assert [name.name for name in mentions(text, [(0, len(text))], ("临溯市", "临溯"))] == [
        "临溯海关",
        "临溯华源燃气公司",
    ]
    assert not list(mentions(text, [(0, len(text))]))


def test_utilities_and_posts_of_the_state_bear_names_of_their_own():
    places = ("云渡市", "云渡")
    for text, names in {
        "国网云渡供电公司提供契约制服务。": ["国网云渡供电公司"],
        "云渡自来水公司、大众燃气云渡营业所公布服务标准。": ["云渡自来水公司", "大众燃气云渡营业所"],
        "市清源供水集团主动上门。": ["市清源供水集团"],
        "珲春出入境边防检查站推行预约通关。": ["珲春出入境边防检查站"],
        "实现海关监管创新。": [],
        "支持海关监管创新。": ["海关"],
    }.items():
        assert [name.name for name in mentions(text, [(0, len(text))], places)] == names


@pytest.mark.parametrize("unit", ["支持公安、", "，税务部门", "由", "公安、", "法院和", "会同", "企业机构"])
def test_long_texts_are_read_and_no_row_grows_with_them(unit):
    text = unit * 20000
    assert all(name.end - name.begin <= 20 for name in mentions(text, [(0, len(text))]))


@given(st.text(alphabet="由推动市税务局法院、，。和与应在部门开发区管委会登记机关 ", max_size=40))
def test_any_text_is_read_and_names_stand_in_order(text):
    form = canonical(text)
    ranges = [(name.begin, name.end) for name in mentions(form, [(0, len(form))])]
    assert ranges == sorted(ranges)
    assert all(0 <= begin < end <= len(form) for begin, end in ranges)

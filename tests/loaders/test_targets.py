"""Quantified undertakings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.grammar.characters import canonical
from loaders.grammar.targets import undertakings


def read(text):
    form = canonical(text)
    return list(undertakings(form, [(0, len(form))]))


def short(text):
    form = canonical(text)
    return [(form[u.begin : u.end], u.old, u.new, u.unit, u.comparator, u.kind.value) for u in read(text)]


CASES = [
    # the old value and the new one
    ("变更登记由4个工作日压缩至2个工作日。", ("由4个工作日压缩至2个工作日", 4, 2, "工作日", "=", "change")),
    ("材料从9份精简到3份以内。", ("从9份精简到3份以内", 9, 3, "份", "<=", "change")),
    ("审批时间由目前的60天，统一缩短至45天。", ("由目前的60天，统一缩短至45天", 60, 45, "天", "=", "change")),
    # a bound
    ("停电时间不超过3小时。", ("不超过3小时", None, 3, "小时", "<=", "limit")),
    ("办理时限压减至5个工作日以内。", ("压减至5个工作日以内", None, 5, "工作日", "<=", "limit")),
    ("覆盖率突破90%。", ("突破90%", None, 90, "%", ">", "limit")),
    ("线上办理率≥85%。", ("≥85%", None, 85, "%", ">=", "limit")),
    ("停电时间小于2小时。", ("小于2小时", None, 2, "小时", "<", "limit")),
    ("公告时间不少于开标前20日。", ("不少于开标前20日", None, 20, "日", ">=", "limit")),
    # a level
    ("接入容量提高到160千瓦。", ("提高到160千瓦", None, 160, "千瓦", "=", "level")),
    ("容载比达到2.1。", ("达到2.1", None, 2.1, None, "=", "level")),
    ("医护比达到1：1.2。", ("达到1：1.2", None, 1.2, None, "=", "level")),
    ("压减为受理、验收2个环节。", ("压减为受理、验收2个环节", None, 2, "环节", "=", "level")),
    ("平均用时4天。", ("4天", None, 4, "天", "=", "level")),
    # an amount of change
    ("申请材料压减20%。", ("压减20%", None, 20, "%", "=", "level")),
    ("压缩审批时限1/3。", ("1/3", None, 0.3333, None, "=", "level")),
    ("贷款余额增长8%左右。", ("增长8%左右", None, 8, "%", "=", "level")),
    ("平均利率下降0.2个百分点。", ("下降0.2个百分点", None, 0.2, "百分点", "=", "level")),
    # what is done in a time
    ("材料齐全的，3个工作日内办结。", ("3个工作日内办结", None, 3, "工作日", "<=", "limit")),
    ("收到投诉后5个工作日内作出答复。", ("5个工作日内作出答复", None, 5, "工作日", "<=", "limit")),
    # a share or a count
    ("各类事项100%网上可办。", ("100%", None, 100, "%", "=", "level")),
    ("逐步实现80%的常办事项自助办理。", ("80%", None, 80, "%", "=", "level")),
    ("新增外贸企业10户。", ("10户", None, 10, "户", "=", "level")),
    ("推出30项集成服务。", ("30项", None, 30, "项", "=", "level")),
    ("200项以上事项“掌上办”。", ("200项以上", None, 200, "项", ">=", "limit")),
    ("发放创业贷款2.5亿元。", ("2.5亿元", None, 2.5, "亿元", "=", "level")),
    ("力争申报示范企业1-3户。", ("1-3户", 1, 3, "户", "=", "level")),
    ("按每千人口1.5张床位预留空间。", ("1.5张", None, 1.5, "张", "=", "level")),
    ("其中首批15个服务站6月底前建成。", ("15个", None, 15, "个", "=", "level")),
    ("行政审批“100%网上受理”。", ("100%", None, 100, "%", "=", "level")),
    ("组建不少于30人的监督员队伍。", ("不少于30人", None, 30, "人", ">=", "limit")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_an_undertaking(text, expected):
    assert short(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        # criteria
        "对投资额5000万元以上的工业项目实行全程代办。",
        "对连续3年无违法记录的企业减少检查。",
        "160千瓦及以下小微企业用电报装实行零投资。",
        "对年纳税额超过500万元的企业优先保障用地。",
        "超过3个工作日未答复的，视为同意。",
        # grants
        "对首次入库的企业给予10万元奖励。",
        "按贷款利息的50%给予补贴，最高不超过20万元。",
        "对入园企业给予最长3年的租金减免。",
        # slogans, names, round-the-clock service
        "推行“最多跑一次”和“1+3”改革。",
        "打造15分钟便民服务圈，开通24小时自助服务。",
        "建设10千伏线路，实施三年行动。",
        # what there is, what was, what is counted beside it
        "依托现有120个服务网点。",
        "已建成服务站30个。",
        "推行公示、记录、审核3项制度。",
        "全市18个乡镇，围绕5个领域。",
        "每季度召开1次对接会。",
        # ordinals and dates
        "依照第3条和第二十条第1款，2021年6月底前完成。",
    ],
)  # fmt: skip
def test_what_is_no_undertaking(text):
    assert short(text) == []


def test_the_numbers_of_a_list_share_their_verb_and_their_bound():
    assert short("环节、材料、时限分别压缩30%、20%和10%以上。") == [
        ("压缩30%", None, 30, "%", ">=", "limit"),
        ("20%", None, 20, "%", ">=", "limit"),
        ("10%以上", None, 10, "%", ">=", "limit"),
    ]
    assert [u.new for u in read("培养技师100名、高级工200名，选派专家50名。")] == [100, 200, 50]
    assert [u.unit for u in read("一般登记、抵押登记分别压缩至3个、1个工作日以内。")] == ["工作日", "工作日"]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("年底前，供电可靠率达到99%。", "供电可靠率"),
        ("将抵押登记办理时限分别压减至3个工作日。", "抵押登记办理时限"),
        ("设计费由4%降到3%。", "设计费"),
        ("推出30项集成服务。", "集成服务"),
        ("引进紧缺人才50名以上。", "紧缺人才"),
        ("用水报装2个工作日内完成，用气报装3个工作日内完成。", "用水报装"),
        ("验收合格后1个工作日内通水。", None),
        ("3个工作日内办结。", None),
    ],
)
def test_what_is_measured(text, metric):
    form = canonical(text)
    found = read(text)[0]
    assert (form[slice(*found.metric)] if found.metric else None) == metric


@given(st.text(alphabet="12半一由从压缩至降到不超过达新增对给予个工作日户%元千瓦以内上的、，。；“”（）", max_size=80))
def test_any_text_can_be_read(text):
    found = list(undertakings(text, [(0, len(text))]))
    assert all(0 <= u.begin < u.end <= len(text) for u in found)
    assert all(u.metric is None or 0 <= u.metric[0] < u.metric[1] <= len(text) for u in found)

"""Names of bodies → departments of a city."""

import pytest

from loaders.grammar.departments import Resolver, contractions
from loaders.tables import cities

DONGNING = Resolver(cities()["231086"])
CHAOYANG = Resolver(cities()["220104"])


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("市市场监督局", "市场监管局", "市市场监督管理局", "东宁市市场监管局"), "市场监管"),
        (("人社局", "市人力资源和社会保障局"), "人力资源社会保障"),
        (("税务局", "市税务局", "国家税务总局东宁市税务局"), "税务"),
        (("人民银行东宁支行", "人民银行东宁市支行", "人行东宁支行"), "人民银行"),
        (("国网黑龙江东宁市电业局有限公司", "供电公司", "国网东宁供电公司"), "供电公司"),
        (("市法院", "东宁市人民法院", "法院"), "法院"),
        (("自然资源局",), "自然资源"),
        (("教体局", "市教育体育局", "教育和体育局"), "教育+体育"),
        (("工信科局", "工信科技局"), "工业和信息化+科技"),
        (("市委组织部", "组织部"), "组织部"),
        (("营商局", "营商环境建设监督局"), "营商环境"),
    ],
)
def test_one_body_under_its_names(names, key):
    assert {DONGNING.resolve(name).key for name in names} == {key}


@pytest.mark.parametrize(
    ("a", "b"), [("自然资源局", "人社局"), ("营商局", "商务局"), ("水务局", "税务局"), ("金融办", "金融服务中心")]
)
def test_names_that_look_alike_stay_apart(a, b):
    assert DONGNING.resolve(a).key != DONGNING.resolve(b).key


@pytest.mark.parametrize(
    "name",
    [
        "各相关单位",
        "各乡镇政府",
        "涉企政策制定部门",
        "金融机构",
        "相关部门",
        "市直有关部门",
        "审批部门",
        "三级医院",
        "银行机构",
    ],
)
def test_groups_are_never_departments(name):
    assert DONGNING.resolve(name) is None


def test_a_body_belongs_to_the_city_that_its_name_says():
    assert CHAOYANG.resolve("市生态环境局").city.name == "长春市"
    assert CHAOYANG.resolve("区司法局").city.name == "朝阳区"
    assert CHAOYANG.resolve("省发展改革委").city.name == "吉林省"
    assert CHAOYANG.resolve("市生态环境局朝阳区分局").city.name == "朝阳区"
    assert DONGNING.resolve("市财政局").city.name == "东宁市"
    assert DONGNING.resolve("黑龙江东宁经济开发区管理委员会").city.name == "东宁市"


def test_official_names_follow_the_level_of_the_city():
    assert DONGNING.resolve("发改局").name == "东宁市发展和改革局"
    assert CHAOYANG.resolve("市发改委").name == "长春市发展和改革委员会"
    assert DONGNING.resolve("海关").name == "东宁海关"
    assert DONGNING.resolve("市场监管部门").name == "东宁市市场监督管理局"


def test_an_unknown_body_stays_a_body_and_says_so():
    body = DONGNING.resolve("市社区工作局")
    assert (body.key, body.name, body.known) == ("社区工作局", "东宁市社区工作局", False)


def test_the_contraction_rule_joins_one_shorter_name_and_no_two():
    merged, short, other = (DONGNING.resolve(n) for n in ("商务和口岸局", "商务局", "工信科技局"))
    assert contractions([merged, short, other]) == {short: merged}
    assert contractions([other, DONGNING.resolve("科技局"), DONGNING.resolve("工信局")]) == {}

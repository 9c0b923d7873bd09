"""Names of bodies → departments of a city."""

import pytest

from loaders.grammar.departments import Resolver, contractions
from loaders.tables import cities

SHANGHAI = Resolver(cities()["310000"])
XIANGXI = Resolver(cities()["433100"])
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
        (("市场局", "市市场局", "市场监管局（知识产权局）"), "市场监管"),
        (("市水利（水务）局", "水利局"), "水利"),
        (("市财政局（金融办）", "市財政局", "区财政"), "财政"),
        (("信访局（12345政务服务便民热线中心）", "市信访局"), "信访"),
        (("档案局（馆）", "市档案局"), "档案"),
        (("团市委", "團市委", "共青团东宁市委"), "团委"),
        (("教体局", "市教育体育局", "教育和体育局"), "教育+体育"),
        (("工信科局", "工信科技局"), "工业和信息化+科技"),
        (("市委组织部", "组织部"), "组织部"),
        (("营商局", "营商环境建设监督局"), "营商环境"),
    ],
)
def test_one_body_under_its_names(names, key):
    assert {DONGNING.resolve(name).key for name in names} == {key}


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("市规划资源局", "市规划和自然资源局", "市自然资源规划局"), "自然资源+规划"),
        (("市住房城乡建设管理委", "市住建委", "市住房城乡建设委", "市城乡建设委"), "住房城乡建设"),
        (("市经济信息化委", "市经信委", "市工信局", "市工业和信息化委"), "工业和信息化"),
        (("市绿化市容局", "市绿化和市容管理局"), "园林绿化"),
        (("市城管执法局", "市城市管理综合执法局", "市综合行政执法局", "市城市管理委"), "城市管理"),
        (("市人力资源社会保障局", "市人力社保局", "市人社局", "市人力资源保障局"), "人力资源社会保障"),
        (("市国动办", "市国防动员办公室"), "国防动员"),
        (("市委金融办", "市金融工作局", "市地方金融监管局", "市委金融委员会办公室"), "金融"),
        (("上海银保监局", "国家金融监督管理总局上海监管局"), "金融监管分局"),
        (("市高院", "市高级人民法院", "市高级法院"), "法院"),
        (("市政务服务办", "市政务服务管理局"), "政务服务"),
        (("市数据局", "市大数据局", "市大数据发展管理局"), "数据管理"),
        (("市交通委", "市交通委（市道运局）", "市交通运输委员会"), "交通运输"),
        (("国网上海市电力公司", "市电力公司", "供电企业"), "供电公司"),
        (("市公积金管理中心", "上海市住房公积金管理中心"), "公积金中心"),
        (("市市场监督管局", "市场监管"), "市场监管"),
        (("市交警总队", "市公安局交通警察总队"), "交警支队"),
        (("市纪委监委", "市监委", "市纪委"), "纪委监委"),
    ],
)
def test_one_body_under_the_names_of_other_notations(names, key):
    assert {SHANGHAI.resolve(name).key for name in names} == {key}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("市法院", "东宁金融法院"),
        ("市高级人民法院", "市第一中级人民法院"),
        ("市不动产登记中心", "市自然资源局"),
        ("自然资源局", "人社局"),
        ("营商局", "商务局"),
        ("水务局", "税务局"),
        ("金融办", "金融服务中心"),
    ],
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
        "各县（市、区）政府",
        "市、县（区）政府",
        "市直（驻市）有关单位",
        "各区、县级市",
        "开发区管委会",
        "各通信运营商",
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


def test_bodies_of_other_places_are_not_the_citys_own():
    assert XIANGXI.resolve("州发改委").city.name == "湘西土家族苗族自治州"
    assert XIANGXI.resolve("吉首市财政局").city.name == "吉首市"
    assert XIANGXI.resolve("省财政厅").city.name == "湖南省"
    assert SHANGHAI.resolve("浦东新区政府") == SHANGHAI.resolve("浦东新区")
    assert SHANGHAI.resolve("临港新片区管委会").short == "临港新片区管委会"


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("登记部门", "市场监管"),
        ("市供电企业", "供电公司"),
        ("登记机关", "市场监管"),
        ("政府采购监督管理部门", "财政"),
        ("属地公安机关", "公安"),
        ("两级法院", "法院"),
    ],
)
def test_a_role_in_running_text_is_the_body_that_has_it(word, key):
    assert DONGNING.acting(word).key == key


def test_leagues_and_banners_are_cities_too():
    league = Resolver(next(city for city in cities().values() if city.name == "锡林郭勒盟"))
    named = {name: league.resolve(name).key for name in ("团盟委", "盟委组织部", "盟行政公署办公室", "盟发改委")}
    assert named == {"团盟委": "团委", "盟委组织部": "组织部", "盟行政公署办公室": "政府办", "盟发改委": "发展改革"}
    assert league.resolve("各旗县市（区）人民政府") is None


def test_official_names_follow_the_level_of_the_city():
    assert DONGNING.resolve("发改局").name == "东宁市发展和改革局"
    assert CHAOYANG.resolve("市发改委").name == "长春市发展和改革委员会"
    assert DONGNING.resolve("海关").name == "东宁海关"
    assert DONGNING.resolve("市场监管部门").name == "东宁市市场监督管理局"


def test_an_unknown_body_stays_a_body_and_says_so():
    body = DONGNING.resolve("市社区工作局")
    assert (body.key, body.name, body.known) == ("社区工作局", "东宁市社区工作局", False)
    assert DONGNING.resolve("临江文旅集团有限公司") == DONGNING.resolve("临江文旅集团")


def test_the_contraction_rule_joins_one_shorter_name_and_no_two():
    merged, short, other = (DONGNING.resolve(n) for n in ("商务和口岸局", "商务局", "工信科技局"))
    assert contractions([merged, short, other]) == {short: merged}
    assert contractions([other, DONGNING.resolve("科技局"), DONGNING.resolve("工信局")]) == {}

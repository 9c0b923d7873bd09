"""The reviewed tables hold together, and their readers return what stands in them."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from graph.model import LawKind
from loaders import tables
from loaders.grammar.departments import Resolver

FOLDER = Path(tables.__file__).parent
LEVELS = ("province", "prefecture", "county")
NATIONAL = (
    "开办企业", "办理建筑许可", "获得电力", "获得用水用气", "登记财产", "纳税", "跨境贸易", "办理破产", "获得信贷",
    "保护中小投资者", "执行合同", "劳动力市场监管", "政府采购", "招标投标", "政务服务", "知识产权创造保护和运用",
    "市场监管", "包容普惠创新",
)  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(row: dict[str, str]) -> list[str]:
    return [row["name"], *(alias for alias in row["alias"].split("|") if alias)]


@pytest.fixture(scope="module")
def cities() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in rows("cities")}


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.csv")))
def test_file_is_plain(name):
    content = (FOLDER / f"{name}.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    table = rows(name)
    assert table
    for row in table:
        assert None not in row, row  # no cell more than the header has
        assert None not in row.values(), row  # and none less
        assert all(cell == cell.strip() for cell in row.values()), row


def test_city_codes_are_sorted_and_unique():
    codes = [row["code"] for row in rows("cities")]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"[1-9]\d{5}", code) for code in codes)


def test_city_parents(cities):
    for code, city in cities.items():
        level, parent = city["level"], cities.get(city["parent"])
        assert level in LEVELS
        if level == "province":
            assert code.endswith("0000")
            assert not city["parent"]
            continue
        assert parent is not None, city
        if level == "prefecture":
            assert code.endswith("00")
            assert not code.endswith("0000")
            assert parent["code"] == code[:2] + "0000"
        else:
            assert not code.endswith("00")
            if parent["level"] == "prefecture":
                assert parent["code"] == code[:4] + "00"
            else:  # a municipality's district or county, or a county the province administers itself
                assert parent["code"] == code[:2] + "0000"
                assert code[2:4] in ("01", "02", "90")


def test_city_names_are_unique_under_one_parent():
    pairs = Counter((row["parent"], row["name"]) for row in rows("cities"))
    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_city_counts(cities):
    # 34 provinces; 333 prefectures and 2,844 counties at the end of 2024, without 三沙's two districts,
    # which have no published code (docs/tables.md)
    assert Counter(city["level"] for city in cities.values()) == {"province": 34, "prefecture": 333, "county": 2844}
    under = Counter(city["parent"] for city in cities.values())
    assert under["220100"] == 11
    assert under["231000"] == 10
    assert {city["code"] for city in cities.values() if city["level"] == "prefecture" and not under[city["code"]]} == {
        "441900", "442000", "460300", "460400", "620200",
    }  # 东莞, 中山, 三沙, 儋州, 嘉峪关 have no counties  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name", "short", "above"),
    [
        ("231086", "东宁市", "东宁", ("牡丹江市", "黑龙江省")),
        ("231081", "绥芬河市", "绥芬河", ("牡丹江市", "黑龙江省")),
        ("230883", "抚远市", "抚远", ("佳木斯市", "黑龙江省")),
        ("220100", "长春市", "长春", ("吉林省",)),
        ("222400", "延边朝鲜族自治州", "延边", ("吉林省",)),
        ("150000", "内蒙古自治区", "内蒙古", ()),
        ("110105", "朝阳区", "朝阳", ("北京市",)),
        ("220104", "朝阳区", "朝阳", ("长春市", "吉林省")),
        ("419001", "济源市", "济源", ("河南省",)),
        ("500229", "城口县", "城口", ("重庆市",)),
        ("130633", "易县", "易县", ("保定市", "河北省")),
        ("421202", "咸安区", "咸安", ("咸宁市", "湖北省")),
        ("433100", "湘西土家族苗族自治州", "湘西", ("湖南省",)),
        ("630121", "大通回族土族自治县", "大通", ("西宁市", "青海省")),
        ("632324", "河南蒙古族自治县", "河南", ("黄南藏族自治州", "青海省")),
        ("310115", "浦东新区", "浦东", ("上海市",)),
        ("120116", "滨海新区", "滨海新区", ("天津市",)),
        ("152200", "兴安盟", "兴安盟", ("内蒙古自治区",)),
        ("810000", "香港特别行政区", "香港", ()),
    ],
)
def test_city(cities, code, name, short, above):
    assert (cities[code]["name"], cities[code]["short"]) == (name, short)
    city = tables.cities()[code]
    assert city.name == name
    assert tuple(parent.name for parent in city.parents) == above


def test_city_short_names_begin_their_names(cities):
    contracted = {"220721": "前郭尔罗斯", "211324": "喀左"}
    for code, city in cities.items():
        assert len(city["short"]) >= 2
        assert contracted.get(code) == city["short"] or city["name"].startswith(city["short"]), city


def test_laws():
    table = rows("laws")
    printed = Counter(name for row in table for name in names(row))
    assert [name for name, count in printed.items() if count > 1] == []
    assert not any(mark in name for name in printed for mark in "《》|")
    assert {row["kind"] for row in table} <= {kind.value for kind in LawKind}
    for row in table:  # a law is adopted by the National People's Congress or its Standing Committee, and only a law is
        assert (row["kind"] == "law") == row["issuer"].startswith("全国人民代表大会"), row
    for row in table:
        if row["kind"] == "administrative_regulation" and row["number"]:
            assert re.fullmatch(r"国务院令第\d{2,3}号", row["number"]), row
        if row["number"].startswith("国办"):
            assert row["issuer"] == "国务院办公厅", row
        assert row["issuer"], row
    numbers = Counter(row["number"] for row in table if row["number"])
    assert [number for number, count in numbers.items() if count > 1] == []


@pytest.mark.parametrize(
    ("printed", "kind", "number"),
    [
        ("优化营商环境条例", LawKind.ADMINISTRATIVE_REGULATION, "国务院令第722号"),
        ("保障农民工工资支付条例", LawKind.ADMINISTRATIVE_REGULATION, "国务院令第724号"),
        ("市场主体登记管理条例", LawKind.ADMINISTRATIVE_REGULATION, "国务院令第746号"),
        ("必须招标的工程项目规定", LawKind.RULE, "国家发展改革委2018年第16号令"),
        ("划拨用地目录", LawKind.RULE, "国土资源部令第9号"),
        ("中华人民共和国公司法", LawKind.LAW, None),
        ("公司法", LawKind.LAW, None),
        ("关于开展营商环境创新试点工作的意见", LawKind.NORMATIVE_DOCUMENT, "国发〔2021〕24号"),
        ("社会信用体系建设规划纲要", LawKind.PLAN, "国发〔2014〕21号"),
    ],
)
def test_law(printed, kind, number):
    law = tables.laws()[printed]
    assert (law.kind, law.number) == (kind, number)


def test_indicators():
    table = rows("indicators")
    national = [row for row in table if not row["parent"]]
    assert tuple(row["name"] for row in national) == NATIONAL
    assert [row["order"] for row in national] == [str(n) for n in range(1, 19)]
    assert {row["parent"] for row in table if row["parent"]} == {"包容普惠创新"}
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", row["code"]) for row in table)
    assert len({row["code"] for row in table}) == len(table)
    assert all(row["english"] for row in table)
    printed = Counter(name for row in table for name in names(row))
    assert [name for name, count in printed.items() if count > 1] == []
    assert tuple(indicator.name for indicator in tables.indicators()[:18]) == NATIONAL


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("用水用气", "获得用水用气"),
        ("不动产登记", "登记财产"),
        ("缴纳税费", "纳税"),
        ("合同执行", "执行合同"),
        ("知识产权创造、保护和运用", "知识产权创造保护和运用"),
        ("创新创业", "创新创业活跃度"),
        ("综合立体交通", "综合立体交通指数"),
    ],
)
def test_indicator_alias(printed, name):
    assert tables.indicator_aliases()[printed].name == name


def test_names_of_functions_are_unambiguous():
    table = rows("functions")
    whole = Counter(stem for row in table for stem in {row["official"], *row["stems"].split("|")})
    assert [stem for stem, count in whole.items() if count > 1] == []
    assert "" not in whole
    assert all(len(row["organs"].split("/")) == len(LEVELS) for row in table)
    assert len({row["function"] for row in table}) == len(table)


def test_each_body_is_found_by_its_own_name_first():
    for row in tables.bodies():
        first = next(other for other in tables.bodies() if other.pattern.fullmatch(row.body))
        assert first.body == row.body


def test_roles_name_bodies_of_the_tables():
    resolver = Resolver(tables.cities()["220100"])
    for row in rows("roles"):
        assert resolver.acting(row["role"]).known, row
        assert resolver.acting(row["role"]) == resolver.resolve(row["body"]), row
        assert row["basis"], row


def test_bodies_of_the_state_perform_known_functions():
    known = {row.function.name for row in tables.functions()}
    for function in tables.ministries():
        assert set(function.split("+")) <= known
    assert len(set(tables.ministries().values())) == len(tables.ministries())

"""The same metric across cities: what is held to be the same, which units are converted, and how values rank."""

import pytest

from graph.catalogue import answer, ask
from graph.errors import WrongParameter
from graph.writer import write
from tests.graph.plans import CITIES, advance, measure, plan, target

LINSHUI, WANGSHAN, YUNZHONG = CITIES[:3]


def compared(rows):
    """Return the rows by metric, as city, value and rank."""
    found = {}
    for row in rows:
        found.setdefault(row["metric"], []).append((row["city"], row["value"], row["rank"]))
    return found


class TestPublished:
    def test_the_same_name_in_two_cities(self, library):
        """终局裁决率: 东宁's measure 43 undertakes 40% or more, 抚远's 53 30%; both are of 劳动力市场监管."""
        rows = ask(library, "targets-compared", {"metric": "裁决率"})
        assert compared(rows) == {"终局裁决率": [("抚远市", 30.0, 1), ("东宁市", 40.0, 2)]}
        assert {(row["match"], row["comparator"], row["common_unit"], row["cities"]) for row in rows} == {
            ("equal", ">=", "%", 2)
        }
        assert [row["number"] for row in rows] == ["53.", "43．"]
        assert [row["indicators"] for row in rows] == [["劳动力市场监管"]] * 2

    def test_a_name_within_another_is_marked(self, library):
        """抚远 names polluted farmland alone, 长春 together with polluted sites."""
        rows = ask(library, "targets-compared", {"cities": ["长春市", "抚远市"], "indicator": "包容普惠创新"})
        assert {row["named"]: row["match"] for row in rows if row["metric"] == "受污染耕地安全利用率"} == {
            "受污染耕地安全利用率": "equal",
            "受污染耕地安全利用率和污染地块安全利用率": "contained",
        }
        equal = ask(library, "targets-compared", {"cities": ["长春市", "抚远市"], "match": "equal"})
        assert "受污染耕地安全利用率" not in compared(equal)

    def test_customers_of_two_kinds_are_kept_apart(self, library):
        """居民客户 stands in 非居民客户, which is its opposite: two working days against three in both cities."""
        rows = ask(library, "targets-compared", {"indicator": "获得电力", "metric": "居民客户"})
        assert compared(rows) == {
            "居民客户": [("抚远市", 2.0, 1), ("东宁市", 2.0, 1)],
            "非居民客户": [("抚远市", 3.0, 1), ("东宁市", 3.0, 1)],
        }

    def test_the_words_stand_where_it_says(self, library, documents):
        for row in ask(library, "targets-compared", {"limit": None}):
            text = (documents / row["source"]).read_bytes().decode("utf-8-sig")
            assert "".join(text[row["start"] : row["end"]].split()) == row["quote"]


@pytest.fixture
def cities(store):
    """A function that writes a plan of a city, a measure of one indicator for each of its targets."""

    def write_plan(city, *targets, indicator="纳税"):
        measures = (
            measure(f"1.{n}", advances=(advance(indicator),), targets=(each,)) for n, each in enumerate(targets, 1)
        )
        write(store, plan(*measures, city=city))

    write_plan.store = store
    return write_plan


def test_units_are_converted_only_where_exact(cities):
    """Half an hour is 30 minutes; 12万户 are 120,000; a week is seven days, five working days are not."""
    cities(
        LINSHUI,
        target(new=0.5, unit="小时", metric="甲办理时间"),
        target(new=12.0, unit="万户", metric="新增户数量"),
        target(new=1.0, unit="周", metric="乙办理时间"),
        target(new=1.0, unit="年", metric="丙办理时间"),
        target(new=4.35, unit="亿元", metric="贷款余额"),
        target(new=24.0, unit="小时", metric="丁办理时间"),
    )
    cities(
        WANGSHAN,
        target(new=40.0, unit="分钟", metric="甲办理时间"),
        target(new=90000.0, unit="户", metric="新增户数量"),
        target(new=5.0, unit="工作日", metric="乙办理时间"),
        target(new=7.0, unit="日", metric="乙办理时间"),
        target(new=6.0, unit="个月", metric="丙办理时间"),
        target(new=435000.0, unit="千元", metric="贷款余额"),
        target(new=1.0, unit="天", metric="丁办理时间"),
    )
    rows = ask(cities.store, "targets-compared", {})
    assert compared(rows) == {
        "甲办理时间": [("临水市", 30.0, 1), ("望山市", 40.0, 2)],
        "新增户数量": [("望山市", 90000.0, 1), ("临水市", 120000.0, 2)],
        "乙办理时间": [("临水市", 7.0, 1), ("望山市", 7.0, 1)],
        "丙办理时间": [("望山市", 6.0, 1), ("临水市", 12.0, 2)],
    }
    printed = {(row["city"], row["metric"]): (row["to"], row["unit"], row["common_unit"]) for row in rows}
    assert printed["临水市", "甲办理时间"] == (0.5, "小时", "分钟")
    assert printed["临水市", "新增户数量"] == (12.0, "万户", "户")


def test_scaled_money_is_exact(cities):
    cities(LINSHUI, target(new=4.35, unit="亿元", metric="贷款余额"))
    cities(WANGSHAN, target(new=43500.0, unit="万元", metric="贷款余额"))
    rows = ask(cities.store, "targets-compared", {})
    assert compared(rows) == {"贷款余额": [("临水市", 435_000_000.0, 1), ("望山市", 435_000_000.0, 1)]}


def test_a_name_goes_with_the_shortest_that_it_contains(cities):
    """办理时限 has four characters and is taken; 时限 has two and is not; what 非 stands before is its opposite."""
    cities(LINSHUI, target(metric="税务注销办理时限"), target(metric="非工作时间"))
    cities(WANGSHAN, target(metric="办理时限", new=3.0), target(metric="时限"), target(metric="工作时间"))
    cities(YUNZHONG, target(metric="注销办理时限", new=1.0), target(metric="结案时限"))
    rows = ask(cities.store, "targets-compared", {})
    assert compared(rows) == {"办理时限": [("云中市", 1.0, 1), ("临水市", 2.0, 2), ("望山市", 3.0, 3)]}
    assert [row["match"] for row in rows] == ["contained", "contained", "equal"]
    assert ask(cities.store, "targets-compared", {"match": "equal"}) == []


def test_another_indicator_or_none_is_not_the_same_thing(cities):
    cities(LINSHUI, target(metric="办理时限"))
    cities(WANGSHAN, target(metric="办理时限"), indicator="开办企业")
    write(cities.store, plan(measure("1.1", targets=(target(metric="办理时限"),)), city=YUNZHONG))
    assert ask(cities.store, "targets-compared", {}) == []
    assert len(ask(cities.store, "targets-compared", {"minimum": 1})) == 2


def test_indicators_in_common_make_one_comparison(store):
    both = (advance("纳税"), advance("创新创业", 9), advance("包容普惠创新", 20))
    for city in (LINSHUI, WANGSHAN):
        write(store, plan(measure("1.1", advances=both, targets=(target(),)), city=city))
    for given in ({}, {"indicator": "创新创业"}):
        rows = ask(store, "targets-compared", given)
        assert [row["city"] for row in rows] == ["临水市", "望山市"]
    assert ask(store, "targets-compared", {})[0]["indicators"] == ["纳税", "包容普惠创新"]


def test_what_no_text_names_is_left_out(cities):
    cities(LINSHUI, target(metric=None))
    cities(WANGSHAN, target(metric=None))
    assert ask(cities.store, "targets-compared", {"minimum": 1}) == []


def test_a_fraction_and_an_old_value(cities):
    cities(LINSHUI, target(old=3, metric="注销时限", due="2026-06"), target(new=0.25, unit=None, metric="抽检比例"))
    cities(WANGSHAN, target(new=1.0, metric="注销时限"), target(new=0.5, unit=None, metric="抽检比例"))
    rows = ask(cities.store, "targets-compared", {"metric": "注销"})
    assert [(row["from"], row["to"], row["due"]) for row in rows] == [(None, 1.0, None), (3.0, 2.0, "2026-06")]
    rows = ask(cities.store, "targets-compared", {"metric": "比例"})
    assert [(row["value"], row["unit"], row["common_unit"]) for row in rows] == [(0.25, None, None), (0.5, None, None)]


def test_cities_minimum_and_limit(cities):
    for city in (LINSHUI, WANGSHAN, YUNZHONG):
        cities(city, target())
    assert len(ask(cities.store, "targets-compared", {"minimum": 3})) == 3
    assert ask(cities.store, "targets-compared", {"minimum": 4}) == []
    rows = ask(cities.store, "targets-compared", {"cities": ["990101", "望山市"]})
    assert [row["city"] for row in rows] == ["临水市", "望山市"]
    # 云中市 is above both.
    assert len(ask(cities.store, "targets-compared", {"cities": ["云中市"]})) == 3
    cut = answer(cities.store, "targets-compared", {"limit": 1})
    assert (len(cut.rows), cut.total, cut.truncated) == (1, 3, True)
    assert len(ask(cities.store, "targets-compared", {"limit": None})) == 3


@pytest.mark.parametrize("given", [{"cities": ["乌有市"]}, {"cities": ["临水市", "乌有市"]}, {"indicator": "乌有指标"}])
def test_unknown_names_are_refused(cities, given):
    for city in (LINSHUI, WANGSHAN):
        cities(city, target())
    with pytest.raises(WrongParameter, match="乌有"):
        ask(cities.store, "targets-compared", given)


def test_an_empty_graph_compares_nothing(store):
    assert ask(store, "targets-compared", {}) == []

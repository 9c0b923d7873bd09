"""Cities side by side. Figures on 东宁 and 绥芬河 are counted from their annotation, departments of a measure as a set."""

import pytest

from graph.catalogue import answer, ask
from graph.errors import WrongParameter
from graph.model import Role
from graph.writer import write
from tests.graph.plans import CITIES, advance, body, deadline, measure, plan, responsible, target

LINSHUI, WANGSHAN = CITIES[:2]
TAX, MONEY = body(LINSHUI, "税务"), body(LINSHUI, "财政")
FIGURES = ("measures", "assigned", "coverage", "not_stated", "departments", "mean_departments")


def figures(rows, indicator):
    """Return the figures of each city in the rows of an indicator; of None: in total."""
    return {row["city"]: tuple(row[name] for name in FIGURES) for row in rows if row["indicator"] == indicator}


class TestPublished:
    def test_in_total(self, library):
        """东宁: 70 measures name 133 departments, 32 different; 绥芬河: 56 name 109, 31 different."""
        rows = ask(library, "compare-cities", {"cities": ["东宁市", "231081"]})
        assert figures(rows, None) == {
            "东宁市": (70, 70, 1.0, 0, 32, 1.9),
            "绥芬河市": (56, 56, 1.0, 0, 31, 1.946429),
        }
        leading = {row["city"]: (row["leading_functions"], row["leading_measures"]) for row in rows[:2]}
        assert leading == {"东宁市": (["住房城乡建设"], 14), "绥芬河市": (["营商环境"], 32)}

    def test_one_indicator(self, library):
        """开办企业 is 东宁's measures 1 to 4: of 5, 2, 10 and 3 departments, 市场监管局 in each; targets in 3 and 4."""
        (row,) = ask(library, "compare-cities", {"cities": ["东宁市"], "indicator": "开办企业"})
        assert tuple(row[name] for name in FIGURES) == (4, 4, 1.0, 0, 11, 5.0)
        assert (row["leading"], row["leading_measures"]) == (["东宁市市场监督管理局"], 4)
        assert (row["targets"], row["deadlines"]) == (2, 0)
        assert [each["number"] for each in row["details"]] == ["1．", "2．", "3．", "4．"]

    def test_targets_and_deadlines(self, library):
        """东宁's measure 23 sets three targets by two deadlines; 24, the other of 纳税, none."""
        (row,) = ask(library, "compare-cities", {"cities": ["东宁市"], "indicator": "纳税"})
        assert (row["measures"], row["targets"], row["deadlines"]) == (2, 3, 2)

    def test_a_plan_with_section_leads_only_is_not_stated_and_not_zero(self, library):
        rows = ask(library, "compare-cities", {"cities": ["长春市"]})
        assert figures(rows, None) == {"长春市": (80, None, None, 80, None, None)}
        assert rows[0]["leading"] == []
        counted = ask(library, "compare-cities", {"cities": ["长春市"], "section_leads": True})
        assert figures(counted, "开办企业") == {"长春市": (4, 4, 1.0, 0, 1, 1.0)}

    def test_one_lead_in_78_measures(self, library):
        rows = ask(library, "compare-cities", {"cities": ["抚远市"]})
        assert figures(rows, None) == {"抚远市": (78, 1, 0.012821, 0, 1, 1.0)}
        assert figures(rows, "纳税")["抚远市"][1:5] == (0, 0.0, 0, 0)

    def test_all_side_by_side(self, library):
        """A total and 18 indicators, each with the four cities in the order of their codes."""
        found = answer(library, "compare-cities", {"limit": None})
        assert (len(found.rows), found.total) == (76, 76)
        assert [row["city"] for row in found.rows[4:8]] == ["长春市", "抚远市", "绥芬河市", "东宁市"]
        assert {row["indicator"] for row in found.rows[4:8]} == {"开办企业"}
        assert (len(ask(library, "compare-cities", {})), answer(library, "compare-cities", {}).total) == (50, 76)

    def test_a_unit_above_brings_those_below_it_each_in_rows_of_its_own(self, library):
        rows = ask(library, "compare-cities", {"cities": ["牡丹江市", "抚远市"], "indicator": "获得电力"})
        assert [row["city"] for row in rows] == ["抚远市", "绥芬河市", "东宁市"]


@pytest.fixture
def two(store):
    """临水 states responsibility for two of four measures, 望山 for none of its one."""
    write(
        store,
        plan(
            measure(
                "1.1",
                responsibilities=(responsible(TAX, role=Role.LEAD), responsible(MONEY, 20, Role.SUPPORT)),
                advances=(advance("纳税"), advance("创新创业", 9), advance("人才流动", 20)),
                targets=(target(), target(58)),
            ),
            measure("1.2", responsibilities=(responsible(TAX),), advances=(advance("纳税"),)),
            measure(
                "1.3",
                responsibilities=(responsible(None), responsible(MONEY, 20, Role.SECTION_LEAD)),
                advances=(advance("开办企业"),),
            ),
            measure("1.4", deadlines=(deadline(),)),
        ),
    )
    write(store, plan(measure("1.1", advances=(advance("纳税"),)), city=WANGSHAN))
    return store


def test_what_is_not_stated_is_null_and_what_is_not_there_is_zero(two):
    rows = ask(two, "compare-cities", {"limit": None})
    assert figures(rows, None) == {"临水市": (4, 2, 0.5, 0, 2, 1.5), "望山市": (1, None, None, 1, None, None)}
    assert figures(rows, "纳税") == {"临水市": (2, 2, 1.0, 0, 2, 1.5), "望山市": (1, None, None, 1, None, None)}
    assert figures(rows, "开办企业") == {"临水市": (1, 0, 0.0, 0, 0, None), "望山市": (0, 0, None, 0, 0, None)}
    total = next(row for row in rows if row["city"] == "临水市")
    assert (total["leading"], total["leading_measures"]) == (["临水市税务局"], 2)
    assert (total["targets"], total["deadlines"]) == (2, 1)


def test_section_leads_count_where_asked(two):
    rows = ask(two, "compare-cities", {"cities": ["临水市"], "section_leads": True})
    assert figures(rows, None) == {"临水市": (4, 3, 0.75, 0, 2, 1.333333)}
    assert rows[0]["leading_functions"] == ["税务", "财政"]  # two measures each


def test_a_sub_indicator_counts_once_for_its_national_one(two):
    assert figures(ask(two, "compare-cities", {}), "包容普惠创新")["临水市"][0] == 1
    for name in ("包容普惠创新", "创新创业"):
        rows = ask(two, "compare-cities", {"indicator": name})
        assert [(row["indicator"], row["city"], row["measures"]) for row in rows] == [
            (name, "临水市", 1),
            (name, "望山市", 0),
        ]


def test_a_document_that_states_none_does_not_lower_the_coverage_of_another(two):
    write(two, plan(measure("1.1"), measure("1.2"), title="另一措施"))
    rows = ask(two, "compare-cities", {"cities": ["990101"]})
    assert figures(rows, None) == {"临水市": (6, 2, 0.5, 2, 2, 1.5)}


@pytest.mark.parametrize("cities", [["临水市"], ["990101"], ["临水市", "990101"]])
def test_a_city_is_named_by_name_or_code_and_stands_once(two, cities):
    found = answer(two, "compare-cities", {"cities": cities, "limit": 3})
    assert ([row["city_id"] for row in found.rows], found.total, found.truncated) == (["990101"] * 3, 19, True)


def test_one_unknown_city_among_several_is_refused(two):
    with pytest.raises(WrongParameter, match="乌有市"):
        ask(two, "compare-cities", {"cities": ["临水市", "乌有市"]})
    with pytest.raises(WrongParameter, match="乌有指标"):
        ask(two, "compare-cities", {"indicator": "乌有指标"})


def test_an_empty_graph_compares_nothing(store):
    assert ask(store, "compare-cities", {}) == []

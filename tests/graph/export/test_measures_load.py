from dataclasses import asdict, replace
from fractions import Fraction
from math import fsum

import pytest

from graph.export.corpus import Deadline
from graph.export.measures import Concentration, Load, concentration, gini, hhi, load, quarters, shares, spread
from graph.export.measures.tables import CONCENTRATION, QUARTERS, concentration_rows, quarter_rows
from graph.export.networks import Level, co_responsibility, counted
from graph.model import Role

MARKET, TAX, POLICE, FINANCE = (f"231086/{name}" for name in ("市场监管", "税务", "公安", "财政"))


def test_load_by_hand(corpus):
    assert load(corpus.by_city()["231086"]) == {
        # led, responsible, supported, section led; measures, their shares, national indicators; targets, deadlines
        # (both of m1); partners, and measures shared with each
        FINANCE: Load(0, 2, 0, 0, 2, 1 / 2 + 1, 1, 0, 0, 1, 1),
        MARKET: Load(1, 1, 0, 1, 2, 5 / 6, 2, 1, 1, 2, 3 / 2),  # 1/3 + 1/2; the section lead of m4 stands apart
        POLICE: Load(0, 1, 0, 0, 1, 1 / 3, 1, 1, 1, 2, 1),
        TAX: Load(0, 2, 1, 0, 3, 4 / 3, 2, 1, 1, 3, 4 / 3),  # 1/3 + 1/2 + 1/2
    }


def test_section_leads_enter_the_load_only_when_asked(corpus):
    loads = load(corpus.by_city()["231086"], roles=counted(section_leads=True))
    assert loads[MARKET] == Load(1, 1, 0, 1, 3, 4 / 3, 2, 1, 1, 3, 4 / 3)
    assert loads[FINANCE].fractional == 1  # m3 with tax, and now m4 with the section's lead


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("section_leads", [False, True])
def test_shares_add_up_to_the_measures_carried(corpus, level, section_leads):
    roles = counted(section_leads=section_leads)
    carried = {s.measure.id for s in corpus.statements if s.role in roles}
    assert sum(shares(corpus, level=level, roles=roles).values()) == len(carried)
    loads = load(corpus, level=level, roles=roles)
    assert fsum(one.fractional for one in loads.values()) == pytest.approx(len(carried))


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("section_leads", [False, True])
def test_breadth_and_depth_are_those_of_the_network(corpus, level, section_leads):
    network = co_responsibility(corpus, level=level, section_leads=section_leads)
    for carrier, own in load(corpus, level=level, roles=counted(section_leads=section_leads)).items():
        weights = [data["weight"] for data in network[carrier].values()] if carrier in network else []
        assert own.breadth == len(weights)
        assert own.depth == (sum(weights) / len(weights) if weights else None)


def test_load_by_function_counts_a_merged_body_under_each_function(corpus):
    loads = load(corpus, level=Level.FUNCTION)
    # 1/3 + 1/2; the two functions of the merged body are not each other's partners
    assert loads["知识产权"] == Load(0, 2, 0, 0, 2, 5 / 6, 0, 1, 0, 1, 1)
    # 1/3 + 1/2 + 1/3 + 1/2; police once, tax three times
    assert loads["市场监管"] == Load(1, 3, 0, 1, 4, 5 / 3, 2, 2, 1, 2, 2)


def test_deadlines_fall_in_the_quarter_of_their_last_day(corpus):
    first = corpus.deadlines[0]
    year = Deadline("year", corpus.measures[2], "2026", "2026-12-31", "2026年底", 310, 315)
    april = replace(first, id="april", value="2026-04-01", latest="2026-04-01")
    found = quarters(replace(corpus, deadlines=(first, april, year)))
    # both of m1 in the second quarter for its three carriers; the bare year in the fourth for the two of m3
    assert found == {
        (FINANCE, "2026-Q4"): 1,
        (MARKET, "2026-Q2"): 2,
        (POLICE, "2026-Q2"): 2,
        (TAX, "2026-Q2"): 2,
        (TAX, "2026-Q4"): 1,
    }


@pytest.mark.parametrize(("day", "quarter"), [("01-01", 1), ("03-31", 1), ("07-01", 3), ("10-01", 4), ("12-31", 4)])
def test_quarters_end_with_their_months(corpus, day, quarter):
    deadline = replace(corpus.deadlines[0], latest=f"2026-{day}")
    assert {found for _, found in quarters(replace(corpus, deadlines=(deadline,)))} == {f"2026-Q{quarter}"}


def test_concentration_by_hand():
    # 1, 1, 2: six ordered pairs, four of them 1 apart: 4 / (2 · 9 · 4/3); shares 1/4, 1/4, 1/2
    assert gini([1, 1, 2]) == Fraction(1, 6)
    assert concentration([2, 1, 1]) == Concentration(
        n_carriers=3,
        total=4,
        gini=1 / 6,
        gini_normalised=1 / 4,
        hhi=3 / 8,
        hhi_normalised=1 / 16,  # (3/8 - 1/3) / (2/3)
    )


def test_one_that_carries_all_and_one_alone():
    assert concentration([0, 0, 5]) == Concentration(3, 5, 2 / 3, 1, 1, 1)
    assert concentration([5]) == Concentration(1, 5, 0, None, 1, None)
    assert concentration([]) is concentration([0, 0]) is gini([]) is hhi([]) is None


def test_concentration_of_a_city_by_hand(corpus):
    found = spread(corpus.by_city()["231086"])
    # measures 2, 2, 1, 3 of 8; shares 3/2, 5/6, 1/3, 4/3 of 4
    assert found["measures"].hhi == 18 / 64
    assert found["fractional"].total == 4
    assert found["fractional"].hhi == float(sum((Fraction(a, b) / 4) ** 2 for a, b in [(3, 2), (5, 6), (1, 3), (4, 3)]))
    # market leads one measure, the three others none: they are named, so theirs is a zero
    assert found["led"] == Concentration(4, 1, 3 / 4, 1, 1, 1)


def test_where_nobody_leads_and_where_nothing_is_stated_is_missing_not_zero(corpus):
    rows = list(concentration_rows(corpus))
    assert [(row["city_code"], row["load"], row["total"]) for row in rows] == [
        ("231081", "measures", 3),  # the merged body 2, tax 1
        ("231081", "fractional", 2),
        ("231081", "led", None),
        ("231086", "measures", 8),
        ("231086", "fractional", 4),
        ("231086", "led", 1),
    ]
    silent = replace(corpus, statements=())
    assert {row["gini"] for row in concentration_rows(silent)} == {None}
    assert all(tuple(row) == CONCENTRATION for row in rows)


def test_those_who_only_lead_sections_are_spread_over_only_when_asked(corpus):
    only = replace(corpus, statements=tuple(s for s in corpus.statements if s.measure.id == "231086-a/m4"))
    city = only.by_city()["231086"]
    assert spread(city)["measures"].n_carriers == 1
    assert spread(city, roles=(*counted(section_leads=False), Role.SECTION_LEAD))["measures"].n_carriers == 2


def test_rows_of_quarters_name_the_department(corpus):
    rows = list(quarter_rows(corpus))
    assert [row["department"] for row in rows] == [POLICE, MARKET, TAX]  # by id
    assert rows[0] == {
        "department": POLICE,
        "department_name": "东宁市公安局",
        "department_city": "东宁市",
        "quarter": "2026-Q2",
        "n_deadlines": 1,
    }
    assert tuple(rows[0]) == QUARTERS


def test_where_only_section_leads_are_printed_who_carries_is_not_stated(corpus):
    leads = replace(corpus, statements=tuple(s for s in corpus.statements if s.role is Role.SECTION_LEAD))
    # The plan's m5 names an open group: it states who carries, and market is not among them.
    assert load(leads)[MARKET].measures == load(leads)[MARKET].fractional == 0
    silent = replace(leads, measures=tuple(replace(measure, open=0) for measure in leads.measures))
    assert {name: value for name, value in asdict(load(silent)[MARKET]).items() if value is not None} == {
        "section_led": 1
    }
    assert load(silent, roles=counted(section_leads=True))[MARKET].measures == 1

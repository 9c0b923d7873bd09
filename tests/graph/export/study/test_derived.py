"""The corpus of tests/graph/export/conftest.py: three plans of two cities, nine measures, counted by hand."""

import pytest

from graph.export.study.derived import SUMMARY
from graph.export.study.words import words


def test_a_city_compares_only_where_all_its_documents_state_responsibility(by_hand):
    """Dongning has a plan that states none (c); of a's measures four have carriers."""
    rows = {row["city"]: row for row in by_hand.rows("cities")}
    assert (rows["东宁市"]["stating"], rows["东宁市"]["comparable"]) == ("none|stated", "false")
    assert (rows["绥芬河市"]["stating"], rows["绥芬河市"]["comparable"]) == ("stated", "true")
    counts = ("n_documents", "n_measures", "n_naming_department", "n_counted")
    assert [rows["东宁市"][name] for name in counts] == ["2", "7", "4", "4"]
    assert [rows["绥芬河市"][name] for name in counts] == ["1", "2", "2", "2"]


def test_a_body_of_two_functions_counts_in_full_under_each(by_hand):
    """Suifenhe: one measure of two bodies, one of the merged body alone: 1.5 and 0.5 of 2."""
    found = {row["function"]: (row["fractional"], row["share"]) for row in by_hand.rows("function_shares")}
    assert found == {"市场监管": ("1.5", "0.75"), "知识产权": ("1.5", "0.75"), "税务": ("0.5", "0.25")}


def test_the_spread_of_one_city_is_a_point(by_hand):
    row = by_hand.rows("function_spread", function="税务")[0]
    names = ("minimum", "lower_quartile", "median", "upper_quartile", "maximum")
    assert (row["n_cities"], *(row[name] for name in names)) == ("1", *["0.25"] * 5)


def test_the_summary_by_hand(by_hand):
    found = {row["figure"]: row["value"] for row in by_hand.rows("summary")}
    assert {name: found[name] for name in SUMMARY if not name.startswith(("share", "n_ties"))} == {
        "n_cities": "2", "n_cities_comparable": "1", "n_documents": "3", "n_measures": "9",
        "n_departments": "6", "n_responsibilities": "12", "n_targets": "2", "n_deadlines": "1",
        "n_naming_department": "6", "n_open_only": "1", "n_silent": "2", "n_section_lead_only": "0",
        "n_documents_stated": "2", "n_documents_none": "1", "n_documents_sparse": "0", "n_documents_section_leads": "0",
        "n_open_groups": "1", "n_measures_with_groups": "1",
        "n_section_lead_statements": "1", "n_section_leads": "1", "n_section_led_measures": "1",
        # with carriers: a1 of three, a2 and a3 of two, a4 of one; b1 of two, b2 of one
        "n_counted": "6", "n_joint": "4", "largest_joint": "3", "n_large": "0",
        "n_pairs": "6", "n_pairs_large": "0",
        "n_backbone_disparity": "0", "n_backbone_sdsm": "0",
        "n_compared": "0", "n_similar": "0", "n_decisions": "0", "n_other_parser": "0",
    }  # fmt: skip
    assert found["n_ties"] == "5"  # four pairs of Dongning, one of Suifenhe
    assert float(found["share_naming_department"]) == pytest.approx(6 / 9)
    assert float(found["share_joint"]) == pytest.approx(4 / 6)
    assert found["share_pairs_large"] == "0.0"


def test_every_figure_has_its_words():
    assert set(words("figure")) == set(SUMMARY)

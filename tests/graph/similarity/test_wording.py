"""What of a measure's text is compared: everything it says, and nothing that every plan says."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.similarity.wording import PHRASES, TABLE, wording


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        # numbers
        ("1．推行一窗领取。", "推行一窗领取"),
        ("（三）推行一窗领取。", "推行一窗领取"),
        ("十二、推行一窗领取。", "推行一窗领取"),
        ("3天内领取。", "3天内领取"),
        # responsibility statements
        ("推行一窗领取。（责任单位：市税务局、市公安局（交警支队））", "推行一窗领取"),
        ("推行一窗领取。(责任单位:市税务局)", "推行一窗领取"),
        ("推行一窗领取。（牵头单位：市市场监管局；配合单位：各县区政府）", "推行一窗领取"),
        ("推行一窗领取。〔责任单位：市税务局，各县（市、区）人民政府〕", "推行一窗领取"),
        ("推行一窗领取。（市税务局牵头，市公安局按职责分工负责）", "推行一窗领取"),
        ("推行一窗领取。（市税务局、市公安局）", "推行一窗领取"),
        ("推行一窗领取。责任单位：市税务局、市公安局", "推行一窗领取"),
        ("推行一窗领取。市税务局牵头，市公安局配合。", "推行一窗领取"),
        # what only looks like one
        ("推行一窗领取（含代办）。", "推行一窗领取含代办"),
        ("企业负责人可当场领取。", "企业负责人可当场领取"),
        # documents cited
        ("按照《优化营商环境条例》（国务院令第722号）推行一窗领取。", "按照推行一窗领取"),
        ("按国办发〔2022〕30号推行一窗领取。", "推行一窗领取"),
        # stock phrases, also where punctuation stands inside
        ("进一步优化营商环境，推行一窗领取。", "推行一窗领取"),
        ("深化“放管服”改革，推行一窗领取，各相关部门参加。", "深化推行一窗领取参加"),
        # widths
        ("１．办理３０分钟，ＡＰＰ申报。", "办理30分钟APP申报"),
        ("", ""),
    ],
)
def test_what_is_compared(text, compared):
    assert wording(text).characters == compared


def test_the_phrases_are_words_without_punctuation_each_once():
    with TABLE.open(encoding="utf-8", newline="") as opened:
        rows = [row["phrase"] for row in csv.DictReader(opened)]
    assert len(rows) == len(set(rows)) == len(PHRASES)
    assert all(phrase.isalnum() and len(phrase) > 2 for phrase in rows)


@given(st.text(alphabet="一二1．（）责任单位：市税务局、。〔〕《》号牵头A１ \n", max_size=120))
def test_each_character_compared_stands_where_it_is_said_to(text):
    found = wording(text)
    assert list(found.places) == sorted(set(found.places))
    plain = [chr(ord(text[place]) - 0xFEE0) if "！" <= text[place] <= "～" else text[place] for place in found.places]
    assert "".join(plain) == found.characters
    assert found.characters == "" or found.characters.isalnum()

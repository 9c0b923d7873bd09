"""The similarity of two measures, with scores counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.similarity.pair import LEAST, SCORE, SHARED, similarity
from graph.similarity.wording import wording

# 24 characters, then 12 and 16 of their own.
COMMON = "对新产业新业态实行触发式监管首次轻微违法可免予处罚"
OWN = "建设口岸冷链查验场地设施"
OTHER = "培育砚台茶油地理标志商标品牌企业"


def score(first, second):
    found = similarity(wording(first), wording(second))
    return found and found.score


def printed(text, spans):
    return [text[span.start : span.end] for span in spans]


def test_the_lengths_are_as_counted():
    assert (len(COMMON), len(OWN), len(OTHER)) == (25, 12, 16)


def test_the_same_wording_is_1_whatever_number_and_departments():
    first = f"1．{COMMON}。（责任单位：甲市税务局、公安局）"
    second = f"（二）{COMMON}。（乙县市场监管局牵头，县发改局配合）"
    found = similarity(wording(first), wording(second))
    assert (found.score, found.shared) == (1.0, 25)
    assert printed(first, found.first) == printed(second, found.second) == [COMMON]


def test_the_score_is_the_part_in_common_of_the_mean():
    # 25 of 37 and of 41 characters: 50 / 78
    assert score(f"{COMMON}，{OWN}。", f"{OTHER}；{COMMON}。") == pytest.approx(50 / 78, abs=1e-6)


def test_departments_alone_make_nothing_similar():
    bodies = "（责任单位：市市场监督管理局、市住房和城乡建设局、市发展和改革委员会、市公共资源交易中心）"
    assert score(f"1.{OWN}。{bodies}", f"2.{OTHER}。{bodies}") is None


def test_stock_phrases_alone_make_nothing_similar():
    frame = "进一步优化营商环境，激发市场活力和社会创造力，{}，各相关部门按照职责分工加快推进，建立健全长效机制。"
    assert score(frame.format(OWN), frame.format(OTHER)) is None


def test_the_same_law_alone_makes_nothing_similar():
    law = "依据《中华人民共和国市场主体登记管理条例实施细则及配套规定》（国务院令第746号），"
    assert score(law + OWN, law + OTHER) is None


def test_terms_of_the_field_alone_make_nothing_similar():
    """Eleven and eight characters in common, of some forty: under twenty they are terms, not a passage."""
    first = "工程建设项目审批制度改革中实行容缺受理，由综合窗口一次告知"
    second = "围绕工程建设项目审批制度培训窗口人员，编印问答手册并上门宣讲"
    assert score(first, second) is None


def test_text_may_be_inserted_in_the_middle():
    first = COMMON[:12] + OWN + COMMON[12:]
    found = similarity(wording(first), wording(COMMON))
    assert found.score == pytest.approx(50 / 62, abs=1e-6)
    assert printed(first, found.first) == printed(COMMON, found.second) == [COMMON[:12], COMMON[12:]]


def test_common_words_are_cut_where_the_print_differs():
    first = "对新产业、新业态实行“触发式”监管，首次轻微违法可免予处罚。"
    second = "对新产业，新业态实行“触发式”监管，首次轻微违法可免予处罚。"
    found = similarity(wording(first), wording(second))
    assert found.shared == 25
    expected = ["对新产业", "新业态实行“触发式”监管，首次轻微违法可免予处罚"]
    assert printed(first, found.first) == printed(second, found.second) == expected


def test_a_digit_of_another_width_is_the_same_and_no_part_of_the_words_printed():
    first, second = f"{COMMON}，保证金5日内退还。", f"{COMMON}，保证金５日内退还。"
    found = similarity(wording(first), wording(second))
    assert (found.score, found.shared) == (1.0, 33)
    assert printed(second, found.second) == [f"{COMMON}，保证金", "日内退还"]


@pytest.mark.parametrize(("length", "similar"), [(SHARED, True), (SHARED - 1, False)])
def test_fewer_characters_than_a_clause_are_not_enough(length, similar):
    assert (score(COMMON[:length], COMMON[:length]) is not None) is similar


def test_too_small_a_part_is_not_enough():
    """25 of 25 and of n characters: 50 / (25 + n) is 0.25 at 175."""
    rest = "".join(chr(0x5000 + 7 * n) for n in range(151))
    assert score(COMMON, COMMON + rest[:150]) == SCORE
    assert score(COMMON, COMMON + rest[:151]) is None


texts = st.lists(
    st.sampled_from([COMMON, OWN, OTHER, COMMON[:LEAST], "，", "１", "1", "（责任单位：市税务局）", "一"]), max_size=8
).map("".join)


@given(texts, texts)
def test_it_is_symmetric_and_its_words_are_in_both_texts(first, second):
    one, other = similarity(wording(first), wording(second)), similarity(wording(second), wording(first))
    assert (one is None) == (other is None)
    if one and other:
        assert (one.score, one.shared) == (other.score, other.shared)
        assert SCORE <= one.score <= 1
        assert printed(first, one.first) == printed(second, one.second)
        assert all(span.start < span.end for span in one.first)

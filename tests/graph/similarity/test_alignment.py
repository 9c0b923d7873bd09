"""The alignment against the definition worked out by dynamic programming, and by hand."""

from hypothesis import given
from hypothesis import strategies as st

from graph.similarity.alignment import Block, blocks


def covered(first, second, least):
    """Characters that common substrings of at least `least` cover at most, in order: LCSk++ by its definition."""
    best = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(1, len(first) + 1):
        for j in range(1, len(second) + 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1])
            length = 0
            while length < min(i, j) and first[i - length - 1] == second[j - length - 1]:
                length += 1
                if length >= least:
                    best[i][j] = max(best[i][j], best[i - length][j - length] + length)
    return best[-1][-1]


def test_what_is_inserted_and_left_out_parts_blocks():
    #         012345678901        0123456789
    assert blocks("全程网办当日领取营业执照", "全程网办领取营业执照", 4) == [Block(0, 0, 4), Block(6, 4, 6)]


def test_a_run_that_is_too_short_does_not_count():
    assert blocks("全程网办", "全程网审", 4) == []
    assert blocks("全程网办", "全程网审", 3) == [Block(0, 0, 3)]


def test_order_decides_between_two_runs_that_cross():
    """甲乙丙丁戊 and 子丑寅卯 change places: only the longer can be taken."""
    assert blocks("甲乙丙丁戊子丑寅卯", "子丑寅卯甲乙丙丁戊", 4) == [Block(0, 4, 5)]


def test_the_longest_run_is_not_always_in_the_best_chain():
    """Six characters in one run, or four and four around it."""
    first, second = "一二三四子丑寅卯辰巳五六七八", "子丑寅卯辰巳一二三四五六七八"
    assert blocks(first, second, 4) == [Block(4, 0, 6), Block(10, 10, 4)]
    first, second = "一二三四五六七八子丑寅卯辰巳", "子丑寅卯辰巳一二三四五六七八"
    assert blocks(first, second, 4) == [Block(0, 6, 8)]


def test_texts_shorter_than_a_run_have_nothing_in_common():
    assert blocks("甲乙", "甲乙", 3) == []
    assert blocks("", "", 1) == []


words = st.text(alphabet="甲乙丙", max_size=14)


@given(words, words, st.integers(1, 5))
def test_blocks_are_common_ordered_long_enough_and_cover_most(first, second, least):
    found = blocks(first, second, least)
    row = column = 0
    for block in found:
        assert block.length >= least
        assert block.first >= row
        assert block.second >= column
        row, column = block.first + block.length, block.second + block.length
        assert first[block.first : row] == second[block.second : column]
    assert sum(block.length for block in found) == covered(first, second, least)


@given(words, words)
def test_what_is_covered_does_not_depend_on_the_side(first, second):
    one, other = blocks(first, second, 3), blocks(second, first, 3)
    assert sum(block.length for block in one) == sum(block.length for block in other)

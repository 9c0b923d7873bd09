"""Candidates: a function of two texts, the same in every process, and found as often as is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.similarity.candidates import AGREEING, PERMUTATIONS, candidates, recall, signatures
from tests.graph.similarity.plans import COMMON, OTHER, OWN

# The marks in graphs rest on these very permutations: if this changes, `method.VERSION` must be raised.
PINNED = "50d599b3095ede9ae889b904b239a526f134beb75661a4d6ecf14053a4a1198e"
TEXTS = [COMMON, OWN, COMMON + OWN, OTHER, COMMON]


def silent(done, total):
    assert done <= total


def found(texts, groups=None, fresh=None):
    groups = range(len(texts)) if groups is None else groups
    return list(candidates(signatures(texts, silent), list(groups), fresh or [True] * len(texts)))


@pytest.mark.parametrize(("jaccard", "probability"), [(0.1, 0.924), (0.15, 0.997), (1, 1), (0, 0)])
def test_the_recall_is_that_of_256_bands_of_2(jaccard, probability):
    """1 − (1 − J²)²⁵⁶: 0.99²⁵⁶ = e^(256 · −0.01005) = 0.0763; 0.9775²⁵⁶ = e^(256 · −0.02276) = 0.0030."""
    assert recall(jaccard) == pytest.approx(probability, abs=0.0005)


def test_texts_that_share_much_are_candidates_and_others_are_not():
    # 0 and 4 are the same; 2 holds 0 and 1 whole: 22 of 46 grams.
    assert found(TEXTS) == [(0, 2), (0, 4), (1, 2), (2, 4)]


def test_texts_of_one_group_are_none():
    assert found(TEXTS, groups=[0, 1, 2, 3, 0]) == [(0, 2), (1, 2), (2, 4)]


def test_one_of_the_two_is_fresh():
    assert found(TEXTS, fresh=[False, True, False, False, False]) == [(1, 2)]


def test_other_texts_make_no_difference():
    """What two texts are to each other does not depend on what else there is, nor on their place."""
    more = [COMMON, "甲乙丙丁戊己庚辛", OWN, COMMON + OWN, OTHER + OTHER]
    assert found(more) == [(0, 3), (2, 3)]


def test_no_texts_have_no_candidates():
    assert found([]) == []


def test_a_signature_agrees_as_often_as_the_sets_are_alike():
    """22 grams of 25 characters, 25 of 28 with three more: J = 22/25 = 0.88."""
    one, other = signatures([COMMON, COMMON + "子丑寅"], silent)
    assert sum(one == other) / PERMUTATIONS == pytest.approx(0.88, abs=0.06)  # four standard errors
    assert sum(one == other) >= AGREEING


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_finds_the_same(seed):
    program = (
        "import hashlib; from graph.similarity.candidates import signatures; from tests.graph.similarity.plans import *;"
        "print(hashlib.sha256(signatures([COMMON, OWN], lambda *_: None).astype('<u4').tobytes()).hexdigest())"
    )
    checkout = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(checkout)},
        cwd=checkout, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.strip() == PINNED

"""How well similar measures are found: precision and recall on the published plans, against a reader's judgement.

`judged.csv` names the pairs of measures of the four plans that a reader holds to have words in common that are
their own: most of a measure, or a clause of it. All pairs that share a tenth of their characters, or 24 of
them, in runs of four were read; what they share otherwise are terms of the field and names of programmes.
"""

import csv
from itertools import combinations
from pathlib import Path

import pytest

from graph.similarity import similarity, wording
from graph.similarity.candidates import candidates, signatures
from graph.similarity.pair import SHARED
from loaders import load

with Path(__file__).with_name("judged.csv").open(encoding="utf-8", newline="") as opened:
    JUDGED = {
        ((r["first"], r["first_path"]), (r["second"], r["second_path"])): r["common"] for r in csv.DictReader(opened)
    }


@pytest.fixture(scope="module")
def wordings(documents):
    return {
        (path.stem.partition("_")[0], measure.path): wording(measure.text)
        for path in sorted(documents.glob("*.txt"))
        for measure in load(path).measures
    }


@pytest.fixture(scope="module")
def similar(wordings):
    """Every similar pair of different plans, all aligned with all."""
    return {
        (one, other)
        for one, other in combinations(sorted(wordings), 2)
        if one[0] != other[0] and similarity(wordings[one], wordings[other])
    }


def test_the_pairs_judged_are_those_of_the_plans(wordings):
    assert all(one < other and {one, other} <= {*wordings} for one, other in JUDGED)


def test_what_is_found_is_in_common(similar):
    assert len(similar & {*JUDGED}) / len(similar) >= 0.95


def test_what_is_mostly_in_common_is_found(similar):
    assert {pair for pair, common in JUDGED.items() if common == "most"} <= similar


def test_of_what_has_any_clause_in_common_two_thirds_are_found(similar):
    assert len(similar & {*JUDGED}) / len(JUDGED) >= 2 / 3


def test_the_candidates_miss_none_of_it(wordings, similar):
    keys = sorted(key for key, each in wordings.items() if len(each.characters) >= SHARED)
    signed = signatures([wordings[key].characters for key in keys], lambda *_: None)
    found = candidates(signed, [int(document) for document, _ in keys], [True] * len(keys))
    assert similar <= {(keys[first], keys[second]) for first, second in found}

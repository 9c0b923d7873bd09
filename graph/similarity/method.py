"""The method (方法) by which measures were compared, as one short text: it changes when its results may.

A document carries it together with a digest of the texts compared, so that a graph tells for each document
whether it was compared, how, and with which words.
"""

import hashlib
from collections.abc import Mapping
from typing import Final

from graph.similarity.candidates import AGREEING, GRAM, PERMUTATIONS, ROWS, SEED
from graph.similarity.pair import LEAST, SCORE, SHARED
from graph.similarity.wording import LEFT_OUT, PHRASES

__all__ = ["METHOD", "mark"]

VERSION = 1  # to be raised when the code, not a number or a table, makes another result
PARAMETERS = (GRAM, PERMUTATIONS, ROWS, AGREEING, SEED, LEAST, SHARED, SCORE, LEFT_OUT, PHRASES)


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


METHOD: Final = f"minhash-lcsk/{VERSION}+{_digest(repr(PARAMETERS), 8)}"


def mark(texts: Mapping[str, str]) -> str:
    """Return what a document is marked with whose measures, by id, have these texts."""
    listed = "\n".join(f"{key}\t{len(text)}\t{text}" for key, text in sorted(texts.items()))
    return f"{METHOD}/{_digest(listed, 12)}"

"""Corrections for testing many edges at once."""

from collections.abc import Hashable, Mapping
from enum import StrEnum
from itertools import accumulate
from typing import TypeVar

__all__ = ["Correction", "corrected"]

Key = TypeVar("Key", bound=Hashable)


class Correction(StrEnum):
    """How p-values of one network are corrected; the names are those of R's `p.adjust`, in lower case.

    `bh` holds down the share of false edges among those kept (false discovery rate); `holm` and
    `bonferroni` the chance that even one kept edge is false.
    """

    NONE = "none"
    BH = "bh"
    HOLM = "holm"
    BONFERRONI = "bonferroni"


def corrected(found: Mapping[Key, float], correction: Correction) -> dict[Key, float]:
    """Return the corrected p-values, in the order given; an edge is significant where that is below the level.

    Args:
        found: the raw p-value of everything that was tested together.
        correction: which correction.

    References:
        Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful
        approach to multiple testing. Journal of the Royal Statistical Society B 57(1), 289-300.
        Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of
        Statistics 6(2), 65-70.

    Examples:
        >>> corrected({"a": 0.01, "b": 0.04, "c": 0.03}, Correction.HOLM)
        {'a': 0.03, 'b': 0.06, 'c': 0.06}

    """
    tests = len(found)
    ranked = sorted(found, key=found.__getitem__)
    match correction:
        case Correction.NONE:
            return dict(found)
        case Correction.BONFERRONI:
            return {key: min(1.0, tests * p) for key, p in found.items()}
        case Correction.HOLM:
            raised = accumulate(((tests - rank) * found[key] for rank, key in enumerate(ranked)), max)
        case Correction.BH:
            ranked.reverse()
            raised = accumulate((tests * found[key] / (tests - rank) for rank, key in enumerate(ranked)), min)
    adjusted = dict(zip(ranked, raised, strict=True))
    return {key: min(1.0, adjusted[key]) for key in found}

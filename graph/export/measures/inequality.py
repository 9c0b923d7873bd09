"""Concentration (集中度): how unequally load is spread over the departments of a city."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from graph.export.corpus import Corpus
from graph.export.measures.loads import load, shares
from graph.export.networks import JOINT, Level
from graph.model import Role

__all__ = ["Concentration", "concentration", "gini", "hhi", "spread"]


@dataclass(frozen=True, slots=True)
class Concentration:
    """How unequally a `total` is spread over `n_carriers`; both measures raw and normalised for their number.

    None where it cannot be said: of one department nothing is spread.
    """

    n_carriers: int
    total: float
    gini: float
    gini_normalised: float | None
    hhi: float
    hhi_normalised: float | None


def gini(values: Iterable[Fraction | int]) -> Fraction | None:
    """Return the Gini coefficient: Σ_iΣ_j |x_i - x_j| / (2 n² x̄).

    0 where all are equal, (n-1)/n where one has all; n/(n-1) times as much is the measure normalised for
    small n. None where nobody has anything.

    References:
        Gini, C. (1912). Variabilità e mutabilità. Cuppini, Bologna.
        Deltas, G. (2003). The small-sample bias of the Gini coefficient. Review of Economics and Statistics
        85(1), 226-234.

    Examples:
        >>> gini([0, 0, 0, 1]), gini([1, 2, 3, 4, 5])
        (Fraction(3, 4), Fraction(4, 15))

    """
    ordered = sorted(Fraction(value) for value in values)
    n, total = len(ordered), sum(ordered)
    if not total:
        return None
    return Fraction(2 * sum(rank * value for rank, value in enumerate(ordered, start=1)), 1) / (n * total) - Fraction(
        n + 1, n
    )


def hhi(values: Iterable[Fraction | int]) -> Fraction | None:
    """Return the Herfindahl-Hirschman index: the sum of squared shares, from 1/n to 1. None where nobody has anything.

    References:
        Herfindahl, O. C. (1950). Concentration in the Steel Industry. Columbia University.
        Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54(5), 761-762.

    Examples:
        The example of the Horizontal Merger Guidelines of the United States: shares of 30, 30, 20 and 20
        percent have an index of 2600 (in squared percent).

        >>> hhi([30, 30, 20, 20]) * 10_000
        Fraction(2600, 1)

    """
    kept = [Fraction(value) for value in values]
    total = sum(kept)
    return sum((value / total) ** 2 for value in kept) if total else None  # type: ignore[return-value]


def concentration(values: Iterable[Fraction | int]) -> Concentration | None:
    """Return how unequally values are spread over those who have them, zeros among them.

    Normalised: Gini times n/(n-1); (HHI - 1/n)/(1 - 1/n). Both then run from 0 to 1 whatever n is. None where
    nobody has anything.
    """
    kept = list(values)
    unequal, squared = gini(kept), hhi(kept)
    if unequal is None or squared is None:
        return None
    n = len(kept)
    return Concentration(
        n_carriers=n,
        total=float(sum(kept)),
        gini=float(unequal),
        gini_normalised=float(unequal * n / (n - 1)) if n > 1 else None,
        hhi=float(squared),
        hhi_normalised=float((squared - Fraction(1, n)) / (1 - Fraction(1, n))) if n > 1 else None,
    )


def spread(corpus: Corpus, *, roles: Iterable[Role] = JOINT) -> Mapping[str, Concentration | None]:
    """Return the concentration of each kind of load: `measures`, `fractional` and `led`.

    Over the departments that the documents name in a counted role: everyone in it carries something, and
    one that leads nothing counts as 0 in `led`. Departments that the documents never name are not in it, for
    how many there are is not known; nor are those that only lead sections, unless that role is counted. A
    department of another place (of the province) is in it where the documents give it something to do.
    None where no responsibility is stated, and for `led` where the documents say of nobody that he leads.
    """
    counted = tuple(roles)
    portions = shares(corpus, level=Level.DEPARTMENT, roles=counted)
    loads = load(corpus, level=Level.DEPARTMENT, roles=counted)
    return {
        "measures": concentration(loads[department].measures or 0 for department in portions),
        "fractional": concentration(portions.values()),
        "led": concentration(loads[department].led or 0 for department in portions),
    }

"""The stochastic degree sequence model: do two departments share more measures than chance gives them?"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

from graph.extras import needs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Tails", "sdsm"]

Pair = tuple[Hashable, Hashable]

LARGEST = 2_000_000
"""Measures times shared measures of a pair up to which its p-value is exact: a few milliseconds.

A pair beyond it has so many chances that the approximation is off by less than 0.0005."""


@dataclass(frozen=True, slots=True)
class Tails:
    """Probabilities, by chance, of sharing at least (`upper`) and at most (`lower`) the number observed.

    `exact` is False where the refined normal approximation stands in for the Poisson-binomial distribution.
    """

    upper: float
    lower: float
    exact: bool = True


def sdsm(
    bipartite: nx.Graph, observed: Mapping[Pair, int] | None = None, *, place: str | None = "city_code"
) -> dict[Pair, Tails]:
    """Return how likely chance makes pairs of carriers share as many measures, in the order given.

    Chance is every two-mode network in which, on average, each carrier has its number of measures and each
    measure its number of carriers (bipartite configuration model). A cell that cannot be filled has the
    probability 0: a carrier answers only for measures of the places where it answers for any, so no
    department is held against another city's measures. Places without a common carrier are worked out
    apart. The number that a pair shares then has a Poisson-binomial distribution, taken exactly up to
    `LARGEST` and by the refined normal approximation beyond.

    A measure of one carrier counts too: it is one that could have been shared. Carriers without measures
    share none with certainty. Two carriers of places apart have the probability 1 of sharing none.

    By function, two functions performed by one department do not make a pair by themselves
    (`graph.export.networks.project`), but chance knows nothing of that: such p-values are too large, never
    too small.

    Args:
        bipartite: a two-mode network: carriers have `bipartite` 0, measures 1.
        observed: the pairs to test with the number of measures each shares; by default all that share any.
        place: the attribute of a measure that says where it belongs; None lets everybody answer for all.

    Raises:
        ExtraMissing: numpy is not installed (extra `study`).
        ArithmeticError: the model has no solution that could be found.

    References:
        Neal, Z. P. (2014). The backbone of bipartite projections. Social Networks 39, 84-97.
        Neal, Z. P., Domagalski, R. and Sagan, B. (2021). Comparing alternatives to the fixed degree sequence
        model for extracting the backbone of bipartite projections. Scientific Reports 11, 23929.
        Neal, Z. P. and Neal, J. W. (2024). Stochastic degree sequence model with edge constraints (SDSM-EC)
        for backbone extraction. Complex Networks & Their Applications XII, 127-136.

    """
    observed = _shared(bipartite) if observed is None else observed
    found = dict.fromkeys(observed, Tails(1.0, 1.0))
    parts = list(_parts(bipartite, place))
    part_of = {carrier: number for number, part in enumerate(parts) for carrier in part.carriers}
    tested: dict[int, list[Pair]] = defaultdict(list)
    for pair in observed:
        first, second = (part_of.get(carrier) for carrier in pair)
        if first is not None and first == second:
            tested[first].append(pair)
    for number, pairs in tested.items():
        found.update(parts[number].tails({pair: observed[pair] for pair in pairs}))
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """Carriers and the places they answer in, joined to no other: measures by place and number of carriers."""

    carriers: dict[Hashable, dict[Hashable, int]]
    measures: dict[tuple[Hashable, int], int]

    def tails(self, observed: Mapping[Pair, int]) -> dict[Pair, Tails]:
        with needs("study"):
            import numpy as np  # noqa: PLC0415

            from graph.export.backbone import poisson_binomial  # noqa: PLC0415
        cells = self._cells()
        position = {carrier: row for row, carrier in enumerate(self.carriers)}
        first, second = (np.array([position[pair[end]] for pair in observed]) for end in (0, 1))
        numbers = np.array(list(observed.values()), dtype=np.int64)
        counts = np.array(list(self.measures.values()), dtype=np.int64)
        chances = cells[first] * cells[second]
        exact = (((chances > 0) & (chances < 1)) @ counts) * numbers <= LARGEST
        upper, lower = np.empty(len(numbers)), np.empty(len(numbers))
        for chosen, method in ((exact, poisson_binomial.exact), (~exact, poisson_binomial.refined)):
            if chosen.any():
                upper[chosen], lower[chosen] = method(chances[chosen], counts, numbers[chosen])
        rows = zip(upper.tolist(), lower.tolist(), exact.tolist(), strict=True)
        return dict(zip(observed, (Tails(*row) for row in rows), strict=True))

    def _cells(self) -> "NDArray[np.float64]":
        import numpy as np  # noqa: PLC0415

        from graph.export.backbone.configuration import probabilities  # noqa: PLC0415

        rows = np.array([sum(held.values()) for held in self.carriers.values()], dtype=float)
        columns = np.array([carriers for _, carriers in self.measures], dtype=float)
        counts = np.array(list(self.measures.values()), dtype=float)
        possible = np.array([[place in held for place, _ in self.measures] for held in self.carriers.values()])
        return probabilities(rows, columns, counts, possible)


def _parts(bipartite: nx.Graph, place: str | None) -> Iterator[_Part]:
    """Yield the parts of a two-mode network; measures of one place and one number of carriers are one kind."""
    held: dict[Hashable, dict[Hashable, int]] = {}
    kinds: dict[Hashable, dict[tuple[Hashable, int], int]] = defaultdict(lambda: defaultdict(int))
    joined = nx.Graph()
    for node, side in bipartite.nodes(data="bipartite"):
        if side == 1 and bipartite.degree(node):
            where = bipartite.nodes[node].get(place) if place else None
            kinds[where][where, bipartite.degree(node)] += 1
            for carrier in bipartite[node]:
                places = held.setdefault(carrier, defaultdict(int))
                places[where] += 1
                joined.add_edge((0, carrier), (1, where))
    part_of = {node: number for number, part in enumerate(nx.connected_components(joined)) for node in part}
    parts: dict[int, _Part] = defaultdict(lambda: _Part({}, {}))
    for carrier, places in held.items():
        parts[part_of[0, carrier]].carriers[carrier] = places
    for where, numbers in kinds.items():
        parts[part_of[1, where]].measures.update(numbers)
    yield from parts.values()


def _shared(bipartite: nx.Graph) -> dict[Pair, int]:
    position = {node: order for order, (node, side) in enumerate(bipartite.nodes(data="bipartite")) if side == 0}
    shared: dict[Pair, int] = defaultdict(int)
    for node, side in bipartite.nodes(data="bipartite"):
        if side == 1:
            for pair in combinations(sorted(bipartite[node], key=position.__getitem__), 2):
                shared[pair] += 1
    return {pair: shared[pair] for pair in sorted(shared, key=lambda pair: (position[pair[0]], position[pair[1]]))}

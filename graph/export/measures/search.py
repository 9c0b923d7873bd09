"""The search for a core (核心搜索): moves of one node at a time, the best first, until none finds a better one.

After Kernighan and Lin, as Boyd, Fitzgerald and Beck (2006) put it to cores: a pass moves every node once, also
where that makes the fit worse, and goes back to the best core that it came by.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import sqrt

import networkx as nx

from graph.export.measures.plain import Plain

__all__ = ["BETTER", "best_core", "fit"]

PATIENCE = 100
"""Moves without a better core after which a pass of the search ends: on networks up to that size, never."""

STARTS = 4
"""Cores that the search sets out from, of each ranking of the nodes."""

BETTER = 1e-12
"""Less than that is rounding, not a better fit."""

Fit = tuple[float, int]
"""How well a core fits, and its size."""

NONE: Fit = (float("-inf"), 0)


def best_core(bare: Plain) -> set[int] | None:
    """Return the nodes of the core that fits best, of those found; None where no core correlates."""
    return _Search(bare).core()


def fit(core: int, periphery: int, ties_core: int, ties_periphery: int) -> float | None:
    """Return the correlation of two binary columns, tied and ideal, from the counts of a two-by-two table."""
    ideal, empty = core * (core - 1) // 2, periphery * (periphery - 1) // 2
    ties = ties_core + ties_periphery
    margins = ideal * empty * ties * (ideal + empty - ties)
    return (ties_core * empty - ties_periphery * ideal) / sqrt(margins) if margins else None


def _beats(one: Fit, other: Fit) -> bool:
    """Tell whether a core fits better, or as well and is larger."""
    return one[0] > other[0] + BETTER or (one[0] > other[0] - BETTER and one[1] > other[1])


class _Search:
    """A core on its way to a better one: counts of ties, kept in step with each move."""

    def __init__(self, bare: Plain) -> None:
        self._bare = bare
        self._ties = bare.ties
        self._inside = [False] * len(bare.ties)
        self._to_core = [0] * len(bare.ties)
        self._size = self._ties_core = 0
        self._ties_periphery = sum(1 for _ in bare.edges())

    def core(self) -> set[int] | None:
        """Return the best core found, from each of the cores that promise most."""
        best, members = NONE, None
        for start in self._starts():
            found, core = self._improved(start)
            if _beats(found, best):
                best, members = found, core
        return members

    def _starts(self) -> list[set[int]]:
        """Return cores of the nodes with most partners, and of the innermost k-cores, of the sizes that fit best.

        The second are there for networks in parts: nodes of most partners may be the middles of several, and
        a small dense part (one measure of many) is then far from all of them.
        """
        depth = nx.core_number(self._bare.graph())
        partners = [(-len(ties), node) for node, ties in enumerate(self._ties)]
        starts = []
        for ranks in (partners, [(-depth[node], *rank) for node, rank in enumerate(partners)]):
            ranked = [rank[-1] for rank in sorted(ranks)]
            found = []
            self._become(set())
            for node in ranked:
                self._move(node)
                if (now := self._now()) != NONE:
                    found.append(now)
            starts += [set(ranked[:size]) for _, size in sorted(found, reverse=True)[:STARTS]]
        return starts

    def _improved(self, core: set[int]) -> tuple[Fit, set[int]]:
        """Return a core after passes over all nodes, as long as one finds a better one; and its fit."""
        self._become(core)
        best = self._now()
        while True:
            found, other = self._best(self._pass())
            if not _beats(found, best):
                return best, core
            best, core = found, other
            self._become(core)

    def _best(self, moves: Iterable[int]) -> tuple[Fit, set[int]]:
        """Make the moves one after another and return the best fit on the way, with its core."""
        best, made, upto = NONE, [], 0
        start = {node for node, inside in enumerate(self._inside) if inside}
        for node in moves:
            self._move(node)
            made.append(node)
            if _beats(now := self._now(), best):
                best, upto = now, len(made)
        return best, start.symmetric_difference(made[:upto])

    def _pass(self) -> Iterator[int]:
        """Yield each node once, the move that fits best first: those alike in side and ties are tried as one."""
        alike: dict[tuple[bool, int, int], set[int]] = defaultdict(set)
        for node in range(len(self._ties)):
            alike[self._kind(node)].add(node)
        best, since = float("-inf"), 0
        while since < PATIENCE:
            fits = {kind: after for kind in sorted(alike) if (after := self._after(*kind)) is not None}
            if not fits:
                return
            kind = max(fits, key=fits.__getitem__)
            since = 0 if fits[kind] > best + BETTER else since + 1
            best = max(best, fits[kind])
            node = min(alike[kind])
            free = [other for other in self._ties[node] if other in alike.get(self._kind(other), ())]
            for one in (node, *free):
                _discard(alike, self._kind(one), one)
            yield node  # the move is made here
            for other in free:
                alike[self._kind(other)].add(other)

    def _now(self) -> Fit:
        found = fit(self._size, len(self._ties) - self._size, self._ties_core, self._ties_periphery)
        return NONE if found is None else (found, self._size)

    def _kind(self, node: int) -> tuple[bool, int, int]:
        core = self._to_core[node]
        return self._inside[node], core, len(self._ties[node]) - core

    def _after(self, inside: bool, core: int, periphery: int) -> float | None:  # noqa: FBT001 -- a kind, unpacked
        """Return the fit after a node of that kind has moved."""
        step = -1 if inside else 1
        size = self._size + step
        return fit(size, len(self._ties) - size, self._ties_core + step * core, self._ties_periphery - step * periphery)

    def _move(self, node: int) -> None:
        inside, core, periphery = self._kind(node)
        step = -1 if inside else 1
        self._inside[node] = not inside
        self._size += step
        self._ties_core += step * core
        self._ties_periphery -= step * periphery
        for other in self._ties[node]:
            self._to_core[other] += step

    def _become(self, core: set[int]) -> None:
        for node, inside in enumerate(self._inside):
            if inside != (node in core):
                self._move(node)


def _discard(alike: dict[tuple[bool, int, int], set[int]], kind: tuple[bool, int, int], node: int) -> None:
    alike[kind].discard(node)
    if not alike[kind]:
        del alike[kind]

"""The bipartite configuration model: how likely each cell of a two-mode table is, its margins given.

Needs numpy (extra `study`).
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["probabilities"]

Floats = NDArray[np.float64]

CLOSE = 1e-9
"""Largest difference left between an expected and an observed margin."""

STEPS = 200

FLOOR = 1e-15
"""Least variance of a cell that is not settled: some near 0 or 1 only in the limit."""

LONGEST = 2.0
"""How far one step may go, in units of log odds."""


def probabilities(rows: Floats, columns: Floats, counts: Floats, possible: NDArray[np.bool_]) -> Floats:
    """Return the probability of each cell in the least biased random tables with these margins on average.

    Least biased is the distribution of maximum entropy: p(i, k) = 1 / (1 + exp(-a(i) - b(k))), and 0 where a
    cell is impossible. Newton's method on the likelihood, which is concave; the columns are eliminated, so
    only a system of as many unknowns as there are rows is solved. Rows and columns that have to be empty or
    full are settled first.

    Args:
        rows: the sum of each row.
        columns: the sum of each column, for one column of each kind.
        counts: how many columns there are of each kind.
        possible: rows by kinds of columns; False where there can be no 1.

    Raises:
        ArithmeticError: no such probabilities were found.

    References:
        Saracco, F., Di Clemente, R., Gabrielli, A. and Squartini, T. (2015). Randomizing bipartite networks:
        the case of the World Trade Web. Scientific Reports 5, 10595.

    """
    cells, free = _settled(rows, columns, counts, possible)
    rows = rows - cells @ counts
    columns = columns - cells.sum(axis=0)
    open_rows, open_columns = free.any(axis=1), free.any(axis=0)
    if open_rows.any():
        inner = np.ix_(open_rows, open_columns)
        cells[inner] += _newton(rows[open_rows], columns[open_columns], counts[open_columns], free[inner])
    return cells


def _settled(
    rows: Floats, columns: Floats, counts: Floats, possible: NDArray[np.bool_]
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the cells that have to be 1, and which cells are not decided by their row or column."""
    cells = np.zeros(possible.shape)
    free = possible.copy()
    while True:
        left_rows, left_columns = rows - cells @ counts, columns - cells.sum(axis=0)
        full = (left_rows == free @ counts)[:, None] | (left_columns == free.sum(axis=0))
        empty = (left_rows == 0)[:, None] | (left_columns == 0)
        decided = free & (full | empty)
        if not decided.any():
            return cells, free
        # A cell that one margin fills and the other empties contradicts them; the data never do.
        cells[decided & ~empty] = 1
        free &= ~decided


def _newton(rows: Floats, columns: Floats, counts: Floats, free: NDArray[np.bool_]) -> Floats:
    total = np.sqrt(rows.sum())
    a, b = np.log(rows / total), np.log(columns / total)
    height = _height(a, b, rows, columns, counts, free)
    for _ in range(STEPS):
        cells = np.where(free, 1 / (1 + np.exp(-(a[:, None] + b))), 0)
        short_rows, short_columns = rows - cells @ counts, columns - cells.sum(axis=0)
        if max(abs(short_rows).max(), abs(short_columns).max()) < CLOSE:
            return cells
        spread = np.where(free, np.maximum(cells * (1 - cells), FLOOR), 0)
        across = spread / spread.sum(axis=0)
        weighted = spread * counts
        system = np.diag(weighted.sum(axis=1)) - weighted @ across.T
        # All a up and all b down by the same changes nothing: the system is singular, hence least squares.
        step_a = np.linalg.lstsq(system, short_rows - weighted @ (short_columns / spread.sum(axis=0)))[0]
        step_b = short_columns / spread.sum(axis=0) - across.T @ step_a
        # Far from the goal the likelihood is flat, and a whole step would go where it is flatter still.
        length = min(1.0, LONGEST / max(abs(step_a).max(), abs(step_b).max()))
        while (
            reached := _height(a + length * step_a, b + length * step_b, rows, columns, counts, free)
        ) < height - 1e-12 * abs(height):
            length /= 2
        a, b, height = a + length * step_a, b + length * step_b, reached
    raise ArithmeticError(f"the configuration model did not converge in {STEPS} steps")


def _height(a: Floats, b: Floats, rows: Floats, columns: Floats, counts: Floats, free: NDArray[np.bool_]) -> float:
    """Return the likelihood's logarithm."""
    return float(
        rows @ a + (counts * columns) @ b - (np.where(free, np.logaddexp(0, a[:, None] + b), 0) @ counts).sum()
    )

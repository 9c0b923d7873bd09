"""Where nodes stand in a drawing (布局): near each other as they are near in the network, and no label on another.

No chance is in it: the same network gives the same places.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

__all__ = ["places"]

Floats = NDArray[np.float64]

SWEEPS = 300
PUSHES = 2000
TOUCHING = 1e-6

SHORTENED = 0.6
"""Power of the number of steps: a chain that sticks out leaves room for the middle."""

TURN = 2.399963229728653
"""The golden angle: steps of it fall on no earlier one, so nodes alike in everything part ways."""


def places(
    network: nx.Graph, sizes: Mapping[Any, tuple[float, float]], box: tuple[float, float]
) -> dict[Any, tuple[float, float]]:
    """Return the middle of each node's rectangle inside a box, so that none overlaps another if there is room.

    Distances in the drawing follow numbers of steps in the network (stress majorisation from a start by
    classical scaling); parts that are not connected stand one step further apart than any that are.
    Then rectangles that overlap push each other away.

    Args:
        network: an undirected network.
        sizes: width and height of each node with its label.
        box: width and height, in the same unit.

    References:
        Gansner, E. R., Koren, Y. and North, S. (2005). Graph drawing by stress majorization. Graph Drawing 2004,
        LNCS 3383, 239-250.
        Torgerson, W. S. (1952). Multidimensional scaling: I. Theory and method. Psychometrika 17(4), 401-419.

    """
    nodes = list(network)
    if not nodes:
        return {}
    spots = _majorised(_steps(network, nodes))
    half = np.array([sizes[node] for node in nodes]) / 2
    frame = np.array(box)
    low, high = spots.min(axis=0), spots.max(axis=0)
    room = frame - 2 * half.max(axis=0)
    spots = (spots - (low + high) / 2) * (room / np.maximum(high - low, 1e-9)) + frame / 2
    spots = _apart(spots, half, frame)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, spots, strict=True)}


def _steps(network: nx.Graph, nodes: Sequence[Any]) -> Floats:
    """Return the numbers of steps between nodes, long ones shortened; one more than the longest if there is no way."""
    order = {node: place for place, node in enumerate(nodes)}
    steps = np.full((len(nodes), len(nodes)), -1.0)
    for node, reached in nx.all_pairs_shortest_path_length(network):
        for other, number in reached.items():
            steps[order[node], order[other]] = number
    steps[steps < 0] = steps.max() + 1
    return steps**SHORTENED


def _majorised(steps: Floats) -> Floats:
    """Return places whose distances follow the steps, those of near nodes most (weights 1 / steps²)."""
    count = len(steps)
    if count == 1:
        return np.zeros((1, 2))
    weights = 1 / np.where(steps > 0, steps, 1) ** 2
    np.fill_diagonal(weights, 0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    spots = _scaled(steps)
    for _ in range(SWEEPS):
        apart = np.linalg.norm(spots[:, None] - spots[None], axis=2)
        pull = -weights * steps / np.maximum(apart, 1e-9)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        spots = inverse @ (pull @ spots)
    return spots


def _scaled(steps: Floats) -> Floats:
    """Return places by classical scaling, signs settled, nodes alike in everything a little apart."""
    count = len(steps)
    centred = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-centred @ steps**2 @ centred / 2)
    spots: Floats = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 0))
    spots *= np.sign(spots[np.abs(spots).argmax(axis=0), [0, 1]])
    turns = np.arange(count) * TURN
    return spots + 0.05 * np.column_stack([np.cos(turns), np.sin(turns)])


def _apart(spots: Floats, half: Floats, frame: Floats) -> Floats:
    """Push rectangles that overlap away from each other, along the side where less is in the way."""
    for _ in range(PUSHES):
        between = spots[None] - spots[:, None]
        over = half[None] + half[:, None] - np.abs(between)
        touching = np.asarray((over > TOUCHING).all(axis=2))
        np.fill_diagonal(touching, val=False)
        if not touching.any():
            break
        flat = over[..., 0] < over[..., 1]
        way = np.where(
            between == 0,
            np.sign(np.arange(len(spots))[None] - np.arange(len(spots))[:, None])[..., None],
            np.sign(between),
        )
        push = np.where(touching[..., None] & np.stack([flat, ~flat], axis=2), over * way, 0)
        spots = np.clip(spots - push.sum(axis=1) * 0.25, half, frame - half)
    return spots

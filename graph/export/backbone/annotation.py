"""Backbones as attributes of the network they are the backbone of."""

from collections.abc import Hashable, Mapping

import networkx as nx

from graph.export.backbone.correction import Correction, corrected
from graph.export.backbone.degree_sequence import sdsm
from graph.export.backbone.disparity_filter import disparity
from graph.export.measures import DIGITS

__all__ = ["LEVEL", "annotate"]

LEVEL = 0.05

METHODS = {
    "disparity": "disparity filter (Serrano et al. 2009) on weight; p the smaller of both ends; not corrected",
    "sdsm": "SDSM with edge constraints (Neal & Neal 2024), BiCM cell probabilities, upper tail; {correction} over "
    "{tests} edges; {approximated} p-values by the refined normal approximation, the others exact",
}


def annotate(
    network: nx.Graph, bipartite: nx.Graph, *, level: float = LEVEL, correction: Correction = Correction.BH
) -> None:
    """Write raw p-values and flags onto the edges of a projection, and the methods onto the network.

    Edges get `p_disparity`, `p_sdsm` and `backbone_disparity`, `backbone_sdsm`: whether they belong to
    the backbone, p < `level`. The network gets `backbone_level` and what `METHODS` says of each.

    The level of the disparity filter is that of a filter and stays uncorrected, as published. SDSM is a
    test of every edge, and among the thousands of a country one in twenty would pass by chance: its
    p-values are corrected over the edges of this network before they are compared (by default for the
    false discovery rate). The p-values written are raw; whoever wants another level or correction has
    all it takes. Flags are made from the p-values as written.

    Args:
        network: the one-mode network, its edges with `weight`, the number of measures shared.
        bipartite: the two-mode network that it was projected from, with the same roles.
        level: of significance.
        correction: of the SDSM p-values.

    Raises:
        ExtraMissing: numpy is not installed (extra `study`).
        ArithmeticError: the model has no solution that could be found.

    """
    shared = {(first, second): weight for first, second, weight in network.edges(data="weight")}
    chance = sdsm(bipartite, shared)
    raw = {
        "disparity": _rounded({edge: ends.p for edge, ends in disparity(network).items()}),
        "sdsm": _rounded({edge: tails.upper for edge, tails in chance.items()}),
    }
    compared = {"disparity": raw["disparity"], "sdsm": corrected(raw["sdsm"], correction)}
    for method, found in raw.items():
        kept = {edge: p < level for edge, p in compared[method].items()}
        nx.set_edge_attributes(network, found, f"p_{method}")
        nx.set_edge_attributes(network, kept, f"backbone_{method}")
        network.graph[f"backbone_{method}"] = METHODS[method].format(
            correction=f"correction {correction}",
            tests=len(found),
            approximated=sum(not tails.exact for tails in chance.values()),
        )
    network.graph["backbone_level"] = level


def _rounded(found: Mapping[tuple[Hashable, Hashable], float]) -> dict[tuple[Hashable, Hashable], float]:
    return {edge: float(f"{p:.{DIGITS}g}") for edge, p in found.items()}

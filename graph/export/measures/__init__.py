"""Measures of load and position (负荷与位置): how much a department carries, and where it stands.

Load is counted from what the documents state; position from networks of shared measures and of who leads
whom. Every measure says how it treats disconnected networks, and cites where it comes from. A node or a
network that has no value is absent from the answer: missing is not zero. Nothing here needs the extra
`study`; with it, long counts take less time and come out the same.
"""

from graph.export.measures.brokers import ROLES, brokerage
from graph.export.measures.centrality import (
    betweenness,
    closeness,
    degree,
    degree_normalised,
    eigenvector,
    in_degree,
    in_strength,
    out_degree,
    out_strength,
    strength,
)
from graph.export.measures.cores import core_fit, core_periphery, coreness, coreness_fit, k_core
from graph.export.measures.holes import constraint, effective_size
from graph.export.measures.inequality import Concentration, concentration, gini, hhi, spread
from graph.export.measures.loads import Load, load, quarters, shares
from graph.export.measures.partitions import SEED, communities, ei_by_node, ei_index, modularity
from graph.export.measures.register import DIGITS, NODE_FIGURES, WHOLE_FIGURES, Figures, annotate, figures
from graph.export.measures.tables import CONCENTRATION, QUARTERS, concentration_rows, quarter_rows

__all__ = [
    "CONCENTRATION",
    "DIGITS",
    "NODE_FIGURES",
    "QUARTERS",
    "ROLES",
    "SEED",
    "WHOLE_FIGURES",
    "Concentration",
    "Figures",
    "Load",
    "annotate",
    "betweenness",
    "brokerage",
    "closeness",
    "communities",
    "concentration",
    "concentration_rows",
    "constraint",
    "core_fit",
    "core_periphery",
    "coreness",
    "coreness_fit",
    "degree",
    "degree_normalised",
    "effective_size",
    "ei_by_node",
    "ei_index",
    "eigenvector",
    "figures",
    "gini",
    "hhi",
    "in_degree",
    "in_strength",
    "k_core",
    "load",
    "modularity",
    "out_degree",
    "out_strength",
    "quarter_rows",
    "quarters",
    "shares",
    "spread",
    "strength",
]

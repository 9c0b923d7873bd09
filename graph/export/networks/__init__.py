"""Networks of responsibility (责任网络): who answers for which measure, who answers together, who leads whom.

Two levels: departments of a city, and functions (职能) across cities. Whether section leads (专章牵头)
count is always the caller's word: a lead over a whole section makes a department a neighbour of
everybody in it, so by default they are seen in the department-measure network and left out of the others.
Nodes and edges come in a fixed order; what a document does not say is left out, never written as text.
"""

from graph.export.networks.bipartite import covered_indicators, two_mode
from graph.export.networks.direction import lead_support
from graph.export.networks.levels import JOINT, Level, carriers, counted
from graph.export.networks.nodes import SEPARATOR
from graph.export.networks.projection import co_responsibility, project
from graph.export.networks.similarity import compared_cities, similar_cities
from graph.export.networks.slices import SLICES, Drawn, Kind, Slice, drawn

__all__ = [
    "JOINT",
    "SEPARATOR",
    "SLICES",
    "Drawn",
    "Kind",
    "Level",
    "Slice",
    "carriers",
    "co_responsibility",
    "compared_cities",
    "counted",
    "covered_indicators",
    "drawn",
    "lead_support",
    "project",
    "similar_cities",
    "two_mode",
]

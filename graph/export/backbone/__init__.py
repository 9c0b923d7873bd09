"""Backbones (骨干网络): which edges of a projection say more than the numbers of measures held already do.

A projection joins everybody who answers for the same measure, so a department with many measures is
joined to nearly all. Two tests: the disparity filter asks of a weighted network whether an edge is heavy
for its ends; the stochastic degree sequence model (SDSM) asks of the two-mode network behind it whether two
departments share more measures than chance would give them. Raw p-values are kept beside every flag.
"""

from graph.export.backbone.annotation import LEVEL, annotate
from graph.export.backbone.correction import Correction, corrected
from graph.export.backbone.degree_sequence import Tails, sdsm
from graph.export.backbone.disparity_filter import Ends, disparity

__all__ = ["LEVEL", "Correction", "Ends", "Tails", "annotate", "corrected", "disparity", "sdsm"]

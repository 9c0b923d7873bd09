"""The figures of a study (研究插图): matplotlib, one style, a font that comes along, the same bytes every time.

Each is drawn of rows as they stand in the tables; that of a network of the network as it is written.
"""

from graph.export.study.figures.canvas import drawing, font, saved, unknown
from graph.export.study.figures.lorenz import NAMED
from graph.export.study.figures.register import MOST, Drawing, drawings, wanted

__all__ = ["MOST", "NAMED", "Drawing", "drawing", "drawings", "font", "saved", "unknown", "wanted"]

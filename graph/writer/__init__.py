"""The writer (入库): a plan into the graph, whole or not at all.

`prepare` makes a graph ready (constraints, indexes, the national indicators); `write` makes it say exactly
what a plan says, and returns a `LoadReport`. Loading twice changes nothing; the order of loading makes no
difference; what a new version of a document no longer says is taken back.
"""

from graph.writer.load import write
from graph.writer.preparation import prepare
from graph.writer.report import LoadReport

__all__ = ["LoadReport", "prepare", "write"]

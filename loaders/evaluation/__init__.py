"""How well plans are read (评测): against annotations, and against an earlier version of the parser.

`evaluate` counts, for each kind of fact, what was found, missed and made up; `compare` what two versions
of the parser read differently in documents that nobody has annotated.
"""

from loaders.evaluation.annotation import Annotation, annotations
from loaders.evaluation.comparison import Difference, compare
from loaders.evaluation.floors import floors
from loaders.evaluation.scoring import Evaluation, evaluate
from loaders.evaluation.tables import COMPARED, SCORED, titled

__all__ = [
    "COMPARED",
    "SCORED",
    "Annotation",
    "Difference",
    "Evaluation",
    "annotations",
    "compare",
    "evaluate",
    "floors",
    "titled",
]

"""Similar measures (相似措施): what measures of different documents have in common, word for word.

`compare` works it out for a graph and stores it there as SIMILAR_TO, with the words that show it;
`similarity` is the method for two texts, a pure function of them. Extra: `study`.
"""

from graph.similarity.comparison import Report, compare
from graph.similarity.method import METHOD
from graph.similarity.pair import Similarity, similarity
from graph.similarity.wording import Wording, wording

__all__ = ["METHOD", "Report", "Similarity", "Wording", "compare", "similarity", "wording"]

"""How similar two measures are (相似度), and the words that show it: a function of their two texts alone.

The score is the part of the wording that both have in common, in the same order and in runs of at least
`LEAST` characters: twice the characters in common by the characters of both (Dice 1945). It is symmetric,
1 for the same wording and 0 for none. A pair below `SCORE`, or with fewer than `SHARED` characters in
common, is not similar: two short measures of one field share its terms (工程建设项目审批) and nothing else.

References:
    Dice, L. R. (1945). Measures of the amount of ecologic association between species. Ecology 26(3), 297–302.
    Linder, F., Desmarais, B., Burgess, M. & Giraudy, E. (2020). Text as policy: measuring policy similarity
    through bill text reuse. Policy Studies Journal 48(2), 546–574.
    Wilkerson, J., Smith, D. & Stramp, N. (2015). Tracing the flow of policy ideas in legislatures: a text
    reuse approach. American Journal of Political Science 59(4), 943–956.

"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.model import Span
from graph.similarity.alignment import Block, blocks
from graph.similarity.wording import Wording

__all__ = ["LEAST", "SCORE", "SHARED", "Similarity", "similarity"]

LEAST: Final = 6
"""Characters of a run in common at least; the terms of a field are mostly shorter."""
SHARED: Final = 20
"""Characters in common at least: a clause of one's own, not a term or a name."""
SCORE: Final = 0.25
"""Score of a similar pair at least."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """What two measures have in common.

    The i-th span of `first` holds the same characters of the first text as the i-th of `second` of the
    second; `shared` counts the characters compared, without the punctuation between them.
    """

    score: float
    shared: int
    first: tuple[Span, ...]
    second: tuple[Span, ...]


def similarity(first: Wording, second: Wording) -> Similarity | None:
    """Return what two wordings have in common; None where they are not similar."""
    total = len(first.characters) + len(second.characters)
    possible = min(len(first.characters), len(second.characters))
    if possible < SHARED or 2 * possible < SCORE * total:
        return None
    found = blocks(first.characters, second.characters, LEAST)
    shared = sum(block.length for block in found)
    if shared < SHARED or 2 * shared < SCORE * total:
        return None
    spans = [pair for block in found for pair in _printed(first, second, block)]
    return Similarity(
        round(2 * shared / total, 6), shared, tuple(one for one, _ in spans), tuple(other for _, other in spans)
    )


def _printed(first: Wording, second: Wording, block: Block) -> Iterator[tuple[Span, Span]]:
    """Yield where a block is printed the same in both texts: it is cut where punctuation or widths differ."""
    one = other = Span(0, 0)  # what is being gathered; empty at first
    for step in range(block.length):
        at, there = first.places[block.first + step], second.places[block.second + step]
        if one.end and first.text[one.end : at + 1] == second.text[other.end : there + 1]:
            one, other = Span(one.start, at + 1), Span(other.start, there + 1)
            continue
        if one.end:
            yield one, other
        same = first.text[at] == second.text[there]
        one, other = (Span(at, at + 1), Span(there, there + 1)) if same else (Span(0, 0), Span(0, 0))
    if one.end:
        yield one, other

"""Words that two texts have in common, in the same order (对齐): blocks of at least so many characters.

Of all ways to pick common substrings of at least `least` characters that follow each other in both texts,
the one that covers most characters: the longest common subsequence in at least k-length substrings
(LCSk++). Like local alignment (Smith & Waterman 1981) it lets text be inserted and left out between what is
common; unlike it, it has no costs to choose, takes in what is common before and after an insertion however
long, and counts no chance agreement of single characters.

References:
    Smith, T. F. & Waterman, M. S. (1981). Identification of common molecular subsequences. Journal of
    Molecular Biology 147(1), 195–197.
    Benson, G., Levy, A. & Shalom, B. R. (2013). Longest common subsequence in k length substrings. SISAP,
    LNCS 8199, 257–265.
    Pavetić, F., Katanić, I., Matula, G., Žužić, G. & Šikić, M. (2017). Fast and simple algorithms for
    computing both LCSk and LCSk+. arXiv:1705.07279.

"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

__all__ = ["Block", "blocks"]


@dataclass(frozen=True, slots=True)
class Block:
    """A common substring: where it begins in either text, and how long it is."""

    first: int
    second: int
    length: int


@dataclass(frozen=True, slots=True, eq=False)
class _End:
    """The best chain of blocks that ends with the characters at `row` and `column`.

    `covered` characters are in it; the last block is `length` long; `before` is the chain without it.
    """

    covered: int
    row: int
    column: int
    length: int
    before: "_End | None"


def blocks(first: str, second: str, least: int) -> list[Block]:
    """Return the blocks of at least `least` characters that cover most, in order; none where there are none.

    Of several ways that cover as much, always the same one is returned. The time grows with the number of
    places where `least` characters agree.
    """
    at: dict[str, list[int]] = defaultdict(list)
    for column in range(len(second) - least + 1):
        at[second[column : column + least]].append(column)
    front = _Front()
    pending: dict[int, list[_End]] = {}  # by the row from which on a chain may be continued
    above: dict[int, _End] = {}  # ends of the row before, by column
    for row in range(len(first) - least + 1):
        for end in pending.pop(row, ()):
            front.add(end)
        here: dict[int, _End] = {}
        for column in at.get(first[row : row + least], ()):
            before = front.best(column)
            grown = above.get(column - 1)
            if grown is not None and grown.covered + 1 >= before.covered + least:
                here[column] = _End(grown.covered + 1, row + least, column + least, grown.length + 1, grown.before)
            else:
                here[column] = _End(before.covered + least, row + least, column + least, least, before)
        if here:
            pending[row + least] = [*here.values()]
        above = here
    for row in sorted(pending):
        for end in pending[row]:
            front.add(end)
    return _chain(front.ends[-1])


class _Front:
    """Chains none of which another beats by covering as much and ending no later: ever more, ever later."""

    def __init__(self) -> None:
        self.columns = [0]
        self.ends = [_End(0, 0, 0, 0, None)]

    def best(self, column: int) -> _End:
        """Return the chain that covers most of those that end by a column."""
        return self.ends[bisect_right(self.columns, column) - 1]

    def add(self, end: _End) -> None:
        place = bisect_right(self.columns, end.column)
        if self.ends[place - 1].covered >= end.covered:
            return
        start = place - (self.columns[place - 1] == end.column)
        stop = place
        while stop < len(self.ends) and self.ends[stop].covered <= end.covered:
            stop += 1
        self.columns[start:stop] = [end.column]
        self.ends[start:stop] = [end]


def _chain(end: _End) -> list[Block]:
    found = []
    while end.before is not None:
        found.append(Block(end.row - end.length, end.column - end.length, end.length))
        end = end.before
    return found[::-1]

"""Pairs worth aligning (候选): measures that probably share enough, found without comparing all with all.

MinHash signatures (Broder 1997) of the sets of `GRAM`-character grams, banded (Leskovec, Rajaraman & Ullman
2014, 3.4): two measures are candidates when all `ROWS` values of one of the bands agree, and at least
`AGREEING` of all values do. Both conditions are of the pair alone, and the permutations are fixed by `SEED`,
so the same two texts are candidates in every graph.

A pair whose gram sets have the Jaccard similarity J shares a band with the probability `recall(J)`: 0.81 at
0.08, 0.92 at 0.10, 0.997 at 0.15. A score of 0.25, the lowest that counts, is a J of 0.08 to 0.13, a score
of 0.40 one of 0.16 and more: weak pairs may be missed, strong ones are not.

References:
    Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of
    Sequences, 21–29.
    Leskovec, J., Rajaraman, A. & Ullman, J. D. (2014). Mining of Massive Datasets, 2nd ed., chapter 3.

"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from graph.extras import needs

with needs("study"):
    import numpy as np
    from datasketch import MinHash
    from numpy.typing import NDArray

__all__ = ["AGREEING", "GRAM", "PERMUTATIONS", "ROWS", "SEED", "candidates", "recall", "signatures"]

GRAM: Final = 4
"""Characters of a gram."""
PERMUTATIONS: Final = 512
"""Values of a signature."""
ROWS: Final = 2
"""Values of a band."""
AGREEING: Final = 24
"""Values that must agree in all: an estimated Jaccard similarity of 0.047."""
SEED: Final = 2022

Pairs = NDArray[np.int64]
Signatures = NDArray[np.uint32]
PRIME: Final = 16_777_619  # of the rolling hash of a gram (Fowler, Noll & Vo)
TOGETHER: Final = 8192  # pairs whose signatures are compared together


def recall(jaccard: float) -> float:
    """Return how probably a pair of that similarity of gram sets shares a band."""
    return 1.0 - (1.0 - jaccard**ROWS) ** (PERMUTATIONS // ROWS)


def signatures(texts: Sequence[str], progress: Callable[[int, int], None]) -> Signatures:
    """Return the signatures of texts of at least `GRAM` characters, a row each."""
    start = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=int, scheme="affine32")
    found: Signatures = np.empty((len(texts), PERMUTATIONS), dtype=np.uint32)
    for place, text in enumerate(texts):
        own = start.copy()
        own.update_batch(_grams(text))
        found[place] = own.hashvalues
        progress(place + 1, len(texts))
    return found


def candidates(signed: Signatures, groups: Sequence[int], fresh: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows to align, in order: of different groups, and at least one of the two fresh."""
    group, new = np.asarray(groups), np.asarray(fresh, dtype=bool)
    found: Pairs = np.empty(0, dtype=np.int64)
    for band in range(0, PERMUTATIONS, ROWS):
        shared = _sharing(signed[:, band : band + ROWS], group, new)
        found = np.union1d(found, shared) if len(shared) else found
    for start in range(0, len(found), TOGETHER):
        first, second = np.divmod(found[start : start + TOGETHER], len(signed))
        near = (signed[first] == signed[second]).sum(axis=1) >= AGREEING
        yield from zip(first[near].tolist(), second[near].tolist(), strict=True)


def _sharing(band: Signatures, group: NDArray[np.int64], new: NDArray[np.bool_]) -> Pairs:
    """Return the pairs that agree in a band, as first * rows + second."""
    keys = np.ascontiguousarray(band).view(f"V{band.shape[1] * 4}").ravel()
    _, keys = np.unique(keys, return_inverse=True)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    pairs = []
    for apart in range(1, len(order)):
        same = np.flatnonzero(keys[apart:] == keys[:-apart])
        if not len(same):
            break
        first, second = order[same], order[same + apart]  # stable: first < second
        wanted = (group[first] != group[second]) & (new[first] | new[second])
        pairs.append(first[wanted] * len(order) + second[wanted])
    return np.concatenate(pairs) if pairs else np.empty(0, dtype=np.int64)


def _grams(text: str) -> list[int]:
    """Return a hash of 32 bits of every gram of a text."""
    points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint32)
    count = len(points) - GRAM + 1
    rolled = np.zeros(count, dtype=np.uint32)
    for place in range(GRAM):
        rolled = rolled * np.uint32(PRIME) ^ points[place : place + count]
    hashes: list[int] = rolled.tolist()
    return hashes

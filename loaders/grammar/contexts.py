"""Numbers in their clauses (语境): each quantity with the words around it, and lists of quantities."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.grammar import cues
from loaders.grammar.quantities import Dimension, Quantity, quantities

__all__ = ["LISTED", "Context", "contexts", "runs"]

WINDOW = 60  # characters looked at on either side of a number
BREAK = re.compile(r"[，。；！？：（）]")
SHARED = re.compile(r"(?:、|和|及|与|或|以及)(?:平均|约)?")  # what joins the numbers of a list
LISTED = re.compile(r"[、和及与]")  # what joins the items of a list
QUOTED = 14  # characters: a shorter quotation is a name or a slogan


@dataclass(frozen=True, slots=True)
class Context:
    """A number with the words to its left and right in its clause.

    `begin` is where the clause begins, `item` where the item of it that holds the number does; `bound` is the
    bounding word right behind the number, `comparator` what it says; `lead` is the verb or bound right before
    the number, or before the list that it counts, as found in `left`.
    """

    quantity: Quantity
    begin: int
    item: int
    left: str
    right: str
    bound: str
    comparator: str | None
    lead: re.Match[str] | None

    @property
    def after(self) -> str:
        """Return what stands behind the number and its bound."""
        return self.right[len(self.bound) :]

    @property
    def end(self) -> int:
        """Return where the number and its bound end."""
        return self.quantity.end + len(self.bound)

    @property
    def dimension(self) -> Dimension:
        """Return what the number measures."""
        return self.quantity.dimension

    @property
    def opens(self) -> bool:
        """Tell whether the number opens its clause or an item of a list in it."""
        return not self.left or LISTED.fullmatch(self.left[-1]) is not None

    @property
    def closes(self) -> bool:
        """Tell whether the number closes its clause or an item of a list in it."""
        return not self.after or LISTED.match(self.after) is not None

    @property
    def governing(self) -> str | None:
        """Return whether the nearest governing word before the number is to `achieve` or to `describe`, if any."""
        words = [mark.lastgroup for mark in cues.GOVERNING.finditer(self.left)]
        return words[-1] if words else None

    @property
    def quoted(self) -> bool:
        """Tell whether the number stands in a short quotation: a name or a slogan (“1+3”)."""
        opening = self.left.rfind("“")
        close = self.right.find("”")
        return opening > self.left.rfind("”") and 0 <= len(self.left) - opening + close <= QUOTED and close >= 0

    @property
    def counts_list(self) -> bool:
        """Tell whether the number counts the list printed before it (公示、记录、审核3项制度)."""
        verbs = [mark.end() for mark in cues.GOVERNING.finditer(self.left) if mark.end() < len(self.left)]
        listed = self.left[verbs[-1] :] if verbs else self.left
        breaks = len(LISTED.findall(listed)) + listed.count("”“")
        return breaks > 0 and breaks + 1 == self.quantity.number


def contexts(text: str, begin: int, end: int) -> list[Context]:
    """Return the numbers in a range of canonical text, in order."""
    found: list[Context] = []
    for quantity in quantities(text, begin, end):
        start = max(begin, quantity.begin - WINDOW)
        for mark in BREAK.finditer(text, start, quantity.begin):
            start = mark.end()
        behind = text[quantity.end : min(end, quantity.end + WINDOW)]
        bound, comparator = bounded(behind)
        close = BREAK.search(behind, len(bound))
        left = text[start : quantity.begin]
        within = bool(found) and found[-1].quantity.end > start
        found.append(
            Context(
                quantity,
                start,
                max(start, item(text, found[-1], quantity.begin)) if within else start,
                left,
                behind[: close.start()] if close else behind,
                bound,
                comparator,
                leading(left, quantity.dimension),
            )
        )
    return found


def bounded(behind: str) -> tuple[str, str | None]:
    """Return the bounding word that a text begins with and what it says; an empty one where there is none."""
    for words, comparator in cues.AFTER:
        if mark := words.match(behind):
            return mark.group(), comparator
    return "", None


def leading(left: str, dimension: Dimension) -> re.Match[str] | None:
    """Return the verb or bound that a text ends with, or that of the list which a count closes."""
    lead = cues.LEADING.search(left)
    if lead is None and dimension in (Dimension.STEP, Dimension.COUNT):
        return cues.REACHING.search(left)
    return lead


def item(text: str, before: Context, end: int) -> int:
    """Return where the item begins that follows a number in its clause: behind a comma of lists, or behind 的."""
    comma = LISTED.search(text, before.end, end)
    if comma is not None:
        return comma.end()
    return before.end + 1 if text.startswith("的", before.end) else before.item


def runs(text: str, found: list[Context]) -> Iterator[list[Context]]:
    """Yield the numbers by lists of one dimension (6%、10%和12%); most stand alone."""
    run: list[Context] = []
    for this in found:
        if run:
            last = run[-1]
            near = this.quantity.begin - last.end <= WINDOW
            if (
                not near
                or last.dimension is not this.dimension
                or not SHARED.fullmatch(text, last.end, this.quantity.begin)
            ):
                yield run
                run = []
        run.append(this)
    if run:
        yield run

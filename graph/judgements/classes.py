"""Classes of names (同一归类): which names mean one body, closed under what a person decided.

Same is transitive: A as B and B as C make A, B and C one. Contradictions are refused, never settled by order.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from graph.errors import DecisionsConflict
from graph.judgements.decision import Decision, Judgement
from graph.language import Text

__all__ = ["Classes", "Tie", "conflict"]


@dataclass(frozen=True, slots=True)
class Tie:
    """A decision as a tie: between the name it is about, and what that is the same as or different from."""

    one: Hashable
    other: Hashable
    decision: Decision

    @property
    def judgement(self) -> Judgement:
        """What the decision says of the two."""
        return Judgement(self.decision.verdict)


class Classes:
    """Nodes in classes of the same.

    The head of a class is what its members mean: the one that is nobody's name; in a circle of names, the
    first by its letters.

    Raises:
        DecisionsConflict: two that are the same are said to differ, or one name to mean two bodies.

    """

    def __init__(self, ties: Iterable[Tie]) -> None:
        self._ties = tuple(ties)
        self._up: dict[Hashable, Hashable] = {}
        self._heads: dict[Hashable, Hashable] = {}
        same = [tie for tie in self._ties if tie.judgement is Judgement.SAME]
        for tie in same:
            self._up[self._root(tie.one)] = self._root(tie.other)
        joined: dict[Hashable, list[Tie]] = {}
        for tie in same:
            joined.setdefault(self._root(tie.one), []).append(tie)
        names = {tie.one for tie in same if tie.one != tie.other}
        for root, members in joined.items():
            meant = {tie.other: tie for tie in reversed(members) if tie.other not in names}
            if len(meant) > 1:
                raise conflict(*(tie.decision for tie in list(meant.values())[:2]))
            self._heads[root] = next(iter(meant), None) or min((tie.other for tie in members), key=repr)
        for tie in self._ties:
            if tie.judgement is Judgement.DIFFERENT and self._root(tie.one) == self._root(tie.other):
                raise conflict(tie.decision, joined[self._root(tie.one)][-1].decision)

    def _root(self, node: Hashable) -> Hashable:
        while (up := self._up.get(node, node)) != node:
            self._up[node] = self._up.get(up, up)
            node = up
        return node

    def head(self, node: Hashable) -> Hashable:
        """Return what a node means: the head of its class, itself where nobody decided."""
        return self._heads.get(self._root(node), node)

    def between(self, one: Hashable, other: Hashable) -> Judgement | None:
        """Return what follows for two nodes from all decisions together; None where nothing does."""
        ends = {self._root(one), self._root(other)}
        if len(ends) == 1:
            return Judgement.SAME if self._root(one) in self._heads else None
        found = {tie.judgement for tie in self._ties if {self._root(tie.one), self._root(tie.other)} == ends}
        return next((each for each in (Judgement.DIFFERENT, Judgement.UNSURE) if each in found), None)


def conflict(one: Decision, other: Decision) -> DecisionsConflict:
    """Return the error for two decisions that cannot both hold; the later line is the place."""
    place = other.where
    return DecisionsConflict(
        Text(f"与 {place} 的裁定相矛盾（{one.about}）。", f"it contradicts the decision at {place} ({one.about})."),
        Text(
            f"请撤销其一：yingshang review undo {one.id}，或 {other.id}。",
            f"Undo one of them: `yingshang review undo {one.id}`, or {other.id}.",
        ),
        where=one.where,
    )

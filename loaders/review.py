"""Review (核定): what is uncertain in files, and what the decisions taken so far change in them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from graph import judgements
from graph.errors import LoadError
from graph.judgements import LOW, Decisions, Doubt, Effects, doubts
from graph.language import Text
from graph.model import Plan
from loaders.names import NAMES
from loaders.processes import read_all

__all__ = ["DECISIONS", "DOUBTS", "Review", "changed", "effect_rows", "entry", "review", "row"]

EXAMPLES = 3  # places that a terminal shows of a doubt
KINDS = {
    "responsibility": Text("责任", "responsibilities"),
    "mention": Text("提及", "mentions"),
    "indicator": Text("指标", "indicators"),
    "target": Text("目标值", "targets"),
    "note": Text("未定之处", "notices"),
}


@dataclass(slots=True)
class Review:
    """What is uncertain in some files, which were refused, and what decisions change in them."""

    doubts: list[Doubt] = field(default_factory=list)
    refused: list[LoadError] = field(default_factory=list)
    effects: Effects = field(default_factory=Counter)


def review(
    files: Sequence[Path],
    decisions: Decisions,
    *,
    city: str | None = None,
    below: float = LOW,
    progress: Callable[[int, int], None],
    refuse: Callable[[LoadError], None],
) -> Review:
    """Return what is uncertain in files. No Neo4j is needed.

    Args:
        files: the files.
        decisions: what has been decided so far.
        city: their city, where the text does not say.
        below: confidence below which an indicator is a doubt.
        progress: is told how many files of how many are done.
        refuse: is told of each file that was refused; the others go on.

    Raises:
        DecisionsConflict: two decisions contradict each other.

    """
    found = Review()

    def plans() -> Iterator[Plan]:
        for number, (_, outcome) in enumerate(read_all(files, city=city), start=1):
            if isinstance(outcome, LoadError):
                found.refused.append(outcome)
                refuse(outcome)
            else:
                found.effects += judgements.apply(outcome, decisions, NAMES).effects
                yield outcome
            progress(number, len(files))

    found.doubts = doubts(plans(), decisions, NAMES, below=below)
    return found


DOUBTS = {
    "id": Text("标识", "id"),
    "kind": Text("情形", "kind"),
    "proposal": Text("拟作", "proposal"),
    "times": Text("次数", "times"),
    "cities": Text("城市", "cities"),
    "places": Text("出处", "places"),
}
"""What the columns of a list of doubts are, in their order."""


def entry(doubt: Doubt) -> dict[str, Any]:
    """Return a doubt for programs."""
    return {
        "id": doubt.id,
        "kind": doubt.kind,
        "words": doubt.words,
        "proposal": doubt.proposal,
        "judgement": doubt.judgement,
        "verdicts": doubt.verdicts,
        "cities": doubt.cities,
        "occurrences": [asdict(each) for each in doubt.occurrences],
    }


def row(doubt: Doubt) -> dict[str, Any]:
    """Return a doubt as a terminal shows it, with the first of its places."""
    return {
        "id": doubt.id,
        "kind": doubt.meaning,
        "proposal": doubt.proposal,
        "times": len(doubt.occurrences),
        "cities": "、".join(doubt.cities),
        "places": [f"{each.where} {each.quote}" for each in doubt.occurrences[:EXAMPLES]],
    }


DECISIONS = {
    "id": Text("标识", "id"),
    "about": Text("存疑", "doubt"),
    "verdict": Text("裁定", "verdict"),
    "value": Text("所指", "meant"),
    "city": Text("限于", "only in"),
    "who": Text("裁定人", "who"),
    "when": Text("时间", "when"),
    "why": Text("理由", "why"),
}
"""What the columns of a list of decisions are, in their order."""


def effect_rows(decisions: Decisions, effects: Effects) -> list[dict[str, Any]]:
    """Return each decision in force with the number of facts of each kind that it changed, zeros too."""
    return [
        {**each.line(), "changed": {kind: count for (id_, kind), count in effects.items() if id_ == each.id}}
        for each in decisions.in_force
    ]


def changed(effects: Effects) -> Text | None:
    """Return in one sentence what decisions changed; None where they changed nothing."""
    if not effects:
        return None
    counts: Counter[str] = Counter()
    for (_, kind), count in effects.items():
        counts[kind] += count
    said = [(KINDS[kind], count) for kind, count in counts.items()]
    number = len({id_ for id_, _ in effects})
    return Text(
        f"{number} 条裁定改动了 " + "、".join(f"{count} 处{kind.zh}" for kind, count in said) + "。",
        f"Decisions at work: {number}; they changed " + ", ".join(f"{count} {kind.en}" for kind, count in said) + ".",
    )

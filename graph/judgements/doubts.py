"""Doubts (存疑): what a person may settle, gathered over many plans, with what the reader proposes.

One doubt is one thing to decide: a printed name stands once, however often and in whatever cities it occurs.
Proposals for a name are made by comparing letters; they are proposals only, for no threshold on likeness
separates the same body from another one.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from graph.identity import document_id, measure_id, target_id
from graph.judgements.decision import Judgement, Verdict, about_advance, about_name, about_note, name_of
from graph.judgements.log import Decisions
from graph.judgements.naming import Names, Naming, doubts_about_names
from graph.language import Text
from graph.model import Body, Measure, Plan, Span

__all__ = ["KINDS", "LOW", "Doubt", "Occurrence", "doubts"]

LOW = 0.6  # confidence below which an indicator is a doubt
ROOM = 12  # characters shown on either side of the words in doubt
ALIKE = 0.4  # likeness below which nothing is proposed

KINDS = {
    "unknown_body": Text("不在核定表中的单位", "body outside the reviewed tables"),
    "contracted_body": Text("按简称归入更全的单位", "taken as a short form of a merged body"),
    "uncertain_body": Text("单位没有把握", "uncertain which body is meant"),
    "uncertain_indicator": Text("指标没有把握", "uncertain indicator"),
    "number_without_metric": Text("数值没有说明所计对象", "number without what it counts"),
    "statement_left_over": Text("责任表述中未读懂的部分", "part of a statement that could not be read"),
    "duplicate_body": Text("同一措施中重复列出", "listed twice for one measure"),
    "unknown_city": Text("不在行政区划表中的城市", "city outside the table"),
    "left_out": Text("读取时略去的部分", "left out by the reader"),
}
"""What kinds of doubt are called; a kind that is not listed is called by its code."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a doubt occurs: the place in the file, and the words around it."""

    where: str
    city: str
    quote: str


@dataclass(slots=True)
class Doubt:
    """Something uncertain: its id, kind, the words in doubt, what is proposed, and where it occurs.

    `proposal` is what the reader took it for, or thinks likely; None where it has no idea. `judgement` is what
    has been decided so far. `quote` are words that pin a doubt to one measure.
    """

    id: str
    kind: str
    words: str
    proposal: str | None = None
    quote: str | None = None
    judgement: Judgement | None = None
    occurrences: list[Occurrence] = field(default_factory=list)

    @property
    def cities(self) -> list[str]:
        """The cities it occurs in."""
        return list(dict.fromkeys(each.city for each in self.occurrences))

    @property
    def open(self) -> bool:
        """Whether nobody has looked at it yet."""
        return self.judgement is None

    @property
    def meaning(self) -> Text:
        """What kind of doubt it is."""
        return KINDS.get(self.kind, Text(self.kind, self.kind))

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What may be said of it: something left as it is can only be acknowledged."""
        if self.id.startswith("note/"):
            return (Verdict.SAME, Verdict.UNSURE)
        if self.id.startswith("advance/"):
            return (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
        return (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE, Verdict.RENAME)


def doubts(plans: Iterable[Plan], decisions: Decisions, names: Names, *, below: float = LOW) -> list[Doubt]:
    """Return what is uncertain in plans as they were read, the most frequent first.

    Args:
        plans: plans before decisions are applied.
        decisions: what has been decided so far.
        names: what the reader knows of names.
        below: confidence below which an indicator is a doubt.

    Raises:
        DecisionsConflict: two decisions contradict each other.

    """
    found: dict[tuple[str, str], Doubt] = {}
    for plan in plans:
        in_force = [each for each in decisions.in_force if each.holds_in(plan.document.city)]
        naming = Naming(plan.document.city, in_force, names, plan.measures)
        judged = {each.about: _judgement(each.verdict) for each in in_force if name_of(each.about) is None}
        for doubt, occurrence in _in_plan(plan, names, below):
            known = found.setdefault((doubt.id, doubt.kind), doubt)
            known.occurrences.append(occurrence)
            name = name_of(doubt.id)
            said = naming.judgement(name) if name is not None else judged.get(doubt.id)
            if len(known.occurrences) == 1:
                known.judgement = said
            elif said is None:
                known.judgement = None  # settled in one city, open in another
    return sorted(found.values(), key=lambda each: (-len(each.occurrences), each.kind, each.id))


def _judgement(verdict: Verdict) -> Judgement:
    """Return how far a verdict settles a thing: who says what it is properly called takes it for what it is."""
    return Judgement.SAME if verdict is Verdict.RENAME else Judgement(verdict)


def _in_plan(plan: Plan, names: Names, below: float) -> Iterator[tuple[Doubt, Occurrence]]:
    document = document_id(plan.document)
    named = doubts_about_names(plan)
    numbers = {t.span: target_id(measure_id(document, m.path), t.span) for m in plan.measures for t in m.targets}
    likely = _Likely(plan, names)
    starts = [measure.span.start for measure in plan.measures]
    for entry in plan.unresolved:
        at = bisect_right(starts, entry.span.start) - 1
        measure = plan.measures[at] if at >= 0 and entry.span.start < plan.measures[at].span.end else None
        occurrence = Occurrence(entry.where, plan.document.city.name, _around(measure, entry.raw))
        if (entry.code, entry.raw) in named:
            body = named[entry.code, entry.raw]
            proposal = body.short if body and body.known else likely.to(body) if body else None
            yield Doubt(about_name(entry.raw), entry.code, entry.raw, proposal), occurrence
        elif entry.span in numbers:
            yield Doubt(numbers[entry.span], entry.code, entry.raw, quote=entry.raw), occurrence
        else:
            yield Doubt(about_note(entry.code, entry.raw), entry.code, entry.raw, str(entry.note)), occurrence
    noted = {entry.span for entry in plan.unresolved}
    for measure in plan.measures:
        for doubt in _in_measure(measure, measure_id(document, measure.path), noted, below):
            where = f"{plan.source.name}:{measure.printed_number or measure.path}"
            yield doubt, Occurrence(where, plan.document.city.name, _around(measure, doubt.words))


def _in_measure(measure: Measure, key: str, noted: set[Span], below: float) -> Iterator[Doubt]:
    """Yield what the facts of a measure say of themselves: low confidence, a number without a metric."""
    for entry in measure.responsibilities:
        if entry.confidence < 1 and entry.span not in noted:
            proposal = entry.body.short if entry.body else None
            yield Doubt(about_name(entry.raw), "uncertain_body", entry.raw, proposal)
    for advance in measure.advances:
        if advance.confidence < below:
            name = advance.indicator.name
            yield Doubt(about_advance(key, name), "uncertain_indicator", advance.raw, name, quote=advance.raw)
    for target in measure.targets:
        if target.metric is None and target.span not in noted:
            yield Doubt(target_id(key, target.span), "number_without_metric", target.raw, quote=target.raw)


class _Likely:
    """Which known body of the same city an unknown name may mean."""

    def __init__(self, plan: Plan, names: Names) -> None:
        self._own = [r.body for m in plan.measures for r in m.responsibilities if r.body and r.body.known]
        self._names = names
        self._found: dict[Body, str | None] = {}

    def to(self, body: Body) -> str | None:
        """Return the short name of the likeliest body, or None.

        A name whose letters stand in a fuller one in the same order is likelier than any other.
        """
        if body not in self._found:
            self._found[body] = self._likeliest(body)
        return self._found[body]

    def _likeliest(self, body: Body) -> str | None:
        known = {each.short: each for each in self._names.known(body.city)}
        known |= {each.short: each for each in self._own if each.city == body.city}
        ranked = ((_likeness(body.key, each), short) for short, each in known.items())
        likeness, short = max(ranked, default=(0.0, None), key=lambda pair: (pair[0], pair[1] or ""))
        return short if likeness >= ALIKE else None


def _likeness(name: str, body: Body) -> float:
    full = body.name.removeprefix(body.city.name)
    ratio = max(SequenceMatcher(None, name, other, autojunk=False).ratio() for other in (body.short, full))
    return 1 + ratio if _within(name, full) else ratio


def _within(brief: str, full: str) -> bool:
    """Tell whether the letters of a name stand in a fuller one in their order (the contraction rule)."""
    letters = iter(full)
    return all(letter in letters for letter in brief)


def _around(measure: Measure | None, words: str) -> str:
    """Return the words with what stands on either side of them in their measure."""
    place = measure.text.find(words) if measure else -1
    if measure is None or place < 0:
        return words
    begin, end = max(place - ROOM, 0), place + len(words) + ROOM
    return f"{'…' if begin else ''}{measure.text[begin:end]}{'…' if end < len(measure.text) else ''}"

"""Decisions applied to a plan (裁定生效): between reading and writing, on the plan as a value.

What a person decided comes last: it stands above the reviewed tables and the rules. A fact that a person
settled has confidence 1. Everything else of the plan stays as it was read.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.identity import document_id, measure_id, target_id
from graph.judgements.classes import conflict
from graph.judgements.decision import Decision, Judgement, Verdict, about_advance, about_note, name_of, of_measure
from graph.judgements.log import Decisions
from graph.judgements.naming import Names, Naming, doubts_about_names
from graph.model import Advance, Basis, Measure, Mention, Plan, Responsibility, Span, Target, Unresolved

__all__ = ["Applied", "Effects", "apply"]

DECIDED = 1.0  # confidence in what a person said

Effects = Counter[tuple[str, str]]
"""How many facts each decision changed: by its id and the kind of fact (responsibility, mention, …)."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A plan as decided, and what each decision changed in it."""

    plan: Plan
    effects: Effects


def apply(plan: Plan, decisions: Decisions, names: Names) -> Applied:
    """Return the plan with every decision that holds for its city.

    Raises:
        DecisionsConflict: two of them contradict each other.

    """
    in_force = [each for each in decisions.in_force if each.holds_in(plan.document.city)]
    if not in_force:
        return Applied(plan, Counter())
    return _Application(plan, in_force, names).applied()


class _Application:
    def __init__(self, plan: Plan, decisions: list[Decision], names: Names) -> None:
        self.plan, self.names = plan, names
        self.naming = Naming(plan.document.city, decisions, names, plan.measures)
        self.direct: dict[str, Decision] = {}
        for decision in decisions:
            if name_of(decision.about) is None and decision.verdict is not Verdict.UNSURE:
                earlier = self.direct.setdefault(decision.about, decision)
                if (earlier.verdict, earlier.value) != (decision.verdict, decision.value):
                    raise conflict(decision, earlier)
        self.named = doubts_about_names(plan)
        self.numbers: dict[Span, str] = {}  # ids of targets, by where they stand
        self.effects: Effects = Counter()

    def applied(self) -> Applied:
        document = document_id(self.plan.document)
        measures = tuple(self.measure(each, measure_id(document, each.path)) for each in self.plan.measures)
        unresolved = tuple(each for each in self.plan.unresolved if not self.settled(each))
        return Applied(replace(self.plan, measures=measures, unresolved=unresolved), self.effects)

    def measure(self, measure: Measure, key: str) -> Measure:
        return replace(
            measure,
            responsibilities=tuple(once(map(self.responsibility, measure.responsibilities))),
            mentions=tuple(map(self.mention, measure.mentions)),
            advances=tuple(self.advances(measure, key)),
            targets=tuple(self.targets(measure, key)),
        )

    def responsibility(self, fact: Responsibility) -> Responsibility:
        meaning = self.naming.meaning(fact.raw, fact.body)
        if not meaning.decisions:
            return fact
        changed = replace(fact, body=meaning.body, confidence=DECIDED if meaning.settled else fact.confidence)
        self.count(meaning.decisions, "responsibility", changed=changed != fact)
        return changed

    def mention(self, fact: Mention) -> Mention:
        meaning = self.naming.meaning(fact.raw, fact.body)
        changed = replace(fact, body=meaning.body)
        self.count(meaning.decisions, "mention", changed=changed != fact)
        return changed

    def advances(self, measure: Measure, key: str) -> Iterator[Advance]:
        """Yield what the measure advances; what a person added rests on the whole of its words."""
        seen = set()
        for fact in measure.advances:
            name = fact.indicator.name
            seen.add(name)
            decision = self.direct.get(about_advance(key, name))
            if decision is None or not decision.fits(measure):
                yield fact
                continue
            changed = None
            if decision.verdict is Verdict.SAME:
                meant = self.names.indicator(decision.value) if decision.value else fact.indicator
                changed = replace(fact, indicator=meant or fact.indicator, confidence=DECIDED)
                yield changed
            self.count([decision], "indicator", changed=changed != fact)
        for about, decision in self.direct.items():
            name = of_measure(about, key) or ""
            indicator = self.names.indicator(name) if name and name not in seen else None
            if indicator and decision.verdict is Verdict.SAME and not decision.value and decision.fits(measure):
                self.count([decision], "indicator", changed=True)
                yield Advance(indicator, Basis.CONTENT, DECIDED, measure.text, measure.span)

    def targets(self, measure: Measure, key: str) -> Iterator[Target]:
        """Yield the targets of the measure but those that a person said are none, with the metrics a person gave."""
        for fact in measure.targets:
            self.numbers[fact.span] = about = target_id(key, fact.span)
            decision = self.direct.get(about)
            if decision is None or not decision.fits(measure):
                yield fact
            elif decision.verdict is Verdict.DIFFERENT:
                self.count([decision], "target", changed=True)
            else:
                changed = replace(fact, metric=decision.value) if decision.verdict is Verdict.RENAME else fact
                self.count([decision], "target", changed=changed != fact)
                yield changed

    def settled(self, entry: Unresolved) -> bool:
        """Tell whether a person has settled what the reader could not."""
        if (entry.code, entry.raw) in self.named:
            return self.naming.judgement(entry.raw) in (Judgement.SAME, Judgement.DIFFERENT)
        if entry.span in self.numbers:
            return self.numbers[entry.span] in self.direct
        noted = self.direct.get(about_note(entry.code, entry.raw))
        self.count([noted] if noted else [], "note", changed=True)
        return noted is not None

    def count(self, decisions: Iterable[Decision], kind: str, *, changed: bool) -> None:
        self.effects.update((decision.id, kind) for decision in decisions if changed)


def once(facts: Iterable[Responsibility]) -> Iterator[Responsibility]:
    """Yield each body once in each role: two names of one measure may have become one body."""
    seen = set()
    for fact in facts:
        key = (fact.body or fact.raw, fact.role, fact.basis)
        if key not in seen:
            seen.add(key)
            yield fact

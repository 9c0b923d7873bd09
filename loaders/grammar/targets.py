"""Targets (目标值): quantified undertakings — numbers to be reached, kept or not exceeded.

A number is an undertaking by what stands around it: a word of reaching (压缩至, 达到), a bound (不超过, 以内), an
amount of change (压缩20%), what is measured right before it (供电可靠率99%), or a verb of achievement that governs
it (新增企业10户). It is none where it makes a criterion (投资500万元以上的项目), sets a grant, tells the past, or
counts a printed list. Numbers of one list (减少6%、10%) share their verb and their bound.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graph.model import TargetKind
from loaders.grammar import cues
from loaders.grammar.contexts import LISTED, Context, contexts, runs
from loaders.grammar.quantities import Dimension

__all__ = ["Undertaking", "undertakings"]

SENTENCE = re.compile(r"[。！？]")
NEAR = 200  # characters; undertakings further apart do not share a sentence
OLD = 24  # characters between an old value and its new one
OCCASIONS = {"次", "场", "期", "批", "场次", "届"}  # a number of times in a period is no target
ONE = {"个", "项", "家", "件", "份", "套", "次", "张", "类", "种", "条"}  # one of them is no aim but a way
NAMES = {"千伏", "kV", "KV", "兆", "米"}  # units that name equipment and places: 10千伏线路
GRANTED = {Dimension.MONEY, Dimension.SHARE, Dimension.MULTIPLE}
LARGE = {Dimension.MONEY, Dimension.PHYSICAL}
HAN = re.compile(r"[\u4e00-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A quantified undertaking: its range in the flow and what it says; `metric` is a range of the flow."""

    begin: int
    end: int
    kind: TargetKind
    metric: tuple[int, int] | None
    old: float | None
    new: float
    unit: str | None
    comparator: str


def undertakings(text: str, ranges: Sequence[tuple[int, int]]) -> Iterator[Undertaking]:
    """Yield the undertakings in ranges of canonical text, in order."""
    for begin, end in ranges:
        previous: Context | None = None
        old: Context | None = None
        rows = list(runs(text, contexts(text, begin, end)))
        for place, run in enumerate(rows):
            if old is None and place + 1 < len(rows) and is_old(text, run[-1], rows[place + 1][0]):
                old = run[-1]
                continue
            before = previous if previous and follows(text, previous, run[0]) else None
            then = rows[place + 1] if place + 1 < len(rows) else None
            if is_undertaken(run, old, before) or (then and shares(run[-1], then)):
                yield from stated(text, run, old)
                previous = run[-1]
            old = None


def is_old(text: str, this: Context, then: Context) -> bool:
    """Tell whether a number is the old value of the one behind it (由7个工作日压缩至3个工作日)."""
    begin, end = this.quantity.end, then.quantity.begin
    if end - begin > OLD or not cues.CHANGED.fullmatch(text, begin, end):
        return False
    return cues.FROM.search(this.left) is not None or "，" not in text[begin:end]


def shares(this: Context, then: Sequence[Context]) -> bool:
    """Tell whether a number in a list of items shares what the next one says (用水2天、用气3天内办结)."""
    same = this.begin == then[0].begin and this.dimension is then[0].dimension is Dimension.TIME
    return same and this.lead is None and LISTED.match(this.after) is not None and is_undertaken(then, None, None)


def follows(text: str, previous: Context, this: Context) -> bool:
    """Tell whether a number follows an undertaking in its sentence."""
    begin, end = previous.quantity.end, this.quantity.begin
    return end - begin <= NEAR and not SENTENCE.search(text, begin, end)


def is_undertaken(run: Sequence[Context], old: Context | None, before: Context | None) -> bool:
    """Tell whether a list of numbers is one of undertakings; `before` is the undertaking before it in its sentence."""
    first, last = run[0], run[-1]
    opening = old or first
    slogan = opening.quoted and opening.dimension is not Dimension.SHARE
    if slogan or cues.PAST.search(opening.left) or is_criterion(first, last) or is_grant(first, last):
        return False
    named = first.lead is None and (cues.NOT_BEFORE.search(first.left) or cues.NOT_AFTER.match(last.after))
    return old is not None or (not named and RULES.get(first.dimension, is_count)(first, last, before))


def is_criterion(first: Context, last: Context) -> bool:
    """Tell whether a number says what the clause is about, not what is to be done (超过5000万元的项目)."""
    conditional = cues.CONDITION.search(first.left) is not None
    achieved = first.governing == "achieve" and not conditional
    large = last.dimension in LARGE
    if last.right.endswith("的"):
        return True
    if not cues.CRITERION.match(last.after):
        selecting = bool(last.bound) and cues.ENTITY.match(last.after) is not None
        return selecting and (conditional or (large and not achieved))
    if large:
        return not achieved or bool(last.bound) or cues.EXCEEDING.search(first.left) is not None
    if last.dimension is Dimension.TIME or conditional:
        return True
    return not achieved and (first.lead is not None or cues.MEASURED.search(first.left) is not None)


def is_grant(first: Context, last: Context) -> bool:
    """Tell whether a sum or a share is that of a grant, tax or penalty, unless its level is set anew."""
    if first.dimension not in GRANTED or cues.RAISED.search(first.left):
        return "给予" in first.left
    if cues.RATE.search(first.left):
        return False
    return bool(cues.GRANT.search(first.left) or cues.GRANT.search(last.right))


def is_time_limit(first: Context, last: Context, before: Context | None) -> bool:
    """Tell whether a time is one to be kept. Years are mostly periods."""
    if first.quantity.unit == "年":
        return cues.SETTING.search(first.left) is not None
    if first.lead is not None:
        return cues.EXCEEDING.search(first.left) is None
    stated = last.comparator == "<=" or cues.RESULT.match(last.after) is not None
    return stated or cues.MEASURED.search(first.left) is not None or (alike(first, before) and last.closes)


def is_share(first: Context, last: Context, before: Context | None) -> bool:
    """Tell whether a share is to be reached; a fraction or percentage points need a bound or a verb of change."""
    del before
    if first.quantity.unit not in (None, "百分点", "成"):
        return True
    return first.lead is not None or last.comparator is not None or cues.CHANGING.search(first.left) is not None


def is_level(first: Context, last: Context, before: Context | None) -> bool:
    """Tell whether a ratio, a multiple or a bare number is to be reached."""
    del before
    if first.lead is None:
        return False
    if first.dimension is Dimension.RATIO:
        return "比" in first.left
    named = HAN.search(first.left[: first.lead.start()]) is not None
    return first.dimension is Dimension.MULTIPLE or (named and not last.after)


def is_count(first: Context, last: Context, before: Context | None) -> bool:
    """Tell whether a count, a sum or a size is to be reached."""
    quantity = first.quantity
    if quantity.spelt:
        if quantity.unit in OCCASIONS:
            return False  # a slogan (最多跑一次)
        return cues.SETTING.search(first.left) is not None or (
            quantity.dimension is Dimension.STEP and first.lead is not None
        )
    if first.lead is not None or cues.MEASURED.search(first.left) or cues.PER.search(first.left):
        return not is_occasion(first)
    if quantity.number == 1 and quantity.unit in ONE:
        return cues.ONLY.search(first.left) is not None or cues.BUILT.search(first.left) is not None
    if quantity.unit in NAMES or first.counts_list or cues.STANDING.search(first.left):
        return False
    return not is_occasion(first) and ((first.opens and alike(first, before)) or is_governed(first, last, before))


def is_occasion(this: Context) -> bool:
    """Tell whether a number counts times in a period (每季度1次)."""
    return this.quantity.unit in OCCASIONS and "每" in this.left


def alike(this: Context, before: Context | None) -> bool:
    """Tell whether a number measures what the undertaking before it in its sentence does."""
    return before is not None and before.dimension is this.dimension


def is_governed(first: Context, last: Context, before: Context | None) -> bool:
    """Tell whether a count is governed by a verb of achievement, or stands as one that needs none."""
    governing = first.governing
    if governing is not None:
        return governing == "achieve"
    if last.closes and (before is not None or first.dimension is Dimension.STEP):
        return True
    opens = first.left.endswith("等") or cues.OPENING.fullmatch(first.left) is not None
    coming = opens and cues.OUTCOME.match(last.after) is not None
    return first.dimension is Dimension.COUNT and (last.comparator is not None or coming)


RULES: dict[Dimension, Callable[[Context, Context, Context | None], bool]] = {
    Dimension.TIME: is_time_limit,
    Dimension.SHARE: is_share,
    Dimension.RATIO: is_level,
    Dimension.MULTIPLE: is_level,
    Dimension.BARE: is_level,
}  # the others are counts


def stated(text: str, run: Sequence[Context], old: Context | None) -> Iterator[Undertaking]:
    """Yield the undertakings of a list of numbers; their verb and their bound hold for each."""
    first, last = run[0], run[-1]
    begin = first.begin + first.lead.start() if first.lead else first.quantity.begin
    if old is not None:
        opening = cues.FROM.search(old.left)
        begin = old.begin + opening.start() if opening else old.quantity.begin
    behind = next((this.comparator for this in reversed(run) if this.comparator), None)
    comparator, bounded = compared(first.lead.group() if first.lead else "", behind)
    metric = measured(text, run, (old or first).item, begin)
    result = cues.RESULT.match(last.after) if first.lead is None and first.dimension is Dimension.TIME else None
    kind = TargetKind.LIMIT if bounded else TargetKind.LEVEL
    for this in run:
        yield Undertaking(
            begin if this is first else this.quantity.begin,
            this.end + (result.end() if result and this is last else 0),
            TargetKind.CHANGE if old else kind,
            metric,
            old.quantity.number if old else this.quantity.low,
            this.quantity.number,
            this.quantity.unit,
            comparator,
        )


def compared(lead: str, behind: str | None) -> tuple[str, bool]:
    """Return how a number is compared, and whether a bounding word says so."""
    if behind is not None and behind != "=":
        return behind, True
    return next(((comparator, True) for words, comparator in cues.BEFORE if words.search(lead)), ("=", False))


def measured(text: str, run: Sequence[Context], item: int, begin: int) -> tuple[int, int] | None:
    """Return the range of what is measured: what stands before the verb, else what the number counts.

    An adverbial (验收合格后) measures nothing.
    """
    first, last = run[0], run[-1]
    head = start.end() if (start := cues.HEAD.match(text, item, begin)) else item
    if first.lead is None and (verb := cues.VERB.match(text, head, begin)):
        head = verb.end()
    tail = head + (end.start() if (end := cues.TAIL.search(text[head:begin])) else begin - head)
    if HAN.search(text, head, tail):
        return None if text[tail - 1] in "后起时的下前中" else (head, tail)
    if last.dimension in (Dimension.TIME, Dimension.MONEY, Dimension.BARE, Dimension.RATIO):
        return None
    counted = cues.COUNTED.match(text, last.end, last.end + len(last.after))
    return counted.span("noun") if counted else None

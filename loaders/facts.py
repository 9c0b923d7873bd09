"""The facts of one measure by itself (措施中的事实): laws, targets, deadlines, bodies named, indicators by content."""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.model import Advance, Citation, City, Deadline, Mention, Target
from loaders.classifier import judge
from loaders.grammar.deadlines import Due, deadlines, governing
from loaders.grammar.departments import Resolver
from loaders.grammar.laws import citations, law_key
from loaders.grammar.mentions import mentions
from loaders.grammar.outline import Item
from loaders.grammar.responsibility import Statements
from loaders.grammar.targets import undertakings
from loaders.grammar.title_page import TitlePage
from loaders.source import Flow

__all__ = ["Facts"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the text of a measure says, apart from who carries it.

    `own` are the ranges of the flow that are its own words, aims in its row included: no statements, no
    number. `dues` are its deadlines, those of its statements and its row included, in the order of the text.
    """

    flow: Flow
    statements: Statements
    page: TitlePage
    city: City
    item: Item
    own: tuple[tuple[int, int], ...] = field(init=False)
    dues: tuple[Due, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "own", tuple(self.own_text()))
        object.__setattr__(self, "dues", tuple(sorted(self.all_dues(), key=lambda due: due.begin)))

    def cited(self) -> Iterator[Citation]:
        """Yield the laws and documents that a measure cites, the plan itself left out."""
        for cited in citations(self.flow.text, self.item.begin, self.item.end):
            name = self.flow.raw(*cited.name) if cited.name else None
            if name and self.page.names(name):
                continue
            number = self.flow.raw(*cited.number) if cited.number else None
            key = law_key(
                self.flow.text[slice(*cited.name)] if cited.name else None,
                self.flow.text[slice(*cited.number)] if cited.number else None,
            )
            article = self.flow.raw(*cited.article) if cited.article else None
            yield Citation(
                key,
                self.flow.raw(cited.begin, cited.end),
                self.flow.span(cited.begin, cited.end),
                name,
                number,
                article,
                cited.kind,
                cited.level,
            )

    def own_text(self) -> Iterator[tuple[int, int]]:
        """Yield the ranges of the measure's own words that hold any, the row's aims last."""
        item = self.item
        begin = item.text_begin
        ranges = []
        for statement in self.statements.within(begin, item.end):
            ranges.append((begin, statement.begin))
            begin = statement.end
        ranges.append((begin, item.end))
        ranges += [cell for row in item.rows for cell in row.targets]
        return ((start, end) for start, end in ranges if start < end)

    def all_dues(self) -> Iterator[Due]:
        """Yield the deadlines of the measure as ranges of the flow."""
        yield from deadlines(self.flow.text, self.item.begin, self.item.end, self.page.year)
        for row in self.item.rows:
            for cell in row.due:
                yield from deadlines(self.flow.text, *cell, self.page.year, labelled=True)

    def undertaken(self) -> Iterator[Target]:
        """Yield the quantified undertakings of the measure.

        What is due in its sentence holds for an undertaking, else the one deadline of the measure's statements.
        """
        own = sorted(self.own)
        closing = [due for due in self.dues if not within(own, due.begin)]
        for found in undertakings(self.flow.text, own):
            due = governing(self.flow.text, self.dues, found.begin) or (closing[0] if len(closing) == 1 else None)
            yield Target(
                self.flow.raw(found.begin, found.end),
                self.flow.span(found.begin, found.end),
                found.kind,
                self.flow.raw(*found.metric) if found.metric else None,
                found.old,
                found.new,
                found.unit,
                found.comparator,
                due.value if due else None,
            )

    def due(self) -> Iterator[Deadline]:
        """Yield by when the measure is to be done."""
        for found in self.dues:
            yield Deadline(self.flow.raw(found.begin, found.end), self.flow.span(found.begin, found.end), found.value)

    def named(self) -> Iterator[Mention]:
        """Yield the bodies that a measure names as acting, each name once."""
        resolver = Resolver(self.city)
        named: dict[str, Mention] = {}
        for found in mentions(self.flow.text, self.own, resolver.places):
            raw = self.flow.raw(found.begin, found.end)
            named.setdefault(raw, Mention(raw, self.flow.span(found.begin, found.end), resolver.acting(found.name)))
        yield from named.values()

    def judged(self) -> list[Advance]:
        """Return the indicators that a measure advances by what it does, the most fitting first."""
        return [
            Advance(
                found.indicator,
                found.basis,
                found.confidence,
                self.flow.raw(*found.words[0]),
                self.flow.span(*found.words[0]),
            )
            for found in judge(self.flow.text, self.own)
        ]


def within(ranges: Sequence[tuple[int, int]], place: int) -> bool:
    """Tell whether a place lies in one of ordered ranges."""
    at = bisect.bisect_right(ranges, place, key=lambda span: span[0])
    return at > 0 and place < ranges[at - 1][1]

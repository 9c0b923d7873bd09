"""The facts of one plan, composed from what the grammars find in its outline."""

from dataclasses import dataclass

from graph.model import (
    Advance,
    Basis,
    City,
    Document,
    Indicator,
    Measure,
    Plan,
    Responsibility,
    Section,
    Source,
)
from loaders.facts import Facts
from loaders.grammar.indicators import Named, exact, own_indicators, plain
from loaders.grammar.outline import Item, Node, Outline, title_end, title_range
from loaders.grammar.paragraphs import Reading
from loaders.grammar.positions import ancestors, item_paths, lineage, section_paths
from loaders.grammar.responsibility import Statements
from loaders.grammar.rows import ROW
from loaders.grammar.title_page import TitlePage
from loaders.notices import Notices
from loaders.parser import parser
from loaders.responsibilities import CERTAIN, Responsibilities
from loaders.source import Flow, SourceText
from loaders.tables import indicator_aliases

__all__ = ["Composition"]

SUBTITLES = ("dash", "heading")  # styles of titles that print a sub-indicator
LONGEST_HEADING = 60  # characters; a longer opening is the action itself


@dataclass(frozen=True, slots=True)
class Composition:
    """One plan in the making: the outline, and what holds for its measures."""

    source: SourceText
    reading: Reading
    outline: Outline
    statements: Statements
    page: TitlePage
    city: City

    @property
    def flow(self) -> Flow:
        """The text read."""
        return self.reading.flow

    def plan(self) -> Plan:
        """Return the plan."""
        notices = Notices(self.flow)
        paths = section_paths(self.outline)
        own = self.section_indicators()
        responsible = Responsibilities(self.flow, self.statements, self.city, notices).of(self.outline.items)
        positions = item_paths(self.outline.items, paths)
        measures = tuple(
            self.measure(number, item, path, paths, responsibilities, own)
            for number, (item, path, responsibilities) in enumerate(
                zip(self.outline.items, positions, responsible, strict=True), start=1
            )
        )
        for row in self.outline.strays:
            notices.note("stray_row", *row.measure)
        named = self.flow.text.find(self.city.name)
        if self.city.level == "unknown" and named >= 0:
            notices.note("unknown_city", named, named + len(self.city.name))
        notices.omissions()
        return Plan(
            Source(
                self.source.name,
                self.source.sha256,
                self.source.encoding,
                len(self.source.text),
                self.source.form,
                parser(),
            ),
            Document(
                self.page.title or self.source.name,
                self.city,
                self.page.issuer,
                self.page.number,
                self.page.issued_on,
                self.page.status,
                self.page.period,
            ),
            tuple(self.section(order, node, paths) for order, node in enumerate(self.outline.sections, start=1)),
            measures,
            tuple(notices),
        )

    def section(self, order: int, node: Node, paths: dict[Node, str]) -> Section:
        """Return a section: title as printed, without the bracket that names who leads it."""
        begin, end = title_range(self.flow.text, node)
        above = [n for n in ancestors(node) if n in paths]
        return Section(
            paths[node],
            self.flow.raw(begin, end),
            len(above) + 1,
            order,
            self.flow.span(node.begin, node.end),
            paths[above[0]] if above else None,
        )

    def measure(
        self,
        ordinal: int,
        item: Item,
        path: str,
        paths: dict[Node, str],
        responsibilities: tuple[Responsibility, ...],
        own: dict[Node, list[Advance]],
    ) -> Measure:
        """Return a measure with its facts."""
        number = (
            self.flow.raw(item.begin, item.text_begin).strip()
            if item.numbered and item.node.marker and item.node.style is not ROW
            else next((row.number for row in item.rows), None)
        )
        section = next(
            (n for n in (item.section, *(ancestors(item.section) if item.section else ())) if n in paths),
            None,
        )
        facts = Facts(self.flow, self.statements, self.page, self.city, item)
        return Measure(
            path,
            ordinal,
            number,
            self.heading(item),
            paths[section] if section else None,
            self.flow.raw(item.begin, item.end),
            self.flow.span(item.begin, item.end),
            responsibilities,
            tuple(next((own[n] for n in lineage(item) if n in own), []) or self.categorised(item) or facts.judged()),
            tuple(facts.cited()),
            tuple(facts.undertaken()),
            tuple(facts.due()),
            tuple(facts.named()),
        )

    def heading(self, item: Item) -> str | None:
        """Return the opening phrase of a measure up to its first full stop; None where it has none."""
        if not item.numbered or item.node.marker is None:
            return None
        if item.node.style is ROW and item.rows[0].task:
            return self.flow.raw(*item.rows[0].task)
        begin, end = item.text_begin, title_end(self.flow.text, item.node)
        statement = next(iter(self.statements.within(begin, end)), None)
        if statement is not None:
            end = statement.begin - (self.flow.text[statement.begin - 1] in "（〔")
        return self.flow.raw(begin, end) if 0 < end - begin <= LONGEST_HEADING else None

    def section_indicators(self) -> dict[Node, list[Advance]]:
        """Return, for each section that is an indicator's own, what its measures advance.

        Sections below it that print a title of their own (——人才流动) are its sub-indicators.
        """
        own: dict[Node, list[Advance]] = {}
        holding = {node for item in self.outline.items for node in lineage(item)}
        by_style: dict[str, list[Node]] = {}
        for node in self.outline.sections:
            by_style.setdefault(node.style.name if node.style else "", []).append(node)
        for nodes in by_style.values():
            held = [n for n in nodes if n in holding]
            named = own_indicators(self.flow.text, [self.heading_range(n) for n in held])
            for node, found in zip(held, named, strict=True):
                if found is not None:
                    own[node] = [self.advance(found)]
        for node in self.outline.sections:
            above = next((a for a in ancestors(node) if a in own), None)
            if node in own or above is None or node.style is None:
                continue
            begin, end, _ = self.heading_range(node)
            if self.flow.text[begin] == "〔":
                begin, end = begin + 1, end - 1
            known = sub_indicator(self.flow.text[begin:end], own[above][0].indicator)
            if known or node.style.name in SUBTITLES:
                sub = known or Indicator(self.flow.raw(begin, end), parent=own[above][0].indicator.name)
                own[node] = [own[above][0], self.advance(Named(sub, begin, end))]
        return own

    def heading_range(self, node: Node) -> tuple[int, int, int]:
        """Return where a title begins behind its number, where it ends, and where its bracket ends."""
        begin, end = title_range(self.flow.text, node)
        return begin + node.number_length, end, title_end(self.flow.text, node)

    def advance(self, named: Named) -> Advance:
        """Return the fact that a heading states an indicator."""
        return Advance(
            named.indicator,
            Basis.SECTION,
            CERTAIN,
            self.flow.raw(named.begin, named.end),
            self.flow.span(named.begin, named.end),
        )

    def categorised(self, item: Item) -> list[Advance]:
        """Return the indicator that a cell beside a measure says it belongs to."""
        named = (exact(self.flow.text, *cell) for row in item.rows for cell in row.categories)
        return [self.advance(found) for found in named if found][:1]


def sub_indicator(name: str, parent: Indicator) -> Indicator | None:
    """Return the sub-indicator that a title names; None where the table has none of that name."""
    known = indicator_aliases().get(plain(name))
    return known if known and known.parent == parent.name else None

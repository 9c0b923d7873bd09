"""The facts of one plan, composed from what the grammars find in its outline.

What a heading states holds for every measure below it; what a measure states holds for itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.language import Text
from graph.model import (
    Advance,
    Basis,
    Body,
    Citation,
    City,
    Document,
    Indicator,
    Measure,
    Plan,
    Responsibility,
    Role,
    Section,
    Source,
    Span,
    Unresolved,
)
from loaders.grammar.departments import Resolver, contractions
from loaders.grammar.indicators import Named, own_indicators
from loaders.grammar.laws import citations, law_key
from loaders.grammar.outline import Item, Node, Outline, title_end, title_range
from loaders.grammar.paragraphs import Reading
from loaders.grammar.positions import ancestors, item_paths, lineage, section_paths
from loaders.grammar.responsibility import Statement, Statements
from loaders.grammar.title_page import TitlePage
from loaders.source import Flow, SourceText
from loaders.tables import indicators

__all__ = ["Composition"]

CERTAIN, CONTRACTED, UNKNOWN = 1.0, 0.9, 0.7  # confidence in who a printed name means
DUPLICATE = Text("同一措施的责任表述中重复列出，只计一次", "listed twice for one measure; counted once")
LEFT_OVER = Text("责任表述中有未能读懂的部分", "a part of the statement could not be read")
UNKNOWN_CITY = Text("不在行政区划表中的城市，按名称收录", "not in the table of cities; kept by its name")
UNKNOWN_BODY = Text("不在核定表中的单位，按原名作为一个部门", "not in the reviewed tables; kept under its own name")
LONGEST_HEADING = 60  # characters; a longer opening is the action itself


@dataclass(slots=True)
class Composition:
    """One plan in the making: the outline, and what holds for its measures."""

    source: SourceText
    reading: Reading
    outline: Outline
    statements: Statements
    page: TitlePage
    city: City
    measured: set[Node] = field(init=False)  # numbered items that are measures

    def __post_init__(self) -> None:
        self.measured = {item.node for item in self.outline.items if item.numbered}

    @property
    def flow(self) -> Flow:
        """The text read."""
        return self.reading.flow

    def plan(self) -> Plan:
        """Return the plan."""
        paths = section_paths(self.outline)
        own = self.section_indicators()
        unresolved: list[Unresolved] = []
        stated = [list(self.stated(item, unresolved)) for item in self.outline.items]
        bodies = [r.body for rs in stated for r in rs if r.body]
        joined = contractions(bodies)
        unresolved += self.notices(stated, joined)
        responsible = [list(self.once((settled(r, joined) for r in found), unresolved)) for found in stated]
        positions = item_paths(self.outline.items, paths)
        measures = tuple(
            self.measure(number, item, path, paths, responsibilities, own)
            for number, (item, path, responsibilities) in enumerate(
                zip(self.outline.items, positions, responsible, strict=True), start=1
            )
        )
        unresolved += self.unknown_city()
        return Plan(
            Source(self.source.name, self.source.sha256, self.source.encoding, len(self.source.text)),
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
            tuple(sorted(set(unresolved), key=lambda u: (u.span, u.code))),
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
        responsibilities: list[Responsibility],
        own: dict[Node, list[Advance]],
    ) -> Measure:
        """Return a measure with its facts."""
        number = (
            self.flow.raw(item.begin, item.begin + item.node.marker.length).strip()
            if item.numbered and item.node.marker
            else None
        )
        section = next(
            (n for n in (item.section, *(ancestors(item.section) if item.section else ())) if n in paths),
            None,
        )
        return Measure(
            path,
            ordinal,
            number,
            self.heading(item),
            paths[section] if section else None,
            self.flow.raw(item.begin, item.end),
            self.flow.span(item.begin, item.end),
            tuple(responsibilities),
            tuple(next((own[n] for n in lineage(item) if n in own), [])),
            tuple(self.cited(item)),
        )

    def heading(self, item: Item) -> str | None:
        """Return the opening phrase of a measure up to its first full stop; None where it has none."""
        if not item.numbered or item.node.marker is None:
            return None
        begin, end = item.begin + item.node.marker.length, title_end(self.flow.text, item.node)
        statement = next(iter(self.statements.within(begin, end)), None)
        if statement is not None:
            end = max(begin, self.flow.text.rfind("（", begin, statement.begin + 1))
        return self.flow.raw(begin, end) if 0 < end - begin <= LONGEST_HEADING else None

    def stated(self, item: Item, unresolved: list[Unresolved]) -> Iterator[Responsibility]:
        """Yield what the measure's own statements say, then what the headings above it say."""
        for statement in self.statements.within(item.begin, item.end):
            yield from self.entries(statement, Basis.STATEMENT, unresolved)
        for node in reversed(lineage(item)):
            if node in self.measured:
                continue  # what a measure states is its own
            stop = item.begin if node is item.node else node.own_end
            for statement in self.statements.within(node.begin, stop):
                yield from self.entries(statement, Basis.SECTION, unresolved)

    def once(self, stated: Iterable[Responsibility], unresolved: list[Unresolved]) -> Iterator[Responsibility]:
        """Yield each body of a measure's statements once in each role; a second mention is reported."""
        seen: set[tuple[object, Role, Basis]] = set()
        for responsibility in stated:
            key = (responsibility.body or responsibility.raw, responsibility.role, responsibility.basis)
            if key in seen:
                unresolved.append(self.notice("duplicate_body", responsibility.raw, responsibility.span, DUPLICATE))
            else:
                seen.add(key)
                yield responsibility

    def entries(self, statement: Statement, basis: Basis, unresolved: list[Unresolved]) -> Iterator[Responsibility]:
        """Yield the members of a statement. The team of an indicator (指标组) in a heading is no department."""
        resolver = Resolver(self.city)
        for begin, end in statement.left_over:
            unresolved.append(
                self.notice("statement_left_over", self.flow.raw(begin, end), self.flow.span(begin, end), LEFT_OVER)
            )
        for entry in statement.entries:
            raw = self.flow.raw(entry.begin, entry.end)
            if basis is Basis.SECTION and raw.endswith("指标组"):
                continue
            body = resolver.resolve(raw)
            role = Role.SECTION_LEAD if basis is Basis.SECTION and entry.role is Role.LEAD else entry.role
            confidence = CERTAIN if body is None or body.known else UNKNOWN
            yield Responsibility(raw, self.flow.span(entry.begin, entry.end), role, basis, confidence, body)

    def notice(self, code: str, raw: str, span: Span, note: Text) -> Unresolved:
        """Return what could not be settled, with its place in the file."""
        return Unresolved(code, raw, span, self.source.place(span.start), note)

    def unknown_city(self) -> Iterator[Unresolved]:
        """Yield that the city is not in the table, where the text names it."""
        place = self.flow.text.find(self.city.name)
        if self.city.level == "unknown" and place >= 0:
            span = self.flow.span(place, place + len(self.city.name))
            yield self.notice("unknown_city", self.city.name, span, UNKNOWN_CITY)

    def notices(self, stated: list[list[Responsibility]], joined: dict[Body, Body]) -> Iterator[Unresolved]:
        """Yield what an analyst may want to settle: bodies outside the tables and names joined by contraction."""
        for responsibility in (r for rs in stated for r in rs):
            body = responsibility.body
            if body is not None and not body.known:
                yield self.notice("unknown_body", responsibility.raw, responsibility.span, UNKNOWN_BODY)
            elif body in joined:
                note = Text(f"按简称归入{joined[body].short}", f"taken as a short form of {joined[body].short}")
                yield self.notice("contracted_body", responsibility.raw, responsibility.span, note)

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
            if node not in own and above is not None and node.style and node.style.name == "dash":
                begin, end, _ = self.heading_range(node)
                sub = self.sub_indicator(self.flow.raw(begin, end), own[above][0].indicator)
                own[node] = [own[above][0], self.advance(Named(sub, begin, end))]
        return own

    def heading_range(self, node: Node) -> tuple[int, int, int]:
        """Return where a title begins behind its number, where it ends, and where its bracket ends."""
        begin, end = title_range(self.flow.text, node)
        return begin + (node.marker.length if node.marker else 0), end, title_end(self.flow.text, node)

    def sub_indicator(self, name: str, parent: Indicator) -> Indicator:
        """Return the sub-indicator of a name, from the table where it is known."""
        known = next((i for i in indicators() if i.name == name and i.parent == parent.name), None)
        return known or Indicator(name, parent=parent.name)

    def advance(self, named: Named) -> Advance:
        """Return the fact that a heading states an indicator."""
        return Advance(
            named.indicator,
            Basis.SECTION,
            CERTAIN,
            self.flow.raw(named.begin, named.end),
            self.flow.span(named.begin, named.end),
        )

    def cited(self, item: Item) -> Iterator[Citation]:
        """Yield the laws and documents that a measure cites, the plan itself left out."""
        for cited in citations(self.flow.text, item.begin, item.end):
            name = self.flow.raw(*cited.name) if cited.name else None
            if name and self.page.title and name in self.page.title:
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
            )


def settled(responsibility: Responsibility, joined: dict[Body, Body]) -> Responsibility:
    """Return a responsibility with its body as the whole plan settles it."""
    body = responsibility.body
    if body is None or body not in joined:
        return responsibility
    return Responsibility(
        responsibility.raw,
        responsibility.span,
        responsibility.role,
        responsibility.basis,
        CONTRACTED,
        joined[body],
    )

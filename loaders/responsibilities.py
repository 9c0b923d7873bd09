"""Who carries each measure (责任归属): what its own statements, its row and the headings above it say.

What a heading states holds for every measure below it; what a measure states holds for itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.language import Text
from graph.model import Basis, Body, City, Form, Responsibility, Role
from loaders.grammar.departments import Resolver, contractions
from loaders.grammar.outline import Item, Node
from loaders.grammar.positions import lineage
from loaders.grammar.register import entries
from loaders.grammar.responsibility import Statement, Statements
from loaders.notices import Notices
from loaders.source import Flow

__all__ = ["CERTAIN", "Responsibilities"]

CERTAIN, CONTRACTED, RECOGNISED, UNKNOWN = 1.0, 0.9, 0.9, 0.7  # confidence in who a printed name means


@dataclass(frozen=True, slots=True)
class Responsibilities:
    """The responsibilities of a plan's measures; what is doubtful in them goes to `notices`."""

    flow: Flow
    statements: Statements
    city: City
    notices: Notices

    def of(self, items: tuple[Item, ...]) -> list[tuple[Responsibility, ...]]:
        """Return the responsibilities of each measure, its bodies as the whole plan settles them."""
        measured = {item.node for item in items if item.numbered}
        stated = [list(self.stated(item, measured)) for item in items]
        joined = contractions([r.body for found in stated for r in found if r.body])
        for responsibility in (r for found in stated for r in found):
            self.doubted(responsibility, joined)
        return [tuple(self.once(settled(r, joined) for r in found)) for found in stated]

    def stated(self, item: Item, measured: set[Node]) -> Iterator[Responsibility]:
        """Yield what the measure's own statements say, then its row, then the headings above it."""
        for statement in self.statements.within(item.begin, item.end):
            yield from self.entered(statement, Basis.STATEMENT)
        for row in item.rows:
            for cell, head in row.bodies:
                yield from self.entered(Statement(*cell, tuple(entries(self.flow, cell, head))), Basis.STATEMENT)
        for node in reversed(lineage(item)):
            if node in measured:
                continue  # what a measure states is its own
            stop = item.begin if node is item.node else node.own_end
            for begin, end in [(node.begin, stop), *((p.begin, p.end) for p in node.closing)]:
                for statement in self.statements.within(begin, end):
                    yield from self.entered(statement, Basis.SECTION)

    def entered(self, statement: Statement, basis: Basis) -> Iterator[Responsibility]:
        """Yield the members of a statement. The team of an indicator (指标组) in a heading is no department."""
        resolver = Resolver(self.city)
        for begin, end in statement.left_over:
            self.notices.note("statement_left_over", begin, end)
        for entry in statement.entries:
            raw = self.flow.raw(entry.begin, entry.end)
            if basis is Basis.SECTION and raw.endswith("指标组"):
                continue
            body = resolver.resolve(raw)
            role = Role.SECTION_LEAD if basis is Basis.SECTION and entry.role is Role.LEAD else entry.role
            confidence = CERTAIN if body is None or body.known else UNKNOWN
            if self.flow.source.form is Form.OCR:
                confidence = min(confidence, RECOGNISED)
            yield Responsibility(raw, self.flow.span(entry.begin, entry.end), role, basis, confidence, body)

    def doubted(self, responsibility: Responsibility, joined: Mapping[Body, Body]) -> None:
        """Take down what an analyst may want to settle: a body outside the tables, a name taken for a short form."""
        body = responsibility.body
        if body is not None and not body.known:
            self.notices.add("unknown_body", responsibility.raw, responsibility.span)
        elif body is not None and body in joined:
            short = joined[body].short
            self.notices.add("contracted_body", responsibility.raw, responsibility.span, Text(short, short))

    def once(self, stated: Iterable[Responsibility]) -> Iterator[Responsibility]:
        """Yield each body of a measure's statements once in each role; a second mention is taken down."""
        seen: set[tuple[object, Role, Basis]] = set()
        for responsibility in stated:
            key = (responsibility.body or responsibility.raw, responsibility.role, responsibility.basis)
            if key in seen:
                self.notices.add("duplicate_body", responsibility.raw, responsibility.span)
            else:
                seen.add(key)
                yield responsibility


def settled(responsibility: Responsibility, joined: Mapping[Body, Body]) -> Responsibility:
    """Return a responsibility with its body as the whole plan settles it."""
    body = responsibility.body
    if body is None or body not in joined:
        return responsibility
    return replace(responsibility, confidence=min(responsibility.confidence, CONTRACTED), body=joined[body])

"""What could not be settled (未能确定之处): each kind with what was done about it, and where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.language import Text
from graph.model import Span, Unresolved
from loaders.source import Flow

__all__ = ["NOTES", "Notices"]

NOTES = {
    "contracted_body": Text("按简称归入{}", "taken as a short form of {}"),
    "duplicate_body": Text("同一措施的责任表述中重复列出，只计一次", "listed twice for one measure; counted once"),
    "left_out": Text("{}", "{}"),
    "statement_left_over": Text("责任表述中有未能读懂的部分", "a part of the statement could not be read"),
    "stray_row": Text(
        "清单中的一行与正文措施对不上，未收录", "a row of a task list fits no measure of the text; left out"
    ),
    "unknown_body": Text(
        "不在核定表中的单位，按原名作为一个部门", "not in the reviewed tables; kept under its own name"
    ),
    "unknown_city": Text("不在行政区划表中的城市，按名称收录", "not in the table of cities; kept by its name"),
}
"""What is said of each kind; `{}` stands for what goes with the single case."""


@dataclass(frozen=True, slots=True)
class Notices:
    """The notices of one plan, as they come up."""

    flow: Flow
    found: set[Unresolved] = field(default_factory=set)

    def note(self, code: str, begin: int, end: int, about: Text | None = None) -> None:
        """Take down something about a range of the flow."""
        self.add(code, self.flow.raw(begin, end), self.flow.span(begin, end), about)

    def add(self, code: str, raw: str, span: Span, about: Text | None = None) -> None:
        """Take down something about a quote."""
        said = Text(NOTES[code].zh.format(about and about.zh), NOTES[code].en.format(about and about.en))
        self.found.add(Unresolved(code, raw, span, self.flow.source.place(span.start), said))

    def omissions(self) -> None:
        """Take down what the reader of the file left out or could not read."""
        for omission in self.flow.source.omissions:
            self.add("left_out", "", Span(omission.offset, omission.offset), omission.note)

    def __iter__(self) -> Iterator[Unresolved]:
        """Yield the notices in the order of the text."""
        return iter(sorted(self.found, key=lambda each: (each.span, each.code)))

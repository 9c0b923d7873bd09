"""Styles of a docx (ECMA-376 Part 1 §17.7) as far as they change what is printed: numbers, hidden text, contents."""

from dataclasses import dataclass

from loaders.read.docx.elements import attribute, child, is_on, number, tag, value
from loaders.read.package import Node

__all__ = ["Style", "Styles"]

DEEPEST = 50  # styles that a style may be based on, one upon the other


@dataclass(frozen=True, slots=True)
class Style:
    """A style; None: it leaves that to the style it is based on. `num_id` 0 takes numbers away."""

    id: str
    name: str
    base: str | None
    num_id: int | None
    level: int | None
    hidden: bool | None


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: Node | None) -> None:
        self.known: dict[str, Style] = {}
        self.default: str | None = None
        for element in () if root is None else root:
            found = attribute(element, "styleId") if tag(element) == "w:style" else None
            if found is None:
                continue
            numbers = child(element, "w:pPr", "w:numPr")
            self.known[found] = Style(
                found,
                (value(element, "w:name") or "").lower(),
                value(element, "w:basedOn"),
                number(value(numbers, "w:numId")),
                number(value(numbers, "w:ilvl")),
                is_on(element, "w:rPr", "w:vanish"),
            )
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in {"1", "true", "on"}:
                self.default = found

    def chain(self, style: str | None) -> tuple[Style, ...]:
        """Return a style and those it is based on, nearest first."""
        found: list[Style] = []
        while style in self.known and len(found) < DEEPEST:
            found.append(self.known[style])
            style = found[-1].base
        return tuple(found)

    def paragraph(self, style: str | None) -> tuple[Style, ...]:
        """Return the chain of a paragraph's style, that of the default one where it names none."""
        return self.chain(self.default if style is None else style)

    def hides(self, chain: tuple[Style, ...]) -> bool | None:
        """Tell whether styles hide text; None where they say nothing."""
        return next((style.hidden for style in chain if style.hidden is not None), None)

"""Numbers that a browser puts before the items of a list (HTML §4.4.5, CSS Counter Styles Level 3 §6)."""

import re
from dataclasses import dataclass

from loaders.grammar.characters import canonical
from loaders.grammar.numbering import marker
from loaders.read.html.page import Element
from loaders.read.number_signs import printed

__all__ = ["Counter", "integer", "numbered"]

TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
STYLES = {  # counter style → format of Word that writes the same, and what stands behind
    "decimal": ("decimal", ". "),
    "decimal-leading-zero": ("decimalZero", ". "),
    "lower-alpha": ("lowerLetter", ". "),
    "lower-latin": ("lowerLetter", ". "),
    "upper-alpha": ("upperLetter", ". "),
    "upper-latin": ("upperLetter", ". "),
    "lower-roman": ("lowerRoman", ". "),
    "upper-roman": ("upperRoman", ". "),
    "cjk-decimal": ("ideographDigital", "、"),
    "cjk-ideographic": ("chineseCountingThousand", "、"),
    "simp-chinese-informal": ("chineseCountingThousand", "、"),
    "trad-chinese-informal": ("taiwaneseCountingThousand", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
}
OPENING = 40  # characters in which a number stands
STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
"""A style that is not in the table (none, disc) prints no number."""


@dataclass(slots=True)
class Counter:
    """The count of a list: its style and its next number."""

    style: str
    next: int

    @classmethod
    def of(cls, element: Element) -> "Counter":
        """Return the count of a list; an unordered one prints no numbers unless its style does."""
        ordered = element.tag == "ol"
        start = integer(element.attributes.get("start")) if ordered else None
        return cls(style_of(element, "decimal" if ordered else "disc"), 1 if start is None else start)

    def number(self, item: Element) -> str:
        """Return the number of the next item as printed, with what stands behind it."""
        value = integer(item.attributes.get("value"))
        count = self.next if value is None else value
        self.next = count + 1
        style, suffix = STYLES.get(style_of(item, self.style), ("none", ""))
        return printed(count, style) + suffix


def style_of(element: Element, inherited: str) -> str:
    """Return the counter style of a list or of an item."""
    written = STYLE.search(element.attributes.get("style", "").lower())
    return written[1] if written else TYPES.get(element.attributes.get("type", ""), inherited)


def integer(printed: str | None) -> int | None:
    """Return the number that an attribute states, None where it states none."""
    found = re.match(r"\s*([+-]?\d{1,9})", printed or "")
    return int(found[1]) if found else None


def numbered(line: str) -> bool:
    """Tell whether a line has a number of its own; then the list shows none (a style sheet says so)."""
    return marker(canonical("".join(line[:OPENING].split()))) is not None

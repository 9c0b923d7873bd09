"""Number styles of Chinese official documents (层次序数): 第一章, 一、, （一）, 1., （1）, ①, 第一条, ——.

Order of levels after GB/T 9704-2012 (党政机关公文格式) 7.3.3: 一、 （一） 1. （1）; chapters and articles
stand around them as in regulations. A style is a row of the table; the grammar knows nothing else of it.
"""

import re
from dataclasses import dataclass

from loaders.grammar.numerals import HAN, value

__all__ = ["STYLES", "Marker", "Style", "marker"]


@dataclass(frozen=True, slots=True)
class Style:
    """A number style. `rank` orders levels from above; `item` styles may number measures."""

    name: str
    rank: int
    pattern: re.Pattern[str]
    item: bool


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at the head of a line: its style, value (null for a dash) and length."""

    style: Style
    value: int | None
    length: int


STYLES = tuple(
    Style(name, rank, re.compile(pattern), item)
    for name, rank, pattern, item in (
        ("part", 0, rf"第([{HAN}]{{1,4}})(?:编|部分)(?![{HAN}、])", False),
        ("chapter", 1, rf"第([{HAN}\d]{{1,4}})章", False),
        ("division", 2, rf"第([{HAN}\d]{{1,4}})节", False),
        ("han", 3, rf"([{HAN}]{{1,4}})[、.](?!\d)", True),
        ("han_bracket", 4, rf"（([{HAN}]{{1,4}})）[、.]?", True),
        ("dash", 5, r"(?:——|--|—)()(?=[\u4e00-\u9fff“])", False),
        ("article", 6, rf"第([{HAN}\d]{{1,5}})条(?![款例])[、.：]?", True),
        ("task", 7, r"(?:任务|措施|举措)(\d{1,3}|[一二三四五六七八九十]{1,3})[、.：]", True),
        ("arabic", 8, r"(\d{1,3})[.、](?!\d)", True),
        ("arabic_bracket", 9, r"（(\d{1,3})）[、.]?", False),
        ("arabic_half_bracket", 9, r"(\d{1,3})）", False),
        ("circled", 10, r"([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])[、.]?", False),
    )
)


def marker(text: str, start: int = 0) -> Marker | None:
    """Return the number that stands at a place of canonical text, or None."""
    for style in STYLES:
        found = style.pattern.match(text, start)
        if found is None:
            continue
        number = value(found.group(1)) if found.group(1) else None
        if number is not None or style.name == "dash":
            return Marker(style, number, found.end() - start)
    return None

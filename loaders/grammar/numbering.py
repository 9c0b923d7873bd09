"""Number styles of Chinese official documents (层次序数): 第一章, 一、, （一）, 1., （1）, ①, 第一条, 1.1, ——.

Order of levels after GB/T 9704-2012 (党政机关公文格式) 7.3.3: 一、 （一） 1. （1）; chapters stand above
them as in regulations, decimal numbers below 1. as in standards (GB/T 1.1-2020). Where articles and
tasks stand among them differs from document to document: they are `free`, and the order in which a
document opens them decides. A style is a row of the table; the grammar knows nothing else of it.
"""

import re
from dataclasses import dataclass

from loaders.grammar.numerals import HAN, value

__all__ = ["STYLES", "Marker", "Style", "marker"]


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A number style. `rank` orders levels from above; `item` styles may number measures; `free` ones any level."""

    name: str
    rank: int
    pattern: re.Pattern[str]
    item: bool
    free: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at the head of a line: its style, value (null for a dash) and length."""

    style: Style
    value: int | None
    length: int


WORDS = r"(?!\d(?!\d{3}年))"  # a number of its own (2023年) may follow, no decimal
TEXT = r"(?=[\u4e00-\u9fff“《（〔])"
# A figure with a unit at the head of a line (1.5万元) is no decimal number of a paragraph.
DECIMAL = rf"[.、]?{TEXT}(?!万|亿|倍|元|天|%|个(?!体)|工作日|小时|公里|平方|以[内上下]|左右)"

STYLES = tuple(
    Style(name, rank, re.compile(pattern), item, name in ("article", "task"))
    for name, rank, pattern, item in (
        ("part", 0, rf"第([{HAN}]{{1,4}})(?:编|篇|部分|板块)(?![{HAN}、])", False),
        ("chapter", 1, rf"第([{HAN}\d]{{1,4}})章", False),
        ("division", 2, rf"第([{HAN}\d]{{1,4}})节", False),
        ("roman", 3, rf"([Ⅰ-Ⅻ])[、.]?{TEXT}|([IVX]{{1,5}})[、.]{TEXT}", True),
        ("han", 4, rf"([{HAN}]{{1,4}})[、.]{WORDS}", True),
        ("han_bracket", 5, rf"（([{HAN}]{{1,4}})）[、.]?|([㈠-㈩])[、.]?", True),
        ("dash", 6, r"(?:——|--|—)()(?=[\u4e00-\u9fff“])", False),
        ("article", 7, rf"第([{HAN}\d]{{1,5}})条(?![款例])[、.：]?", True),
        (
            "task",
            8,
            rf"(?:重点|工作|主要|专项)?(?:任务|措施|举措|事项|行动|工程)(?:（([{HAN}\d]{{1,3}})）[、.：]?|([{HAN}\d]{{1,3}})[、.：](?!\d))",
            True,
        ),
        ("arabic", 9, rf"(\d{{1,3}})[*★☆▲]{{0,2}}[.、]{WORDS}|([⒈-⒛])", True),
        ("letter", 10, rf"([A-Za-z甲乙丙丁戊己庚辛壬癸])[、.]{TEXT}", True),
        ("decimal2", 11, rf"\d{{1,2}}\.(\d{{1,2}}){DECIMAL}", True),
        ("decimal3", 12, rf"\d{{1,2}}\.\d{{1,2}}\.(\d{{1,2}}){DECIMAL}", True),
        ("arabic_bracket", 13, r"（(\d{1,3})）[、.]?|([⑴-⒇])", True),
        ("arabic_half_bracket", 14, r"(\d{1,3})）[、.]?", False),
        ("circled", 15, r"([①-⑳㉑-㉟㊱-㊿❶-❿➀-➉])[、.]?", False),
    )
)


ANY = re.compile("|".join(f"(?:{style.pattern.pattern})" for style in STYLES))


def marker(text: str, start: int = 0) -> Marker | None:
    """Return the number that stands at a place of canonical text, or None."""
    if ANY.match(text, start) is None:  # most lines begin with a word
        return None
    for style in STYLES:
        found = style.pattern.match(text, start)
        if found is None:
            continue
        printed = next((group for group in found.groups() if group), "")
        number = value(printed) if printed else None
        if number is not None or style.name == "dash":
            return Marker(style, number, found.end() - start)
    return None

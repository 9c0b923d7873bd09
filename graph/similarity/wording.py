"""The wording (文字) of a measure that is compared, and where each of its characters stands.

Left out is what measures share without having anything in common, or what must differ between cities:
the printed number; responsibility statements, which name each city's own bodies; titles and numbers of
documents cited (that both cite one is told by CITES); stock phrases (`phrases.csv`), which every plan has;
punctuation and white space. Full-width letters and digits count as the plain ones.

What is left depends on the text alone, never on how often other plans use a phrase: so two measures are as
similar in a graph of two plans as in one of three hundred.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["LEFT_OUT", "PHRASES", "Wording", "wording"]

TABLE: Final = Path(__file__).with_name("phrases.csv")
with TABLE.open(encoding="utf-8", newline="") as opened:
    PHRASES: Final = tuple(sorted((row["phrase"] for row in csv.DictReader(opened)), key=lambda p: (-len(p), p)))
"""Stock phrases without punctuation, the longest first."""

UNIT = "(?:单位|部门|主体|机构)"
LABEL = f"(?:牵头|责任|配合|主办|协办|承办|落实|实施|参与|协助|主管|负责)(?:责任|落实)?(?:{UNIT}|领导|人)"
DUTY = "(?:牵头|负责|配合|落实|参与|协助|组织实施)"
BODY = "(?:局|委|办|厅|部|院|中心|公司|银行|支行|法院|海关|政府|管委会)"
INSIDE = r"[^（()）]{0,600}(?:[（(][^（()）]{0,60}[）)][^（()）]{0,300}){0,8}"  # of a bracket, with brackets one deep

LEFT_OUT: Final = (
    r"^[（(]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[）)、.．]",  # printed number
    rf"[（(〔［\[【][^：:（()）。]{{0,12}}{LABEL}{INSIDE}[）)〕］\]】]?",  # statement in brackets, behind a label
    rf"[（(]{INSIDE}{DUTY}[；。]?[）)]",  # statement in brackets, its verbs last
    rf"[（(](?:[^（()）、，。]{{1,20}}{BODY}[、，,；;]){{1,40}}[^（()）、，。]{{1,20}}{BODY}[）)]。?$",  # bare list
    rf"{LABEL}[：:][^。]{{0,1000}}",  # statement behind a label, without brackets
    rf"(?<=[。；])[^。；，、]{{1,20}}{BODY}[^。；]{{0,300}}(?:牵头|负责|配合)。?$",  # closing sentence
    r"《[^》]{1,80}》",  # title cited
    r"[（(][^（()）]{1,30}号令?[）)]",  # number of a document cited, in brackets
    r"[\u4e00-\u9fff]{1,8}[〔［\[]\d{4}[〕］\]]\d{1,4}号",  # the same without
)
"""Patterns of what a text has besides its wording; each is bounded, and tried on the whole text."""

PLAIN: Final = {0xFF01 + n: 0x21 + n for n in range(94)}  # full-width letters, digits and marks


@dataclass(frozen=True, slots=True)
class Wording:
    """The characters of a text that are compared; `places[i]` is where the i-th of them stands in `text`."""

    text: str
    characters: str
    places: tuple[int, ...]


def wording(text: str) -> Wording:
    """Return what of a measure's text is compared."""
    places = [place for place in _kept(text) if text[place].isalnum()]
    plain = "".join(text[place] for place in places).translate(PLAIN)
    begin, left = 0, []
    for found in STOCK.finditer(plain):
        left.append((begin, found.start()))
        begin = found.end()
    left.append((begin, len(plain)))
    return Wording(
        text,
        "".join(plain[start:end] for start, end in left),
        tuple(place for start, end in left for place in places[start:end]),
    )


def _kept(text: str) -> Iterator[int]:
    """Yield the places that no pattern leaves out, in order."""
    left_out: set[int] = set()
    for pattern in PATTERNS:
        for found in pattern.finditer(text):
            left_out.update(range(*found.span()))
    return (place for place in range(len(text)) if place not in left_out)


PATTERNS: Final = tuple(map(re.compile, LEFT_OUT))
STOCK: Final = re.compile("|".join(map(re.escape, PHRASES)))

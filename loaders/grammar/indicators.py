"""Indicators by section (按指标分章): which national indicator a section is about.

A section is an indicator's own where its heading names the indicator's group (“开办企业”指标组负责), is
the indicator's name, or, in a plan organised by indicators, holds its name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import Indicator
from loaders.grammar.characters import canonical
from loaders.tables import indicator_aliases, indicators

__all__ = ["Named", "exact", "own_indicators", "plain"]

TEAM = re.compile(r"“([^“”]{2,20})”指标(?:组|专班|工作组|提升组|牵头)")
AROUND = re.compile(r"^指标[一二三四五六七八九十\d]{1,3}[：:]?|(?:方面|指标|领域)$")
ORGANISED = 0.5  # share of sections naming an indicator from which a plan is organised by them


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator named in a heading, and the range of the flow that names it."""

    indicator: Indicator
    begin: int
    end: int


def own_indicators(text: str, headings: Sequence[tuple[int, int, int]]) -> list[Named | None]:
    """Return, for each heading of one level, the indicator it is about.

    Args:
        text: canonical text of the flow.
        headings: for each, where its title begins (behind the number), where it ends without the bracket
            that names who leads, and where it ends with it.

    """
    sure = [team(text, begin, whole) or exact(text, begin, end) for begin, end, whole in headings]
    held = [held_name(text, begin, end) for begin, end, _ in headings]
    share = sum(1 for a, b in zip(sure, held, strict=True) if a or b) / len(headings) if headings else 0.0
    if len(headings) > 2 and share >= ORGANISED:  # noqa: PLR2004 -- two headings are no organisation
        return [a or b for a, b in zip(sure, held, strict=True)]
    return sure


@cache
def aliases() -> dict[str, Indicator]:
    """Return the national indicators by each printed name, canonical, without separators."""
    national = {i.name for i in indicators() if i.parent is None}
    return {plain(name): i for name, i in indicator_aliases().items() if i.name in national}


def plain(name: str) -> str:
    """Return a name without the marks that are printed now and then inside it."""
    return re.sub(r"[、，“”\s]", "", canonical(name))


def team(text: str, begin: int, end: int) -> Named | None:
    """Return the indicator whose group the heading names."""
    for mark in TEAM.finditer(text, begin, end):
        indicator = aliases().get(plain(mark.group(1)))
        if indicator is not None:
            return Named(indicator, *mark.span(1))
    return None


def exact(text: str, begin: int, end: int) -> Named | None:
    """Return the indicator whose name the whole heading is."""
    indicator = aliases().get(AROUND.sub("", plain(text[begin:end])))
    return Named(indicator, begin, end) if indicator else None


def held_name(text: str, begin: int, end: int) -> Named | None:
    """Return the indicator that the heading names first."""
    mark = names().search(text, begin, end)
    return Named(aliases()[plain(mark.group())], *mark.span()) if mark else None


@cache
def names() -> re.Pattern[str]:
    """Return the pattern of all names, the longest first, with the marks that may be printed inside them."""
    longest_first = sorted(aliases(), key=len, reverse=True)
    return re.compile("|".join(r"[、，“”]?".join(map(re.escape, name)) for name in longest_first))

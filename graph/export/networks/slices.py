"""Which networks are drawn of which part of a corpus (切片): one declared table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import networkx as nx

from graph.export.corpus import Corpus
from graph.export.networks.bipartite import covered_indicators, two_mode
from graph.export.networks.direction import lead_support
from graph.export.networks.levels import Level
from graph.export.networks.projection import co_responsibility
from graph.export.networks.similarity import compared_cities, similar_cities

__all__ = ["SLICES", "Drawn", "Kind", "Slice", "drawn"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of network: its name, and how it is drawn, with section leads counted or not."""

    name: str
    draw: Callable[[Corpus, Level, bool], nx.Graph]


@dataclass(frozen=True, slots=True)
class Slice:
    """A way to cut a corpus into parts, by the name of each, and the networks drawn of every part.

    `one_city`: drawn only where the whole corpus is of one city; departments of several share nothing.
    """

    name: str
    parts: Callable[[Corpus], dict[str, Corpus]]
    level: Level
    kinds: tuple[Kind, ...]
    one_city: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A network, and the part of the corpus it was drawn of.

    `member` names the part in its slice (a city by its code), None for the whole; `level` is None where
    the nodes are cities.
    """

    slice: str
    member: str | None
    level: Level | None
    name: str
    part: Corpus
    network: nx.Graph


def _whole(corpus: Corpus) -> dict[str, Corpus]:
    return {WHOLE: corpus}


def _indicators(corpus: Corpus) -> dict[str, Corpus]:
    """Return the parts by indicator; none where one was chosen: other parts would hold its measures only."""
    return corpus.by_indicator() if corpus.indicator is None else {}


WHOLE = ""

MEASURES = Kind("measure", lambda corpus, level, _: two_mode(corpus, level=level))
INDICATORS = Kind(
    "indicator", lambda corpus, level, leads: covered_indicators(corpus, level=level, section_leads=leads)
)
SHARING = Kind(
    "co-responsibility", lambda corpus, level, leads: co_responsibility(corpus, level=level, section_leads=leads)
)
LEADING = Kind("lead-support", lambda corpus, level, leads: lead_support(corpus, level=level, section_leads=leads))

EACH = (MEASURES, INDICATORS, SHARING, LEADING)
WITHIN_AN_INDICATOR = (MEASURES, SHARING, LEADING)

SLICES = (
    Slice("all", _whole, Level.DEPARTMENT, (MEASURES, INDICATORS)),
    Slice("all", _whole, Level.FUNCTION, EACH),
    Slice("city", Corpus.by_city, Level.DEPARTMENT, EACH),
    Slice("indicator", _indicators, Level.FUNCTION, WITHIN_AN_INDICATOR),
    Slice("indicator", _indicators, Level.DEPARTMENT, WITHIN_AN_INDICATOR, one_city=True),
    Slice("period", Corpus.by_period, Level.FUNCTION, EACH),
    Slice("period", Corpus.by_period, Level.DEPARTMENT, EACH, one_city=True),
)
"""What is drawn, in this order. A new slice is a line here and its words in codebook.toml."""


def drawn(corpus: Corpus, *, section_leads: bool = False) -> Iterator[Drawn]:
    """Yield every network of every slice, one at a time, and last the one of cities where they were compared.

    Where measures of fewer than two cities have been compared, that one is absent: it would say that
    the cities have nothing in common, and that is not known.
    """
    cities = corpus.cities
    for cut in SLICES:
        if cut.one_city and len(cities) != 1:
            continue
        for member, part in cut.parts(corpus).items():
            for kind in cut.kinds:
                network = kind.draw(part, cut.level, section_leads)
                name = f"{cut.level}-{kind.name}"
                yield Drawn(cut.name, member or None, cut.level, name, part, network)
    if len(compared_cities(corpus)) > 1:
        yield Drawn("all", None, None, "city-similarity", corpus, similar_cities(corpus))

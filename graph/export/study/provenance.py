"""What a study rests on (依据): options, versions, seeds, decisions of people, and how well plans were read."""

import hashlib
import platform
from collections.abc import Collection, Iterator
from importlib.metadata import version
from typing import Any

from graph.export.backbone import LEVEL, Correction
from graph.export.corpus import Corpus
from graph.export.measures import DIGITS, SEED
from graph.export.networks import SEPARATOR, counted
from graph.export.study.figures import font
from graph.export.study.request import Options, Reading
from graph.extras import needs
from graph.judgements import Decisions

__all__ = ["ACCURACY", "DECISIONS", "PROVENANCE", "decisions", "provenance"]

PROVENANCE = ("name", "value")
DECISIONS = ("id", "when", "who", "verdict", "about", "value", "city", "quote", "why")
ACCURACY = ("layer", "layer_en", "annotated", "other_notations")

LIBRARIES = ("networkx", "rustworkx", "numpy", "matplotlib", "jinja2")


def provenance(corpus: Corpus, options: Options, reading: Reading | None) -> Iterator[dict[str, Any]]:
    """Yield options, seeds, levels and versions; `corpus` is a digest of the files read, whatever their order."""
    with needs("study"):
        libraries = {name: version(name) for name in LIBRARIES}
    told = {
        "cities": SEPARATOR.join(options.cities) or None,
        "indicator": options.indicator,
        "formats": SEPARATOR.join(options.formats),
        "roles": SEPARATOR.join(counted(section_leads=options.section_leads)),
        "corpus": hashlib.sha256("".join(sorted(each.sha256 for each in corpus.documents)).encode()).hexdigest(),
        "parser": reading.parser if reading else None,
        "louvain_seed": SEED,
        "backbone_level": LEVEL,
        "backbone_correction": str(Correction.BH),
        "digits": DIGITS,
        "python": platform.python_version(),
        "yingshang": version("yingshang"),
        **libraries,
        "font": " ".join(font()),
    }
    for name, value in told.items():
        yield {"name": name, "value": value}


def decisions(corpus: Corpus, log: Decisions, places: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield the decisions in force that concern the corpus: for every city, or for one of its cities or above it.

    Of decisions about a measure, or something in one, only those about its own measures.

    Args:
        corpus: what is studied.
        log: every decision.
        places: names and codes of its cities and of those above them.

    """
    measures = {measure.id for measure in corpus.measures}
    for decision in log.in_force:
        if (decision.city is None or decision.city in places) and _concerns(decision.about, measures):
            yield decision.line()


def _concerns(about: str, measures: Collection[str]) -> bool:
    """Tell whether a decision is about a name or a note, or about something in one of the measures."""
    return about.startswith(("name/", "note/")) or about.removeprefix("advance/").rpartition("/")[0] in measures

"""A study (研究): one folder that a researcher can hand to a referee.

Tables and networks as an export writes them, with the backbone; figures, tables of its own, a codebook, and a
report in Chinese and English in which every number names the cell of a table that it is. The same graph,
options and versions give the same bytes. Needs the extra `study`.
"""

from importlib.resources import files
from pathlib import Path

from graph.errors import NothingToStudy
from graph.export import folder
from graph.export.corpus import read
from graph.export.study.request import Options, Progress, Reading, Silence
from graph.extras import needs
from graph.judgements import NOTHING, Decisions
from graph.language import Text
from graph.store import Store

__all__ = ["Options", "Progress", "Reading", "study"]


def study(
    store: Store,
    out: Path,
    options: Options | None = None,
    *,
    reading: Reading | None = None,
    decisions: Decisions = NOTHING,
    progress: Progress | None = None,
) -> list[Path]:
    """Write a study into a folder and return its files, the report first.

    Args:
        store: the graph to read.
        out: a folder that is missing, empty, or holds an earlier study, which is then replaced.
        options: what is asked for; everything unless told.
        reading: how well plans are read; the study says so where it is not told.
        decisions: the log of decisions; those in force that concern the cities are listed.
        progress: who listens.

    Raises:
        ExtraMissing: the extra `study` is not installed.
        UnknownFormat: networks are not written in a format that was asked for.
        UnknownCity: the graph has no document of a city that was asked for.
        UnknownIndicator: the graph does not know the indicator.
        NothingToStudy: what was asked for holds no measure.
        FolderInUse: the folder holds files that are no study's, or were changed.
        ExportFailed: a file cannot be written.
        StoreError: Neo4j did not answer.

    """
    with needs("study"):
        from graph.export.study import provenance, writing  # noqa: PLC0415 -- their libraries are not everywhere
    asked, listener = options or Options(), progress or Silence()
    folder.check_formats(asked.formats)
    listener.step(Text("读取图谱", "Reading the graph"))
    corpus = read(store, asked.cities, indicator=asked.indicator)
    if not corpus.measures:
        raise NothingToStudy(
            Text("所选范围内没有措施。", "what was asked for holds no measure."),
            Text("请先载入方案，或放宽范围。", "Load plans first, or ask for more."),
        )
    rows = store.read(_PLACES, {"codes": list(corpus.cities)})
    decided = provenance.decisions(corpus, decisions, {place for row in rows for place in row.values()})
    return writing.write(corpus, out, asked, reading, list(decided), listener)


_PLACES = (files("queries") / "cypher" / "export" / "places.cypher").read_text(encoding="utf-8")

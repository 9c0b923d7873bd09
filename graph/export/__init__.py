"""Networks of responsibility for researchers (供研究使用的责任网络), as files that lead back to the text.

`export` writes the tables of every document, measure, department, stated responsibility, target and
deadline, the networks of each slice (everything, a city, an indicator, a period), and a codebook that
explains each file and column. The same graph gives the same bytes.
"""

from collections.abc import Sequence
from pathlib import Path

from graph.export import folder
from graph.export.corpus import read
from graph.export.formats import save
from graph.store import Store

__all__ = ["export"]


def export(
    store: Store,
    out: Path,
    *,
    cities: Sequence[str] = (),
    indicator: str | None = None,
    section_leads: bool = False,
    backbone: bool = False,
    formats: Sequence[str] = folder.DEFAULT_FORMATS,
) -> list[Path]:
    """Write every table, network and the codebook into `out` and return the files, the codebook first.

    Args:
        store: the graph to read.
        out: a folder; made where it is missing. Files of the same names are replaced, others stay.
        cities: names or codes of the cities wanted; all where none is given.
        indicator: only measures that advance it; all where none is given.
        section_leads: whether section leads (专章牵头) count as sharing a measure and as load.
        backbone: whether edges of networks of shared measures say if they belong to the backbone.
        formats: of the networks, by their names in `graph.export.formats.FORMATS`.

    Raises:
        UnknownFormat: networks are not written in a format that was asked for.
        UnknownCity: the graph has no document of a city that was asked for.
        UnknownIndicator: the graph does not know the indicator.
        ExportFailed: a file cannot be written.
        ExtraMissing: the backbone needs the extra `study`.
        StoreError: Neo4j did not answer.

    """
    folder.check_formats(formats)
    corpus = read(store, cities, indicator=indicator)
    networks = folder.annotated(corpus, section_leads=section_leads, backbone=backbone)
    texts = folder.texts(corpus, networks, section_leads=section_leads, written_as=formats)
    written = [save(out / name, text) for name, text in texts]
    return [written[-1], *written[:-1]]

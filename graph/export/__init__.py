"""Networks of responsibility for researchers (供研究使用的责任网络), as files that lead back to the text.

`export` writes the department-measure network, the co-responsibility networks per city and by function,
the tables of every stated responsibility, target and deadline, the corpus list, and a codebook that
explains each column. The same graph gives the same bytes.
"""

from collections.abc import Sequence
from pathlib import Path

from graph.export import folder, formats
from graph.export.corpus import read
from graph.store import Store

__all__ = ["export"]


def export(store: Store, out: Path, *, cities: Sequence[str] = (), section_leads: bool = False) -> list[Path]:
    """Write every network, table and the codebook into `out` and return the files, the codebook first.

    Args:
        store: the graph to read.
        out: a folder; made where it is missing. Files of the same names are replaced, others stay.
        cities: names or codes of the cities wanted; all where none is given.
        section_leads: whether section leads (专章牵头) count as sharing a measure and as load.

    Raises:
        UnknownCity: the graph has no document of a city that was asked for.
        ExportFailed: a file cannot be written.
        StoreError: Neo4j did not answer.

    """
    texts = folder.texts(read(store, cities), section_leads=section_leads)
    return [formats.save(out / name, text) for name, text in texts.items()]

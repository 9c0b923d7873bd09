"""How a study is written (成稿): the export, tables of its own, figures, codebook and report, in that order.

Each is made from what stands in the folder before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import networkx as nx

from graph.export import folder
from graph.export.corpus import Corpus
from graph.export.formats import read_csv, save, table
from graph.export.networks import Drawn
from graph.export.study import codebook, derived, provenance, report
from graph.export.study.destination import LIST, replacing
from graph.export.study.figures import Drawing, drawing, drawings, saved, unknown, wanted
from graph.export.study.request import Options, Progress, Reading
from graph.export.study.tables import Row, Tables
from graph.language import Text

__all__ = ["write"]

REPORT = "report.html"
FIGURES = ("figure", "kind", "city_code", "reason", "shown", "of")


def write(
    corpus: Corpus,
    out: Path,
    options: Options,
    reading: Reading | None,
    decided: Sequence[Mapping[str, Any]],
    progress: Progress,
) -> list[Path]:
    """Write the study of a corpus into a folder and return its files, the report first.

    Args:
        corpus: what is studied.
        out: where to.
        options: what was asked for.
        reading: how well plans are read.
        decided: the decisions that concern the corpus.
        progress: who listens.

    Raises:
        FolderInUse: the folder holds files that are no study's, or were changed.
        ExportFailed: a file cannot be written.

    """
    with replacing(out) as place:
        networks: dict[str, nx.Graph] = {}
        page = _export(place, corpus, options, networks, progress)
        tables = Tables(place)
        _add(place, "provenance", provenance.provenance(corpus, options, reading), provenance.PROVENANCE)
        _add(place, "decisions", decided, provenance.DECISIONS)
        _add(place, "accuracy", reading.accuracy if reading else (), provenance.ACCURACY)
        for name, columns, made in derived.TABLES:
            _add(place, name, made(tables), columns)
        drawn = _figures(place, list(drawings(tables, networks)), progress)
        _add(place, "summary", derived.summary(tables), derived.SUMMARY_COLUMNS)
        progress.step(Text("报告", "The report"))
        save(place / folder.CODEBOOK, page + codebook.section())
        save(place / REPORT, report.page(tables, drawn, unknown(_drawn_words(tables))))
    listed = [out / (row["file"] or "") for row in read_csv(out / LIST)]
    return sorted([*listed, out / LIST], key=lambda file: (file.name != REPORT, file))


def _export(place: Path, corpus: Corpus, options: Options, kept: dict[str, nx.Graph], progress: Progress) -> str:
    """Write what an export writes and return its codebook; keep the networks that figures show."""
    progress.step(Text("网络与表格", "Networks and tables"))
    networks = folder.annotated(corpus, section_leads=options.section_leads, backbone=True)
    seen = _seen(networks, corpus, kept, progress)
    page = ""
    for path, text in folder.texts(corpus, seen, section_leads=options.section_leads, written_as=options.formats):
        if path == folder.CODEBOOK:
            page = text
        else:
            save(place / path, text)
    return page


def _seen(networks: Iterable[Drawn], corpus: Corpus, kept: dict[str, nx.Graph], progress: Progress) -> Iterator[Drawn]:
    """Pass networks on; keep those that figures show, by city code, the one of everything by ""."""
    cities = len(corpus.cities)
    met: set[str | None] = set()
    for each in networks:
        if wanted(each, cities):
            kept[each.member or ""] = each.network
        if each.slice == "city" and each.member not in met:
            met.add(each.member)
            progress.count(len(met), cities)
        yield each


def _figures(place: Path, planned: Sequence[Drawing], progress: Progress) -> list[tuple[Drawing, bytes | None]]:
    """Draw and write every figure, and the table of them; return them with their SVG."""
    progress.step(Text("插图", "Figures"))
    found: list[tuple[Drawing, bytes | None]] = []
    with drawing():
        for done, each in enumerate(planned, start=1):
            written = saved(each.draw()) if each.draw else {}
            for suffix, content in written.items():
                save(place / f"{each.path}{suffix}", content)
            found.append((each, written.get(".svg")))
            progress.count(done, len(planned))
    _add(place, "figures", (_listed(each) for each in planned), FIGURES)
    return found


def _listed(each: Drawing) -> dict[str, Any]:
    return {
        "figure": each.path if each.draw else None,
        "kind": each.kind,
        "city_code": each.city["city_code"] if each.city else None,
        "reason": each.reason,
        "shown": each.shown,
        "of": each.of,
    }


def _add(place: Path, name: str, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    save(place / "tables" / f"{name}.csv", table(rows, columns))


def _drawn_words(tables: Tables) -> Iterator[str]:
    """Yield the words of documents that figures show."""
    shown: dict[str, Sequence[str]] = {"loads": ("label",), "cities": ("city",), "function_spread": ("function",)}
    for name, columns in shown.items():
        for row in tables.rows(name):
            yield from (_stated(row, column) for column in columns)


def _stated(row: Row, column: str) -> str:
    return row[column] or ""

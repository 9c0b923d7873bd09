"""The files of one export, one at a time: what an analyst finds in the folder."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import networkx as nx

from graph.errors import UnknownFormat
from graph.export import codebook, formats, tables
from graph.export.carriers import CARRIERS, carrier_rows
from graph.export.corpus import Corpus
from graph.export.formats import filename, table
from graph.export.measures import annotate, load
from graph.export.networks import Drawn, counted, drawn, two_mode
from graph.extras import needs
from graph.language import Text

__all__ = ["CODEBOOK", "DEFAULT_FORMATS", "annotated", "check_formats", "network_path", "place_name", "texts"]

CODEBOOK = "README.md"
DEFAULT_FORMATS = ("graphml", "csv")


def texts(
    corpus: Corpus,
    networks: Iterable[Drawn] | None = None,
    *,
    section_leads: bool = False,
    written_as: Sequence[str] = DEFAULT_FORMATS,
) -> Iterator[tuple[str, str]]:
    """Yield the path of every file with its text: tables, networks, tables read off them, last the codebook.

    `networks` are those of `annotated`, given by who wants to see them pass; made here otherwise.
    """
    for name, rows, columns in tables.base(corpus, section_leads=section_leads):
        yield f"tables/{name}.csv", table(rows, columns)
    listed: list[dict[str, Any]] = []
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in CARRIERS}
    for each in annotated(corpus, section_leads=section_leads) if networks is None else networks:
        path = network_path(each, corpus)
        listed.append({"network": path, **tables.network(each)})
        for name, row in carrier_rows(path, each):
            found[name].append(row)
        for suffix, text in formats.texts(each.network, written_as).items():
            yield f"{path}{suffix}", text
    for name, columns in CARRIERS.items():
        yield f"tables/{name}.csv", table(found[name], columns)
    yield "tables/networks.csv", table(listed, tables.NETWORKS)
    yield CODEBOOK, codebook.page(corpus, listed, written_as, section_leads=section_leads)


def check_formats(names: Iterable[str]) -> None:
    """See that networks can be written in these formats.

    Raises:
        UnknownFormat: in one of them they cannot.

    """
    if unknown := [name for name in names if name not in formats.FORMATS]:
        raise UnknownFormat(
            Text(f"不会写{'、'.join(unknown)}格式。", f"networks are not written as {', '.join(unknown)}."),
            Text(f"可选格式：{'、'.join(formats.FORMATS)}。", f"Formats: {', '.join(formats.FORMATS)}."),
        )


def annotated(corpus: Corpus, *, section_leads: bool = False, backbone: bool = False) -> Iterator[Drawn]:
    """Yield every network with loads and positions on its carriers, and figures of the whole on the network.

    They are those of the part of the corpus that the network was drawn of. That of cities has none. With
    `backbone` (extra `study`) the edges of networks of shared measures say whether they belong to it.
    """
    roles = counted(section_leads=section_leads)
    networks = drawn(corpus, section_leads=section_leads)
    for (_, level), alike in groupby(networks, key=lambda each: (id(each.part), each.level)):
        loads = None
        for each in alike:
            if level is not None:
                if loads is None:
                    loads = load(each.part, level=level, roles=roles)
                annotate(each.network, loads)
                if backbone and each.name.endswith("co-responsibility"):
                    _add_backbone(each.network, two_mode(each.part, level=level, roles=roles))
            yield each


def _add_backbone(network: nx.Graph, bipartite: nx.Graph) -> None:
    with needs("study"):
        from graph.export import backbone  # noqa: PLC0415 -- numpy is not everywhere
    backbone.annotate(network, bipartite)


def network_path(each: Drawn, corpus: Corpus) -> str:
    """Return where a network stands in the folder, without an ending: networks/city/231086-东宁市/department-measure.

    The path of a network is the same whatever else is exported.
    """
    parts = ["networks", each.slice]
    if each.member is not None:
        parts.append(place_name(each.member, corpus.cities.get(each.member, each.member)))
    return "/".join((*parts, each.name))


def place_name(code: str, name: str) -> str:
    """Return what a city is called in paths: 231086-东宁市; one without a code by its name."""
    return filename(code if name in code else f"{code}-{name}")

"""Tables of those who carry responsibility (承担者): loads, holdings by indicator, positions in networks.

Read off the networks as they are written, so that a study of many cities has each figure in one file
instead of one file a network. The rows are the nodes' and edges' own figures, to the last digit.
"""

from collections.abc import Iterator
from typing import Any

from graph.export.measures import NODE_FIGURES, Load
from graph.export.networks import Drawn

__all__ = ["CARRIERS", "carrier_rows"]

Row = dict[str, Any]

OF = ("slice", "member", "level", "carrier", "label")
POSITION = tuple(name for figure in NODE_FIGURES for name in figure.names)

CARRIERS = {
    "loads": (*OF, "city", "city_code", *Load.__slots__),
    "holdings": (*OF, "indicator", "n_measures"),
    "positions": ("network", *OF, *POSITION),
}
"""The tables by name, with their columns."""


def carrier_rows(path: str, each: Drawn) -> Iterator[tuple[str, Row]]:
    """Yield the rows that a network has for each table, with the table's name; none for that of cities.

    Loads are those of everybody in the two-mode network of measures, which holds every role; holdings
    the edges to indicators; positions the nodes of one-mode networks.
    """
    if each.level is None:
        return
    kind = each.name.removeprefix(f"{each.level}-")
    if kind == "measure":
        for node, data in each.network.nodes(data=True):
            if data["bipartite"] == 0:
                yield "loads", _of(each, node) | {name: data.get(name) for name in CARRIERS["loads"][len(OF) :]}
    elif kind == "indicator":
        for carrier, indicator, data in each.network.edges(data=True):
            label = each.network.nodes[indicator]["label"]
            yield "holdings", _of(each, carrier) | {"indicator": label, "n_measures": data["weight"]}
    else:
        for node, data in each.network.nodes(data=True):
            yield "positions", {"network": path, **_of(each, node), **{name: data.get(name) for name in POSITION}}


def _of(each: Drawn, node: str) -> Row:
    carrier = {"carrier": node, "label": each.network.nodes[node]["label"]}
    return {"slice": each.slice, "member": each.member, "level": str(each.level), **carrier}

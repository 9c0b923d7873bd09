"""Who answers together (共担网络): the network of shared measures with its core and periphery."""

from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from graph.export.study.figures.canvas import DARK, PAGE, canvas, drawable
from graph.export.study.figures.layout import places

__all__ = ["shown", "web"]

TALL, ALONE, BELOW = 130.0, 5.0, 10.0
"""Millimetres: the network, a line of those without partners, the legend."""

EM, LINE, DOT = 2.75, 4.0, 2.2
"""Millimetres of a character of a label, of its line, of the smallest circle."""

MOST = 300
"""Edges drawn; more would be a grey disc."""

BACKBONE, LIGHT = "#1a1a1a", "#b3b3b3"
CORE = "#2171b5"


def web(network: nx.Graph) -> Figure:
    """Return a drawing of a one-mode network.

    Filled circles are the core, hollow ones the periphery (`core`); larger ones have more measures. Lines are
    as wide as their Newman weight, dark where they are in the SDSM backbone. Those without partners are listed.
    """
    alone = [node for node, degree in network.degree() if not degree]
    drawn = shown(network)
    drawn.remove_nodes_from(alone)
    labels = {node: drawable(label) for node, label in network.nodes(data="label")}
    most = max([measures for _, measures in network.nodes(data="measures")] or [1])
    dots = {node: DOT + 4.2 * (measures / most) ** 0.5 for node, measures in drawn.nodes(data="measures")}
    sizes = {node: (max(EM * len(labels[node]), dots[node]) + 1.5, dots[node] + LINE + 1.0) for node in drawn}
    listed = _lines([labels[node] for node in alone])
    below = BELOW + ALONE * len(listed)
    height = TALL + below
    figure = canvas(PAGE, height)
    axes = figure.add_axes((0, below / height, 1, TALL / height), gid="network")
    axes.set_axis_off()
    axes.set_xlim(0, PAGE)
    axes.set_ylim(0, TALL)
    middle = places(drawn, sizes, (PAGE, TALL))
    spot = {node: (x, y + LINE / 2) for node, (x, y) in middle.items()}
    _ties(axes, drawn, spot)
    for node, (x, y) in spot.items():
        core = drawn.nodes[node].get("core") == 1
        axes.plot(
            x,
            y,
            marker="o",
            markersize=dots[node] * 72 / 25.4,
            markerfacecolor=CORE if core else "white",
            markeredgecolor=DARK,
            markeredgewidth=0.8,
            zorder=3,
        )
        axes.text(
            x,
            y - dots[node] / 2 - 0.6,
            labels[node],
            ha="center",
            va="top",
            fontsize=7.5,
            zorder=4,
            bbox={"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 0.4},
        )
    for place, text in enumerate(listed):
        figure.text(0.02, (below - 3.5 - ALONE * place) / height, text, fontsize=7, va="center")
    figure.legend(
        handles=_legend(drawn, network),
        loc="lower left",
        bbox_to_anchor=(0.01, 0),
        ncols=4,
        borderpad=0.2,
        columnspacing=1.4,
    )
    return figure


def shown(network: nx.Graph) -> nx.Graph:
    """Return the network with the edges that are drawn: all of them, up to `MOST`.

    Of more: the backbone, the heaviest by Newman weight, and what holds together what is connected (a maximum
    spanning forest).
    """
    if network.number_of_edges() <= MOST:
        return network.copy()
    heaviest = sorted(network.edges(data="newman"), key=lambda edge: -edge[2])[:MOST]
    kept = [(one, other) for one, other, backbone in network.edges(data="backbone_sdsm") if backbone]
    kept += [(one, other) for one, other, _ in heaviest]
    kept += nx.maximum_spanning_edges(network, weight="newman", data=False)
    drawn = nx.create_empty_copy(network)
    drawn.add_edges_from((one, other, network.edges[one, other]) for one, other in kept)
    return drawn


def _ties(axes: Any, network: nx.Graph, spot: Mapping[Any, tuple[float, float]]) -> None:
    heaviest = max([newman for *_, newman in network.edges(data="newman")], default=1.0)
    for one, other, data in sorted(
        network.edges(data=True), key=lambda edge: (edge[2]["backbone_sdsm"], edge[2]["newman"])
    ):
        kept = data["backbone_sdsm"]
        axes.plot(
            *zip(spot[one], spot[other], strict=True),
            color=BACKBONE if kept else LIGHT,
            linewidth=0.4 + 3.6 * data["newman"] / heaviest,
            zorder=2 if kept else 1,
            solid_capstyle="round",
        )


def _lines(alone: Sequence[str]) -> list[str]:
    """Return those without partners as lines that fit the width."""
    if not alone:
        return []
    lines, room = ["没有共担者 without partners："], int((PAGE - 8) / EM)
    for place, label in enumerate(alone):
        word = label + ("、" if place + 1 < len(alone) else "")
        if len(lines[-1]) + len(word) > room:
            lines.append("")
        lines[-1] += word
    return lines


def _legend(drawn: nx.Graph, network: nx.Graph) -> list[Line2D]:
    circle: dict[str, Any] = {"linestyle": "none", "marker": "o", "markersize": 6, "markeredgecolor": DARK}
    kept = sum(backbone for *_, backbone in network.edges(data="backbone_sdsm"))
    counts = f"{drawn.number_of_edges()}/{network.number_of_edges()}"
    return [
        Line2D([], [], markerfacecolor=CORE, label="核心 core", **circle),
        Line2D([], [], markerfacecolor="white", label="边缘 periphery", **circle),
        Line2D(
            [],
            [],
            color=LIGHT,
            linewidth=2.5,
            label=f"共担 shared (Newman)：{counts}",
        ),
        Line2D([], [], color=BACKBONE, linewidth=2.5, label=f"骨干 backbone (SDSM)：{kept}"),
    ]

"""Indicators and those who answer for them (指标与承担者): a heat map of measures."""

from collections.abc import Sequence

from matplotlib.colors import LinearSegmentedColormap, LogNorm
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from graph.export.study.figures.canvas import DARK, GREY, LIGHT, PAGE, canvas, drawable
from graph.export.study.tables import Row

__all__ = ["heat", "ink"]

COLOURS = LinearSegmentedColormap.from_list("measures", ["#deebf7", "#6baed6", "#08519c", "#08306b"])
DARKEST = 0.04045
"""Up to there sRGB is linear."""

CELL, TALL, LEFT, RIGHT, ABOVE, BELOW = 3.7, 6.4, 50.0, 15.0, 25.0, 9.0
"""Millimetres: least width and height of a cell, margins."""

DIGIT = 1.15
"""Millimetres of a digit."""


def heat(holdings: Sequence[Row], coverage: Sequence[Row], order: Sequence[Row]) -> Figure:
    """Return a map of how many measures of each indicator (rows) each carrier holds (columns).

    White: none of the measures that state anybody. Hatched: no measure of the indicator states a carrier, so it
    is not known who answers for it. The margin says how many state one, out of how many there are.

    Args:
        holdings: rows of holdings.csv of one part, with `carrier`, `indicator` and `n_measures`.
        coverage: `indicator`, `english`, `n_measures` and `n_counted`, in the order of the rows.
        order: rows of loads.csv, in the order of the columns.

    """
    rows, columns = len(coverage), len(order)
    held = {(row["indicator"], row["carrier"]): int(row["n_measures"] or 0) for row in holdings}
    most = max([*held.values(), 2])
    width = max(PAGE, LEFT + RIGHT + max(CELL, DIGIT * len(str(most)) + 0.6) * columns)
    height = ABOVE + BELOW + TALL * rows
    figure = canvas(width, height)
    axes = figure.add_axes(
        (LEFT / width, BELOW / height, (width - LEFT - RIGHT) / width, TALL * rows / height), gid="heat"
    )
    norm = LogNorm(1, most)
    for place, covered in enumerate(coverage):
        name = covered["indicator"] or ""
        if covered["n_counted"] == "0":
            axes.add_patch(
                Rectangle((-0.5, place - 0.5), columns, 1, facecolor="white", edgecolor=GREY, hatch="////", linewidth=0)
            )
        for at, carrier in enumerate(order):
            number = held.get((name, carrier["carrier"]), 0)
            if number:
                colour = COLOURS(norm(number))
                axes.add_patch(Rectangle((at - 0.5, place - 0.5), 1, 1, facecolor=colour, linewidth=0))
                axes.text(at, place, str(number), ha="center", va="center", fontsize=6.2, color=ink(colour))
        axes.text(columns - 0.2, place, f"{covered['n_counted']}/{covered['n_measures']}", va="center", fontsize=6.5)
        axes.annotate(
            drawable(name), (-0.5, place), (-4, 0.8), textcoords="offset points", ha="right", va="bottom", fontsize=7.5
        )
        axes.annotate(
            covered["english"] or "",
            (-0.5, place),
            (-4, 0.2),
            textcoords="offset points",
            ha="right",
            va="top",
            fontsize=5.2,
            color=GREY,
        )
    axes.text(columns - 0.2, rows - 0.35, "写明/措施\nstated/all", va="top", fontsize=6, linespacing=1.3)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_yticks([])
    axes.xaxis.tick_top()
    axes.set_xticks(
        range(columns),
        [drawable(row["label"] or "") for row in order],
        rotation=60,
        ha="left",
        rotation_mode="anchor",
        fontsize=6.8,
    )
    axes.tick_params(length=0, pad=3)
    for at in range(columns + 1):
        axes.axvline(at - 0.5, color=LIGHT, linewidth=0.3)
    for place in range(rows + 1):
        axes.axhline(place - 0.5, color=LIGHT, linewidth=0.3)
    axes.spines[:].set_visible(False)
    figure.legend(
        handles=[
            Patch(
                facecolor=COLOURS(norm(1)),
                edgecolor=DARK,
                linewidth=0.4,
                label="措施数（色深依对数）measures (log scale)：1",
            ),
            Patch(facecolor=COLOURS(1.0), edgecolor=DARK, linewidth=0.4, label=str(most)),
            Patch(facecolor="white", edgecolor=GREY, linewidth=0.4, label="无 none"),
            Patch(facecolor="white", edgecolor=GREY, linewidth=0.4, hatch="//////", label="未写明承担者 not stated"),
        ],
        loc="lower left",
        bbox_to_anchor=(0.005, 0),
        ncols=4,
        borderpad=0.2,
        columnspacing=1.4,
    )
    return figure


def ink(colour: tuple[float, float, float, float]) -> str:
    """Return black or white, whichever is easier to read on a colour: the contrast is at least 4.5 : 1 on any.

    References:
        World Wide Web Consortium (2023). Web Content Accessibility Guidelines 2.2, contrast ratio.

    """
    red, green, blue = (part / 12.92 if part <= DARKEST else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3])
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "white" if (1.05 / (light + 0.05)) > ((light + 0.05) / 0.05) else "black"

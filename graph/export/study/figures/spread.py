"""Functions across cities (各职能在城市间的分布): what part of a city's load each carries, and how that varies."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from graph.export.study.figures.canvas import DARK, GREY, PAGE, canvas, names
from graph.export.study.figures.lorenz import NAMED
from graph.export.study.tables import Row

__all__ = ["spread"]

ROW, ABOVE, BELOW, LEFT, RIGHT = 5.2, 8.0, 11.0, 52.0, 16.0


def spread(functions: Sequence[Row], shares: Sequence[Row], english: Mapping[str, str], n_cities: int) -> Figure:
    """Return, for each function, its part of a city's fractional load: range, median, and every city or the quartiles.

    Only comparable cities that name the function; their number stands in the margin.

    Args:
        functions: rows of function_spread.csv.
        shares: rows of function_shares.csv.
        english: names of functions in English.
        n_cities: comparable cities.

    """
    ranked = sorted(functions, key=lambda row: (-float(row["median"] or 0), row["function"] or ""))
    height = ABOVE + BELOW + ROW * len(ranked)
    figure = canvas(PAGE, height)
    axes = figure.add_axes(
        (LEFT / PAGE, BELOW / height, (PAGE - LEFT - RIGHT) / PAGE, ROW * len(ranked) / height), gid="spread"
    )
    places = {row["function"]: place for place, row in enumerate(ranked)}
    low, high = ([100 * float(row[name] or 0) for row in ranked] for name in ("minimum", "maximum"))
    axes.hlines(range(len(ranked)), low, high, color=GREY, linewidth=0.6, label="全距 range")
    if n_cities > NAMED:
        low, high = ([100 * float(row[name] or 0) for row in ranked] for name in ("lower_quartile", "upper_quartile"))
        axes.hlines(range(len(ranked)), low, high, color="#9ecae1", linewidth=5, label="四分位距 quartiles")
    else:
        drawn = [row for row in shares if row["function"] in places]
        axes.plot(
            [100 * float(row["share"] or 0) for row in drawn],
            [places[row["function"]] for row in drawn],
            linestyle="none",
            marker="o",
            markersize=3.6,
            markerfacecolor="white",
            markeredgecolor=DARK,
            markeredgewidth=0.6,
            label="一个城市 a city",
        )
    axes.plot(
        [100 * float(row["median"] or 0) for row in ranked],
        range(len(ranked)),
        linestyle="none",
        marker="|",
        markersize=9,
        markeredgewidth=1.8,
        markeredgecolor="#08306b",
        label="中位数 median",
    )
    names(axes, [(row["function"] or "", english.get(row["function"] or "", "")) for row in ranked])
    for place, row in enumerate(ranked):
        axes.annotate(
            f"{row['n_cities']}/{n_cities}",
            (1.015, place),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=6.5,
        )
    axes.annotate(
        "城市 cities", (1.015, 1), (0, 2), xycoords="axes fraction", textcoords="offset points", va="bottom", fontsize=6
    )
    axes.set_ylim(len(ranked) - 0.5, -0.5)
    axes.set_xlim(left=0)
    axes.set_xlabel("占本市分摊负荷的百分比 percent of the city's fractional load")
    axes.grid(axis="x", color="#d9d9d9", linewidth=0.4)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    figure.legend(loc="upper left", bbox_to_anchor=(LEFT / PAGE, 1), ncols=4, borderpad=0.2, columnspacing=1.4)
    return figure

"""How unequally load is spread in each city (负荷集中度): Lorenz curves, Gini coefficients and Herfindahl indices."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from matplotlib.figure import Figure

from graph.export.study.figures.canvas import DARK, GREY, LIGHT, PAGE, canvas, drawable
from graph.export.study.tables import Row
from graph.language import Text

__all__ = ["NAMED", "curve", "lorenz"]

NAMED = 12
"""Cities up to which each has its own line; of more, only the ends of the ranking are named."""

LINES = (
    ("#0072b2", "-"),
    ("#d55e00", "--"),
    ("#009e73", "-."),
    ("#cc79a7", ":"),
    ("#56b4e9", (0, (5, 1, 1, 1, 1, 1))),
    ("#1a1a1a", (0, (1, 1))),
)
"""Colours that the colour-blind tell apart (Okabe and Ito), each with dashes of its own for grey print."""

WHY = {
    "none": Text("未写明责任", "not stated"),
    "section_leads": Text("多为专章牵头", "mostly section leads"),
    "sparse": Text("多数措施未写明", "mostly not stated"),
    "single": Text("仅一个部门", "one department only"),
}

SQUARE, TOP, LEFT, BOTTOM, GAP, RIGHT, ENDS = 72.0, 8.0, 13.0, 12.0, 34.0, 6.0, 5


def lorenz(loads: Mapping[str, Sequence[float]], concentration: Sequence[Row], cities: Sequence[Row]) -> Figure:
    """Return Lorenz curves of fractional load, and beside them both measures, normalised, city by city.

    Cities that are not comparable are named with the reason and have no mark: their load is not known.

    Args:
        loads: fractional loads of the departments of each city, by its code.
        concentration: rows of concentration.csv of that kind of load.
        cities: rows of cities.csv.

    """
    found = {row["city_code"] or "": row for row in concentration}
    stated = [row for row in cities if row["comparable"] == "true" and found[row["city_code"] or ""]["gini_normalised"]]
    stated.sort(key=lambda row: (-float(found[row["city_code"] or ""]["gini_normalised"] or 0), row["city_code"] or ""))
    others = [row for row in cities if row not in stated]
    many = len(cities) > NAMED
    tall = SQUARE if many else max(SQUARE, 6.0 * len(cities))
    height = TOP + tall + BOTTOM
    figure = canvas(PAGE, height)
    curves = figure.add_axes(
        (LEFT / PAGE, (BOTTOM + tall - SQUARE) / height, SQUARE / PAGE, SQUARE / height), gid="lorenz"
    )
    at = LEFT + SQUARE + GAP
    dots = figure.add_axes((at / PAGE, BOTTOM / height, (PAGE - at - RIGHT) / PAGE, tall / height), gid="concentration")
    _curves(curves, [(row, loads[row["city_code"] or ""]) for row in stated], many=many)
    _dots(dots, [(row, found[row["city_code"] or ""]) for row in stated], [] if many else others, many=many)
    if many and others:
        text = f"另有 {len(others)} 个城市未写明\n或不可比，不画\n"
        text += f"{len(others)} more cities, not stated\nor not comparable: not drawn"
        curves.text(0.03, 0.97, text, va="top", fontsize=6.5, color=GREY, linespacing=1.5)
    return figure


def curve(loads: Sequence[float]) -> list[tuple[float, float]]:
    """Return the points of a Lorenz curve: part of those who carry, least first, and part of the load they carry.

    References:
        Lorenz, M. O. (1905). Methods of measuring the concentration of wealth. Publications of the American
        Statistical Association 9(70), 209-219.

    """
    ordered = sorted(loads)
    total = sum(ordered)
    return [(0.0, 0.0), *((place / len(ordered), sofar / total) for place, sofar in enumerate(accumulate(ordered), 1))]


def _curves(axes: Any, cities: Sequence[tuple[Row, Sequence[float]]], *, many: bool) -> None:
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=0.6)
    for place, (row, loads) in enumerate(cities):
        colour, dashes = LINES[place % len(LINES)]
        look = (
            {"color": "#6b6b6b", "alpha": 0.2, "linewidth": 0.5}
            if many
            else {"color": colour, "linestyle": dashes, "linewidth": 1.4 if place < len(LINES) else 0.8}
        )
        axes.plot(*zip(*curve(loads), strict=True), label=drawable(row["city"] or ""), **look)
    axes.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
    axes.set_xlabel("部门累计比例，由少到多 share of departments, least first")
    axes.set_ylabel("分摊负荷累计比例 share of fractional load")
    axes.text(
        0.46,
        0.5,
        "均等 equality",
        rotation=45,
        rotation_mode="anchor",
        fontsize=6.5,
        color=GREY,
        va="bottom",
        ha="center",
    )
    axes.spines[["top", "right"]].set_visible(False)
    if cities and not many:
        axes.legend(loc="upper left", handlelength=3.2)


def _dots(axes: Any, cities: Sequence[tuple[Row, Row]], others: Sequence[Row], *, many: bool) -> None:
    rows = len(cities) + len(others)
    size = 2.0 if many else 5.5
    for column, marker, face, label in (
        ("gini_normalised", "o", "#0072b2", "基尼系数 Gini"),
        ("hhi_normalised", "D", "white", "赫芬达尔指数 HHI"),
    ):
        values = [float(found[column] or 0) for _, found in cities]
        axes.plot(
            values,
            range(len(values)),
            linestyle="none",
            marker=marker,
            markersize=size,
            markerfacecolor=face,
            markeredgecolor=DARK,
            markeredgewidth=0.3 if many else 0.7,
            label=label,
            gid=column,
            clip_on=False,
        )
    for place, row in enumerate(others, start=len(cities)):
        reasons = [kind for kind in (row["stating"] or "").split("|") if kind in WHY] or ["single"]
        text = "、".join(WHY[kind].zh for kind in reasons) + " " + ", ".join(WHY[kind].en for kind in reasons)
        axes.text(0.02, place, text, va="center", fontsize=6.5, color=GREY)
    axes.set_ylim(max(rows, 1) - 0.5, -0.5)
    axes.set_xlim(0, 1)
    named = list(range(rows))
    if many:
        named = sorted({*range(min(ENDS, rows)), *range(max(rows - ENDS, 0), rows)})
    names = [drawable(row["city"] or "") for row in [*(row for row, _ in cities), *others]]
    _name(axes, [names[place] for place in named], named, rows, many=many)
    axes.set_xlabel("0 均等 equal　→　1 集中 concentrated")
    axes.grid(axis="x", color="#d9d9d9", linewidth=0.4)
    if not many:
        axes.grid(axis="y", color=LIGHT, linewidth=0.4, linestyle=":")
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, borderpad=0.1)


def _name(axes: Any, names: Sequence[str], places: Sequence[int], rows: int, *, many: bool) -> None:
    """Name cities at their row; of many only the first and the last, as far apart as words need."""
    if not many:
        axes.set_yticks(places, names)
        return
    axes.set_yticks([])
    step = rows / SQUARE * 3.2
    half = len(places) // 2
    for order, (name, place) in enumerate(zip(names, places, strict=True)):
        spot = order * step if order < half else rows - 1 - (len(places) - 1 - order) * step
        axes.annotate(
            name,
            (0, place),
            (-0.06, spot),
            textcoords="data",
            ha="right",
            va="center",
            fontsize=6.5,
            arrowprops={"arrowstyle": "-", "color": LIGHT, "linewidth": 0.4, "shrinkA": 1, "shrinkB": 0},
            annotation_clip=False,
        )

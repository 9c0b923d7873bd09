"""Who carries how much, by role (各部门负荷，按角色): one bar a department, the most loaded above."""

from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from graph.export.study.figures.canvas import DARK, PAGE, canvas, names
from graph.export.study.selection import carries
from graph.export.study.tables import Row
from graph.language import Text

__all__ = ["ROLES", "bars", "ranked"]

ROLES: dict[str, tuple[Text, dict[str, Any]]] = {
    "led": (Text("牵头", "leads"), {"facecolor": "#08306b"}),
    "responsible": (Text("责任", "responsible"), {"facecolor": "#4292c6"}),
    "supported": (Text("配合", "supports"), {"facecolor": "#c6dbef"}),
    "section_led": (Text("专章牵头（另列）", "leads the section (apart)"), {"facecolor": "white", "hatch": "/////"}),
}
"""The columns of loads.csv that are stacked, dark to light: they stay apart in grey, and to the colour-blind."""

ROW = 5.6
ABOVE, BELOW, LEFT, RIGHT = 9.0, 11.0, 52.0, 8.0
LETTER = 1.02
"""Millimetres: a row, the margins (the left one at least), and a letter of an English name with its part of the gap."""


def bars(loads: Sequence[Row], english: dict[str, str]) -> Figure:
    """Return bars of the measures that each carrier leads, is responsible for, supports, and of sections it leads.

    A mark shows the fractional load. Who holds two roles in one measure counts in both.

    Args:
        loads: rows of loads.csv of one city, in the order of the bars.
        english: names of carriers in English, as far as there are any.

    """
    height = ABOVE + BELOW + ROW * len(loads)
    left = max(LEFT, LETTER * max(len(english.get(row["carrier"] or "", "")) for row in loads))
    figure = canvas(PAGE, height)
    axes = figure.add_axes(
        (left / PAGE, BELOW / height, (PAGE - left - RIGHT) / PAGE, ROW * len(loads) / height), gid="bars"
    )
    places = range(len(loads))
    ends = [0.0] * len(loads)
    present = [role for role in ROLES if any(float(row[role] or 0) for row in loads)]
    for role in present:
        text, look = ROLES[role]
        lengths = [float(row[role] or 0) for row in loads]
        axes.barh(
            places, lengths, left=ends, height=0.66, edgecolor=DARK, linewidth=0.4, label=f"{text.zh} {text.en}", **look
        )
        ends = [end + length for end, length in zip(ends, lengths, strict=True)]
    carrying = [(place, float(row["fractional"] or 0)) for place, row in enumerate(loads) if carries(row)]
    if carrying:
        axes.plot(
            [load for _, load in carrying],
            [place for place, _ in carrying],
            linestyle="none",
            marker="D",
            markersize=3.4,
            markerfacecolor="#ffd92f",
            markeredgecolor=DARK,
            markeredgewidth=0.6,
            label="分摊负荷 fractional load",
        )
    for place, (row, end) in enumerate(zip(loads, ends, strict=True)):
        axes.annotate(_figures(row), (end, place), (4, 0), textcoords="offset points", va="center", fontsize=6.5)
    names(axes, [(row["label"] or "", english.get(row["carrier"] or "", "")) for row in loads])
    axes.set_ylim(len(loads) - 0.5, -0.5)
    axes.set_xlim(0, max(ends) * 1.06)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("措施数 number of measures")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.grid(axis="x", color="#d9d9d9", linewidth=0.4)
    axes.set_axisbelow(True)
    marks, words = axes.get_legend_handles_labels()
    order = sorted(range(len(marks)), key=lambda place: words[place].startswith("分摊"))
    figure.legend(
        [marks[place] for place in order],
        [words[place] for place in order],
        loc="upper right",
        bbox_to_anchor=(1, 1),
        ncols=5,
        borderpad=0.2,
        columnspacing=1.2,
    )
    return figure


def ranked(loads: Sequence[Row]) -> list[Row]:
    """Return rows of loads.csv, the most loaded first: by measures, fractional load, measures of sections led."""
    return sorted(loads, key=_rank)


def _rank(row: Row) -> tuple[float, float, float, str]:
    measures, fractional, sections = (float(row[name] or 0) for name in ("measures", "fractional", "section_led"))
    return -measures, -fractional, -sections, row["carrier"] or ""


def _figures(row: Row) -> str:
    """Return how many different measures, and how many more as lead of their section."""
    counted, sections = row["measures"] or "0", row["section_led"] or "0"
    return " ".join([*([counted] if counted != "0" else []), *([f"+{sections}"] if sections != "0" else [])])

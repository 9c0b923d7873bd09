"""Which figures a study has (插图登记): those of everything, and those of each city where there are few.

What cannot be drawn is told with the reason: no figure is left out in silence.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx
from matplotlib.figure import Figure

from graph.export.folder import place_name
from graph.export.networks import SEPARATOR, Drawn
from graph.export.study.figures.bars import bars, ranked
from graph.export.study.figures.heat import heat
from graph.export.study.figures.lorenz import NAMED, lorenz
from graph.export.study.figures.spread import spread
from graph.export.study.figures.web import shown, web
from graph.export.study.selection import carries
from graph.export.study.tables import Row, Tables

__all__ = ["MOST", "Drawing", "drawings", "wanted"]

MOST = 40
"""Departments or functions in one figure: those with most measures."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure: its kind, its city where it is of one, and how it is drawn, or the reason why it is not.

    `shown` and `of` count what is drawn (departments, functions or edges) and what there is.
    """

    kind: str
    city: Row | None = None
    draw: Callable[[], Figure] | None = None
    reason: str | None = None
    shown: int | None = None
    of: int | None = None

    @property
    def path(self) -> str:
        """Where it stands in the folder, without an ending."""
        whose = f"-{place_name(self.city['city_code'] or '', self.city['city'] or '')}" if self.city else ""
        return f"figures/{self.kind}{whose}"


def wanted(each: Drawn, cities: int) -> bool:
    """Tell whether a figure shows this network, in a study of so many cities."""
    of_shared = each.name.endswith("co-responsibility")
    return of_shared and (each.slice == "all" or (each.slice == "city" and cities <= NAMED))


def drawings(tables: Tables, networks: Mapping[str, nx.Graph]) -> Iterator[Drawing]:
    """Yield every figure, and every one that is missing with the reason.

    Args:
        tables: those of the study.
        networks: those of shared measures, by city code; the one of functions by "".

    """
    cities = tables.rows("cities")
    if len(cities) > 1:
        yield _spread(tables)
        yield _web(networks[""])
        yield _heat(tables, None)
    yield _lorenz(tables)
    if len(cities) > NAMED:
        yield Drawing("city", reason="many_cities")
        return
    for city in cities:
        yield _bars(tables, city)
        yield _web(networks[city["city_code"] or ""], city)
        yield _heat(tables, city)


def _bars(tables: Tables, city: Row) -> Drawing:
    loads = ranked(tables.rows("loads", slice="city", member=city["city_code"]))
    if not loads:
        return Drawing("load", city, reason="not_stated")
    return Drawing("load", city, lambda: bars(loads[:MOST], _english(tables)), shown=len(loads[:MOST]), of=len(loads))


def _web(network: nx.Graph, city: Row | None = None) -> Drawing:
    edges = network.number_of_edges()
    if not edges:
        return Drawing("network", city, reason="no_edges")
    return Drawing("network", city, lambda: web(network), shown=len(shown(network).edges), of=edges)


def _heat(tables: Tables, city: Row | None) -> Drawing:
    if city:
        part = {"slice": "city", "member": city["city_code"]}
        coverage = tables.rows("coverage", city_code=city["city_code"])
    else:
        part = {"slice": "all", "member": None, "level": "function"}
        coverage = _over_cities(tables)
    carrying = [row for row in ranked(tables.rows("loads", **part)) if carries(row)]
    if len(carrying) < 2 or not coverage:  # noqa: PLR2004
        return Drawing("indicators", city, reason="few_carriers" if coverage else "no_indicators")
    holdings = tables.rows("holdings", **part)
    return Drawing(
        "indicators",
        city,
        lambda: heat(holdings, coverage, carrying[:MOST]),
        shown=len(carrying[:MOST]),
        of=len(carrying),
    )


def _lorenz(tables: Tables) -> Drawing:
    loads: dict[str, list[float]] = {}
    for row in tables.rows("loads", slice="city"):
        if carries(row):
            loads.setdefault(row["member"] or "", []).append(float(row["fractional"] or 0))
    concentration = tables.rows("concentration", load="fractional")
    comparable = [row["city_code"] for row in tables.rows("cities", comparable="true")]
    if not any(row["gini_normalised"] for row in concentration if row["city_code"] in comparable):
        return Drawing("concentration", reason="not_stated")
    return Drawing("concentration", draw=lambda: lorenz(loads, concentration, tables.rows("cities")))


def _spread(tables: Tables) -> Drawing:
    comparable = len(tables.rows("cities", comparable="true"))
    if comparable < 2:  # noqa: PLR2004
        return Drawing("functions", reason="few_cities")
    functions = tables.rows("function_spread")
    english = dict(_functions(tables))
    return Drawing(
        "functions",
        draw=lambda: spread(functions[:MOST], tables.rows("function_shares"), english, comparable),
        shown=len(functions[:MOST]),
        of=len(functions),
    )


def _over_cities(tables: Tables) -> list[Row]:
    """Return the coverage of each indicator summed over cities, in the national order that networks are listed in."""
    sums = {name: Counter[str]() for name in ("n_measures", "n_counted")}
    english: dict[str, str | None] = {row["member"] or "": None for row in tables.rows("networks", slice="indicator")}
    english |= {row["indicator"] or "": row["english"] for row in tables.rows("coverage")}
    for row in tables.rows("coverage"):
        for name, found in sums.items():
            found[row["indicator"] or ""] += int(row[name] or 0)
    return [
        {"indicator": each, "english": english[each], **{name: str(found[each]) for name, found in sums.items()}}
        for each in english
    ]


def _functions(tables: Tables) -> Iterator[tuple[str, str]]:
    for row in tables.rows("departments"):
        yield from zip((row["functions"] or "").split(SEPARATOR), (row["english"] or "").split(SEPARATOR), strict=False)


def _english(tables: Tables) -> dict[str, str]:
    """Return what departments do, in English, by their ids."""
    return {
        row["department"] or "": " / ".join(name for name in (row["english"] or "").split(SEPARATOR) if name)
        for row in tables.rows("departments")
    }

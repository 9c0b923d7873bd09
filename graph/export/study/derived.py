"""Tables that only a study has (研究用表): cities, functions across cities, and the figures of its sentences.

Each is worked out from tables of the export, so a reader can do so again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from statistics import median, quantiles
from typing import Any

from graph.export.networks import SEPARATOR
from graph.export.study.tables import Row, Tables

__all__ = ["SUMMARY", "SUMMARY_COLUMNS", "TABLES", "cities", "functions", "shares", "summary"]

CITIES = ("city", "city_code", "stating", "comparable", "n_documents", "n_measures", "n_naming_department", "n_counted")

SHARES = ("function", "city", "city_code", "fractional", "share")

FUNCTIONS = ("function", "n_cities", "minimum", "lower_quartile", "median", "upper_quartile", "maximum")

SUMMARY_COLUMNS = ("figure", "value")

LARGE = 5
"""Departments from which on a measure counts as one of many."""


def cities(tables: Tables) -> Iterator[dict[str, Any]]:
    """Yield one row per city: its measures, and what its loads are worth; comparable where every document is stated."""
    documents: dict[str, list[Row]] = defaultdict(list)
    for row in tables.rows("documents"):
        documents[row["city_code"] or ""].append(row)
    counted: dict[str, int] = defaultdict(int)
    for row in tables.rows("sharing"):
        counted[row["city_code"] or ""] += _number(row, "n_measures")
    for code, rows in documents.items():
        kinds = sorted({row["stating"] or "" for row in rows})
        yield {
            "city": rows[0]["city"],
            "city_code": code,
            "stating": SEPARATOR.join(kinds),
            "comparable": kinds == ["stated"],
            "n_documents": len(rows),
            "n_measures": sum(_number(row, "n_measures") for row in rows),
            "n_naming_department": sum(_number(row, "n_naming_department") for row in rows),
            "n_counted": counted[code],
        }


def shares(tables: Tables) -> Iterator[dict[str, Any]]:
    """Yield one row per function and comparable city that names it: its part of the city's fractional load.

    A body of several functions counts in full under each of them.
    """
    performed = {row["department"]: (row["functions"] or "").split(SEPARATOR) for row in tables.rows("departments")}
    loads: dict[str, list[Row]] = defaultdict(list)
    for row in tables.rows("loads", slice="city"):
        loads[row["member"] or ""].append(row)
    for city in tables.rows("cities", comparable="true"):
        carried: dict[str, float] = defaultdict(float)
        total = 0.0
        for row in loads[city["city_code"] or ""]:
            load = float(row["fractional"] or 0)
            total += load
            for function in performed[row["carrier"]] if load else ():
                carried[function] += load
        for function in sorted(carried):
            named = {"function": function, "city": city["city"], "city_code": city["city_code"]}
            yield {**named, "fractional": carried[function], "share": carried[function] / total}


def functions(tables: Tables) -> Iterator[dict[str, Any]]:
    """Yield one row per function: how its share is spread over the comparable cities that name it, widest first."""
    found: dict[str, list[float]] = defaultdict(list)
    for row in tables.rows("function_shares"):
        found[row["function"] or ""].append(float(row["share"] or 0))
    for function in sorted(found, key=lambda name: (-len(found[name]), -median(found[name]), name)):
        parts = found[function]
        lower, middle, upper = quantiles(parts, n=4, method="inclusive") if len(parts) > 1 else parts * 3
        yield {
            "function": function,
            "n_cities": len(parts),
            "minimum": min(parts),
            "lower_quartile": lower,
            "median": middle,
            "upper_quartile": upper,
            "maximum": max(parts),
        }


def summary(tables: Tables) -> Iterator[dict[str, Any]]:
    """Yield one row per figure of the whole that the report's sentences need."""
    for name, figure in SUMMARY.items():
        yield {"figure": name, "value": figure(tables)}


def _number(row: Row, column: str) -> int:
    return int(row[column] or 0)


def _sum(table: str, column: str, **stating: str | None) -> Callable[[Tables], int]:
    return lambda tables: sum(_number(row, column) for row in tables.rows(table, **stating))


def _count(table: str, **stating: str | None) -> Callable[[Tables], int]:
    return lambda tables: len(tables.rows(table, **stating)) if table in tables else 0


def _different(table: str, column: str, **stating: str | None) -> Callable[[Tables], int]:
    return lambda tables: len({row[column] for row in tables.rows(table, **stating)})


def _part(part: str, whole: str) -> Callable[[Tables], float | None]:
    """Return what part one figure is of another; None of nothing."""
    return lambda tables: SUMMARY[part](tables) / SUMMARY[whole](tables) if SUMMARY[whole](tables) else None


def _jointly(column: str, least: int) -> Callable[[Tables], int]:
    return lambda tables: sum(
        _number(row, column) for row in tables.rows("sharing") if _number(row, "n_joint") >= least
    )


def _largest(table: str, column: str) -> Callable[[Tables], int | None]:
    return lambda tables: max((_number(row, column) for row in tables.rows(table)), default=None)


def _ties(column: str) -> Callable[[Tables], int]:
    return lambda tables: sum(
        _number(row, column)
        for row in tables.rows("networks", slice="city")
        if (row["network"] or "").endswith("co-responsibility")
    )


SUMMARY: dict[str, Callable[[Tables], Any]] = {
    "n_cities": _count("cities"),
    "n_cities_comparable": _count("cities", comparable="true"),
    "n_documents": _count("documents"),
    "n_measures": _sum("documents", "n_measures"),
    "n_departments": _count("departments"),
    "n_responsibilities": _count("responsibilities"),
    "n_targets": _count("targets"),
    "n_deadlines": _count("deadlines"),
    "n_naming_department": _sum("documents", "n_naming_department"),
    "share_naming_department": _part("n_naming_department", "n_measures"),
    "n_open_only": _sum("documents", "n_open_only"),
    "n_silent": _sum("documents", "n_silent"),
    "n_section_lead_only": _sum("documents", "n_section_lead_only"),
    "n_documents_stated": _count("documents", stating="stated"),
    "n_documents_none": _count("documents", stating="none"),
    "n_documents_sparse": _count("documents", stating="sparse"),
    "n_documents_section_leads": _count("documents", stating="section_leads"),
    "n_open_groups": _sum("measures", "open"),
    "n_measures_with_groups": lambda tables: sum(_number(row, "open") > 0 for row in tables.rows("measures")),
    "n_section_lead_statements": _count("responsibilities", role="section_lead"),
    "n_section_leads": _different("responsibilities", "department", role="section_lead"),
    "n_section_led_measures": _different("responsibilities", "measure", role="section_lead"),
    "n_counted": _sum("sharing", "n_measures"),
    "n_joint": _jointly("n_measures", 2),
    "share_joint": _part("n_joint", "n_counted"),
    "largest_joint": _largest("sharing", "n_joint"),
    "n_large": _jointly("n_measures", LARGE),
    "n_pairs": _sum("sharing", "n_pairs"),
    "n_pairs_large": _jointly("n_pairs", LARGE),
    "share_pairs_large": _part("n_pairs_large", "n_pairs"),
    "n_ties": _ties("n_edges"),
    "n_backbone_disparity": _ties("n_backbone_disparity"),
    "n_backbone_sdsm": _ties("n_backbone_sdsm"),
    "n_compared": lambda tables: sum(row["compared"] is not None for row in tables.rows("documents")),
    "n_similar": _count("similarities"),
    "n_decisions": _count("decisions"),
    "n_other_parser": lambda tables: sum(
        row["parser"] != tables.cell("provenance", "value", name="parser").value for row in tables.rows("documents")
    ),
}
"""Every figure by its name, and how it is worked out from the other tables."""

TABLES = (
    ("cities", CITIES, cities),
    ("function_shares", SHARES, shares),
    ("function_spread", FUNCTIONS, functions),
)
"""The tables by name, with their columns and how each is made from those before it."""

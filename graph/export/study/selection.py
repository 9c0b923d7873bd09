"""Rows of one city, or of everything (取行): what several parts of a report speak of."""

from graph.export.study.tables import Row, Tables

__all__ = ["LEADING", "SHARED", "carries", "loads", "networks", "positions"]

SHARED, LEADING = "co-responsibility", "lead-support"
"""Kinds of one-mode networks."""


def loads(tables: Tables, city: Row) -> list[Row]:
    """Return the loads of the departments in the plans of a city, the largest fractional load first."""
    rows = tables.rows("loads", slice="city", member=city["city_code"])
    return sorted(rows, key=_rank)


def carries(load: Row) -> bool:
    """Tell whether a row of loads.csv states that its carrier carries any measure in a counted role."""
    return int(load["measures"] or 0) > 0


def networks(tables: Tables, kind: str, city: Row | None) -> list[Row]:
    """Return the rows of networks.csv of a kind: of a city, or of everything."""
    place = {"slice": "city", "member": city["city_code"]} if city else {"slice": "all", "member": None}
    return [row for row in tables.rows("networks", **place) if (row["network"] or "").endswith(kind)]


def positions(tables: Tables, kind: str, city: Row | None) -> list[Row]:
    """Return the rows of positions.csv of the networks of a kind: of a city, or of everything."""
    return [row for each in networks(tables, kind, city) for row in tables.rows("positions", network=each["network"])]


def _rank(row: Row) -> tuple[float, float, str]:
    return -float(row["fractional"] or 0), -float(row["section_led"] or 0), row["carrier"] or ""

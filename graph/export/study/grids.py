"""The tables of a report (报告中的表): chosen rows of those of the folder, each number naming its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from graph.export.networks import SEPARATOR
from graph.export.study import selection
from graph.export.study.markup import both, number
from graph.export.study.provenance import DECISIONS
from graph.export.study.selection import LEADING, SHARED
from graph.export.study.tables import Cell, Row, Tables
from graph.export.study.words import words
from graph.language import Text

__all__ = ["DIGEST", "ROWS", "Grid", "Grids"]

ROWS = 10
"""Rows of a table that may be long; the file has all."""

DIGEST = 16
"""Digits of a digest that are shown."""

TEXT = {
    "title",
    "city",
    "label",
    "file",
    "parser",
    "issued_on",
    "period",
    "member",
    "one",
    "other",
    "name",
} | {*DECISIONS}
"""Columns that are shown as they stand."""

STATED = TEXT | {"layer", "stating", "status", "sha256", "network"}
"""Columns that hold no numbers."""

LONG = {"title", "one", "other", "about", "why"}

WHERE = ("network", "carrier")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the report: headings, cells, and how many rows the file has of the kind."""

    table: str
    head: Sequence[tuple[Markup, str]]
    rows: Sequence[Sequence[Markup | str]]
    of: int


class Grids:
    """Every table of the report."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._cities = tables.rows("cities")

    def documents(self) -> Grid:
        """Return the corpus and its coverage."""
        columns = {
            "city": "city", "document": "title", "issued_on": "issued_on", "status": "status", "period": "period",
            "measures": "n_measures", "naming": "n_naming_department", "open_only": "n_open_only",
            "silent": "n_silent", "section_lead_only": "n_section_lead_only", "stating": "stating",
        }  # fmt: skip
        return self._grid("documents", self._tables.rows("documents"), ("id",), columns, most=3 * ROWS)

    def sources(self) -> Grid:
        """Return the files that were read."""
        columns = {"document": "file", "parser": "parser", "sha256": "sha256"}
        return self._grid("documents", self._tables.rows("documents"), ("id",), columns, most=3 * ROWS)

    def accuracy(self) -> Grid:
        """Return how well plans are read."""
        columns = dict.fromkeys(("layer", "annotated", "other_notations"))
        return self._grid("accuracy", self._tables.rows("accuracy"), ("layer_en",), columns, most=None)

    def decisions(self) -> Grid:
        """Return what people decided."""
        columns = dict.fromkeys(("when", "who", "verdict", "about", "value", "city", "why"))
        return self._grid("decisions", self._tables.rows("decisions"), ("id",), columns)

    def loads(self, city: Row) -> Grid:
        """Return who carries most in a city."""
        columns = {"department": "label"} | dict.fromkeys(
            ("led", "responsible", "supported", "section_led", "measures", "fractional", "breadth", "n_indicators",
             "n_targets", "n_deadlines")
        )  # fmt: skip
        return self._grid(
            "loads", selection.loads(self._tables, city), ("slice", "member", "level", "carrier"), columns
        )

    def networks(self) -> Grid:
        """Return the networks of shared measures: of functions over everything, and of cities."""
        rows = [*(selection.networks(self._tables, SHARED, None) if len(self._cities) > 1 else [])]
        rows += [row for city in self._cities for row in selection.networks(self._tables, SHARED, city)]
        columns = dict.fromkeys(
            ("network", "n_nodes", "n_edges", "density", "isolates", "average_path_length", "degree_centralisation",
             "modularity", "core_size", "core_fit", "n_backbone_disparity", "n_backbone_sdsm")
        )  # fmt: skip
        return self._grid("networks", rows, ("network",), columns)

    def bridges(self, city: Row | None) -> Grid:
        """Return who stands between others."""
        rows = [row for row in selection.positions(self._tables, SHARED, city) if float(row["betweenness"] or 0)]
        rows.sort(key=lambda row: (-float(row["betweenness"] or 0), row["carrier"] or ""))
        label = "department" if city else "function"
        columns = {label: "label"} | dict.fromkeys(("degree", "strength", "betweenness", "constraint"))
        return self._grid("positions", rows, WHERE, columns, most=ROWS // 2)

    def brokers(self, city: Row | None) -> Grid:
        """Return who brokers between those that lead and those that support."""
        rows = [row for row in selection.positions(self._tables, LEADING, city) if int(row["brokerage"] or 0)]
        rows.sort(key=lambda row: (-int(row["brokerage"] or 0), row["carrier"] or ""))
        label = "department" if city else "function"
        columns = {label: "label"} | dict.fromkeys(
            ("brokerage", "coordinator", "itinerant", "gatekeeper", "representative", "liaison")
        )
        return self._grid("positions", rows, WHERE, columns, most=ROWS // 2)

    def indicators(self) -> Grid:
        """Return each indicator: measures, those that name a department, functions that answer for it."""
        rows = [
            row for row in self._tables.rows("networks", slice="indicator", level="function")
            if (row["network"] or "").endswith(SHARED)
        ]  # fmt: skip
        columns = {"indicator": "member", "measures": "n_measures", "naming": "n_naming_department"} | dict.fromkeys(
            ("n_nodes", "n_edges", "density")
        )
        return self._grid("networks", rows, ("network",), columns, most=None)

    def concentration(self) -> Grid:
        """Return how unequally load is spread in the cities that compare, the least equal first."""
        comparable = {city["city_code"] for city in self._cities if city["comparable"] == "true"}
        rows = [row for row in self._tables.rows("concentration", load="fractional") if row["city_code"] in comparable]
        rows.sort(key=lambda row: (-float(row["gini_normalised"] or -1), row["city_code"] or ""))
        columns = dict.fromkeys(("city", "n_carriers", "gini", "gini_normalised", "hhi", "hhi_normalised"))
        return self._grid("concentration", rows, ("city_code", "load"), columns, most=2 * ROWS)

    def similarities(self) -> Grid:
        """Return the most similar measures of different documents."""
        named = {row["measure"]: row for row in self._tables.rows("measures")}
        rows = sorted(
            self._tables.rows("similarities"),
            key=lambda row: (-float(row["score"] or 0), row["measure"] or "", row["other_measure"] or ""),
        )

        def told(row: Row, column: str) -> str:
            measure = named[row[column]]
            words = measure["heading"] or measure["printed_number"] or measure["ordinal"]
            return f"{measure['city']}：{words}"

        rows = [{**row, "one": told(row, "measure"), "other": told(row, "other_measure")} for row in rows]
        columns = {"measure": "one", "other_measure": "other", "score": "score", "shared": "shared"}
        return self._grid("similarities", rows, ("measure", "other_measure"), columns)

    def basis(self) -> Grid:
        """Return options, seeds and versions."""
        columns = dict.fromkeys(("name", "value"))
        return self._grid("provenance", self._tables.rows("provenance"), ("name",), columns, most=None)

    def _grid(
        self,
        table: str,
        rows: Sequence[Row],
        key: Sequence[str],
        columns: Mapping[str, str | None],
        most: int | None = ROWS,
    ) -> Grid:
        chosen = rows if most is None else rows[:most]
        head = [
            (both(words("label")[label], digits=DIGEST), "" if (column or label) in STATED else "number")
            for label, column in columns.items()
        ]
        cells = [[self._shown(table, row, key, column or label) for label, column in columns.items()] for row in chosen]
        return Grid(table, head, cells, len(rows))

    def _shown(self, table: str, row: Row, key: Sequence[str], column: str) -> Markup | str:
        value = row[column]
        if column in ("stating", "status"):
            return both(words(column)[value or ""])
        if column == "layer":
            return both(Text(value or "", row["layer_en"] or ""))
        if column == "sha256":
            return Markup("<code>{}</code>").format((value or "")[:DIGEST])
        if column == "network":
            part = (value or "").split("/")[2]
            return (
                Markup('<span class="name">{}</span>').format(part)
                if row["member"]
                else both(words("caption")["whole"])
            )
        if column in TEXT:
            kind = "name long" if column in LONG else "name"
            return Markup('<span class="{}">{}</span>').format(kind, (value or "—").replace(SEPARATOR, "、"))
        return number(Cell(value, table, tuple((name, row[name] or "") for name in key), column))

"""The report of a study (报告): one page in Chinese and English that needs nothing beside itself.

Every number in it is a cell of a table of the folder. The page has no script, and asks for nothing on the network.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from graph.export.networks import SEPARATOR
from graph.export.study import selection
from graph.export.study.derived import SUMMARY
from graph.export.study.figures import NAMED, Drawing
from graph.export.study.grids import DIGEST, ROWS, Grids
from graph.export.study.markup import both, paragraphs
from graph.export.study.selection import LEADING, SHARED
from graph.export.study.tables import Cell, Row, Tables
from graph.export.study.words import methods, references, words
from graph.language import Text

__all__ = ["page"]


def page(tables: Tables, drawn: Sequence[tuple[Drawing, bytes | None]], missing: str) -> str:
    """Return the report as HTML.

    Args:
        tables: those of the folder.
        drawn: the figures with their SVG; None where one was not drawn.
        missing: characters that the font lacks.

    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((files("graph.export.study") / "report.html.jinja").read_text(encoding="utf-8"))
    return template.render(report=_Report(tables, drawn), grids=Grids(tables), missing=missing) + "\n"


class _Report:
    """What the template asks for, each from the tables."""

    def __init__(self, tables: Tables, drawn: Sequence[tuple[Drawing, bytes | None]]) -> None:
        self._tables = tables
        self._drawn = drawn
        self._summary = {name: self._cell("summary", "value", figure=name) for name in SUMMARY}
        self._told = {
            row["name"] or "": (row["value"] or "—").replace(SEPARATOR, ", ") for row in tables.rows("provenance")
        }
        self.cities = tables.rows("cities")
        self.own = any(drawing.city for drawing, _ in drawn)
        self.compared = bool(int(self._summary["n_compared"].value or 0))
        self.section_leads = "section_lead" in self._told["roles"]
        self.indicator = tables.rows("provenance", name="indicator")[0]["value"]

    def label(self, section: str, key: str, **given: Any) -> Markup:
        """Return words in both languages, in a line."""
        return both(words(section)[key], **given)

    def say(self, section: str, key: str, **given: Any) -> Markup:
        """Return a sentence in both languages; what stands in braces is of the summary unless it is given."""
        return paragraphs(words(section)[key], {**self._summary, **self._told, **given})

    def methods(self) -> Markup:
        """Return the methods paragraph, ready to be pasted."""
        return Markup("\n").join(paragraphs(text, self._told) for text in methods())

    def references(self) -> Sequence[str]:
        """Return the literature."""
        return references()

    def citing(self) -> Markup:
        """Return how the study is cited."""
        return self.say("sentence", "citing", corpus=self._told["corpus"][:DIGEST])

    def figures(self, kind: str, city: Row | None = None) -> Markup:
        """Return a figure of everything or of one city; why there is none; nothing where none was thought of."""
        for drawing, svg in self._drawn:
            if drawing.kind == kind and drawing.city == city:
                return self._figure(drawing, svg)
        return Markup("")

    def of_cities(self) -> Iterable[Row]:
        """Return the cities that have figures of their own."""
        return self.cities if self.own else []

    def scopes(self) -> Sequence[Row | None]:
        """Return what networks are of: everything (None) where there are several cities, then each of those."""
        return [*([None] if len(self.cities) > 1 else []), *self.of_cities()]

    def worth(self, city: Row) -> Markup:
        """Return what the loads of a city are worth."""
        kinds = (city["stating"] or "").split(SEPARATOR)
        return Markup("; ").join(both(words("stating")[kind]) for kind in kinds)

    def most(self) -> Iterable[Markup]:
        """Yield, for each comparable city with figures of its own, who carries most and how unequal loads are."""
        for city in self.of_cities():
            key = {"city_code": city["city_code"] or "", "load": "fractional"}
            if city["comparable"] == "true" and (loads := selection.loads(self._tables, city)):
                carrier = {"slice": "city", "member": city["city_code"] or "", "carrier": loads[0]["carrier"] or ""}
                cells = {name: self._cell("loads", name, **carrier) for name in ("measures", "fractional")}
                cells |= {name: self._cell("concentration", name, **key) for name in ("n_carriers", "gini_normalised")}
                yield self.say("sentence", "most", city=city["city"], label=loads[0]["label"], **cells)

    def cores(self) -> Iterable[Markup]:
        """Yield what the networks of those cities are like."""
        for city in self.of_cities():
            for row in selection.networks(self._tables, SHARED, city):
                if row["core_size"]:
                    names = ("n_nodes", "n_edges", "core_size", "core_fit", "n_backbone_sdsm")
                    cells = {name: self._cell("networks", name, network=row["network"] or "") for name in names}
                    yield self.say("sentence", "core", city=city["city"], **cells)

    def widest(self) -> Markup:
        """Return which function most comparable cities name."""
        rows = self._tables.rows("function_spread")
        if not rows or rows[0]["n_cities"] == "1":
            return Markup("")
        function = rows[0]["function"] or ""
        cells = {name: self._cell("function_spread", name, function=function) for name in ("n_cities", "median")}
        return self.say("sentence", "widest", function=function, **cells)

    def members(self, city: Row | None) -> Markup:
        """Return who is in the core of a network."""
        names = [row["label"] or "" for row in selection.positions(self._tables, SHARED, city) if row["core"] == "1"]
        return self.say("sentence", "members", names="、".join(names)) if names else Markup("")

    def accuracy_told(self) -> Markup:
        """Return on what that was measured."""
        columns = ("annotated", "other_notations")
        measured = {name: self._cell("accuracy", name, layer_en="documents") for name in columns}
        return self.say("sentence", "accuracy", **measured)

    def brokered(self) -> bool:
        """Tell whether anybody brokers between those that lead and those that support."""
        return any(
            int(row["brokerage"] or 0)
            for scope in self.scopes()
            for row in selection.positions(self._tables, LEADING, scope)
        )

    def undrawn(self) -> Iterable[Markup]:
        """Yield what was not drawn, that no section tells."""
        yield from (self._figure(drawing, svg) for drawing, svg in self._drawn if drawing.kind == "city")

    def titles(self) -> str:
        """Return the documents that do not state responsibility in full."""
        rows = [row for row in self._tables.rows("documents") if row["stating"] != "stated"]
        return "；".join([f"{row['city']}《{row['title']}》" for row in rows[:ROWS]] + ["……"] * (len(rows) > ROWS))

    def contents(self) -> Mapping[str, Text]:
        """Return what is in the folder."""
        return words("file")

    def _figure(self, drawing: Drawing, svg: bytes | None) -> Markup:
        whose = drawing.city["city"] or "" if drawing.city else None
        if svg is None:
            reason = both(words("reason")[drawing.reason or ""], limit=NAMED)
            name = Markup('<b class="name">{}</b> ').format(whose) if whose else Markup("")
            return Markup('<p class="absent">{}{}：{}</p>').format(name, both(words("label")["figure"]), reason)
        row = {"figure": drawing.path}
        given: dict[str, Any] = {name: self._cell("figures", name, **row) for name in ("shown", "of")}
        given["city"] = whose or words("caption")["whole"]
        title = words("caption")[f"{drawing.kind}_title"]
        alt = f"{whose or words('caption')['whole'].zh}：{title.zh} · {title.en}"
        return Markup('<figure id="{}"><img src="{}" alt="{}"><figcaption>{}</figcaption></figure>').format(
            drawing.path.replace("/", "-"),
            "data:image/svg+xml;base64," + b64encode(svg).decode(),
            alt,
            paragraphs(words("caption")[drawing.kind], given),
        )

    def _cell(self, table: str, column: str, **stating: str) -> Cell:
        return self._tables.cell(table, column, **stating)

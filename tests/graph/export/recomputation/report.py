"""The report of a study: every number on the page is the cell that it says it is.

Numbers are `data` elements that name table, row and column. Others may stand only where they are no figures of the
study: in names, dates and digests, in the literature and the methods, in how many rows of a table are shown.
"""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl

from tests.graph.export.recomputation.folder import rows
from tests.graph.export.recomputation.study import REPORT

__all__ = ["differences"]

VOID = {"meta", "br", "img", "link", "hr", "input"}
PARTS = ("share", "minimum", "lower_quartile", "median", "upper_quartile", "maximum")  # shown in percent

# What may stand in sentences: years of the literature, the formulas of the methods, the name of the digest.
WORDS = re.compile(r"\b(?:19|20)\d\d\b|n\(n−1\)/2|1/\(n−1\)|1/n|SHA-256|\bF1\b")

# Which rows a grid could show that shows the first of them: those of its place that have any of this figure.
FIRST_OF = {
    "loads": (("slice", "member", "level"), None),
    "positions": (("network",), ("brokerage", "betweenness")),
    "similarities": ((), None),
    "decisions": ((), None),
}

NAMES = {  # what is printed as it stands, and is no number of ours
    "documents": ("title", "issued_on", "period", "file", "parser", "sha256"),
    "departments": ("name", "label"),
    "measures": ("heading", "printed_number"),
    "networks": ("network",),
    "provenance": ("name", "value"),
    "decisions": ("when", "who", "about", "value", "why"),
}


class Page(HTMLParser):
    """The numbers of a page: cells with what is shown, how many rows grids show, and other text with its tags."""

    def __init__(self):
        super().__init__()
        self.cells, self.shortened, self.others, self.open = [], [], [], []
        self.grid = []  # of the rows of the last table, the cells

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in VOID:
            self.open.append((tag, attributes))
        if tag == "table":
            self.grid = []
        if tag == "tr":
            self.grid.append([])
        if tag == "data":
            self.cells.append([attributes, ""])
            if "tr" in self.tags():
                self.grid[-1].append(attributes)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop()[0] == tag, f"<{tag}> is not closed"

    def handle_data(self, text):
        tags = self.tags()
        if "data" in tags:
            self.cells[-1][1] += text
        elif tags[-1:] == ["b"] and text.isdigit() and ("p", {"class": "source"}) in self.open:
            self.shortened.append((int(text), [row for row in self.grid if row]))
        elif re.search(r"\d", text) and "style" not in tags:
            self.others.append((tags, text.strip()))

    def tags(self):
        return [tag for tag, _ in self.open]


def differences(out):
    """Yield every number of the report that is not the cell it names, or names none."""
    page = Page()
    page.feed((out / REPORT).read_text(encoding="utf-8"))
    page.close()
    tables = {path.stem: rows(path) for path in (out / "tables").glob("*.csv")}
    if not page.cells:
        yield f"{REPORT}: no numbers"
    for attributes, text in page.cells:
        yield from cell(tables, attributes, text)
    yield from counts(tables, page.shortened)
    yield from loose(tables, page.others)


def cell(tables, attributes, text):
    """Yield where a number is not the cell that it names."""
    name, row, column = (attributes[f"data-{part}"] for part in ("table", "row", "column"))
    key = dict(parse_qsl(row, keep_blank_values=True))
    found = [each for each in tables[name] if all((each[part] or "") == value for part, value in key.items())]
    where = f"{REPORT} {name} {row} {column}"
    if len(found) != 1:
        yield f"{where}: {len(found)} rows"
    elif (found[0][column] or "") != attributes["value"]:
        yield f"{where}: says {attributes['value']}, the table {found[0][column]}"
    if text != shown(attributes["value"] or None, column, key):
        yield f"{where}: shows {text} for {attributes['value']}"


def shown(value, column, key):
    """A cell as people read it."""
    if value is None:
        return "—"
    if re.fullmatch(r"-?\d+", value):
        return value
    if column.startswith(PARTS) or key.get("figure", "").startswith(PARTS):
        return f"{100 * float(value):.1f}%"
    return f"{float(value):.3f}"


def counts(tables, shortened):
    """Yield where the numbers of rows, shown and in all, are not those of the table above: once in each language."""
    for (first, grid), (second, _) in zip(shortened[::2], shortened[1::2], strict=True):
        name = grid[0][0]["data-table"]
        place, figures = FIRST_OF[name]
        key = dict(parse_qsl(grid[0][0]["data-row"], keep_blank_values=True))
        columns = {each["data-column"] for each in grid[0]}
        figure = next((each for each in figures or () if each in columns), None)
        of = [
            row
            for row in tables[name]
            if all((row[part] or "") == key[part] for part in place) and (figure is None or float(row[figure] or 0))
        ]
        if (first, second) != (len(grid), len(of)):
            yield f"{REPORT} {name} {key}: says {first} of {second} rows, they are {len(grid)} of {len(of)}"


def loose(tables, others):
    """Yield what looks like a number of the study and names no cell.

    Literature and headings have numbers of their own; else they are part of a name, as it stands in a table.
    """
    named = {row[column] for name, of in NAMES.items() for row in tables[name] for column in of if row[column]}
    named |= {part for row in tables["networks"] for part in row["network"].split("/")}
    for tags, text in others:
        if "th" in tags or tags[-2:] == ["ul", "li"]:
            continue
        for part in re.split("[；;]", text):
            if re.search(r"\d", WORDS.sub("", part)) and part not in named and not is_told(part, named):
                yield f"{REPORT} {tags}: {text} names no cell"


def is_told(text, named):
    """Whether a text is the beginning of a digest or the end of a path, or a name with its city before it."""
    if re.fullmatch(r"[0-9a-f]{16}|[a-z]+/.+", text):
        return any(name.startswith(text) or name.endswith(f"/{text}") for name in named)
    return any(text.endswith((f"《{name}》", f"：{name}")) for name in named)

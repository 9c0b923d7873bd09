"""How the report says things (行文): words in two languages, and numbers that name the cell they stand in.

A number is a `data` element: its value is the cell's, `data-table`, `data-row` and `data-column` name the cell, what
is shown is that value rounded. So whoever has the folder, or a test, can look every number up.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from graph.export.study.tables import Cell
from graph.language import Text

__all__ = ["both", "number", "paragraphs", "shown"]

FORMS = {"span": Markup('<span lang="{}">{}</span>'), "p": Markup('<p lang="{}">{}</p>')}
NOTHING = "—"
DECIMALS = 3
PARTS = ("share", "minimum", "lower_quartile", "median", "upper_quartile", "maximum")
"""Columns, and beginnings of names of figures, that are shown as percentages."""


def number(cell: Cell) -> Markup:
    """Return a number as an element that names its cell; a dash where the cell is empty."""
    return Markup('<data value="{}" data-table="{}" data-row="{}" data-column="{}">{}</data>').format(
        cell.value or "", cell.table, urlencode(cell.row), cell.column, shown(cell)
    )


def shown(cell: Cell) -> str:
    """Return a cell as people read it: whole numbers whole, parts in percent, others to three decimals."""
    if cell.value is None:
        return NOTHING
    if cell.value.lstrip("-").isdigit():
        return cell.value
    value = float(cell.value)
    if any(name.startswith(PARTS) for name in (cell.column, dict(cell.row).get("figure", ""))):
        return f"{100 * value:.1f}%"
    return f"{value:.{DECIMALS}f}"


def both(text: Text, form: str = "span", **given: Any) -> Markup:
    """Return a text in Chinese and in English, each in an element of its language, with what stands in braces.

    Cells become numbers, texts are in the language of the sentence, all else is marked as a name.
    """
    return Markup(" ").join(
        FORMS[form].format(
            language, escape(words).format_map({name: _said(of, language) for name, of in given.items()})
        )
        for language, words in (("zh", text.zh), ("en", text.en))
    )


def paragraphs(text: Text, given: Mapping[str, Any]) -> Markup:
    """Return a text as a paragraph in each language."""
    return both(text, "p", **given)


def _said(value: Any, language: str) -> Markup:
    if isinstance(value, Cell):
        return number(value)
    return Markup('<b class="name">{}</b>').format(getattr(value, language) if isinstance(value, Text) else value)

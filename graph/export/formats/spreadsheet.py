"""CSV that Excel opens (电子表格): RFC 4180, read as it was written.

A spreadsheet runs a cell that begins with = + - or @ as a formula. Such a cell gets an apostrophe before it, unless
it is a number or a comparator (=, <=) that cannot be one; `read_csv` takes it away again, so nothing is lost.
What is not stated is an empty cell.

References:
    OWASP Foundation. CSV Injection.

"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.export.formats.content import Content, literal

__all__ = ["edges", "nodes", "read_csv", "table"]

GUARD = "'"
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_HARMLESS = re.compile(r"[=+\-@＝＋－＠]|[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def nodes(content: Content) -> str:
    """Return one row per node: `id`, `label`, then its attributes."""
    return table(({"id": node, **data} for node, data in content.nodes), ("id", "label"))


def edges(content: Content) -> str:
    """Return one row per edge: `source`, `target`, then its attributes."""
    rows = ({"source": one, "target": other, **data} for one, other, data in content.edges)
    return table(rows, ("source", "target"))


def table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str] = ()) -> str:
    """Return rows as CSV with a header; `columns` come first, others in the order of their appearance."""
    kept = list(rows)
    header = dict.fromkeys((*columns, *(name for row in kept for name in row)))
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, fieldnames=list(header), restval="")
    writer.writeheader()
    for row in kept:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return written.getvalue()


def read_csv(path: Path) -> list[dict[str, str | None]]:
    """Return the rows of a CSV file written by `table`, as text; an empty cell is None."""
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return [{name: _text(cell) for name, cell in row.items()} for row in csv.DictReader(opened)]


def _cell(value: Any) -> str:
    text = "" if value is None else literal(value)
    return GUARD + text if _is_formula(text) else text


def _text(cell: str) -> str | None:
    if cell.startswith(GUARD) and _is_formula(cell[1:]):
        return cell[1:]
    return cell or None


def _is_formula(text: str) -> bool:
    return bool(_FORMULA.match(text)) and not _HARMLESS.fullmatch(text)

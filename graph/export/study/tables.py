"""The tables of a study as they stand in its folder (成表): all that figures and report are made from.

Nothing is counted for a figure or a sentence that is not in a table, so whoever has the folder can check it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.export.formats import read_csv

__all__ = ["Cell", "Row", "Tables"]

Row = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell and where it stands: the table, the cells that single out its row, the column. None: not stated."""

    value: str | None
    table: str
    row: tuple[tuple[str, str], ...]
    column: str


class Tables:
    """The tables of a folder, each read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "tables"
        self._read: dict[str, list[Row]] = {}

    def __contains__(self, table: str) -> bool:
        return self._path(table).exists()

    def rows(self, table: str, **stating: str | None) -> list[Row]:
        """Return the rows of a table that state all of this (None: an empty cell); every row if nothing is asked."""
        if table not in self._read:
            self._read[table] = list(read_csv(self._path(table)))
        return [row for row in self._read[table] if all(row[name] == value for name, value in stating.items())]

    def cell(self, table: str, column: str, **stating: str) -> Cell:
        """Return a cell of the one row that states all of this."""
        (row,) = self.rows(table, **stating)
        return Cell(row[column], table, tuple(stating.items()), column)

    def _path(self, table: str) -> Path:
        return self._folder / f"{table}.csv"

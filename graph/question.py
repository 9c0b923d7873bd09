"""A question of the catalogue (问题): its header, and the values it is asked with."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from graph.errors import WrongParameter
from graph.language import Text

__all__ = ["REQUIRED", "Answer", "Column", "Parameter", "Question"]


class _Required:
    def __repr__(self) -> str:
        return "REQUIRED"


REQUIRED: Final = _Required()
"""The default of a parameter that must be given."""

PYTHON: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int,),
    "float": (float, int),
    "boolean": (bool,),
    "date": (str, date),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: `type` as in the header; `values` the only ones; `lowest` the least number.

    `label`: it names a node of that label, by its key or an indexed property.
    """

    name: str
    type: str
    meaning: Text
    default: Any = REQUIRED
    values: tuple[str, ...] = ()
    lowest: int | None = None
    label: str | None = None
    nullable: bool = False

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is REQUIRED

    def read(self, written: str) -> Any:
        """Return the value that a person wrote: a list is parted by commas, nothing at all is null.

        Raises:
            WrongParameter: it is not of the parameter's type.

        """
        if self.type.startswith("["):
            return self.check([part.strip() for part in written.split(",") if part.strip()])
        if self.type == "string":
            return self.check(written)
        try:
            value = json.loads(written or "null")
        except ValueError:
            value = written
        return self.check(value)

    def check(self, value: Any) -> Any:
        """Return the value; a date as YYYY-MM-DD.

        Raises:
            WrongParameter: it is null, of another type, too low, or none of the values.

        """
        if value is None:
            if self.nullable or self.default is None:
                return None
            raise self._wrong(value)
        many = self.type.startswith("[")
        if many != isinstance(value, list | tuple):
            raise self._wrong(value)
        if not all(map(self._fits, value if many else (value,))):
            raise self._wrong(value)
        if isinstance(value, date):
            return value.isoformat()
        return list(value) if many else value

    def _fits(self, value: Any) -> bool:
        single = self.type.strip("[]")
        # In Python a truth value is an integer too.
        if isinstance(value, bool) != (single == "boolean") or not isinstance(value, PYTHON[single]):
            return False
        if single == "date" and not _is_date(value):
            return False
        if self.values and value not in self.values:
            return False
        return self.lowest is None or (isinstance(value, int | float) and value >= self.lowest)

    def _wrong(self, value: Any) -> WrongParameter:
        shown = json.dumps(value, ensure_ascii=False, default=str)
        wanted = f"{self.type} (YYYY-MM-DD)" if self.type == "date" else self.type
        if self.values:
            wanted += f" ({', '.join(self.values)})"
        if self.lowest is not None:
            wanted += f" ≥ {self.lowest}"
        return WrongParameter(
            Text(f"参数 {self.name} 不能为 {shown}。", f"Parameter {self.name} cannot be {shown}."),
            Text(f"应为 {wanted}。", f"It takes {wanted}."),
        )


def _is_date(value: object) -> bool:
    # Not a time of day, which would shift what is due on that day; nor other ISO forms, which Neo4j reads otherwise.
    if isinstance(value, date):
        return not isinstance(value, datetime)
    try:
        return date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer."""

    name: str
    type: str
    meaning: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its Cypher; `text` is the whole file, which runs as it stands."""

    name: str
    title: Text
    question: Text
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    def bind(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return every parameter with its value, given or by default.

        Raises:
            WrongParameter: one is unknown, missing or of the wrong type.

        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise WrongParameter(
                    Text(f"问题 {self.name} 没有参数 {name}。", f"Question {self.name} has no parameter {name}."),
                    Text(f"其参数为 {', '.join(known)}。", f"It takes {', '.join(known)}."),
                )
        values = {}
        for name, parameter in known.items():
            if name not in given and parameter.required:
                raise WrongParameter(
                    Text(f"问题 {self.name} 需要参数 {name}。", f"Question {self.name} needs parameter {name}."),
                    parameter.meaning,
                )
            values[name] = parameter.check(given[name]) if name in given else parameter.default
        return values

    def only(self, columns: Collection[str]) -> str:
        """Return its Cypher with these of its columns alone: what the others would cost is not paid.

        The text ends in the RETURN whose items are the columns, in their order.
        """
        body, clause, items = self.text.rpartition("\nRETURN ")
        shown = zip(self.columns, _items(items), strict=True)
        return body + clause + ",".join(item for column, item in shown if column.name in columns)

    def browser(self) -> str:
        """Return the line that sets the parameters in Neo4j Browser, `…` where one must be filled in."""
        defaults = (
            f"{each.name}: {json.dumps('…' if each.required else each.default, ensure_ascii=False)}"
            for each in self.parameters
        )
        return f":param {{{', '.join(defaults)}}}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gave: the values it was asked with, and its rows.

    `total` counts the rows without the limit; `truncated` says that the limit left some out.
    """

    question: Question
    parameters: Mapping[str, Any]
    rows: list[dict[str, Any]]

    @property
    def total(self) -> int:
        """Rows there are in all."""
        return int(self.rows[0].get("total", len(self.rows))) if self.rows else 0

    @property
    def truncated(self) -> bool:
        """Whether the limit left rows out."""
        return self.total > len(self.rows)


def _items(clause: str) -> list[str]:
    """Return what stands between the commas of a clause that are in no bracket and no text."""
    items, depth, quoted = [""], 0, False
    for sign in clause:
        quoted ^= sign == "'"
        if not quoted:
            depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0 and not quoted:
            items.append("")
        else:
            items[-1] += sign
    return items

"""Pages (分页): `first`/`after`, `last`/`before` and their cursors, as keyset conditions in Cypher.

A cursor holds the sort key of an edge, unique part last, so that a page begins right after it whatever was added
or removed meanwhile. It also holds the mark of its list and order: a cursor of another is refused, not misread.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import orjson

from api.errors import BadCursor, PageSize
from api.types.vocabulary import Key
from graph.language import Text

__all__ = ["Page", "bound", "cursor", "size"]


class Page(NamedTuple):
    """What part of a list is asked for: from its end (`backward`), beyond a cursor (`after`, `before`).

    `stated` tells whether a size was: without, the default number comes. `mark` stands in the cursors.
    """

    backward: bool
    after: bool
    before: bool
    stated: bool
    mark: str


def size(value: int, *, name: str, maximum: int, alone: bool) -> int:
    """Return the size of a page that an argument asks for.

    Raises:
        PageSize: it is none of 1 to `maximum`, or the other argument is given too (it is not `alone`).

    """
    if not alone:
        raise PageSize(
            Text("first 与 last 不能同时给出。", "`first` and `last` exclude each other."),
            Text("请只用其一。", "Give one of them."),
        )
    if not 1 <= value <= maximum:
        raise PageSize(
            Text(f"{name} 为 {value}，须在 1–{maximum} 之间。", f"`{name}` is {value}, not in 1–{maximum}."),
            Text("请用 after 逐页取。", "Ask for the next page by `after`."),
            given=value,
            maximum=maximum,
        )
    return value


def cursor(mark: str, keys: Sequence[Any]) -> str:
    """Return the cursor of an edge with these sort keys."""
    return urlsafe_b64encode(orjson.dumps([mark, *keys], default=str)).decode().rstrip("=")


def bound(value: str, *, mark: str, keys: Sequence[Key]) -> list[Any]:
    """Return the sort key that a cursor holds.

    Raises:
        BadCursor: it is none of this list and order.

    """
    try:
        held = json.loads(urlsafe_b64decode(value + "=" * (-len(value) % 4)))
        match held:
            case [found, *parts] if found == mark and len(parts) == len(keys):
                return [_held(part, key) for part, key in zip(parts, keys, strict=True)]
    except (ValueError, RecursionError):
        pass
    raise BadCursor(
        Text("游标不属于此列表或此次序。", "The cursor is none of this list in this order."),
        Text("请原样使用同一列表返回的 cursor 或 endCursor。", "Use a `cursor` or `endCursor` of the same list."),
    )


def _held(part: Any, key: Key) -> Any:
    """Return a part of a key as the graph holds it; ValueError where it is none."""
    if key.holds is date and type(part) is str:
        return date.fromisoformat(part)
    if type(part) is not key.holds:
        raise ValueError(part)
    return part

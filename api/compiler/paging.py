"""Pages (分页): `first`/`after`, `last`/`before` and their cursors, as keyset conditions in Cypher.

A cursor holds the sort key of an edge, id last, so that a page begins right after it whatever was added or
removed meanwhile. It also holds the mark of its list: a cursor of another list is refused, not misread.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.errors import BadCursor, PageSize
from api.types.vocabulary import Key
from graph.language import Text

__all__ = ["MAXIMUM", "Page", "cursor", "page"]

MAXIMUM = 100


@dataclass(frozen=True, slots=True)
class Page:
    """What part of a list is asked for. `stated` tells whether a size was: without, `MAXIMUM` come."""

    size: int
    backward: bool
    after: list[str | int] | None
    before: list[str | int] | None
    stated: bool


def page(arguments: Mapping[str, Any], mark: str, keys: Sequence[Key]) -> Page:
    """Return the page that a connection's arguments ask for.

    Raises:
        PageSize: a size is none of 1 to `MAXIMUM`, or both sizes are given.
        BadCursor: a cursor is none of this list's.

    """
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise PageSize(
            Text("first 与 last 不能同时给出。", "`first` and `last` exclude each other."),
            Text("请只用其一。", "Give one of them."),
        )
    name, size = ("last", last) if last is not None else ("first", first)
    if size is not None and not 1 <= size <= MAXIMUM:
        raise PageSize(
            Text(f"{name} 为 {size}，须在 1–{MAXIMUM} 之间。", f"`{name}` is {size}, not in 1–{MAXIMUM}."),
            Text("请用 after 逐页取。", "Ask for the next page by `after`."),
            given=size,
            maximum=MAXIMUM,
        )
    return Page(
        size=MAXIMUM if size is None else size,
        backward=last is not None,
        after=_keys(arguments.get("after"), mark, keys),
        before=_keys(arguments.get("before"), mark, keys),
        stated=size is not None,
    )


def cursor(mark: str, keys: Sequence[str | int]) -> str:
    """Return the cursor of an edge with these sort keys."""
    text = json.dumps([mark, *keys], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _keys(value: str | None, mark: str, keys: Sequence[Key]) -> list[str | int] | None:
    if value is None:
        return None
    try:
        held = json.loads(urlsafe_b64decode(value + "=" * (-len(value) % 4)))
    except (ValueError, RecursionError):
        held = None
    match held:
        case [found, *parts] if found == mark and [type(part) for part in parts] == [key.holds for key in keys]:
            return parts
    raise BadCursor(
        Text("游标不属于此列表。", "The cursor is none of this list."),
        Text("请原样使用同一列表返回的 cursor 或 endCursor。", "Use a `cursor` or `endCursor` of the same list."),
    )

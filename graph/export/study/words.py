"""The words of a study in Chinese and English (用语), from words.toml."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from graph.language import Text

__all__ = ["methods", "references", "words"]


def words(section: str) -> dict[str, Text]:
    """Return the words of one section by name."""
    return {name: Text(**text) for name, text in _all()[section].items()}


def methods() -> list[Text]:
    """Return the paragraphs on methods."""
    found = _all()["methods"]
    return [Text(zh, en) for zh, en in zip(found["zh"], found["en"], strict=True)]


def references() -> list[str]:
    """Return the literature, as it is cited."""
    return list(_all()["references"])


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads((files("graph.export.study") / "words.toml").read_text(encoding="utf-8"))

"""The style (样式) of queries/browser/style.grass as Browser keeps it: declarations by selector."""

import re
from functools import cache
from importlib.resources import files

__all__ = ["style"]

RULE = re.compile(r"([\w.]+) \{\n(.*?)\n\}", re.DOTALL)
DECLARATION = re.compile(r'  ([\w-]+): "?(.*?)"?;')


@cache
def style() -> dict[str, dict[str, str]]:
    """Return the declarations of every rule, by its selector (`node.Department`)."""
    text = (files("queries") / "browser" / "style.grass").read_text(encoding="utf-8")
    return {selector: dict(DECLARATION.findall(body)) for selector, body in RULE.findall(text)}

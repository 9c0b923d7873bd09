"""Text in XML (XML 文本): what GraphML and GEXF share.

XML 1.0 cannot hold most control characters, however they are written; they become U+FFFD. Line ends are kept:
those that a reader would change are written as character references.
"""

import re

from graph.export.formats.content import Value, literal

__all__ = ["HEAD", "attribute", "text"]

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

_SPECIAL = re.compile(r"[^ !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def text(value: Value) -> str:
    """Return the value as the content of an element, or of an attribute between double quotes."""
    return _SPECIAL.sub(lambda found: _REFERENCE.get(found.group(), "\ufffd"), literal(value))


def attribute(name: str, value: Value) -> str:
    """Return the value as an attribute of an element, with a blank before it."""
    return f' {name}="{text(value)}"'

"""Elements of WordprocessingML (ECMA-376 Part 1) by their short names, in the transitional and strict name spaces."""

from functools import lru_cache

from loaders.read.package import Node

__all__ = ["attribute", "branch", "child", "is_on", "number", "tag", "value"]

NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
OFF = frozenset({"0", "false", "off"})  # ST_OnOff


@lru_cache(maxsize=4096)
def short(name: str) -> str:
    """Return a qualified name as w:p; of other name spaces only the local name."""
    space, _, local = name.rpartition("}")
    prefix = NAMESPACES.get(space[1:])
    return f"{prefix}:{local}" if prefix else local


def tag(element: Node) -> str:
    """Return the name of an element as w:p."""
    return short(element.tag)


def child(element: Node | None, *names: str) -> Node | None:
    """Return the element that a path of names leads to (w:pPr, w:numPr), None where there is none."""
    for name in names:
        for found in () if element is None else element:
            if tag(found) == name:
                element = found
                break
        else:
            return None
    return element


def attribute(element: Node, name: str) -> str | None:
    """Return an attribute of the element's own name space (w:val of w:numId)."""
    space = element.tag.rpartition("}")[0]
    found: str | None = element.get(f"{space}}}{name}")
    return found


def value(element: Node | None, *path: str) -> str | None:
    """Return w:val of the element that a path leads to."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val")


def number(text: str | None) -> int | None:
    """Return a decimal number as Word reads it, None where it is none."""
    try:
        return int(text or "")
    except ValueError:
        return None


def is_on(element: Node | None, *path: str) -> bool | None:
    """Return whether the property that a path leads to is switched on; None where it is not there."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val") not in OFF


def branch(element: Node) -> Node | None:
    """Return the branch of mc:AlternateContent to be read: the first choice, else the fallback."""
    choice = child(element, "mc:Choice")
    return child(element, "mc:Fallback") if choice is None else choice

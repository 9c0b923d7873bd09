"""What the elements of a docx hold, as it is shown: tracked changes accepted, one branch of alternatives."""

from collections.abc import Iterator

from loaders.read.docx.elements import branch, child, tag
from loaders.read.docx.omissions import DELETED
from loaders.read.package import Node
from loaders.read.transcript import Transcript

__all__ = ["boxes", "contents", "deleted_mark"]

WRAPPERS = frozenset(  # they hold what stands in their place
    {
        "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:hyperlink", "w:dir", "w:bdo",
    }
)  # fmt: skip
REMOVED = ("w:del", "w:moveFrom")
DRAWN = frozenset({"v:imagedata", "a:blip", "chart", "relIds"})  # pictures, charts, SmartArt


def contents(element: Node, transcript: Transcript) -> Iterator[Node]:
    """Yield the elements in an element, those in wrappers in their place; deletions are counted and left out."""
    for found in element:
        name = tag(found)
        if name in WRAPPERS:
            yield from contents(found, transcript)
        elif name == "w:sdt":
            inner = child(found, "w:sdtContent")
            if inner is not None:
                yield from contents(inner, transcript)
        elif name == "mc:AlternateContent":
            chosen = branch(found)
            if chosen is not None:
                yield from contents(chosen, transcript)
        elif name == "w:del":
            transcript.leave_out(DELETED)
        elif name != "w:moveFrom":
            yield found


def deleted_mark(properties: Node | None) -> bool:
    """Tell whether tracked changes take away the mark that ends a paragraph, or a row of a table."""
    return any(child(properties, *path) is not None for mark in REMOVED for path in ((mark,), ("w:rPr", mark)))


def boxes(drawing: Node) -> tuple[list[Node], bool]:
    """Return the text boxes of a drawing, and whether there are pictures in it."""
    found: list[Node] = []
    drawn = False
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        name = tag(element)
        if name == "w:txbxContent":
            found.append(element)
            continue
        chosen = branch(element) if name == "mc:AlternateContent" else element
        drawn = drawn or name in DRAWN
        waiting += reversed([] if chosen is None else list(chosen))
    return found, drawn

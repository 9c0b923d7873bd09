"""The parts of a docx file (Open Packaging Conventions, ECMA-376 Part 2) as XML trees.

Both name spaces are read, transitional and strict. Document types, entities and the network are off.
"""

import posixpath
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import unquote

from lxml import etree

from graph.language import Text
from loaders.errors import FileDamaged
from loaders.read.archive import Archive

__all__ = ["Element", "Package", "attribute", "branch", "child", "is_on", "number", "tag", "value"]

Element: TypeAlias = etree._Element  # noqa: SLF001 -- lxml has no other name for it
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
MAIN = "word/document.xml"


class Package:
    """A docx file. `root` is its document; parts that it does not have are None.

    Raises:
        FileDamaged, FileProtected, FileTooLarge: see `Archive`; FileDamaged also where its XML is broken.

    """

    def __init__(self, content: bytes, *, where: str) -> None:
        self.archive = Archive(content, where=where)
        self.main = next((part for kind, part in self.related("") if kind == "officeDocument"), MAIN)
        root = self.tree(self.main)
        if root is None:
            raise self.damaged(self.main)
        self.root = root
        self.parts = dict(self.related(self.main))

    def part(self, kind: str) -> Element | None:
        """Return the root of a part by the kind of its relation to the document (numbering, styles)."""
        return self.tree(self.parts[kind]) if kind in self.parts else None

    def related(self, source: str) -> Iterator[tuple[str, str]]:
        """Yield kind and name of the parts that a part (or, as "", the package) relates to; none outside the file."""
        folder, name = posixpath.split(source)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in () if root is None else root:
            if relation.get("TargetMode") != "External":
                target = unquote(relation.get("Target", "")).replace("\\", "/")
                part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                yield relation.get("Type", "").rpartition("/")[2], part

    def tree(self, part: str) -> Element | None:
        """Return the root of a part, None where it is missing."""
        if part not in self.archive:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,  # nor deeper than 256 elements
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self.archive.read(part), parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self.damaged(part) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.damaged(part)  # not allowed in these files, and a way to attack readers
        return root

    def damaged(self, part: str) -> FileDamaged:
        """Return the error for a part that is missing or broken."""
        return FileDamaged(
            Text("文档内部缺失或损坏。", "a part of the document is missing or broken."),
            Text("请用 Word 或 WPS 打开后另存为 docx。", "Open it in Word or WPS and save it as docx."),
            where=f"{self.archive.where}:{part}",
        )


@lru_cache(maxsize=4096)
def short(name: str) -> str:
    """Return a qualified name as w:p; of other name spaces only the local name."""
    space, _, local = name.rpartition("}")
    prefix = NAMESPACES.get(space[1:])
    return f"{prefix}:{local}" if prefix else local


def tag(element: Element) -> str:
    """Return the name of an element as w:p."""
    return short(element.tag)


def child(element: Element | None, *names: str) -> Element | None:
    """Return the element that a path of names leads to (w:pPr, w:numPr), None where there is none."""
    for name in names:
        for found in () if element is None else element:
            if tag(found) == name:
                element = found
                break
        else:
            return None
    return element


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute of the element's own name space (w:val of w:numId)."""
    space = element.tag.rpartition("}")[0]
    found: str | None = element.get(f"{space}}}{name}")
    return found


def value(element: Element | None, *path: str) -> str | None:
    """Return w:val of the element that a path leads to."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val")


def number(text: str | None) -> int | None:
    """Return a decimal number as Word reads it, None where it is none."""
    try:
        return int(text or "")
    except ValueError:
        return None


def is_on(element: Element | None, *path: str) -> bool | None:
    """Return whether the property that a path leads to is switched on; None where it is not there."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val") not in OFF


def branch(element: Element) -> Element | None:
    """Return the branch of mc:AlternateContent to be read: the first choice, else the fallback."""
    choice = child(element, "mc:Choice")
    return child(element, "mc:Fallback") if choice is None else choice

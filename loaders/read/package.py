"""Packages of parts in XML (Open Packaging Conventions, ECMA-376 Part 2), such as xlsx.

Document types, entities and the network are off. Parts may come in the transitional or the strict name
spaces; elements are told by their local names, which are the same in both.
"""

import io
import posixpath
from collections.abc import Iterator
from typing import TypeAlias
from urllib.parse import unquote

from lxml import etree

from graph.language import Text
from loaders.errors import FileDamaged
from loaders.read.archive import Archive

__all__ = ["Node", "Package", "inside", "local"]

Node: TypeAlias = etree._Element  # noqa: SLF001 -- lxml has no other name for it
DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class Package:
    """A package: `main` is its document, `related` the parts that relates to, kind and name by relation id.

    Raises:
        FileDamaged: its XML is broken.

    """

    def __init__(self, archive: Archive, main: str) -> None:
        self.archive = archive
        documents = (part for kind, part in self.relations("").values() if kind == "officeDocument")
        self.main = next(documents, main)
        self.related = self.relations(self.main)

    def relations(self, source: str) -> dict[str, tuple[str, str]]:
        """Return kind and name of what a part (or, as "", the package) relates to inside the file, by relation id."""
        folder, name = posixpath.split(source)
        found = {}
        for relation in inside(self.tree(posixpath.join(folder, "_rels", f"{name}.rels")), "Relationship"):
            if relation.get("TargetMode") != "External":
                target = unquote(relation.get("Target", "")).replace("\\", "/")
                part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[relation.get("Id", "")] = relation.get("Type", "").rpartition("/")[2], part
        return found

    def first(self, kind: str) -> Node | None:
        """Return the root of the first part of a kind (styles) that the document relates to, None without one."""
        part = next((part for found, part in self.related.values() if found == kind), None)
        return None if part is None else self.tree(part)

    def tree(self, part: str) -> Node | None:
        """Return the root of a part, None where it is missing."""
        content = self.content(part)
        if content is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self.damaged(part) from None

    def nodes(self, part: str, *names: str) -> Iterator[Node]:
        """Yield the elements of a large part that have one of the names; each is emptied when the next is asked for."""
        found = etree.iterparse(
            io.BytesIO(self.content(part) or b""),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for _, node in found:
                yield node
                node.clear()
                while node.getprevious() is not None:
                    del node.getparent()[0]
        except etree.XMLSyntaxError:
            raise self.damaged(part) from None

    def content(self, part: str) -> bytes | None:
        """Return the bytes of a part, None where it is missing."""
        if part not in self.archive:
            return None
        content = self.archive.read(part)
        if any(mark in content for mark in DOCTYPE):
            raise self.damaged(part)  # not allowed in packages, and a way to attack their readers
        return content

    def damaged(self, part: str) -> FileDamaged:
        """Return the error for a part that is missing or broken."""
        return FileDamaged(
            Text("文件内部缺失或损坏。", "a part of the file is missing or broken."),
            Text("请用原软件打开后另存。", "Open it in its own program and save it."),
            where=f"{self.archive.where}:{part}",
        )


def local(node: Node) -> str:
    """Return the name of an element without its name space."""
    return str(node.tag).rpartition("}")[2]


def inside(node: Node | None, *path: str) -> Iterator[Node]:
    """Yield the elements that a path of names leads to."""
    for child in () if node is None else node:
        if local(child) == path[0]:
            if len(path) == 1:
                yield child
            else:
                yield from inside(child, *path[1:])

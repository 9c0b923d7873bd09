"""A page as steps through what it shows: an element opens, text, an element closes.

The steps lie flat, so that nothing that reads them recurses or walks a way twice. What is never shown,
and what sites add to every page (menus, share buttons), opens and closes with nothing in between.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from graph.language import Text
from loaders.errors import FileDamaged

__all__ = ["Closing", "Element", "Page", "Step", "read_page"]

DEEPEST = 1000  # elements in one another; pages have some dozens, and the parser is slow in the square of it
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
SHALLOW = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "tbody", "td", "th", "tr", "wbr",
})  # fmt: skip
SILENT = frozenset({
    "aside", "audio", "button", "canvas", "del", "embed", "footer", "head", "iframe", "input", "math", "nav",
    "noscript", "object", "option", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "title",
    "video",
})  # fmt: skip
FURNITURE = frozenset({
    "bdsharebuttonbox", "breadcrumb", "breadcrumbs", "bshare-custom", "copyright", "crumb", "crumbs", "ewm",
    "fenxiang", "foot", "footer", "fx", "menu", "nav", "navbar", "pager", "pagination", "print", "qrcode", "share",
    "share-box", "sharebox", "sidebar", "social-share",
})  # fmt: skip
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Element:
    """An element: its first step, the step behind its last, and how many characters of prose it holds."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None"
    begin: int
    end: int = 0
    prose: int = 0
    names: frozenset[str] = field(init=False)  # id and classes, as selectors write them

    def __post_init__(self) -> None:
        identity = self.attributes.get("id", "").strip()
        classes = self.attributes.get("class", "").split()
        self.names = frozenset([*(f".{name}" for name in classes), *([f"#{identity}"] if identity else [])])


@dataclass(frozen=True, slots=True)
class Closing:
    """The step at which an element closes."""

    element: Element


Step = str | Element | Closing


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows, step by step, and what its head says: title, and meta fields by their names."""

    steps: tuple[Step, ...]
    title: str
    meta: dict[str, str]

    @property
    def body(self) -> Element:
        """The element that holds all others."""
        return next(step for step in self.steps if isinstance(step, Element))

    def elements(self) -> Iterator[Element]:
        """Yield the elements, each before those it holds."""
        return (step for step in self.steps if isinstance(step, Element))


def read_page(text: str, *, where: str) -> Page:
    """Return the page that a text in HTML is.

    Raises:
        FileDamaged: its elements lie in one another a thousand deep.

    """
    if depth(text) > DEEPEST:
        raise FileDamaged(
            Text("网页的标签层层嵌套，不像正常网页。", "the elements of this page are nested far too deep."),
            Text("请用浏览器打开后另存。", "Open it in a browser and save it again."),
            where=where,
        )
    tree = LexborHTMLParser(text)
    title = tree.css_first("title")
    meta = {
        (node.attributes.get("name") or "").lower(): (node.attributes.get("content") or "").strip()
        for node in tree.css("meta[name]")
    }
    steps = tuple(walk(tree.root))
    return Page(steps, title.text().strip() if title else "", meta)


def depth(text: str) -> int:
    """Return a bound of how deep elements lie in one another: those opened and not closed by their name."""
    opened: dict[str, int] = {}
    deep = deepest = 0
    for mark in TAG.finditer(text):
        name = mark[2].lower()
        if name in SHALLOW:
            continue
        if not mark[1]:
            opened[name] = opened.get(name, 0) + 1
            deep += 1
            deepest = max(deepest, deep)
        elif opened.get(name):
            opened[name] -= 1
            deep -= 1
    return deepest


def walk(root: LexborNode | None) -> Iterator[Step]:
    """Yield the steps through what is shown."""
    node = root
    around: list[Element] = []
    count = 0
    while node is not None:
        inside = None
        if node.is_text_node:
            yield node.text_content or ""
            count += 1
        elif node.is_element_node:
            attributes = {name: value or "" for name, value in node.attributes.items()}
            element = Element(node.tag or "", attributes, around[-1] if around else None, count)
            yield element
            count += 1
            inside = None if hidden(element) else node.child
            if inside is not None:
                around.append(element)
                node = inside
                continue
            element.end = count + 1
            yield Closing(element)
            count += 1
        while node is not None and node.next is None and around:
            element = around.pop()
            element.end = count + 1
            yield Closing(element)
            count += 1
            node = node.parent
        node = node.next if node is not None and around else None


def hidden(element: Element) -> bool:
    """Tell whether nothing of an element is shown, or nothing that belongs to the page's text."""
    return (
        element.tag in SILENT
        or "hidden" in element.attributes
        or bool(UNSEEN.search(element.attributes.get("style", "")))
        or any(name[1:].lower() in FURNITURE for name in element.names)
    )

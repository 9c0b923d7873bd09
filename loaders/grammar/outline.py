"""Paragraphs → outline (篇章结构): chapters, sections, and which items are measures (措施).

A plan is a tree of numbered paragraphs. Which of them are measures is decided by the notation, not by
words: the document's item style is the number style that most responsibility statements end, or, in a
document without statements, the finest style that still numbers whole items. A section of an action
chapter that has no items is one measure. Chapters of aims and safeguards hold none, unless their items
carry statements of their own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from loaders.grammar.numbering import Marker, Style
from loaders.grammar.paragraphs import Paragraph, Reading

__all__ = ["Item", "Node", "Outline", "read_outline", "title_end", "title_range"]

# Chapters that lay down aims, principles, organisation and safeguards.
FRAME = re.compile(
    r"总体(要求|目标|思路|安排)|指导思想|基本原则|(工作|主要|发展|任务)目标|形势|背景|成就|现状|组织(领导|实施)|"
    r"(组织|工作|实施|落实|推进|强化|加强|机制|制度|综合)保障|保障(措施|机制)|"
    r"工作要求|有关要求|实施步骤|步骤安排|总则|附则|督导|考核|宣传"
)
SENTENCE_END = re.compile(r"[。；：！？]")
LEAD_BRACKET = re.compile(
    r"（[^（）]*(?:（[^（）]*）[^（）]*)*(?:牵头|负责|责任单位|责任部门|配合)[^（）]*(?:（[^（）]*）[^（）]*)*）$"
)
TAIL = re.compile(  # what stands after the last item and belongs to no measure
    r"附件|附表|附：|抄送|主送|（?此件|（联系人|[\d〇一二三四五六七八九十]{1,4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
)
FINE = 9  # rank from which a style numbers parts of an item, never an item


@dataclass(slots=True, eq=False)
class Node:
    """A numbered paragraph with the paragraphs that follow it and the numbered ones below it."""

    marker: Marker | None
    paragraphs: list[Paragraph]
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    @property
    def begin(self) -> int:
        """First character in the flow."""
        return self.paragraphs[0].begin

    @property
    def own_end(self) -> int:
        """One past the last character before the first numbered paragraph below."""
        return self.paragraphs[-1].end

    @property
    def end(self) -> int:
        """One past the last character of the node and all below it."""
        return self.children[-1].end if self.children else self.own_end

    @property
    def style(self) -> Style | None:
        """Number style, None for the root."""
        return self.marker.style if self.marker else None

    def walk(self) -> Iterator["Node"]:
        """Yield the node and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Item:
    """A measure found: its node, the section it stands in, its range in the flow.

    `numbered` is false for a section that is one measure: its number and title belong to the section.
    """

    node: Node
    section: Node | None
    begin: int
    end: int
    numbered: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of a document, the nodes that are sections, and its measures, in order."""

    root: Node
    sections: tuple[Node, ...]
    items: tuple[Item, ...]


def title_end(text: str, node: Node) -> int:
    """Return where the title of a node ends in the flow: at its first full stop, or with its paragraph."""
    first = node.paragraphs[0]
    stop = SENTENCE_END.search(text, first.begin + (node.marker.length if node.marker else 0), first.end)
    return stop.start() if stop else first.end


def title_range(text: str, node: Node) -> tuple[int, int]:
    """Return the range of a section's title, without the bracket that names who leads it."""
    end = title_end(text, node)
    bracket = LEAD_BRACKET.search(text, node.begin, end)
    return node.begin, bracket.start() if bracket else end


def tree(reading: Reading) -> Node:
    """Return the tree of numbered paragraphs; the root holds what stands before the first number."""
    root = Node(None, [])
    open_nodes = [root]
    for paragraph in reading.paragraphs:
        if paragraph.marker is None:
            open_nodes[-1].paragraphs.append(paragraph)
            continue
        rank = paragraph.marker.style.rank
        while open_nodes[-1].style is not None and open_nodes[-1].style.rank >= rank:
            open_nodes.pop()
        node = Node(paragraph.marker, [paragraph], open_nodes[-1])
        open_nodes[-1].children.append(node)
        open_nodes.append(node)
    return root


def read_outline(reading: Reading, states: Callable[[int, int], bool]) -> Outline:
    """Return the outline of a reading.

    Args:
        reading: the text read.
        states: tells whether a range of the flow holds a responsibility statement.

    """
    text = reading.flow.text
    root = tree(reading)
    saying = {node for node in root.walk() if node.marker and states(node.begin, node.own_end)}
    # A statement before the numbered parts of a node holds for them, unless nodes like it are the items.
    opening = {node for node in saying if coarse_children(node)}
    stating = saying - opening
    tops = root.children
    if len(tops) == 1 and tops[0].children:
        tops = tops[0].children  # one chapter around everything
    shared = closing_statements(root, stating)
    ending = (stating - set(shared.values())) | set(shared)
    styles = {node.style for node in ending}
    style = item_style(tops, ending | {node for node in opening if node.style in styles}, text)
    for node, last in shared.items():
        if node.style == style:
            stating = (stating - {last}) | {node}
    stating |= {node for node in opening if node.style == style}
    items: list[Item] = []
    for top in tops:
        framed = bool(FRAME.search(text, *title_range(text, top)))
        found = list(measures(top, style, stating, text, framed=framed))
        items.extend(found)
    items = [item for item in items if item.end > item.begin]
    inside = {node for item in items if item.numbered for node in item.node.walk()}
    sections = tuple(
        node for node in root.walk() if node.marker and node not in inside and node.style and node.style.rank < FINE
    )
    return Outline(root, sections, tuple(trimmed(text, items)))


def closing_statements(root: Node, stating: set[Node]) -> dict[Node, Node]:
    """Return nodes whose only statement stands behind their last part, each with that part.

    Such a statement may be the node's own, printed once behind its parts; the style of the document's
    items tells.
    """
    found = {}
    for node in root.walk():
        parts = coarse_children(node)
        if len(parts) > 1 and node not in stating and [p for p in parts if p in stating] == parts[-1:]:
            found[node] = parts[-1]
    return found


def item_style(tops: list[Node], stating: set[Node], text: str) -> Style | None:
    """Return the number style of the document's measures."""
    nodes = [
        n
        for top in tops
        if not FRAME.search(text, *title_range(text, top))
        for n in top.walk()
        if n.style and n.style.rank < FINE
    ]
    by_statement = Counter(n.style for n in nodes if n in stating and n.style and n.style.item)
    if by_statement:
        return max(by_statement, key=lambda s: (by_statement[s], s.rank))
    leaves = Counter(n.style for n in nodes if n.style and n.style.item and not coarse_children(n))
    return max(leaves, key=lambda s: (leaves[s], s.rank)) if leaves else None


def coarse_children(node: Node) -> list[Node]:
    """Return the children that may be items or sections."""
    return [child for child in node.children if child.style and child.style.rank < FINE]


def measures(node: Node, style: Style | None, stating: set[Node], text: str, *, framed: bool) -> Iterator[Item]:
    """Yield the measures of a node and below it."""
    below = coarse_children(node)
    is_item = node.style == style and node.style is not None
    own = node in stating
    if is_item and not (below and all(child in stating for child in below)):
        if not framed or own or any(n in stating for n in node.walk()):
            yield Item(
                node,
                node.parent if node.parent and node.parent.marker else None,
                node.begin,
                node.end,
                numbered=True,
            )
        return
    if is_item and own:  # items and their numbered sub-measures both carry a statement
        yield Item(
            node,
            node.parent if node.parent and node.parent.marker else None,
            node.begin,
            node.own_end,
            numbered=True,
        )
    if below:
        for child in below:
            yield from measures(child, style, stating, text, framed=framed)
        return
    if is_item or (framed and not own):
        return
    body = unnumbered_body(text, node)
    if own and body is None:
        # The text follows its title in the same line: the item has this number.
        yield Item(
            node,
            node.parent if node.parent and node.parent.marker else None,
            node.begin,
            node.end,
            numbered=True,
        )
    elif body is not None and (own or not stating) and node.parent is not None and node.parent.marker is not None:
        yield Item(node, node, body, node.end, numbered=False)


def unnumbered_body(text: str, node: Node) -> int | None:
    """Return where the text of a section begins that has a title line of its own, else None."""
    first = node.paragraphs[0]
    if title_end(text, node) < first.end or len(node.paragraphs) == 1:
        return None
    return node.paragraphs[1].begin


def trimmed(text: str, items: list[Item]) -> Iterator[Item]:
    """Yield the items, the last one without signature, date and list of attachments behind it."""
    for number, item in enumerate(items):
        end = item.end
        if number == len(items) - 1:
            last = max(item.node.walk(), key=lambda n: n.own_end)
            for paragraph in last.paragraphs[1:]:
                if TAIL.match(text, paragraph.begin, paragraph.end):
                    end = paragraph.begin
                    break
        yield Item(item.node, item.section, item.begin, end, item.numbered)

"""Paragraphs → outline (篇章结构): plans, chapters, sections, and which items are measures (措施).

Which of the numbered paragraphs are measures is decided by the notation, not by words: a plan's item
style is the number style that most of its responsibility statements end, or, in a plan without
statements, the finest style that still numbers whole items. A section of an action chapter that has no
items is one measure, or several where each of its paragraphs closes with a statement of its own.
Chapters of aims and safeguards hold none, unless their items carry statements of their own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from loaders.grammar.numbering import Marker, Style
from loaders.grammar.paragraphs import Paragraph, Reading
from loaders.grammar.register import Row
from loaders.grammar.tree import LABEL, PLAN, TAIL, Node, plant, signature

__all__ = ["Item", "Node", "Outline", "read_outline", "title_end", "title_range"]

# Chapters that lay down aims, principles, organisation and safeguards.
FRAME = re.compile(
    r"(?:总体|主要|工作|发展|预期|阶段|具体|年度|行动|改革|创建)(?:要求|目标|思路|安排|部署)|指导思想|(?:基本|工作)原则|目标要求|"
    r"形势|背景|成就|现状|发展基础|组织(?:领导|实施|机构|架构)|"
    r"(?:组织|工作|实施|落实|推进|机制|制度|综合|强化|加强|完善|健全|建立|^)保障(?:措施|机制|$)|(?:组织|工作|实施|综合)保障|"
    r"(?:有关|几点|相关|具体|其他|其它)(?:要求|事项)|实施(?:步骤|范围|时间|进度|阶段)|(?:步骤|时间|进度|方法)(?:安排|步骤)|适用(?:范围|对象)|"
    r"^(?:工作|主要|总体|发展)?(?:目标任务|任务目标|附则|总则|前言|序言|名词解释|目标|要求|重要意义|其他)$"
)
ACTION = re.compile(r"任务|举措|(?<!保障)措施")  # a title that names these too is of a chapter that holds them
# Chapters that say nothing but that the plan is to be carried out: titles made up of these words.
URGING = re.compile(
    r"(?:切实|进一步|全面|狠抓|严格|加强|强化|健全|完善|压实|明确|落实|做好|抓好|注重|营造|加大|严肃|统筹|组织|领导|协调|调度|督导|督查|督促|督办|"
    r"检查|监督|考核|考评|评估|评价|问责|问效|奖惩|激励|宣传|引导|培训|总结|推广|舆论|氛围|责任|工作|推进|力度|机制|成效|跟踪|协同|配合|保障|[、，和与及])+"
)
BACKGROUND = re.compile(
    r".*(?:重要性|重要意义|必要性|紧迫性|重大意义)|(?:深刻|充分)认识.*"
)  # a section's text that is no action
AIM = re.compile(
    r"总体(?:要求|思路|目标|部署)|指导思想|(?:基本|工作)原则|(?:主要|工作|发展|具体|预期)目标|(?:工作|发展)思路"
)
LONGEST_URGING = 20  # characters
SENTENCE_END = re.compile(r"[。；：！？]")
LEAD_BRACKET = re.compile(r"牵头|负责|责任(?:单位|部门)|配合")
FINE = 13  # rank from which a style numbers parts of an item, unless statements say otherwise
LONGEST_TITLE = 120  # characters of a section's title
PARAGRAPHS = 6  # rank down to which a section may be several measures without numbers
SECONDARY = re.compile(r"(?:通知|清单|[^代]表|说明|解读|名单|目录|流程图?)(?:（[^（）]{1,12}）)?$")
PARAGRAPH = Style("paragraph", 8, re.compile(r"(?!)"), item=True)


@dataclass(frozen=True, slots=True)
class Item:
    """A measure found: its node, the section it stands in, its range in the flow.

    `numbered` is false for a section that is one measure: its number and title belong to the section.
    `rows` are those of task lists that the measure is, or that repeat it.
    """

    node: Node
    section: Node | None
    begin: int
    end: int
    numbered: bool
    rows: tuple[Row, ...] = ()

    @property
    def text_begin(self) -> int:
        """Where its text begins, behind its number."""
        return self.begin + (self.node.number_length if self.numbered else 0)


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of a document, the nodes that are sections, and its measures, in order.

    `strays` are rows of task lists that repeat no measure though the others of their list do.
    """

    root: Node
    sections: tuple[Node, ...]
    items: tuple[Item, ...]
    strays: tuple[Row, ...] = ()

    @property
    def first(self) -> int:
        """Where the first number stands, or the first measure where none has one: the title page ends there."""
        numbers = [node.begin for node in islice((n for n in self.root.walk() if n.marker and n.style != PLAN), 1)]
        return min([*numbers, *(item.begin for item in self.items[:1])])


def title_end(text: str, node: Node) -> int:
    """Return where the title of a node ends in the flow: at its first full stop, or with its paragraph."""
    first = node.paragraphs[0]
    stop = SENTENCE_END.search(text, first.begin + node.number_length, first.end)
    return stop.start() if stop else first.end


def title_range(text: str, node: Node) -> tuple[int, int]:
    """Return the range of a section's title, without the bracket that names who leads it."""
    end = title_end(text, node)
    if text[end - 1] == "）" and end - node.begin <= LONGEST_TITLE:
        depth, opening = 0, end
        for opening in range(end - 1, node.begin, -1):
            depth += {"）": 1, "（": -1}.get(text[opening], 0)
            if depth == 0:
                break
        if depth == 0 and LEAD_BRACKET.search(text, opening, end):
            end = opening
    return node.begin, end


def framed(text: str, node: Node) -> bool:
    """Tell whether a section's title is that of a chapter that holds no measures of its own."""
    begin, end = title_range(text, node)
    begin += node.number_length
    title = text[begin : min(end, begin + LONGEST_TITLE)]
    if len(title) <= LONGEST_URGING and URGING.fullmatch(title):
        return True
    return FRAME.search(title) is not None and (ACTION.search(title) is None or title.endswith("目标任务"))


def read_outline(reading: Reading, states: Callable[[int, int], bool]) -> Outline:
    """Return the outline of a reading.

    Args:
        reading: the text read.
        states: tells whether a range of the flow holds a responsibility statement.

    """
    text = reading.flow.text
    root = plant(text, reading.paragraphs)
    plans = [node for node in root.children if node.style == PLAN]
    parts = [Part(text, states, root, noted=bool(plans))]
    lists = [not SECONDARY.search(text, *title_range(text, plan)) for plan in plans]
    parts += [Part(text, states, plan, noted=any(lists) and not own) for plan, own in zip(plans, lists, strict=True)]
    items = [item for part in parts for item in part.measures()]
    inside = {node for item in items if item.numbered for node in item.node.walk()}
    fine = max([FINE, *(item.node.style.rank for item in items if item.numbered and item.node.style)])
    sections = tuple(
        node for node in root.walk() if node.marker and node not in inside and node.style and node.style.rank < fine
    )
    return Outline(root, sections, tuple(items))


class Part:
    """A plan of a file, or what stands outside of plans; `noted` ones hold measures only where statements say so."""

    def __init__(self, text: str, states: Callable[[int, int], bool], root: Node, *, noted: bool) -> None:
        self.text, self.states, self.root, self.noted = text, states, root, noted
        self.tops = [node for node in root.children if node.style != PLAN]
        if len(self.tops) == 1 and self.tops[0].children:
            self.tops = self.tops[0].children  # one chapter around everything
        self.frames = {top for top in self.tops if framed(text, top)}
        nodes = [node for top in self.tops for node in top.walk()]
        saying = {node for node in nodes if states(node.begin, node.own_end)}
        # A statement before the numbered parts of a node holds for them, unless nodes like it are the items.
        self.opening = {node for node in saying if any(c.style and c.style.rank < FINE for c in node.children)}
        self.stating = saying - self.opening
        self.shared = closing_statements(nodes, self.stating)
        ending = (self.stating - set(self.shared.values())) | set(self.shared)
        styles = {node.style for node in ending}
        self.style = self.item_style(ending | {node for node in self.opening if node.style in styles})
        self.stating |= {node for node in self.opening if node.style == self.style}
        self.take_shared(self.style, nodes)
        bare = [node for node in self.stating if not node.children and node.style and node.style.rank <= PARAGRAPHS]
        counts = {node: len(list(self.paragraphs(node))) for node in bare}
        split = max(counts.values(), default=0) > 1
        self.unnumbered = {node for node, count in counts.items() if count and split}

    def take_shared(self, style: Style | None, nodes: list[Node]) -> None:
        """Give the statements behind last parts to the items of a style among nodes."""
        for node in nodes:
            if node.style == style and node in self.shared:
                self.stating.discard(self.shared[node])
                self.stating.add(node)

    def item_style(self, stating: set[Node]) -> Style | None:
        """Return the number style of the part's measures."""
        nodes = [node for top in self.tops if top not in self.frames for node in top.walk() if node.style]
        by_statement = Counter(n.style for n in nodes if n in stating and n.style and n.style.item)
        if by_statement:
            return max(by_statement, key=lambda s: (by_statement[s], s.rank))
        named = Counter(n.style for n in nodes if n.style and n.style.item and n.style.free)
        if named:  # articles and tasks are what their name says
            return max(named, key=lambda s: (named[s], s.rank))
        leaves = Counter(
            n.style for n in nodes if n.style and n.style.item and n.style.rank < FINE and not self.coarse(n, FINE)
        )
        return max(leaves, key=lambda s: (leaves[s], s.rank)) if leaves else None

    def coarse(self, node: Node, fine: int) -> list[Node]:
        """Return the children of a node that may be items or sections."""
        return [child for child in node.children if child.style and child.style.rank < fine]

    def measures(self) -> Iterator[Item]:
        """Yield the measures of the part, the last one without what stands behind it."""
        found = [item for top in self.tops for item in self.within(top)]
        if not found and not self.root.children:
            found = list(self.paragraphs(self.root))
        if found:
            closing = sum(self.closes(item) for item in found[:-1]) * 2 > len(found[:-1])
            found[-1] = replace(found[-1], end=body_end(self.text, found[-1], self.states if closing else None))
        yield from (item for item in found if item.end > item.begin)

    def within(self, top: Node) -> list[Item]:
        """Return the measures of a chapter. One of aims or safeguards has some only where most of its items state."""
        found = list(self.below(top, self.style_in(top), top in self.frames))
        styles = {item.node.style for item in found}
        alike = sum(node.style in styles for node in top.walk())
        return found if top not in self.frames or len(found) * 2 > alike else []

    def closes(self, item: Item) -> bool:
        """Tell whether a measure ends with a statement."""
        last = deepest(item).paragraphs[-1]
        return self.states(last.begin, last.end)

    def style_in(self, top: Node) -> Style | None:
        """Return the number style of the measures in a chapter.

        It is the plan's own, unless the chapter prints its statements once behind the last part of each
        coarser item. Where a statement under the chapter's heading holds for all, not every item needs one.
        """
        if top in self.opening:
            return self.style
        nodes = list(top.walk())
        closed = Counter(
            n.style for n in nodes if n in self.shared and n.style and n.style.item and n.style != self.style
        )
        if not closed or self.style is None:
            return self.style
        style = max(closed, key=lambda s: (closed[s], s.rank))
        last = {self.shared[n] for n in nodes if n in self.shared}
        if closed[style] < 2 or any(n in self.stating and n not in last and n.style == self.style for n in nodes):  # noqa: PLR2004
            return self.style
        self.take_shared(style, nodes)
        return style

    def below(self, node: Node, style: Style | None, frame: bool) -> Iterator[Item]:  # noqa: FBT001
        """Yield the measures of a node and below it."""
        parts = self.coarse(node, max(FINE, style.rank + 1) if style else FINE)
        own, is_item = node in self.stating, style is not None and node.style == style
        section = node.parent if node.parent and node.parent.marker else None
        whole = Item(node, section, node.begin, node.end, numbered=True)
        if node in self.unnumbered:
            yield from self.paragraphs(node)
        elif is_item and not (parts and all(part in self.stating for part in parts)):
            if not (frame or self.noted or self.named(node, AIM)) or any(n in self.stating for n in node.walk()):
                yield whole
        elif parts:
            if is_item and own:  # items and their numbered sub-measures both carry a statement
                yield replace(whole, end=node.own_end)
            for part in parts:
                hidden = frame or (part.style != style and bool(part.children) and framed(self.text, part))
                yield from self.below(part, style, hidden)
        elif own or not (frame or self.noted or self.stating):
            yield from self.leaf(node, whole)

    def leaf(self, node: Node, whole: Item) -> Iterator[Item]:
        """Yield the measure that a section without items is."""
        first = node.paragraphs[0]
        if title_end(self.text, node) < first.end or (len(node.paragraphs) == 1 and node in self.stating):
            yield whole  # the text follows its title in the same line: the item has this number
        elif len(node.paragraphs) > 1 and (node in self.stating or not self.named(node, BACKGROUND)):
            yield Item(node, node, node.paragraphs[1].begin, node.end, numbered=False)

    def named(self, node: Node, words: re.Pattern[str]) -> bool:
        """Tell whether the whole title of a node matches."""
        begin, end = title_range(self.text, node)
        title = self.text[begin + node.number_length : min(end, begin + LONGEST_TITLE)]
        return words.fullmatch(title) is not None

    def paragraphs(self, node: Node) -> Iterator[Item]:
        """Yield the measures that the paragraphs of a section are, each closed by a statement of its own."""
        if node.marker and title_end(self.text, node) < node.paragraphs[0].end:
            return
        section = node if node.marker else None
        group: list[Paragraph] = []
        closed = False
        for paragraph in [*node.paragraphs[1 if node.marker else 0 :], None]:
            goes_on = paragraph and (
                LABEL.match(self.text, paragraph.begin) or self.states(paragraph.begin, paragraph.begin + 2)
            )
            if closed and not goes_on:
                made = Node(Marker(PARAGRAPH, 0, 0), group, node)
                yield Item(made, section, group[0].begin, group[-1].end, numbered=False)
                group, closed = [], False
            if paragraph:
                if not closed and self.states(paragraph.begin, paragraph.end):
                    closed = True
                    if not node.marker:  # before the first heading all else is preamble
                        group = group[-1:] if goes_on else []
                group.append(paragraph)


def closing_statements(nodes: list[Node], stating: set[Node]) -> dict[Node, Node]:
    """Return nodes whose only statement stands behind their last part, each with that part.

    Such a statement may be the node's own, printed once behind its parts; the style of the document's
    items tells.
    """
    found: dict[Node, Node] = {}
    for node in reversed(nodes):  # parts before the node that holds them
        if len(node.children) > 1 and node not in stating:
            closed = [part for part in node.children if part in stating or part in found]
            if closed == node.children[-1:]:
                found[node] = closed[0]
    return found


def deepest(item: Item) -> Node:
    """Return the node that a measure ends in."""
    last = item.node
    while last.children and last.end == item.end:
        last = last.children[-1]
    return last


def body_end(text: str, item: Item, states: Callable[[int, int], bool] | None) -> int:
    """Return where a measure ends, without signature, date and list of attachments behind it.

    `states` is given where the measures of a plan end with their statements: what stands behind the last
    one belongs to none.
    """
    inside = [p for p in deepest(item).paragraphs if p.begin > item.begin and p.end <= item.end]
    for n, paragraph in enumerate(inside):
        after = inside[n + 1] if n + 1 < len(inside) else None
        if TAIL.match(text, paragraph.begin, paragraph.end):
            return paragraph.begin
        if after and signature(text, paragraph) and TAIL.match(text, after.begin, after.end):
            return paragraph.begin
    own = [p for p in deepest(item).paragraphs if item.begin <= p.begin and p.end <= item.end]
    last = [p.end for p in own if states and states(p.begin, p.end)][-1:]
    return last[0] if last else item.end

"""Paragraphs → tree (层级): numbered paragraphs, each with the text that follows it and the numbers below it.

Which style stands above which is the order of the style table, unless the document opens its `free`
styles (第一条, 任务一) in another one. Titles of plans (several in one file) and headings without a number
are nodes too, where the numbering around them shows that they are headings.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from loaders.grammar.numbering import STYLES, Marker, Style
from loaders.grammar.paragraphs import Paragraph
from loaders.grammar.title_page import titled

__all__ = ["LABEL", "PLAN", "TAIL", "Node", "plant", "signature"]

PLAN = Style("plan", -1, re.compile(r"(?!)"), item=False)
HEADING = Style("heading", 6, re.compile(r"(?!)"), item=False, free=True)
RANKS = len(STYLES)
TITLE = range(8, 81)  # characters of a plan's title
LONGEST_HEADING = 30  # characters of a heading without a number
BLOCK = 4  # lines of a title
CLOSED = "。；）！"
PUNCTUATION = re.compile(r"[。；：，！？…]")
SIGNED = re.compile(r"(?:[）日号]|政府|办公[室厅]|委员会|[局厅])$")
BRACKETED = re.compile(
    r"〔(?![^〔〕]*(?:责任|牵头|配合|[单]位|字号|文号|\d))[^〔〕]{2,20}〕"
)  # 【创新创业】 in a line of its own
LABEL = re.compile(
    r"〔?(?:责任|牵头|配合|完成|办结|主办|协办|落实|实施|参与|时限|进度|分管)(?:单位|部门|时限|时间|期限|要求|领导|人(?=：))"
)
CAPTION = re.compile(
    r"(?:主要|具体|工作|重点|改革|政策|落实|推进)*(?:举措|措施|任务|内容|做法)：?"
)  # a line before the parts
WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
TAIL = re.compile(  # what stands after the last item and belongs to no measure
    r"附件|附表|附：|附则$|抄送|抄报|主送|主题词|分送|（?此件|（?联系(?:人|电话)|（?(?:有效期|信息公开)|"
    r"(?:责任)?编辑：|相关(?:链接|解读|文件|附件)|政策解读|解读链接|扫一?扫|打印本页|打印|关闭窗口|分享到|上一篇|下一篇|来源：|"
    r"(?:本|以上)(?:行动|实施|工作|政策|若干)*(?:方案|措施|举措|意见|办法|通知|规定|政策|计划|细则|要点|清单)[^。；]{0,16}?(?:自|由|有效期|如与|与[^。；]{2,20}不一致)|"
    r"(?:二〇|20)[\d〇一二三四五六七八九]{2}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日(?:印发)?$"
)


@dataclass(eq=False)
class Node:
    """A numbered paragraph with the paragraphs that follow it and the numbered ones below it.

    `closing` are paragraphs behind the numbered ones that hold for all of them (责任单位：… below 主要举措：).
    """

    marker: Marker | None
    paragraphs: list[Paragraph]
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    closing: list[Paragraph] = field(default_factory=list)
    captioned: bool = False  # a line such as 主要举措： stands before the numbered ones

    @property
    def begin(self) -> int:
        """First character in the flow."""
        return self.paragraphs[0].begin

    @property
    def own_end(self) -> int:
        """One past the last character before the first numbered paragraph below."""
        return self.paragraphs[-1].end

    @cached_property
    def end(self) -> int:
        """One past the last character of the node and all below it."""
        return self.children[-1].end if self.children else self.own_end

    @property
    def number_length(self) -> int:
        """How many characters its number has."""
        return self.marker.length if self.marker else 0

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
class Order:
    """Which number styles of a document stand above which."""

    opened: Counter[tuple[str, str]]

    def above(self, upper: Style, lower: Style) -> bool:
        """Tell whether a style stands above another one."""
        if (upper.free or lower.free) and upper != lower:
            down, up = self.opened[upper.name, lower.name], self.opened[lower.name, upper.name]
            if down != up:
                return down > up
        return upper.rank < lower.rank


def order(paragraphs: Sequence[Paragraph]) -> Order:
    """Return the order of styles: how often a style begins to count right below another one."""
    marks = [paragraph.marker for paragraph in paragraphs if paragraph.marker]
    return Order(
        Counter(
            (before.style.name, mark.style.name)
            for before, mark in pairwise(marks)
            if mark.value == 1 and mark.style != before.style
        )
    )


def plant(text: str, paragraphs: Sequence[Paragraph]) -> Node:
    """Return the tree of a text's paragraphs; the root holds what stands before the first number."""
    paragraphs = headed(text, paragraphs)
    levels = order(paragraphs)
    root = Node(None, [])
    open_nodes = [root]
    for paragraph in paragraphs:
        if paragraph.marker is None:
            label = LABEL.match(text, paragraph.begin)
            block = next((n for n in reversed(open_nodes) if n.captioned and n.children), None) if label else None
            if block is None:
                node = open_nodes[-1]
                node.paragraphs.append(paragraph)
                node.captioned |= CAPTION.fullmatch(text, paragraph.begin, paragraph.end) is not None
            else:
                del open_nodes[open_nodes.index(block) + 1 :]
                block.closing.append(paragraph)
            continue
        style = paragraph.marker.style
        if any(node.style == style for node in open_nodes):  # a number never stands below one of its own style
            while open_nodes[-1].style != style:
                open_nodes.pop()
        while (last := open_nodes[-1].style) is not None and not levels.above(last, style):
            open_nodes.pop()
        node = Node(paragraph.marker, [paragraph], open_nodes[-1])
        open_nodes[-1].children.append(node)
        open_nodes.append(node)
    return root


def headed(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with markers on those that are headings though no number opens them."""
    found = list(paragraphs)
    for n, paragraph in enumerate(paragraphs):
        if paragraph.marker is None and BRACKETED.fullmatch(text, paragraph.begin, paragraph.end):
            found[n] = Paragraph(paragraph.begin, paragraph.end, Marker(HEADING, None, 0))
    plans = dict(titles(text, paragraphs))
    for first, last in plans.items():
        found[first] = Paragraph(paragraphs[first].begin, paragraphs[last].end, Marker(PLAN, None, 0))
    dropped = {n for first, last in plans.items() for n in range(first + 1, last + 1)}
    if not plans:
        for n in unnumbered(text, paragraphs):
            found[n] = Paragraph(paragraphs[n].begin, paragraphs[n].end, Marker(HEADING, None, 0))
    return [paragraph for n, paragraph in enumerate(found) if n not in dropped]


def titles(text: str, paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Return the titles of plans, as first and last paragraph, where a file holds several.

    A plan begins where the uppermost numbers begin again, and its title is the last one before them.
    """
    tops = [p.marker.style.rank for p in paragraphs if p.marker and p.marker.value == 1]
    top = min(tops, default=RANKS)
    found: list[tuple[int, int]] = []
    begin = 0
    for n, paragraph in enumerate(paragraphs):
        if paragraph.marker is None:
            continue
        if paragraph.marker.style.rank == top and paragraph.marker.value == 1:
            last = next((m for m in range(n - 1, begin - 1, -1) if plan_title(text, paragraphs[m])), None)
            if last is not None:
                first = last
                while first > begin and last - first < BLOCK and part_of_title(text, paragraphs[first - 1]):
                    first -= 1
                if paragraphs[last].end - paragraphs[first].begin in TITLE:
                    found.append((first, last))
        begin = n + 1
    return found if len(found) > 1 else []


def plan_title(text: str, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph ends as titles of plans do."""
    return paragraph.end - paragraph.begin < TITLE.stop and titled(text[paragraph.begin : paragraph.end])


def part_of_title(text: str, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph may be the upper part of a title broken over lines."""
    return (
        paragraph.marker is None
        and paragraph.end - paragraph.begin <= LONGEST_HEADING
        and not PUNCTUATION.search(text, paragraph.begin, paragraph.end)
        and not TAIL.match(text, paragraph.begin, paragraph.end)
        and not titled(text[paragraph.begin : paragraph.end])
        and not SIGNED.search(text, max(paragraph.begin, paragraph.end - 5), paragraph.end)
    )


def signature(text: str, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph may be the line of who signs."""
    return heading(text, paragraph) and SIGNED.search(text, paragraph.begin, paragraph.end) is not None


def unnumbered(text: str, paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return the headings without a number: short lines behind a full stop, with a number right behind them.

    One may be a line that went astray. Several with numbers of one style behind them are headings where the
    numbers begin again below each, or where most numbers have none before them.
    """
    counted = Counter(p.marker.style for p in paragraphs if p.marker)
    last: dict[Style, int] = {}
    found: dict[Style, list[tuple[int, int]]] = {}
    for n, (paragraph, following) in enumerate(pairwise(paragraphs)):
        mark, after = paragraph.marker, following.marker
        if mark is not None and mark.value is not None:
            last[mark.style] = mark.value
        elif mark is None and after is not None and after.style.item and after.value is not None:
            ended = last and text[paragraph.begin - 1] in CLOSED
            if after.value in (1, last.get(after.style, 0) + 1) and (ended or not last) and heading(text, paragraph):
                found.setdefault(after.style, []).append((n, after.value))
    return sorted(
        n
        for style, places in found.items()
        if len(places) > 1 and (all(v == 1 for _, v in places) or len(places) * 2 <= counted[style])
        for n, _ in places
    )


def heading(text: str, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph has the form of a heading: one short line without punctuation."""
    begin, end = paragraph.begin, paragraph.end
    return (
        end - begin <= LONGEST_HEADING
        and WORDS.search(text, begin, end) is not None
        and not PUNCTUATION.search(text, begin, end)
        and not TAIL.match(text, begin, end)
        and not LABEL.match(text, begin, end)
    )

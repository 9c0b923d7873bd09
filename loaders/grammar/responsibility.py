"""Responsibility statements (责任表述): who leads, is responsible, supports.

A statement is a bracket or a line that either begins with labels (责任单位：…；配合单位：…) or ends each
clause with a verb (…牵头，…按职责分工负责). Labels and verbs are tables; lists are split at 、 and at
和, 及 where a whole name stands before them (商务和口岸局 stays one name).
"""

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.model import Role
from loaders.grammar.departments import recognised, strip_level
from loaders.grammar.paragraphs import Paragraph

__all__ = ["Entry", "Statement", "Statements", "statements"]

UNIT = r"(?:单位|部门|处室|科室|机构|主体)"
LABELS: tuple[tuple[str, Role | None], ...] = (
    (r"(?:完成|办结|办理|落实|实施|推进|整改)?(?:时限|时间|时间节点|日期)(?:要求|安排)?", None),
    (r"(?:责任|联系|分管|负责)(?:人|领导)|联络员|联系(?:人|电话)|任务(?:来源|依据)", None),
    (rf"(?:责任|总)?牵头(?:责任)?{UNIT}|主办{UNIT}|(?:第一|主要)责任{UNIT}|牵头", Role.LEAD),
    (rf"(?:配合|协助|协办|参与|参加|联办|协作|协同|支持)(?:责任)?{UNIT}|配合", Role.SUPPORT),
    (rf"(?:主体)?(?:责任|承办|落实|实施|承担|负责|执行|具体责任){UNIT}", Role.RESPONSIBLE),
)  # what a label says; None: not about bodies
LABEL = re.compile("|".join(f"(?P<l{n}>{pattern})" for n, (pattern, _) in enumerate(LABELS)))
LABEL_HEAD = re.compile(rf"(?:{'|'.join(f'(?:{pattern})' for pattern, _ in LABELS)})(?:：|为：?)")

VERBS: tuple[tuple[str, Role], ...] = (
    (r"(?:负责)?牵头(?:负责|落实|组织实施|推进|会同)?|会同", Role.LEAD),
    (r"(?:密切|积极|协同|共同)?(?:配合|参与|参加|协助|协同|落实)(?:落实|实施|推进|配合)?", Role.SUPPORT),
    (
        r"(?:依|按照?|根据|依据)?(?:各自)?(?:的)?(?:职责|职能|任务|部门职责)?(?:分工)?(?:共同|分别|具体|组织|协同|各自)?负责(?:落实|实施|推进|组织实施)?",
        Role.RESPONSIBLE,
    ),
)  # what a verb after a list says
VERB = re.compile("|".join(f"(?P<v{n}>{pattern})" for n, (pattern, _) in enumerate(VERBS)))
ORGAN = re.compile(
    r"(?:[局委办厅部院署会社站所队校行县区市镇乡联组园府处]|中心|公司|办公室|海关|集团|单位|部门|机构|企业|街道|公安|专班|机关|协会|支队|大队|开发区|团委|纪委监委|公安)(?:（[^（）]*）)?$"
)
GROUP_END = re.compile(
    r"等(?:\d+个|[一二三四五六七八九十]+个)?(?:市直|市级|省级|县级|区级)?(?:相关|有关|各|责任|成员|职能)*(?:部门|单位|机构|地区|企业|地)?$"
)
SEPARATOR = re.compile(
    r"[、，；,;/\s。]|(?<=[局委办厅部院会心司行府门位关组社站所室队联区县镇乡])(?:以及|及其|及|和|与|或)(?=[^务平])"
)
TRAILING = re.compile(
    r"(?:（(?P<role>牵头|配合|负责|责任|参与|协助)[^（）]{0,4}）|(?:依|按照?)?(?:各自)?职责(?:分工)?(?:负责|落实|推进)?|(?:分别|共同|具体)?(?:负责|牵头|落实))$"
)
BRACKET_ROLE = {"牵头": Role.LEAD, "配合": Role.SUPPORT, "参与": Role.SUPPORT, "协助": Role.SUPPORT}
LEADING = re.compile(r"^(?:由|并由|及|和|与|以及|并)(?=.)")
END = ("", "。", "；")  # what may stand behind a bare list in brackets
LONGEST = 40  # characters of one body's name
LONGEST_STATEMENT = 1000  # characters of a statement


@dataclass(frozen=True, slots=True)
class Entry:
    """One member of a list: its range in the flow, and its role."""

    begin: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Statement:
    """A responsibility statement: its range in the flow, its entries, and ranges it could not read."""

    begin: int
    end: int
    entries: tuple[Entry, ...]
    left_over: tuple[tuple[int, int], ...] = ()


class Statements:
    """The statements of a text, read once, paragraph by paragraph."""

    def __init__(self, text: str, paragraphs: Iterable[Paragraph]) -> None:
        self._found = [s for p in paragraphs for s in statements(text, p.begin, p.end)]

    def within(self, begin: int, end: int) -> list[Statement]:
        """Return the statements that begin in a range of the flow, in order."""
        first, last = (bisect.bisect_left(self._found, at, key=lambda s: s.begin) for at in (begin, end))
        return self._found[first:last]


def statements(text: str, begin: int, end: int) -> list[Statement]:
    """Return the statements in a paragraph, or a part of one, of canonical text, in order."""
    closings = bracket_ends(text, begin, end)
    found = []
    position = begin
    while position < end:
        bracket = text.find("（", position, end)
        statement = unbracketed(text, position, bracket if bracket >= 0 else end, end)
        if statement is not None:
            found.append(statement)
            position = statement.end
            continue
        if bracket < 0:
            break
        close = closings.get(bracket)
        statement = bracketed(text, bracket + 1, close, end)
        if statement is not None:
            found.append(statement)
        position = statement.end if statement is not None else bracket + 1
    last = None if found else closing_sentence(text, begin, end)
    return [last] if last else found


def bracket_ends(text: str, begin: int, end: int) -> dict[int, int]:
    """Return, for each bracket opened and closed in a range, where it closes."""
    opened, closings = [], {}
    for place in range(begin, end):
        if text[place] == "（":
            opened.append(place)
        elif text[place] == "）" and opened:
            closings[opened.pop()] = place
    return closings


def unbracketed(text: str, begin: int, bracket: int, end: int) -> Statement | None:
    """Return the statement without bracket that a label before the next bracket begins."""
    head = LABEL_HEAD.search(text, begin, bracket)
    if head is None:
        return None
    stop = text.find("。", head.start(), end)
    return labelled(text, head.start(), end if stop < 0 else stop)


def bracketed(text: str, begin: int, close: int | None, end: int) -> Statement | None:
    """Return the statement that a bracket's content is, or None.

    A bracket that never closes is a misprint: only a label tells that it opens a statement.
    """
    stop = close if close is not None else min(end, begin + LONGEST_STATEMENT)
    if LABEL_HEAD.match(text, begin, stop):
        return labelled(text, begin, stop)
    if close is None or close - begin > LONGEST_STATEMENT:
        return None
    return clauses(text, begin, close) or (plain_list(text, begin, close) if text[close + 1 : end] in END else None)


def plain_list(text: str, begin: int, end: int) -> Statement | None:
    """Return the statement that a bare list of bodies is, or None where anything else is in it.

    Nothing says what the list is, so every member must be a body that the tables know, or a group.
    """
    entries = tuple(members(text, begin, end, Role.RESPONSIBLE))
    names = [text[entry.begin : entry.end] for entry in entries]
    known = [name for name in names if recognised(strip_level(name))]
    sure = known and all(name in known or name.startswith("各") for name in names)
    return Statement(begin, end, entries) if sure else None


def closing_sentence(text: str, begin: int, end: int) -> Statement | None:
    """Return the statement that the last sentence of a paragraph is (市税务局牵头，市财政局配合。), or None."""
    stop = end - 1 if text[end - 1 : end] == "。" else end
    start = max(text.rfind(mark, begin, stop) for mark in "。；！？") + 1
    if start <= begin or stop - start > LONGEST_STATEMENT:
        return None
    statement = clauses(text, start, stop)
    names = [text[entry.begin : entry.end] for entry in statement.entries] if statement else []
    return statement if any(recognised(strip_level(name)) for name in names) else None


def labelled(text: str, begin: int, end: int) -> Statement | None:
    """Return the statement made of labels and lists, or None where no label is about bodies."""
    heads = list(LABEL_HEAD.finditer(text, begin, end))
    entries: list[Entry] = []
    left: list[tuple[int, int]] = []
    about_bodies = False
    for number, head in enumerate(heads):
        role = label_role(text, head.start(), head.end())
        if role is None:
            continue
        about_bodies = True
        stop = heads[number + 1].start() if number + 1 < len(heads) else end
        for entry in members(text, head.end(), stop, role):
            if entry.end - entry.begin <= LONGEST:
                entries.append(entry)
            else:
                left.append((entry.begin, entry.end))
    return Statement(begin, end, tuple(entries), tuple(left)) if about_bodies else None


def label_role(text: str, begin: int, end: int) -> Role | None:
    """Return the role that a label gives."""
    label = LABEL.match(text, begin, end)
    kind = label.lastgroup if label else None
    return LABELS[int(kind[1:])][1] if kind else None


def clauses(text: str, begin: int, end: int) -> Statement | None:
    """Return the statement made of lists with verbs behind them, or None where anything else is left."""
    entries: list[Entry] = []
    position = begin
    for verb in VERB.finditer(text, begin, end):
        if not (verb.end() == end or text[verb.end()] in "，；。、,;" or verb.group().endswith("会同")):
            continue
        role = VERBS[int((verb.lastgroup or "v0")[1:])][1]
        listed = list(members(text, position, verb.start(), role))
        if not listed or not all(ORGAN.search(text, e.begin, e.end) for e in listed):
            return None
        entries += listed
        position = verb.end()
    rest = text[position:end].strip("，；。、,;")
    if not entries or (rest and not LABEL_HEAD.match(rest) and not re.search(r"[年月日底前]$", rest)):
        return None
    return Statement(begin, end, tuple(entries))


def members(text: str, begin: int, end: int, role: Role) -> Iterator[Entry]:
    """Yield the members of a list; a bracket inside a name belongs to the name."""
    start = begin
    for stop in [*separators(text, begin, end), (end, end)]:
        entry = member(text, start, stop[0], role)
        if entry is not None:
            yield entry
        start = stop[1]


def separators(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the ranges of the separators outside brackets and quotation marks."""
    depth, depths = 0, []
    for place in range(begin, end):
        depth += {"（": 1, "“": 1, "）": -1, "”": -1}.get(text[place], 0)
        depths.append(depth)
    return [m.span() for m in SEPARATOR.finditer(text, begin, end) if depths[m.start() - begin] <= 0]


def member(text: str, begin: int, end: int, role: Role) -> Entry | None:
    """Return the entry of one member, without what surrounds its name; None where no name is left."""
    while lead := LEADING.search(text[begin:end]):
        begin += lead.end()
    while tail := TRAILING.search(text[begin:end]):
        if tail.group("role"):
            role = BRACKET_ROLE.get(tail.group("role"), role)
        end = begin + tail.start()
    group = GROUP_END.search(text[begin:end])
    if group is not None and group.start() > 0:
        end = begin + group.start()
    while end > begin and text[end - 1] in "，；。、：”“":
        end -= 1
    return Entry(begin, end, role) if end > begin else None

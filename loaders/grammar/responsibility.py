"""Responsibility statements (责任表述): who leads, is responsible, supports.

A statement is a bracket or a line that begins with labels (责任单位：…；配合单位：…), or one whose lists end in
verbs (…牵头，…按职责分工负责), or a bracket at the end that lists nothing but bodies. Labels and verbs stand in
`roles`, lists are read by `members`.
"""

import bisect
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.model import Role
from loaders.grammar.members import Entry, Members, read_members
from loaders.grammar.paragraphs import Paragraph
from loaders.grammar.roles import FIRST_LEADS, HEAD, label_role, spaced_labels, verb

__all__ = ["Statement", "Statements", "clauses", "statements"]

OPENING = "（〔"
BRACKET = re.compile(r"[（〔）〕]")
SETTING_OFF = re.compile(r"[：〕]|[位门室构体头办责合助与任）]为")  # one of these stands behind each label
FOREIGN = re.compile(r"[\u4e00-\u9fff]{2,8}：")  # a label of something else, which may come first
DOING = re.compile(r"牵头|负责")  # the verbs that time may follow (由…牵头，…于…前完成)
END = ("", "。", "；")  # what may stand behind a bare list in brackets
LEVEL = re.compile(r"[省市县区州盟旗](?!域|场)")
BEFORE = "。；！？”）"  # what may stand before one that holds names no table knows
LABELLED, NOTED, AHEAD = 36, 64, 20  # characters of a label, of one with a note in brackets, and behind one
LONGEST_STATEMENT = 1000  # characters of a statement
SHORTEST = 3  # characters of a statement
DEEPEST = 3  # brackets inside a statement


@dataclass(frozen=True, slots=True)
class Statement:
    """A responsibility statement: its range in the flow, its entries, and ranges it could not read."""

    begin: int
    end: int
    entries: tuple[Entry, ...]
    left_over: tuple[tuple[int, int], ...] = ()

    def led_by_first(self) -> "Statement":
        """Return the statement as one whose first body leads, unless it says itself who does."""
        if not self.entries or any(entry.role is Role.LEAD for entry in self.entries):
            return self
        first, *others = self.entries
        return replace(self, entries=(replace(first, role=Role.LEAD), *others))


class Statements:
    """The statements of a text, read once, paragraph by paragraph."""

    def __init__(self, text: str, paragraphs: Iterable[Paragraph]) -> None:
        found = [s for p in paragraphs for s in statements(text, p.begin, p.end)]
        note = FIRST_LEADS.search(text)
        self._found = [s.led_by_first() if note and note.start() <= s.end else s for s in found]
        self._begins = [s.begin for s in found]

    def within(self, begin: int, end: int) -> list[Statement]:
        """Return the statements that begin in a range of the flow, in order."""
        first = bisect.bisect_left(self._begins, begin)
        return self._found[first : bisect.bisect_left(self._begins, end, first)]


def statements(text: str, begin: int, end: int) -> list[Statement]:
    """Return the statements in a paragraph, or a part of one, of canonical text, in order."""
    if opening := (spaced(text, begin, end) or whole(text, begin, end)):
        return [opening]
    closings = bracket_ends(text, begin, end)
    labels = {head.start(): head for head in heads(text, begin, end) if label_role(head) is not None}
    found: list[Statement] = []
    position = begin
    for place in sorted({*closings, *labels}):
        if place < position:
            continue
        head = labels.get(place)
        if head is None:
            statement = bracketed(text, place + 1, closings[place], end)
        elif place > begin and text[place - 1] in OPENING:
            # The bracket never closes, or holds too many others: a misprint, which only the label tells.
            statement = labelled(text, place, min(end, place + LONGEST_STATEMENT))
        else:
            statement = labelled(text, place, sentence_end(text, head.end(), end))
        if statement is not None:
            found.append(statement)
            position = statement.end
    last = None if found else closing_sentence(text, begin, end)
    return [last] if last else found


def sentence_end(text: str, begin: int, end: int) -> int:
    """Return where the sentence in a range ends."""
    stop = text.find("。", begin, end)
    return end if stop < 0 else stop


def bracket_ends(text: str, begin: int, end: int) -> dict[int, int]:
    """Return where the brackets opened in a range close, if a statement may be in them: not too long, not too deep."""
    opened: deque[tuple[int, int]] = deque(maxlen=LONGEST_STATEMENT)  # where, and how deep the brackets inside go
    ends = {}
    for mark in BRACKET.finditer(text, begin, end):
        if mark.group() in OPENING:
            opened.append((mark.start(), 0))
        elif opened:
            start, depth = opened.pop()
            if depth <= DEEPEST and SHORTEST < mark.start() - start <= LONGEST_STATEMENT:
                ends[start] = mark.start()
            if opened:
                opened[-1] = (opened[-1][0], max(opened[-1][1], depth + 1))
    return ends


def bracketed(text: str, begin: int, close: int, end: int) -> Statement | None:
    """Return the statement that a bracket's content is, or None."""
    if HEAD.match(text, begin, close):
        return labelled(text, begin, close)
    if FOREIGN.match(text, begin, close) and (found := labelled(text, begin, close)):
        return found
    return spaced(text, begin, close) or clauses(text, begin, close) or plain_list(text, begin, close, end)


def labelled(text: str, begin: int, end: int) -> Statement | None:
    """Return the statement made of labels and lists, or None where no label is about bodies."""
    entries: list[Entry] = []
    left: list[tuple[int, int]] = []
    about_bodies = False
    found = list(heads_outside(text, begin, end))
    for number, head in enumerate(found):
        role = label_role(head)
        if role is None:
            continue
        stop = found[number + 1].start() if number + 1 < len(found) else end
        listed = read_members(text, head.end(), note_start(text, head.end(), stop), role)
        if text[head.end() - 1] == "为" and not names_bodies(listed):
            continue
        about_bodies = True
        first = FIRST_LEADS.search(head.group()) is not None
        entries += [replace(e, role=Role.LEAD) if first and n == 0 else e for n, e in enumerate(listed.entries)]
        left += listed.left_over
    return Statement(begin, end, tuple(entries), tuple(left)) if about_bodies else None


def heads(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the labels in a range. They are looked for only right before what sets labels off, which is rare."""
    last = begin
    for mark in SETTING_OFF.finditer(text, begin, end):
        if mark.end() <= last:
            continue
        reach = NOTED if text[mark.end() - 2] == "）" else LABELLED
        for head in HEAD.finditer(text, max(last, mark.end() - reach), min(end, mark.end() + AHEAD)):
            last = head.end()
            yield head


def heads_outside(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the labels in a statement that stand outside the brackets opened in it."""
    opened, place = 0, begin
    for head in heads(text, begin, end):
        opened += text.count("（", place, head.start()) - text.count("）", place, head.start())
        place = head.start()
        if opened <= 0:
            yield head


def note_start(text: str, begin: int, end: int) -> int:
    """Return where a list ends: at its full stop, or at a note on the order of its names (首位为牵头单位，下同)."""
    end = sentence_end(text, begin, end)
    note = FIRST_LEADS.search(text, begin, end)
    return max(text.rfind(mark, begin, note.start()) + 1 for mark in "，。；（、") or begin if note else end


def spaced(text: str, begin: int, end: int) -> Statement | None:
    """Return the statement made of labels set off by white space alone (责任单位 市发改局), which the flow leaves out.

    Nothing else says that the label is one, so every name must be known.
    """
    labels = spaced_labels(text, begin, min(end, begin + LONGEST_STATEMENT))
    entries: list[Entry] = []
    for number, mark in enumerate(labels):
        role = label_role(mark)
        stop = labels[number + 1].start() if number + 1 < len(labels) else min(end, begin + LONGEST_STATEMENT)
        if role is None:
            continue
        listed = read_members(text, mark.end(), stop, role)
        if not names_bodies(listed):
            return None
        entries += listed.entries
    return Statement(begin, end, tuple(entries)) if entries else None


def clauses(text: str, begin: int, end: int) -> Statement | None:
    """Return the statement made of lists with verbs behind them, or None where anything else is left."""
    listed = read_members(text, begin, note_start(text, begin, end), Role.RESPONSIBLE)
    sure = listed.spoken and listed.entries and listed.plausible(text)
    return Statement(begin, end, tuple(listed.entries)) if sure else None


def plain_list(text: str, begin: int, close: int, end: int) -> Statement | None:
    """Return the statement that a bare list of bodies is, or None where anything else is in it.

    Nothing says what the list is, so it must stand at an end, and every member must be a body that the
    tables know, or a group; behind a full stop, half of them may be bodies by their last word alone, and
    elsewhere fewer than half, or such as say their level (区建设管理委).
    """
    if text[close + 1 : min(end, close + 2)] not in END:
        return None
    listed = read_members(text, begin, note_start(text, begin, close), Role.RESPONSIBLE)
    behind = begin >= 2 and text[begin - 2] in BEFORE  # noqa: PLR2004 -- the bracket and the mark before it
    if behind and listed.entries and listed.plausible(text):
        sure = len(listed.unknown) * 2 <= len(listed.entries)
        groups = all("各" in text[entry.begin : entry.end] for entry in listed.entries)
        return Statement(begin, close, tuple(listed.entries)) if sure and (listed.sure(text) or groups) else None
    levelled = [entry for entry in listed.entries if LEVEL.match(text, entry.begin)]
    few = len(listed.unknown) * 2 < len(listed.entries) or all(entry in levelled for entry in listed.unknown)
    sure = few and (levelled or not listed.unknown) and listed.plausible(text) and listed.sure(text)
    return Statement(begin, close, tuple(listed.entries)) if sure else None


def closing_sentence(text: str, begin: int, end: int) -> Statement | None:
    """Return the statement that the last sentence of a paragraph is (市税务局牵头，市财政局配合。), or None."""
    stop = end - (text[end - 1 : end] == "。")
    start = max(text.rfind(mark, max(begin, stop - LONGEST_STATEMENT), stop) for mark in "。；！？") + 1
    return whole(text, start, stop) if start > begin else None


def whole(text: str, begin: int, end: int) -> Statement | None:
    """Return the statement that a sentence without label or bracket is, where it names bodies, half of them known."""
    end -= text[end - 1 : end] == "。"
    if not 0 < end - begin <= LONGEST_STATEMENT or not speaks(text, begin, end):
        return None
    listed = read_members(text, begin, end, Role.RESPONSIBLE)
    known = len(listed.unknown) * 2 <= len(listed.entries)
    sure = listed.spoken and known and listed.sure(text) and listed.plausible(text)
    return Statement(begin, end, tuple(listed.entries)) if sure else None


def speaks(text: str, begin: int, end: int) -> bool:
    """Tell whether a range ends in a verb of responsibility, or is one sentence with a verb that a time may follow."""
    if verb(text, begin, end) is not None:
        return True
    return DOING.search(text, begin, end) is not None and text.find("。", begin, end) < 0


def names_bodies(listed: Members) -> bool:
    """Tell whether a list holds nothing but bodies that the tables know, and groups."""
    return bool(listed.entries) and not listed.unknown and not listed.left_over

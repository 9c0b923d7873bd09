"""Lists of bodies (单位名单) → their members, each with its role.

Lists are split at 、，；/ and at 和, 及 where a whole name stands before them (商务和口岸局 stays one name); a
bracket inside a name belongs to the name. What shares its head or tail with its neighbours stays one group
(各市、县（区）政府). Roles come from the label before the list, or from the verb behind a part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from graph.model import Role
from loaders.grammar.names import is_group, lacks_organ, recognised, territory, unplaced, zone_of
from loaders.grammar.roles import BRACKET_ROLE, COMPANION, LEADING, TIME, verb

__all__ = ["ORGAN", "Entry", "Members", "members", "read_members"]

ORGAN = re.compile(
    r"(?:[局委办厅部院署会社站所队校行县区市州盟旗镇乡联组园府处库馆庭]|中心|公司|办公室|海关|集团|单位|部门|机构|企业"
    r"|街道|公安|专班|机关|协会|团委|纪委监委)(?:（[^（）]*）)?$"
)
PLACE_ONLY = (
    r"(?:乡镇|街道|镇街|县级市|[省市县区州盟旗乡镇地](?:直)?)(?:[（〔][^（）〔〕]{0,12}[）〕])?[市县区]?"
    r"(?:人民政府|政府|办事处|管委会|党委|党工委)*"
)
SHARED = re.compile(
    rf"(?:{PLACE_ONLY}"
    r"|(?:各类)?(?:开发(?:（[^（）]{0,8}）)?区|功能区|园区|开发园区|产业园区|管理区)?(?:管委会?|管理机构)?"
    r"|(?:有关|相关)?(?:部门|单位|机构|企业|街道办事处))(?:人民政府|政府)?(?:（[^（）]{0,12}）)?"
)  # a member that is nothing without the 各 or 有关 before it
SEAT = re.compile(r"街道办事?处|开发区|园区|功能区|管委会")  # has an organ of its own behind 各乡镇人民政府
LEVEL_ONLY = re.compile(r"[省市县区州乡镇地]级?(?:[（〔][^（）〔〕]{0,8}[）〕])?")  # 市、县（区）政府
GROUP_END = re.compile(
    r"等(?:\d{1,3}[个家]|[一二三四五六七八九十]{1,3}[个家])?(?:[省市县区州](?:直|级|属)?|中央|国务院|国家|驻[^、，；]{1,3})*"
    r"(?:相关|有关|各|责任|成员|职能|行业|主管|配合){0,4}(?:部门|单位|机构|地区|企业|地|处室)?(?:和单位|、单位)?$"
)
SEPARATOR = re.compile(
    r"(?P<opening>[（“〔])|(?P<closing>[）”〕])|(?P<number>(?<!\d)\d{1,2}[.、](?!\d))|(?P<weak>[、/|｜\s])|(?P<strong>[，；,;。.])"
    r"|(?P<companion>(?<=[局委办厅部院会心司行府门位])(?:会同|联合)(?=[省市县区州各有相国人中]))"
    r"|(?P<conjunction>(?:(?<=[局委办厅部院会心司行府门位关组社站所室队联区县镇乡团道])|(?<=[业局委府区心]）))(?:以及|及其|及|和|与|或)(?=[^务平]))"
    r"|(?P<time>[于在](?=20\d\d年|[年月本]|\d{1,2}月))"
    r"|(?P<verb>(?<=牵头|配合|负责|参与|协助|落实)(?=[省市县区州各]))"
)
PERSON = re.compile(r"(?:[市县区州]长|主任|局长|书记|领导|同志|主席|秘书长|厅长|专员|盟长)$")
EXPLAINING = re.compile(r"如|含|包括|包含|即|原|指|详见|不含|例如|除")
LONGEST = 40  # characters of one body's name
TRIMMED = "，；。.、：”“,;〔"


@dataclass(frozen=True, slots=True)
class Entry:
    """One member of a list: its range in the flow, and its role."""

    begin: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a member: its range, the role that is said with it, and whether a verb says it."""

    begin: int
    end: int
    role: Role | None
    spoken: bool

    def is_body(self, text: str) -> bool:
        """Tell whether it may be the name of a body: not a person, not a clause about time, not nothing."""
        if self.begin >= self.end or PERSON.search(text, self.begin, self.end):
            return False
        return not TIME.match(text, self.begin, self.end) or recognisable(text[self.begin : self.end])


@dataclass(slots=True)
class Members:
    """A list as read: its entries, those of them that no table knows, whether a verb gave a role, what was too long."""

    entries: list[Entry] = field(default_factory=list)
    unknown: list[Entry] = field(default_factory=list)
    spoken: bool = False
    left_over: list[tuple[int, int]] = field(default_factory=list)

    def sure(self, text: str) -> bool:
        """Tell whether the tables know one of the bodies by its name."""
        return any(recognised(unplaced(text[entry.begin : entry.end])) for entry in self.entries)

    def plausible(self, text: str) -> bool:
        """Tell whether everything in the list is a body by its name or at least by its last word."""
        return not self.left_over and all(
            (ORGAN.search(text, entry.begin, entry.end) or lacks_organ(text[entry.begin : entry.end]))
            and not EXPLAINING.match(text, entry.begin)
            for entry in self.unknown
        )


def members(text: str, begin: int, end: int, role: Role) -> Iterator[Entry]:
    """Yield the members of a list that a label, or the header of a column, gives a role."""
    yield from read_members(text, begin, end, role).entries


def read_members(text: str, begin: int, end: int, default: Role) -> Members:
    """Return the members of a list; the default is the role of those that no verb follows."""
    found = Members()
    pending: list[Entry] = []  # those that the next verb may give a role
    rest = default
    for start, stop, companion in companions(text, begin, end):
        if companion:
            found.entries += [Entry(e.begin, e.end, Role.LEAD) for e in pending]
            pending, rest = [], Role.SUPPORT
        name = bare(text, start, stop)
        if name.end - name.begin > LONGEST:
            found.left_over.append((name.begin, name.end))
        elif name.is_body(text):
            own = name.role if name.role is not None and not name.spoken else None
            listed = found.entries if own is not None else pending
            listed += [Entry(*range_, own or rest) for range_ in unjoined(text, name.begin, name.end)]
        if name.spoken:
            helping = found.entries and rest is Role.RESPONSIBLE
            role = name.role or (Role.SUPPORT if helping else rest)
            found.entries += [Entry(e.begin, e.end, role) for e in pending]
            found.spoken, pending = True, []
    found.entries = sorted([*found.entries, *pending], key=lambda entry: entry.begin)
    found.unknown = [e for e in found.entries if not recognisable(text[e.begin : e.end])]
    return found


def companions(text: str, begin: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the members of a list, and whether 会同 stands before each, as its own first word or behind another."""
    for start, stop, companion in joined(text, begin, end):
        word = COMPANION.match(text, start, stop)
        yield (word.end() if word else start), stop, companion or word is not None


def joined(text: str, begin: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the ranges between separators, and whether 会同 stands before them; shared heads and tails joined."""
    held: tuple[int, int, bool] | None = None
    for start, stop, companion, weak in parts(text, begin, end):
        if held is not None and weak and (goes_on(text, held, start, stop)):
            held = (held[0], stop, held[2])
            continue
        if held is not None:
            yield held
        held = (start, stop, companion)
    if held is not None:
        yield held


def goes_on(text: str, held: tuple[int, int, bool], begin: int, end: int) -> bool:
    """Tell whether a member is only part of a group with the one before it (各区、县政府)."""
    if end - begin > LONGEST or held[1] - held[0] > LONGEST or begin == end:
        return False
    before = text[held[0] : held[1]]
    if LEVEL_ONLY.fullmatch(before):
        return True
    stop = verb(text, begin, end)
    last = stop[0] if stop else end
    if before.endswith("政府") and SEAT.match(text, begin, last):
        return False
    return bool(SHARED.fullmatch(text, begin, last)) and any(w in before for w in ("各", "有关", "相关"))


def parts(text: str, begin: int, end: int) -> Iterator[tuple[int, int, bool, bool]]:
    """Yield the ranges between separators outside brackets and quotation marks, with what stands before each."""
    depth, start = 0, begin
    companion = weak = False
    for mark in SEPARATOR.finditer(text, begin, end):
        if mark.lastgroup in ("opening", "closing"):
            depth = depth + 1 if mark.lastgroup == "opening" else max(depth - 1, 0)
        elif depth == 0:
            yield start, mark.start(), companion, weak
            start = mark.end()
            companion, weak = mark.lastgroup == "companion", mark.lastgroup == "weak"
    yield start, end, companion, weak


def bare(text: str, begin: int, end: int) -> Name:
    """Return a member's name without what surrounds it, and the role that a verb or a bracket behind it gives it."""
    while lead := LEADING.match(text, begin, end):
        begin = lead.end()
    spoken = verb(text, begin, end)
    if spoken is not None:
        end = spoken[0]
    role = spoken[1] if spoken is not None else None
    if note := BRACKET_ROLE.search(text, max(begin, end - LONGEST), end):
        end = note.start()
        role = role or (Role.LEAD if note["lead"] else Role.SUPPORT if note["support"] else None)
    if group := GROUP_END.search(text, max(begin, end - LONGEST), end):
        end = group.start()
    while end > begin and text[end - 1] in TRIMMED + "（":
        end -= 1
    while begin < end and text[begin] in "，；。、：.”〕★☆▲△●○◆■※*":
        begin += 1
    if begin < end and text[begin] == "〔" and text[end - 1] == "〕":  # brackets of its own
        begin, end = begin + 1, end - 1
    return Name(begin, end, role, spoken=spoken is not None)


def unjoined(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the names in a range whose separators were white space (市发改局市住建局), which the flow leaves out."""
    if recognisable(text[begin:end]):
        return [(begin, end)]
    starts = [
        begin,
        *(p for p in range(begin + 3, end - 2) if text[p] in "省市县区州国" and text[p - 1] in "局委办厅院部心司会"),
        end,
    ]
    names = list(pairwise(starts))
    return names if len(names) > 1 and all(recognisable(text[a:b]) for a, b in names) else [(begin, end)]


def recognisable(name: str) -> bool:
    """Tell whether a printed name is a body that the tables know, a zone or district, or a group."""
    return is_group(name) or recognised(unplaced(name)) or territory(name) or zone_of(name) is not None

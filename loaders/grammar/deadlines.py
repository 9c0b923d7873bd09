"""Deadlines (时限): by when a measure, or a part of it, is to be done.

A date is a deadline where the text says by when: 到2025年, 6月底前, 完成时限：2021年9月, 年底实现, 2019年12月取得…
成果. Starts (自2021年起), spans (2021-2023年), comparisons (比2017年), periods of validity, dates of laws and
events, and bare years are none. 年底, 月底, 季度 and 半年 mean their last day. A month printed alone belongs to the
year of the date before it in its sentence, else to the document's.
"""

import bisect
import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.grammar.numerals import value

__all__ = ["Due", "deadlines", "governing"]


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: its range in the flow, and the ISO date, month or year meant."""

    begin: int
    end: int
    value: str


YEAR = r"(?:(?P<{0}>(?:19|20)[0-9]{{2}}|二[〇零][〇零一二三四五六七八九]{{2}})年度?|(?P<{0}_from_now>[今本明后])年度?)"
DATE = re.compile(
    r"(?=[0-9一二三四五六七八九十今本明后上下第年“])(?<![0-9])(?:"  # most characters begin none of these
    rf"{YEAR.format('y1')}?(?<![0-9])(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
    r"(?:(?P<day>3[01]|[12][0-9]|0?[1-9])[日号]|(?P<part>[底末初]|[上中下]旬))?"
    rf"|{YEAR.format('y2')}?(?P<half>[上下])半年"
    rf"|{YEAR.format('y3')}?第?(?P<quarter>[一二三四1-4])季度(?P<within>[底末内]?)"
    rf"|{YEAR.format('y4')}(?:年?[底末终内])"
    r"|(?<![一二三四五六七八九十两几多半])(?P<end>年[底末终内])"
    r"|“?(?P<plan>十[一二三四五六七]五)”?(?:规划)?(?:时?期)?末"
    rf"|{YEAR.format('y5')}"
    r"|(?P<iso>20[0-9]{2})[.\-/](?P<iso_month>1[0-2]|0?[1-9])(?:[.\-/](?P<iso_day>3[01]|[12][0-9]|0?[1-9]))?(?![0-9])"
    r")"
)
YEARS = ("y1", "y2", "y3", "y4", "y5", "iso")
FROM_NOW = {"今": 0, "本": 0, "明": 1, "后": 2}
PARTS = {"初": 10, "上旬": 10, "中旬": 20}  # last day; the others end with the month
HALVES = {"上": 6, "下": 12}  # last month
BEFORE_PLANS, PLAN = 1955, 5  # a five-year plan ends 5 years after the one before; the fourteenth in 2025

FAR = 200  # characters behind which a deadline does not hold any more
WINDOW = 20  # characters looked at on either side of a date
BEFORE = re.compile(r"(?:[之以]?前)(?![一二三四0-9]+个?[季月年])")
BY = re.compile(r"(?<![年月日0-9截降升增减缩压提高低调长延推改])[到至]$")
LABEL = re.compile(r"(?:时限|期限|时间|节点|日期|进度)(?:要求|安排)?[：为]?(?:[0-9年月日底.]{2,11}[-—~至到]{1,2})?$")
START = re.compile(r"[自从由比较与同每各逐去上往历前](?:年度?)?$|截[至止]到?$")
VALID = re.compile(r"(?:有效期|延长|延续|执行期?|适用|延期|施行|持续|截止)[^，。；]{0,6}[到至为]?$")
EVERY = re.compile(r"每[年季月]度?的?$")
SPAN = re.compile(r"[起至到的\-—~版度]|以来|开始|第")
DONE = re.compile(r"[^，。；]{0,10}已")
WHOSE = re.compile(
    r"[^，。；（）]{0,14}(?:成立|注册|设立|登记|取得|签订|印发|发布|开工|竣工|在建|出生|毕业)[^，。；（）]{0,8}的"
)
ALONE = re.compile(r"[）；]|$")
OPENED = re.compile(r"[（；，：、]$")
TO_DO = re.compile(
    r"[，。；）、]|$|力争|争取|确保|基本|全面|全部|初步|率先|务必|[要须应将]|完成|实现|建成|达到|取得|出台|制定|印发|形成|启动|推出|投入|上线|开工|投产|"
    r"实施|开展|组织|推动|建立|试点|推广|落地|到位|公布|发布|[在对各]"
)
HEADING = re.compile(r"(?:^|[，。；：（、]|力争|争取|确保|计划|[于在拟将])$")
OCCASION = re.compile(r"考核|总结|评[估比优先]|盘点|绩效|检查|存|余额|[一二三四五六七八九十两0-9]")
RESULT = re.compile(r"(?:力争|争取|确保|基本|全面|全部|初步)?(?:完成|实现|建成|达到|取得|形成|上线|投入|落地)")
SET_FOR = re.compile(r"[要应须将拟需][在于]$")
LEVEL = re.compile(r"[^，。；]{2,10}?(?:达到|完成|实现|不低于|不超过|不少于)")
SENTENCE = re.compile(r"[。！？]")


def deadlines(text: str, begin: int, end: int, year: int | None, *, labelled: bool = False) -> Iterator[Due]:
    """Yield the deadlines in a range of canonical text; `year` is that of a month printed alone.

    `labelled`: the range holds nothing but deadlines (a cell of a column 完成时限).
    """
    current, last = year, begin
    for mark in DATE.finditer(text, begin, end):
        if SENTENCE.search(text, last, mark.start()):
            current = year
        last = mark.end()
        printed = year_of(mark, year)
        if not is_deadline(text, begin, end, mark, labelled=labelled):
            if text[mark.end() : mark.end() + 1] == "，" and printed is not None:
                current = printed
            continue
        meant = printed or current
        if meant is None:
            continue
        current = meant
        start = mark.start() - (1 if BY.search(text, max(begin, mark.start() - 2), mark.start()) else 0)
        stop = BEFORE.match(text, mark.end(), end)
        yield Due(start, stop.end() if stop else mark.end(), iso(mark, meant))


def governing(text: str, dues: Sequence[Due], place: int) -> Due | None:
    """Return the deadline that holds for a place: the last one before it in its sentence, if any.

    `dues` are in the order of the text.
    """
    at = bisect.bisect_right(dues, place, key=lambda due: due.end)
    due = dues[at - 1] if at else None
    if due is None or place - due.end > FAR or SENTENCE.search(text, due.end, place):
        return None
    return due


def is_deadline(text: str, begin: int, end: int, mark: re.Match[str], *, labelled: bool) -> bool:
    """Tell whether the text says that something is to be done by a date."""
    left = text[max(begin, mark.start() - WINDOW) : mark.start()]
    right = text[mark.end() : min(end, mark.end() + 2 * WINDOW)]
    if DONE.match(right) or VALID.search(left):
        return False
    if before := BEFORE.match(right):
        return not (EVERY.search(left) or WHOSE.match(right, before.end()))
    if SPAN.match(right):
        return False
    if labelled or LABEL.search(left):
        return True
    if START.search(left):
        return False
    return BY.search(left) is not None or is_due(mark, left, right)


def is_due(mark: re.Match[str], left: str, right: str) -> bool:
    """Tell whether something is to be done at a date: a bare year or month needs a result, a last day little."""
    if mark["y5"] or mark["y5_from_now"] or mark["iso"]:
        return RESULT.match(right) is not None
    if mark["month"] and not mark["part"]:
        alone = ALONE.match(right) is not None and OPENED.search(left) is not None
        set_for = SET_FOR.search(left) is not None and TO_DO.match(right) is not None
        return alone or set_for or RESULT.match(right) is not None
    if mark["half"] or mark["quarter"]:
        return bool(mark["within"] or TO_DO.match(right) or LEVEL.match(right))
    heading = HEADING.search(left) is not None and not OCCASION.match(right)
    return heading or TO_DO.match(right) is not None


def year_of(mark: re.Match[str], year: int | None) -> int | None:
    """Return the year that a date prints, if any; 今年 and 明年 are counted from `year`."""
    for name in YEARS:
        if mark[name]:
            return value(mark[name])
        if name != "iso" and mark[f"{name}_from_now"] and year is not None:
            return year + FROM_NOW[mark[f"{name}_from_now"]]
    if mark["plan"]:
        return BEFORE_PLANS + PLAN * (value(mark["plan"][:-1]) or 0)
    return None


def iso(mark: re.Match[str], year: int) -> str:
    """Return the date, month or year meant."""
    if mark["y5"] or mark["y5_from_now"]:
        return str(year)
    month, day = 12, None
    if mark["half"]:
        month = HALVES[mark["half"]]
    elif mark["quarter"]:
        month = 3 * (value(mark["quarter"]) or 1)
    elif printed := mark["month"] or mark["iso_month"]:
        month = value(printed) or 1
        day = int(mark["day"] or mark["iso_day"] or 0) or PARTS.get(mark["part"])
        if not (mark["day"] or mark["iso_day"] or mark["part"]):
            return f"{year}-{month:02}"
    return last_day(year, month, day)


def last_day(year: int, month: int, day: int | None = None) -> str:
    """Return a date; without a day, or with one that the month has not, the month's last."""
    days = calendar.monthrange(year, month)[1]
    return f"{year}-{month:02}-{min(day or days, days):02}"

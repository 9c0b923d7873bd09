"""Title page (题头): title, issuer, document number, date, status, period.

Read from the lines before the first chapter, each of one kind: a field (发布日期：…), a number, a date, a
status, a salutation, a letterhead, or a part of a title. Titles are broken over lines and are joined.
"""

import bisect
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.model import Status
from loaders.grammar.numerals import HAN, value
from loaders.grammar.paragraphs import Reading

__all__ = ["TitlePage", "read_title_page"]

NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}(?:〔(?:19|20)\d\d〕|（(?:19|20)\d\d）)第?\d{1,4}号")
DATE = re.compile(
    rf"((?:19|20)\d\d|[〇零一二三四五六七八九]{{4}})年([{HAN}\d]{{1,3}})月([{HAN}\d]{{1,3}})日|((?:19|20)\d\d)[-/.](\d{{1,2}})[-/.](\d{{1,2}})"
)
DATE_LINE = re.compile(rf"[（(]?(?:{DATE.pattern})(?:印发|发布|公布)?[）)]?")
FIELD = re.compile(
    r"(?P<key>索引号|主题分类|发布日期|成文日期|发文日期|印发日期|生成日期|公开日期|发布时间|文号|发文字号|发布机构|发文机关|发布单位|来源|信息来源|名称|标题|有效性|效力状态|浏览次数|点击数|字号)：(?P<value>.*)"
)
DRAFT = re.compile(r"(?:公开)?(?:征求意见稿|征求意见|讨论稿|草案|送审稿|审议稿|初稿|代拟稿|意见稿)")
LETTERHEAD = re.compile(r"(?P<issuer>.{3,24})文件")
TITLE_END = re.compile(
    r"(?:通知|方案|措施|举措|规划|意见|计划|行动|清单|办法|条例|政策|任务|任务书|要点|细则|规定|纲要|决定|条|工作|分工|台账|版|》)(?:（[^（）]{1,12}）|\(\d[^)]*\))*$"
)
SALUTATION = re.compile(r"：$")
SENTENCE = re.compile(r"。")
ABOUT = re.compile(r"关于")
YEARS = re.compile(r"((?:19|20)\d\d)(?:年)?[-—~至到]+((?:19|20)\d\d)年?")
YEAR = re.compile(r"((?:19|20)\d\d)年")
PLAN_PERIOD = re.compile(r"“?(十[一二三四五六]五)”?")
DOMINANT = 0.5  # share of the years printed from which one year is the plan's
BODY_LINE = 70  # characters from which a line is prose


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What the title page says; None where it does not. `head` is its text, `title` as printed, joined."""

    title: str | None
    issuer: str | None
    number: str | None
    issued_on: date | None
    status: Status
    period: str | None
    head: str


def read_title_page(reading: Reading, first: int, last: int) -> TitlePage:
    """Return the title page of a text whose chapters begin at `first` and whose measures end at `last`."""
    text, flow = reading.flow.text, reading.flow
    lines = [(b, e) for b, e in reading.lines if e <= first]
    tail = [(b, e) for b, e in reading.lines if b >= last]
    fields, numbers, dates, groups, group = {}, [], [], [], []
    prose = set(prose_lines(reading, lines))
    letterhead: str | None = None
    status = Status.ISSUED
    for begin, end in lines:
        line = text[begin:end]
        field, number = FIELD.fullmatch(line), NUMBER.search(line)
        plain = False
        if field:
            fields[field["key"]] = (begin + field.start("value"), end)
        elif DATE_LINE.fullmatch(line):
            dates.append((begin, end))
        elif number and len(line) - len(number.group()) <= 2:  # noqa: PLR2004 -- brackets around it
            numbers.append((begin + number.start(), begin + number.end()))
        elif DRAFT.search(line) and len(line) <= 14:  # noqa: PLR2004 -- a line of its own
            status = Status.DRAFT
        elif (letter := LETTERHEAD.fullmatch(line)) and not TITLE_END.search(line):
            letterhead = flow.raw(begin, begin + letter.end("issuer"))
        elif SALUTATION.search(line) or len(line) > BODY_LINE or begin in prose:
            pass
        else:
            plain = True
            group.append((begin, end))
        if not plain and group:
            groups.append(group)
            group = []
    groups += [group] if group else []
    title_range = chosen(text, groups)
    title = flow.raw(*title_range) if title_range else field_value(reading, fields, ("名称", "标题"))
    if title and DRAFT.search(title):
        status = Status.DRAFT
    head = text[: lines[-1][1]] if lines else ""
    printed_number = flow.raw(*numbers[0]) if numbers else field_value(reading, fields, ("文号", "发文字号", "字号"))
    issued = [text[b:e] for b, e in dates]
    issued += [
        v
        for key in ("成文日期", "印发日期", "发文日期", "发布日期", "发布时间", "公开日期")
        if (v := field_value(reading, fields, (key,)))
    ]
    issued += [text[b:e] for b, e in tail if DATE_LINE.fullmatch(text[b:e])]
    return TitlePage(
        title,
        issuer(title)
        or letterhead
        or signature(reading, groups, dates, title_range)
        or field_value(reading, fields, ("发文机关", "发布机构", "发布单位")),
        printed_number,
        next((d for d in map(day, issued) if d), None),
        status,
        period(title or "", text),
        head,
    )


def prose_lines(reading: Reading, lines: list[tuple[int, int]]) -> Iterator[int]:
    """Yield where the lines begin that are part of a paragraph of sentences."""
    for begin, _ in lines:
        paragraph = reading.paragraphs[bisect.bisect_right(reading.paragraphs, begin, key=lambda p: p.begin) - 1]
        if SENTENCE.search(reading.flow.text, paragraph.begin, paragraph.end):
            yield begin


def field_value(reading: Reading, fields: dict[str, tuple[int, int]], keys: tuple[str, ...]) -> str | None:
    """Return the printed value of the first of several fields."""
    for key in keys:
        if key in fields and fields[key][1] > fields[key][0]:
            return reading.flow.raw(*fields[key])
    return None


def chosen(text: str, groups: list[list[tuple[int, int]]]) -> tuple[int, int] | None:
    """Return the range of the title among groups of lines: the first that ends as titles do."""
    for group in groups:
        begin, end = group[0][0], group[-1][1]
        if TITLE_END.search(text[begin:end]):
            return begin, end
        for start, stop in group:
            if TITLE_END.search(text[start:stop]) and len(group) > 1:
                return (begin if ABOUT.search(text[begin:stop]) else start), stop
    return (groups[0][0][0], groups[0][-1][1]) if groups else None


def issuer(title: str | None) -> str | None:
    """Return who stands before 关于 in a title."""
    about = ABOUT.search(title or "")
    return (title or "")[: about.start()] or None if about else None


def signature(
    reading: Reading,
    groups: list[list[tuple[int, int]]],
    dates: list[tuple[int, int]],
    title: tuple[int, int] | None,
) -> str | None:
    """Return who signed: the lines right before a date."""
    for begin, _ in dates:
        for group in groups:
            if group[-1][1] == begin and (title is None or group[0][0] >= title[1]):
                return "、".join(reading.flow.raw(b, e) for b, e in group)
    return None


def day(text: str) -> date | None:
    """Return the first date in a text."""
    mark = DATE.search(text)
    if mark is None:
        return None
    year, month, number = (value(part) for part in (mark.groups()[:3] if mark.group(1) else mark.groups()[3:]))
    try:
        return date(year or 0, month or 0, number or 0)
    except ValueError:
        return None


def period(title: str, text: str) -> str | None:
    """Return the period a plan covers: from its title, else the year that most of its years are."""
    if years := YEARS.search(title):
        return f"{years.group(1)}-{years.group(2)}"
    if year := YEAR.search(title):
        return year.group(1)
    if plan := PLAN_PERIOD.search(title):
        return plan.group(1)
    counts = Counter(YEAR.findall(text))
    if counts:
        year, count = counts.most_common(1)[0]
        if count > DOMINANT * counts.total() and count > 1:
            return str(year)
    return None

"""Title page (题头): title, issuer, document number, date, status, period.

Read from the lines before the first chapter, each of one kind: fields of a web page (发布日期：…), a number,
a date, a status, a salutation, a letterhead, what a web page prints around its text, or a part of a title.
Titles are broken over lines and are joined.
"""

import bisect
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from graph.model import Status
from loaders.grammar.document_numbers import FILE
from loaders.grammar.numerals import HAN, value
from loaders.grammar.paragraphs import Reading

__all__ = ["TitlePage", "read_title_page", "titled"]

YEAR_DIGITS = r"(?:19|20)\d\d"
DATE = re.compile(
    rf"({YEAR_DIGITS}|[〇零一二三四五六七八九]{{4}})年([{HAN}\d]{{1,3}})月([{HAN}\d]{{1,3}})日|"
    rf"({YEAR_DIGITS})[-/.](\d{{1,2}})[-/.](\d{{1,2}})"
)
DATE_LINE = re.compile(
    rf"[（(—-]*(?:{DATE.pattern})(?:\d\d：\d\d(?:：\d\d)?)?(?:印发|发布|公布|发|[^。；]{{2,60}}(?:通过|批准))?[）)]?"
)
KEYS = (
    r"索引号|索取号|主题分类|组配分类|公开(?:方式|目录|范围)|[发颁][布文表][日时][期间]|成文[日时][期间]|印发[日时][期间]|签发日期|生成日期|公开[日时][期间]|"
    r"[日时][期间]|发文字号|文件编号|文号|字号|发布(?:机构|单位|部门)|发文(?:机关|单位)|制定机关|(?:信息|文章|稿件)?来源|名称|标题|主题词?|关键词|"
    r"有效性|效力状态|(?:公文)?时效|有效期|统一编号|编号|(?:浏览|阅读|点击|访问)(?:次数|量|数)?|作者|责任编辑|编辑|分类|体裁分类|服务对象|字体"
)
FIELD = re.compile(rf"(?P<key>{KEYS})(?:：\|?|\|)")
APART = re.compile(  # salutations, and what web pages print around their text
    r"：$|当前(?:的)?位置|您(?:现在|当前)?的位置|首页|无障碍|长者|我的收藏|打印|关闭|分享|扫一?扫|扫码|微信|微博|被浏览|信息公开(?:专栏|目录|指南)?$|"
    r"(?:导读|摘要|解读链接|原文如下|相关链接|附件\d*|附件下载)：|欢迎访问|今天是|视力保护色|字体|政策文件|[>»]|<\w"
)
DRAFT = re.compile(r"(?:公开)?(?:征求意见稿|征求意见|讨论稿|草案|送审稿|审议稿|初稿|代拟稿|意见稿|草稿)")
ATTACHED = re.compile(r"附[件录表]?[\d一二三四五六七八九十]{0,3}：?")  # a line that says which attachment this is
LETTERHEAD = re.compile(r"(?P<issuer>[\u4e00-\u9fff、]{3,24})文件")
BRACKETS = r"(?:（[^（）]{1,24}）|《[^《》]{1,12}》|〔[^〔〕]{1,12}〕)*"
TITLE_END = re.compile(
    r"(?:通知|方案|措施|举措|规划|意见|计划|行动|清单|办法|条例|政策|任务|任务书|要点|细则|规定|纲要|决定|条|工作|分工|台账|版|公告|》)"
    rf"{BRACKETS}$"
)
SENTENCE = re.compile(r"。")
ABOUT = re.compile(r"关于|印发")
ISSUING = re.compile(r"^.*?印发")
TITLE_NUMBER = re.compile(rf"（({FILE.pattern})）$")
YEARS = re.compile(rf"({YEAR_DIGITS})(?:年)?[-—~至到]+({YEAR_DIGITS})年?")
YEAR = re.compile(rf"({YEAR_DIGITS})年")
PLAN_PERIOD = re.compile(r"“?(十[一二三四五六]五)”?")
OWN_DATES = ("成文日期", "成文时间", "印发日期", "印发时间", "签发日期", "发文日期", "发文时间", "颁布日期", "颁布时间")
WEB_DATES = ("发布日期", "发布时间", "生成日期", "公开日期", "公开时间", "发表日期", "日期", "时间")
LEADING = re.compile(r"[-—•·*|>\[（]+")
DOMINANT = 0.5  # share of the years printed from which one year is the plan's
BODY_LINE = 90  # characters from which a line is prose
LONGEST_TITLE = 200  # characters
PREFIX = 3  # characters that may stand before the name of a field (政策文号)
STATUS_LINE = 14  # characters of a line that says no more than the status


Range = tuple[int, int]


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

    @property
    def year(self) -> int | None:
        """Year that a month printed alone belongs to: the year covered, else that of issue, else a period's first."""
        years = [int(year) for year in re.findall(r"\d{4}", self.period or "")]
        if len(years) == 1:
            return years[0]
        return self.issued_on.year if self.issued_on else next(iter(years), None)

    def names(self, name: str) -> bool:
        """Tell whether a title cited is that of the document itself, or of the plan that it issues."""
        plan = ISSUING.sub("", self.title or "").removesuffix("的通知").strip("《》〈〉")
        return bool(plan) and (plan == name or plan.endswith(name) or name == self.title)


@dataclass(slots=True)
class Head:
    """The lines of a title page, sorted by what they are, as ranges of the flow."""

    fields: dict[str, Range] = field(default_factory=dict)
    numbers: list[Range] = field(default_factory=list)
    dates: list[Range] = field(default_factory=list)
    groups: list[list[Range]] = field(default_factory=list)  # lines that stand together and may be a title
    letterhead: Range | None = None
    draft: bool = False

    def value(self, text: str, *keys: str) -> Range | None:
        """Return the range of the first of several fields that says something; a key may be the end of its name."""
        for key in keys:
            for name, (begin, end) in self.fields.items():
                if name.endswith(key) and text[begin:end].strip("|-—：〔"):
                    return begin, end
        return None


def read_title_page(reading: Reading, first: int, last: int) -> TitlePage:
    """Return the title page of a text whose chapters begin at `first` and whose measures end at `last`."""
    text, flow = reading.flow.text, reading.flow
    lines = [(b, e) for b, e in reading.lines if e <= first]
    head = sorted_lines(reading, lines)
    title = chosen(text, head.groups) or head.value(text, "名称", "标题")
    printed = flow.raw(*title) if title else None
    number = next(iter(head.numbers), None) or file_number(text, head.value(text, "文号", "字号"))
    if number is None and title and (inside := TITLE_NUMBER.search(text, *title)):
        number = inside.span(1)
    issued = dated(reading, head, last)
    letterhead = flow.raw(*head.letterhead) if head.letterhead else None
    publisher = head.value(text, "发文机关", "发文单位", "制定机关", "发布机构", "发布单位", "发布部门")
    return TitlePage(
        printed,
        issuer(printed)
        or letterhead
        or signature(reading, head.groups, head.dates, title)
        or (flow.raw(*publisher) if publisher else None),
        flow.raw(*number) if number else None,
        next((d for d in (day(text[b:e]) for b, e in issued) if d), None),
        Status.DRAFT if head.draft or DRAFT.search(printed or "") else Status.ISSUED,
        period(printed or "", text),
        text[: lines[-1][1]] if lines else "",
    )


def dated(reading: Reading, head: Head, last: int) -> list[Range]:
    """Return the ranges of the dates that may be the document's, the surest first: 2023年3月1日 is signed."""
    text = reading.flow.text
    signed = [(b, e) for b, e in head.dates if "年" in text[b:e]]
    own = [head.value(text, key) for key in OWN_DATES]
    web = [head.value(text, key) for key in WEB_DATES]
    behind = [(b, e) for b, e in reading.lines if b >= last and DATE_LINE.fullmatch(text, b, e)]
    return [place for place in (*signed, *own, *head.dates, *web, *behind) if place]


def sorted_lines(reading: Reading, lines: list[Range]) -> Head:
    """Return the lines of a title page by what they are."""
    text = reading.flow.text
    head = Head()
    prose = set(prose_lines(reading, lines))
    group: list[Range] = []
    for begin, end in lines:
        lead = LEADING.match(text, begin, end)
        start = lead.end() if lead else begin
        number = FILE.search(text, start, end)
        if found := list(fields(text, start, end)):
            head.fields.update({key: rest for key, rest in found if key not in head.fields})
        elif DATE_LINE.fullmatch(text, start, end):
            head.dates.append((start, end))
        elif number and end - start - (number.end() - number.start()) <= 2:  # noqa: PLR2004 -- brackets around it
            head.numbers.append(number.span())
        elif end - start <= STATUS_LINE and DRAFT.search(text, start, end):
            head.draft = True
        elif ATTACHED.fullmatch(text, start, end):
            pass
        elif (letter := LETTERHEAD.fullmatch(text, start, end)) and not titled(text[start:end]):
            head.letterhead = letter.span("issuer")
        elif begin not in prose and end - start <= BODY_LINE and not APART.search(text, start, end):
            group.append((begin, end))
            continue
        if group:
            head.groups.append(group)
            group = []
    head.groups += [group] if group else []
    return head


def fields(text: str, begin: int, end: int) -> Iterator[tuple[str, Range]]:
    """Yield the fields that a line is made of, each with the range of its value; none where it begins otherwise."""
    keys = list(FIELD.finditer(text, begin, end))
    if not keys or (keys[0].start() - begin > PREFIX and DATE.match(text, begin) is None):
        return
    for key, after in zip(keys, [*keys[1:], None], strict=True):
        stop = after.start() if after else end
        while stop > key.end() and text[stop - 1] in "|-—；，":
            stop -= 1
        yield key["key"], (key.end(), stop)


def file_number(text: str, place: Range | None) -> Range | None:
    """Return the range of the document number in a field."""
    found = FILE.search(text, *place) if place else None
    return found.span() if found else None


def titled(text: str) -> bool:
    """Tell whether a line ends as titles of plans do."""
    return TITLE_END.search(text) is not None


def prose_lines(reading: Reading, lines: list[Range]) -> Iterator[int]:
    """Yield where the lines begin that are part of a paragraph of sentences."""
    text = reading.flow.text
    prose: dict[int, bool] = {}
    for begin, end in lines:
        at = max(bisect.bisect_right(reading.paragraphs, begin, key=lambda p: p.begin) - 1, 0)
        paragraph = reading.paragraphs[at]
        if at not in prose:
            prose[at] = SENTENCE.search(text, paragraph.begin, paragraph.end) is not None
        # A long title that no full stop parts from the text below it is a title all the same.
        opens = begin == paragraph.begin and end - begin <= BODY_LINE and titled(text[begin:end])
        if prose[at] and not (opens and ABOUT.search(text, begin, end)):
            yield begin


def chosen(text: str, groups: list[list[Range]]) -> Range | None:
    """Return the range of the title among groups of lines: the first that ends as titles do."""
    for group in groups:
        begin, end = group[0][0], group[-1][1]
        if end - begin <= LONGEST_TITLE and titled(text[begin:end]):
            return begin, end
        for start, stop in group:
            if titled(text[start:stop]):
                whole = stop - begin <= LONGEST_TITLE and ABOUT.search(text, begin, stop)
                return (begin if whole else start), stop
    return (groups[0][0][0], min(groups[0][-1][1], groups[0][0][0] + LONGEST_TITLE)) if groups else None


def issuer(title: str | None) -> str | None:
    """Return who stands before 关于 in a title."""
    about = ABOUT.search(title or "")
    return (title or "")[: about.start()] or None if about else None


def signature(reading: Reading, groups: list[list[Range]], dates: list[Range], title: Range | None) -> str | None:
    """Return who signed: the lines right before a date."""
    signed = {group[-1][1]: group for group in groups if title is None or group[0][0] >= title[1]}
    group = next((signed[begin] for begin, _ in dates if begin in signed), None)
    return "、".join(reading.flow.raw(b, e) for b, e in group) if group else None


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

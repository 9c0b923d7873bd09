"""Laws and policy documents cited (法规引用): titles in 《》 and documents cited by number alone.

The kind comes from the reviewed table, else from the number (令) and the last word of the title.
Titles of certificates, forms, catalogues of goods and platforms are not laws and have no such word.
"""

import re
from dataclasses import dataclass

from graph.model import LawKind
from loaders.grammar.numerals import HAN
from loaders.tables import laws

__all__ = ["Cited", "citations", "law_key"]

TITLE_WORDS: tuple[tuple[str, LawKind], ...] = (
    (r"(?<![办做方用看说想算立])法", LawKind.LAW),
    (r"条例", LawKind.ADMINISTRATIVE_REGULATION),
    (r"规划|计划|行动|方案|规划纲要|纲要|路线图", LawKind.PLAN),
    (
        r"规定|办法|细则|规则|决定|意见|通知|公告|通告|批复|复函|函|措施|举措|清单|目录|指南|指引|标准|规范|规程|制度|要点|政策|若干条|"  # noqa: ISC004
        r"[\d一二三四五六七八九十]+条|守则|准则|导则|须知|通则|解释|纪要|倡议|协议|备忘录|实施|任务|安排|工作法",
        LawKind.NORMATIVE_DOCUMENT,
    ),
)
EDITION = re.compile(r"(?:（[^（）]{1,16}）)+$")  # （试行）, （2.0版）, （2020年版）
KIND = re.compile("|".join(f"(?P<k{n}>(?:{words})$)" for n, (words, _) in enumerate(TITLE_WORDS)))
LOCAL = re.compile(r"^.{2,8}?(?:省|市|自治区|自治州|县|区)(?!场)")
ARTICLE = re.compile(rf"第[{HAN}\d]+条(?:第[{HAN}\d]+款)?(?:第（?[{HAN}\d]+）?项)?")
FILE_NUMBER = r"[\u4e00-\u9fff]{1,10}〔(?:19|20)\d\d〕第?\d{1,4}号"
ISSUER = (
    r"(?:国务院|国家[\u4e00-\u9fff]{2,10}?(?:委员会|委|总局|局|部|署)|[\u4e00-\u9fff]{2,6}(?:部|总局|总署)|"
    r"最高人民法院|最高人民检察院|中国人民银行|人民银行)"
)
ORDER = (
    rf"(?:{ISSUER}(?:、{ISSUER})*)?(?:令)?(?:(?:19|20)\d\d年)?第?\d{{1,4}}号(?:令|公告|部令|文)|"
    rf"(?:{ISSUER})?(?:主席)?令(?:〔(?:19|20)\d\d〕)?第?\d{{1,4}}号"
)
NUMBER = re.compile(rf"{FILE_NUMBER}|{ORDER}")
NUMBER_ALONE = re.compile(
    rf"{FILE_NUMBER}|{ISSUER}(?:(?:19|20)\d\d年)第?\d{{1,4}}号(?:令|公告)|{ISSUER}令第?\d{{1,4}}号"
)
WORDING = re.compile(r"^(?:按照?|根据|依据|执行|落实|贯彻|依照|对照|严格|认真|见|和|与|及|以及)+")
ORDERS = re.compile(r"令")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: its range in the flow, name and number ranges, article range, and kind."""

    begin: int
    end: int
    name: tuple[int, int] | None
    number: tuple[int, int] | None
    article: tuple[int, int] | None
    kind: LawKind


def citations(text: str, begin: int, end: int) -> list[Cited]:
    """Return the laws and documents cited in a range of canonical text, in order."""
    found, numbers = [], set()
    for opening, close in titles(text, begin, end):
        name = (opening + 1, close)
        number = number_beside(text, close + 1, end)
        if number is not None:
            numbers.add(number)
        kind = kind_of(text[slice(*name)], text[slice(*number)] if number else None)
        if kind is None:
            continue
        article = ARTICLE.match(text, close + 1, end)
        found.append(Cited(opening, close + 1, name, number, article.span() if article else None, kind))
    inside = [(c.begin, c.end) for c in found]
    for mark in NUMBER_ALONE.finditer(text, begin, end):
        start = mark.start() + (lead.end() if (lead := WORDING.match(mark.group())) else 0)
        if any(b <= start < e for b, e in inside) or any(start < e and b < mark.end() for b, e in numbers):
            continue
        kind = LawKind.RULE if ORDERS.search(text, start, mark.end()) else LawKind.NORMATIVE_DOCUMENT
        found.append(Cited(start, mark.end(), None, (start, mark.end()), None, kind))
    return sorted(found, key=lambda c: c.begin)


def titles(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the ranges of titles in 《》, outermost only, as (opening, closing)."""
    found, depth, opening = [], 0, begin
    for place in range(begin, end):
        if text[place] == "《":
            if depth == 0:
                opening = place
            depth += 1
        elif text[place] == "》" and depth:
            depth -= 1
            if depth == 0:
                found.append((opening, place))
    return found


def number_beside(text: str, at: int, end: int) -> tuple[int, int] | None:
    """Return the range of a document number in the bracket right behind a title."""
    if text[at : at + 1] not in ("（", "〔"):
        return None
    mark = NUMBER.match(text, at + 1, min(end, at + 60))
    return mark.span() if mark else None


def kind_of(name: str, number: str | None) -> LawKind | None:
    """Return the kind of a titled document; None where the title is not that of a law or document."""
    bare = EDITION.sub("", name)
    known = laws().get(name) or laws().get(bare)
    if known is not None:
        return known.kind
    word = KIND.search(bare.rstrip("》”"))
    if word is None:
        return None
    kind = TITLE_WORDS[int((word.lastgroup or "k0")[1:])][1]
    if number and ORDERS.search(number):
        return LawKind.ADMINISTRATIVE_REGULATION if "国务院" in number else LawKind.RULE
    if kind is LawKind.ADMINISTRATIVE_REGULATION and LOCAL.search(bare):
        return LawKind.LOCAL_REGULATION
    if kind is LawKind.LAW and LOCAL.search(bare):
        return LawKind.NORMATIVE_DOCUMENT
    return kind


def law_key(name: str | None, number: str | None) -> str:
    """Return what identifies a law: its full name where the table knows it, its printed name, or its number."""
    if name is None:
        by_number = next((law for law in laws().values() if law.number and law.number == number), None)
        return by_number.name if by_number else number or ""
    known = laws().get(name)
    return known.name if known else name

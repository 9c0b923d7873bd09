"""Laws and policy documents cited (法规引用): titles in 《》 and documents cited by number alone.

The kind comes from the reviewed table, else from the number (令) and the last word of the title, the level from
the place in the title, else from the number. Titles of certificates, forms, catalogues of goods, platforms and
books are not laws and have no such word.
"""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.model import LawKind, LawLevel
from loaders.grammar.document_numbers import ALONE, NUMBER, is_order, rank_of
from loaders.grammar.numerals import HAN
from loaders.grammar.places import named_in, national
from loaders.tables import laws

__all__ = ["Cited", "citations", "law_key"]

TITLE_WORDS: tuple[tuple[str, LawKind], ...] = (
    (r"(?<![办做方用看说想算立工刑用手魔书疗执司普守])法", LawKind.LAW),
    (r"条例", LawKind.ADMINISTRATIVE_REGULATION),
    (r"规划|计划|行动|方案|规划纲要|纲要|路线图", LawKind.PLAN),
    (
        r"规定|办法|细则|规则|决定|决议|意见|通知|公告|通告|通报|批复|复函|函|措施|举措|清单|目录|指南|指引|标准|规范|规程|制度|要点|政策|若干条|"  # noqa: ISC004
        r"[\d一二三四五六七八九十]+条|守则|准则|导则|须知|通则|解释|纪要|倡议|协议|协定|备忘录|任务|安排|机制|工作法|公约|章程|要求|建议|报告|预案",
        LawKind.NORMATIVE_DOCUMENT,
    ),
)
PAPERS = re.compile(  # papers of a procedure, goods, books: named like documents, but none
    r"(?:申请|登记|备案|承诺|通知|告知|决定|建议|确认|委托|意见|认定|批准|许可|核准|合格|受理|回执|说明|责任|协议|合同|竣工|验收|鉴定|审计|评估|检测|检验|体检|"
    r"纳税|完税|年度|财务|决算|可行性研究)(?:书|表|证|单|证书|证明|报告|回执|票)$|"
    r"(?:通知书|决定书|意见书|报告书|报告表|申请表|登记表|备案表|承诺书|证书|证明|执照|许可证|合同|协议书|发票|凭证|台账|工作报告)$|"
    r"(?:药品|医保|商品|货物|产品|耗材|采购)目录$"
)
EDITION = re.compile(r"(?:（[^（）]{1,16}）|〔[^〔〕]{1,16}〕|\d{4}年?版)+$")  # （试行）, （2.0版）, （2020年版）
KIND = re.compile("|".join(f"(?P<k{n}>(?:{words})$)" for n, (words, _) in enumerate(TITLE_WORDS)))
PLACE = re.compile(
    r"(?:中共)?[\u4e00-\u9fff（）]{1,10}?(?:省|自治区|自治州|(?<![城上超都入股门])市(?!场|政|级|容|民|区)|自治县|县(?!级)|特区|自由贸易(?:试验区|港))"
)
IMPLEMENTING = re.compile(r"实施《[^《》]*法》(?:的)?(?:办法|细则|规定)$")
ARTICLE = re.compile(rf"（?第[{HAN}\d]+条(?:之[{HAN}])?(?:第[{HAN}\d]+款)?(?:第（?[{HAN}\d]+）?项)?")
# Words that lead up to a number and are no part of it.
WORDING = re.compile(
    r".*(?:按照?|依照|遵照|参照|对照|根据|依据|落实|执行|贯彻|结合|严格|认真|印发|通知|意见|方案|措施|办法|规定|文件|决定|规划|见|和|与|及|的|以|由)"
)
TITLE_MARK = re.compile("[《》]")
SHORT = re.compile(r"(?:以下|下|统)?简称：?$")
LEADING_UP = 6  # characters before a title that say it is only a short form
LONGEST_TITLE = 150  # characters
LONGEST_NUMBER = 80  # characters of a number beside a title
ORDERS = {"国务院": LawKind.ADMINISTRATIVE_REGULATION, "国令": LawKind.ADMINISTRATIVE_REGULATION, "主席": LawKind.LAW}
LEVELS = {"national": LawLevel.NATIONAL, "provincial": LawLevel.PROVINCIAL, "local": LawLevel.LOCAL}


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: its range in the flow, name and number ranges, article range, kind, and level where it is told."""

    begin: int
    end: int
    name: tuple[int, int] | None
    number: tuple[int, int] | None
    article: tuple[int, int] | None
    kind: LawKind
    level: LawLevel | None


def citations(text: str, begin: int, end: int) -> list[Cited]:
    """Return the laws and documents cited in a range of canonical text, in order, each article once."""
    found: list[Cited] = []
    taken: list[tuple[int, int]] = []  # titles and the numbers beside them
    names: set[str] = set()
    for opening, close in titles(text, begin, end):
        name = (opening + 1, close)
        printed = text[slice(*name)]
        place = number_beside(text, close + 1, end)
        number = text[slice(*place)] if place else None
        if SHORT.search(text, max(begin, opening - LEADING_UP), opening):
            names.add(printed)  # the same document goes on under this name
        kind = None if printed in names else kind_of(printed, number)
        taken.append((opening, place[1] if place else close + 1))
        if kind is not None:
            article = ARTICLE.match(text, close + 1, end)
            level = level_of(printed, number, kind)
            found.append(Cited(opening, close + 1, name, place, article.span() if article else None, kind, level))
    for start, stop in alone(text, begin, end):
        at = bisect.bisect_left(taken, (stop, 0)) - 1
        if at < 0 or taken[at][1] <= start:
            kind = kind_of_number(text[start:stop])
            level = level_of(law_key(None, text[start:stop]), text[start:stop], kind)
            found.append(Cited(start, stop, None, (start, stop), None, kind, level))
    return list(once(text, sorted(found, key=lambda c: c.begin)))


def once(text: str, found: list[Cited]) -> Iterator[Cited]:
    """Yield each law once, and once more for each further article."""
    seen: set[tuple[str, str | None]] = set()
    for cited in found:
        key = law_key(*(text[slice(*part)] if part else None for part in (cited.name, cited.number)))
        article = text[slice(*cited.article)] if cited.article else None
        if (key, article) not in seen:
            seen.add((key, article))
            yield cited


def titles(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of titles in 《》, outermost only, as (opening, closing); one never closed is a misprint."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for mark in TITLE_MARK.finditer(text, begin, end):
        if mark.group() == "《":
            opened.append(mark.start())
        elif opened:
            opening = opened.pop()
            if mark.start() - opening <= LONGEST_TITLE:
                pairs.append((opening, mark.start()))
    last = begin
    for opening, close in sorted(pairs):
        if opening >= last:
            last = close
            yield opening, close


def alone(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of document numbers in a text, without the words that lead up to them."""
    for mark in ALONE.finditer(text, begin, end) if text.find("号", begin, end) >= 0 else ():
        lead = WORDING.match(mark.group().split("〔")[0].split("（")[0])
        yield mark.start() + (lead.end() if lead else 0), mark.end()


def number_beside(text: str, at: int, end: int) -> tuple[int, int] | None:
    """Return the range of a document number in the bracket right behind a title."""
    if text[at : at + 1] not in ("（", "〔"):
        return None
    mark = NUMBER.match(text, at + 1, min(end, at + LONGEST_NUMBER))
    return mark.span() if mark else None


def kind_of(name: str, number: str | None) -> LawKind | None:
    """Return the kind of a titled document; None where the title is not that of a law or document."""
    bare = EDITION.sub("", name)
    known = laws().get(name) or laws().get(bare)
    if known is not None:
        return known.kind
    word = KIND.search(bare.rstrip("》”"))
    if word is None or PAPERS.search(bare):
        return None
    kind = TITLE_WORDS[int((word.lastgroup or "k0")[1:])][1]
    local = placed(bare)
    if kind is LawKind.LAW:
        return LawKind.NORMATIVE_DOCUMENT if local else kind
    if kind is LawKind.ADMINISTRATIVE_REGULATION or (local and IMPLEMENTING.search(bare)):
        return LawKind.LOCAL_REGULATION if local else LawKind.ADMINISTRATIVE_REGULATION
    return kind_of_number(number) if number and is_order(number) else kind


def kind_of_number(number: str) -> LawKind:
    """Return the kind of a document of which only the number is known."""
    known = laws().get(law_key(None, number))
    if known is not None:
        return known.kind
    if not is_order(number):
        return LawKind.NORMATIVE_DOCUMENT
    return next((kind for issuer, kind in ORDERS.items() if number.startswith(issuer)), LawKind.RULE)


def placed(name: str) -> bool:
    """Tell whether a title begins with the place that it holds for."""
    opening = name[:12]
    city = named_in(opening)
    return PLACE.match(opening) is not None or (city is not None and opening.find(city.name[:2]) in (0, 2, 3))


def level_of(name: str, number: str | None, kind: LawKind) -> LawLevel | None:
    """Return who made a law or document; None where neither table, title nor number says so."""
    bare = EDITION.sub("", name)
    if bare in laws() or name in laws() or kind in (LawKind.LAW, LawKind.ADMINISTRATIVE_REGULATION) or national(name):
        return LawLevel.NATIONAL
    if placed(name):
        city = named_in(name[:12])
        return LawLevel.PROVINCIAL if city is not None and city.level == "province" else LawLevel.LOCAL
    rank = rank_of(number) if number else None
    return LEVELS[rank] if rank else None


def law_key(name: str | None, number: str | None) -> str:
    """Return what identifies a law: its full name where the table knows it, its printed name, or its number."""
    if name is None:
        return by_number().get(number or "", number or "")
    known = laws().get(name) or laws().get(EDITION.sub("", name))
    return known.name if known else name


@cache
def by_number() -> dict[str, str]:
    """Return the names of laws by their numbers."""
    return {law.number: law.name for law in laws().values() if law.number}

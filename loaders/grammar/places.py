"""Cities named in text (地名): which one a plan is for.

Names with their unit word (东宁市) count, and names in common use (湘西州, 黔东南州); where several cities share
a name (朝阳区), the one whose upper unit the text names is meant. The title says it, else the issuer, else
what the plan calls its own (结合官渡区实际), else the province whose number the document bears, else the city
that a plan of its level (我市) names most. A city outside the table is taken by name where the title has one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from graph.model import City
from loaders.grammar.characters import canonical
from loaders.grammar.document_numbers import province_of
from loaders.tables import cities, short_names

__all__ = ["NATION", "Ambiguous", "city_named", "city_of", "named_in", "national"]

NATION = City("100000", "全国", "nation")
"""What a document of the state is for: the whole country."""

STATE_NUMBER = re.compile(r"国(?:办|令)?(?:发|函|[〔（第])|国务院|中(?:办)?发")
UNKNOWN = re.compile(
    r"(?:中共)?(?:(?:19|20)\d\d年)?(?:关于)?(?:公开)?(?:印发|征求|发布|转发)?(?:对)?《?([\u4e00-\u9fff]{2,6}?(?:自治州|市|县|(?:地|经济技术开发|经济开发|高新技术产业开发)?区|旗|盟))(?!场)"
    r"(?=[^\u4e00-\u9fff]|委|管理委员会|管委会|行政公署|行署|人民政府|政府|优化|营商|进一步|关于|深化|持续|打造|全面|贯彻|落实|建设|推进|推动|加快|改善|提升|创建|聚焦)"
)
UNIT = re.compile(r"[\u4e00-\u9fff]{2,10}(?:省|自治州|地区|[市县区旗盟])")
OWN = re.compile(r"(?:结合|立足|根据)(?:我[省市县区州盟旗])?([\u4e00-\u9fff]{2,8}?)(?:的)?(?:发展|工作)?实际")
OURS = re.compile(
    r"我([省市县区州盟旗])|已经[\u4e00-\u9fff]{0,6}?([省市县区州盟旗])(?:人民)?政府|(?<![\u4e00-\u9fff])(省)(?:人民政府|政府|委)"
)
PROVINCES = ("省", "自治区")  # what a plan calls 我省
RANK = {"province": 0, "prefecture": 1, "county": 2}
CITED = re.compile(r"《[^《》]{0,120}(?:《[^《》]{0,120}》[^《》]{0,120}){0,4}》")
NATIONAL = re.compile(r"(?:中共)?中央|国务院|国家|全国|最高人民")
STATE = re.compile(r"(?:中共中央|国务院|国家[\u4e00-\u9fff]{2,10}(?:委员会|委|总局|局|部|署))")
ZONE = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:开发区|高新区|高新技术|经开区|经济技术|工业园|园区|新区|新城|示范区|合作区|保税|自贸|度假区|管委会|管理委员会)"
)
OPENING = re.compile(r"(?:中共|关于|印发|《|(?:19|20)\d\d年)*")  # what a title may begin with
ETHNIC = re.compile(r"(?:自治州|自治县|自治旗|自治区)$")
LEAGUE = re.compile(r"(?:盟|地区)$")
UNIT_WORD = re.compile(r"[省市县区旗盟州]")
LONGEST = 15  # characters of a name
HEAD, TEXT = 1500, 50_000  # characters of a head and of a text that are looked at
TWICE = 2  # times that a city must be named in the text


class Ambiguous(Exception):
    """Several cities have the name, and the text does not say which is meant."""

    def __init__(self, name: str, options: tuple[City, ...]) -> None:
        super().__init__(name)
        self.name, self.options = name, options


@cache
def by_name() -> dict[str, tuple[City, ...]]:
    """Return cities by full name, and by the short forms of ethnic units (湘西自治州, 湘西州, 阜新县)."""
    table: dict[str, tuple[City, ...]] = {}
    for city in cities().values():
        table[city.name] = (*table.get(city.name, ()), city)
    for city in cities().values():
        word = ETHNIC.search(city.name)
        for ending in (word.group(), word.group()[-1]) if word else ():
            name = short_names()[city.code] + ending
            if name not in table and len(name) > 2:  # noqa: PLR2004 -- 广西区 is not said
                table[name] = (city,)
    return table


@cache
def by_short() -> dict[str, tuple[City, ...]]:
    """Return cities by the name in common use."""
    table: dict[str, tuple[City, ...]] = {}
    for city in cities().values():
        short = short_names()[city.code]
        bare = LEAGUE.sub("", short)
        for name in {short, bare} if len(bare) > 1 else {short}:
            if len(name) > 1:
                table[name] = (*table.get(name, ()), city)
    return table


@cache
def shorts() -> re.Pattern[str]:
    """Return the pattern of the names in common use of provinces and prefectures, longest first."""
    used = (name for name, options in by_short().items() if highest(options).level != "county")
    return re.compile("|".join(sorted(map(re.escape, used), key=len, reverse=True)))


def name_marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the names of cities in a text, the longest where several end together."""
    last = 0
    for unit in UNIT_WORD.finditer(text):
        end = unit.end()
        for length in range(min(LONGEST, end - last), 1, -1):
            if text[end - length : end] in by_name():
                yield end - length, end
                last = end
                break


def named(text: str) -> Iterator[tuple[City, ...]]:
    """Yield, for each name in a text, the cities that have it."""
    for begin, end in name_marks(text):
        yield by_name()[text[begin:end]]


def named_in(text: str) -> City | None:
    """Return the first city or province that a short text names, also by its name in common use."""
    options = next(named(text), ())
    mark = None if options else shorts().search(text)
    options = by_short()[mark.group()] if mark else options
    return highest(options) if options else None


def national(title: str) -> bool:
    """Tell whether a title is that of a document of the state."""
    return NATIONAL.match(title) is not None


def city_of(title: str, head: str, text: str, number: str | None = None) -> City | None:
    """Return the city that a plan is for, the nation for one of the state; None where the text does not say.

    Args:
        title: the title, with the issuer's line.
        head: all that stands before the first chapter.
        text: the whole text.
        number: the document's number.

    Raises:
        Ambiguous: the name stands for several cities.

    """
    if options := list(named(title)):
        return narrowed(options, f"{title}\n{head[-HEAD:]}\n{text[:TEXT]}")
    opening = OPENING.match(title)
    short = shorts().match(title, opening.end() if opening else 0)
    if short is not None and (ZONE.match(title, short.end()) or not UNKNOWN.match(title)):
        return highest(by_short()[short.group()])
    if (unknown := UNKNOWN.match(title or head)) is not None:
        return City(f"name:{unknown.group(1)}", unknown.group(1), "unknown")
    if STATE.match(title) or STATE_NUMBER.match(canonical(number or "")):
        return NATION
    bare = CITED.sub("", head[-HEAD:])
    ours = OURS.search(title) or OURS.search(bare)
    unit = next(filter(None, ours.groups())) if ours else ""
    return (
        owned(bare, unit)
        or (cities().get(province_of(number) or "") if number and unit == "省" else None)
        or most_named(bare, unit, 1)
        or most_named(CITED.sub("", text[:TEXT]), unit, TWICE)
        or (most_named(head[-HEAD:], unit, 1) if unit else None)
    )


def fits(city: City, unit: str) -> bool:
    """Tell whether a plan may call a city its own by a unit (我市); no unit fits all."""
    return city.name.endswith(PROVINCES if unit == "省" else unit)


def highest(options: tuple[City, ...]) -> City:
    """Return the uppermost of cities that share a name in common use (吉林 is the province)."""
    return min(options, key=lambda city: RANK[city.level])


def owned(head: str, unit: str) -> City | None:
    """Return the city whose circumstances a plan says it is made for (结合官渡区实际)."""
    for mark in OWN.finditer(head):
        options = by_name().get(mark.group(1)) or by_short().get(mark.group(1), ())
        fitting = [city for city in options if fits(city, unit)] or list(options)
        upper = min((RANK[city.level] for city in fitting), default=0)
        if len(found := [city for city in fitting if RANK[city.level] == upper]) == 1:
            return found[0]
    return None


def most_named(text: str, unit: str, least: int) -> City | None:
    """Return the city of a kind of unit that a text names most; None where two are named as often.

    Raises:
        Ambiguous: the name stands for several cities.

    """
    counts: Counter[str] = Counter()
    last = 0
    for begin, end in [*name_marks(text), (len(text), len(text))]:
        counts.update(mark.group() for mark in shorts().finditer(text, last, begin))
        counts.update([text[begin:end]] if begin < end else [])
        last = end
    times: Counter[tuple[City, ...]] = Counter()
    for name, count in counts.items():
        options = by_name().get(name) or (highest(by_short()[name]),)
        if any(fits(city, unit) for city in options):
            times[options] += count
    ranked = times.most_common(2)
    if not ranked or ranked[0][1] < least or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return narrowed([ranked[0][0]], text)


def narrowed(options: list[tuple[City, ...]], text: str) -> City:
    """Return the finest city among those named together (哈尔滨市道里区 → 道里区)."""
    finest = max(options, key=lambda cities: RANK[cities[0].level])
    if len(finest) == 1:
        return finest[0]
    fitting = [c for c in finest if any(p.name in text for p in c.parents)]
    nearest = [c for c in fitting if c.parents[0].name in text]
    chosen = nearest or fitting
    if len(chosen) != 1:
        raise Ambiguous(finest[0].name, tuple(chosen or finest))
    return chosen[0]


def city_named(name: str) -> City | None:
    """Return the city that a user names by code, by full name or by path (长春市朝阳区)."""
    if name in (NATION.code, NATION.name):
        return NATION
    if name in cities():
        return cities()[name]
    exact = by_name().get(name)
    if exact and len(exact) == 1:
        return exact[0]
    paths = [c for c in cities().values() if name.endswith(c.name) and any(name.startswith(p.name) for p in c.parents)]
    if len(paths) == 1:
        return paths[0]
    if exact:
        raise Ambiguous(name, exact)
    return City(f"name:{name}", name, "unknown") if UNIT.fullmatch(name) else None

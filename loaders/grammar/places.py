"""Cities named in text (地名): which one a plan is for.

Names with their unit word (东宁市) count; where several cities share a name (朝阳区), the one whose
upper unit the text names is meant. A city outside the table is taken by name where the title has one.
"""

import re
from collections.abc import Iterator
from functools import cache

from graph.model import City
from loaders.tables import cities, short_names

__all__ = ["Ambiguous", "city_named", "city_of"]

UNKNOWN = re.compile(
    r"^(?:中共)?(?:(?:19|20)\d\d年)?(?:关于)?(?:印发)?《?([\u4e00-\u9fff]{2,6}?(?:自治州|市|县|区|旗|盟))(?!场)(?=[^\u4e00-\u9fff]|委|人民政府|政府|优化|营商|进一步|关于|深化|持续|打造|全面|贯彻|落实|建设|推进|推动|加快|改善|提升|创建|聚焦)"
)


UNIT = re.compile(r"[\u4e00-\u9fff]{2,10}(?:省|自治州|地区|[市县区旗盟])")


class Ambiguous(Exception):
    """Several cities have the name, and the text does not say which is meant."""

    def __init__(self, name: str, options: tuple[City, ...]) -> None:
        super().__init__(name)
        self.name, self.options = name, options


@cache
def by_name() -> dict[str, tuple[City, ...]]:
    """Return cities by full name."""
    table: dict[str, tuple[City, ...]] = {}
    for city in cities().values():
        table[city.name] = (*table.get(city.name, ()), city)
    return table


@cache
def names() -> re.Pattern[str]:
    """Return the pattern of all full names, longest first."""
    return re.compile("|".join(sorted(map(re.escape, by_name()), key=len, reverse=True)))


@cache
def by_short() -> dict[str, City]:
    """Return provinces and prefectures by the name in common use."""
    return {
        short_names()[c.code]: c for c in cities().values() if c.level != "county" and len(short_names()[c.code]) > 1
    }


def named(text: str) -> Iterator[tuple[City, ...]]:
    """Yield, for each full name in a text, the cities that have it."""
    for mark in names().finditer(text):
        yield by_name()[mark.group()]


def city_of(title: str, head: str, text: str) -> City | None:
    """Return the city that a plan is for: from its title, else from its head, else the one it names most.

    Args:
        title: the title, with the issuer's line.
        head: all that stands before the first chapter.
        text: the whole text.

    Raises:
        Ambiguous: the name stands for several cities.

    """
    for part in (title, head[:400]):
        options = list(named(part))
        if options:
            return narrowed(options, f"{title}\n{head}\n{text}")
        unknown = UNKNOWN.match(part)
        if unknown is not None:
            return City(f"name:{unknown.group(1)}", unknown.group(1), "unknown")
        for short, city in by_short().items():
            if part.startswith(short) or f"《{short}" in part:
                return city
    return None


def narrowed(options: list[tuple[City, ...]], text: str) -> City:
    """Return the finest city among those named together (哈尔滨市道里区 → 道里区)."""
    rank = {"province": 0, "prefecture": 1, "county": 2}
    finest = max(options, key=lambda cities: rank[cities[0].level])
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

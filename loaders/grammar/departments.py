"""Names of bodies → departments (部门归一): which body of which city a printed name means.

A name is read from outside in: the place before it, then what is left, by the tables (`names`). What the
tables do not know stays a body of its own, marked unknown; what names no single body (各相关单位,
涉企政策制定部门) is a group and never a department.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.model import Body, City, Function
from loaders.grammar.characters import canonical
from loaders.grammar.names import (
    BRANCH,
    GENERIC,
    LEVEL_WORDS,
    LONGEST_PLACE,
    NAMES,
    functions_named,
    is_group,
    recognised,
    special,
    stems,
    strip_level,
    territory,
    zone_of,
)
from loaders.grammar.places import NATION
from loaders.tables import FunctionRow, cities, ministries, roles, short_names

__all__ = ["Resolver", "contractions", "department", "official"]

STATE = re.compile(r"^(?:国家税务总局|中共)(?=.{2})")
ZONES = Function("开发区管理", "Development zone administration", "government")
TERRITORIES = Function("属地政府", "Local government", "government")
SEAT_OF = re.compile(r"(?:人民政府|政府|街道办事处|办事处|党委|党工委)$")
KIND = re.compile(  # what kind of place a name is, with two characters left before it
    r"(?<=..)(?:自治州|地区|(?:经济技术|经济|高新技术产业)开发区|[省市县区州旗盟])$"
)
COMPANY = re.compile(r"(?<=集团)(?:股份)?(?:有限)?(?:责任)?公司$|(?:股份)?有限(?:责任)?(?=公司$)")
LEVELS = ("province", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves names of bodies printed in a plan of one city."""

    city: City

    def resolve(self, raw: str) -> Body | None:
        """Return the body that a printed name means; None for a group."""
        name = STATE.sub("", canonical(raw))
        if is_group(name):
            return None
        branch = BRANCH.match(name)
        city, bare = self.placed(branch["of"] if branch else name)
        return self.named(self.city if branch else city, bare, placed=bare != name)

    def acting(self, raw: str) -> Body | None:
        """Return the body that a name in running text means, roles included (登记机关); None for a group."""
        name = canonical(raw)
        city, bare = (self.city, name) if name in roles() else self.placed(name)
        role = roles().get(bare)
        return self.named(city, role, placed=True) if role else self.resolve(raw)

    @property
    def places(self) -> tuple[str, ...]:
        """Names of the city and of those above it, as they stand before the names of bodies."""
        return tuple(name for city in (self.city, *self.city.parents) for name in place_names(city))

    def placed(self, name: str) -> tuple[City, str]:
        """Return the city that a name belongs to, and the name without its place."""
        if self.city == NATION:
            return self.city, name.removeprefix("国家")
        chain = (self.city, *self.city.parents)
        for city in chain:
            for place in place_names(city):
                if name.startswith(place) and len(name) > len(place) + 1:
                    return city, strip_level(name[len(place) :], place)
        if recognised(name) or name in stems():
            return self.city, name
        for city in cities_called(name, near=self.city):
            rest = strip_level(name[len(city.name) :], city.name)
            if recognised(rest):
                return city, rest
        for word in LEVEL_WORDS:
            if name.startswith(word) and len(name) > len(word) + 1:
                # 市 in the plan of a district is the city above it, in that of a county-level city itself.
                meant = next((city for city in chain if city.name.endswith(word)), self.city)
                return meant, strip_level(name[len(word) :], word)
        return self.city, name

    def named(self, city: City, bare: str, *, placed: bool) -> Body | None:
        """Return the body of a city with a name that has lost its place; None for a group."""
        row = special(bare)
        if row is not None:
            return Body(city, row.body, official(city, row.official), row.body, (row.function,), known=True)
        found = functions_named(bare) or ((stems()[bare],) if bare in stems() else None)
        if found is not None:
            return department(city, found)
        zone = zone_of(bare)
        if zone is not None:
            # A zone bears the name of the province that approved it and belongs to the city it lies in.
            name = zone_name(self.city, zone)
            full = f"{place_names(self.city)[-1]}{name}管理委员会"
            return Body(self.city, f"{name}管委会", full, f"{name}管委会", (ZONES,), known=True)
        if GENERIC.search(bare) and not placed:
            return None
        if territory(bare):
            bare = SEAT_OF.sub("", bare)
            return Body(city, bare, f"{city.name}{bare}", bare, (TERRITORIES,), known=True)
        bare = COMPANY.sub("", bare)
        full = bare if bare.startswith(city.name) else f"{city.name}{bare}"
        return Body(city, bare, full, bare, (Function(bare),), known=False)


@cache
def by_name() -> dict[str, tuple[City, ...]]:
    """Return cities by full name."""
    table: dict[str, tuple[City, ...]] = {}
    for city in cities().values():
        table[city.name] = (*table.get(city.name, ()), city)
    return table


def cities_called(name: str, *, near: City) -> Iterator[City]:
    """Yield the city whose full name a name begins with: one below the city near it, else the only one so called."""
    for length in range(min(len(name), LONGEST_PLACE), 1, -1):
        options = by_name().get(name[:length], ())
        below = [city for city in options if near in city.parents]
        if len(below) == 1 or len(options) == 1:
            yield (below or options)[0]


@lru_cache(maxsize=NAMES)
def place_names(city: City) -> tuple[str, ...]:
    """Return the names under which a city stands before the name of a body, longest first."""
    short = short_names().get(city.code) or KIND.sub("", city.name)
    return tuple(sorted({city.name, short}, key=len, reverse=True))


def department(city: City, found: tuple[FunctionRow, ...]) -> Body:
    """Return the department of a city with these functions."""
    if city == NATION:
        key = "+".join(row.function.name for row in found)
        name = ministries().get(key) or "".join(row.official for row in found) + "主管部门"
        return Body(city, key, name, name, tuple(row.function for row in found), known=True)
    level = LEVELS.index(city.level) if city.level in LEVELS else 1
    key = "+".join(row.function.name for row in found)
    if len(found) == 1:
        row = found[0]
        organ = row.organs[level]
        return Body(
            city,
            key,
            official(city, row.official + organ),
            row.stems[0] + brief_organ(organ),
            (row.function,),
            known=True,
        )
    # How a merged department is officially called differs from city to city: no full form is made up.
    brief = "".join(row.stems[0] for row in found) + "局"
    return Body(city, key, f"{city.name}{brief}", brief, tuple(row.function for row in found), known=True)


def official(city: City, form: str) -> str:
    """Return the official name of a city's body: the form with the city's name in its place, or behind it."""
    if city == NATION:
        return re.sub(r"\{\w+\}|(?:分支|派出)机构", "", form)
    return form.format(city=city.name, short=place_names(city)[-1]) if "{" in form else f"{city.name}{form}"


def brief_organ(organ: str) -> str:
    """Return the organ as short names have it."""
    return {"委员会": "委", "办公室": "办"}.get(organ, organ)


def zone_name(city: City, name: str) -> str:
    """Return a zone's name without the places before it."""
    for place in (place for unit in (*reversed(city.parents), city) for place in place_names(unit)):
        name = name.removeprefix(place)
    return name.removeprefix("国家级").removeprefix("省级") or name


def contractions(found: Iterable[Body]) -> dict[Body, Body]:
    """Return, for bodies that a plan also names more fully, the fuller one (工信科局 → 工信科技局).

    The contraction rule: the functions of the shorter name are a part of those of exactly one merged
    department of the same city, and no second shorter name claims another part of it.
    """
    merged = {body for body in found if body.known and len(body.functions) > 1}
    claims: dict[Body, list[Body]] = {}
    for body in set(found):
        fuller = [
            m
            for m in merged
            if m.city == body.city
            and m.known
            and body.known
            and "+" in m.key
            and set(body.functions) < set(m.functions)
        ]
        if len(fuller) == 1:
            claims.setdefault(fuller[0], []).append(body)
    joined = {}
    for fuller_body, shorter in claims.items():
        chains = sorted(shorter, key=lambda b: -len(b.functions))
        if all(set(b.functions) <= set(chains[0].functions) for b in chains):
            joined.update(dict.fromkeys(chains, fuller_body))
    return joined

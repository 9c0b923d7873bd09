"""Names of bodies → departments (部门归一): which body of which city a printed name means.

A name is read from outside in: the place before it, then either a body with a name of its own kind
(海关, 供电公司) or functions and an organ (市场监管 + 局). Merged bureaus have several functions
(教体局 = 教育 + 体育). What the tables do not know stays a body of its own, marked unknown; what names no
single body (各相关单位, 涉企政策制定部门) is a group and never a department.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.model import Body, City, Function
from loaders.grammar.characters import canonical
from loaders.tables import BodyRow, FunctionRow, bodies, functions, short_names

__all__ = ["Resolver", "contractions", "recognised", "strip_level"]

ORGAN = re.compile(r"(?:委员会办公室|委员会|分局|办公室|局|委|办|厅|部门|机关|部|署)$")
ZONE = re.compile(
    r"(?P<name>.*(?:开发区|高新区|经开区|自贸区|自贸片区|片区|保税区|新区|示范区|合作区|园区|产业园|度假区|工业区|管理区))(?:管委会|管理委员会|党工委)?$"
)
NAMES = 1 << 14  # names that are remembered; a folder of any size must not fill the memory
TERRITORY = re.compile(r".{1,8}(?:区|县|市|镇|乡|旗|街道)(?:人民政府|政府|街道办事处|办事处)?$")
GROUP = re.compile(
    r"^(?:各|相关|有关|其他|所有|全市|全县|全区|市直|区直|县直|市级|成员|责任|牵头|行业|涉|政策)|"
    r"(?:等|专班|指标组|工作组|专项组|小组)$|(?:相关|有关|主管|监管|审批|职能|责任|牵头|制定|成员|管理|服务|执法)(?:部门|单位|机构|企业)$"
)
ROLE_ONLY = re.compile(r"(?:监管|审批|执法|管理|服务|建设|规划)(?:部门|单位|机构|企业)$")
GENERIC = re.compile(r"(?:部门|单位|机构|企业|银行|学校|医院|协会|商会|平台|窗口|地区)$")
STATE = re.compile(r"^(?:国家税务总局|中共)(?=.{2})")
ZONES = Function("开发区管理", "Development zone administration", "government")
TERRITORIES = Function("属地政府", "Local government", "government")
BRANCH = re.compile(r"(?P<of>.{2,12}局).{1,8}分局$")
SEAT = re.compile(r"(?:人民)?政府|委(?!员)")
LEVEL_WORDS = ("自治区", "地区", "省", "市", "县", "区", "州", "盟", "旗")
LEVELS = ("province", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves names of bodies printed in a plan of one city."""

    city: City

    def resolve(self, raw: str) -> Body | None:
        """Return the body that a printed name means; None for a group."""
        name = STATE.sub("", canonical(raw))
        if ROLE_ONLY.match(name) or (GROUP.search(name) and not recognised(self.placed(name)[1])):
            return None
        branch = BRANCH.match(name)
        city, bare = self.placed(branch["of"] if branch else name)
        return self.named(self.city if branch else city, bare)

    def placed(self, name: str) -> tuple[City, str]:
        """Return the city that a name belongs to, and the name without its place."""
        chain = (self.city, *self.city.parents)
        for city in chain:
            for place in place_names(city):
                if name.startswith(place) and len(name) > len(place) + 1:
                    return city, strip_level(name[len(place) :], place)
        if recognised(name):
            return self.city, name
        for word in LEVEL_WORDS:
            if name.startswith(word) and len(name) > len(word) + 1:
                # 市 in the plan of a district is the city above it, in that of a county-level city itself.
                meant = next((city for city in chain if city.name.endswith(word)), self.city)
                return meant, without_seat(name[len(word) :])
        return self.city, name

    def named(self, city: City, bare: str) -> Body | None:
        """Return the body of a city with a name that has lost its place; None for a group."""
        row = special(bare)
        if row is not None:
            return Body(city, row.body, official(city, row.official), row.body, (row.function,), known=True)
        zone = ZONE.match(bare)
        if zone is not None:
            # A zone bears the name of the province that approved it and belongs to the city it lies in.
            name = zone_name(self.city, zone.group("name"))
            full = f"{place_names(self.city)[-1]}{name}管理委员会"
            return Body(
                self.city,
                f"{name}管委会",
                full,
                f"{name}管委会",
                (ZONES,),
                known=True,
            )
        found = functions_named(bare)
        if found is not None and (split_organ(bare)[1] != "部门" or len(found) == 1):
            return department(city, found)
        if GENERIC.search(bare):
            return None
        if TERRITORY.fullmatch(bare):
            return Body(city, bare, f"{city.name}{bare}", bare, (TERRITORIES,), known=True)
        return Body(
            city,
            bare,
            bare if bare.startswith(city.name) else f"{city.name}{bare}",
            bare,
            (Function(bare),),
            known=False,
        )


def strip_level(name: str, place: str = "") -> str:
    """Return a name without a level word that its place has left before it (东宁 + 市支行)."""
    if place and place[-1] in "省市县区旗州":
        return without_seat(name)
    name = without_seat(name)
    return name[1:] if name[:1] in "省市县区旗" and len(name) > 2 and recognised(name[1:]) else name  # noqa: PLR2004


def without_seat(name: str) -> str:
    """Return a name without the government or committee it belongs to (市政府金融办, 市委外办)."""
    seat = SEAT.match(name)
    return name[seat.end() :] if seat and recognised(name[seat.end() :]) and not recognised(name) else name


@lru_cache(maxsize=NAMES)
def place_names(city: City) -> tuple[str, ...]:
    """Return the names under which a city stands before the name of a body, longest first."""
    short = short_names().get(city.code) or (city.name[:-1] if len(city.name) > 2 else city.name)  # noqa: PLR2004
    return tuple(sorted({city.name, short}, key=len, reverse=True))


@lru_cache(maxsize=NAMES)
def recognised(name: str) -> bool:
    """Tell whether a name without place is in the tables."""
    return special(name) is not None or functions_named(name) is not None


def functions_named(name: str) -> tuple[FunctionRow, ...] | None:
    """Return the functions of a department by its name without place, or None where it names none."""
    stem, organ = split_organ(name)
    return composed(stem) if organ and not too_brief(stem, organ) else None


@lru_cache(maxsize=NAMES)
def special(name: str) -> BodyRow | None:
    """Return the row of a body with a name of its own kind."""
    return next((row for row in bodies() if row.pattern.fullmatch(name)), None)


def split_organ(name: str) -> tuple[str, str]:
    """Return stem and organ of a name: 市场监督管理 + 局. The organ is empty where there is none."""
    name = re.sub(r"（[^（）]*）$", "", name)
    organ = ORGAN.search(name)
    return (name[: organ.start()], organ.group()) if organ else (name, "")


def too_brief(stem: str, organ: str) -> bool:
    """Tell whether one character names no function: 教委 and 外办 are said, 教局 and 外局 are not."""
    return len(stem) == 1 and organ not in ("委", "办")


@cache
def stems() -> dict[str, FunctionRow]:
    """Return the functions by each whole name of theirs."""
    return {stem: row for row in functions() for stem in (row.official, *row.stems)}


@cache
def pieces() -> dict[str, FunctionRow]:
    """Return the functions by each name that merged departments use for them."""
    return {**{a: row for row in functions() for a in row.abbreviations}, **stems()}


@lru_cache(maxsize=NAMES)
def composed(stem: str) -> tuple[FunctionRow, ...] | None:
    """Return the functions that a stem names, in the order of the table, or None.

    A whole name is one function; else the stem is cut into as few names and abbreviations as it can be.
    """
    if stem in stems():
        return (stems()[stem],)
    best: list[tuple[FunctionRow, ...] | None] = [()] + [None] * len(stem)
    for end in range(1, len(stem) + 1):
        for start in range(end):
            before = best[start]
            if before is None:
                continue
            piece = stem[start:end]
            if piece in "和与及、" and before and end < len(stem):
                option: tuple[FunctionRow, ...] | None = before
            elif piece in pieces():
                option = (*before, pieces()[piece])
            else:
                continue
            current = best[end]
            if option is not None and (current is None or len(option) < len(current)):
                best[end] = option
    found = best[len(stem)]
    if not found:
        return None
    order = {row.function.name: number for number, row in enumerate(functions())}
    return tuple(sorted(set(found), key=lambda row: order[row.function.name]))


def department(city: City, found: tuple[FunctionRow, ...]) -> Body:
    """Return the department of a city with these functions."""
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

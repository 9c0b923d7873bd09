"""Names of bodies without their place: what they name by the tables, which are groups, which are zones.

A name is a body with a name of its own kind (海关, 供电公司), or functions and an organ (市场监管 + 局). Merged
bureaus have several functions (教体局 = 教育 + 体育). A misprinted name that lacks characters is read as the
one official name that holds the rest in its order (市场监督管局).
"""

import re
from functools import cache, lru_cache

from loaders.tables import BodyRow, FunctionRow, bodies, cities, functions, short_names

__all__ = [
    "BRANCH",
    "GENERIC",
    "LEVEL_WORDS",
    "LONGEST_PLACE",
    "NAMES",
    "functions_named",
    "is_group",
    "lacks_organ",
    "literal",
    "nameable",
    "recognised",
    "special",
    "stems",
    "strip_level",
    "territory",
    "unplaced",
    "zone_of",
]

BRANCH = re.compile(r"(?P<of>.{2,12}局).{1,8}分局$")  # 生态环境局云渡分局
NAMES = 1 << 14  # names that are remembered; a folder of any size must not fill the memory
LONGEST_PLACE = 12  # characters of a place's name
LEVEL_WORDS = ("自治区", "自治州", "地区", "省", "市", "县", "区", "州", "盟", "旗")
ORGAN = re.compile(
    r"(?:(?:工作)?委员会办公室|(?:工作)?领导小组办公室|委员会|管理局|工作局|分局|支局|办公室|总局|局|委|办|厅|部门|机关|部|署)$"
)
ORGANS = ("局", "办公室", "委员会")  # the shortest organs of those that hold another one
BRACKET = re.compile(r"[（〔][^（）〔〕]*[）〕]$")
ASIDE = re.compile(r"[（〔][^（）〔〕]*[）〕]")  # another name, behind the whole or inside it (水利（水务）局)
OPEN = re.compile(r"(?:^|\|)(?:\(\?:)*\.[*{]")  # a pattern that lets anything stand before the name
SEAT = re.compile(r"(?:人民)?政府|行政公署|行署|委(?!员)|党委")
ZONE = re.compile(
    r"(?P<name>.*(?:开发区|高新区|经开区|自贸区|试验区|实验区|片区|综保区|保税区|新区|示范区|合作区|园区|产业园|度假区|工业区|管理区"
    r"|功能区|名胜区|旅游区|景区|集聚区|新城|科学城|科技城|物流区|生态区))(?:管委会?|管理委员会|管理局|党工委)?$"
)
TERRITORY = re.compile(
    r"[^各有相、，]{1,8}(?:区|县|市|镇|乡|旗|苏木|街道)(?:委、)?(?:人民政府|政府|街道办事处|办事处|党委|党工委)?$"
)
PLACES = re.compile(
    r"(?:[省市县区州盟旗乡镇村]|街道|乡镇|镇街|开发区|园区|功能区|社区|产业园|[（〔][^（）〔〕]{0,16}[）〕]|[、和及与])+级?"
    r"(?:人民政府|政府|办事处|党委|党工委|管委会?|居委会|村委会)*"
)
ONE_SEAT = re.compile(r"[省市县区州盟旗](?:人民)?政府|[省市县区州盟旗乡镇]")
GROUP = re.compile(
    r"^(?:[省市县区州盟旗](?:级|直|属|政府|人民政府|委)?)?(?:各|有关|相关|其他|所有|全部|全[省市县区州]|驻[省市县区])"
    r"|^(?:涉|政策|成员|责任|牵头|行业|中央、|中[省直]|[省市县区州](?:直|级|属)(?!机关))"
    r"|(?:等|专班|指标组|工作组|专项组|小组)$"
    r"|(?:相关|有关|主管|监管|审批|职能|责任|牵头|制定|成员|管理|服务|执法|行业|业务|许可|采购|预算|公用|企事业)(?:部门|单位|机构|企业)$"
)
PART_ONLY = re.compile(
    r"(?:监管|审批|执法|管理|服务|建设|规划|主管|经办|登记|投资|就业|信息)(?:部门|单位|机构|企业)"
    r"|(?:行政|综合)*执法(?:机关|部门|机构)|(?:司法|行政|党政|国家|权力)机关"
)  # what it does is all that is said
GENERIC = re.compile(r"(?:部门|单位|机构|企业|地区|窗口|平台)$")
KIND_ONLY = re.compile(
    r"(?:[一二三]级|银行业?|公立|民营|民办|国有|商业|地方|法人|大型|中小|政策性|开发性|农村|股份制|涉农|行业|社会|骨干|重点|龙头|各类|村镇|驻地"
    r"|基层|市属|区属|县属|省属|运营|通信|电信|金融|担保|保险|证券|征信|中介|代理|评估|房地产|建筑|物业|公用|上市|央|国|民)*"
    r"(?:部门|单位|机构|企业|地区|窗口|平台|银行|学校|医院|协会|商会|公司)"
)


@cache
def places() -> frozenset[str]:
    """Return the names of all places, full and short."""
    return frozenset(name for city in cities().values() for name in (city.name, short_names()[city.code]))


@lru_cache(maxsize=NAMES)
def unplaced(name: str) -> str:
    """Return a printed name without place and level, where the tables know what is left; else the name."""
    if literal(name) or functions_named(name) is not None:
        return name
    for length in range(min(len(name) - 2, LONGEST_PLACE), 0, -1):
        if name[:length] in places() or name[:length] in LEVEL_WORDS:
            rest = strip_level(name[length:], name[:length])
            if recognised(rest):
                return rest
    return strip_level(name)


def strip_level(name: str, place: str = "") -> str:
    """Return a name without a level word that its place has left before it (东宁 + 市支行)."""
    if place and place[-1] in "省市县区旗州盟":
        return without_seat(name)
    name = without_seat(name)
    return name[1:] if name[:1] in "省市县区旗州盟" and len(name) > 2 and recognised(name[1:]) else name  # noqa: PLR2004


def without_seat(name: str) -> str:
    """Return a name without the government or committee it belongs to (市政府金融办, 市委外办)."""
    seat = SEAT.match(name)
    return name[seat.end() :] if seat and recognised(name[seat.end() :]) and not recognised(name) else name


@lru_cache(maxsize=NAMES)
def is_group(name: str) -> bool:
    """Tell whether a printed name means no single body (各相关单位, 市、县（区）政府)."""
    if len(name) > 2 and PLACES.fullmatch(name) and not ONE_SEAT.fullmatch(name):  # noqa: PLR2004
        return not nameable(name)
    if name[:1] == "各" or PART_ONLY.fullmatch(name):
        return True
    return bool(KIND_ONLY.fullmatch(name) or GROUP.search(name)) and not recognised(unplaced(name))


def nameable(name: str) -> bool:
    """Tell whether a name that looks like place words only is one of a place (市中区政府)."""
    return any(name[:length] in places() for length in range(min(len(name), LONGEST_PLACE), 1, -1))


def zone_of(name: str) -> str | None:
    """Return the name of the zone (开发区, 新区) that a name without place means, None where it means none."""
    zone = ZONE.fullmatch(name) if name not in places() else None
    return zone["name"] if zone else None


def territory(name: str) -> bool:
    """Tell whether a name is that of a district, county, town or street, or its government."""
    return TERRITORY.fullmatch(name) is not None


@lru_cache(maxsize=NAMES)
def recognised(name: str) -> bool:
    """Tell whether a name without place, or that of the bureau it is a branch of, is in the tables."""
    branch = BRANCH.match(name)
    return special(name) is not None or functions_named(branch["of"] if branch else name) is not None


def lacks_organ(name: str) -> bool:
    """Tell whether a name is a function that shares its organ with others of its list (市发改、财政等部门)."""
    return unplaced(name) in stems() or strip_level(name)[1:] in stems()


@lru_cache(maxsize=NAMES)
def special(name: str) -> BodyRow | None:
    """Return the row of a body with a name of its own kind."""
    bare = BRACKET.sub("", name)
    return next((row for row in bodies() if row.pattern.fullmatch(bare)), None)


def literal(name: str) -> bool:
    """Tell whether a name is that of a body with a name of its own kind, nothing before it that may be anything."""
    row = special(name)
    if row is None:
        return False
    return OPEN.search(row.pattern.pattern) is None or not any(
        row.pattern.fullmatch(name, at) for at in range(1, len(name) - 1)
    )


@lru_cache(maxsize=NAMES)
def functions_named(name: str) -> tuple[FunctionRow, ...] | None:
    """Return the functions of a department by its name without place, or None where it names none."""
    name = ASIDE.sub("", name)
    organ = ORGAN.search(name)
    if organ is None:
        return None
    for end in dict.fromkeys((organ.start(), *(len(name) - len(short) for short in ORGANS if name.endswith(short)))):
        stem = name[:end]
        if stem and not (len(stem) == 1 and name[end:] not in ("委", "办")):  # 教委 and 外办 are said, 教局 is not
            found = composed(stem)
            if found:
                # 资规部门 is one department's, whose name is made of abbreviations; 财政税务部门 are two.
                one = len(found) == 1 or len(stem) < 2 * len(found)
                return found if one or name[end:] != "部门" else None
    stem = name[: organ.start()]
    return misprinted(stem) if organ.group() in ("局", "委", "委员会", "厅") else None


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


def misprinted(stem: str) -> tuple[FunctionRow, ...] | None:
    """Return the function whose official name alone holds a stem's characters in their order, most of it."""
    if len(stem) < 3:  # noqa: PLR2004 -- two characters are in many names
        return None
    fitting = [row for row in functions() if row.official[0] == stem[0] and within(stem, row.official)]
    return (fitting[0],) if len(fitting) == 1 else None


def within(part: str, whole: str) -> bool:
    """Tell whether characters stand in a name in their order, and are half of it or more."""
    rest = iter(whole)
    return len(part) * 2 >= len(whole) and all(character in rest for character in part)

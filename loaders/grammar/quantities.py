"""Quantities (数量): numbers with their units — 2个工作日, 半小时, 1/3, 百分之五, 1：1.25, 1-3户, 12万个.

A number keeps its printed unit (12, 万个); 个 before a noun of time or of procedure is not part of it (个工作日:
工作日). A fraction is a decimal without a unit. Dates, clock times, ordinals, document numbers and the numbers
inside codes (PM2.5, 7×24) are no quantities.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum, auto

from loaders.grammar.numerals import value

__all__ = ["Dimension", "Quantity", "quantities"]


class Dimension(StrEnum):
    """What a quantity measures. `BARE` is a number without a unit, `RATIO` the second number of a ratio."""

    TIME = auto()
    SHARE = auto()
    MULTIPLE = auto()
    MONEY = auto()
    PHYSICAL = auto()
    STEP = auto()
    COUNT = auto()
    RATIO = auto()
    BARE = auto()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity and its range in the text; `low` is the lower number of a range; `spelt`: in Chinese characters."""

    begin: int
    end: int
    low: float | None
    number: float
    unit: str | None
    dimension: Dimension
    spelt: bool = False


# Units by dimension; those of `BEHIND_GE` may have 个 before them, which is left out.
BEHIND_GE = {
    Dimension.TIME: "工作日 自然日 日历日 小时 钟头 星期",
    Dimension.SHARE: "百分点",
    Dimension.STEP: "环节 流程 步骤",
}
UNITS = {
    Dimension.TIME: "个月 天 日 分钟 秒钟 秒 年 周",
    Dimension.SHARE: "% ‰ 成",
    Dimension.MULTIPLE: "倍 番",
    Dimension.MONEY: "元 美元 欧元 港元 元人民币",
    Dimension.PHYSICAL: "千伏安 兆伏安 千伏 千瓦时 千瓦 兆瓦 吉瓦 平方公里 平方千米 平方米 ㎡ m2 m² 立方米 m³ m3 "
    "公里 千米 km 米 公顷 亩 "
    "吨 吨标准煤 公斤 千克 毫克 微克 分贝 kVA KVA kV KV kW KW kWh MW 兆 Mbps Gbps TB GB",
    Dimension.COUNT: "个 项 家 户 件 份 名 人 人次 户次 家次 件次 场次 班次 架次 车次 次 种 类 条 套 张 场 期 批 支 座 "
    "处 所 间 台 辆 艘 列 "
    "分 位 例 宗 笔 起 幅 款 盏 株 棵 颗 枚 头 只 片 块 标箱 标准箱 部 首 届 对 篇 床 学时 课时",
}
DIMENSIONS = {
    unit: dimension for table in (UNITS, BEHIND_GE) for dimension, row in table.items() for unit in row.split()
}


def alternatives(words: str) -> str:
    """Return a pattern for one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))


NUMBER = r"(?<![0-9.])[0-9]{1,12}(?:，[0-9]{3}(?![0-9])){0,3}(?:\.[0-9]{1,6})?(?![0-9])"
HAN = "一二三四五六七八九十百千零〇"
SPELT = rf"(?<![{HAN}])(?:[一二两三四五六七八九][{HAN}]{{0,7}}|十[一二三四五六七八九]?)(?![{HAN}])"
UNIT = (
    rf"(?:个?(?:{alternatives(' '.join(BEHIND_GE.values()))})|{alternatives(' '.join(UNITS.values()))})"
    # a classifier is none where it begins a word of its own
    r"(?<!部(?=门|分|署|委))(?<!所(?=有|属|在))(?<!对(?=[于应接标照]))(?<!首(?=次|批))(?<!成(?=[为立本果]))(?<!日(?=[期均常]))"
    r"(?<!条(?=[例件]))(?<!起(?=[施算草]))(?<!只(?=[需要能]))(?<!分(?=[之类级期批别局支布发配析公]))"
)
DIVISOR = rf"(?:/(?:(?:{alternatives(' '.join([*UNITS.values(), *BEHIND_GE.values()]))})·?)+)?"
SCALING = r"[余多]?(?:万亿|[百千]?[万亿]|[百千](?=元))?[余多]?"
UNITED = rf"(?P<{{0}}>{SCALING}{UNIT}{DIVISOR})"
SCAN = re.compile(
    rf"(?=[0-9{HAN}两半个A-Za-z])(?:"  # most characters begin none of these
    # dates
    r"(?P<date>[0-9]{4}(?:年?[-—~至到]+[0-9]{4})?年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|二[〇零][〇零一二三四五六七八九]{2}年"
    r"|[0-9]{1,2}(?:[-—~至到]{1,2}[0-9]{1,2})?月(?:[0-9]{1,2}日)?)"
    # ordinals, document numbers, clock times, what counts people by the hundred (每万名), codes
    rf"|(?P<code>(?<=第)(?:[0-9]{{1,12}}|[{HAN}]{{1,8}})|(?<=每)(?:[0-9]{{1,12}}|[{HAN}两万]{{1,8}})|(?<=〔)[0-9]{{4}}(?=〕)"
    r"|(?<![0-9])[0-9]{1,12}(?:-[0-9]{1,12})?号|(?<![0-9])[0-9]{1,2}：[0-5][0-9](?![0-9.%])|(?<![0-9])[0-9]{1,3}[×xX*][0-9]{1,3}[\u4e00-\u9fff]{0,2}"
    r"|(?<![A-Za-z])[A-Za-z]{1,12}[-.]?[0-9][0-9.]{0,8})"
    r"|(?P<half>[一两]?个?半(?=小时|天|年|个月|个工作日|日)|一半|半数)(?P<half_unit>小时|天|年|个月|个工作日|日)?"
    r"|(?P<quarter>[一二两三])刻钟"
    rf"|(?P<hundredth>[百千万])分之(?P<hundredths>[0-9]{{1,6}}(?:\.[0-9]{{1,4}})?|[{HAN}]{{1,6}})"
    rf"|(?<![0-9])(?P<whole>[0-9]{{1,3}})/(?P<part>[0-9]{{1,3}})(?![0-9/])|(?<![{HAN}])(?P<below>[{HAN}]{{1,3}})分之(?P<above>[{HAN}]{{1,3}})"
    rf"|(?P<ratio>{NUMBER})：(?P<ratio_to>{NUMBER})"
    rf"|(?P<low>{NUMBER}){UNITED.format('low_unit')}?(?:-|—{{1,2}}|~|至|到)(?P<high>{NUMBER}){UNITED.format('high_unit')}"
    rf"|(?P<number>{NUMBER}){UNITED.format('unit')}"
    # a number without a unit can be one only right behind a word
    rf"|(?<=[\u4e00-\u9fff≥≤<>])(?P<bare>{NUMBER})"
    rf"|(?P<spelt>{SPELT}){UNITED.format('spelt_unit')})"
)
GE = re.compile(rf"个(?={alternatives(' '.join(BEHIND_GE.values()))})")
BASE = re.compile(r"^(?:万亿|[百千]?[万亿]|[百千](?=元))?(?P<base>.+?)(?:/.*)?$")
JOINING = "、和及与或至到"
HALVES = {"一": 1.5, "两": 2.5}
QUARTER = 15  # minutes
PARTS = {"百": "%", "千": "‰", "万": "‱"}
DIGITS = 4  # of a decimal made of a fraction


def quantities(text: str, begin: int, end: int) -> list[Quantity]:
    """Return the quantities in a range of canonical text, in order; a list (2个、3个环节) shares its last unit."""
    found = [quantity for mark in SCAN.finditer(text, begin, end) if (quantity := read(mark)) is not None]
    for place in range(len(found) - 2, -1, -1):
        this, then = found[place], found[place + 1]
        if this.end + 1 != then.begin or text[this.end] not in JOINING:
            continue
        elided = this.unit == "个" and "个" in text[then.begin : then.end] and then.dimension in BEHIND_GE
        if elided or (this.dimension is Dimension.BARE and then.unit):
            found[place] = replace(this, unit=then.unit, dimension=then.dimension)
    return found


def read(mark: re.Match[str]) -> Quantity | None:
    """Return the quantity that a match stands for; None for dates, ordinals and codes."""
    form = next((form for form in FORMS if mark[form]), None)
    if form is None:
        return None
    low, number, unit, dimension = FORMS[form](mark)
    spelt = form in ("half", "quarter", "spelt")
    return Quantity(*mark.span(), low, number, unit, dimension, spelt) if number >= 0 else None


Reading = tuple[float | None, float, str | None, Dimension]  # low, number, unit, dimension


def half(mark: re.Match[str]) -> Reading:
    """Read 半小时, 一个半月, 一半."""
    if not mark["half_unit"]:
        return None, 0.5, None, Dimension.SHARE
    return None, HALVES.get(mark["half"][0], 0.5), *united(mark["half_unit"])


def fraction(mark: re.Match[str]) -> Reading:
    """Read 1/3, 三分之一; what is no proper fraction has the number -1."""
    above, below = float_of(mark["whole"] or mark["above"]), float_of(mark["part"] or mark["below"])
    return None, round(above / below, DIGITS) if 0 < above < below else -1, None, Dimension.SHARE


FORMS: dict[str, Callable[[re.Match[str]], Reading]] = {
    "half": half,
    "quarter": lambda m: (None, QUARTER * float_of(m["quarter"]), "分钟", Dimension.TIME),
    "hundredths": lambda m: (None, float_of(m["hundredths"]), PARTS[m["hundredth"]], Dimension.SHARE),
    "whole": fraction,
    "below": fraction,
    "ratio": lambda m: (None, float_of(m["ratio_to"]), None, Dimension.RATIO),
    "high": lambda m: (float_of(m["low"]), float_of(m["high"]), *united(m["high_unit"])),
    "number": lambda m: (None, float_of(m["number"]), *united(m["unit"])),
    "bare": lambda m: (None, float_of(m["bare"]), None, Dimension.BARE),
    "spelt": lambda m: (None, float_of(m["spelt"]), *united(m["spelt_unit"])),
}


def united(printed: str) -> tuple[str, Dimension]:
    """Return a printed unit without 余, 多 and the 个 of 个工作日, and what it measures."""
    unit = GE.sub("", re.sub("[余多]", "", printed, count=1))
    base = BASE.sub(r"\g<base>", unit)
    return unit, DIMENSIONS.get(unit, DIMENSIONS.get(base, Dimension.COUNT))


def float_of(numeral: str) -> float:
    """Return the number of a numeral."""
    plain = numeral.replace("，", "")
    return (
        float(plain)
        if plain[0] in "0123456789." and plain.count(".") <= 1 and plain != "."
        else float(value(plain) or 0)
    )

"""Number formats of Word (ST_NumberFormat): a number as each of them prints it.

After ECMA-376 Part 1 §17.18.59, with Word's own ways where it departs from the standard: [MS-OI29500]
2.1.540 and the examples of [MS-DOCX] 2.4. Formats of other scripts print as decimal.
"""

import re
from collections.abc import Callable

__all__ = ["FORMATS", "SILENT", "printed"]

LARGEST = 32767  # Word counts no further
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def digits(ten: str) -> Callable[[int], str]:
    """Return the format that writes each decimal digit by one of ten characters."""
    table = str.maketrans("0123456789", ten)
    return lambda number: str(number).translate(table)


def series(characters: str) -> Callable[[int], str]:
    """Return the format that counts by single characters, and in decimal beyond them."""
    return lambda number: characters[number - 1] if number <= len(characters) else str(number)


def enclosed(first: str, last: str) -> Callable[[int], str]:
    """Return the series of the characters from one to another."""
    return series("".join(map(chr, range(ord(first), ord(last) + 1))))


def letters(first: str) -> Callable[[int], str]:
    """Return the format a, b, … z, aa, bb, …, and decimal beyond thirty of a letter."""

    def write(number: int) -> str:
        times, place = divmod(number - 1, 26)
        return chr(ord(first) + place) * (times + 1) if times < 30 else str(number)  # noqa: PLR2004

    return write


def roman(number: int) -> str:
    """Return a number as MCMXCIX."""
    found = []
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        found.append(sign * count)
    return "".join(found)


def tens(ten: str) -> Callable[[int], str]:
    """Return the format 一 … 十, 十一 … 九十九, and digit by digit from 100: 一○○."""
    by_digit = digits(ten)

    def write(number: int) -> str:
        if number >= 100:  # noqa: PLR2004
            return by_digit(number)
        ten_count, unit = divmod(number, 10)
        return (ten[ten_count] if ten_count > 1 else "") + "十" * (ten_count > 0) + (ten[unit] if unit else "")

    return write


def spoken(ten: str, units: str, zero: str) -> Callable[[int], str]:
    """Return the format that writes a number as it is spoken, each digit before its unit: 一百零一, 一百一十.

    `units` are those of 10, 100, 1000 and 10000; `zero` stands once for digits left out between others.
    """

    def below(number: int) -> str:
        found, gap = "", False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit:
                found += (zero if gap else "") + ten[digit] + (units[power - 1] if power else "")
            gap = bool(found) and not digit
        return found

    def write(number: int) -> str:
        high, low = divmod(number, 10000)
        gap = zero if high and 0 < low < 1000 else ""  # noqa: PLR2004
        return (below(high) + units[3] if high else "") + gap + below(low)

    return write


def ten_first(write: Callable[[int], str]) -> Callable[[int], str]:
    """Return the format with 十 instead of 一十 where it leads: 十一, but 一百一十一."""
    return lambda number: re.sub("^一十", "十", write(number))


def units_alone(write: Callable[[int], str]) -> Callable[[int], str]:
    """Return the format with 十, 百 and 千 instead of 一十, 一百 and 一千, as in Japanese."""
    return lambda number: re.sub("一(?=[十百千])", "", write(number))


SILENT = frozenset({"none", "bullet"})
HAN, HAN_CIRCLE = "〇一二三四五六七八九", "○一二三四五六七八九"
FULL_WIDTH = "０１２３４５６７８９"
FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalFullWidth": digits(FULL_WIDTH),
    "decimalFullWidth2": digits(FULL_WIDTH),
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "upperLetter": letters("A"),
    "lowerLetter": letters("a"),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "decimalEnclosedCircle": enclosed("①", "⑳"),
    "decimalEnclosedCircleChinese": enclosed("①", "⑩"),
    "decimalEnclosedFullstop": enclosed("⒈", "⒛"),
    "decimalEnclosedParen": enclosed("⑴", "⒇"),
    "ideographEnclosedCircle": enclosed("㈠", "㈩"),  # Word encloses in brackets
    "ideographTraditional": series(STEMS),
    "ideographZodiac": series(BRANCHES),
    "ideographZodiacTraditional": lambda number: STEMS[(number - 1) % 10] + BRANCHES[(number - 1) % 12],
    "ideographDigital": digits(HAN),
    "japaneseDigitalTenThousand": digits(HAN),
    "taiwaneseDigital": digits(HAN_CIRCLE),
    "chineseCounting": tens(HAN_CIRCLE),
    "taiwaneseCounting": tens(HAN_CIRCLE),
    "chineseCountingThousand": ten_first(spoken(HAN, "十百千万", "零")),
    "taiwaneseCountingThousand": ten_first(spoken(HAN, "十百千萬", "零")),
    "japaneseCounting": units_alone(spoken(HAN, "十百千万", "")),
    "chineseLegalSimplified": spoken("零壹贰叁肆伍陆柒捌玖", "拾佰仟万", "零"),
    "ideographLegalTraditional": spoken("零壹貳參肆伍陸柒捌玖", "拾佰仟萬", "零"),
}


def printed(number: int, style: str) -> str:
    """Return a number in a format of Word; in decimal where the format has no sign for it.

    A custom format is the 1 it prints: 001.
    """
    if style in SILENT:
        return ""
    if style.isdecimal():
        return str(number).zfill(len(style))
    write = FORMATS.get(style, str)
    return write(number) if 0 < number <= LARGEST else str(number)

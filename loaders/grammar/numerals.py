"""Chinese, Arabic and Roman numerals, letters and stems (数字): 十一, 一百零五, 廿, 二〇二一, 12, ①, Ⅳ, IV, B, 丙.

Positional forms (二〇二一) are read digit by digit, the others by their units. No value is returned
for a text that is not one numeral.
"""

import unicodedata

__all__ = ["HAN", "value"]

DIGITS = {
    d: n
    for n, row in enumerate(("〇零", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for d in row
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
HAN = "".join(DIGITS) + "".join(UNITS) + "廿卅"
LETTERS, STEMS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "甲乙丙丁戊己庚辛壬癸"
ROMAN = {"I": 1, "V": 5, "X": 10}


def value(numeral: str) -> int | None:
    """Return the number that a numeral or a letter of a list stands for, or None where it is neither."""
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 1 and unicodedata.category(numeral) in ("No", "Nl"):  # ①, ⑴, ⒈, ㈠, Ⅳ
        return int(unicodedata.numeric(numeral))
    if numeral and all(c in ROMAN for c in numeral):
        return roman(numeral)
    if len(numeral) == 1 and (numeral.upper() in LETTERS or numeral in STEMS):
        return LETTERS.find(numeral.upper()) + 1 or STEMS.find(numeral) + 1
    return chinese(numeral.replace("廿", "二十").replace("卅", "三十"))


def chinese(text: str) -> int | None:
    """Return the number of a Chinese numeral, or None where it is none."""
    if not text or any(c not in DIGITS and c not in UNITS for c in text):
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total, digit = 0, None
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        else:
            total += (1 if digit is None else digit) * UNITS[character]
            digit = 0
    return total + (digit or 0)


def roman(numeral: str) -> int:
    """Return the number of a Roman numeral."""
    total = 0
    for character, following in zip(numeral, (*numeral[1:], ""), strict=True):
        step = ROMAN[character]
        total += -step if step < ROMAN.get(following, 0) else step
    return total

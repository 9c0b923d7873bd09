"""Chinese and Arabic numerals (数字): 十一, 二十三, 一百零五, 廿, 二〇二一, 12, ①.

Positional forms (二〇二一) are read digit by digit, the others by their units. No value is returned
for a text that is not one numeral.
"""

__all__ = ["HAN", "value"]

DIGITS = {
    d: n
    for n, row in enumerate(("〇零", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for d in row
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
HAN = "".join(DIGITS) + "".join(UNITS) + "廿卅"
CIRCLED = {mark: n for n, mark in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", start=1)}


def value(numeral: str) -> int | None:
    """Return the number that a numeral stands for, or None where it is not a numeral."""
    if numeral.isdecimal():
        return int(numeral)
    if numeral in CIRCLED:
        return CIRCLED[numeral]
    text = numeral.replace("廿", "二十").replace("卅", "三十")
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

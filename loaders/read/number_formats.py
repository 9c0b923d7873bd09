"""Numbers of spreadsheets as they are shown: dates, percentages, thousands (ECMA-376 Part 1 §18.8.30, 18.8.31).

Of formats that plans do not use (fractions, powers, conditions) the number itself is shown.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from loaders.read.number_signs import printed

__all__ = ["BUILT_IN", "displayed"]

MONTH, MONTH_DAY, DAY = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
CLOCK, SECONDS = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
BUILT_IN = {  # numFmtId → format, as shown in Chinese
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "yyyy/m/d", 15: "d-m-yy", 16: "d-m", 17: "m-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: MONTH, 28: MONTH_DAY, 29: MONTH_DAY, 30: "m-d-yy", 31: DAY, 32: CLOCK, 33: SECONDS,
    34: CLOCK, 35: SECONDS, 36: MONTH, 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 50: MONTH, 51: MONTH_DAY, 52: MONTH, 53: MONTH_DAY, 54: MONTH_DAY,
    55: CLOCK, 56: SECONDS, 57: MONTH, 58: MONTH_DAY,
}  # fmt: skip
TOKEN = re.compile(
    r'(?P<general>general|@)|(?P<power>e[+-][0#?]*)|"(?P<quoted>[^"]*)"?|\\(?P<sign>.)|[_*](?P<space>.)'
    r"|\[(?P<bracket>[^\]]*)\]?|(?P<half>AM/PM|上午/下午)|(?P<date>[ye]+|m+|d+|h+|s+)"
    r"|(?P<digits>[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+)|(?P<percent>%)|(?P<end>;)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
CURRENCY = re.compile(r"\$([^-]+)")
HAN = "DBNum1"  # in brackets: numbers in Chinese characters
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 -- spreadsheets know no time zones
DAYS = 2958465  # up to 9999-12-31
LEAP_BUG = 60  # the day that 1900 did not have; those before it count one less
EXACT, FINE = 1e15, 1e-9  # between them a number is shown with all its digits
Token = tuple[str, str]


def displayed(number: float, code: str, *, from_1904: bool = False) -> str:
    """Return a finite number as a format shows it."""
    tokens = section(number, code)
    kinds = [kind for kind, _ in tokens]
    if "power" in kinds or kinds.count("digits") > 1 or not FINE < abs(number or 1) < EXACT:
        return plain(number)
    if "date" in kinds:
        moment = date_of(number, from_1904=from_1904)
        shown = dict(date_parts(moment, tokens)) if moment else None
        if shown is None:
            return plain(number)
    else:
        shown = {
            at: figure(number, tokens, text) if kind == "digits" else plain(number)
            for at, (kind, text) in enumerate(tokens)
            if kind in {"digits", "general"}
        }
    return "".join(shown.get(at, literal(kind, text)) for at, (kind, text) in enumerate(tokens))


def section(number: float, code: str) -> list[Token]:
    """Return the tokens of the part of a format that a number is shown by: positive, negative or zero."""
    parts: list[list[Token]] = [[]]
    for mark in TOKEN.finditer(code):
        kind = mark.lastgroup or ""
        if kind == "end":
            parts.append([])
        else:
            parts[-1].append((kind, mark[kind]))
    if number < 0:
        return parts[1] if len(parts) > 1 else [("other", "-"), *parts[0]]
    return parts[2] if number == 0 and len(parts) > 2 else parts[0]  # noqa: PLR2004 -- the third is zero's


def literal(kind: str, text: str) -> str:
    """Return what a token shows of itself."""
    if kind == "bracket":
        found = CURRENCY.match(text)
        return found[1] if found else ""
    return text if kind in {"quoted", "sign", "percent", "other"} else ""


def plain(number: float) -> str:
    """Return a number with as many digits as it has, up to fifteen."""
    short = f"{number:.15g}"
    return format(Decimal(short), "f") if "e" in short and FINE < abs(number) < EXACT * 10 else short


def figure(number: float, tokens: list[Token], digits: str) -> str:
    """Return the size of a number in the digits of a format (#,##0.0#)."""
    whole, _, fraction = digits.partition(".")
    thousands = len(whole) - len(whole.rstrip(","))  # each comma at the end takes three digits off
    scale = 2 * sum(kind == "percent" for kind, _ in tokens) - 3 * thousands
    value = abs(Decimal(repr(number))).scaleb(scale).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    shown = f"{value:,f}" if "," in whole.rstrip(",") else f"{value:f}"
    before, _, after = shown.partition(".")
    after = after[: fraction.count("0")] + after[fraction.count("0") :].rstrip("0")
    before = before.zfill(whole.count("0"))
    return f"{before}.{after}" if after else before


def date_of(number: float, *, from_1904: bool) -> datetime | None:
    """Return the moment that a number of days stands for, to the second; None outside the calendar."""
    if not 0 <= number <= DAYS:
        return None
    bug = 0 if from_1904 else number < LEAP_BUG
    moment = (EPOCH_1904 if from_1904 else EPOCH) + timedelta(days=number + bug)
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def date_parts(moment: datetime, tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield what the date tokens show, each with its place; m is a minute behind h or before s."""
    han = any(kind == "bracket" and text == HAN for kind, text in tokens)
    half = any(kind == "half" for kind, _ in tokens)
    places = [(at, text.lower()) for at, (kind, text) in enumerate(tokens) if kind == "date"]
    letters = ["", *(text[0] for _, text in places), ""]
    for (at, text), before, after in zip(places, letters, letters[2:], strict=False):
        letter, size = text[0], len(text)
        if letter in "ye":
            year = moment.year if size > 2 or letter == "e" else moment.year % 100  # noqa: PLR2004
            yield at, printed(year, "ideographDigital") if han else f"{year:02}"
            continue
        part = {
            "m": moment.minute if before == "h" or after == "s" else moment.month,
            "d": moment.day,
            "h": (moment.hour % 12 or 12) if half else moment.hour,
            "s": moment.second,
        }[letter]
        yield at, printed(part, "chineseCountingThousand") if han else f"{part:0{min(size, 2)}}"
    for at, (kind, text) in enumerate(tokens):
        if kind == "half":
            morning, evening = text.split("/")
            yield at, morning if moment.hour < 12 else evening  # noqa: PLR2004

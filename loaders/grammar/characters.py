"""One form for each character (字形统一): full and half width, brackets, colons, dots, dashes, traditional forms.

One character becomes one character, so that offsets hold. Digits and letters become half width;
punctuation that belongs to Chinese text becomes the Chinese form, except the dot of a number. Traditional
characters become simplified ones as OpenCC's `t2s` has it.
"""

import re
from functools import cache

from opencc import OpenCC

__all__ = ["canonical"]

FORMS = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full width ASCII
    "(": "（", ")": "）", "﹙": "（", "﹚": "）", "（": "（", "）": "）", "〈": "《", "〉": "》",
    "[": "〔", "]": "〕", "［": "〔", "］": "〕",
    "【": "〔", "】": "〕", "﹝": "〔", "﹞": "〕", "〖": "〔", "〗": "〕",
    ":": "：", "：": "：", "︰": "：", "∶": "：", "ː": "：",
    ";": "；", "；": "；", ",": "，", "，": "，", "﹐": "，",
    "､": "、", "﹑": "、", "｡": "。", "?": "？", "？": "？", "!": "！", "！": "！",
    "．": ".", "﹒": ".", "。": "。",
    "‘": "“", "’": "”", "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "＂": '"',
    "–": "-", "‐": "-", "‑": "-", "−": "-", "―": "—", "─": "—", "━": "—", "－": "-", "﹣": "-", "～": "~", "∼": "~",
    "％": "%", "﹪": "%", "○": "〇", "◯": "〇",
}  # fmt: skip
TABLE = {ord(printed): form for printed, form in FORMS.items()}
IDEOGRAPHS = (*range(0x3400, 0xA000), *range(0x20000, 0x32000))
PLANE = 0x10000  # where the planes beyond the first one begin
TRADITIONAL = 0.1  # share of characters from which a text is one in traditional characters


def canonical(text: str) -> str:
    """Return the text with one form for each character; the length stays the same."""
    text = text.translate(TABLE)
    if text.isascii():
        return text
    if traditional().search(text) is None:
        return text
    simple = text.translate(simplified())
    if sum(map(str.__ne__, text, simple)) > TRADITIONAL * len(text):
        # What else a character may stand for (乾 for 干, 后 for 後) is told by its neighbours.
        whole = converter().convert(text)
        return whole if len(whole) == len(text) else simple
    return simple


@cache
def traditional() -> re.Pattern[str]:
    """Return the pattern of what may be a traditional character: to look for one is faster than to replace none.

    Of the planes beyond the first one it takes all: with them listed, the search is slower by two orders.
    """
    listed = "".join(chr(code) for code in simplified() if code < PLANE)
    return re.compile(f"[{listed}]|[\U00010000-\U0010ffff]")


@cache
def converter() -> OpenCC:
    """Return OpenCC's conversion by characters and words; it keeps the length."""
    return OpenCC("t2s")


@cache
def simplified() -> dict[int, str]:
    """Return the simplified form of each traditional character.

    Characters of GB 2312 stand for themselves in simplified text (乾安县), and are left out.
    """
    every = "\n".join(map(chr, IDEOGRAPHS))  # apart, so that no two are taken for a word
    forms = converter().convert(every)
    return {ord(old): new for old, new in zip(every, forms, strict=True) if old != new and not in_gb2312(old)}


def in_gb2312(character: str) -> bool:
    """Tell whether a character is one of GB 2312, the set that simplified text was first written in."""
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False

"""One form for each character (字形统一): full and half width, brackets, colons, dots, dashes.

One character becomes one character, so that offsets hold. Digits and letters become half width;
punctuation that belongs to Chinese text becomes the Chinese form, except the dot of a number.
"""

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


def canonical(text: str) -> str:
    """Return the text with one form for each character; the length stays the same."""
    return text.translate(TABLE)

"""Characters of symbol fonts (Symbol, Wingdings) that plans use, as the Unicode characters they look like.

Word keeps them at U+F000 and up (w:sym, or text in such a font); the code below that is the font's own.
Symbol after Adobe's encoding; Wingdings as far as check boxes, marks and bullets go.
"""

__all__ = ["unicode_form"]

PRIVATE = range(0xF000, 0xF100)
FONTS = {
    "symbol": {
        0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷",
        0xB9: "≠", 0xBB: "≈", 0xBC: "…",
        **{code: chr(code) for code in range(0x20, 0x40) if chr(code) not in "\"$'*-"}, 0x2D: "-",
    },
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0x76: "◆", 0x77: "◆", 0xA1: "○", 0xA7: "▪", 0xA8: "□",
        0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
        **{0x80 + n: "⓪①②③④⑤⑥⑦⑧⑨⑩"[n] for n in range(11)},
    },
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "□", 0xA3: "□"},
}  # fmt: skip


def unicode_form(code: int, font: str | None) -> str | None:
    """Return the Unicode character for one of a font, None where it is not known."""
    table = FONTS.get((font or "").lower())
    if code in PRIVATE:
        return (table or {}).get(code - PRIVATE.start)
    if table is not None:
        return table.get(code)
    return chr(code) if 0x20 <= code < 0xD800 else None  # noqa: PLR2004 -- controls, surrogates

"""Texts for people, in Chinese and English (中文、英文). Chinese is the default."""

import os
from typing import NamedTuple

__all__ = ["Text"]


class Text(NamedTuple):
    """One sentence in both languages; `str()` gives the one that YINGSHANG_LANGUAGE asks for (zh, en)."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if os.environ.get("YINGSHANG_LANGUAGE", "zh").lower().startswith("en") else self.zh

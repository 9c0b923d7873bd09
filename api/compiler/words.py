"""Words to look for (检索词), as a query of the full-text index: text, never query syntax.

The index keeps Chinese in pairs of characters. A word is looked for as a phrase; a single Chinese character
as either half of a pair.
"""

import re

from api.errors import BadValue
from graph.language import Text

__all__ = ["query"]

SPECIAL = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/])')
SEARCHABLE = re.compile(r"\w")
SINGLE = re.compile(r"[㐀-鿿]")


def query(words: str) -> str:
    """Return the query for text in which all the words occur.

    Raises:
        BadValue: there is no letter, digit or character in it to look for.

    """
    parts = [_word(word) for word in words.split() if SEARCHABLE.search(word)]
    if not parts:
        raise BadValue(
            Text("没有可检索的词。", "There is no word to look for."),
            Text("请给出文字、字母或数字。", "Give characters, letters or digits."),
        )
    return " AND ".join(parts)


def _word(word: str) -> str:
    if SINGLE.fullmatch(word):
        return f"({word} OR {word}* OR *{word})"
    return '"' + SPECIAL.sub(r"\\\1", word) + '"'

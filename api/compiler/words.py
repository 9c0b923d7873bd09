"""Words to look for (检索词), as a query of the full-text index: text, never query syntax.

The index keeps Chinese in pairs of neighbouring characters, other letters and digits in words, and no signs. A word
is looked for as a phrase. A single Chinese character is either half of a pair; where one stands beside letters or
digits (45天), the index can only tell that the parts occur, and the text itself is asked whether they stand together.
"""

import re

from api.errors import BadValue
from graph.language import Text

__all__ = ["printed", "query"]

SPECIAL = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/])')
SEARCHABLE = re.compile(r"\w")
RUN = re.compile(r"[㐀-鿿]+|[^\W_㐀-鿿]+")
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


def printed(words: str) -> list[str]:
    """Return, in small letters, what the text itself must have: words of which the index tells the parts alone."""
    runs = {word: RUN.findall(word) for word in words.split()}
    return [word.lower() for word, parts in runs.items() if len(parts) > 1 and "".join(parts) == word and _parted(word)]


def _word(word: str) -> str:
    if not _parted(word):
        return f'"{_escaped(word)}"'
    runs = (f"({run} OR {run}* OR *{run})" if SINGLE.fullmatch(run) else f'"{run}"' for run in RUN.findall(word))
    return f"({' AND '.join(runs)})"


def _parted(word: str) -> bool:
    """Return whether the index cannot tell the word as a phrase."""
    return any(map(SINGLE.fullmatch, RUN.findall(word)))


def _escaped(word: str) -> str:
    return SPECIAL.sub(r"\\\1", word)

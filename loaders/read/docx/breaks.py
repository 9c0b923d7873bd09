"""Line breaks inside a paragraph (↓ in Word): which of them end a line of text, and which only fill the page.

Text pasted from web pages has them instead of paragraph marks, and titles are broken by them; there a
line of its own follows. Inside a sentence they are layout, and the sentence goes on.
"""

import re

from loaders.grammar.characters import canonical
from loaders.grammar.numbering import marker

__all__ = ["settled"]

CLOSED = "。！？；：…）》”"
PROSE = re.compile(r"[，。；]")
HEADING = 45  # characters; a longer line is no heading


def settled(text: str) -> str:
    r"""Return a paragraph's text with those of its line breaks (\n) that end a line; the others are left out."""
    if "\n" not in text:
        return text
    lines = [line for line in text.split("\n") if line.strip()]
    found = lines[:1]
    before = lines[:1]  # each line as printed, to judge the next break by
    for line in lines[1:]:
        if ends(before[-1], line):
            found.append(line)
        else:
            found[-1] += line
        before.append(line)
    return "\n".join(found)


def ends(line: str, following: str) -> bool:
    """Tell whether a line ends at its break."""
    text, after = canonical("".join(line.split())), canonical("".join(following.split()))
    if text[-1] in CLOSED or marker(after) is not None:
        return True
    if marker(text) is not None and len(text) <= HEADING and not re.search("[。；]|，$", text):
        return True  # a numbered heading
    return PROSE.search(text) is None  # a part of a title

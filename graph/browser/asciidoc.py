"""The AsciiDoc (标记文本) that the guide is written in: what of it is read, and as what.

A document is a title and slides (`== …`); a slide is blocks parted by empty lines: headings (`===`),
paragraphs, lists (`*`, `.`), source blocks, tables (`|===`), admonitions (`NOTE:`) and block macros
(`name::target[]`). In a line: code in backticks, `**strong**`, links and macros (`name:target[text]`).
All of it is AsciiDoc as any processor reads it; what else AsciiDoc has is refused, not passed over.

References:
    AsciiDoc Language Documentation, Eclipse Foundation, https://docs.asciidoctor.org/asciidoc/latest/

"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = [
    "Block",
    "Document",
    "Heading",
    "Items",
    "Macro",
    "Paragraph",
    "Piece",
    "Slide",
    "Source",
    "Table",
    "pieces",
    "read",
]

MARKED = re.compile(
    r"``(?P<code>.+?)``"
    r"|\*\*(?P<strong>.+?)\*\*"
    r"|(?P<link>https?://[^\s\[]+)\[(?P<linked>[^\]]+)\]"
    r"|(?P<macro>[a-z]+):(?P<target>[^\s\[\]:]+)\[(?P<text>[^\]]*)\]"
)
MACRO = re.compile(r"([a-z]+)::([\w-]+)\[\]")
ADMONITION = re.compile(r"(NOTE|CAUTION): (.+)", re.DOTALL)
SOURCE = re.compile(r"\[source,([a-z]+)\]")
OTHER = re.compile(r"[\[=|.:-]|\*+ |//|\w+::")  # how what is not read begins
FENCE = "----"
EDGE = "|==="


@dataclass(frozen=True, slots=True)
class Heading:
    """Heading within a slide."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Paragraph; `kind` is lead, note or caution where it is no plain one."""

    text: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """List; numbered if it is `ordered`."""

    items: tuple[str, ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Source block and the language it is in."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Table without a header, row by row."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Macro:
    """Block macro: what is put here, and of what."""

    name: str
    target: str


Block = Heading | Paragraph | Items | Source | Table | Macro


@dataclass(frozen=True, slots=True)
class Slide:
    """Section of the document that is shown at a time."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What was read."""

    title: str
    slides: tuple[Slide, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line: `kind` is plain, code, strong, link or the name of a macro; `target` what that is about."""

    kind: str
    text: str
    target: str = ""


def read(text: str) -> Document:
    """Return the document.

    Raises:
        ValueError: something in it is not read; says what.

    """
    head, *parts = re.split(r"^== ", text, flags=re.MULTILINE)
    if not (found := re.fullmatch(r"(?://.*\n)*= (.+)\n+", head)):
        raise ValueError(head)
    return Document(found[1], tuple(_slide(part) for part in parts))


def pieces(line: str) -> Iterator[Piece]:
    """Yield the parts of a line in their order."""
    place = 0
    for found in MARKED.finditer(line):
        if found.start() > place:
            yield Piece("plain", line[place : found.start()])
        place = found.end()
        if found["macro"]:
            yield Piece(found["macro"], found["text"], found["target"])
        elif found["link"]:
            yield Piece("link", found["linked"], found["link"])
        else:
            yield Piece("code", found["code"]) if found["code"] else Piece("strong", found["strong"])
    if place < len(line):
        yield Piece("plain", line[place:])


def _slide(text: str) -> Slide:
    title, _, rest = text.partition("\n")
    return Slide(title.strip(), tuple(_blocks(rest.splitlines())))


def _blocks(lines: list[str]) -> Iterator[Block]:
    while lines:
        if not lines[0]:
            lines = lines[1:]
        elif found := SOURCE.fullmatch(lines[0]):
            end = lines.index(FENCE, 2)
            yield Source(found[1], "\n".join(lines[2:end]))
            lines = lines[end + 1 :]
        elif lines[0] == EDGE:
            end = lines.index(EDGE, 1)
            yield Table(tuple(tuple(cell.strip() for cell in row.split("|")[1:]) for row in lines[1:end] if row))
            lines = lines[end + 1 :]
        else:
            end = lines.index("") if "" in lines else len(lines)
            yield _block(lines[:end])
            lines = lines[end:]


def _block(lines: list[str]) -> Block:
    text = "\n".join(lines)
    if text.startswith("=== "):
        return Heading(text.removeprefix("=== "))
    if found := MACRO.fullmatch(text):
        return Macro(found[1], found[2])
    if found := ADMONITION.fullmatch(text):
        return Paragraph(found[2], found[1].lower())
    for mark, ordered in (("* ", False), (". ", True)):
        if text.startswith(mark):
            return Items(tuple(re.split(rf"\n{re.escape(mark)}", text.removeprefix(mark))), ordered)
    if text.startswith("[.lead]\n"):
        return Paragraph(text.removeprefix("[.lead]\n"), "lead")
    if OTHER.match(text):
        raise ValueError(text)
    return Paragraph(text)

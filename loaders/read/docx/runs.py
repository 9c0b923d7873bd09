"""The text of a paragraph as Word shows it: runs, fields, symbols, breaks (ECMA-376 Part 1 §17.3.2, 17.3.3, 17.16)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.read.docx.content import boxes, contents
from loaders.read.docx.elements import attribute, child, is_on, tag, value
from loaders.read.docx.omissions import EMBEDDED, FIELDS, HIDDEN, PICTURES, SYMBOLS
from loaders.read.docx.styles import Style, Styles
from loaders.read.docx.symbols import unicode_form
from loaders.read.number_signs import printed
from loaders.read.package import Node
from loaders.read.transcript import Transcript

__all__ = ["Runs"]

SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
REFERENCES = {"w:footnoteReference": "fn", "w:endnoteReference": "en"}
DRAWINGS = frozenset({"w:drawing", "w:pict", "w:object"})
PAGES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"})  # page furniture
CONTENTS = "TOC"
DRAWN = frozenset({"EQ", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})  # Word draws them; no result is kept
ENCLOSED = re.compile(r"EQ\s*\\o\s*\\ac\s*\(\s*[○◯〇]\s*,\s*(\d{1,2})\s*\)", re.IGNORECASE)  # how Word draws ①
STRAY = re.compile(r"[\n\r\x85\u2028\u2029]")  # in text they print as a space
PRIVATE = re.compile(r"[\uf000-\uf0ff]")


@dataclass(slots=True)
class Field:
    """A field that is open: what it says, and whether its result has begun."""

    instruction: str = ""
    shown: bool = False

    @property
    def kind(self) -> str:
        """First word of the instruction."""
        return (self.instruction.split() or [""])[0].upper()


class Runs:
    """Reader of the text in paragraphs of one story (the body, a text box, a note); fields may span paragraphs.

    `boxes` and `notes` gather what hangs on the text and is to be read after it.
    """

    def __init__(self, styles: Styles, transcript: Transcript) -> None:
        self.styles = styles
        self.transcript = transcript
        self.fields: list[Field] = []
        self.boxes: list[Node] = []
        self.notes: list[tuple[str, str]] = []
        self.listed = False  # the paragraph read last stands in a table of contents

    def text(self, paragraph: Node, chain: tuple[Style, ...]) -> str:
        """Return the text of a paragraph whose style has a chain."""
        pieces = list(self.pieces(paragraph, chain))
        printing = [listed for piece, listed in pieces if piece.strip()]
        self.listed = bool(printing) and all(printing)
        while self.fields and not self.fields[-1].shown:  # a field without an end hides no more than its paragraph
            self.fields.pop()
        return "".join(piece for piece, _ in pieces)

    def pieces(self, parent: Node, chain: tuple[Style, ...]) -> Iterator[tuple[str, bool]]:
        """Yield pieces of text, each with whether it stands in a table of contents."""
        for element in contents(parent, self.transcript):
            name = tag(element)
            if name == "w:r":
                for piece in self.run(element, chain):
                    yield piece, any(field.kind == CONTENTS for field in self.fields)
            elif name == "w:fldSimple":
                depth = len(self.fields)
                self.fields.append(Field(attribute(element, "instr") or "", shown=True))
                yield from self.pieces(element, chain)
                del self.fields[depth:]
            elif name in {"m:oMath", "m:oMathPara"}:
                yield "".join(part.text or "" for part in element.iter() if tag(part) == "m:t"), False
            elif name == "w:subDoc":
                self.transcript.leave_out(EMBEDDED)

    def run(self, run: Node, chain: tuple[Style, ...]) -> Iterator[str]:
        """Yield the pieces of text of a run."""
        properties = child(run, "w:rPr")
        hidden = self.hides(properties, chain)
        font = self.font(properties)
        for element in contents(run, self.transcript):
            name = tag(element)
            if name == "w:fldChar":
                yield from self.mark(attribute(element, "fldCharType"))
            elif name == "w:instrText":
                if self.fields:
                    self.fields[-1].instruction += element.text or ""
            elif hidden:
                if name == "w:t":
                    self.transcript.leave_out(HIDDEN)
            elif all(field.shown and field.kind not in PAGES for field in self.fields):
                if name in REFERENCES:
                    self.notes.append((REFERENCES[name], attribute(element, "id") or ""))
                    if attribute(element, "customMarkFollows") in {"1", "true", "on"}:
                        return  # the rest of the run is the mark
                yield from self.shown(element, name, font)

    def shown(self, element: Node, name: str, font: str | None) -> Iterator[str]:
        """Yield the text of an element of a run that is shown."""
        if name == "w:t":
            yield PRIVATE.sub(lambda found: self.symbol(ord(found[0]), font), STRAY.sub(" ", element.text or ""))
        elif name in SIGNS:
            yield SIGNS[name]
        elif name == "w:sym":
            code = attribute(element, "char") or ""
            yield self.symbol(
                int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else 0, attribute(element, "font")
            )
        elif name == "w:ruby":
            base = child(element, "w:rubyBase")
            yield from () if base is None else (piece for piece, _ in self.pieces(base, ()))
        elif name in DRAWINGS:
            found, drawn = boxes(element)
            self.boxes += found
            if name == "w:object":
                self.transcript.leave_out(EMBEDDED)
            elif drawn:
                self.transcript.leave_out(PICTURES)

    def mark(self, kind: str | None) -> Iterator[str]:
        """Open a field, begin its result, or close it; yield what a field draws that has no result of its own."""
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
        elif kind == "end" and self.fields:
            field = self.fields.pop()
            if field.kind in DRAWN and not field.shown:
                enclosed = ENCLOSED.search(field.instruction)
                if enclosed:
                    yield printed(int(enclosed[1]), "decimalEnclosedCircle")
                else:
                    self.transcript.leave_out(FIELDS)

    def hides(self, properties: Node | None, chain: tuple[Style, ...]) -> bool:
        """Tell whether a run is hidden: by itself, its own style, or the paragraph's."""
        own = is_on(properties, "w:vanish")
        if own is None:
            own = self.styles.hides(self.styles.chain(value(properties, "w:rStyle")))
        if own is None:
            own = self.styles.hides(chain)
        return bool(own)

    def font(self, properties: Node | None) -> str | None:
        """Return the font that a run names."""
        fonts = child(properties, "w:rFonts")
        return None if fonts is None else attribute(fonts, "ascii") or attribute(fonts, "hAnsi")

    def symbol(self, code: int, font: str | None) -> str:
        """Return a character of a symbol font; one that is not known is counted and left out."""
        found = unicode_form(code, font)
        if found is None:
            self.transcript.leave_out(SYMBOLS)
        return found or ""

"""The guide (入门) as Browser plays it: slides of HTML made from queries/browser/guide.*.adoc.

Browser takes HTML or Markdown, not AsciiDoc. In its sidebar a `pre.runnable` becomes a button, and an
element with `data-exec` a command. What the reader runs of the catalogue is put in from there:
`question::name[]` gives its parameters, its Cypher and the meaning of its columns.

References:
    Custom guides of Neo4j Browser, https://neo4j.com/docs/browser/operations/custom-guides/

"""

import re
from functools import cache
from html import escape
from importlib.resources import files
from itertools import dropwhile
from typing import Final

from graph.browser.asciidoc import Block, Heading, Items, Macro, Paragraph, Piece, Slide, Source, Table, pieces, read
from graph.browser.scripts import parameters
from graph.browser.style import style
from graph.catalogue import question
from graph.language import Text
from graph.question import Question

__all__ = ["GUIDE", "LANGUAGES", "guide"]

GUIDE: Final = Text("营商图谱", "Yingshang")
"""Name of the guide in each language: `:guide 营商图谱` plays it."""

LANGUAGES: Final = Text._fields

RUNNABLE = '<pre class="code runnable" style="font-size:12px{1}">{0}</pre>'
SHOWN = '<pre class="code" style="font-size:12px;background:none;color:inherit;border:1px solid #6b6d76">{}</pre>'
WHOLE = "white-space:nowrap;word-break:normal"
SCROLLED = ";max-height:120px;overflow-y:auto"
BOX = "border-left:3px solid {};padding:2px 0 2px 10px;margin:8px 0"
BOXES = {"note": BOX.format("#5ca6d9"), "caution": BOX.format("#f2c14e")}
CHIP = "background:{};color:{};border-radius:9px;padding:1px 8px;white-space:nowrap"
SET = Text("先设参数：", "First the parameters:")
ASK = Text("再提问：", "Then the question:")
COLUMNS = Text("各列的含义", "What the columns mean")


@cache
def guide(language: str) -> str:
    """Return the guide in a language (zh, en) as HTML.

    Raises:
        ValueError: its text has a form that is not read; says which.

    """
    text = (files("queries") / "browser" / f"guide.{language}.adoc").read_text(encoding="utf-8")
    document = read(text)
    slides = "\n".join(_slide(slide, language) for slide in document.slides)
    return f"<title>{escape(document.title)}</title>\n{slides}\n"


def _slide(slide: Slide, language: str) -> str:
    blocks = "\n".join(_block(block, language) for block in slide.blocks)
    # The sidebar gives its own guides a margin, others none.
    return f'<slide><div style="padding:0 15px 15px">\n<h3>{_line(slide.title)}</h3>\n{blocks}\n</div></slide>'


def _block(block: Block, language: str) -> str:
    match block:
        case Heading(text):
            return f'<h4 style="margin-top:14px">{_line(text)}</h4>'
        case Paragraph(text, kind):
            attribute = f' style="{BOXES[kind]}"' if kind in BOXES else f' class="{kind}"' if kind else ""
            return f"<p{attribute}>{_line(text)}</p>"
        case Items(items, ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{_line(item)}</li>' for item in items)}</{tag}>"
        case Table(rows):
            return _table(rows)
        case Source(written, text):
            return (RUNNABLE if written == "cypher" else SHOWN).format(_code(text), "")
        case Macro("question", name):
            return _question(name, language)
    raise ValueError(block)


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    cell = '<td style="padding:3px 10px 3px 0;vertical-align:top">{}</td>'
    shown = ("".join(cell.format(_line(text)) for text in row) for row in rows)
    return f'<table style="margin:8px 0">{"".join(f"<tr>{row}</tr>" for row in shown)}</table>'


def _question(name: str, language: str) -> str:
    asked = question(name)
    # One without a default is set by the guide's own text, from what is in the graph.
    settings = [(each, getattr(each.meaning, language)) for each in asked.parameters if not each.required]
    steps = [f"<p><strong>{escape(getattr(asked.question, language))}</strong></p>"]
    if settings:
        steps.append(getattr(SET, language) + RUNNABLE.format(_code(parameters(settings)), ""))
    steps.append(getattr(ASK, language) + RUNNABLE.format(_code(_cypher(asked)), SCROLLED))
    columns = tuple((f"``{each.name}``", getattr(each.meaning, language)) for each in asked.columns)
    summary = f'<summary style="cursor:pointer">{getattr(COLUMNS, language)}</summary>'
    return "\n".join([*steps, f'<details style="margin-bottom:1em">{summary}{_table(columns)}</details>'])


def _cypher(asked: Question) -> str:
    """Return a question without its header, which the guide tells in the reader's language."""
    return "\n".join(dropwhile(lambda line: line.startswith("//"), asked.text.splitlines())).strip()


def _line(text: str) -> str:
    # A line's end is a space between words, but not between Chinese characters.
    return "".join(_piece(piece) for piece in pieces(re.sub(r"(?<=[^ -~])\n(?=[^ -~])", "", text)))


def _piece(piece: Piece) -> str:
    shown = escape(piece.text or piece.target)
    match piece.kind:
        case "plain":
            return shown
        case "code":
            return f'<code style="{WHOLE}">{shown}</code>'
        case "strong":
            return f"<strong>{shown}</strong>"
        case "link":
            return f'<a href="{escape(piece.target)}" target="_blank" rel="noreferrer">{shown}</a>'
        case "guide":
            return f'<a data-exec="guide {escape(piece.target)}">{shown}</a>'
        case "label":
            look = style()[f"node.{piece.target}"]
            return f'<span style="{CHIP.format(look["color"], look["text-color-internal"])}">{shown}</span>'
    raise ValueError(piece)


def _code(text: str) -> str:
    """Return code that stands as it is: Browser takes `on… = …` for a handler of events and cuts it out."""
    return escape(text).replace("=", "&#61;")

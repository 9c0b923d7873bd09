"""Bytes of a page → its text: fields of the title page, then the plan, then what was left out."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from graph.language import Text
from graph.model import Form
from loaders.read.encodings import decode_page
from loaders.read.html.body import find_body
from loaders.read.html.fields import field_lines, title_line
from loaders.read.html.page import Element, Step, read_page
from loaders.read.html.setting import Setting
from loaders.source import SourceText

__all__ = ["read_html"]

ATTACHED = re.compile(r"\.(?:docx?|wps|pdf|ofd|rtf|xlsx?|et|csv|pptx?|zip|rar|7z)\Z", re.IGNORECASE)
ADDRESSES = ("href", "src", "data")  # of links, frames, embedded objects
NEXT_PAGE = frozenset({"下一页", "下页", "后一页"})
OPENING = 500  # steps in which a text shows its title
ABOVE = "¶0"  # place of what stands above the text
STRAY = 200  # characters of prose outside the text that footers and notes may have

ATTACHMENT = "附件未读：{}", "attachment not read: {}"
PAGED = Text("正文分页，其余各页未读", "the text goes on on other pages, which are not read")
OUTSIDE = Text("正文之外的文字未读：{} 字", "text outside the plan's own, not read: {} characters")
BROKEN = Text("无法辨认的字符：{} 个", "characters that cannot be decoded: {}")
EMPTY = Text(
    "网页的正文可能是图片、附件，或由脚本载入；请用浏览器打开后另存，或下载附件。",
    "Its text may be a picture, an attachment or come by a script: save it from a browser, or get the attachment.",
)


def read_html(name: str, content: bytes, *, where: str) -> SourceText:
    """Return the text of a page.

    Raises:
        FormatUnknown: the bytes are no text.
        EncodingBroken: more than a few characters cannot be decoded.
        FileDamaged: its elements lie in one another a thousand deep.
        FileEmpty: it shows no text.

    """
    text, encoding, broken = decode_page(content, where)
    page = read_page(text, where=where)
    body, outside = find_body(page)
    setting, opening = Setting(), Setting()
    opening.set(page.steps[body.begin : body.begin + OPENING])
    for line in (title_line(page, body, opening.transcript.lines), *field_lines(page.steps[: body.begin])):
        setting.transcript.write(line or "", ABOVE)
    setting.set(page.steps[body.begin : body.end])
    for note, count in ((BROKEN, broken), (OUTSIDE, outside if outside > STRAY else 0)):
        if count:
            setting.transcript.leave_out(note, count)
    for note in links(page.steps[body.begin :]):
        setting.transcript.leave_out(note)
    return setting.transcript.source(
        name,
        content,
        encoding=encoding,
        form=Form.HTML,
        exact=setting.broken <= setting.lines / 2,
        where=where,
        empty=EMPTY,
    )


def links(steps: Sequence[Step]) -> Iterator[Text]:
    """Yield what steps lead to that belongs to the text and is not read: attachments, and its next page."""
    pieces: list[str] = []
    for step in steps:
        if isinstance(step, str):
            pieces.append(step)
        elif isinstance(step, Element):
            pieces.clear()
        elif (leads := address(step.element)) is not None:
            printed = "".join("".join(pieces).split())
            if printed in NEXT_PAGE:
                yield PAGED
            elif ATTACHED.search(leads):
                named = printed or step.element.attributes.get("title") or PurePosixPath(leads).name
                yield Text(*(note.format(named) for note in ATTACHMENT))


def address(element: Element) -> str | None:
    """Return where an element leads to, None where it leads nowhere."""
    leads = next((element.attributes[name] for name in ADDRESSES if name in element.attributes), "").strip()
    if not leads or leads.lower().startswith(("#", "javascript:", "data:")):
        return None
    try:
        return unquote(urlsplit(leads).path)
    except ValueError:
        return leads

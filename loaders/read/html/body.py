"""The element of a page that holds the plan (正文).

Sites mark it by an id or a class of their content system; those seen most often are in a table. Where none
of them holds most of the page's prose, it is the innermost element that does: from the body inwards, each
time into the element inside that holds nine tenths of the prose of the one around it. Prose is text with
the punctuation of sentences, outside links: menus and lists of news have little of it.
"""

import re
from collections.abc import Callable

from loaders.read.html.page import Closing, Element, Page

__all__ = ["find_body"]

# 拓尔思 TRS WCM, 大汉 jcms, 开普 UCAP, 博达 webber and others, then names of common make
KNOWN = frozenset({
    ".TRS_Editor", ".TRS_UEDITOR", ".Custom_UnionStyle", ".trs_editor_view", ".trs_paper_default", "#zoom", "#Zoom",
    ".zoom", "#fontzoom", "#UCAP-CONTENT", ".pages_content", ".view", ".bt_content", "#vsb_content",
    ".v_news_content", ".j-fontContent", ".article-content", ".article_content", ".articleContent", ".article-body",
    ".article_con", ".art_con", ".art_cont", ".artcontent", ".zwxl_content", ".xl_content", ".xl_cont",
    ".xxgk_content", ".zfxxgk_content", ".gkml_content", ".news_content", ".nr_content", ".text-main",
    ".easysite-news-text", ".detail-content", ".detailContent", ".info-content", ".wzcon", ".zwnr", ".conTxt",
    "#conN", "#contentText", "#mainText", "#NewsContent", "#js_content", "#div_zhengwen", "#news_content",
    "#text_content", ".WordSection1",
})  # fmt: skip
MOST = 0.5  # of the page's prose, that a known element must hold
NEARLY_ALL = 0.9  # of the prose of what is around it
PROSE = re.compile(r"[，。；]")
HOLDERS = frozenset({
    "article", "blockquote", "body", "center", "dd", "div", "fieldset", "form", "li", "main", "section", "table",
    "td",
})  # fmt: skip


def find_body(page: Page) -> tuple[Element, int]:
    """Return the element that holds the plan, and how many characters of prose stand outside it."""
    weigh(page, lambda text: len(text) if PROSE.search(text) else 0)
    if not page.body.prose:
        weigh(page, len)
    known = [e for e in page.elements() if e.names & KNOWN and e.prose > MOST * page.body.prose]
    body = innermost(page, known[0] if known else page.body, known)
    return body, page.body.prose - body.prose


def weigh(page: Page, weight: Callable[[str], int]) -> None:
    """Set how much prose each element holds, all that is inside it counted."""
    links = 0
    around: list[Element] = []
    for step in page.steps:
        if isinstance(step, Element):
            step.prose = 0
            around.append(step)
            links += step.tag == "a"
        elif isinstance(step, Closing):
            around.pop()
            links -= step.element.tag == "a"
            if around:
                around[-1].prose += step.element.prose
        elif not links and around:
            around[-1].prose += weight("".join(step.split()))


def innermost(page: Page, body: Element, known: list[Element]) -> Element:
    """Return the innermost element that holds nearly all prose of `body`: among known ones, else among all."""
    for element in known or page.elements():
        if body.begin < element.begin < body.end and element.prose >= NEARLY_ALL * body.prose:
            body = element
    while body.parent and body.tag not in HOLDERS:  # a title may stand beside a paragraph or a row
        body = body.parent
    return body

"""What a page says of its document above the text: title, and the fields of the table there (索引号 …).

Sites print them as the rules for government pages ask (国办发〔2017〕47号 annex: ArticleTitle) and those for
published government information (索引号, 发文机关, 文号, 成文日期). They become lines of the title page. When
and from where the page itself came (发布日期, 来源) is the site's, not the document's.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.read.html.page import Closing, Element, Page, Step
from loaders.read.html.setting import Setting

__all__ = ["field_lines", "title_line"]

KEYS = {  # as printed → as the title page reads it
    "索引号": "索引号",
    "主题分类": "主题分类",
    "发文机关": "发文机关",
    "发文机构": "发文机关",
    "发文单位": "发文机关",
    "制发机关": "发文机关",
    "发布机构": "发布机构",
    "发文字号": "发文字号",
    "文号": "文号",
    "文件编号": "文号",
    "成文日期": "成文日期",
    "成文时间": "成文日期",
    "发文日期": "发文日期",
    "印发日期": "印发日期",
    "生成日期": "生成日期",
    "有效性": "有效性",
    "效力状态": "效力状态",
    "名称": "名称",
    "信息名称": "名称",
    "文件名称": "名称",
    "标题": "标题",
}
KEY = re.compile(r"(?<![\u4e00-\u9fff])(" + "|".join(r"\s*".join(key) for key in KEYS) + r")\s*(?:[:：]|\Z)")
OTHER_KEY = re.compile(r"\s\S{2,8}[:：]|[:：]\Z")
LONGEST_VALUE = 100  # characters
WORD = re.compile(r"\w")
KIND = re.compile(r"通知|方案|意见|措施|举措|计划|规划|清单|要点|办法|细则|决定|行动|任务|分工|条例|规定|政策")  # 文种
SITE = re.compile(r"_|\||—|–|-{2,}|\s-\s?|\s?-\s")  # parts the page's title from the names of column and site
TOP = 1500  # characters of the text in which its title stands


def field_lines(steps: Sequence[Step]) -> Iterator[str]:
    """Yield a line for each field that steps show (发文机关：东宁市人民政府), each key once."""
    setting = Setting()
    setting.set(steps)
    seen: set[str] = set()
    waiting: str | None = None  # a key in a cell of its own; the next line is its value
    for line in (line.strip() for line in setting.transcript.lines):
        marks = list(KEY.finditer(line))
        ends = [*(mark.start() for mark in marks[1:]), len(line)]
        found = [(mark[1], line[mark.end() : end]) for mark, end in zip(marks, ends, strict=False)]
        if waiting and not marks:
            found = [(waiting, line)]
        waiting = None
        for printed, rest in found:
            key = KEYS["".join(printed.split())]
            value = OTHER_KEY.split(rest, maxsplit=1)[0].strip()
            if not value and not rest.strip():
                waiting = printed
            elif key not in seen and WORD.search(value) and len(value) <= LONGEST_VALUE:
                seen.add(key)
                yield f"{key}：{value}"


def title_line(page: Page, body: Element, text: Sequence[str]) -> str | None:
    """Return the title that stands above a text, None where the text has it or the page has none.

    Where the text opens with a title of its own, the page's is a field.
    """
    title = page.meta.get("articletitle") or max(
        (part for part in (*headings(page, body), *map(str.strip, SITE.split(page.title))) if KIND.search(part)),
        key=len,
        default="",
    )
    bare = "".join(title.split())
    if not bare or bare in "".join("".join(text).split())[:TOP]:
        return None
    own = bool(text) and KIND.search(text[0]) and "。" not in text[0]
    return f"标题：{title}" if own else title


def headings(page: Page, body: Element) -> Iterator[str]:
    """Yield the headings of the first level above the text and in it."""
    pieces: list[str] | None = None
    for step in page.steps[: body.end]:
        if isinstance(step, Element):
            pieces = [] if step.tag == "h1" else pieces
        elif isinstance(step, Closing):
            if step.element.tag == "h1" and pieces is not None:
                yield " ".join("".join(pieces).split())
                pieces = None
        elif pieces is not None:
            pieces.append(step)

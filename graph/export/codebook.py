"""The codebook (代码本) of an export: what was counted, what is missing, what each column means.

Its words stand in codebook.toml. Nothing in it depends on the day or the machine, so the same graph
gives the same page.
"""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from graph.export.corpus import Corpus
from graph.export.networks import counted
from graph.export.tables import documents
from graph.language import Text

__all__ = ["columns", "page"]


def columns() -> dict[str, Text]:
    """Return the meaning of every column and attribute of the files, by name."""
    return {name: Text(**text) for name, text in _words()["column"].items()}


def page(corpus: Corpus, names: Iterable[str], *, section_leads: bool) -> str:
    """Return the codebook as Markdown, in Chinese and English.

    Args:
        corpus: what was exported.
        names: the files that go with it.
        section_leads: whether section leads were counted.

    """
    rows = list(documents(corpus))
    sizes = {
        "文件 documents": len(rows),
        "措施 measures": len(corpus.measures),
        "部门 departments": len(corpus.departments),
        "责任表述 statements": len(corpus.statements),
    }
    lines = [
        "# 责任网络导出说明 · Codebook of the export",
        "",
        "- " + "; ".join(f"{name}: {size}" for name, size in sizes.items()),
        f"- 计入的角色 roles counted: {', '.join(counted(section_leads=section_leads))}",
        f"- 版本 versions: yingshang {version('yingshang')}, networkx {version('networkx')}",
        "",
        "## 缺失不是零 · Missing is not zero",
        "",
        *_missing(rows),
        "",
        *_markdown(
            (
                "城市 City",
                "文件 Document",
                "措施 Measures",
                "写明部门 Naming a department",
                "只写群体 Groups only",
                "未写 Silent",
            ),
            (
                (
                    row["city"],
                    row["title"],
                    row["n_measures"],
                    row["n_naming_department"],
                    row["n_open_only"],
                    row["n_silent"],
                )
                for row in rows
            ),
        ),
        "",
        "## 计算规则 · Rules",
        "",
        *(f"- {rule['zh']}\n  {rule['en']}" for rule in _rules(section_leads=section_leads)),
        "",
        "## 文件 · Files",
        "",
        *(f"- `{name}`" for name in names),
        "",
        "## 列 · Columns",
        "",
        *_markdown(
            ("列 Column", "含义", "Meaning"),
            ((f"`{name}`", text.zh, text.en) for name, text in columns().items()),
        ),
    ]
    return "\n".join(lines) + "\n"


def _missing(rows: list[dict[str, Any]]) -> Iterator[str]:
    silent = [row for row in rows if not row["states_responsibility"]]
    sparse = [row for row in rows if row not in silent and row["n_silent"] * 2 > row["n_measures"]]
    found = {"silent": silent, "sparse": sparse}
    for kind, named in found.items() if silent or sparse else (("none", rows),):
        titles = "；".join(f"{row['city']}《{row['title']}》" for row in named)
        if named:
            yield from (text.format(titles=titles) for text in _words()["missing"][kind].values())


def _rules(*, section_leads: bool) -> Iterator[dict[str, str]]:
    other = "section_leads_apart" if section_leads else "section_leads_counted"
    return (rule for name, rule in _words()["rule"].items() if name != other)


def _markdown(header: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    for cells in (header, ("---",) * len(header), *rows):
        yield "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("graph.export") / "codebook.toml").read_text(encoding="utf-8"))

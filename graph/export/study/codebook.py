"""What a study adds to the codebook of its export (代码本续): its tables, its figures, their columns."""

from collections.abc import Iterable, Iterator

from graph.export.study.words import words
from graph.language import Text

__all__ = ["section"]


def section() -> str:
    """Return the sections as Markdown, in Chinese and English, to be put behind the export's codebook."""
    sections = {
        "## 研究另有的文件 · Files of the study": _listed("文件 File", words("file").items()),
        "## 研究另有的表 · Tables of the study": _listed(
            "文件 File", ((f"tables/{name}.csv", text) for name, text in words("table").items())
        ),
        "## 插图 · Figures": _listed(
            "图 Figure",
            (
                (f"figures/{name.removesuffix('_title')}*", text)
                for name, text in words("caption").items()
                if name.endswith("_title")
            ),
        ),
        "## summary.csv": _listed("figure", words("figure").items()),
        "## 研究另有的列 · Columns of the study": _listed("列 Column", words("column").items()),
    }
    return "\n".join(line for title, lines in sections.items() for line in (title, "", *lines, ""))


def _listed(head: str, rows: Iterable[tuple[str, Text]]) -> Iterator[str]:
    yield f"| {head} | 含义 | Meaning |"
    yield "| --- | --- | --- |"
    yield from (f"| `{name}` | {text.zh} | {text.en} |" for name, text in rows)

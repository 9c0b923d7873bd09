"""The codebook (代码本) of an export: what was counted, what is missing, what each file and column means.

Its words stand in codebook.toml. Nothing in it depends on the day or the machine, so the same graph
gives the same page.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from graph.export.carriers import CARRIERS
from graph.export.corpus import Corpus
from graph.export.formats import FORMATS
from graph.export.networks import compared_cities, counted
from graph.export.tables import base, documents
from graph.language import Text

__all__ = ["columns", "page", "words"]

Row = Mapping[str, Any]


def columns() -> dict[str, Text]:
    """Return the meaning of every column and attribute of the files, by name."""
    return words("column")


def words(table: str) -> dict[str, Text]:
    """Return the words of one table of codebook.toml, by name."""
    return {name: Text(**text) for name, text in _words()[table].items()}


def page(corpus: Corpus, networks: Iterable[Row], formats: Sequence[str], *, section_leads: bool) -> str:
    """Return the codebook as Markdown, in Chinese and English.

    Args:
        corpus: what was exported.
        networks: the rows of the list of networks that go with it.
        formats: the formats of their files.
        section_leads: whether section leads were counted.

    """
    networks = list(networks)
    rows = list(documents(corpus, section_leads=section_leads))
    sections = {
        "# 责任网络导出说明 · Codebook of the export": _about(corpus, rows, section_leads=section_leads),
        "## 缺失不是零 · Missing is not zero": (
            *_missing(corpus, rows),
            "",
            *_coverage(rows),
        ),
        "## 表 · Tables": _listed("table", (f"{name}" for name in _tables(corpus)), "tables/{}.csv"),
        "## 网络 · Networks": _drawn(networks),
        "## 格式 · Formats": _formats(formats),
        "## 计算规则 · Rules": _rules(networks, section_leads=section_leads),
        "## 列 · Columns": _markdown(
            ("列 Column", "含义", "Meaning"), ((f"`{name}`", text.zh, text.en) for name, text in columns().items())
        ),
    }
    return "\n".join(line for title, lines in sections.items() for line in (title, "", *lines, ""))


def _about(corpus: Corpus, rows: Sequence[Row], *, section_leads: bool) -> Iterator[str]:
    sizes = {
        "文件 documents": len(rows),
        "措施 measures": len(corpus.measures),
        "部门 departments": len(corpus.departments),
        "责任表述 statements": len(corpus.statements),
    }
    yield "- " + "; ".join(f"{name}: {size}" for name, size in sizes.items())
    if corpus.indicator is not None:
        yield f"- 只含对应此指标的措施 only measures that advance: {corpus.indicator}"
    yield f"- 计入的角色 roles counted: {', '.join(counted(section_leads=section_leads))}"
    yield f"- 版本 versions: yingshang {version('yingshang')}, networkx {version('networkx')}"


def _missing(corpus: Corpus, rows: Sequence[Row]) -> Iterator[str]:
    stating = {kind: [row for row in rows if row["stating"] == kind] for kind in ("none", "sparse", "section_leads")}
    yield from _said("missing", stating, otherwise="stated")
    yield from _said("undated", {"some": [row for row in rows if row["period"] is None]}, otherwise="none")
    apart = [row for row in rows if row["compared"] is None]
    if len(compared_cities(corpus)) > 1:
        yield from _said("compared", {"some": apart}, otherwise="all")
    else:
        yield from _said("compared", {}, otherwise="none" if len(apart) == len(rows) else "alone")


def _said(table: str, found: Mapping[str, Sequence[Row]], *, otherwise: str) -> Iterator[str]:
    """Yield what is to be said of the documents found, or that there is none."""
    told = {kind: named for kind, named in found.items() if named} or {otherwise: []}
    for kind, named in told.items():
        titles = "；".join(f"{row['city']}《{row['title']}》" for row in named)
        text = words(table)[kind]
        yield f"- {text.zh.format(titles=titles)}\n  {text.en.format(titles=titles)}"


def _coverage(rows: Sequence[Row]) -> Iterator[str]:
    shown = {
        "城市 City": "city",
        "文件 Document": "title",
        "措施 Measures": "n_measures",
        "写明部门 Naming a department": "n_naming_department",
        "只写群体 Groups only": "n_open_only",
        "未写 Silent": "n_silent",
        "只有章节牵头 Section leads only": "n_section_lead_only",
    }
    return _markdown(tuple(shown), (tuple(row[name] for name in shown.values()) for row in rows))


def _tables(corpus: Corpus) -> Iterator[str]:
    yield from (name for name, _, _ in base(corpus))
    yield from CARRIERS
    yield "networks"


def _drawn(networks: Iterable[Row]) -> Iterator[str]:
    """Yield what the slices are, and how many networks of which kind each has."""
    members = Counter((row["slice"], row["network"].rsplit("/", 1)[1]) for row in networks)
    for name, text in words("slice").items():
        yield f"- `networks/{name}/`：{text.zh}。 {text.en}."
    yield ""
    kinds = {name: words("network")[name.partition("-")[2]] for _, name in members}
    places = {(cut, name): f"`networks/{cut}/{'' if cut == 'all' else '*/'}{name}.*`" for cut, name in members}
    yield from _markdown(
        ("网络 Networks", "个数 Number", "含义", "Meaning"),
        ((places[each], number, kinds[each[1]].zh, kinds[each[1]].en) for each, number in members.items()),
    )


def _formats(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        written = FORMATS[name]
        endings = ", ".join(f"`*{suffix}`" for suffix in written.files)
        yield f"- {written.title}（{endings}）：{written.opens.zh}。{written.loses.zh}"
        yield f"  For {written.opens.en}. It loses: {written.loses.en}"


def _listed(table: str, names: Iterable[str], form: str) -> Iterator[str]:
    meaning = words(table)
    return _markdown(
        ("文件 File", "内容", "Content"),
        ((f"`{form.format(name)}`", meaning[name].zh, meaning[name].en) for name in names),
    )


def _rules(networks: Iterable[Row], *, section_leads: bool) -> Iterator[str]:
    left_out = {"section_leads_apart" if section_leads else "section_leads_counted"}
    if not any(row.get("backbone_level") for row in networks):
        left_out.add("backbone")
    return (f"- {text.zh}\n  {text.en}" for name, text in words("rule").items() if name not in left_out)


def _markdown(header: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    for cells in (header, ("---",) * len(header), *rows):
        yield "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("graph.export") / "codebook.toml").read_text(encoding="utf-8"))

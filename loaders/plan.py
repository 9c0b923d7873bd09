"""Source text → Plan: the grammars put together.

`parse` is a pure function of the text; `load` reads the file first. Refuses what is no plan.
"""

from pathlib import Path

from graph.language import Text
from graph.model import City, Plan
from loaders.composition import Composition
from loaders.errors import CityUnknown, LoadError, NoMeasures, NotAPlan
from loaders.grammar.characters import canonical
from loaders.grammar.outline import read_outline
from loaders.grammar.paragraphs import Paragraph, Reading, read_flow, read_paragraphs
from loaders.grammar.places import Ambiguous, city_named, city_of
from loaders.grammar.register import read_registers
from loaders.grammar.responsibility import Statements
from loaders.grammar.rows import with_rows
from loaders.grammar.title_page import TitlePage, read_title_page
from loaders.read import read
from loaders.source import SourceText

__all__ = ["load", "parse"]


def load(path: Path, *, city: str | None = None) -> Plan:
    """Return the plan in a file.

    Args:
        path: the file.
        city: name or GB/T 2260 code of its city, where the text does not say.

    Raises:
        LoadError: the file was refused; its class says why.

    """
    source = read(path)
    try:
        return parse(source, city=city)
    except LoadError as refused:
        refused.where = str(path) + (refused.where or "").removeprefix(source.name)
        raise


def parse(source: SourceText, *, city: str | None = None) -> Plan:
    """Return the plan that a text is.

    Raises:
        NotAPlan: no numbered chapters, sections or items.
        CityUnknown: no city is named, or an ambiguous one.
        NoMeasures: no action item.

    """
    flow, lines = read_flow(source)
    registers = read_registers(flow)
    reading = read_paragraphs(flow, lines, [part for register in registers for part in register.apart])
    cells = [Paragraph(*row.measure, None) for register in registers for row in register.rows]
    found = Statements(flow.text, sorted([*reading.paragraphs, *cells], key=lambda p: p.begin))
    outline = read_outline(reading, lambda begin, end: any(s.entries for s in found.within(begin, end)))
    outline = with_rows(outline, registers, flow.text)
    if not (outline.root.children or outline.items) and source.tables:
        raise NotAPlan(
            Text(
                "表格没有认得的表头，读不出措施。",
                "the tables have no header that is known, so that no measure can be told.",
            ),
            Text(
                "表头请写明任务或措施，以及责任单位、时限之一。",
                "Let the header name tasks or measures, and who is responsible or by when.",
            ),
            where=source.place(source.tables[0].cells[0].span.start),
        )
    if not (outline.root.children or outline.items):
        raise NotAPlan(
            Text(
                "没有章节或编号条目，不像一份方案。",
                "there are no chapters, sections or numbered items: this is no plan.",
            ),
            Text("请确认文件内容，或补上编号。", "Check the file's content."),
            where=f"{source.name}:1",
        )
    if not outline.items:
        raise NoMeasures(
            Text("有章节，但没有读到任何措施。", "there are chapters, but no measure in them."),
            Text(
                "请确认这是列有措施的正文，而不是通知或总结。",
                "Check that this is the text that lists the measures.",
            ),
            where=source.place(reading.flow.offsets[outline.root.children[0].begin]),
        )
    first = min([outline.first, *(register.begin for register in registers[:1])])
    page = read_title_page(reading, first, max(item.end for item in outline.items))
    return Composition(source, reading, outline, found, page, place(source, reading, page, city)).plan()


def place(source: SourceText, reading: Reading, page: TitlePage, wanted: str | None) -> City:
    """Return the city of a plan: the one the user names, else the one the text is for."""
    try:
        city = (
            city_named(wanted)
            if wanted
            else city_of(canonical(page.title or ""), page.head, reading.flow.text, canonical(page.number or ""))
        )
    except Ambiguous as several:
        options = "、".join(
            f"{c.code} {''.join(p.name for p in reversed(c.parents))}{c.name}" for c in several.options[:6]
        )
        raise CityUnknown(
            Text(
                f"“{several.name}”有多个：{options}。",
                f"several cities are called {several.name}: {options}.",
            ),
            Text("请用 --city 指明代码。", "Name its code with --city."),
            where=f"{source.name}:1",
        ) from None
    if city is None and wanted:
        raise CityUnknown(
            Text(f"不认识的城市：{wanted}。", f"no city is called {wanted}."),
            Text("请用全称（如 东宁市）或六位代码。", "Give its full name (东宁市) or its six-digit code."),
            where=f"{source.name}:1",
        )
    if city is None:
        raise CityUnknown(
            Text("标题与正文没有写明城市。", "neither title nor text names a city."),
            Text("请用 --city 指明城市名称或代码。", "Name the city or its code with --city."),
            where=f"{source.name}:1",
        )
    return city

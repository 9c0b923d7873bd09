"""Task lists (任务清单): tables whose rows are measures, read by what their headers say.

A table is a task list where a header row names a column of tasks or measures and another one that belongs
to such lists (a number, who is responsible, by when). What a column holds is told by the table below and,
for columns of bodies, by the labels of responsibility statements. A merged cell holds for every row that
it covers; a row that one cell covers from side to side is a heading and stays in the running text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from graph.model import Role
from loaders.grammar.grid import Grid
from loaders.grammar.members import ORGAN, Entry, members
from loaders.grammar.responsibility import clauses, statements
from loaders.grammar.roles import LABELS
from loaders.source import Cell, Flow

__all__ = ["Register", "Row", "entries", "read_registers"]


class Column(Enum):
    """What a column of a task list holds."""

    NUMBER = auto()
    CATEGORY = auto()
    TASK = auto()
    MEASURE = auto()
    TARGET = auto()
    DEADLINE = auto()
    BODIES = auto()
    OTHER = auto()


HEADERS = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.NUMBER, r"序号?|编号|项次|次序|NO\.?|No\.?"),
        (
            Column.DEADLINE,
            r"(?:完成|办结|整改|实施|推进|落实|计划完成)?(?:时限|时间|期限|日期|节点|进度)(?:要求|节点|安排|表)?|时间进度(?:安排)?",
        ),
        (Column.TARGET, r"(?:工作|预期|年度|阶段|具体|量化|主要|总体|达到)*(?:目标|成效|成果|效果)(?:任务|要求|值)?"),
        (
            Column.CATEGORY,
            r"(?:任务|工作|改革|措施|事项|指标|所属|重点|一级|二级|评价|所在)*(?:类别|分类|类型|领域|方面|板块|章节|指标|指标名称|环节|版块)",
        ),
        (
            Column.MEASURE,
            (
                r"(?:具体|主要|工作|重点|政策|改革|落实|推进|优化|任务|年度|创新|提升|整改|细化|\d{4}年)*"
                r"(?:措施|举措|内容|任务内容|做法|要点|要求|路径|安排|清单)"
                r"(?:及内容|内容|清单|和要求|及要求|和目标|及目标)?"
            ),
        ),
        (
            Column.TASK,
            r"(?:具体|主要|工作|重点|改革|目标|年度|攻坚|行动|提升|分解|责任|\d{4}年)*(?:任务|事项|项目|工作)(?:名称|事项|分解)?",
        ),
        (
            Column.OTHER,
            r"备注|说明|联系(?:人|电话|方式)|责任(?:人|领导)|分管(?:领导|市领导)|(?:市|县|区)?(?:牵头|责任)领导|依据|来源|状态|进展(?:情况)?|完成情况",
        ),
    )
)  # what a header says, in the order in which it is tried; columns of bodies come first (labels of statements)
LEVEL = r"(?:省|市|州|县|区|旗|镇)?(?:级|直|本级)?"
ROLES = (
    *((role, re.compile(rf"{LEVEL}(?:{label})(?:和?责任人)?")) for label, role in LABELS if role is not None),
    (Role.RESPONSIBLE, re.compile(r".*(?:责任|负责|主责|承办|实施|主管|落实)(?:单位|部门|主体|科室|分工).*")),
    (Role.LEAD, re.compile(r".*牵头.*")),
    (Role.SUPPORT, re.compile(r".*(?:配合|协助|协办|参与).*")),
)  # what a header of a column of bodies says
GOING_ON = ("员会", "（", "）", "、", "，", "；", "室", "局", "及", "和", "等")  # what a broken name goes on with
FIRST_LEADS = re.compile(r"(?:第一|首)[位个名家]?.{0,8}牵头|牵头(?:单位|部门)?.{0,4}(?:列|排)?.{0,3}(?:第一|首)")
PERSON = re.compile(r"^(?:(?!单位|部门|主体).)*(?:领导|责任人|联系人)$")  # a column of people
LONGEST_HEADER = 30  # characters
LONGEST_NAME = 100  # characters of a body's name, its bracket included


@dataclass(frozen=True, slots=True)
class Head:
    """What a column holds; for one of bodies, their role, and whether the first one leads."""

    column: Column
    role: Role | None = None
    first_leads: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A measure of a task list, its cells as ranges of the flow.

    `number` is what the number column prints; `measure` the cell that holds the measure; `task` the one
    that names its task, if another; `bodies` cells of bodies; `due` cells of deadlines; `targets` cells of
    aims; `categories` cells that say what the row belongs to, the broadest first.
    """

    number: str | None
    measure: tuple[int, int]
    task: tuple[int, int] | None
    bodies: tuple[tuple[tuple[int, int], Head], ...]
    due: tuple[tuple[int, int], ...]
    targets: tuple[tuple[int, int], ...]
    categories: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Register:
    """A task list: where it begins in the flow, the ranges of its headers and rows, and its measures."""

    begin: int
    apart: tuple[tuple[int, int], ...]
    rows: tuple[Row, ...]


def read_registers(flow: Flow) -> tuple[Register, ...]:
    """Return the task lists among the tables of a text, in order."""
    found: list[Register] = []
    heads: dict[int, Head] = {}
    for table in flow.source.tables:
        grid = Grid(flow, table)
        # A table without a header goes on with the list before it, if it has as many columns.
        first, own = header(grid)
        if not own and not (found and heads and grid.width == max(heads) + 1):
            heads = {}
            continue
        heads = own or heads
        register = read_rows(grid, heads, first)
        if register is not None:
            found.append(register)
    return tuple(found)


def header(grid: Grid) -> tuple[int, dict[int, Head]]:
    """Return the row behind the header of a table and what its columns hold; an empty mapping for no header."""
    for row in range(min(grid.height, 8)):
        heads = columns(grid, row, {})
        if not is_header(heads):
            continue
        after = row + 1
        while after < grid.height and (finer := columns(grid, after, heads)) and whole(grid, after):
            heads = {**heads, **finer}
            after += 1
        return after, heads
    return 0, {}


def is_header(heads: dict[int, Head]) -> bool:
    """Tell whether columns are those of a task list: what is to be done, and something that goes with it."""
    held = {head.column for head in heads.values()}
    return bool(held & {Column.TASK, Column.MEASURE}) and bool(
        held & {Column.NUMBER, Column.BODIES, Column.DEADLINE} or {Column.TASK, Column.MEASURE} <= held
    )


def whole(grid: Grid, row: int) -> bool:
    """Tell whether a row below a header belongs to it: all cells that begin in it are headers themselves."""
    begun = [cell for cell in grid.row(row) if cell.row == row]
    return bool(begun) and all(head_of(grid.text(cell)) for cell in begun)


def columns(grid: Grid, row: int, above: dict[int, Head]) -> dict[int, Head]:
    """Return what the headers in a row say of the columns below them."""
    found: dict[int, Head] = {}
    for cell in grid.row(row):
        head = head_of(grid.text(cell)) if cell.columns < max(grid.width, 2) else None
        if head is not None:
            for column in range(cell.column, cell.column + cell.columns):
                found[column] = head
    return {column: head for column, head in found.items() if above.get(column) != head}


def head_of(text: str) -> Head | None:
    """Return what a header says, None where it is none."""
    if len(text) > LONGEST_HEADER:
        return None
    name = re.sub(r"（[^（）]*）|[、，：\s]", "", text)
    role = next((role for role, pattern in ROLES if pattern.fullmatch(name)), None)
    if role is not None and not PERSON.search(name):
        return Head(Column.BODIES, role, bool(FIRST_LEADS.search(text)))
    return next((Head(column) for column, pattern in HEADERS if pattern.fullmatch(name)), None)


def read_rows(grid: Grid, heads: dict[int, Head], first: int) -> Register | None:
    """Return the task list below a header, None where no row holds a measure."""
    rows: list[Row] = []
    above = (grid.row(row) for row in range(first))
    apart = [grid.lines(cell) for cells in above if not spanning(grid, cells) for cell in cells]  # titles stay
    text_columns = [c for kind in (Column.MEASURE, Column.TASK) for c, h in sorted(heads.items()) if h.column is kind]
    seen: set[Cell] = set()
    for row in range(first, grid.height):
        cells = grid.row(row)
        if spanning(grid, cells) or not cells:
            continue
        apart += [grid.lines(cell) for cell in cells if cell.row == row]
        if all(head_of(grid.text(cell)) for cell in cells):
            continue  # the header, printed again on the next page
        measure = next((cell for column in text_columns if (cell := grid.at(row, column))), None)
        if measure is None or measure in seen:
            continue
        seen.add(measure)
        rows.append(read_row(grid, heads, measure))
    apart.sort()
    return Register(apart[0][0], tuple(joined(apart)), tuple(rows)) if rows else None


def spanning(grid: Grid, cells: Sequence[Cell]) -> bool:
    """Tell whether a row is one cell from side to side."""
    return len(cells) == 1 and (cells[0].columns >= grid.width > 1)


def read_row(grid: Grid, heads: dict[int, Head], measure: Cell) -> Row:
    """Return the measure that a cell holds, with what stands beside it in every row that it covers."""
    beside: dict[Column, dict[Cell, Head]] = {column: {} for column in Column}
    for column, head in sorted(heads.items(), key=lambda pair: pair[0]):
        found = beside[head.column]
        for row in range(measure.row, measure.row + measure.rows):
            cell = grid.at(row, column)
            if cell is None or cell == measure:
                continue
            before = found.setdefault(cell, head)
            if before.role != head.role:  # one cell for those who lead and those who help
                found[cell] = Head(Column.BODIES, Role.RESPONSIBLE)
    ranges = {column: tuple(map(grid.range, cells)) for column, cells in beside.items()}
    return Row(
        next(map(grid.text, beside[Column.NUMBER]), None),
        grid.range(measure),
        next(iter(ranges[Column.TASK]), None),
        tuple(zip(ranges[Column.BODIES], beside[Column.BODIES].values(), strict=True)),
        ranges[Column.DEADLINE],
        ranges[Column.TARGET],
        ranges[Column.CATEGORY],
    )


def joined(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield ordered ranges, those that touch as one."""
    last: tuple[int, int] | None = None
    for begin, end in ranges:
        if last is not None and begin <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (begin, end)
    if last is not None:
        yield last


def entries(flow: Flow, cell: tuple[int, int], head: Head) -> list[Entry]:
    """Return the bodies that a cell lists; labels and verbs in it say more than its header."""
    text, (begin, end) = flow.text, cell
    # A bracket inside the cell belongs to a name (市商务局（口岸办）).
    stated = [s for s in (*statements(text, begin, end), clauses(text, begin, end)) if s and s.begin <= begin + 1]
    listed = list(stated[0].entries) if stated else []
    if listed:
        return listed
    listed = [
        entry
        for start, stop in pieces(flow, begin, end)
        for entry in members(text, start, stop, head.role or Role.RESPONSIBLE)
    ]
    if head.first_leads and listed:
        listed[0] = Entry(listed[0].begin, listed[0].end, Role.LEAD)
    return listed


def pieces(flow: Flow, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a cell between line breaks that separate names; others only wrap a name."""
    offsets, text = flow.offsets, flow.source.text
    start = begin
    for place in range(begin + 1, end):
        gap = text[offsets[place - 1] + 1 : offsets[place]]
        if (
            gap
            and (not gap.strip() or "<br" in gap)
            and ORGAN.search(flow.text, max(start, place - LONGEST_NAME), place)
            and not flow.text.startswith(GOING_ON, place, end)
        ):
            yield start, place
            start = place
    yield start, end

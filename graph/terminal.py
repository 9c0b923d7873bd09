"""How work looks in a terminal (终端): progress, tables and one line for an error.

Results go to standard output; progress and errors to standard error, so that output can be piped.
"""

import errno
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text as Styled

from graph.errors import YingshangError
from graph.language import Text
from graph.question import Answer, Question

__all__ = ["Bar", "answer", "error", "explanation", "facts", "listing", "note", "output", "print_json", "rows"]

WIDE = 4000  # columns where nothing is a terminal: nothing is cut
READABLE = 12  # columns of the screen in which a cell can be read, six Chinese characters
STEP = 10  # per cent between two lines where nothing is a terminal

output = Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)
messages = Console(stderr=True, highlight=False, soft_wrap=True)


def error(problem: YingshangError | OSError) -> None:
    """Say in one line what was wrong and what to do."""
    said = problem if isinstance(problem, YingshangError) else _of_the_system(problem)
    messages.print(Styled(str(said), style="red"))


def _of_the_system(problem: OSError) -> Text:
    if problem.errno == errno.ENOSPC:
        return Text(f"磁盘已满，请腾出空间：{problem}", f"The disk is full, free some space: {problem}")
    return Text(f"系统拒绝了操作：{problem}", f"The system refused: {problem}")


def note(text: Text | str) -> None:
    """Say something about the work, apart from its result."""
    messages.print(Styled(str(text)))


def print_json(value: object) -> None:
    """Print a value for programs; what JSON cannot hold is printed as its text."""
    output.print(json.dumps(value, ensure_ascii=False, indent=2, default=str), markup=False, soft_wrap=True)


def facts(pairs: Iterable[tuple[Text, object]]) -> None:
    """Print names and values in two columns."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")  # Chinese has no spaces to break at, and nothing may be cut
    for name, value in pairs:
        table.add_row(Styled(str(name), style="bold"), Styled(_shown(value)))
    output.print(table)


def rows(found: Sequence[Mapping[str, Any]], headings: Mapping[str, Text | str] | None = None) -> None:
    """Print rows as a table; `headings` gives the columns' titles, in order."""
    columns: Mapping[str, Text | str] = headings or {name: name for name in (found[0] if found else ())}
    table = Table(show_lines=any(isinstance(value, list) for row in found for value in row.values()))
    for name, title in columns.items():
        numeric = all(isinstance(row.get(name), int | float) for row in found)
        table.add_column(Styled(str(title)), justify="right" if numeric else "left", overflow="fold")
    for row in found:
        table.add_row(*(Styled(_shown(row.get(name))) for name in columns))
    output.print(table)


def listing(questions: Iterable[Question]) -> None:
    """Print the questions of the catalogue."""
    rows([{"name": q.name, "title": q.title, "question": q.question} for q in questions], _LISTING)


def explanation(question: Question) -> None:
    """Print what a question takes and answers."""
    output.print(Styled(f"{question.title}：{question.question}"))
    rows(
        [
            {
                "name": "--" + entry.name.replace("_", "-"),
                "type": entry.type,
                "default": Text("必填", "must be given") if entry.required else entry.default,
                "meaning": entry.meaning,
            }
            for entry in question.parameters
        ],
        _PARAMETERS,
    )
    rows(
        [{"name": entry.name, "type": entry.type, "meaning": entry.meaning} for entry in question.columns],
        _COLUMNS,
    )


def answer(found: Answer) -> None:
    """Print an answer: its rows as a table, as names and values where they are one or too wide for the terminal.

    Ids and the total, which are for programs, are left out.
    """
    columns = {
        column.name: Text(*(_HEADING.split(meaning)[0] for meaning in column.meaning))
        for column in found.question.columns
        if column.name != "total" and not column.name.endswith("_id")
    }
    arranged = _arranged(found)
    if len(arranged) != 1 and _fits(arranged, columns):
        rows(arranged, columns)
        return
    for place, row in enumerate(arranged):
        if place:
            output.print()
        facts((title, row.get(name)) for name, title in columns.items())


def _arranged(found: Answer) -> list[dict[str, Any]]:
    """Return the rows with the entries of maps as the header names them: Neo4j keeps no order of its own."""
    named: dict[str, list[str]] = {}
    fields: list[str] = []
    for column in found.question.columns:
        if column.type.strip("[]") == "map":
            fields = _FIELD.findall(column.meaning.zh) or fields  # none: as the one before (同上)
            named[column.name] = fields
    return [{name: _in_order(value, named.get(name, [])) for name, value in row.items()} for row in found.rows]


def _in_order(value: Any, fields: list[str]) -> Any:
    if isinstance(value, list):
        return [_in_order(each, fields) for each in value]
    if not isinstance(value, Mapping):
        return value
    names = sorted(value, key=lambda name: (fields.index(name) if name in fields else len(fields), name))
    return {name: _in_order(value[name], fields) for name in names}


def _fits(found: Sequence[Mapping[str, Any]], headings: Mapping[str, Text | str]) -> bool:
    """Say whether each column has the room it needs, or at least enough to be read."""
    room = 1
    for name, title in headings.items():
        lines = [str(title), *(line for row in found for line in _shown(row.get(name)).splitlines())]
        room += 3 + min(READABLE, max(map(cell_len, lines)))
    return room <= output.width


_IN = "〔{}〕"  # a document, which is no further measure
_NUMBERED = re.compile(r"(?<=[\d〇一二三四五六七八九十])([．.、）)]) ")
_FIELD = re.compile(r"[a-z_]+")
_HEADING = re.compile(r"[；：（]|; |: | \(")  # where a meaning begins to explain
_NAME, _MEANING, _TYPE = Text("名称", "name"), Text("含义", "meaning"), Text("类型", "type")
_LISTING = {"name": _NAME, "title": Text("标题", "title"), "question": Text("问题", "question")}
_PARAMETERS = {"name": _NAME, "type": _TYPE, "default": Text("默认", "default"), "meaning": _MEANING}
_COLUMNS = {"name": _NAME, "type": _TYPE, "meaning": _MEANING}


def _shown(value: object) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Mapping):
        return _NUMBERED.sub(r"\1", " ".join(_parts(value)))  # 1． 减环节 → 1．减环节
    if isinstance(value, list | tuple) and not isinstance(value, Text):
        return "\n".join(map(_shown, _said_once(value)))
    return str(value)


def _parts(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a map holds that is for people."""
    for name, value in entry.items():
        if value is None or value == [] or name.endswith("id"):
            continue
        if name == "end" and "start" in entry:
            continue
        if name == "start" and "end" in entry:
            yield f"{value}–{entry['end']}"
        elif name == "document":
            yield _IN.format(value)
        else:
            yield _shown(value).replace("\n", "、")


def _said_once(entries: Sequence[Any]) -> list[Any]:
    """Return a list's entries; the document that all of them are of stands once, last."""
    documents = {entry.get("document") if isinstance(entry, Mapping) else None for entry in entries}
    if len(entries) < 2 or len(documents) > 1 or None in documents:  # noqa: PLR2004
        return list(entries)
    return [*({k: v for k, v in entry.items() if k != "document"} for entry in entries), *map(_IN.format, documents)]


class Bar:
    """Progress of a long piece of work: a bar in a terminal, else a line every tenth.

    Listens to the local server (bytes) as well as to loops (`count`).
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._live = messages.is_terminal and not quiet
        self._quiet = quiet
        self._what, self._told = "", 0
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def step(self, what: Text) -> None:
        """Begin a step."""
        self._end()
        self._what, self._told = str(what), 0
        if self._live:
            self._progress = Progress(
                SpinnerColumn(),
                TextColumn("{task.description} {task.fields[shown]}"),
                BarColumn(bar_width=20),
                TimeRemainingColumn(),
                console=messages,
                transient=True,
            )
            self._task = self._progress.add_task(self._what, total=None, shown="")
            self._progress.start()
        elif not self._quiet:
            note(self._what)

    def amount(self, done: int, total: int) -> None:
        """Tell how many bytes of the step are done."""
        self._tell(done, total, f"{done / 1e6:.0f}/{total / 1e6:.0f} MB")

    def count(self, done: int, total: int) -> None:
        """Tell how many pieces of the step are done."""
        self._tell(done, total, f"{done}/{total}")

    def _tell(self, done: int, total: int, shown: str) -> None:
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=done, total=total, shown=shown)
        elif not self._quiet and total and done * 100 // total >= self._told + STEP:
            self._told = done * 100 // total // STEP * STEP
            note(f"{self._what} {shown}")

    def _end(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

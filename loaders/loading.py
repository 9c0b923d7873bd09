"""Loading many files (批量载入): read beside each other, written one after another, going on after a refused one."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from graph.errors import LoadError, StoreFailed, YingshangError
from graph.judgements import NOTHING, Decisions, Effects, apply
from graph.language import Text
from graph.model import Plan
from graph.store import Store
from graph.writer import LoadReport, prepare, write
from loaders.names import NAMES
from loaders.processes import read_all
from loaders.tables import indicators

__all__ = ["SUMMARY", "Loaded", "Loading", "load_all"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that is in the graph now: what was read in it, in numbers, and what that changed there.

    The plan itself is let go, so that memory does not grow with the number of files.
    """

    file: Path
    city: str
    title: str
    measures: int
    departments: int
    report: LoadReport

    @classmethod
    def of(cls, file: Path, plan: Plan, report: LoadReport) -> Self:
        """Return what is kept of a plan."""
        entries = (entry for measure in plan.measures for entry in measure.responsibilities)
        bodies = {(entry.body.city.code, entry.body.key) for entry in entries if entry.body}
        return cls(file, plan.document.city.name, plan.document.title, len(plan.measures), len(bodies), report)

    def summary(self) -> dict[str, Any]:
        """Return what was read and what it changed, in numbers."""
        return {
            "file": self.file.name,
            "city": self.city,
            "title": self.title,
            "measures": self.measures,
            "departments": self.departments,
            "added": sum(self.report.added.values()),
            "changed": sum(self.report.changed.values()),
            "removed": sum(self.report.removed.values()),
            "unresolved": len(self.report.unresolved),
        }

    def unresolved(self) -> Iterator[dict[str, Any]]:
        """Return what could not be settled, with its place as `file:line:character`."""
        for entry in self.report.unresolved:
            yield {"where": entry.where, "code": entry.code, "raw": entry.raw, "note": str(entry.note)}


SUMMARY = {
    "file": Text("文件", "file"),
    "city": Text("城市", "city"),
    "title": Text("标题", "title"),
    "measures": Text("措施", "measures"),
    "departments": Text("部门", "departments"),
    "added": Text("新增", "added"),
    "changed": Text("改动", "changed"),
    "removed": Text("撤回", "removed"),
    "unresolved": Text("未定", "unresolved"),
}
"""What the numbers of a summary are, in their order."""


@dataclass(slots=True)
class Loading:
    """What became of many files, and what decisions changed in them."""

    loaded: list[Loaded] = field(default_factory=list)
    refused: list[YingshangError] = field(default_factory=list)
    effects: Effects = field(default_factory=Counter)


def load_all(
    store: Store,
    files: Sequence[Path],
    *,
    city: str | None = None,
    decisions: Decisions = NOTHING,
    progress: Callable[[int, int], None],
    refuse: Callable[[YingshangError], None],
) -> Loading:
    """Prepare the graph and load the files, each whole or not at all.

    Args:
        store: the graph.
        files: the files.
        city: their city, where the text does not say.
        decisions: what a person decided, applied to what is read.
        progress: is told how many files of how many are done.
        refuse: is told of each file that was refused; the others go on.

    Raises:
        StoreError: the graph cannot be used at all.
        DecisionsConflict: two decisions contradict each other.

    """
    done = Loading()
    prepare(store, indicators())
    for number, (file, outcome) in enumerate(read_all(files, city=city), start=1):
        try:
            if isinstance(outcome, LoadError):
                raise outcome
            decided = apply(outcome, decisions, NAMES)
            done.loaded.append(Loaded.of(file, decided.plan, write(store, decided.plan)))
            done.effects += decided.effects
        except (LoadError, StoreFailed) as problem:
            done.refused.append(problem)
            refuse(problem)
        progress(number, len(files))
    return done

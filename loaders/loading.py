"""Loading many files (批量载入): one after another, going on after a refused one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import LoadError, StoreFailed, YingshangError
from graph.language import Text
from graph.model import Plan
from graph.store import Store
from graph.writer import LoadReport, prepare, write
from loaders.plan import load
from loaders.tables import indicators

__all__ = ["SUMMARY", "Loaded", "Loading", "load_all"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that is in the graph now, and what it changed there."""

    file: Path
    plan: Plan
    report: LoadReport

    def summary(self) -> dict[str, Any]:
        """Return what was read and what it changed, in numbers."""
        entries = (entry for measure in self.plan.measures for entry in measure.responsibilities)
        return {
            "file": self.file.name,
            "city": self.plan.document.city.name,
            "title": self.plan.document.title,
            "measures": len(self.plan.measures),
            "departments": len({(e.body.city.code, e.body.key) for e in entries if e.body}),
            "added": sum(self.report.added.values()),
            "changed": sum(self.report.changed.values()),
            "removed": sum(self.report.removed.values()),
            "unresolved": len(self.report.unresolved),
        }

    def unresolved(self) -> Iterator[dict[str, Any]]:
        """Return what could not be settled, with its place as `file:line:character`."""
        for entry in self.plan.unresolved:
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
    """What became of many files."""

    loaded: list[Loaded] = field(default_factory=list)
    refused: list[YingshangError] = field(default_factory=list)


def load_all(
    store: Store,
    files: Sequence[Path],
    *,
    city: str | None = None,
    progress: Callable[[int, int], None],
    refuse: Callable[[YingshangError], None],
) -> Loading:
    """Prepare the graph and load the files, each whole or not at all.

    Args:
        store: the graph.
        files: the files.
        city: their city, where the text does not say.
        progress: is told how many files of how many are done.
        refuse: is told of each file that was refused; the others go on.

    Raises:
        StoreError: the graph cannot be used at all.

    """
    done = Loading()
    prepare(store, indicators())
    for number, file in enumerate(files, start=1):
        try:
            plan = load(file, city=city)
            done.loaded.append(Loaded(file, plan, write(store, plan)))
        except (LoadError, StoreFailed) as problem:
            done.refused.append(problem)
            refuse(problem)
        progress(number, len(files))
    return done

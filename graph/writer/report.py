"""What a load did (入库报告)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Unresolved

__all__ = ["LoadReport"]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """Nodes and relationships that a load added, changed and removed, by label and relationship type.

    `changed` are those whose properties differ; `unresolved` is what the reader could not settle.
    """

    document: str
    title: str
    added: Mapping[str, int] = field(default_factory=Counter)
    changed: Mapping[str, int] = field(default_factory=Counter)
    removed: Mapping[str, int] = field(default_factory=Counter)
    unresolved: tuple[Unresolved, ...] = ()

    @property
    def touched(self) -> bool:
        """Whether the load changed the graph at all."""
        return bool(self.added or self.changed or self.removed)

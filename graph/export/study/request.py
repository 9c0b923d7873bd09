"""What a study is asked for and told (所求): its options, what is known of the reading, who listens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph.export.folder import DEFAULT_FORMATS
from graph.language import Text

__all__ = ["Options", "Progress", "Reading", "Silence"]


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for: cities by name or code (none: all), an indicator, whether section leads count, formats."""

    cities: Sequence[str] = ()
    indicator: str | None = None
    section_leads: bool = False
    formats: Sequence[str] = DEFAULT_FORMATS


@dataclass(frozen=True, slots=True)
class Reading:
    """How plans are read: the parser in use, and the F1 that its tests ask of it at least, by layer.

    `accuracy` has the columns of accuracy.csv; None where a layer was not measured.
    """

    parser: str
    accuracy: Sequence[Mapping[str, Any]]


class Progress(Protocol):
    """Listener of the work."""

    def step(self, what: Text) -> None:
        """Begin a step."""

    def count(self, done: int, total: int) -> None:
        """Tell how many pieces of the step are done."""


class Silence:
    """Listener that shows nothing."""

    def step(self, what: Text) -> None:
        """Ignore it."""

    def count(self, done: int, total: int) -> None:
        """Ignore it."""

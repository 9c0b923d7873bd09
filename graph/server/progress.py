"""What long work tells while it goes on (进度)."""

from typing import Protocol

from graph.language import Text

__all__ = ["Progress", "Silence"]


class Progress(Protocol):
    """Listener of a long piece of work; called from one thread at a time."""

    def step(self, what: Text) -> None:
        """Begin a new step."""

    def amount(self, done: int, total: int) -> None:
        """Tell how many bytes of the step are done."""


class Silence:
    """Listener that shows nothing."""

    def step(self, what: Text) -> None:
        """Ignore it."""

    def amount(self, done: int, total: int) -> None:
        """Ignore it."""

"""What belongs to one request (请求上下文): each part of its way writes down here what it knows of it."""

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Context"]


@dataclass(slots=True)
class Context:
    """One request. `id` stands in the log beside whatever is masked from the client.

    `versions` are those of the graph that its statements saw, None for a statement whose version is not certain;
    `truncated` the paths of lists that were cut at the default size; `cost` what it was expected to ask for;
    `roots` the values of root fields, or their errors, where an executor completes them.
    """

    client: str | None = None
    roles: frozenset[str] = frozenset()
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    begun: float = field(default_factory=time.perf_counter)
    operation: str | None = None
    cost: Any = None
    rows: int = 0
    statements: int = 0
    codes: list[str] = field(default_factory=list)
    kept: bool = False
    versions: set[str | None] = field(default_factory=set)
    truncated: set[str] = field(default_factory=set)
    roots: dict[str, Any] = field(default_factory=dict)

    def milliseconds(self) -> float:
        """Return how long the request has taken so far."""
        return (time.perf_counter() - self.begun) * 1000

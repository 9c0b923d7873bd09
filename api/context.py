"""What belongs to one request (请求上下文): its id, its answer and when it began."""

import secrets
import time
from dataclasses import dataclass, field

from api.answer import Answer

__all__ = ["Context"]


@dataclass(slots=True)
class Context:
    """One request. `id` stands in the log beside whatever is masked from the client."""

    answer: Answer
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    begun: float = field(default_factory=time.perf_counter)

    def milliseconds(self) -> float:
        """Return how long the request has taken so far."""
        return (time.perf_counter() - self.begun) * 1000

"""What belongs to one request (请求上下文): its id and its answer."""

import secrets
from dataclasses import dataclass, field

from api.answer import Answer

__all__ = ["Context"]


@dataclass(slots=True)
class Context:
    """One request. `id` stands in the log beside whatever is masked from the client."""

    answer: Answer
    id: str = field(default_factory=lambda: secrets.token_hex(8))

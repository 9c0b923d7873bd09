"""The published schema (发布的模式): `python -m api.sdl` writes api/schema.graphql anew.

`python -m api.sdl --release` also makes it the released one, which later schemas must not break.
"""

import sys
from pathlib import Path

from api.schema import make_schema
from api.settings import ApiSettings

__all__ = ["RELEASED", "SDL", "sdl"]

SDL = Path(__file__).with_name("schema.graphql")
RELEASED = Path(__file__).with_name("schema.released.graphql")
"""The schema of the last release."""


def sdl() -> str:
    """Return the schema in GraphQL's definition language."""
    return make_schema(ApiSettings()).as_str() + "\n"


if __name__ == "__main__":
    for path in (SDL, RELEASED) if "--release" in sys.argv else (SDL,):
        path.write_text(sdl(), encoding="utf-8")

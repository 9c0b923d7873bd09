"""The published schema (发布的模式): `python -m api.sdl` writes api/schema.graphql anew."""

from pathlib import Path

from api.schema import make_schema
from api.settings import ApiSettings

__all__ = ["SDL", "sdl"]

SDL = Path(__file__).with_name("schema.graphql")


def sdl() -> str:
    """Return the schema in GraphQL's definition language."""
    return make_schema(ApiSettings()).as_str() + "\n"


if __name__ == "__main__":
    SDL.write_text(sdl(), encoding="utf-8")

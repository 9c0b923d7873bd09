"""Where a Neo4j answers (连接地址)."""

from dataclasses import dataclass, field

__all__ = ["SCHEMES", "Endpoint"]

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a Neo4j answers, and as whom. `database` is null for its default; the password is never shown."""

    uri: str
    username: str
    password: str = field(repr=False)
    database: str | None = None
    browser_url: str | None = None

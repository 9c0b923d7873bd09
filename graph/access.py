"""The Neo4j in force (所用数据库): one you have, or the local server."""

from graph.endpoint import SCHEMES, Endpoint
from graph.errors import SettingsError
from graph.language import Text
from graph.settings import Settings

__all__ = ["resolve"]


def resolve(settings: Settings) -> Endpoint:
    """Return the Neo4j of NEO4J_URI if that is set, else the running local server.

    Raises:
        SettingsError: NEO4J_URI is no address of a Neo4j.
        ServerNotStarted: no address is set and the local server does not run.

    """
    if settings.neo4j_uri is None:
        from graph import server  # noqa: PLC0415 - loading it takes long and is needed for a local server only

        return server.endpoint(settings)
    scheme, separator, rest = settings.neo4j_uri.partition("://")
    if scheme not in SCHEMES or not separator or not rest:
        raise SettingsError(
            Text("NEO4J_URI 不是 Neo4j 地址。", "NEO4J_URI is no address of a Neo4j."),
            Text(
                "应形如 neo4j://主机:7687 或 bolt://主机:7687。",
                "Write it like neo4j://host:7687 or bolt://host:7687.",
            ),
        )
    secret = settings.neo4j_password
    return Endpoint(
        uri=settings.neo4j_uri,
        username=settings.neo4j_username,
        password=secret.get_secret_value() if secret else "",
        database=settings.neo4j_database,
    )

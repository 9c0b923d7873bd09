"""Near names (相近的名称): what a client may have meant by a name that the graph does not know."""

from api.source import Source
from graph.catalogue import nearest

__all__ = ["near"]

CHARACTERS = 20  # of the name that are looked for: two names of three characters may share no two neighbours
CANDIDATES = 50
CANDIDATE = """
MATCH (n:{label})
WITH DISTINCT n.name AS name
WITH name, size([sign IN $signs WHERE name CONTAINS sign]) AS shared
WHERE shared > 0
ORDER BY shared DESC, size(name), name
LIMIT $most
RETURN collect(name) AS names
"""


async def near(source: Source, label: str, name: str, *, seconds: float) -> list[str]:
    """Return up to three names of nodes of a label that are written nearly so, the nearest first.

    Neo4j finds those that share the most characters, so that few have to be compared, however many there are.
    """
    parameters = {"signs": list(dict.fromkeys(name))[:CHARACTERS], "most": CANDIDATES}
    fetched = await source.fetch(CANDIDATE.replace("{label}", label), parameters, seconds=seconds)
    return nearest(name, fetched.values[0])

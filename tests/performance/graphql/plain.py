"""Both servers' answers in one plain form, so that equal answers are equal values.

Connections become lists of their edges, each with the relationship's facts and the node's in one mapping;
opaque ids become the graph's own keys, and the graph's own values the names that enums have.
"""

from typing import Any

from api.identifiers import decode

ONE = {"document", "section", "city", "department"}
"""Fields that lead to one node: the peer declares every relationship as a list."""
ENUMS = {"role", "basis", "kind", "status", "level", "gap"}
COMPARATORS = {"=": "EQUAL", "<=": "AT_MOST", ">=": "AT_LEAST", "<": "BELOW", ">": "ABOVE"}


def ours(data: Any) -> Any:
    """Return this API's data in the plain form."""
    return _plain(data, ids=True)


def theirs(data: Any) -> Any:
    """Return the peer's data in the plain form."""
    return _plain(data, ids=False)


def _plain(value: Any, *, ids: bool) -> Any:
    if isinstance(value, list):
        return [_plain(each, ids=ids) for each in value]
    if not isinstance(value, dict):
        return value
    if "edges" in value or "nodes" in value:
        rows = [_plain(row, ids=ids) for row in _rows(value)]
        return {"totalCount": value["totalCount"], "rows": rows} if "totalCount" in value else rows
    return {key: _field(key, each, ids=ids) for key, each in value.items()}


def _rows(connection: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the edges of a connection, each with its facts and its node's."""
    if "nodes" in connection:
        return connection["nodes"]
    edges = ((edge.get("properties", edge), edge["node"]) for edge in connection["edges"])
    return [{name: each for name, each in facts.items() if name != "node"} | node for facts, node in edges]


def _field(key: str, value: Any, *, ids: bool) -> Any:
    if ids and key == "id":
        return decode(value)[1]
    if key in ONE and isinstance(value, list):
        (value,) = value or (None,)
    if key in ENUMS and isinstance(value, str):
        return value.upper()
    if key == "comparator":
        return COMPARATORS.get(value, value)
    return _plain(value, ids=ids)

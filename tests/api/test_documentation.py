"""docs/graphql.md: each of its queries is answered by the bundled samples, with something in it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import loaders
from graph.endpoint import Endpoint
from graph.store import Store
from graph.writer import prepare, write
from loaders.tables import indicators

CHECKOUT = Path(__file__).parents[2]
PAGE = (CHECKOUT / "docs" / "graphql.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```graphql\n(.*?)```(?:\n\n```json\n(.*?)```)?", PAGE, flags=re.DOTALL)


@pytest.fixture(scope="module")
def world(opened: Store, endpoint: Endpoint) -> Endpoint:
    """A Neo4j that holds the bundled samples."""
    opened.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    prepare(opened, indicators())
    for path in sorted((CHECKOUT / "loaders" / "samples").glob("*.txt")):
        write(opened, loaders.load(path))
    return endpoint


def empty(value: Any) -> bool:
    """Tell whether an answer shows nothing: no row, no node, no count."""
    if isinstance(value, dict):
        return all(map(empty, value.values()))
    if isinstance(value, list):
        return all(map(empty, value))
    return not value


@pytest.mark.anyio
@pytest.mark.parametrize(("query", "variables"), QUERIES)
async def test_each_query_is_answered(client, query, variables):
    data = await client.ask(query, **json.loads(variables or "{}"))
    for name, value in data.items():
        assert not empty(value), name


def test_each_root_field_has_a_query():
    roots = {name for query, _ in QUERIES for name in re.findall(r"^  (\w+)[ (]", query, flags=re.MULTILINE)}
    declared = set(re.findall(r"^  (\w+)\(", (CHECKOUT / "api" / "schema.graphql").read_text(encoding="utf-8")
                              .split("type Query {")[1].split("\n}")[0], flags=re.MULTILINE))  # fmt: skip
    assert declared - {"nodes"} <= roots

"""docs/graphql.md and queries/graphql: each of their queries is answered by the bundled samples, with something in it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from graphql import FieldNode, OperationDefinitionNode, parse

import loaders
from api.types.questions import QUESTIONS
from graph.catalogue import question
from graph.endpoint import Endpoint
from graph.store import Store
from graph.writer import prepare, write
from loaders.tables import indicators

CHECKOUT = Path(__file__).parents[2]
PAGE = (CHECKOUT / "docs" / "graphql.md").read_text(encoding="utf-8")
TRUSTED = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((CHECKOUT / "queries" / "graphql").glob("*.graphql"))
}
SHOWN = [
    shown
    for shown in re.findall(r"```graphql\n(.*?)```(?:\n\n```json\n(.*?)```)?", PAGE, flags=re.DOTALL)
    if not any(text.endswith(shown[0]) for text in TRUSTED.values())
]
HEADER = re.compile(r"# (?P<title>[^|\n]+ \| [^|\n]+)\n# (?P<variables>\{.*\})\n(?=query [A-Z])")


@pytest.fixture(scope="module")
def world(opened: Store, endpoint: Endpoint) -> Endpoint:
    """A Neo4j that holds the bundled samples."""
    opened.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    prepare(opened, indicators())
    for path in sorted((CHECKOUT / "loaders" / "samples").glob("*.txt")):
        write(opened, loaders.load(path))
    opened.write(lambda transaction: transaction.run("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"))
    return endpoint


def empty(value: Any) -> bool:
    """Tell whether an answer shows nothing: no row, no node, no count."""
    if isinstance(value, dict):
        return all(map(empty, value.values()))
    if isinstance(value, list):
        return all(map(empty, value))
    return not value


def roots(text: str) -> set[str]:
    """Return the names of the root fields of a document."""
    return {
        field.name.value
        for operation in parse(text).definitions
        if isinstance(operation, OperationDefinitionNode)
        for field in operation.selection_set.selections
        if isinstance(field, FieldNode)
    }


async def answered(client, text: str, variables: str) -> None:
    for name, value in (await client.ask(text, **json.loads(variables or "{}"))).items():
        assert not empty(value), name


@pytest.mark.anyio
@pytest.mark.parametrize(("query", "variables"), SHOWN)
async def test_each_query_of_the_page_is_answered(client, query, variables):
    await answered(client, query, variables)


@pytest.mark.anyio
@pytest.mark.parametrize("name", TRUSTED)
async def test_each_trusted_document_is_answered(client, name):
    await answered(client, TRUSTED[name], HEADER.match(TRUSTED[name])["variables"])


def test_each_root_field_has_a_query():
    declared = set(re.findall(r"^  (\w+)\(", (CHECKOUT / "api" / "schema.graphql").read_text(encoding="utf-8")
                              .split("type Query {")[1].split("\n}")[0], flags=re.MULTILINE))  # fmt: skip
    assert declared - {"nodes"} <= {name for text in (*TRUSTED.values(), *(query for query, _ in SHOWN))
                                    for name in roots(text)}  # fmt: skip


def test_each_question_has_a_trusted_document_of_its_name_and_title():
    for asked in QUESTIONS:
        text = TRUSTED[asked.question]
        assert roots(text) == {asked.name}
        title = asked.asked.title
        assert HEADER.match(text)["title"] == f"{title.zh} | {title.en}"
    card = question("measure-card").title
    assert HEADER.match(TRUSTED["measure-card"])["title"] == f"{card.zh} | {card.en}"


def test_the_page_shows_the_trusted_documents_under_their_titles():
    shown = re.findall(
        r"^### (.+)\n\n(?:.+\n)+\n```graphql\n((?:.*\n)+?)```\n\n```json\n(.*)\n```", PAGE, flags=re.MULTILINE
    )
    assert {f"# {title.replace(' · ', ' | ')}\n# {variables}\n{text}" for title, text, variables in shown} == {
        *TRUSTED.values()
    }

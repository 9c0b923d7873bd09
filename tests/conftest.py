"""What the tests stand on: a real Neo4j, the annotated documents, and nothing of the user's own settings.

Where CI=true a missing part fails the test; elsewhere the test is skipped, and pytest says why.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from graph import server
from graph.access import resolve
from graph.endpoint import Endpoint
from graph.errors import ServerError
from graph.settings import Settings
from graph.store import Store
from graph.writer import prepare
from loaders.tables import indicators

CHECKOUT = Path(__file__).resolve().parents[1]
SHARED = CHECKOUT.parent / "shared"

# The user's settings file and language must not decide what a test sees.
os.environ["YINGSHANG_SETTINGS"] = os.devnull
os.environ.pop("YINGSHANG_LANGUAGE", None)


def missing(what: str) -> NoReturn:
    """Fail in CI, skip elsewhere."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} (CI=true)")
    pytest.skip(what)


@pytest.fixture(scope="session")
def documents() -> Path:
    """Folder of the published plans that are kept beside the checkout."""
    folder = SHARED / "documents"
    return folder if folder.is_dir() else missing(f"no published plans in {folder}")


@pytest.fixture(scope="session")
def gold() -> Path:
    """Folder of their annotation."""
    folder = SHARED / "gold"
    return folder if folder.is_dir() else missing(f"no annotation in {folder}")


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the Neo4j that `endpoint` is."""
    return Settings().model_copy(update={"home": tmp_path_factory.mktemp("neo4j")})


@pytest.fixture(scope="session")
def endpoint(ground: Settings) -> Iterator[Endpoint]:
    """A Neo4j that the tests may empty: that of NEO4J_URI if it is empty, else a local one of their own."""
    if ground.neo4j_uri is not None:
        yield given(ground)
        return
    try:
        started = server.start(ground)
    except ServerError as error:
        missing(f"no Neo4j: {error}")
    yield started
    server.stop(ground)


def given(settings: Settings) -> Endpoint:
    """Return the endpoint of NEO4J_URI, after making sure that nobody loses a graph."""
    found = resolve(settings)
    with Store.open(found) as store:
        if store.read("MATCH (n) RETURN count(n) AS nodes")[0]["nodes"]:
            pytest.exit("The tests empty the graph, and that of NEO4J_URI holds something.", returncode=2)
    return found


@pytest.fixture(scope="session")
def opened(endpoint: Endpoint) -> Iterator[Store]:
    """A store on the tests' Neo4j, opened once."""
    with Store.open(endpoint) as store:
        yield store
        empty(store)


@pytest.fixture
def store(opened: Store) -> Store:
    """A store on an emptied graph with constraints, indexes and the national indicators."""
    empty(opened)
    prepare(opened, indicators())
    return opened


def empty(store: Store) -> None:
    """Delete every node and relationship."""
    store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it stands on, so that `-m "not neo4j"` cannot miss one."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if names & {"endpoint", "opened", "store"}:
            item.add_marker(pytest.mark.neo4j)
        if names & {"documents", "gold"}:
            item.add_marker(pytest.mark.documents)

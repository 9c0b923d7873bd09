"""The referee's fixtures: the oracle over what the tests' Neo4j holds."""

import pytest

from api.sdl import sdl
from graph.endpoint import Endpoint
from graph.store import Store
from tests.api.referee.graph import Graph
from tests.api.referee.oracle import Oracle


@pytest.fixture(scope="module")
def oracle(world: Endpoint, opened: Store) -> Oracle:
    del world
    return Oracle(sdl(), Graph(opened))

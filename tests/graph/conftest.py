"""What the tests of the questions share: the published plans in the graph."""

import pytest

from graph.writer import prepare, write
from loaders import load
from loaders.tables import indicators


@pytest.fixture(scope="session")
def published(documents):
    return [load(path) for path in sorted(documents.glob("*.txt"))]


@pytest.fixture(scope="module")
def library(opened, published):
    """The four published plans in the graph; a module's first tests only read it."""
    opened.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    prepare(opened, indicators())
    for each in published:
        write(opened, each)
    return opened

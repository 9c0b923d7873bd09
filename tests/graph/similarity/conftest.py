"""What these tests write: plans whose measures are of known wording."""

import pytest

from graph.similarity import compare
from graph.terminal import Bar
from graph.writer import write


@pytest.fixture
def compared():
    """Load plans, compare, and return the report."""

    def run(store, *plans):
        for each in plans:
            write(store, each)
        with Bar(quiet=True) as bar:
            return compare(store, bar)

    return run

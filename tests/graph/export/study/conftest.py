"""Studies without Neo4j: of the corpus worked out by hand, and of the samples as they are read."""

import pytest

from graph.export.study.request import Options, Reading, Silence
from graph.export.study.tables import Tables
from graph.export.study.writing import write
from loaders import load
from loaders.evaluation import floors
from loaders.files import SAMPLES
from tests.performance import country

READING = Reading("0.1.0+test", floors())


@pytest.fixture(scope="session")
def samples():
    """The bundled samples as a corpus."""
    return country.corpus([load(path) for path in sorted(SAMPLES.glob("*.txt"))])


@pytest.fixture(scope="session")
def studied(samples, tmp_path_factory):
    """The folder of their study."""
    out = tmp_path_factory.mktemp("study") / "out"
    write(samples, out, Options(), READING, [], Silence())
    return out


@pytest.fixture
def by_hand(corpus, tmp_path):
    """The tables of the study of the corpus worked out by hand."""
    write(corpus, tmp_path / "out", Options(), None, [], Silence())
    return Tables(tmp_path / "out")

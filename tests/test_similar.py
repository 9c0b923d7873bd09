"""`yingshang similar`: what it prints, its exit codes, and what it says when it cannot work."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import yingshang
from graph.endpoint import Endpoint
from graph.errors import OntologyOutdated, ServerNotStarted
from graph.settings import read_settings
from graph.store import Store

PLAN = """{city}优化营商环境实施方案

一、开办企业
1.推行一网通办。对新产业、新业态实行“触发式”监管，首次轻微违法可免予处罚。（责任单位：{city}税务局）
2.{own}。（责任单位：{city}财政局）
"""


@pytest.fixture
def run(store: Store, endpoint: Endpoint, tmp_path: Path):
    """Run the command line on the tests' Neo4j."""
    del store
    values = (endpoint.uri, endpoint.username, endpoint.password, endpoint.database or "")
    environment = dict(zip(("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"), values, strict=True))

    def invoked(*arguments: object):
        read_settings.cache_clear()
        try:
            return CliRunner().invoke(
                yingshang.app, [*map(str, arguments)], env={**environment, "YINGSHANG_HOME": str(tmp_path)}
            )
        finally:
            read_settings.cache_clear()

    return invoked


@pytest.fixture
def plans(tmp_path: Path) -> list[Path]:
    """Plans of two invented cities, with one measure in common."""
    files = [tmp_path / f"{number}.txt" for number in range(2)]
    for file, city, own in zip(
        files, ("望川市", "临溪市"), ("建设口岸冷链查验场地", "培育砚台茶油商标品牌"), strict=True
    ):
        file.write_text(PLAN.format(city=city, own=own), encoding="utf-8")
    return files


def test_it_says_what_it_added_and_kept(run, plans):
    assert run("load", *plans).exit_code == 0
    first = run("similar", "--json")
    assert first.exit_code == 0
    assert json.loads(first.stdout) == {
        "documents": 2, "compared": 2, "measures": 4, "too_short": 2, "added": 1, "removed": 0, "kept": 0,
    }  # fmt: skip
    again = json.loads(run("similar", "--json").stdout)
    assert (again["compared"], again["added"], again["kept"]) == (0, 0, 1)
    (row,) = json.loads(run("ask", "similar-measures", "--city", "望川市", "--json").stdout)
    assert (row["state"], row["score"], row["second_city"]) == ("similar", 1.0, "临溪市")


def test_people_are_told_in_both_languages(run, plans):
    run("load", *plans)
    assert "新增的相似措施对" in run("similar").stdout


def test_a_graph_of_another_version_is_refused(run, store):
    store.write(lambda transaction: transaction.run("MATCH (o:Ontology) SET o.version = 2"))
    assert isinstance(run("similar").exception, OntologyOutdated)


def test_no_neo4j_is_said(tmp_path):
    read_settings.cache_clear()
    done = CliRunner().invoke(yingshang.app, ["similar"], env={"YINGSHANG_HOME": str(tmp_path), "NEO4J_URI": ""})
    read_settings.cache_clear()
    assert isinstance(done.exception, ServerNotStarted)


def test_without_the_extra_it_says_what_to_install(tmp_path):
    """In a process of its own, where the library cannot be imported."""
    program = (
        "import sys; sys.modules['datasketch'] = None; sys.argv = ['yingshang', 'similar'];"
        "import yingshang; yingshang.main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert "YS605" in done.stderr
    assert "yingshang[study]" in done.stderr

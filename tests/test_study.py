"""`yingshang study` on a real Neo4j: whole, the same bytes every time, one with the export, and what it refuses."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import yingshang
from graph.errors import FolderInUse, NothingToStudy, UnknownCity, UnknownFormat, UnknownIndicator
from graph.export.formats import read_csv
from graph.judgements import Decision, Verdict, append
from graph.settings import read_settings
from graph.writer import write
from loaders import load
from loaders.files import SAMPLES
from loaders.parser import parser


@pytest.fixture
def filled(store):
    """The graph of the bundled samples."""
    for sample in sorted(SAMPLES.glob("*.txt")):
        write(store, load(sample))


@pytest.fixture
def environment(endpoint, tmp_path):
    values = (endpoint.uri, endpoint.username, endpoint.password, endpoint.database or "")
    names = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
    return {**dict(zip(names, values, strict=True)), "YINGSHANG_HOME": str(tmp_path / "home")}


@pytest.fixture
def run(store, environment):
    """Run the command line on the tests' Neo4j."""
    del store

    def invoked(*arguments):
        read_settings.cache_clear()
        try:
            return CliRunner().invoke(yingshang.app, [*map(str, arguments)], env=environment)
        finally:
            read_settings.cache_clear()

    return invoked


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.usefixtures("filled")
def test_twice_and_under_any_hash_seed_the_bytes_are_the_same(run, environment, tmp_path):
    done = run("study", "--out", tmp_path / "0", "--json")
    assert done.exit_code == 0
    first = contents(tmp_path / "0")
    assert {str(tmp_path / "0" / name) for name in first} == set(json.loads(done.stdout))
    assert json.loads(done.stdout)[0] == str(tmp_path / "0" / "report.html")
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "yingshang", "study", "--out", str(tmp_path / seed)]
        subprocess.run(
            command, env={**os.environ, **environment, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        )
        assert contents(tmp_path / seed) == first


@pytest.mark.slow
@pytest.mark.usefixtures("filled")
def test_it_holds_what_an_export_writes_and_replaces_an_earlier_study(run, tmp_path):
    asked = ("--city", "云渡市", "--section-leads", "--format", "pajek")
    assert run("study", "--out", tmp_path / "study").exit_code == 0
    assert run("study", "--out", tmp_path / "study", *asked).exit_code == 0
    assert run("export", "--out", tmp_path / "export", "--backbone", *asked).exit_code == 0
    exported, studied = contents(tmp_path / "export"), contents(tmp_path / "study")
    page = exported.pop("README.md")
    assert studied["README.md"].startswith(page)
    assert {name: studied[name] for name in exported} == exported
    own = studied.keys() - exported.keys()
    assert {name.partition("/")[0] for name in own} == {"README.md", "report.html", "files.csv", "figures", "tables"}
    assert not any("澜川市" in name for name in own)
    told = {row["name"]: row["value"] for row in read_csv(tmp_path / "study" / "tables" / "provenance.csv")}
    assert (told["cities"], told["formats"], told["parser"]) == ("云渡市", "pajek", parser())


@pytest.mark.usefixtures("filled")
def test_decisions_of_the_cities_are_listed_with_who_and_why(run, tmp_path):
    made = [
        Decision(
            "2026-01-02T03:04:05Z", "王某", Verdict.SAME, "name/市监局", "市场监管", city="云渡市", why="同一机构"
        ),
        Decision("2026-01-02T03:04:05Z", "王某", Verdict.SAME, "name/市监局", "市场监管", city="澜川市"),
    ]
    append(tmp_path / "home" / "decisions.jsonl", [each.identified() for each in made])
    assert run("study", "--out", tmp_path / "out", "--city", "云渡市").exit_code == 0
    (row,) = read_csv(tmp_path / "out" / "tables" / "decisions.csv")
    assert (row["who"], row["city"], row["why"]) == ("王某", "云渡市", "同一机构")


@pytest.mark.usefixtures("filled")
def test_measures_of_an_indicator_only(run, tmp_path):
    assert run("study", "--out", tmp_path, "--indicator", "开办企业").exit_code == 0
    measures = read_csv(tmp_path / "tables" / "measures.csv")
    assert measures
    assert all("开办企业" in row["indicators"] for row in measures)
    assert "只含对应指标" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (("--city", "东京市"), UnknownCity),
        (("--indicator", "开办商店"), UnknownIndicator),
        (("--format", "docx"), UnknownFormat),
    ],
)
def test_what_is_not_known_is_refused_before_anything_is_written(run, tmp_path, asked, error):
    assert isinstance(run("study", "--out", tmp_path / "out", *asked).exception, error)
    assert not (tmp_path / "out").exists()


def test_of_an_empty_graph_there_is_nothing_to_study(run, tmp_path):
    refused = run("study", "--out", tmp_path / "out").exception
    assert isinstance(refused, NothingToStudy)
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("filled")
def test_a_folder_of_something_else_is_left_alone(run, tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    assert isinstance(run("study", "--out", tmp_path).exception, FolderInUse)
    assert contents(tmp_path) == {"thesis.docx": b"mine"}


@pytest.mark.parametrize("library", ["matplotlib", "jinja2", "numpy"])
def test_without_its_extra_it_says_what_to_install(library, tmp_path):
    code = f"""
import pathlib, sys
sys.modules[{library!r}] = None
from graph.errors import ExtraMissing
from graph.export.study import study
try:
    study(None, pathlib.Path({str(tmp_path / "out")!r}))
except ExtraMissing as missing:
    print(missing)
"""
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert library in shown
    assert "pip install 'yingshang[study]'" in shown
    assert not (tmp_path / "out").exists()

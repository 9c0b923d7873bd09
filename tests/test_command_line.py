"""The command line as programs and people use it: output, messages, exit codes."""

import csv
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

import loaders
import yingshang
from graph.endpoint import Endpoint
from graph.errors import ServerNotStarted
from graph.settings import read_settings
from graph.store import Store
from loaders.files import SAMPLES

COMMANDS = (
    "up",
    "down",
    "status",
    "load",
    "extract",
    "evaluate",
    "ask",
    "serve",
    "keys",
    "export",
    "check",
    "review",
    "similar",
    "study",
)
BOTH = re.compile(r"[一-鿿].*[a-z]", re.DOTALL)
NEO4J = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
SAMPLE = SAMPLES / "yundu.txt"


@dataclass(frozen=True)
class Done:
    """What a run of the command line left."""

    returncode: int
    stdout: str
    stderr: str


class Line:
    """Runs `yingshang` in this process, with an environment of its own."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path, **environment: str
    ) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys
        self.environment = dict.fromkeys(NEO4J, "") | {"YINGSHANG_HOME": str(home)} | environment

    def __call__(self, *arguments: object, **environment: str) -> Done:
        with self.monkeypatch.context() as patch:
            for name, value in (self.environment | environment).items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["yingshang", *map(str, arguments)])
            read_settings.cache_clear()
            try:
                yingshang.main()
                code = 0
            except SystemExit as ended:
                code = int(ended.code or 0)
            finally:
                read_settings.cache_clear()
        return Done(code, *self.capsys.readouterr())


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Line:
    """A command line without any Neo4j."""
    return Line(monkeypatch, capsys, tmp_path)


@pytest.fixture
def line(
    store: Store,
    endpoint: Endpoint,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Line:
    """A command line on the tests' Neo4j, emptied."""
    del store
    values = (endpoint.uri, endpoint.username, endpoint.password, endpoint.database or "")
    return Line(monkeypatch, capsys, tmp_path, **dict(zip(NEO4J, values, strict=True)))


def test_help_names_every_command_in_both_languages(alone: Line) -> None:
    shown = alone("--help")
    assert shown.returncode == 0
    lines = {text.split()[0]: text for text in shown.stdout.partition("Commands:")[2].splitlines() if text.strip()}
    assert set(COMMANDS) == set(lines)
    assert all(BOTH.search(text) for text in lines.values())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(alone: Line, command: str) -> None:
    shown = alone(command, "--help")
    assert shown.returncode == 0
    assert BOTH.search(shown.stdout)


def test_versions_are_told(alone: Line) -> None:
    assert re.fullmatch(r"yingshang [\d.]+, Python [\d.]+, Neo4j [\d.]+\n", alone("--version").stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("load",),
        ("extract",),
        ("export",),
        ("serve", "--port", "0"),
        ("ask", "laws-cited", "bare"),
        ("ask", "laws-cited", "--set", "city"),
        ("status", "--nonsense"),
    ],
)
def test_wrong_use_is_2(alone: Line, arguments: tuple[str, ...]) -> None:
    assert alone(*arguments).returncode == 2


@pytest.mark.parametrize(
    "command", [("load", SAMPLE), ("ask", "laws-cited"), ("check",), ("serve",), ("export", "--out", "x")]
)
def test_without_neo4j_one_line_says_what_to_do(alone: Line, command: tuple[object, ...]) -> None:
    failed = alone(*command)
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert failed.stderr.splitlines()[-1].startswith("[YS301]")
    assert "yingshang up" in failed.stderr
    assert "Traceback" not in failed.stderr


@pytest.mark.parametrize("arguments", [("--debug", "check"), ("check", "--debug")])
def test_debug_shows_where(alone: Line, arguments: tuple[str, ...]) -> None:
    with pytest.raises(ServerNotStarted):
        alone(*arguments)


def test_messages_are_english_where_that_is_wanted(alone: Line) -> None:
    assert "does not run" in alone("check", YINGSHANG_LANGUAGE="en").stderr


def test_a_setting_that_cannot_be_used_is_named(alone: Line) -> None:
    failed = alone("status", YINGSHANG_HTTP_PORT="nine")
    assert failed.returncode == 1
    assert "[YS101]" in failed.stderr
    assert "YINGSHANG_HTTP_PORT" in failed.stderr


def test_a_home_that_cannot_be_made_is_named(alone: Line, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    failed = alone("up", YINGSHANG_HOME=str(tmp_path / "file" / "home"))
    assert failed.returncode == 1
    assert str(tmp_path / "file") in failed.stderr
    assert "Traceback" not in failed.stderr


def test_what_does_not_run_is_down(alone: Line) -> None:
    assert alone("status").returncode == 1
    found = alone("status", "--json")
    assert found.returncode == 1
    assert json.loads(found.stdout)["running"] is None
    assert alone("down").returncode == 0


def test_help_comes_without_the_heavy_parts() -> None:
    code = "import sys, yingshang; print(*{'neo4j', 'strawberry', 'networkx', 'jgo', 'rich'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == ""


def test_extract_prints_what_the_loaders_read(alone: Line) -> None:
    shown = alone("extract", SAMPLE)
    assert shown.returncode == 0
    assert json.loads(shown.stdout) == loaders.extract(loaders.load(SAMPLE))


def test_extract_refuses_what_is_not_there(alone: Line, tmp_path: Path) -> None:
    failed = alone("extract", tmp_path / "absent.txt")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "[YS501]" in failed.stderr


def test_questions_are_listed_and_explained_without_neo4j(alone: Line) -> None:
    names = {entry["name"] for entry in json.loads(alone("ask", "--json").stdout)}
    assert {"shared-responsibility", "department-load", "indicator-coverage", "search"} <= names
    listed = alone("ask").stdout
    assert all(name in listed for name in names)
    explained = alone("ask", "department-load", "--explain")
    assert explained.returncode == 0
    assert "--section-leads" in explained.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("department-lod",), "YS401"),
        (("department-load", "--cty", "东宁市"), "YS402"),
        (("department-load", "--limit", "zero"), "YS402"),
        (("co-responsibility",), "YS402"),
    ],
)
def test_a_question_asked_wrongly_is_refused_before_neo4j(alone: Line, arguments: tuple[str, ...], code: str) -> None:
    failed = alone("ask", *arguments)
    assert failed.returncode == 1
    assert failed.stderr.startswith(f"[{code}]")


def test_a_bad_file_does_not_stop_the_others(line: Line, store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "计划"
    folder.mkdir()
    (folder / "a.txt").write_text("", encoding="utf-8")
    (folder / "b.txt").write_bytes(SAMPLE.read_bytes())
    (folder / "c.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "d.pdf").write_bytes(b"%PDF-1.7")
    (folder / "e.wps").write_bytes(b"\xd0\xcf\x11\xe0")
    done = line("load", folder, tmp_path / "absent.txt", "--json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert [loaded["file"] for loaded in report["loaded"]] == ["b.txt"]
    assert [refused["code"] for refused in report["refused"]] == ["YS502", "YS503", "YS510", "YS501"]
    assert report["skipped"] == [str(folder / "e.wps")]
    assert "Traceback" not in done.stderr
    measures = store.read("MATCH (m:Measure) RETURN count(m) AS measures")[0]["measures"]
    assert measures == report["loaded"][0]["measures"] == 23


def test_loading_again_changes_nothing(line: Line) -> None:
    first = json.loads(line("load", "--samples", "--json").stdout)["loaded"]
    assert len(first) == 3
    assert all(loaded["added"] and loaded["measures"] >= 20 and loaded["departments"] for loaded in first)
    again = line("load", str(SAMPLES / "*.txt"), "--json")
    assert again.returncode == 0
    assert [(e["added"], e["changed"], e["removed"]) for e in json.loads(again.stdout)["loaded"]] == [(0, 0, 0)] * 3
    shown = line("load", SAMPLE, "--unresolved")
    assert shown.returncode == 0
    assert "云渡市" in shown.stdout


def test_answers_for_people_and_for_programs(line: Line) -> None:
    line("load", SAMPLE)
    asked = line("ask", "department-load", "--city", "云渡市", "--limit=3", "--json")
    assert asked.returncode == 0
    rows = json.loads(asked.stdout)
    assert len(rows) == 3
    assert all(row["city"] == "云渡市" for row in rows)
    assert f"共 {rows[0]['total']} 行" in asked.stderr
    assert json.loads(line("ask", "department-load", "--set", "limit=3", "--json").stdout) == rows
    table = line("ask", "department-load", "--limit", "3").stdout
    assert rows[0]["department"] in table
    assert "部门任务量" not in table
    assert rows[0]["department_id"] not in table
    with_leads = line("ask", "department-load", "--section-leads", "--json")
    assert with_leads.returncode == 0


def test_a_city_that_is_not_there_is_refused(line: Line) -> None:
    assert "[YS402]" in line("ask", "department-load", "--city", "东宁市").stderr


def test_a_sound_graph_passes_the_check(line: Line, store: Store) -> None:
    line("load", SAMPLE)
    assert line("check").returncode == 0
    store.write(lambda transaction: transaction.run("CREATE (:City {code: '000000'})"))
    found = line("check", "--json")
    assert found.returncode == 1
    assert "City.name" in {violation["where"] for violation in json.loads(found.stdout)}
    assert line("check").returncode == 1


def test_export_says_what_it_wrote(line: Line, tmp_path: Path) -> None:
    line("load", SAMPLE)
    done = line("export", "--out", tmp_path / "out", "--city", "云渡市", "--json")
    assert done.returncode == 0, done.stderr
    files = [Path(name) for name in json.loads(done.stdout)]
    assert files
    assert all(file.is_file() for file in files)
    nodes = next(file for file in files if file.name == "department-measure.nodes.csv")
    assert len(list(csv.reader(nodes.read_text(encoding="utf-8-sig").splitlines()))) > 23
    assert line("export", "--out", tmp_path / "out", "--city", "东宁市").returncode == 1


def test_export_of_an_indicator_in_other_formats(line: Line, tmp_path: Path) -> None:
    line("load", SAMPLE)
    out = tmp_path / "out"
    done = line("export", "--out", out, "--indicator", "获得电力", "--format", "gexf", "--format", "ucinet", "--json")
    assert done.returncode == 0, done.stderr
    names = {Path(name).name for name in json.loads(done.stdout)}
    assert {"function-measure.gexf", "function-measure.dl"} <= names
    assert "function-measure.graphml" not in names
    assert "[YS603]" in line("export", "--out", out, "--indicator", "开办商店").stderr
    assert "[YS604]" in line("export", "--out", out, "--format", "docx").stderr


def test_a_wrong_password_is_one_line(line: Line) -> None:
    failed = line("check", NEO4J_PASSWORD="falsch-geheim")
    assert failed.returncode == 1
    assert len(failed.stderr.splitlines()) == 1
    assert "[YS202]" in failed.stderr
    assert "falsch-geheim" not in failed.stderr


def test_a_neo4j_of_ones_own_is_not_started(line: Line, endpoint: Endpoint) -> None:
    shown = line("up", "--json")
    assert shown.returncode == 0
    assert json.loads(shown.stdout)["uri"] == endpoint.uri
    assert endpoint.password not in shown.stdout


def test_serving_ends_in_peace(line: Line) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "yingshang", "serve", "--port", str(port)],
        env=os.environ | line.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as serving:
        try:
            answer = ask(f"http://127.0.0.1:{port}/graphql")
        finally:
            serving.send_signal(signal.SIGINT)
        said = serving.communicate(timeout=60)[0]
    assert answer == {"data": {"__typename": "Query"}}
    assert serving.returncode == 0
    assert f"http://127.0.0.1:{port}/graphql\n" in re.sub(" +\n", "\n", said)
    assert f"http://127.0.0.1:{port}/graphiql/" in said


def ask(address: str) -> object:
    """Ask until the server answers."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return httpx.post(address, json={"query": "{ __typename }"}).json()
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_rows_too_wide_for_the_terminal_are_names_and_values_and_nothing_is_cut(capsys, monkeypatch):
    from graph import terminal  # noqa: PLC0415
    from graph.catalogue import question  # noqa: PLC0415
    from graph.question import Answer  # noqa: PLC0415

    asked = question("deadlines")
    row = dict.fromkeys(column.name for column in asked.columns) | {
        "heading": "优" * 150,
        # Neo4j keeps no order of a map's entries; the header's is department, role, quote, start, end.
        "details": [{"end": 9, "quote": "税务局", "role": "lead", "start": 6, "department": "东宁市税务局"}],
    }
    found = Answer(asked, {}, [row | {"total": 2}, row | {"total": 2}])
    monkeypatch.setattr(terminal, "output", terminal.Console(width=100, highlight=False))
    terminal.answer(found)
    narrow = capsys.readouterr().out
    assert narrow.count("优") == 2 * 150
    assert narrow.count("东宁市税务局 lead 税务局 6–9") == 2
    assert "┃" not in narrow
    monkeypatch.setattr(terminal, "output", terminal.Console(width=4000, highlight=False))
    terminal.answer(found)
    assert "┃" in capsys.readouterr().out


def test_the_document_of_measures_listed_together_stands_once(capsys):
    from graph import terminal  # noqa: PLC0415

    together = [
        {"number": "1．", "heading": "减环节", "document": "甲"},
        {"number": "2．", "heading": "降成本", "document": "甲"},
    ]
    apart = [
        {"number": "1．", "heading": "减环节", "document": "甲"},
        {"number": "2．", "heading": "减环节", "document": "乙"},
    ]
    terminal.facts([("together", together), ("apart", apart)])
    shown = [line.strip() for line in capsys.readouterr().out.replace("together", "").replace("apart", "").splitlines()]
    assert shown == ["1．减环节", "2．降成本", "〔甲〕", "1．减环节 〔甲〕", "2．减环节 〔乙〕"]

"""The scripts that a new user runs, and the locks they install."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import tomllib
from itertools import chain, pairwise
from pathlib import Path

import httpx
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from graph.endpoint import Endpoint
from graph.store import Store

CHECKOUT = Path(__file__).resolve().parents[1]
SCRIPTS = sorted(file for file in [*(CHECKOUT / "scripts").iterdir(), CHECKOUT / ".ci" / "run"] if file.is_file())
LOCKS = ("requirements.txt", "requirements-analysts.txt", "requirements-dev.txt")
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
TOOLS = ("bash", "env", "dirname", "cat", "sha256sum", "rm", "sed", "id")


def requirements(name: str) -> dict[str, list[Requirement]]:
    """Return the locked packages of a file by name: one entry for each kind of system."""
    lines = (CHECKOUT / name).read_text(encoding="utf-8").splitlines()
    locked: dict[str, list[Requirement]] = {}
    for line in lines:
        if line and not line.startswith((" ", "#")):
            found = Requirement(line.rstrip(" \\"))
            locked.setdefault(canonicalize_name(found.name), []).append(found)
    return locked


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_every_script_can_be_run(script: Path) -> None:
    assert os.access(script, os.X_OK)
    subprocess.run([shutil.which("bash") or "bash", "-n", script], check=True)


def test_ci_has_no_logic_of_its_own() -> None:
    lines = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("exec ")
    assert "scripts/test" in lines[1]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_and_hashes_everything_and_names_no_host(name: str) -> None:
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)
    entries = re.split(r"\n(?=\S)", text)
    packages = [entry for entry in entries if entry.strip() and not entry.startswith("#")]
    assert packages
    assert all("==" in entry and "--hash=sha256:" in entry for entry in packages)


def test_the_locks_fit_the_project_and_each_other() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, analysts, everything = map(requirements, LOCKS)
    groups, extras = project["dependency-groups"], project["project"]["optional-dependencies"]
    needed = [*project["project"]["dependencies"], *groups["build"]]
    studied = [*needed, *extras["notebooks"], *extras["study"]]
    for locked, wanted in (
        (runtime, needed),
        (analysts, studied),
        (everything, [*needed, *chain(*extras.values(), *groups.values())]),
    ):
        for requirement in map(Requirement, wanted):
            versions = [next(iter(pin.specifier)).version for pin in locked[canonicalize_name(requirement.name)]]
            assert all(map(requirement.specifier.contains, versions)), requirement
    for smaller, larger in pairwise((runtime, analysts, everything)):
        for name, pins in smaller.items():  # on which systems a package is wanted may differ, its version may not
            assert {str(pin.specifier) for pin in larger[name]} == {str(pin.specifier) for pin in pins}


def test_run_explains_itself() -> None:
    shown = subprocess.run([CHECKOUT / "scripts" / "run", "--help"], capture_output=True, text=True, check=True)
    assert "scripts/run --once [PATH…]" in shown.stdout
    assert "set -euo" not in shown.stdout


def test_run_refuses_what_it_does_not_know() -> None:
    done = subprocess.run([CHECKOUT / "scripts" / "run", "--twice"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--twice" in done.stderr


def test_too_old_a_python_is_said(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found
        (programs / tool).symlink_to(found)
    old = programs / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" || exit 1\n', encoding="utf-8")
    old.chmod(0o755)
    (tmp_path / "scripts").mkdir()
    script = shutil.copy(CHECKOUT / "scripts" / "environment", tmp_path / "scripts")
    done = subprocess.run(
        [script, "requirements.txt"], env={"PATH": str(programs)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "3.11" in done.stderr
    assert "Python 3.9.2" in done.stderr
    assert not (tmp_path / ".venv").exists()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout as a new user has it, in a folder with a space and Chinese in its name."""
    copy = tmp_path_factory.mktemp("新 机器") / "yingshang"
    shutil.copytree(CHECKOUT, copy, ignore=LEFT_OUT)
    return copy


@pytest.fixture
def environment(endpoint: Endpoint, store: Store, tmp_path: Path) -> dict[str, str]:
    """An empty home, and the tests' Neo4j emptied."""
    del store
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "YINGSHANG_"))}
    return kept | {
        "HOME": str(tmp_path),
        "NEO4J_URI": endpoint.uri,
        "NEO4J_USERNAME": endpoint.username,
        "NEO4J_PASSWORD": endpoint.password,
    }


@pytest.mark.slow
def test_run_once_from_nothing(
    fresh: Path, environment: dict[str, str], documents: Path, store: Store, tmp_path: Path
) -> None:
    run = [fresh / "scripts" / "run", "--once", documents]
    first = subprocess.run(run, env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert first.returncode == 0, first.stderr
    for title in ("另一部门", "分摊量", "国家指标"):
        assert title in first.stdout
    assert store.read("MATCH (m:Measure) RETURN count(m) AS measures") == [{"measures": 284}]
    assert (fresh / ".venv" / "bin" / "yingshang").exists()
    check = [fresh / ".venv" / "bin" / "yingshang", "check", "--json"]
    assert subprocess.run(check, env=environment, capture_output=True, text=True, check=True).stdout == "[]\n"
    again = subprocess.run(run, env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert again.returncode == 0
    assert ".venv" not in again.stderr


@pytest.mark.slow
def test_run_serves_the_samples_until_it_is_interrupted(fresh: Path, environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with subprocess.Popen(
        [fresh / "scripts" / "run"],
        env=environment | {"YINGSHANG_API_PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        start_new_session=True,
    ) as running:
        try:
            answer = wait_for(f"http://127.0.0.1:{port}/graphql", running)
        finally:
            os.killpg(running.pid, signal.SIGINT)  # as Ctrl-C does
        said = running.communicate(timeout=60)[0]
    assert running.returncode == 0
    assert answer["data"]["cities"]["totalCount"] >= 3
    assert f"http://127.0.0.1:{port}/graphql" in said
    assert "yundu.txt" in said


def wait_for(address: str, running: subprocess.Popen[str]) -> dict[str, dict[str, dict[str, int]]]:
    """Ask until the server answers or has ended."""
    deadline = time.monotonic() + 300
    while running.poll() is None and time.monotonic() < deadline:
        try:
            return httpx.post(address, json={"query": "{ cities(first: 1) { totalCount } }"}).json()
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(running.returncode)

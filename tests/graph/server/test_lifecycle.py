"""The local Neo4j as it is: started, killed, started twice, and started where it cannot."""

import json
import os
import re
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import psutil
import pytest

from graph import server
from graph.endpoint import Endpoint
from graph.errors import ServerFailed, ServerNotStarted, StoreFailed, StoreRefused
from graph.server.layout import Layout
from graph.settings import Settings
from graph.store import Store

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def own(endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a server for these tests alone; `endpoint` has made sure that Neo4j can be had."""
    del endpoint
    settings = Settings(YINGSHANG_HOME=tmp_path_factory.mktemp("主页"))
    yield settings
    server.stop(settings)


@pytest.fixture
def running(own: Settings) -> Endpoint:
    return server.start(own)


def pid(settings: Settings) -> int:
    found = server.status(settings).running
    assert found is not None
    return found.pid


def processes(settings: Settings) -> list[int]:
    """Return every process that runs on the folder, whatever the state file says."""
    mark = f"--home-dir={Layout.of(settings).folder}"
    return [p.pid for p in psutil.process_iter(["cmdline"]) if mark in (p.info["cmdline"] or ())]


def test_it_answers_drivers_that_ask_for_a_route(running: Endpoint) -> None:
    assert running.uri.startswith("neo4j://")
    with Store.open(running) as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_it_serves_the_browser(running: Endpoint) -> None:
    assert running.browser_url is not None
    page = httpx.get(running.browser_url)
    assert page.status_code == 200
    assert "Neo4j Browser" in page.text


def test_the_page_that_opens_the_browser_is_the_owners_alone(own: Settings, running: Endpoint) -> None:
    found = server.status(own).running
    assert found is not None
    assert found.page is not None
    assert stat.S_IMODE(found.page.stat().st_mode) == 0o600
    page = found.page.read_text(encoding="utf-8")
    start, half = re.search(r'replace\("(.*)#([0-9a-f]+)"\)', page).groups()
    assert start.startswith(str(running.browser_url))
    served = httpx.get(start.replace("start.html", "mask.json")).json()
    # Each half alone says nothing; together they are the password.
    assert running.password not in page
    joined = bytes(one ^ other for one, other in zip(bytes.fromhex(half), bytes.fromhex(served["mask"]), strict=True))
    assert joined.decode() == running.password
    assert served["username"] == running.username


def test_a_second_start_opens_the_browser_anew(own: Settings, running: Endpoint) -> None:
    page = Layout.of(own).page
    before = page.read_text(encoding="utf-8")
    page.unlink()
    assert server.start(own) == running
    assert page.read_text(encoding="utf-8") != before  # under another mask


def test_what_it_serves_holds_no_password(own: Settings, running: Endpoint) -> None:
    served = [file for file in Layout.of(own).web.rglob("*") if file.is_file()]
    assert len(served) > 100
    assert not [file for file in served if running.password.encode() in file.read_bytes()]


def test_the_browser_may_not_reach_other_machines(running: Endpoint) -> None:
    policy = httpx.get(str(running.browser_url)).headers["content-security-policy"]
    sources = {source for directive in policy.split(";") for source in directive.split()[1:]}
    assert sources == {"'self'", "'none'", "'unsafe-inline'", "data:", "ws:", "wss:", "http://127.0.0.1:*"}
    assert "script-src" not in policy  # default-src 'self' holds for scripts


def test_a_stopped_server_leaves_no_page(own: Settings, running: Endpoint) -> None:
    del running
    layout = Layout.of(own)
    assert layout.page.exists()
    server.stop(own)
    assert not layout.page.exists()
    assert not list(layout.web.rglob("mask.json"))


def test_it_is_the_version_asked_for(own: Settings, running: Endpoint) -> None:
    with Store.open(running) as store:
        found = store.read(
            "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version, edition"
        )
    assert found == [{"version": own.neo4j_version, "edition": "community"}]


def test_it_listens_to_this_machine_only(own: Settings, running: Endpoint) -> None:
    del running
    connections = psutil.Process(pid(own)).net_connections("inet")
    heard = {c.laddr.ip.removeprefix("::ffff:") for c in connections if c.status == psutil.CONN_LISTEN}
    assert heard == {"127.0.0.1"}
    assert not [c for c in connections if c.type == socket.SOCK_DGRAM]


def test_it_reads_no_files_and_reports_to_nobody(running: Endpoint) -> None:
    with Store.open(running) as store:
        with pytest.raises(StoreFailed):
            store.read("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line")
        settings = {row["name"]: row["value"] for row in store.read("SHOW SETTINGS YIELD name, value")}
    assert settings["dbms.security.allow_csv_import_from_file_urls"] == "false"
    assert settings["dbms.usage_report.enabled"] == "false"
    assert settings["client.allow_telemetry"] == "false"
    assert settings.get("server.fleet_discovery.enabled", "false") == "false"


def test_its_password_is_the_owners_alone(own: Settings, running: Endpoint) -> None:
    file = server.status(own).password_file
    assert file.read_text(encoding="ascii").strip() == running.password
    assert len(running.password) >= 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    process = psutil.Process(pid(own))
    assert running.password not in " ".join([*process.cmdline(), *process.environ().values()])
    assert running.password not in repr(running)
    with_password = [f for f in file.parent.rglob("*.log") if running.password in f.read_text(errors="replace")]
    assert with_password == []


def test_a_wrong_password_is_refused_in_one_line(running: Endpoint) -> None:
    with pytest.raises(StoreRefused) as raised:
        Store.open(replace(running, password="falsch"))
    assert "\n" not in str(raised.value)
    assert "falsch" not in str(raised.value)


def test_a_second_start_finds_it(own: Settings, running: Endpoint) -> None:
    before = pid(own)
    assert server.start(own) == running == server.endpoint(own)
    assert pid(own) == before


def test_its_status_is_measured(own: Settings, running: Endpoint) -> None:
    found = server.status(own)
    assert found.running is not None
    assert found.running.uri == running.uri
    assert found.running.memory > 100e6
    assert found.data_size > 0
    assert found.download_size > 100e6
    assert found.log.exists()
    assert running.uri in [value for _, value in found.facts()]


def test_what_was_written_survives_a_kill(own: Settings, running: Endpoint) -> None:
    with Store.open(running) as store:
        store.write(lambda transaction: transaction.run("CREATE (:Kept {value: '营商'})"))
    process = psutil.Process(pid(own))
    process.kill()
    process.wait(30)
    assert server.status(own).running is None
    with pytest.raises(ServerNotStarted):
        server.endpoint(own)
    with Store.open(server.start(own)) as store:
        assert store.read("MATCH (n:Kept) RETURN n.value AS value") == [{"value": "营商"}]


def test_a_number_used_again_is_not_taken_for_it(own: Settings, running: Endpoint) -> None:
    del running
    state = Layout.of(own).state
    before = state.read_text(encoding="utf-8")
    try:
        state.write_text(json.dumps(json.loads(before) | {"pid": os.getpid()}), encoding="utf-8")
        assert server.status(own).running is None
        state.write_text("{", encoding="utf-8")
        assert server.status(own).running is None
    finally:
        state.write_text(before, encoding="utf-8")


def test_stopping_is_done_once(own: Settings, running: Endpoint) -> None:
    del running
    assert server.stop(own)
    assert processes(own) == []
    assert not server.stop(own)
    assert server.status(own).running is None


def test_two_starts_at_once_on_taken_ports(own: Settings) -> None:
    server.stop(own)
    with socket.create_server(("127.0.0.1", 0)) as bolt, socket.create_server(("127.0.0.1", 0)) as http:
        taken = {bolt.getsockname()[1], http.getsockname()[1]}
        environment = os.environ | {
            "YINGSHANG_HOME": str(own.home),
            "YINGSHANG_BOLT_PORT": str(bolt.getsockname()[1]),
            "YINGSHANG_HTTP_PORT": str(http.getsockname()[1]),
        }
        code = "from graph import server, settings; print(server.start(settings.read_settings()).uri)"
        starts = [
            subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        answers = {start.communicate(timeout=200)[0].strip() for start in starts}
    found = server.status(own).running
    assert found is not None
    assert answers == {found.uri}
    assert processes(own) == [found.pid]
    assert not {found.bolt_port, found.http_port} & taken


def test_a_start_whose_starter_was_killed_is_gone_on_with(own: Settings) -> None:
    server.stop(own)
    code = "from graph import server, settings; server.start(settings.read_settings())"
    environment = os.environ | {"YINGSHANG_HOME": str(own.home)}
    with subprocess.Popen([sys.executable, "-c", code], env=environment) as starter:
        deadline = time.monotonic() + 100
        while server.status(own).running is None and time.monotonic() < deadline:
            time.sleep(0.02)
        starter.kill()
    before = pid(own)
    with Store.open(server.start(own)) as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
    assert processes(own) == [before]


def test_another_password_in_the_file_is_no_start(own: Settings) -> None:
    server.stop(own)
    file = Layout.of(own).password
    right = file.read_bytes()
    try:
        file.write_text("verstellt", encoding="ascii")
        with pytest.raises(ServerFailed, match=r"password file|密码文件"):
            server.start(own)
        assert processes(own) == []
        file.unlink()
        with pytest.raises(ServerFailed, match=r"password file|密码文件"):
            server.start(own)
    finally:
        file.write_bytes(right)
        file.chmod(0o600)


def test_a_failed_start_shows_the_end_of_its_log(own: Settings, tmp_path: Path) -> None:
    broken = own.model_copy(update={"home": tmp_path})
    layout = Layout.of(broken)
    layout.make()
    (layout.data / "databases").write_text("a file where a folder must be", encoding="utf-8")
    with pytest.raises(ServerFailed) as raised:
        server.start(broken)
    assert str(layout.logs) in str(raised.value)
    assert str(layout.data / "databases") in str(raised.value)
    assert processes(broken) == []

"""The address that is listened on, and the server as a process: starting, stopping, several workers."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from api import ApiSettings, keys, serve
from api.errors import PortTaken, PublicHost
from api.keys import Role
from api.server import listen
from api.settings import read_settings
from graph.errors import SettingsError

QUERY = {"query": "{ __typename }"}
NOWHERE = "bolt://127.0.0.1:1"  # where no Neo4j answers: these tests need none


def test_serving_beyond_this_machine_is_refused_before_anything_starts():
    with pytest.raises(PublicHost):
        serve("0.0.0.0")  # noqa: S104


def test_a_taken_port_is_named():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=str(port)):
            listen(ApiSettings(port=port))
        with pytest.raises(PortTaken, match=str(port)):
            serve(port=port)


def test_a_setting_that_cannot_be_used_is_named(monkeypatch):
    monkeypatch.setenv("YINGSHANG_API_PORT", "many")
    read_settings.cache_clear()
    try:
        with pytest.raises(SettingsError, match="YINGSHANG_API_PORT"):
            read_settings()
    finally:
        read_settings.cache_clear()


class Running:
    """A server in a process of its own."""

    def __init__(self, process: subprocess.Popen[str], base: str, log: Path) -> None:
        self.process, self.base, self._log = process, base, log

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def lines(self, message: str) -> list[dict]:
        """Return the log's lines with a message."""
        found = [json.loads(line) for line in self.log.splitlines() if line.startswith("{")]
        return [line for line in found if line["message"] == message]

    def stopped(self) -> int:
        """Tell it to stop; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


@pytest.fixture
def running(tmp_path) -> Iterator:
    """Start a server by `running(...)`; it is stopped at the end."""
    started: list[subprocess.Popen[str]] = []

    def start(*, workers: int = 1, **environment: str) -> Running:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        log = tmp_path / "log"
        with log.open("w") as stream:
            process = subprocess.Popen(
                [sys.executable, "-c", f"import api; api.serve(port={port}, workers={workers}, ready=print)"],
                env={
                    **os.environ,
                    "NEO4J_URI": NOWHERE,
                    "YINGSHANG_HOME": str(tmp_path),
                    "YINGSHANG_API_LOG": "json",
                    **environment,
                },
                stdout=stream,
                stderr=stream,
                text=True,
            )
        started.append(process)
        server = Running(process, f"http://127.0.0.1:{port}", log)
        for _ in range(600):
            if process.poll() is not None or "host=" in server.log:  # the settings, printed when it answers
                break
            time.sleep(0.1)
        return server

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait(10)


def half_sent(server: Running) -> socket.socket:
    """Send half of a request: it is under way until the rest comes."""
    address = httpx.URL(server.base)
    body = json.dumps(QUERY).encode()
    head = f"POST /graphql HTTP/1.1\r\nhost: {address.netloc.decode()}\r\ncontent-type: application/json\r\n"
    connection = socket.create_connection((address.host, address.port))
    connection.sendall(head.encode() + b"content-length: %d\r\n\r\n" % len(body) + body[:5])
    for _ in range(100):
        if "yingshang_requests_in_flight 1.0" in httpx.get(f"{server.base}/metrics").text:
            break
        time.sleep(0.05)
    return connection


def test_it_starts_answers_and_stops(running, endpoint):
    server = running(NEO4J_URI=endpoint.uri, NEO4J_USERNAME=endpoint.username, NEO4J_PASSWORD=endpoint.password)
    assert httpx.get(f"{server.base}/healthz").json() == {"status": "ok"}
    answer = httpx.post(f"{server.base}/graphql", json=QUERY)
    assert answer.json() == {"data": {"__typename": "Query"}}
    assert "server" not in answer.headers
    assert server.stopped() == 0
    assert len(server.lines("answered")) == 1
    assert endpoint.password not in server.log


def test_what_is_under_way_is_answered_before_it_stops(running):
    server = running()
    with half_sent(server) as connection:
        server.process.send_signal(signal.SIGTERM)
        for _ in range(100):
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"{server.base}/healthz")
                time.sleep(0.05)
                continue
            break  # no more connections are taken
        else:
            pytest.fail("it still takes connections")
        assert server.process.poll() is None
        connection.sendall(json.dumps(QUERY).encode()[5:])
        connection.settimeout(30)
        answer = b"".join(iter(lambda: connection.recv(4096), b""))  # head and body may come apart
        assert b'{"data":{"__typename":"Query"}}' in answer
    assert server.process.wait(30) == 0


def test_it_does_not_wait_for_ever(running):
    server = running(YINGSHANG_API_GRACE="1")
    with half_sent(server):
        assert server.stopped() == 0
    assert [line["status"] for line in server.lines("answered")] == [499]


def test_without_neo4j_it_answers_within_a_second_that_it_is_not_ready(running):
    server = running()
    answer = httpx.get(f"{server.base}/readyz", timeout=1)
    assert (answer.status_code, answer.json()["code"]) == (503, "STORE_UNREACHABLE")
    assert answer.headers["retry-after"]
    assert httpx.get(f"{server.base}/healthz").status_code == 200


def test_a_neo4j_that_says_nothing_keeps_nobody_waiting(running):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = running(NEO4J_URI=f"bolt://127.0.0.1:{silent.getsockname()[1]}")
        for _ in range(2):
            answer = httpx.get(f"{server.base}/readyz", timeout=1.5)
            assert (answer.status_code, answer.json()["code"]) == (503, "STORE_UNREACHABLE")
        assert server.stopped() == 0


def test_keys_are_demanded_as_soon_as_there_are_some(running, tmp_path):
    server = running()
    assert httpx.post(f"{server.base}/graphql", json=QUERY).status_code == 200
    secret = keys.add(tmp_path / "keys.jsonl", "dashboard", Role.READ)
    refused = httpx.post(f"{server.base}/graphql", json=QUERY)
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (401, "UNAUTHENTICATED")
    assert refused.headers["www-authenticate"].startswith("Bearer")
    answer = httpx.post(f"{server.base}/graphql", json=QUERY, headers={"authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer.headers["ratelimit-policy"]) == (200, '"minute";q=3000;w=60')
    assert httpx.get(f"{server.base}/metrics").status_code == 401
    assert server.stopped() == 0
    assert [line.get("client") for line in server.lines("answered")] == [None, None, "dashboard"]
    assert secret not in server.log


def test_workers_share_the_work_and_the_metrics(running):
    server = running(workers=2)
    served, enough = [], 40

    def ask() -> None:
        served.append(httpx.post(f"{server.base}/graphql", json=QUERY).status_code)

    threads = [threading.Thread(target=ask) for _ in range(enough)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert served == [200] * enough
    assert len(server.lines("Application startup complete.")) == 2
    for _ in range(4):  # whichever of them is asked
        text = httpx.get(f"{server.base}/metrics").text
        assert 'yingshang_requests_total{status="200"} 40.0' in text
    assert server.stopped() == 0


def children(process: subprocess.Popen[str]) -> set[int]:
    """Return the processes of the workers: those that wait for connections as it does."""
    return {child.pid for child in psutil.Process(process.pid).children() if "spawn_main" in " ".join(child.cmdline())}


def test_a_worker_that_dies_is_replaced(running):
    server = running(workers=2)
    before = children(server.process)
    assert len(before) == 2
    gone = min(before)
    os.kill(gone, signal.SIGKILL)
    for _ in range(300):
        if len(server.lines("Application startup complete.")) == 3:
            break
        time.sleep(0.1)
    after = children(server.process)
    assert len(after) == 2
    assert gone not in after
    assert httpx.post(f"{server.base}/graphql", json=QUERY).status_code == 200
    assert server.stopped() == 0


def test_workers_that_cannot_start_end_the_server(running, tmp_path):
    (tmp_path / "no folder").touch()
    server = running(workers=2, YINGSHANG_API_DOCUMENTS=str(tmp_path / "no folder"))
    assert server.process.wait(30) == 1
    assert "YS706" in server.log
    assert "host=" not in server.log

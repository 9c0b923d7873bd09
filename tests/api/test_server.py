"""Settings, the address that is listened on, and the server as a process."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from api import ApiSettings, serve
from api.errors import PortTaken, PublicHost
from api.server import listen
from api.settings import read_settings
from graph.errors import SettingsError

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "graphql.md"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_this_machine_may_be_listened_on(host):
    assert ApiSettings(host=host).checked().host == host


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.org", ""])  # noqa: S104
def test_other_addresses_need_to_be_made_public(host):
    with pytest.raises(PublicHost, match="YINGSHANG_API_PUBLIC"):
        ApiSettings(host=host).checked()
    assert ApiSettings(host=host, public=True).checked().host == host


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


def test_every_setting_is_documented():
    text = DOCUMENTATION.read_text(encoding="utf-8")
    documented = dict(re.findall(r"^\| `(YINGSHANG_API_[A-Z]+)` \| `([^`]*)` \|", text, flags=re.MULTILINE))
    assert documented == {
        f"YINGSHANG_API_{name.upper()}": str(field.default).lower() for name, field in ApiSettings.model_fields.items()
    }
    assert all(field.description in text for field in ApiSettings.model_fields.values())


def test_the_server_starts_answers_and_stops(endpoint, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "NEO4J_URI": endpoint.uri,
        "NEO4J_USERNAME": endpoint.username,
        "NEO4J_PASSWORD": endpoint.password,
    }
    code = f"import api; api.serve(port={port})"
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=log, stderr=log)
    try:
        base = f"http://127.0.0.1:{port}"
        for _ in range(300):
            if process.poll() is not None:
                break
            try:
                assert httpx.get(f"{base}/healthz").json() == {"status": "ok"}
                break
            except httpx.TransportError:
                time.sleep(0.1)
        answer = httpx.post(f"{base}/graphql", json={"query": "{ __typename }"})
        assert answer.json() == {"data": {"__typename": "Query"}}
        assert "server" not in answer.headers
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM), (tmp_path / "log").read_text()
    assert endpoint.password not in (tmp_path / "log").read_text()

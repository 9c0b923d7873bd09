"""What a server stands on: a lock between processes, ports, disk, memory, settings."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from graph.access import resolve
from graph.errors import DiskFull, ServerNotStarted, SettingsError
from graph.server import address, configuration, disk
from graph.server.guard import guard
from graph.server.layout import Layout
from graph.server.secret import password
from graph.settings import Settings, read_settings

HOLD = """
import sys
from pathlib import Path
from graph.server.guard import guard
with guard(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_is_held_by_one_and_freed_by_death(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    waited = []
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"

        def waiting() -> None:
            waited.append(True)
            holder.kill()

        with guard(file, waiting=waiting):
            assert waited == [True]
            assert holder.wait(30)
    with guard(file, waiting=lambda: waited.append(True)):
        assert waited == [True]


def test_a_taken_port_is_passed_by() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert not address.is_free(port)
        found = address.free(port)
        assert found != port
        assert address.is_free(found)
    assert address.free(port) == port
    assert address.free(port, but=port) != port


def test_a_full_disk_names_folder_and_setting(tmp_path: Path) -> None:
    disk.require(tmp_path, 1, "YINGSHANG_HOME")
    with pytest.raises(DiskFull) as raised:
        disk.require(tmp_path, 1 << 60, "YINGSHANG_HOME")
    assert str(tmp_path) in str(raised.value)
    assert "YINGSHANG_HOME" in str(raised.value)


def test_sizes_are_those_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one").write_bytes(b"12345")
    (tmp_path / "two").write_bytes(b"123")
    assert disk.size(tmp_path) == 8
    assert disk.size(tmp_path / "absent") == 0


def test_memory_follows_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(configuration, "CONTROL_GROUP", limit)
    limit.write_text("max\n", encoding="ascii")
    whole = configuration.memory()
    limit.write_text(f"{1 << 30}\n", encoding="ascii")
    small = configuration.memory()
    assert small.heap == 384 << 20
    assert small.page_cache == 128 << 20
    assert small.heap <= whole.heap <= 4 << 30
    assert small.page_cache <= whole.page_cache <= 2 << 30


def test_neo4j_listens_where_it_says(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.make()
    configuration.write(layout, "5.26.25", 7001, 7002)
    lines = (layout.configuration / "neo4j.conf").read_text(encoding="utf-8").splitlines()
    assert "server.bolt.listen_address=127.0.0.1:7001" in lines
    assert "server.bolt.advertised_address=127.0.0.1:7001" in lines
    assert "server.http.listen_address=127.0.0.1:7002" in lines


def test_without_a_start_there_is_no_endpoint(tmp_path: Path) -> None:
    settings = Settings(YINGSHANG_HOME=tmp_path).model_copy(update={"neo4j_uri": None})
    with pytest.raises(ServerNotStarted, match="yingshang up"):
        resolve(settings)
    with pytest.raises(ServerNotStarted):
        password(Layout.of(settings))


def test_a_neo4j_of_ones_own_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "neo4j+s://example.org")
    monkeypatch.setenv("NEO4J_PASSWORD", "geheim")
    monkeypatch.setenv("NEO4J_DATABASE", "plans")
    found = resolve(Settings())
    assert (found.uri, found.username, found.password, found.database) == (
        "neo4j+s://example.org",
        "neo4j",
        "geheim",
        "plans",
    )
    assert "geheim" not in repr(found)


@pytest.mark.parametrize("address", ["example.org:7687", "http://example.org", "bolt://"])
def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("NEO4J_URI", address)
    with pytest.raises(SettingsError, match="NEO4J_URI"):
        resolve(Settings())


def test_a_setting_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YINGSHANG_BOLT_PORT", "99999")
    read_settings.cache_clear()
    with pytest.raises(SettingsError, match="YINGSHANG_BOLT_PORT"):
        read_settings()
    read_settings.cache_clear()

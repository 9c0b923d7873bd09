"""Downloads end with exactly the locked files, wherever they were interrupted."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import DiskFull, DownloadFailed
from graph.language import Text
from graph.server import transfer
from graph.server.download import fetch
from graph.server.jars import Jar
from graph.settings import Settings
from tests.graph.server.repository import Repository

CONTENT = bytes(range(256)) * 2000


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    monkeypatch.setattr(transfer, "PAUSE", 0.0)
    with Repository() as running:
        yield running


@pytest.fixture
def settings(repository: Repository, tmp_path: Path) -> Settings:
    return Settings(YINGSHANG_CACHE=tmp_path, YINGSHANG_REPOSITORY=repository.url)


def test_every_jar_arrives_once(repository: Repository, settings: Settings) -> None:
    jars = [repository.publish(f"part{number}", CONTENT[number:]) for number in range(20)]
    folder = fetch(repository.bundle(*jars), settings)
    assert {file.name: file.read_bytes() for file in folder.glob("*.jar")} == {
        jar.file: CONTENT[number:] for number, jar in enumerate(jars)
    }
    assert not list(folder.glob("*.part"))
    repository.asked.clear()
    fetch(repository.bundle(*jars), settings)
    assert repository.asked == []


def test_a_cut_connection_is_taken_up_where_it_ended(repository: Repository, settings: Settings) -> None:
    jar = repository.publish("long", CONTENT)
    repository.cut = [300_000, 100_000]
    folder = fetch(repository.bundle(jar), settings)
    assert (folder / jar.file).read_bytes() == CONTENT
    starts = [int(wanted.removeprefix("bytes=").rstrip("-")) for _, wanted in repository.asked[1:] if wanted]
    assert len(starts) == 2
    assert 0 < starts[0] < starts[1] < len(CONTENT)


def test_an_earlier_run_is_taken_up(repository: Repository, settings: Settings) -> None:
    jar = repository.publish("long", CONTENT)
    folder = repository.bundle(jar).folder(settings.cache)
    folder.mkdir()
    (folder / f"{jar.file}.part").write_bytes(CONTENT[:123_456])
    fetch(repository.bundle(jar), settings)
    assert (folder / jar.file).read_bytes() == CONTENT
    assert repository.asked == [(f"/{jar.path}", "bytes=123456-")]


def test_a_repository_without_ranges_sends_it_again(repository: Repository, settings: Settings) -> None:
    jar = repository.publish("long", CONTENT)
    repository.ranges = False
    repository.cut = [1000]
    folder = fetch(repository.bundle(jar), settings)
    assert (folder / jar.file).read_bytes() == CONTENT


@pytest.mark.parametrize("damage", [CONTENT[:-1], b"\1" + CONTENT[1:], CONTENT + b"\0", b""])
def test_a_damaged_jar_is_never_used(repository: Repository, settings: Settings, damage: bytes) -> None:
    jar = repository.publish("long", CONTENT)
    folder = fetch(repository.bundle(jar), settings)
    (folder / jar.file).write_bytes(damage)
    fetch(repository.bundle(jar), settings)
    assert (folder / jar.file).read_bytes() == CONTENT


def test_another_content_is_refused(repository: Repository, settings: Settings) -> None:
    jar = repository.publish("long", CONTENT)
    repository.files[f"/{jar.path}"] = b"\1" + CONTENT[1:]
    with pytest.raises(DownloadFailed, match="SHA-256"):
        fetch(repository.bundle(jar), settings)
    assert not list(settings.cache.rglob("*.jar"))


def test_what_no_repository_has_is_said_at_once(repository: Repository, settings: Settings) -> None:
    jar = Jar("org.example", "absent", "1.0", None, 10, "0" * 64)
    with pytest.raises(DownloadFailed, match="HTTP 404"):
        fetch(repository.bundle(jar), settings)
    assert len(repository.asked) == 1


def test_an_address_with_a_password_is_not_shown(repository: Repository, tmp_path: Path) -> None:
    jar = Jar("org.example", "absent", "1.0", None, 10, "0" * 64)
    address = repository.url.replace("//", "//someone:geheim@")
    settings = Settings(YINGSHANG_CACHE=tmp_path, YINGSHANG_REPOSITORY=address)
    with pytest.raises(DownloadFailed) as raised:
        fetch(repository.bundle(jar), settings)
    assert "geheim" not in str(raised.value)


def test_nobody_listening_is_a_failed_download(settings: Settings, repository: Repository) -> None:
    jar = repository.publish("long", CONTENT)
    nowhere = settings.model_copy(update={"repository": "http://127.0.0.1:9"})
    with pytest.raises(DownloadFailed, match="ConnectionError"):
        fetch(repository.bundle(jar), nowhere)


def test_too_small_a_disk_is_known_before(repository: Repository, settings: Settings) -> None:
    jar = Jar("org.example", "huge", "1.0", None, 1 << 60, "0" * 64)
    with pytest.raises(DiskFull, match="YINGSHANG_CACHE"):
        fetch(repository.bundle(jar), settings)
    assert repository.asked == []


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_a_disk_that_fills_meanwhile(repository: Repository, settings: Settings) -> None:
    jar = repository.publish("long", CONTENT)
    folder = repository.bundle(jar).folder(settings.cache)
    folder.mkdir()
    (folder / f"{jar.file}.part").symlink_to("/dev/full")
    with pytest.raises(DiskFull):
        fetch(repository.bundle(jar), settings)


class Interrupted(Exception):
    """Stands for Ctrl-C."""


class Listener:
    """Stops the work after so many bytes, as Ctrl-C does."""

    def __init__(self, limit: int) -> None:
        self.limit, self.steps, self.last = limit, [], (0, 0)

    def step(self, what: Text) -> None:
        self.steps.append(what)

    def amount(self, done: int, total: int) -> None:
        self.last = done, total
        if done > self.limit:
            raise Interrupted


def test_an_interrupted_run_keeps_what_came(repository: Repository, settings: Settings) -> None:
    jars = [repository.publish(f"part{number}", CONTENT[number:]) for number in range(10)]
    with pytest.raises(Interrupted):
        fetch(repository.bundle(*jars), settings, progress=Listener(len(CONTENT) * 3))
    folder = repository.bundle(*jars).folder(settings.cache)
    kept = sum(file.stat().st_size for pattern in ("*.jar", "*.part") for file in folder.glob(pattern))
    assert kept > 0
    listener = Listener(1 << 60)
    fetch(repository.bundle(*jars), settings, progress=listener)
    assert all((folder / jar.file).read_bytes() == CONTENT[n:] for n, jar in enumerate(jars))
    done, total = listener.last
    assert done == total

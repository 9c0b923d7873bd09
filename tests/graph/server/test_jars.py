"""The committed locks say what they must, and nothing else."""

import re
from pathlib import Path

import pytest
from jgo.env import EnvironmentSpec, LockFile, compute_spec_hash

from graph.server import jars
from graph.server.jars import LOCK, SPECIFICATION, Jar, bundle
from graph.settings import NEO4J_VERSIONS

ROOM = Path(jars.__file__).parent
FOLDERS = sorted(file.parent for file in ROOM.glob(f"*/{SPECIFICATION}"))


def test_every_version_has_a_bundle() -> None:
    assert {f"neo4j-{version}" for version in NEO4J_VERSIONS} <= {folder.name for folder in FOLDERS}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_lock_belongs_to_its_specification(folder: Path) -> None:
    lock = LockFile.load(folder / LOCK)
    assert lock.spec_hash == compute_spec_hash(folder / SPECIFICATION)
    locked = {f"{d.groupId}:{d.artifactId}:{d.version}" for d in lock.dependencies}
    assert set(EnvironmentSpec.load(folder / SPECIFICATION).coordinates) <= locked


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_lock_names_no_address_and_every_checksum(folder: Path) -> None:
    assert "://" not in "".join((folder / name).read_text(encoding="utf-8") for name in (LOCK, SPECIFICATION))
    found = bundle(folder.name)
    assert all(re.fullmatch(r"[0-9a-f]{64}", jar.sha256) and jar.size > 0 for jar in found.jars)
    assert len({jar.file for jar in found.jars}) == len(found.jars)


def test_a_jar_lies_where_maven_has_it() -> None:
    jar = Jar("io.netty", "netty-epoll", "4.2", "linux-x86_64", 1, "")
    assert jar.path == "io/netty/netty-epoll/4.2/netty-epoll-4.2-linux-x86_64.jar"

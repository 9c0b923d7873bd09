"""The state file (状态): which process runs, in which version, and where it listens."""

import json
from dataclasses import asdict, dataclass

import psutil

from graph.server.layout import Layout

__all__ = ["State", "alive", "read", "write"]


@dataclass(frozen=True, slots=True)
class State:
    """A started server. `created` is the process's start in seconds since 1970."""

    pid: int
    created: float
    version: str
    bolt_port: int
    http_port: int


def write(layout: Layout, state: State) -> None:
    """Write the state file, whole or not at all."""
    fresh = layout.state.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(state), indent=2) + "\n", encoding="utf-8")
    fresh.replace(layout.state)


def read(layout: Layout) -> State | None:
    """Return the state if its process is alive; a state left over from a killed server counts for nothing."""
    try:
        state = State(**json.loads(layout.state.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return state if alive(layout, state.pid) else None


def alive(layout: Layout, pid: int) -> bool:
    """Return whether the process with this number is our server: numbers are used again by the system."""
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and f"--home-dir={layout.folder}" in process.cmdline()
    except psutil.Error:
        return False

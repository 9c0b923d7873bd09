"""The table of a run: on the screen, in Markdown for docs/performance.md, in JSON for programs."""

import json
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

from tests.performance.graphql.measurement import Timing
from tests.performance.graphql.services import PEER, node_version

HEAD = ("question", "c", "ours p50", "p99", "1/s", "peer p50", "p99", "1/s", "ratio", "goal", "p50 / Bolt", "answer")


@dataclass(frozen=True, slots=True)
class Row:
    """One question at one concurrency; times in milliseconds, `goal` how many times the peer it is to reach."""

    question: str
    concurrency: int
    ours: Timing
    peer: Timing
    bolt: Timing | None
    goal: float | None

    @property
    def ratio(self) -> float:
        """How many times the peer's requests a second."""
        return self.ours.rate / self.peer.rate

    def cells(self) -> tuple[str, ...]:
        """Return what is shown."""
        return (
            self.question,
            str(self.concurrency),
            *(f"{each:.1f}" for each in (self.ours.p50, self.ours.p99)),
            f"{self.ours.rate:.0f}",
            *(f"{each:.1f}" for each in (self.peer.p50, self.peer.p99)),
            f"{self.peer.rate:.0f}",
            f"{self.ratio:.1f} ×",
            f"{self.goal:g} ×" if self.goal else "",
            f"{self.ours.p50 / self.bolt.p50:.2f} ×" if self.bolt else "",
            f"{self.ours.size / 1024:.1f} KB",
        )


@dataclass(frozen=True, slots=True)
class Run:
    """One size of the country: its rows, and the bytes resident of one worker after it."""

    cities: int
    measures: int
    neo4j: str
    rows: tuple[Row, ...]
    memory: int
    peer_memory: int


def machine() -> tuple[str, ...]:
    """Return what it ran on, a line each."""
    packages = json.loads((PEER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    ours = ("yingshang", "strawberry-graphql", "neo4j", "neo4j-rust-ext", "uvicorn", "uvloop", "orjson")
    return (
        ", ".join(
            (
                f"{datetime.now(UTC):%Y-%m-%d}",
                f"{platform.system()} {platform.machine()}",
                _processor(),
                f"{psutil.cpu_count()} processors for Neo4j, the server asked and the load together",
                f"{psutil.virtual_memory().total / 2**30:.0f} GB",
            )
        ),
        f"ours: Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in ours),
        f"peer: Node {node_version()}, " + ", ".join(f"{name} {each}" for name, each in packages.items()),
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def screen(row: Row | None) -> str:
    """Return a row, or the head, as a line of the screen."""
    cells = row.cells() if row else HEAD
    return f"{cells[0]:54}{cells[1]:>3}" + "".join(f"{cell:>10}" for cell in cells[2:])


def memory(run: Run) -> str:
    """Return what one worker of each took."""
    return (
        f"memory of one worker after the run: ours {run.memory / 2**20:.0f} MB, peer {run.peer_memory / 2**20:.0f} MB"
    )


def markdown(runs: Iterable[Run]) -> str:
    """Return the tables of all sizes."""
    parts = ["\n".join(f"- {line}" for line in machine())]
    for run in runs:
        lines = [
            "| " + " | ".join(cells) + " |" for cells in (HEAD, ("---",) * len(HEAD), *(r.cells() for r in run.rows))
        ]
        parts += [
            f"### {run.cities} cities, {run.measures} measures, Neo4j {run.neo4j}",
            "\n".join(lines),
            memory(run).capitalize() + ".",
        ]
    return "\n\n".join(parts) + "\n"


def as_json(runs: Iterable[Run]) -> str:
    """Return everything that was measured."""
    return json.dumps({"machine": machine(), "runs": [asdict(run) for run in runs]}, ensure_ascii=False, indent=1)

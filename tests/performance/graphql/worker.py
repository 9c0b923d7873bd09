"""A process of the benchmark's own (工作进程): it is told jobs and tells results, a JSON object a line."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Self


class Worker:
    """A module run as a process while the context lasts."""

    def __init__(self, module: str, environment: Mapping[str, str] | None = None) -> None:
        command = [sys.executable, "-m", module]
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:  # its input is closed, and it ends
            pass

    def tell(self, job: Mapping[str, Any]) -> Any:
        """Return what a job came to."""
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

"""Many files at once (并行读取): plans read in processes beside each other, given in the order of the files.

Only a few files are ahead of the one that is given next, so that memory does not grow with their number.
A process that dies (a file can break a reader's native parts) costs that file alone.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from graph.errors import LoadError
from graph.language import Text
from graph.model import Plan
from loaders.errors import FileDamaged
from loaders.plan import load

__all__ = ["Outcome", "read_all"]

Outcome = tuple[Path, Plan | LoadError]
"""A file with its plan, or with the error for which it was refused."""

AHEAD = 2  # files that each process may be ahead
FEW = 4  # files up to which starting processes costs more than it saves
RECYCLED = 200  # files after which a process gives way to a fresh one


def read_all(files: Sequence[Path], *, city: str | None = None, processes: int | None = None) -> Iterator[Outcome]:
    """Yield each file with its plan, or why it was refused, in the order given.

    Args:
        files: the files.
        city: their city, where the text does not say.
        processes: how many; as many as this process may use, unless told.

    """
    count = processes or usable()
    if len(files) <= FEW or count == 1:
        yield from (read_one(file, city) for file in files)
        return
    waiting = deque(files)
    while waiting:
        yield from read_until_broken(waiting, city, count)
        if waiting:  # a process died: the file at the head may be the cause, and gets a process of its own
            yield read_apart(waiting.popleft(), city)


def read_until_broken(waiting: deque[Path], city: str | None, count: int) -> Iterator[Outcome]:
    """Yield outcomes, taking files off the left as they are done; stops where a process has died."""
    with pool(count) as executor:
        running: deque[Future[Outcome]] = deque()
        ahead = 0
        while waiting:
            try:
                while ahead < min(len(waiting), count * AHEAD):
                    running.append(executor.submit(read_one, waiting[ahead], city))
                    ahead += 1
                outcome = running.popleft().result()
            except BrokenProcessPool:
                return
            waiting.popleft()
            ahead -= 1
            yield outcome


def read_apart(file: Path, city: str | None) -> Outcome:
    """Return the outcome of a file in a process of its own, which it may break."""
    with pool(1) as executor:
        try:
            return executor.submit(read_one, file, city).result()
        except BrokenProcessPool:
            return file, FileDamaged(
                Text("读取时进程崩溃。", "the process that read it died."),
                Text("请重新下载，或另存为文本。", "Download it again, or save it as text."),
                where=str(file),
            )


def read_one(file: Path, city: str | None) -> Outcome:
    """Return a file with its plan, or with the error for which it was refused."""
    try:
        return file, load(file, city=city)
    except LoadError as refused:
        return file, refused


def pool(count: int) -> ProcessPoolExecutor:
    """Return a pool of fresh processes; forking would copy this one's threads half-way."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=context, max_tasks_per_child=RECYCLED)


def usable() -> int:
    """Return how many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1

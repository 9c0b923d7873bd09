"""The load: a process that asks over HTTP, costing as little as can be, the same for both servers.

A connection asks the next question when it has the answer to the last one (a closed loop).
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import count
from typing import Any

import httptools
import uvloop

from tests.performance.graphql.worker import Worker


@dataclass(frozen=True, slots=True)
class Job:
    """Ask for so many seconds: `bodies` in turn from `start`, over so many connections."""

    port: int
    bodies: list[str]
    concurrency: int
    seconds: float
    start: int = 0


@dataclass(slots=True)
class Result:
    """Milliseconds each answer took, the seconds it all took, bytes of answers and the first failure, if any."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    size: int = 0
    failure: str | None = None


class Client(Worker):
    """The process of the load."""

    def __init__(self) -> None:
        super().__init__("tests.performance.graphql.load")

    def ask(self, job: Job) -> Result:
        """Return what a job came to; a failure ends the program."""
        result = Result(**self.tell(asdict(job)))
        if result.failure:
            sys.exit(f"port {job.port} answered: {result.failure}")
        return result


class _Connection(asyncio.Protocol):
    """One connection that asks until time is up."""

    def __init__(self, requests: list[bytes], places: Iterator[int], until: float, result: Result) -> None:
        self._requests, self._places, self._until, self._result = requests, places, until, result
        self._parser = httptools.HttpResponseParser(self)
        self._body: list[bytes] = []
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        now = time.perf_counter()
        self._result.times.append((now - self._asked) * 1000)
        self._result.size += sum(map(len, self._body))
        status = self._parser.get_status_code()
        if status != 200 or not self._body or not self._body[0].startswith(b'{"data":'):
            self._end(f"{status} {b''.join(self._body)[:2000].decode(errors='replace')}")
        elif now > self._until or self._result.failure:
            self._end()
        else:
            # A new parser a message: after a message the old one cannot tell the next one's status.
            self._parser = httptools.HttpResponseParser(self)
            self._ask()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self._end(f"the connection was lost: {error}")

    def _ask(self) -> None:
        self._body.clear()
        request = self._requests[next(self._places) % len(self._requests)]
        self._asked = time.perf_counter()
        self._transport.write(request)

    def _end(self, failure: str | None = None) -> None:
        self._result.failure = self._result.failure or failure
        if not self.done.done():
            self.done.set_result(None)
        self._transport.close()


async def _run(job: Job) -> Result:
    result = Result()
    requests = [_request(body.encode(), job.port) for body in job.bodies]
    places = count(job.start)
    begun = time.perf_counter()
    until = begun + job.seconds
    loop = asyncio.get_running_loop()
    made = [
        await loop.create_connection(lambda: _Connection(requests, places, until, result), "127.0.0.1", job.port)
        for _ in range(job.concurrency)
    ]
    await asyncio.gather(*(connection.done for _, connection in made))
    result.seconds = time.perf_counter() - begun
    return result


def _request(body: bytes, port: int) -> bytes:
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Accept: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def main() -> None:
    for line in sys.stdin:
        result = uvloop.run(_run(Job(**json.loads(line))))
        print(json.dumps(asdict(result)), flush=True)


if __name__ == "__main__":
    main()

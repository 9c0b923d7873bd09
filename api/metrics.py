"""Metrics (指标) for Prometheus, of this process or, where there are several, of all worker processes.

Labels have few values, all of them ours: nothing that a client writes becomes one. Several workers put their numbers
into files of one folder (prometheus-client's multiprocess mode), from which whichever is asked answers for all.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client.exposition import choose_encoder
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from api.access import Access
from api.errors import Refused, status_of
from api.keys import Role

__all__ = ["FOLDER", "Metrics", "MetricsPage"]

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # in the environment; prometheus-client reads it when it is imported
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60)
disable_created_metrics()  # type: ignore[no-untyped-call] # a second series for each, which Prometheus has no use for
SIZES_EVERY = 1.0  # seconds; what is only looked at need not be looked at more often


class Metrics:
    """What is counted and measured."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._requests = Counter("yingshang_requests", "Requests answered, by status", ["status"], registry=registry)
        self._errors = Counter("yingshang_errors", "Errors told to clients, by code", ["code"], registry=registry)
        self._by_status: dict[int, Counter] = {}
        self._kept = Counter("yingshang_kept_answers", "Requests answered from kept answers", registry=registry)
        self._rows = Counter("yingshang_rows", "Rows in answers", registry=registry)
        self._seconds = Histogram(
            "yingshang_request_seconds", "Time from request to answer", buckets=SECONDS, registry=registry
        )
        self._statements = Histogram(
            "yingshang_statement_seconds", "Time of one statement in Neo4j and back", buckets=SECONDS, registry=registry
        )
        self._in_flight = _gauge("yingshang_requests_in_flight", "Requests being worked on", registry)
        self._memory = _gauge("yingshang_resident_memory_bytes", "Memory of the processes that answer", registry)
        self._sizes: list[tuple[Gauge, Callable[[], float]]] = []
        self._process = psutil.Process()
        self._sized = float("-inf")

    @contextmanager
    def flight(self) -> Iterator[None]:
        """Count a request as being worked on."""
        self._in_flight.inc()
        try:
            yield
        finally:
            self._in_flight.dec()

    def size(self, name: str, meaning: str, size: Callable[[], float]) -> None:
        """Have something that grows looked at, now and then."""
        self._sizes.append((_gauge(f"yingshang_{name}", meaning, self._registry), size))

    def statement(self, seconds: float) -> None:
        """Count a statement."""
        self._statements.observe(seconds)

    def request(self, *, status: int, seconds: float, codes: list[str], rows: int, kept: bool) -> None:
        """Count a request that has been answered."""
        counter = self._by_status.get(status)
        if counter is None:
            counter = self._by_status[status] = self._requests.labels(status)
        counter.inc()
        self._seconds.observe(seconds)
        if rows:
            self._rows.inc(rows)
        if kept:
            self._kept.inc()
        for code in codes:
            self._errors.labels(code).inc()
        if time.monotonic() - self._sized > SIZES_EVERY:
            self._look()

    def text(self, accept: str) -> tuple[bytes, str]:
        """Return the metrics in a form that Prometheus accepts, and its media type."""
        self._look()
        registry = self._registry
        if FOLDER in os.environ:
            MultiProcessCollector(registry := CollectorRegistry())  # type: ignore[no-untyped-call]
        encode, media_type = choose_encoder(accept)
        return encode(registry), media_type

    def _look(self) -> None:
        self._sized = time.monotonic()
        self._memory.set(self._process.memory_info().rss)
        for gauge, size in self._sizes:
            gauge.set(size())


def _gauge(name: str, meaning: str, registry: CollectorRegistry) -> Gauge:
    return Gauge(name, meaning, registry=registry, multiprocess_mode="livesum")


class MetricsPage:
    """The address that Prometheus reads: for this machine, or for keys of the role `metrics`."""

    def __init__(self, metrics: Metrics, access: Access) -> None:
        self._metrics = metrics
        self._access = access

    async def page(self, request: Request) -> Response:
        """Answer with the metrics, or say why not."""
        try:
            self._access.admit(request, Role.METRICS)
        except Refused as refused:
            return PlainTextResponse(str(refused), status_of([refused.code], ran=False, older=False), refused.headers)
        text, media_type = self._metrics.text(request.headers.get("accept", ""))
        return Response(text, headers={"content-type": media_type})

"""The application (应用): GraphQL, GraphiQL, health and metrics, put together from the settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import RedirectResponse
from starlette.routing import Route

from api.access import Access
from api.graphiql import Graphiql
from api.health import Health
from api.kept import Kept
from api.metrics import Metrics, MetricsPage
from api.observation import Observed, watching
from api.schema import make_schema
from api.settings import ApiSettings
from api.source import Reader, Source
from api.transport import Endpoint
from graph.extras import needs
from graph.settings import Settings, read_settings

if TYPE_CHECKING:
    from api.traces import Traces

__all__ = ["create_app"]

# What a page of an allowed origin may send, and read of the answer beside its body.
SENT = ("authorization", "content-type", "if-none-match", "traceparent", "tracestate")
READ = ("etag", "ratelimit", "ratelimit-policy", "retry-after")
REMEMBERED = 600  # seconds for which a browser need not ask again whether it may


def create_app(
    settings: ApiSettings,
    store: Reader | None = None,
    *,
    graph: Settings | None = None,
    traces: "Traces | None" = None,
) -> Starlette:
    """Return the application.

    Args:
        settings: the API's settings.
        store: where to read; none: the Neo4j in force, opened when the application starts.
        graph: the graph's settings; none: those in force.
        traces: where spans go; none: as the settings say.

    Raises:
        PublicHost, KeysBroken: nobody may be let in, see `Access`.
        ExtraMissing: the settings ask for traces, and the extra is not installed.

    """
    graph = graph or read_settings()
    access = Access(settings, graph)
    traces = traces or _traces(settings)
    metrics = Metrics()
    source = Source(graph, store, watching(metrics, traces))
    health = Health(source)
    schema = make_schema(settings, source)
    if traces:
        schema.extensions = (traces.operation, *schema.extensions)
    kept = Kept(source, bytes_allowed=settings.kept)
    metrics.size("kept_bytes", "Bytes of the answers that are kept", kept.size)
    routes = [
        Route("/graphql", Observed(Endpoint(schema, settings, access, kept), metrics, traces)),
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route("/metrics", MetricsPage(metrics, access).page),
    ]
    if settings.graphiql:
        page = Graphiql(graph)
        routes += [
            Route("/", lambda _: RedirectResponse("/graphiql/")),
            Route("/graphiql", lambda _: RedirectResponse("/graphiql/")),
            Route("/graphiql/", page.page),
            Route("/graphiql/{name}", page.file),
        ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await source.open()
        try:
            yield
        finally:
            await source.close()
            if traces:
                traces.close()

    return Starlette(routes=routes, middleware=_middleware(settings), lifespan=lifespan)


def _middleware(settings: ApiSettings) -> list[Middleware]:
    """Return what stands before the routes: nothing, unless pages elsewhere may ask."""
    if not settings.origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=("GET", "POST"),
            allow_headers=SENT,
            expose_headers=READ,
            max_age=REMEMBERED,
        )
    ]


def _traces(settings: ApiSettings) -> "Traces | None":
    """Return where spans go by the settings."""
    if not settings.traces:
        return None
    with needs("traces"):
        from api.traces import Traces, exporting  # noqa: PLC0415 - an extra

        return Traces(exporting())

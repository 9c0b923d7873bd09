"""The application (应用): GraphQL, GraphiQL and the health checks, put together from the settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import RedirectResponse
from starlette.routing import Route

from api.answer import Reader
from api.graphiql import Graphiql
from api.health import Health
from api.schema import make_schema
from api.settings import ApiSettings
from api.source import Source
from api.transport import Endpoint
from graph.settings import Settings, read_settings

__all__ = ["create_app"]

LOOPBACK = ("localhost", "127.0.0.1", "::1", "[::1]")


def create_app(settings: ApiSettings, store: Reader | None = None, *, graph: Settings | None = None) -> Starlette:
    """Return the application.

    Args:
        settings: the API's settings.
        store: where to read; none: the Neo4j in force, opened when the application starts.
        graph: the graph's settings; none: those in force.

    """
    graph = graph or read_settings()
    source = Source(graph, store)
    health = Health(source)
    endpoint = Endpoint(make_schema(settings), source, settings)
    routes = [
        Route("/graphql", endpoint),
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
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

    return Starlette(routes=routes, middleware=_middleware(settings), lifespan=lifespan)


def _middleware(settings: ApiSettings) -> list[Middleware]:
    """Return what stands before the routes: on this machine alone, a page elsewhere must not lead names here."""
    if settings.public:
        return []
    return [Middleware(TrustedHostMiddleware, allowed_hosts=[settings.host, *LOOPBACK], www_redirect=False)]

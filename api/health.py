"""Health (健康): whether the process lives, and whether it can answer."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse

from api.errors import Code, code_of
from api.source import Source
from graph.errors import YingshangError
from graph.ontology import ONTOLOGY

__all__ = ["Health"]

SECONDS = 0.9  # a supervisor is told within a second, whatever Neo4j does
VERSION = "MATCH (o:Ontology {name: 'yingshang'}) RETURN o.version AS version"


class Health:
    """The two checks that a supervisor or a balancer asks."""

    def __init__(self, source: Source) -> None:
        self._source = source

    async def alive(self, _: Request) -> JSONResponse:
        """Answer while the process lives; the database is not asked."""
        return JSONResponse({"status": "ok"})

    async def ready(self, _: Request) -> JSONResponse:
        """Answer 200 when Neo4j answers and the graph is of this ontology, else 503 with the code."""
        try:
            async with asyncio.timeout(SECONDS):
                rows = await self._source.read(VERSION, seconds=SECONDS)
        except TimeoutError:
            return _unready(Code.STORE_UNREACHABLE)
        except YingshangError as error:
            return _unready(code_of(error))
        if rows != [{"version": ONTOLOGY.version}]:
            return _unready(Code.ONTOLOGY_OUTDATED)
        return JSONResponse({"status": "ready", "ontology": ONTOLOGY.version})


def _unready(code: Code) -> JSONResponse:
    body = {"status": "unready", "code": code, "zh": code.meaning.zh, "en": code.meaning.en}
    return JSONResponse(body, 503, {"retry-after": "1"})

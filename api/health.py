"""Health (健康): whether the process lives, and whether it can answer."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from api.answer import Reader
from api.errors import Code, code_of
from graph.errors import YingshangError
from graph.ontology import ONTOLOGY

__all__ = ["Health"]

SECONDS = 5.0
VERSION = "MATCH (o:Ontology {name: 'yingshang'}) RETURN o.version AS version"


class Health:
    """The two checks that a supervisor or a balancer asks."""

    def __init__(self, store: Reader) -> None:
        self._store = store

    async def alive(self, _: Request) -> JSONResponse:
        """Answer while the process lives; the database is not asked."""
        return JSONResponse({"status": "ok"})

    async def ready(self, _: Request) -> JSONResponse:
        """Answer 200 when Neo4j answers and the graph is of this ontology, else 503 with the code."""
        try:
            rows = await self._store.read(VERSION, seconds=SECONDS)
        except YingshangError as error:
            return _unready(code_of(error))
        if rows != [{"version": ONTOLOGY.version}]:
            return _unready(Code.ONTOLOGY_OUTDATED)
        return JSONResponse({"status": "ready", "ontology": ONTOLOGY.version})


def _unready(code: Code) -> JSONResponse:
    body = {"status": "unready", "code": code, "zh": code.meaning.zh, "en": code.meaning.en}
    return JSONResponse(body, 503, {"retry-after": "1"})

"""Tables of load (负荷表): how it is spread over departments, and over the quarters of deadlines."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from graph.export.corpus import Corpus
from graph.export.measures.inequality import Concentration, spread
from graph.export.measures.loads import quarters
from graph.export.networks import JOINT
from graph.model import Role

__all__ = ["CONCENTRATION", "QUARTERS", "concentration_rows", "quarter_rows"]

CONCENTRATION = ("city", "city_code", "load", *Concentration.__slots__)

QUARTERS = ("department", "department_name", "department_city", "quarter", "n_deadlines")


def concentration_rows(corpus: Corpus, *, roles: Iterable[Role] = JOINT) -> Iterator[dict[str, Any]]:
    """Yield one row per city and kind of load; empty but for their names where nothing is stated."""
    counted = tuple(roles)
    names = {document.city_code: document.city for document in corpus.documents}
    for code, part in corpus.by_city().items():
        for kind, found in spread(part, roles=counted).items():
            empty = dict.fromkeys(Concentration.__slots__)
            yield {"city": names[code], "city_code": code, "load": kind, **(asdict(found) if found else empty)}


def quarter_rows(corpus: Corpus, *, roles: Iterable[Role] = JOINT) -> Iterator[dict[str, Any]]:
    """Yield one row per department and quarter in which it holds a deadline."""
    named = {department.id: department for department in corpus.departments}
    for (department, quarter), deadlines in quarters(corpus, roles=roles).items():
        yield {
            "department": department,
            "department_name": named[department].name,
            "department_city": named[department].city,
            "quarter": quarter,
            "n_deadlines": deadlines,
        }

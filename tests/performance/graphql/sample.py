"""What there is to ask about: names and keys read from the country, drawn by chance with a seed."""

from dataclasses import dataclass
from random import Random

from graph.store import Store
from tests.performance.country import MEANS, THINGS

PAGE = 500
"""A function or a law is asked about where one page shows all its measures: the servers order pages differently."""
USUAL = 100
"""Those that have about so many measures are asked about."""
MEASURES = 60
"""Measures a plan must have for the questions about its first fifty."""

PLANS = f"""
MATCH (city:City)<-[:ISSUED_FOR]-(document:Document)
WHERE COUNT {{ (document)-[:STATES]->() }} >= {MEASURES}
RETURN city.name AS city, document.id AS document ORDER BY document
"""
STATED = """
UNWIND $documents AS id MATCH (:Document {id: id})-[:STATES]->(measure:Measure)
RETURN measure.id AS measure ORDER BY measure
"""
FUNCTIONS = f"""
MATCH (function:Function)<-[:PERFORMS]-(:Department)-[:RESPONSIBLE_FOR]->(measure:Measure)
WITH function, count(DISTINCT measure) AS measures WHERE measures <= {PAGE}
RETURN function.name AS name ORDER BY abs(measures - {USUAL}), name LIMIT 20
"""
LAWS = f"""
MATCH (law:Law)<-[:CITES]-(measure:Measure)
WITH law, count(DISTINCT measure) AS measures WHERE measures <= {PAGE}
RETURN law.name AS name ORDER BY abs(measures - {USUAL}), name LIMIT 20
"""
INDICATORS = "MATCH (indicator:Indicator {level: 'national'}) RETURN indicator.name AS name ORDER BY name"
ASKED = 200
"""Plans that are asked about at most."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What is asked about."""

    documents: tuple[str, ...]
    cities: tuple[str, ...]
    measures: tuple[str, ...]
    functions: tuple[str, ...]
    laws: tuple[str, ...]
    indicators: tuple[str, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, store: Store) -> "Sample":
        """Return the sample of a country, the same for the same country."""
        rows = store.read(PLANS, seconds=60)
        draw = Random(1)  # noqa: S311 -- seeded on purpose
        rows = sorted(draw.sample(rows, min(ASKED, len(rows))), key=lambda row: row["document"])
        documents = tuple(row["document"] for row in rows)
        return cls(
            documents,
            tuple(dict.fromkeys(row["city"] for row in rows)),
            tuple(row["measure"] for row in store.read(STATED, {"documents": documents})),
            _names(store, FUNCTIONS),
            _names(store, LAWS),
            _names(store, INDICATORS),
            tuple(f"{means[-4:]} {thing[-4:]}" for means, thing in zip(MEANS * 2, THINGS, strict=True)),
        )


def _names(store: Store, statement: str) -> tuple[str, ...]:
    return tuple(row["name"] for row in store.read(statement, seconds=120))

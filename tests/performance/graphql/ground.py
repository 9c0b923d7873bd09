"""The country the benchmark asks about: a local Neo4j of its own, written once and kept in the cache.

A kept country is used again while the generator makes the same cities and the graph is of the same ontology in
the same version of Neo4j. Writing that was interrupted goes on where it stopped.

Run: python -m tests.performance.graphql.ground N … (writes countries ahead of the benchmark).
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import chain, islice

from graph import server
from graph.endpoint import Endpoint
from graph.identity import document_id
from graph.ontology import ONTOLOGY
from graph.settings import Settings, read_settings
from graph.store import Store
from graph.writer import prepare, write
from loaders.tables import indicators
from tests.performance import country

DOCUMENTS = "MATCH (d:Document) RETURN collect(d.id) AS ids"
STEP = 20.0
"""Seconds between two lines about the writing."""


def settings_of(cities: int) -> Settings:
    """Return the settings of the Neo4j that keeps a country of so many cities."""
    found = read_settings()
    home = found.cache / "benchmark" / f"country-{cities}-{digest(cities, found.neo4j_version)}"
    return found.model_copy(update={"home": home, "neo4j_uri": None})


def digest(cities: int, neo4j: str) -> str:
    """Return what the generator, the ontology and Neo4j are, in twelve characters."""
    made = chain(islice(country.plans(cities), 4), country.places(cities))
    told = "\n".join(chain((neo4j, str(ONTOLOGY.version)), map(repr, made)))
    return sha256(told.encode()).hexdigest()[:12]


@contextmanager
def kept(cities: int) -> Iterator[tuple[Settings, Endpoint]]:
    """Yield a running Neo4j with the country in it, and its settings; it is stopped afterwards and kept."""
    settings = settings_of(cities)
    whole = settings.home / "whole"
    print(f"Neo4j {settings.neo4j_version}, {cities} cities, in {settings.home}", flush=True)
    endpoint = server.start(settings)
    try:
        with Store.open(endpoint) as store:
            prepare(store, indicators())
            if not whole.exists():
                _write(store, cities)
                whole.touch()
        yield settings, endpoint
    finally:
        server.stop(settings)


def _write(store: Store, cities: int) -> None:
    """Write the plans that are not there yet, one at a time."""
    there = set(store.read(DOCUMENTS)[0]["ids"])
    print(f"  writing it ({len(there)} documents are there)", flush=True)
    begun = told = time.perf_counter()
    measures = 0
    for plan in country.plans(cities):
        if document_id(plan.document) in there:
            continue
        write(store, plan)
        measures += len(plan.measures)
        if time.perf_counter() - told > STEP:
            told = time.perf_counter()
            print(f"  up to {plan.document.city.name}: {measures / (told - begun):.0f} measures/s", flush=True)
    print(f"  {measures} measures in {time.perf_counter() - begun:.0f} s", flush=True)


def main(sizes: list[int]) -> None:
    for cities in sizes:
        with kept(cities):
            pass


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])

"""The API beside @neo4j/graphql with Apollo Server, on the same Neo4j. Run: python -m tests.performance.graphql

Options: --cities 4 300 3000 (sizes), --only NAME … (questions), --seconds N (for each side of a question at one
concurrency), --markdown FILE, --json FILE, --help.

For each size it writes (once) a country of that many cities through the project's own writer, starts both servers
on it, sees that both give the same answers, and asks both by turns at concurrency 1 and 16: different things each
time and in the same order, so that neither answers from memory. Last, the same request over and over, which is
where this API answers from what it kept; everywhere else that is off. Beside both stands the driver alone, sending
the statements that this API sends.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from graph.store import Store
from tests.performance.graphql import ground, services, table
from tests.performance.graphql.agreement import agreed
from tests.performance.graphql.bolt import Bolt
from tests.performance.graphql.load import Client, Job, Result
from tests.performance.graphql.measurement import in_turns
from tests.performance.graphql.questions import QUESTIONS, Question
from tests.performance.graphql.sample import Sample
from tests.performance.graphql.services import Service
from tests.performance.graphql.table import Row, Run

CONCURRENCY = (1, 16)
REPEATED = {"measure": 15.0, "nested500": 40.0}
"""Questions that are repeated, with how many times the peer they are to reach."""
SLOW = 1000.0
"""Milliseconds: questions that take either server longer alone are not asked at the same time."""
MEASURES = "MATCH (m:Measure) RETURN count(m) AS measures"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cities", nargs="+", type=int, default=[4, 300, 3000], metavar="N", help="sizes")
    names = [question.name for question in QUESTIONS]
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--seconds", type=float, default=4, help="for each side of a question at one concurrency")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables there")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything measured there")
    given = parser.parse_args(arguments)
    for line in table.machine():
        print(line)
    runs = []
    for cities in given.cities:
        runs.append(measured(cities, [each for each in QUESTIONS if each.name in given.only], given.seconds))
        if given.markdown:
            given.markdown.write_text(table.markdown(runs), encoding="utf-8")
        if given.json:
            given.json.write_text(table.as_json(runs), encoding="utf-8")


def measured(cities: int, questions: list[Question], seconds: float) -> Run:
    """Return what one size came to, printed as it comes."""
    with ground.kept(cities) as (settings, endpoint):
        with Store.open(endpoint) as store:
            sample = Sample.of(store)
            measures = store.read(MEASURES)[0]["measures"]
        print(table.screen(None))
        rows = []
        with services.peer(endpoint) as peer, Client() as client:
            with services.api(endpoint, kept=False) as api, Bolt(endpoint) as bolt:
                for question in questions:
                    rows += told(asked(question, cities, sample, api, peer, client, bolt, seconds))
                used = api.memory()
            with services.api(endpoint, kept=True) as api:
                for question in questions:
                    if question.name in REPEATED:
                        rows += told(repeated(question, sample, api, peer, client, seconds))
            run = Run(cities, measures, settings.neo4j_version, tuple(rows), used, peer.memory())
        print(table.memory(run), flush=True)
    return run


def told(rows: Iterator[Row]) -> list[Row]:
    """Print rows as they come and return them."""
    found = []
    for row in rows:
        print(table.screen(row), flush=True)
        found.append(row)
    return found


def asked(
    question: Question,
    cities: int,
    sample: Sample,
    api: Service,
    peer: Service,
    client: Client,
    bolt: Bolt,
    seconds: float,
) -> Iterator[Row]:
    """Yield a row for each concurrency: different requests in turn, after seeing that the answers are equal.

    What takes either server long alone is not asked at the higher one: the answers would queue for minutes.
    """
    ours, theirs = agreed(question, sample, api, peer)
    bolt.prepare(ours)
    for concurrency in CONCURRENCY:
        sides: Mapping[str, Callable[[float, int], Result]] = {
            "ours": partial(over_http, client, api, ours, concurrency),
            "peer": partial(over_http, client, peer, theirs, concurrency),
            "bolt": partial(bolt.ask, concurrency=concurrency),
        }
        row = Row(question.title, concurrency, **in_turns(sides, seconds), goal=question.goal(cities))
        yield row
        if max(row.ours.p50, row.peer.p50) > SLOW:
            print(f"{question.title}: over a second, and so not asked {CONCURRENCY[-1]} at a time", flush=True)
            break


def repeated(
    question: Question, sample: Sample, api: Service, peer: Service, client: Client, seconds: float
) -> Iterator[Row]:
    """Yield a row for each concurrency: one request over and over."""
    variables: Mapping[str, Any] = question.requests(sample)[0]
    for concurrency in CONCURRENCY:
        sides = {
            "ours": partial(over_http, client, api, [question.ours(variables)], concurrency),
            "peer": partial(over_http, client, peer, [question.theirs(variables)], concurrency),
        }
        title = f"{question.title}, repeated"
        yield Row(title, concurrency, **in_turns(sides, seconds), bolt=None, goal=REPEATED[question.name])


def over_http(
    client: Client, service: Service, bodies: list[str], concurrency: int, seconds: float, start: int
) -> Result:
    """Return what asking a server for so many seconds came to."""
    return client.ask(Job(service.port, bodies, concurrency, seconds, start))


if __name__ == "__main__":
    main(sys.argv[1:])

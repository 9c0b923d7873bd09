"""The questions of a dashboard: what is asked, of both servers, and what each is meant to reach.

Our documents are in documents/, the peer's in peer/documents/. Where the peer's own queries can say a question,
they do; else its type definitions have a statement of their own for it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from api.identifiers import encode
from tests.performance.graphql import plain
from tests.performance.graphql.sample import Sample

OURS = Path(__file__).with_name("documents")
THEIRS = Path(__file__).parent / "peer" / "documents"
PAGE = 20
LARGEST = 100
"""Rows of a page that is paged through, and of the largest page that is asked for on the way there."""
VARIANTS = 200
"""Different requests of one question; they are asked in turn, again from the first after the last."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question.

    `asked` draws what it is asked about; `ids` are variables that are ids of a kind here and keys with the peer.
    `goals` is how many times the peer's requests a second it is to reach, from so many cities on. `single`: the
    peer answers a look-up with a list of one; `ordered`: the order of the rows is part of the answer. `page` is
    which page is asked for, by the cursor that each server gave for the page before. `told` turns variables
    into the peer's where it calls for others.
    """

    name: str
    title: str
    asked: Callable[[Sample, Random], Mapping[str, Any]]
    goals: Mapping[int, float] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    single: bool = False
    ordered: bool = True
    page: int = 1
    told: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict

    def requests(self, sample: Sample) -> list[Mapping[str, Any]]:
        """Return the variables of its requests, the same for the same country."""
        draw = Random(self.name)  # noqa: S311 -- seeded on purpose
        return [self.asked(sample, draw) for _ in range(VARIANTS)]

    def ours(self, variables: Mapping[str, Any]) -> str:
        """Return the body of a request to this API."""
        encoded = {name: self._encoded(name, value) for name, value in variables.items()}
        return _body(OURS / f"{self.name}.graphql", encoded)

    def theirs(self, variables: Mapping[str, Any]) -> str:
        """Return the body of the same request to the peer."""
        return _body(THEIRS / f"{self.name}.graphql", self.told(variables))

    def cursors(self, variables: Mapping[str, Any], ask: Callable[[Mapping[str, Any]], Any]) -> Mapping[str, Any]:
        """Return the variables with the cursor of the page before the one asked for, or of the last but one.

        `ask` returns the data of an answer to such variables.
        """
        rows = (self.page - 1) * PAGE
        while rows > 0:
            first = min(rows, LARGEST)
            information = _root(ask({**variables, "first": first}))["pageInfo"]
            if not information["hasNextPage"]:
                break
            variables = {**variables, "after": information["endCursor"]}
            rows -= first
        return variables

    def answer_of_ours(self, data: Mapping[str, Any]) -> Any:
        """Return this API's data in the plain form."""
        return self._ordered(plain.ours(_root(data)))

    def answer_of_theirs(self, data: Mapping[str, Any]) -> Any:
        """Return the peer's data in the plain form."""
        answer = plain.theirs(_root(data))
        return answer[0] if self.single else self._ordered(answer)

    def goal(self, cities: int) -> float | None:
        """Return what it is to reach at a size."""
        reached = [size for size in self.goals if size <= cities]
        return self.goals[max(reached)] if reached else None

    def _encoded(self, name: str, value: Any) -> Any:
        if name not in self.ids:
            return value
        return (
            [encode(self.ids[name], each) for each in value]
            if isinstance(value, list)
            else encode(self.ids[name], value)
        )

    def _ordered(self, answer: Any) -> Any:
        return answer if self.ordered else sorted(answer, key=lambda row: row["id"])


def _body(document: Path, variables: Mapping[str, Any]) -> str:
    return json.dumps({"query": document.read_text(encoding="utf-8"), "variables": variables}, ensure_ascii=False)


def _root(data: Mapping[str, Any]) -> Any:
    (value,) = data.values()
    return value


def _lucene(words: str) -> str:
    """Return words, all of which must occur, as the peer has to be told of them: in Lucene's own language."""
    return " AND ".join(f'"{word}"' for word in words.split())


def _of_a_city(sample: Sample, draw: Random) -> Mapping[str, Any]:
    return {"city": draw.choice(sample.cities)}


QUESTIONS = (
    Question(
        "measure",
        "one measure with all around it",
        lambda sample, draw: {"id": draw.choice(sample.measures)},
        {0: 4},
        {"id": "Measure"},
        single=True,
    ),
    Question(
        "nested50",
        "50 measures of a city with departments and indicator",
        lambda sample, draw: {"document": draw.choice(sample.documents)},
        {0: 3.5},
        {"document": "Document"},
        single=True,
    ),
    Question(
        "nested500",
        "500 measures with departments and laws",
        lambda sample, draw: {"documents": draw.sample(sample.documents, min(7, len(sample.documents)))},
        {0: 4},
        {"documents": "Document"},
        ordered=False,
    ),
    Question("load", "load of a city", _of_a_city, {0: 2.5}),
    Question("shared", "shared responsibility in a city", _of_a_city, {0: 2}),
    Question(
        "functions",
        "shared responsibility by function, all cities",
        lambda _, draw: {"minimum": draw.randint(1, 20)},
        {0: 2.5},
    ),
    Question(
        "laws",
        "laws by indicator",
        lambda sample, draw: {"indicator": draw.choice(sample.indicators)},
        {0: 1},
    ),
    Question("gaps", "measures of a city without a department", _of_a_city),
    Question(
        "search",
        "word search, page 20",
        lambda sample, draw: {"words": draw.choice(sample.words), "first": PAGE, "after": None},
        {0: 1},
        page=20,
        told=lambda variables: {**variables, "words": _lucene(variables["words"])},
    ),
    Question(
        "compare",
        "two cities compared",
        lambda sample, draw: {"cities": draw.sample(sample.cities, 2)},
        {0: 1.4},
    ),
    Question("filter_city", "measures of a city by name", _of_a_city, {300: 25, 3000: 200}, ordered=False),
    Question(
        "filter_function",
        "measures of a function",
        lambda sample, draw: {"function": draw.choice(sample.functions)},
        {300: 25, 3000: 200},
        ordered=False,
    ),
    Question(
        "filter_law",
        "measures citing a law",
        lambda sample, draw: {"law": draw.choice(sample.laws)},
        {300: 25, 3000: 200},
        ordered=False,
    ),
)

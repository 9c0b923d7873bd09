"""Whether both servers give the same answers (一致): what is not equal is not compared in speed."""

import json
import sys
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.performance.graphql.questions import Question
from tests.performance.graphql.sample import Sample
from tests.performance.graphql.services import Service

COMPARED = 20
"""Requests of a question whose answers are compared."""
SHOWN = 1500
"""Characters of each answer that are shown where they differ."""


def post(service: Service, body: str) -> Mapping[str, Any]:
    """Return the data of an answer; errors end the program."""
    request = Request(f"http://127.0.0.1:{service.port}/graphql", body.encode(), {"content-type": "application/json"})
    try:
        with urlopen(request, timeout=120) as response:  # noqa: S310
            answer = json.load(response)
    except HTTPError as error:
        answer = {"errors": error.read().decode(errors="replace")}
    if "errors" in answer:
        sys.exit(f"{body}\n{answer['errors']}")
    data: Mapping[str, Any] = answer["data"]
    return data


def agreed(question: Question, sample: Sample, api: Service, peer: Service) -> tuple[list[str], list[str]]:
    """Return the bodies of a question's requests, to this API and to the peer, which answered them alike.

    The first difference ends the program.
    """
    made: dict[str, tuple[str, str]] = {}
    names = [json.dumps(each, ensure_ascii=False) for each in question.requests(sample)]
    for name in dict.fromkeys(names):
        variables = json.loads(name)
        ours = question.ours(question.cursors(variables, lambda each: post(api, question.ours(each))))
        theirs = question.theirs(question.cursors(variables, lambda each: post(peer, question.theirs(each))))
        if len(made) < COMPARED:
            one, other = question.answer_of_ours(post(api, ours)), question.answer_of_theirs(post(peer, theirs))
            if one != other:
                sys.exit(f"{question.name} {name}: the answers differ at {difference(one, other)}")
        made[name] = ours, theirs
    return [made[name][0] for name in names], [made[name][1] for name in names]


def difference(one: Any, other: Any, path: str = "answer") -> str:
    """Return where two answers first differ, and how."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        found = next(key for key in one if one[key] != other[key])
        return difference(one[found], other[found], f"{path}.{found}")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        place = next(place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
        return difference(one[place], other[place], f"{path}[{place}]")
    return f"{path}\n  ours  {str(one)[:SHOWN]}\n  peer  {str(other)[:SHOWN]}"

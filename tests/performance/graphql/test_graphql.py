"""The benchmark's own parts: that both servers are asked the same, and that times are taken as told."""

import asyncio
import json
import subprocess
from dataclasses import replace

import pytest

from graph.writer import write
from tests.conftest import missing
from tests.performance import country
from tests.performance.graphql import ground, plain, services
from tests.performance.graphql.agreement import agreed, difference
from tests.performance.graphql.load import Client, Job, Result
from tests.performance.graphql.measurement import Timing, in_turns
from tests.performance.graphql.questions import QUESTIONS, Question
from tests.performance.graphql.sample import Sample


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_both_servers_answer_alike(store, endpoint):
    try:
        services.installed()
    except subprocess.CalledProcessError as error:
        missing(f"the peer's packages: {error}")
    for plan in country.plans(4):
        write(store, plan)
    sample = Sample.of(store)
    with services.api(endpoint, kept=False) as api, services.peer(endpoint) as peer:
        for question in QUESTIONS:
            ours, theirs = agreed(question, sample, api, peer)  # ends the program where they differ
            assert len(ours) == len(theirs) == 200
            assert len(set(ours)) == len(set(theirs)) > 1
        assert api.memory() > 0 < peer.memory()


def test_both_plain_forms_are_one():
    ours = {
        "id": "TWVhc3VyZTpkL20x",  # base64 of Measure:d/m1
        "document": {"title": "方案"},
        "responsibilities": {"edges": [{"role": "LEAD", "start": 3, "node": {"name": "市税务局"}}]},
        "laws": {"totalCount": 1, "nodes": [{"name": "公司法", "kind": "LAW"}]},
        "targets": [{"comparator": "AT_MOST"}],
    }
    theirs = {
        "id": "d/m1",
        "document": [{"title": "方案"}],
        "responsibilities": {"edges": [{"properties": {"role": "lead", "start": 3}, "node": {"name": "市税务局"}}]},
        "laws": {"totalCount": 1, "edges": [{"node": {"name": "公司法", "kind": "law"}}]},
        "targets": [{"comparator": "<="}],
    }
    assert plain.ours(ours) == plain.theirs(theirs)
    assert plain.ours(ours)["responsibilities"] == [{"role": "LEAD", "start": 3, "name": "市税务局"}]


def test_a_difference_is_found_where_it_is():
    one, other = {"rows": [{"n": 1}, {"n": 2}]}, {"rows": [{"n": 1}, {"n": 3}]}
    assert difference(one, other).startswith("answer.rows[1].n\n")
    assert difference([1], [1, 2]).startswith("answer\n")


def test_the_page_asked_for_is_reached_by_the_cursors_of_the_pages_before():
    question = Question("search", "", lambda *_: {}, page=20)
    sizes = []

    def ask(variables):
        sizes.append((variables["first"], variables["after"]))
        end = int(variables["after"] or 0) + variables["first"]
        return {"measures": {"pageInfo": {"hasNextPage": end < 390, "endCursor": str(end)}}}

    assert question.cursors({"first": 20, "after": None}, ask) == {"first": 20, "after": "380"}
    assert sizes == [(100, None), (100, "100"), (100, "200"), (80, "300")]


def test_where_there_are_fewer_pages_the_last_but_one_is_kept():
    question = Question("search", "", lambda *_: {}, page=20)

    def ask(variables):
        end = int(variables["after"] or 0) + variables["first"]
        return {"measures": {"pageInfo": {"hasNextPage": end < 150, "endCursor": str(end)}}}

    assert question.cursors({"first": 20, "after": None}, ask)["after"] == "100"


def test_goals_hold_from_a_size_on():
    question = Question("x", "", lambda *_: {}, {300: 25, 3000: 200})
    assert [question.goal(cities) for cities in (4, 300, 1000, 3000)] == [None, 25, 25, 200]


def test_a_timing_is_of_all_rounds_together():
    rounds = [Result([float(n) for n in range(1, 51)], 2.0, 500), Result([float(n) for n in range(51, 102)], 3.0, 510)]
    assert Timing.of(rounds) == Timing(p50=51.0, p99=100.0, rate=101 / 5, size=10.0)


def test_sides_take_turns_and_begin_at_the_same_request():
    asked = []

    def side(name):
        def ask(seconds, start):
            asked.append((name, seconds, start))
            return Result([1.0, 2.0], seconds, 2)

        return ask

    assert set(in_turns({"a": side("a"), "b": side("b")}, 8.0)) == {"a", "b"}
    assert asked[:2] == [("a", 2.0, 0), ("b", 2.0, 0)]
    assert [(name, start) for name, _, start in asked[2:]] == [
        ("a", 0), ("b", 0), ("a", 997), ("b", 997), ("a", 1994), ("b", 1994), ("a", 2991), ("b", 2991)
    ]  # fmt: skip


def served(answers, job):
    """Return what the load came to with a server that gives answers in turn, and what that was asked."""
    asked = []

    async def answer(reader, writer):
        while not reader.at_eof():
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            length = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
            status, body = answers[len(asked) % len(answers)]
            asked.append(json.loads(await reader.readexactly(length)))
            writer.write(b"HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body))
        writer.close()

    async def serve(client):
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            return await asyncio.to_thread(client.ask, replace(job, port=port))

    with Client() as client:
        return asyncio.run(serve(client)), asked


def test_the_load_asks_in_turn_from_its_start_and_counts_what_comes():
    result, asked = served(
        [(200, b'{"data": 1}'), (200, b'{"data": 22}')], Job(0, ['"a"', '"b"', '"c"'], 1, 0.2, start=4)
    )
    number = len(result.times)
    assert number == len(asked)
    assert asked[:4] == ["b", "c", "a", "b"]
    assert result.size == 11 * ((number + 1) // 2) + 12 * (number // 2)
    assert result.seconds >= 0.2


@pytest.mark.parametrize("answer", [(500, b'{"data": 1}'), (200, b'{"errors": []}'), (200, b"")])
def test_the_load_ends_with_the_first_failure(answer):
    with pytest.raises(SystemExit, match="answered"):
        served([(200, b'{"data": 1}'), answer], Job(0, ['"a"'], 2, 5.0))


def test_a_kept_country_is_told_by_what_makes_it():
    assert ground.digest(4, "5.26.25") == ground.digest(4, "5.26.25")
    assert len({ground.digest(4, "5.26.25"), ground.digest(4, "2026.09.0"), ground.digest(5, "5.26.25")}) == 3

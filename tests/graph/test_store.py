"""The store on a real Neo4j: what it returns, what it refuses, and what its errors say."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from socket import AF_INET, SOCK_STREAM, socket
from threading import Event, Thread

import pytest

from graph.endpoint import Endpoint
from graph.errors import StoreFailed, StoreRefused, StoreTimedOut, StoreUnreachable
from graph.ontology import ONTOLOGY
from graph.store import AsyncStore, Store

SECRET = "very-secret-word"
ENDLESS = "UNWIND range(1, 10000000000) AS n WITH n WHERE n % 7 = 8 RETURN count(n) AS n"


@pytest.fixture
def anyio_backend():
    return "asyncio"


def free_port() -> int:
    with closing(socket(AF_INET, SOCK_STREAM)) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_rows_are_plain_values(store):
    rows = store.read("RETURN $day AS day, [{at: $day}] AS list, 1 AS n", {"day": date(2021, 4, 2)})
    assert rows == [{"day": date(2021, 4, 2), "list": [{"at": date(2021, 4, 2)}], "n": 1}]


def test_streamed_rows_are_those_read(store):
    statement, days = "UNWIND $days AS day RETURN day, [{at: day}] AS list", [date(2021, 4, day) for day in range(1, 8)]
    with store.stream(statement, {"days": days}, batch=2) as rows:
        assert list(rows) == store.read(statement, {"days": days})


def test_rows_stream_before_the_statement_is_done(store):
    """The thousandth row would divide by zero; whoever wants three never meets it."""
    statement = "UNWIND range(1, 1000) AS n RETURN 1 / (1000 - n) AS whole, n"
    with store.stream(statement, batch=10) as rows:
        assert [next(rows)["n"] for _ in range(3)] == [1, 2, 3]
    with pytest.raises(StoreFailed, match="by zero"), store.stream(statement, batch=10) as rows:
        list(rows)
    assert store.read("RETURN 1 AS n") == [{"n": 1}]


def test_a_stream_may_take_so_long_and_no_longer(store):
    with pytest.raises(StoreTimedOut), store.stream(ENDLESS, seconds=0.5) as rows:
        list(rows)


def test_what_the_reader_of_a_stream_raises_passes(store):
    def stop(row):
        raise InterruptedError(row["n"])

    with pytest.raises(InterruptedError, match="1"), store.stream("UNWIND range(1, 9) AS n RETURN n") as rows:
        stop(next(rows))


def test_a_stream_only_reads(store):
    with (
        pytest.raises(StoreFailed, match=r"AccessMode|not allowed"),
        store.stream("CREATE (:City {code: '1'})") as rows,
    ):
        list(rows)
    assert store.read("MATCH (c:City) RETURN c") == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:City {code: '1'})",
        "MATCH (o:Ontology) SET o.version = 0",
        "MATCH (n) DETACH DELETE n",
        "CREATE INDEX other FOR (n:City) ON (n.level)",
        "DROP CONSTRAINT city_code",
        "CALL db.createLabel('Other')",
    ],
)
def test_the_server_refuses_to_write_in_a_read(store, statement):
    with pytest.raises(StoreFailed, match=r"AccessMode|not allowed"):
        store.read(statement)
    assert store.read("MATCH (o:Ontology) RETURN o.version AS version") == [{"version": ONTOLOGY.version}]


def test_a_write_lands_whole_or_not_at_all(store):
    def broken(transaction):
        transaction.run("CREATE (:City {code: '1'})")
        raise InterruptedError

    with pytest.raises(InterruptedError):
        store.write(broken)
    assert store.read("MATCH (c:City) RETURN c") == []


def test_a_transaction_knows_whether_it_wrote(store):
    def work(transaction):
        transaction.run("MATCH (o:Ontology) SET o:Ontology")
        before = transaction.wrote
        transaction.run("CREATE (:City {code: '1'})")
        return before, transaction.wrote

    assert store.write(work) == (False, True)


def test_a_read_after_a_write_sees_it(store):
    for number in range(20):
        store.write(lambda t, number=number: t.run("MATCH (o:Ontology) SET o.n = $n", {"n": number}))
        assert store.read("MATCH (o:Ontology) RETURN o.n AS n") == [{"n": number}]


def test_a_statement_that_is_wrong_is_told_in_one_line(store):
    with pytest.raises(StoreFailed) as caught:
        store.read("RETURN nonsense")
    assert "nonsense" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_statement_may_take_so_long_and_no_longer(store):
    with pytest.raises(StoreTimedOut):
        store.read(ENDLESS, seconds=0.5)


def test_a_deadlock_is_tried_again(store):
    """Two writers that lock two nodes in opposite order: the server stops one, which then runs again."""
    store.write(lambda t: t.run("CREATE (:City {code: 'a'}), (:City {code: 'b'})"))
    met = [Event(), Event()]

    def work(mine, first, second):
        def locked(transaction):
            lock = "MATCH (c:City {code: $code}) SET c.hits = coalesce(c.hits, 0) + 1"
            transaction.run(lock, {"code": first})
            met[mine].set()
            met[1 - mine].wait(20)
            transaction.run(lock, {"code": second})

        return locked

    threads = [
        Thread(target=store.write, args=(work(0, "a", "b"),)),
        Thread(target=store.write, args=(work(1, "b", "a"),)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert store.read("MATCH (c:City) RETURN c.hits AS hits") == [{"hits": 2}, {"hits": 2}]


def test_the_wrong_password_is_refused_and_not_repeated(endpoint):
    with pytest.raises(StoreRefused) as caught:
        Store.open(replace(endpoint, password=SECRET))
    assert SECRET not in str(caught.value)
    assert "NEO4J_PASSWORD" in str(caught.value)


def test_a_lost_server_is_told_by_the_error_alone(capfd):
    """The driver's own log, with its addresses, is not printed beside it."""
    address = Endpoint(f"bolt://127.0.0.1:{free_port()}", "neo4j", SECRET)
    with pytest.raises(StoreUnreachable):
        Store.open(address)
    assert capfd.readouterr() == ("", "")


def test_an_unknown_database_is_refused(endpoint):
    with pytest.raises(StoreFailed, match="DatabaseNotFound"):
        Store.open(replace(endpoint, database="nowhere"))


@pytest.mark.parametrize("place", ["bolt://127.0.0.1:{}", "neo4j://127.0.0.1:{}", "bolt://nowhere.invalid:{}"])
def test_nothing_at_the_address(place):
    place = place.format(free_port())
    with pytest.raises(StoreUnreachable) as caught:
        Store.open(Endpoint(place, "neo4j", SECRET))
    assert place in str(caught.value)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["nonsense", "http://127.0.0.1", "bolt://127.0.0.1:99999", f"bolt://user:{SECRET}@127.0.0.1:1", ""]
)
def test_what_is_no_address_is_unreachable(address):
    with pytest.raises(StoreUnreachable) as caught:
        Store.open(Endpoint(address, "neo4j", SECRET))
    assert SECRET not in str(caught.value)


@pytest.mark.anyio
async def test_the_async_store_reads_and_is_refused_writing(store, endpoint):
    async with AsyncStore.open(endpoint) as reader:
        await reader.verify()
        assert await reader.read("MATCH (o:Ontology) RETURN o.version AS v") == [{"v": ONTOLOGY.version}]
        with pytest.raises(StoreFailed):
            await reader.read("CREATE (:City {code: '1'})")
        with pytest.raises(StoreTimedOut):
            await reader.read(ENDLESS, seconds=0.5)
    assert store.read("MATCH (c:City) RETURN c") == []


@pytest.mark.anyio
async def test_the_async_store_opens_before_neo4j_does():
    async with AsyncStore.open(Endpoint(f"bolt://127.0.0.1:{free_port()}", "neo4j", SECRET)) as reader:
        with pytest.raises(StoreUnreachable):
            await reader.verify()
        with pytest.raises(StoreUnreachable):
            await reader.read("RETURN 1")

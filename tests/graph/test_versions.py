"""Versions of the graph on a real Neo4j, attacked by concurrent writers: what a stamped reading may never show."""

import asyncio
from threading import Event, Thread

import pytest

from graph.store import AsyncStore, Store

pytestmark = [pytest.mark.anyio, pytest.mark.neo4j]

SECONDS = 20.0
ADD = "MATCH (t:Tally {name: $name}) WITH t ORDER BY t.place SET t.n = $n"
SEE = """
OPTIONAL MATCH (t:Tally) WITH t.name AS name, collect(t.n) AS shown
WITH name, shown ORDER BY name RETURN collect([name, shown]) AS tallies
"""


@pytest.fixture
def anyio_backend():
    return "asyncio"


def write(store: Store, statement: str, **parameters: object) -> None:
    store.write(lambda transaction: transaction.run(statement, parameters))


async def stamped(reader: AsyncStore, statement: str = "RETURN 1 AS n") -> str:
    """Return the version of the second of two statements: the first finds out where the graph is."""
    await reader.fetch(statement, {}, seconds=SECONDS)
    version = (await reader.fetch(statement, {}, seconds=SECONDS)).version
    assert version is not None
    return version


async def test_a_version_is_known_from_the_second_statement_on(endpoint):
    async with AsyncStore.open(endpoint) as reader:
        first = await reader.fetch("RETURN 1 AS n, [[2, null]] AS rows", {}, seconds=SECONDS)
        second = await reader.fetch("RETURN 1 AS n, [[2, null]] AS rows", {}, seconds=SECONDS)
        assert (first.values, second.values) == ([1, [[2, None]]], [1, [[2, None]]])
        assert first.version is None
        assert second.version == await reader.version(seconds=SECONDS)


async def test_it_changes_with_each_write_and_with_nothing_else(store, endpoint):
    async with AsyncStore.open(endpoint) as reader:
        last = await stamped(reader)
        for statement, changes in (
            ("CREATE (:City {code: '1'})", True),
            ("MATCH (c:City {code: '1'}) SET c.name = '甲'", True),
            ("MATCH (c:City {code: 'none'}) SET c.name = '乙'", False),
            ("CREATE INDEX tried IF NOT EXISTS FOR (t:Tried) ON (t.n)", True),
            ("CREATE INDEX tried IF NOT EXISTS FOR (t:Tried) ON (t.n)", False),
            ("DROP INDEX tried", True),
            ("MATCH (c:City) DELETE c", True),
            ("MATCH (c:City) RETURN c", False),
        ):
            write(store, statement)
            version = await reader.version(seconds=SECONDS)
            assert (version != last) is changes, statement
            last = version


async def test_it_stays_while_others_read_and_when_a_write_is_undone(store, endpoint):
    def undone(transaction):
        transaction.run("CREATE (:City {code: '1'})")
        raise InterruptedError

    async with AsyncStore.open(endpoint) as reader:
        before = await stamped(reader)
        store.read("MATCH (n) RETURN count(n) AS n")
        with pytest.raises(InterruptedError):
            store.write(undone)
        assert await reader.version(seconds=SECONDS) == before


async def test_a_reading_during_which_something_is_written_has_no_version(store, endpoint):
    long = "UNWIND range(1, 20000000) AS n WITH n WHERE n % 7 = 8 RETURN count(n) AS n"
    async with AsyncStore.open(endpoint) as reader:
        await stamped(reader)
        reading = asyncio.create_task(reader.fetch(long, {}, seconds=60))
        await asyncio.sleep(0.2)
        await asyncio.to_thread(write, store, "CREATE (:City {code: '1'})")
        assert not reading.done()
        assert (await reading).version is None
        assert await stamped(reader) == await reader.version(seconds=SECONDS)


async def test_two_processes_never_mean_the_same_by_a_version(endpoint):
    async with AsyncStore.open(endpoint) as one, AsyncStore.open(endpoint) as other:
        assert await stamped(one) != await stamped(other)


async def test_stamped_readings_are_whole_current_and_one_for_each_version(store, endpoint):
    """Writers raise every number of their tally in one transaction, readers look at all tallies at once.

    A stamped reading shows no transaction in part, and what every other reading of its version shows. Who is told
    a version, and has kept a reading of it, has all that was acknowledged before he asked.
    """
    names, size, rounds = ("a", "b", "c"), 200, 20
    for name in names:
        write(store, "UNWIND range(1, $size) AS place CREATE (:Tally {name: $name, place: place, n: 0})", name=name, size=size)  # fmt: skip
    acknowledged = dict.fromkeys(names, 0)
    over = Event()
    seen: dict[str, dict[str, int]] = {}
    told: list[tuple[str, dict[str, int]]] = []

    def writer(name):
        for n in range(1, rounds + 1):
            write(store, ADD, name=name, n=n)
            acknowledged[name] = n
            over.wait(0.03)  # between writes there must be time for a reading

    async def reader(opened):
        while not over.is_set():
            before = dict(acknowledged)
            fetched = await opened.fetch(SEE, {}, seconds=SECONDS)
            [tallies] = fetched.values
            shown = {name: numbers[0] for name, numbers in tallies}
            assert has(shown, before), "older than what was acknowledged"
            if fetched.version:
                assert all(len(set(numbers)) == 1 for _, numbers in tallies), "a transaction in part"
                assert seen.setdefault(fetched.version, shown) == shown, "one version, two contents"

    async def checker(opened):
        while not over.is_set():
            before = dict(acknowledged)
            told.append((await opened.version(seconds=SECONDS), before))

    async def writers():
        await asyncio.gather(*(asyncio.to_thread(writer, name) for name in names))
        await asyncio.sleep(0.1)
        over.set()

    async with AsyncStore.open(endpoint) as opened:
        await asyncio.gather(writers(), checker(opened), *(reader(opened) for _ in range(4)))
    kept = [(seen[version], before) for version, before in told if version in seen]
    assert kept, "no check met a stamped reading: nothing was tried"
    assert all(has(shown, before) for shown, before in kept), "stale"
    assert dict.fromkeys(names, rounds) in seen.values()


def has(shown: dict[str, int], before: dict[str, int]) -> bool:
    return all(shown[name] >= n for name, n in before.items())


async def test_a_stamped_reading_has_waited_until_its_commit_can_be_seen(store, endpoint):
    """The commit of a big transaction is numbered some time before all of it is to be seen.

    Without the bookmark that it waits for, some stamped readings of this test are half of a transaction.
    """
    write(store, "UNWIND range(1, 60000) AS place CREATE (:Tally {place: place, n: 0})")
    write(store, "MATCH (t:Tally) WHERE t.place IN [1, 60000] SET t:End")
    over = Event()

    def writer():
        for n in range(1, 6):
            write(store, "MATCH (t:Tally) SET t.n = $n", n=n)
            over.wait(0.3)
        over.set()

    ends = "MATCH (t:End) WITH t.n AS n ORDER BY t.place RETURN collect(n) AS ends"
    seen: dict[str, list[int]] = {}

    async def reader(opened):
        while not over.is_set():
            fetched = await opened.fetch(ends, {}, seconds=SECONDS)
            if fetched.version:
                [[first, last]] = fetched.values
                assert first == last, "a transaction in part"
                assert seen.setdefault(fetched.version, fetched.values) == fetched.values, "one version, two contents"

    async with AsyncStore.open(endpoint) as opened:
        thread = Thread(target=writer)
        thread.start()
        await asyncio.gather(*(reader(opened) for _ in range(3)))
        thread.join()
    assert len(seen) > 2

"""The engine and graphql-core answer alike: the same bytes of data, the same errors in the same places."""

import asyncio
from contextlib import nullcontext
from dataclasses import replace

import orjson
import pytest
from graphql import ExecutionResult
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from api.context import Context
from api.engine import Engine
from api.identifiers import encode
from api.keys import Role
from api.plans import Plans
from api.schema import make_schema
from api.settings import ApiSettings
from api.source import Source
from api.types.kinds import ROOTS
from graph.settings import Settings
from graph.store import AsyncStore, Store
from tests.api.operations import operations

LIMITS = ApiSettings(depth=40, aliases=1000, tokens=100_000)
EXAMPLES = 80


class Ordinary(Plans):
    """Plans that the executor completes, field by field."""

    def plan(self, prepared, operation):
        return replace(super().plan(prepared, operation), whole=False)


class Finished(Engine):
    """An engine that tells how often it left nothing to the executor."""

    count = 0

    def _finish(self, plan, values):
        super()._finish(plan, values)
        Finished.count += isinstance(self.execution_context.result, ExecutionResult)


@pytest.fixture
async def source(world):
    async with AsyncStore.open(world) as store:
        yield Source(Settings(), store, lambda _: nullcontext())


class Two:
    """The same question put in both ways."""

    def __init__(self, source):
        self.quick = make_schema(LIMITS, source)
        self.ordinary = make_schema(LIMITS, source)
        for schema, engine, plans in ((self.quick, Finished, Plans), (self.ordinary, Engine, Ordinary)):
            made = engine.maker(plans(schema._schema, 100), source, LIMITS)
            schema.extensions = (*schema.extensions[:-1], made)

    async def ask(self, text, variables):
        """Return the one answer of both, as bytes, and its errors."""
        told = []
        for schema in (self.quick, self.ordinary):
            context = Context(roles=frozenset(Role))
            result = await schema.execute(text, variable_values=variables, context_value=context)
            errors = [error.formatted for error in result.errors or ()]
            told.append((orjson.dumps(result.data), errors, sorted(context.truncated)))
        assert told[0] == told[1], text
        return told[0]


GOOD = {
    "Int": [1, 2, 3, 50, 100],
    "limit": [1, 2, 20],
    "minimum": [1, 2],
    "size": [2, 3],
    "String": ["政务", "部门", "企业"],
    "search": ["企业", "办", "政务 服务", "（+"],
    "Boolean": [True, False],
    "Float": [0.5],
    "Date": ["2021-06-30", "2022-12-31"],
}
BAD = {
    "Int": [0, -1, 101, 501],
    "String": ["no such name"],
    "search": ["+", " "],
    "after": ["", "x", "W10"],
    "before": ["x"],
    "ID": [encode("Measure", "x"), encode("Nothing", "x"), "x", ""],
}
NAMES = {
    "city": "MATCH (x:City) RETURN collect(x.name) + collect(x.code)",
    "indicator": "MATCH (x:Indicator) RETURN collect(x.name)[..4]",
    "function": "MATCH (x:Function) RETURN collect(x.name)",
    "law": "MATCH (x:Law) RETURN [y IN collect(x.name) WHERE y IS NOT NULL]",
    "document": "MATCH (x:Document) RETURN collect(x.id)",
    "department": "MATCH (x:Department) RETURN collect(x.name)",
}


async def good(store: Store, two: Two):
    """Return values that the graph knows, and the cursors of its root lists."""
    known = dict(GOOD)
    for name, query in NAMES.items():
        known[name] = store.read(f"{query} AS names")[0]["names"]
    nodes = store.read(
        "MATCH (n) WHERE NOT n:Ontology RETURN labels(n)[0] AS label, "
        "coalesce(n.id, n.code, n.name) AS key ORDER BY label, key"
    )
    known["ID"] = [encode(row["label"], row["key"]) for row in nodes]
    for kind in ("Measure", "Document", "Department", "Target"):
        known[f"{kind.lower()}.id"] = [encode(row["label"], row["key"]) for row in nodes if row["label"] == kind]
    for entry in ROOTS:
        data, _, _ = await two.ask(f"{{ {entry.name} {{ edges {{ cursor }} }} }}", {})
        cursors = [edge["cursor"] for edge in orjson.loads(data)[entry.name]["edges"]]
        known |= {f"{entry.name}.after": cursors, f"{entry.name}.before": cursors}
    return known


@pytest.mark.anyio
@pytest.mark.slow
async def test_whatever_is_asked_both_ways_answer_the_same(opened, source):
    both = Two(source)
    schema = both.quick._schema
    known = await good(opened, both)
    Finished.count = 0
    asked = 0

    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def collect(data):
        drawn.append(data.draw(operations(schema, known, BAD)))

    drawn = []
    collect()
    for text, variables in drawn:
        data, errors, _ = await both.ask(text, variables)
        asked += data != b"null" or not errors
    assert asked > EXAMPLES / 2  # most of what is drawn is answered,
    assert Finished.count > EXAMPLES / 2  # and by the engine alone


@pytest.fixture
def broken(opened):
    """A graph that breaks what the schema promises: departments lack `known`, the kind of laws is none."""
    opened.write(lambda transaction: transaction.run("MATCH (d:Department) SET d.kept = d.known REMOVE d.known"))
    opened.write(lambda transaction: transaction.run("MATCH (l:Law) SET l.kept = l.kind, l.kind = 'decree'"))
    yield
    opened.write(lambda transaction: transaction.run("MATCH (d:Department) SET d.known = d.kept REMOVE d.kept"))
    opened.write(lambda transaction: transaction.run("MATCH (l:Law) SET l.kind = l.kept REMOVE l.kept"))


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("text", "path"),
    [
        # A null travels up to the nearest place that may be null: here all of the data,
        ("{ departments { nodes { id known } } }", ["departments", "nodes", 0, "known"]),
        # here one node,
        (
            "{ measure(id: %s) { id responsibilities { nodes { known } } } }",
            ["measure", "responsibilities", "nodes", 0, "known"],
        ),
        # and an unknown value of an enum is an error of its own.
        ("{ laws { nodes { kind } } }", ["laws", "nodes", 0, "kind"]),
    ],
)
@pytest.mark.usefixtures("broken")
async def test_nulls_travel_alike(opened, source, text, path):
    row = opened.read("MATCH (m:Measure)<-[:RESPONSIBLE_FOR]-() RETURN m.id AS id ORDER BY id LIMIT 1")[0]
    text = text.replace("%s", f'"{encode("Measure", row["id"])}"')
    _, errors, _ = await Two(source).ask(text, {})
    assert errors[0]["path"] == path


@pytest.mark.anyio
async def test_look_ups_that_wait_share_a_statement(opened, source):
    ids = [encode("Measure", row["id"]) for row in opened.read("MATCH (m:Measure) RETURN m.id AS id ORDER BY id")]
    schema = make_schema(LIMITS, source)
    asked = []
    fetch = source.fetch

    async def counted(cypher, parameters, *, seconds):
        asked.append(parameters)
        return await fetch(cypher, parameters, seconds=seconds)

    source.fetch = counted
    text = "query One($id: ID!) { measure(id: $id) { id heading } }"
    wanted = [*ids[:3], encode("Measure", "gone"), ids[0]]
    answers = await asyncio.gather(
        *(schema.execute(text, variable_values={"id": each}, context_value=Context()) for each in wanted)
    )
    assert [answer.data["measure"] and answer.data["measure"]["id"] for answer in answers] == [*ids[:3], None, ids[0]]
    assert [bool(answer.errors) for answer in answers] == [False, False, False, True, False]
    # The first goes at once; what came while it was under way goes together, each node once.
    assert len(asked) <= 2
    assert max(len(keys) for parameters in asked for keys in parameters.values()) in {3, 4}


@pytest.mark.anyio
async def test_a_look_up_that_nobody_waits_for_any_more_is_ended(opened, source):
    row = opened.read("MATCH (m:Measure) RETURN m.id AS id ORDER BY id LIMIT 1")[0]
    schema = make_schema(LIMITS, source)
    fetch = source.fetch
    begun, ended = asyncio.Event(), asyncio.Event()

    async def held(cypher, parameters, *, seconds):
        begun.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            ended.set()
            raise
        return await fetch(cypher, parameters, seconds=seconds)

    source.fetch = held
    asked = [
        asyncio.ensure_future(
            schema.execute(
                "query One($id: ID!) { measure(id: $id) { id } }",
                variable_values={"id": encode("Measure", row["id"])},
                context_value=Context(),
            )
        )
        for _ in range(2)
    ]
    await begun.wait()
    asked[0].cancel()
    await asyncio.wait([asked[0]])
    assert not ended.is_set()  # the other still waits
    asked[1].cancel()
    async with asyncio.timeout(30):
        await ended.wait()
    source.fetch = fetch
    answer = await schema.execute(
        "query One($id: ID!) { measure(id: $id) { id } }",
        variable_values={"id": encode("Measure", row["id"])},
        context_value=Context(),
    )
    assert answer.data["measure"]["id"] == encode("Measure", row["id"])

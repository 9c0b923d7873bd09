"""The thirteen checks of graphql-cop (its names), asked here in our own words: what an attacker would find.

Some finds are choices, and docs/graphql.md names them with their reasons; two settings take away all but one.
"""

from pathlib import Path

import pytest

from api import ApiSettings

pytestmark = pytest.mark.anyio

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "graphql.md"
TYPENAME = "query cop { __typename }"
BY_CHOICE = {"info_field_suggestions", "info_get_method_support", "info_graphiql", "info_introspect"}
CLOSED = {"info_get_method_support"}  # without introspection and GraphiQL


async def answer(client, query, **more):
    return (await client.http.post("/graphql", json={"query": query, **more})).json()


async def dos_alias_overloading(client):
    aliases = " ".join(f"alias{n}: __typename" for n in range(101))
    return "alias100" in (await answer(client, f"query cop {{ {aliases} }}")).get("data", {})


async def dos_batch(client):
    response = await client.http.post("/graphql", json=[{"query": TYPENAME}] * 10)
    return isinstance(response.json(), list)


async def dos_circular_introspection(client):
    circle = "types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } }"
    return "data" in await answer(client, f"query cop {{ __schema {{ {circle} }} }}")


async def dos_directive_overloading(client):
    told = await answer(client, "query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }")
    return len(told["errors"]) >= 10


async def dos_field_duplication(client):
    return "data" in await answer(client, "query cop { " + "__typename " * 500 + "}")


async def info_field_suggestions(client):
    return "Did you mean" in str(await answer(client, "query cop { __schema { directive } }"))


async def info_get_based_mutation(client):
    response = await client.http.get("/graphql", params={"query": "mutation cop { __typename }"})
    return "data" in response.json()


async def info_get_method_support(client):
    response = await client.http.get("/graphql", params={"query": TYPENAME})
    return response.json().get("data") == {"__typename": "Query"}


async def info_graphiql(client):
    response = await client.http.get("/graphql", headers={"accept": "text/html"}, follow_redirects=True)
    return "graphiql" in response.text.lower()


async def info_introspect(client):
    return "data" in await answer(client, "query cop { __schema { types { name fields { name } } } }")


async def info_post_based_csrf(client):
    response = await client.http.post("/graphql", data={"query": TYPENAME})
    return "data" in response.json()


async def info_trace_mode(client):
    return "tracing" in str(await answer(client, TYPENAME, extensions={"cost": True, "tracing": True}))


async def info_unhandled_error(client):
    told = await answer(client, "qwerty cop { abc }", operationName="cop", variables={"a": [{}]})
    return any("exception" in error.get("extensions", {}) for error in told["errors"]) or "Traceback" in str(told)


CHECKS = {
    check.__name__: check
    for check in (
        dos_alias_overloading, dos_batch, dos_circular_introspection, dos_directive_overloading, dos_field_duplication,
        info_field_suggestions, info_get_based_mutation, info_get_method_support, info_graphiql, info_introspect,
        info_post_based_csrf, info_trace_mode, info_unhandled_error,
    )
}  # fmt: skip


async def found(client):
    return {name for name, check in CHECKS.items() if await check(client)}


async def test_nothing_is_found_but_what_is_a_choice(client):
    assert await found(client) == BY_CHOICE


class TestClosed:
    @pytest.fixture
    def api_settings(self):
        return ApiSettings(introspection=False, graphiql=False)

    async def test_without_introspection_and_graphiql_only_get_remains(self, client):
        assert await found(client) == CLOSED


async def test_the_choices_are_documented():
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in BY_CHOICE)
    assert len(CHECKS) == 13

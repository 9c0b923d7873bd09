"""The schema (模式): Strawberry's types wired to what the compiled statement has put in place."""

from datetime import date
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLObjectType, GraphQLResolveInfo
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from api.compiler.node import KIND
from api.limits import extensions
from api.settings import ApiSettings
from api.types.assembly import NAMES, QUERY
from api.types.kinds import KINDS

__all__ = ["Schema", "make_schema"]

DATE = strawberry.scalar(
    name="Date",
    description="日期（ISO 8601，如 2026-03-01） · Date (ISO 8601, such as 2026-03-01)",
    serialize=date.isoformat,
    parse_value=date.fromisoformat,
)


class Schema(strawberry.Schema):
    """The schema. It logs nothing of its own: the endpoint does, with the request's id."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Leave out Strawberry's log, which has a trace for every slip in a client's syntax."""


def make_schema(settings: ApiSettings) -> Schema:
    """Return the schema with the limits of the settings."""
    schema = Schema(
        QUERY,
        types=[NAMES[label] for label in KINDS],
        extensions=extensions(settings),
        config=StrawberryConfig(disable_field_suggestions=not settings.introspection, scalar_map={date: DATE}),
    )
    _wire(schema)
    return schema


def _wire(schema: Schema) -> None:
    """Have graphql-core read values directly; Strawberry's own path costs microseconds a field."""
    types = schema._schema.type_map  # noqa: SLF001 - Strawberry shows the schema it made by no other name
    for declared in types.values():
        if isinstance(declared, GraphQLObjectType) and not declared.name.startswith("__"):
            declared.is_type_of = None
            for field in declared.fields.values():
                field.resolve = _root if declared.name == "Query" else _read
    types["Node"].resolve_type = lambda value, _info, _type: value[KIND]  # type: ignore[attr-defined]


def _read(source: dict[str, Any], info: GraphQLResolveInfo[Any], **_: Any) -> Any:
    return source[str(info.path.key)]


async def _root(_source: None, info: GraphQLResolveInfo[Any], **_: Any) -> Any:
    return await info.context.answer.value(info)

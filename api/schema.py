"""The schema (模式): Strawberry's types, the engine, and how graphql-core reads what the engine leaves to it."""

from datetime import date
from operator import methodcaller
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from api.compiler.form import KIND
from api.engine import Engine
from api.plans import Plans
from api.reading import Reading
from api.settings import ApiSettings
from api.source import Source
from api.types.assembly import NAMES, QUERY
from api.types.kinds import KINDS

__all__ = ["Schema", "make_schema"]

DATE = strawberry.scalar(
    name="Date",
    description="日期（ISO 8601，如 2026-03-01） · Date (ISO 8601, such as 2026-03-01)",
    serialize=methodcaller("isoformat"),  # also the driver's own dates
    parse_value=date.fromisoformat,
)


class Schema(strawberry.Schema):
    """The schema. It logs nothing of its own: the endpoint does, with the request's id."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Leave out Strawberry's log, which has a trace for every slip in a client's syntax."""


def make_schema(settings: ApiSettings, source: Source | None = None) -> Schema:
    """Return the schema with the limits of the settings; without a `source` it can only be looked at."""
    schema = Schema(
        QUERY,
        types=[NAMES[label] for label in KINDS],
        extensions=[Reading.maker(settings)],
        config=StrawberryConfig(scalar_map={date: DATE}),
    )
    declared = schema._schema  # noqa: SLF001 - Strawberry shows the schema it made by no other name
    _wire(declared)
    if source:
        # Plans are made of the schema, so the engine comes after it.
        schema.extensions = (*schema.extensions, Engine.maker(Plans(declared, settings.plans), source, settings))
    return schema


def _wire(schema: GraphQLSchema) -> None:
    """Have graphql-core read values directly; Strawberry's own path costs microseconds a field."""
    types = schema.type_map
    for declared in types.values():
        if isinstance(declared, GraphQLObjectType) and not declared.name.startswith("__"):
            declared.is_type_of = None
            for field in declared.fields.values():
                field.resolve = _root if declared.name == "Query" else _read
    types["Node"].resolve_type = lambda value, _info, _type: value[KIND]  # type: ignore[attr-defined]


def _read(source: dict[str, Any], info: GraphQLResolveInfo[Any], **_: Any) -> Any:
    return source[str(info.path.key)]


def _root(_source: None, info: GraphQLResolveInfo[Any], **_: Any) -> Any:
    value = info.context.roots[info.path.key]
    if isinstance(value, Exception):
        raise value
    return value

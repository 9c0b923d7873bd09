"""Limits (限制) on documents, and what else is done around an operation, as Strawberry's extensions.

Factories, never instances: an instance would be shared by requests that run at the same time.
"""

from collections.abc import Callable
from typing import Any

from graphql import NoSchemaIntrospectionCustomRule
from strawberry.extensions import (
    AddValidationRules,
    MaxAliasesLimiter,
    MaxTokensLimiter,
    ParserCache,
    QueryDepthLimiter,
    SchemaExtension,
    ValidationCache,
)

from api.settings import ApiSettings

__all__ = ["extensions"]


class Truncation(SchemaExtension):
    """Says in `extensions.truncated` which lists were cut because no size was asked for."""

    def get_results(self) -> dict[str, Any]:
        """Return the paths of those lists."""
        cut = sorted(".".join(path) for path in self.execution_context.context.answer.truncated)
        return {"truncated": cut} if cut else {}


def extensions(settings: ApiSettings) -> list[Callable[[], SchemaExtension]]:
    """Return the factories of the extensions, outermost first."""
    # The same rules for every request: with rules made anew the cache of validated documents would never hit.
    rules = [
        *QueryDepthLimiter(max_depth=settings.depth).validation_rules,
        *MaxAliasesLimiter(max_alias_count=settings.aliases).validation_rules,
        *([] if settings.introspection else [NoSchemaIntrospectionCustomRule]),
    ]
    return [
        Truncation,
        lambda: MaxTokensLimiter(max_token_count=settings.tokens),
        lambda: AddValidationRules(rules),
        ParserCache,
        ValidationCache,
    ]

"""The plans in use (在用方案): by document, operation and structure of the variables, a bounded number of each."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cachetools import LRUCache
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLID,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_named_type,
    get_operation_ast,
    type_from_ast,
)
from graphql.execution.values import VariableValues, get_variable_values

from api.compiler.plan import Bound, Plan, compiled, structure
from api.compiler.selection import Operation

__all__ = ["Plans", "Ready"]

STRUCTURES = 32  # of the variables of one operation; as many plans of it are kept


class Ready(NamedTuple):
    """A plan bound for one request, and the errors of root fields that it therefore leaves out."""

    plan: Plan
    bound: Bound
    refused: dict[str, Exception]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An operation of a document, and what is known of it before its variables have values."""

    definition: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    ids: frozenset[str]
    plans: LRUCache[Hashable, Plan] = field(default_factory=lambda: LRUCache(STRUCTURES))


class Plans:
    """What is known of operations: at most so many of them."""

    def __init__(self, schema: GraphQLSchema, most: int) -> None:
        self._schema = schema
        self._prepared: LRUCache[tuple[str, str | None], _Prepared] = LRUCache(most)

    def ready(
        self, text: str, document: DocumentNode, name: str | None, variables: Mapping[str, Any] | None
    ) -> Ready | None:
        """Return the plan for a request. None where an executor has to say what is wrong with its variables."""
        prepared = self._prepared.get((text, name))
        if prepared is None:
            definition = get_operation_ast(document, name)
            if definition is None or definition.operation is not OperationType.QUERY:
                return None
            prepared = self._prepared[text, name] = self._prepare(document, definition)
        values: Mapping[str, Any] = {}
        if prepared.definition.variable_definitions:
            coerced = get_variable_values(self._schema, prepared.definition.variable_definitions, dict(variables or {}))
            if not isinstance(coerced, VariableValues):
                return None
            values = coerced.coerced
        return self._ready(prepared, Operation(self._schema, prepared.fragments, prepared.definition, values))

    def plan(self, prepared: _Prepared, operation: Operation) -> Plan:
        """Return the plan of an operation for variables of this structure."""
        key = structure(operation.variables, prepared.ids)
        plan = prepared.plans.get(key)
        if plan is None:
            plan = compiled(operation)
            if not plan.refused:
                prepared.plans[key] = plan
        return plan

    def _ready(self, prepared: _Prepared, operation: Operation) -> Ready:
        plan = self.plan(prepared, operation)
        bound = plan.bound(operation.variables)
        refused = {**plan.refused, **bound.refused}
        if bound.refused:
            plan = compiled(operation, without=frozenset(refused))
            bound = plan.bound(operation.variables)
        return Ready(plan, bound, refused)

    def _prepare(self, document: DocumentNode, definition: OperationDefinitionNode) -> _Prepared:
        fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
        ids = frozenset(
            each.variable.name.value
            for each in definition.variable_definitions or ()
            if (found := type_from_ast(self._schema, each.type)) and get_named_type(found) is GraphQLID
        )
        return _Prepared(definition, fragments, ids)

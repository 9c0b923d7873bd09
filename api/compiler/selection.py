"""What an operation selects (选择): fields by response key, fragments and directives worked in.

This is the specification's CollectFields, merged over repeated fields, without execution.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    SelectionSetNode,
    get_argument_values,
    get_directive_values,
    is_abstract_type,
    type_from_ast,
)
from graphql.execution.values import VariableValues

__all__ = ["Operation", "Selected"]


@dataclass(frozen=True, slots=True)
class Selected:
    """One response key of a selection: the field it shows and the nodes that ask for it.

    `path` is the keys from the root to here, without places in lists.
    """

    path: tuple[str, ...]
    name: str
    definition: GraphQLField
    nodes: tuple[FieldNode, ...]

    @property
    def key(self) -> str:
        """The response key."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation being executed: the schema, its fragments and the values of its variables."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: VariableValues
    root: SelectionSetNode

    @classmethod
    def of(cls, info: GraphQLResolveInfo[Any]) -> "Operation":
        """Return the operation a resolver runs in."""
        # Strawberry hands on the coerced values alone; their sources matter only where literals are rewritten.
        variables = VariableValues({}, cast("dict[str, Any]", info.variable_values))
        return cls(info.schema, info.fragments, variables, info.operation.selection_set)

    def roots(self) -> list[Selected]:
        """Return what is selected of the query itself."""
        query = self.schema.query_type
        assert query is not None  # noqa: S101 - a schema without a query is refused when it is made
        return self._selected(query, [self.root], ())

    def below(self, selected: Selected, type_name: str) -> list[Selected]:
        """Return what is selected of the object of that type that a field leads to."""
        sets = [node.selection_set for node in selected.nodes if node.selection_set]
        object_type = self.schema.get_type(type_name)
        assert isinstance(object_type, GraphQLObjectType)  # noqa: S101 - declared types are objects
        return self._selected(object_type, sets, selected.path)

    def arguments(self, selected: Selected) -> dict[str, Any]:
        """Return a field's arguments, coerced; what is not given is left out."""
        return get_argument_values(selected.definition, selected.nodes[0], self.variables)

    def _selected(
        self, object_type: GraphQLObjectType, sets: Iterable[SelectionSetNode], path: tuple[str, ...]
    ) -> list[Selected]:
        fields: dict[str, list[FieldNode]] = {}
        seen: set[str] = set()
        for selection_set in sets:
            self._collect(object_type, selection_set, fields, seen)
        return [
            Selected((*path, key), name, object_type.fields[name], tuple(nodes))
            for key, nodes in fields.items()
            if (name := nodes[0].name.value) in object_type.fields  # others begin with __: execution's own
        ]

    def _collect(
        self,
        object_type: GraphQLObjectType,
        selection_set: SelectionSetNode,
        fields: dict[str, list[FieldNode]],
        seen: set[str],
    ) -> None:
        for node in selection_set.selections:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                fields.setdefault((node.alias or node.name).value, []).append(node)
                continue
            fragment: InlineFragmentNode | FragmentDefinitionNode
            if isinstance(node, FragmentSpreadNode):
                if node.name.value in seen:
                    continue
                seen.add(node.name.value)
                fragment = self.fragments[node.name.value]
            else:
                assert isinstance(node, InlineFragmentNode)  # noqa: S101 - there is no other selection
                fragment = node
            if self._applies(fragment, object_type):
                self._collect(object_type, fragment.selection_set, fields, seen)

    def _included(self, node: Any) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, node, self.variables)
        include = get_directive_values(GraphQLIncludeDirective, node, self.variables)
        return not (skip and skip["if"]) and not (include and not include["if"])

    def _applies(self, fragment: InlineFragmentNode | FragmentDefinitionNode, object_type: GraphQLObjectType) -> bool:
        if fragment.type_condition is None:
            return True
        condition = type_from_ast(self.schema, fragment.type_condition)
        return condition is object_type or (
            is_abstract_type(condition) and self.schema.is_sub_type(condition, object_type)
        )

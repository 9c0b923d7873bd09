"""What an operation selects (选择): fields by response key, fragments and directives worked in.

This is the specification's CollectFields, merged over repeated fields, without execution
(GraphQL, October 2021, 6.3.2 and 5.3.2).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_argument_values,
    get_directive_values,
    is_abstract_type,
    type_from_ast,
)
from graphql.execution.values import VariableValues

__all__ = ["TYPENAME", "Operation", "Selected"]

TYPENAME = "__typename"


@dataclass(frozen=True, slots=True)
class Selected:
    """One response key of a selection: the field it shows and the nodes that ask for it.

    `path` is the keys from the root to here, without places in lists; `definition` is None for `__typename`.
    """

    path: tuple[str, ...]
    name: str
    definition: GraphQLField | None
    nodes: tuple[FieldNode, ...]

    @property
    def key(self) -> str:
        """The response key."""
        return self.path[-1]

    def gives(self, argument: str) -> bool:
        """Return whether that argument is written down."""
        return any(each.name.value == argument for each in self.nodes[0].arguments or ())

    def varying(self) -> bool:
        """Return whether any of its arguments holds a variable."""
        return any(_variable(each.value) for each in self.nodes[0].arguments or ())

    def arguments(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Return its arguments, coerced, for the values of the variables; what is not given is left out."""
        assert self.definition is not None  # noqa: S101 - __typename takes no arguments
        # Where a value came from matters only to those who rewrite literals.
        return get_argument_values(self.definition, self.nodes[0], VariableValues({}, dict(variables)))


def _variable(value: ValueNode) -> bool:
    match value:
        case VariableNode():
            return True
        case ListValueNode():
            return any(map(_variable, value.values))
        case ObjectValueNode():
            return any(_variable(entry.value) for entry in value.fields)
    return False


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation to be answered: the schema, its fragments, its definition and the values of its variables."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    definition: OperationDefinitionNode
    variables: Mapping[str, Any]

    def roots(self) -> list[Selected]:
        """Return what is selected of the query itself."""
        query = self.schema.query_type
        assert query is not None  # noqa: S101 - a schema without a query is refused when it is made
        return self._selected(query, [self.definition.selection_set], ())

    def below(self, selected: Selected, type_name: str) -> list[Selected]:
        """Return what is selected of the object of that type that a field leads to."""
        sets = [node.selection_set for node in selected.nodes if node.selection_set]
        object_type = self.schema.get_type(type_name)
        assert isinstance(object_type, GraphQLObjectType)  # noqa: S101 - declared types are objects
        return self._selected(object_type, sets, selected.path)

    def _selected(
        self, object_type: GraphQLObjectType, sets: Iterable[SelectionSetNode], path: tuple[str, ...]
    ) -> list[Selected]:
        fields: dict[str, list[FieldNode]] = {}
        seen: set[str] = set()
        for selection_set in sets:
            for node in self._collect(object_type, selection_set, seen):
                fields.setdefault((node.alias or node.name).value, []).append(node)
        return [
            Selected((*path, key), name, object_type.fields.get(name), tuple(nodes))
            for key, nodes in fields.items()
            for name in [nodes[0].name.value]
        ]

    def _collect(
        self, object_type: GraphQLObjectType, selection_set: SelectionSetNode, seen: set[str]
    ) -> Iterator[FieldNode]:
        for node in selection_set.selections:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                yield node
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
                yield from self._collect(object_type, fragment.selection_set, seen)

    def _included(self, node: Any) -> bool:
        if not node.directives:
            return True
        variables = VariableValues({}, dict(self.variables))
        skip = get_directive_values(GraphQLSkipDirective, node, variables)
        include = get_directive_values(GraphQLIncludeDirective, node, variables)
        return not (skip and skip["if"]) and not (include and not include["if"])

    def _applies(self, fragment: InlineFragmentNode | FragmentDefinitionNode, object_type: GraphQLObjectType) -> bool:
        if fragment.type_condition is None:
            return True
        condition = type_from_ast(self.schema, fragment.type_condition)
        return condition is object_type or (
            is_abstract_type(condition) and self.schema.is_sub_type(condition, object_type)
        )

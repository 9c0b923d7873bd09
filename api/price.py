"""Price (代价): how many nodes a document asks for, computed from its arguments before anything runs.

The arithmetic is GitHub's ("Rate limits and query limits for the GraphQL API", section Node limit): a list of 10
in each item of a list of 50 is 50 + 50 × 10 nodes. A list whose size is not stated counts at the size it comes in;
one that has no size (a list in a row of a question) at `UNSIZED`. What @skip or @include would leave out counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
    value_from_ast_untyped,
)

__all__ = ["Price"]

NODE = "Node"
SIZED = {("first", "last"): 100, ("limit",): 50, ("ids",): 1}
"""Arguments that say how long a list is, the first one given, and its length where none is and the schema has none."""

UNSIZED = 10

Composite = GraphQLObjectType | GraphQLInterfaceType


@dataclass(frozen=True, slots=True)
class _Size:
    """How long a list is: values written out, or names of variables, the first that says anything."""

    given: tuple[int | str | None, ...]
    otherwise: int

    def value(self, variables: Mapping[str, Any]) -> int:
        for each in self.given:
            length = _length(variables.get(each)) if isinstance(each, str) else each
            if length is not None:
                return length
        return self.otherwise


@dataclass(frozen=True, slots=True)
class _Part:
    """A selection: how often it comes for each of its parent, whether these are nodes, and what is below."""

    size: _Size | None
    counted: bool
    below: tuple["_Part", ...]

    def nodes(self, times: int, variables: Mapping[str, Any]) -> int:
        """Return how many nodes this and all below are, where the parent comes so many times."""
        if self.size:
            times *= self.size.value(variables)
        return (times if self.counted else 0) + sum(part.nodes(times, variables) for part in self.below)


@dataclass(frozen=True, slots=True)
class Price:
    """The arithmetic of one operation, worked out from its document; its variables' values come with each request."""

    defaults: Mapping[str, Any]
    root: _Part

    @classmethod
    def of(cls, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> Self:
        """Return the price of an operation of a valid document."""
        query = schema.query_type
        assert query is not None  # noqa: S101 - a schema without a query is refused when it is made
        defaults = {
            each.variable.name.value: value_from_ast_untyped(each.default_value)
            for each in operation.variable_definitions or ()
            if each.default_value
        }
        return cls(defaults, _Builder(schema, document).part(query, [operation.selection_set], None, None))

    def nodes(self, variables: Mapping[str, Any] | None) -> int:
        """Return how many nodes and rows are asked for at most, with these values as the client sent them."""
        return self.root.nodes(1, {**self.defaults, **(variables or {})})


class _Builder:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }

    def part(
        self,
        parent: Composite,
        sets: Iterable[SelectionSetNode],
        size: _Size | None,
        page: _Size | None,
        *,
        counted: bool = False,
    ) -> _Part:
        """Return what is selected of `parent`, which comes `size` times; its lists are `page` long."""
        below: list[_Part] = []
        for (owner, _), nodes in self._fields(parent, sets).items():
            definition = self._schema.get_field(owner, nodes[0].name.value)
            inner = [node.selection_set for node in nodes if node.selection_set]
            if definition is None or not inner:
                continue
            own = _size(definition, nodes[0])
            type_ = get_named_type(definition.type)
            assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)  # noqa: S101 - others select nothing
            if not is_list_type(get_nullable_type(definition.type)):
                below.append(self.part(type_, inner, None, own))
                continue
            length = own or page or self._unsized(type_)
            # The nodes and the edges of a page are the same nodes.
            twice = length is page and any(part.size is page for part in below)
            below.append(self.part(type_, inner, length, None, counted=length is not None and not twice))
        return _Part(size, counted, tuple(below))

    def _unsized(self, type_: Composite) -> _Size | None:
        """Return the length of a list that has no size: of nodes some, of facts one for each."""
        return _Size((), UNSIZED) if NODE in {each.name for each in type_.interfaces} else None

    def _fields(
        self, parent: Composite, sets: Iterable[SelectionSetNode]
    ) -> dict[tuple[Composite, str], list[FieldNode]]:
        """Return the fields of a selection by type and response key, fragments written out, repeated ones merged."""
        found: dict[tuple[Composite, str], list[FieldNode]] = {}
        seen: set[str] = set()

        def collect(owner: Composite, selection_set: SelectionSetNode) -> None:
            for node in selection_set.selections:
                match node:
                    case FieldNode():
                        found.setdefault((owner, (node.alias or node.name).value), []).append(node)
                    case InlineFragmentNode():
                        collect(self._narrowed(owner, node), node.selection_set)
                    case FragmentSpreadNode() if node.name.value not in seen:
                        seen.add(node.name.value)
                        fragment = self._fragments[node.name.value]
                        collect(self._narrowed(owner, fragment), fragment.selection_set)

        for each in sets:
            collect(parent, each)
        return found

    def _narrowed(self, owner: Composite, fragment: InlineFragmentNode | FragmentDefinitionNode) -> Composite:
        """Return the type a fragment's fields belong to: its own, where that is the narrower one."""
        if isinstance(owner, GraphQLObjectType) or fragment.type_condition is None:
            return owner
        type_ = self._schema.get_type(fragment.type_condition.name.value)
        assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)  # noqa: S101 - validated
        return type_


def _size(definition: GraphQLField, node: FieldNode) -> _Size | None:
    """Return how long the list is that a field leads to, if its arguments say that."""
    written = {each.name.value: each.value for each in node.arguments or ()}
    for names, otherwise in SIZED.items():
        argument = definition.args.get(names[0])
        if argument:
            usual = _length(argument.default_value)
            given = tuple(_given(written[name]) for name in names if name in written)
            return _Size(given, otherwise if usual is None else usual)
    return None


def _given(node: ValueNode) -> str | int | None:
    """Return the name of a variable, or a value's length."""
    if isinstance(node, VariableNode):
        return node.name.value
    return _length(value_from_ast_untyped(node))


def _length(value: Any) -> int | None:
    """Return the number of items that a value asks for; None where it says nothing, or nothing sensible."""
    if isinstance(value, list):
        return len(value)
    if isinstance(value, str):  # one id
        return 1
    return max(value, 0) if isinstance(value, int) else None

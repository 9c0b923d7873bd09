"""Operations of every kind that the schema allows, for tests that ask in two ways: drawn by hypothesis.

Fragments, aliases, variables, directives, repeated fields and wrong arguments are all among them. A response key
tells the field's arguments, so that what is selected twice under one key can always be merged.
"""

import json
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
    is_required_argument,
    is_required_input_field,
)
from hypothesis import strategies as st

DEEPEST = 5


@dataclass
class Drawn:
    """An operation in the making."""

    draw: Any
    schema: GraphQLSchema
    good: dict[str, list[Any]]
    bad: dict[str, list[Any]]
    variables: dict[str, Any] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)

    def text(self) -> str:
        body = self.selection(self.schema.query_type, 0)
        declared = f"({', '.join(self.declared)})" if self.declared else ""
        return "\n".join([f"query Drawn{declared} {body}", *self.fragments])

    def chance(self, percent: int) -> bool:
        return self.draw(st.integers(1, 100)) <= percent

    def selection(self, of: Any, depth: int, prefix: str = "") -> str:
        if isinstance(of, GraphQLInterfaceType):
            return self.abstract(of, depth)
        names = [
            name
            for name, each in of.fields.items()
            if depth < DEEPEST or not is_composite_type(get_named_type(each.type))
        ]
        chosen = self.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3 if depth else 2)) if names else []
        parts = [self.field(of, name, depth, prefix) for name in chosen]
        if self.chance(15) or not parts:
            parts.append("__typename" if self.chance(70) else "kind: __typename")
        if self.chance(20):
            parts.append(self.fragment(of, parts))
        return "{ " + " ".join(parts) + " }"

    def abstract(self, of: GraphQLInterfaceType, depth: int) -> str:
        possible = [each.name for each in self.schema.get_possible_types(of)]
        parts = ["id"] if self.chance(60) else ["__typename"]
        parts += [
            f"... on {name} {self.selection(self.schema.get_type(name), depth, f'{name.lower()}_')}"
            for name in self.draw(st.lists(st.sampled_from(possible), max_size=3, unique=True))
        ]
        return "{ " + " ".join(parts) + " }"

    def fragment(self, of: GraphQLObjectType, parts: list[str]) -> str:
        body = "{ " + " ".join(self.draw(st.lists(st.sampled_from(parts), min_size=1, max_size=2))) + " }"
        match self.draw(st.integers(0, 3)):
            case 0:
                return f"... {self.directive()} {body}"
            case 1:
                return f"... on {of.name} {self.directive()} {body}"
            case 2 if of.interfaces:
                return f"... on {of.interfaces[0].name} {{ __typename }}"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {of.name} {body}")
        return f"...{name} {self.directive()} ...{name}"

    def directive(self) -> str:
        if not self.chance(40):
            return ""
        name, value = self.draw(st.sampled_from(["include", "skip"])), self.draw(st.booleans())
        return f"@{name}(if: {self.variable('Boolean!', value) if self.chance(50) else json.dumps(value)})"

    def field(self, of: GraphQLObjectType, name: str, depth: int, prefix: str) -> str:
        declared = of.fields[name]
        given = {
            each: self.value(argument.type, f"{name}.{each}")
            for each, argument in declared.args.items()
            if is_required_argument(argument) or self.chance(25 if self.known(f"{name}.{each}", argument.type) else 2)
        }
        arguments = f"({', '.join(f'{key}: {value}' for key, value in given.items())})" if given else ""
        key = f"{prefix}{name}" + (f"_{crc32(arguments.encode())}" if given else "")
        named = get_named_type(declared.type)
        below = self.selection(named, depth + 1) if is_composite_type(named) else ""
        directive = self.directive() if self.chance(10) else ""
        return f"{key}: {name}{arguments} {directive} {below}"

    def value(self, of: Any, name: str) -> str:
        if self.chance(25):
            return self.variable(str(of), self.plain(of, name))
        return self.literal(of, self.plain(of, name))

    def variable(self, of: str, value: Any) -> str:
        name = f"v{len(self.variables)}"
        self.variables[name] = value
        self.declared.append(f"${name}: {of}")
        return f"${name}"

    def plain(self, of: Any, name: str) -> Any:
        """Return a value as JSON has it."""
        if isinstance(of, GraphQLNonNull):
            return self.plain_known(of.of_type, name)
        return None if self.chance(5) else self.plain_known(of, name)

    def plain_known(self, of: Any, name: str) -> Any:
        if isinstance(of, GraphQLList):
            return [self.plain(of.of_type, name) for _ in range(self.draw(st.integers(0, 2)))]
        if isinstance(of, GraphQLEnumType):
            return self.draw(st.sampled_from(list(of.values)))
        if isinstance(of, GraphQLInputObjectType):
            return {
                key: self.plain(each.type, key)
                for key, each in of.fields.items()
                if is_required_input_field(each) or self.chance(15)
            }
        wrong = self.bad.get(name.rpartition(".")[2]) or self.bad.get(of.name)
        right = self.known(name, of)
        return self.draw(st.sampled_from(wrong if wrong and (not right or self.chance(3)) else right))

    def known(self, name: str, of: Any) -> list[Any]:
        """Return good values for an argument of a field: its own, or those of its name, or of its type."""
        own = name.rpartition(".")[2]
        if own in {"after", "before"}:
            return self.good.get(name, [])
        named = get_named_type(of)
        if isinstance(named, GraphQLEnumType | GraphQLInputObjectType):
            return [named]
        if named.name == "ID":
            return self.good.get(f"{own}.id") or self.good["ID"]
        return self.good.get(name) or self.good.get(own) or self.good[named.name]

    def literal(self, of: Any, value: Any) -> str:
        if isinstance(of, GraphQLNonNull):
            of = of.of_type
        if value is None:
            return "null"
        if isinstance(of, GraphQLList):
            return f"[{', '.join(self.literal(of.of_type, each) for each in value)}]"
        if isinstance(of, GraphQLEnumType):
            return value
        if isinstance(of, GraphQLInputObjectType):
            return (
                "{"
                + ", ".join(f"{key}: {self.literal(of.fields[key].type, each)}" for key, each in value.items())
                + "}"
            )
        return json.dumps(value, ensure_ascii=False)


@st.composite
def operations(
    draw: Any, schema: GraphQLSchema, good: dict[str, list[Any]], bad: dict[str, list[Any]]
) -> tuple[str, dict[str, Any]]:
    """Return the text of an operation and the values of its variables.

    Values are chosen from `good`, seldom from `bad`: by field and argument, by the name of an argument or by that
    of a scalar.
    """
    drawn = Drawn(draw, schema, good, bad)
    text = drawn.text()
    return text, drawn.variables

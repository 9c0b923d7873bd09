"""Queries written from the schema: everything that a type has, two steps deep."""

from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

__all__ = ["everything"]


def everything(schema: GraphQLSchema, of: GraphQLObjectType | GraphQLInterfaceType) -> str:
    """Return the selection of all that a type has: leaves, facts of edges, and the ids of the nodes they lead to.

    Cursors are left out: they are opaque.
    """
    parts = []
    for name, field in of.fields.items():
        named = get_named_type(field.type)
        if is_leaf_type(named):
            parts.append(name)
        elif any(map(is_required_argument, field.args.values())):
            continue
        elif named.name == "PageInfo":
            parts.append("pageInfo { hasNextPage hasPreviousPage }")
        elif "id" in named.fields:
            parts.append(f"{name} {{ id }}")
        else:
            parts.append(f"{name} {everything(schema, named)}")
    return f"{{ {' '.join(part for part in parts if part != 'cursor')} }}"

"""The compiler (编译): a GraphQL selection becomes one Cypher statement and the shape of its answer."""

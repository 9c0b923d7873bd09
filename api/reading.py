"""Reading (读取): a document is parsed, limited, validated and priced once; the next request has it at once.

It stands in Strawberry's own extension point, before anything runs. Kept are documents that may run, by their
text, as many as their characters allow; one that is refused is read again each time, so that mistakes cannot push
out what dashboards ask.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from cachetools import LRUCache
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    Node,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    get_operation_ast,
    parse,
    validate,
)
from strawberry.extensions import SchemaExtension

from api.context import Context
from api.errors import ApiError, TooDeep, TooManyNodes, TooManyTokens, Unauthorised
from api.keys import Role
from api.limits import exceeded
from api.price import Price
from api.settings import ApiSettings
from graph.language import Text

__all__ = ["Reading", "Refusal"]

MISTAKES = 5  # told at once
CHARACTERS = 300_000  # of all documents kept; their trees take about a hundred bytes for each
LONGEST = 30_000  # of one of them
TOKENS, NESTING = "tokens. Parsing aborted.", "nested too deeply. Parsing aborted."  # graphql-core's last words
APART = Text("请分几次查询。", "Ask in several requests.")
SMALLER = Text("请以 first、last 或 limit 少取。", "Ask for less by `first`, `last` or `limit`.")


class Refusal(Exception):
    """A document is not run, for these reasons."""

    def __init__(self, *reasons: GraphQLError) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Read:
    """A document that may run: its tree, its first question about the schema, prices by the names of operations."""

    text: str
    document: DocumentNode
    introspects: Node | None
    prices: Mapping[str | None, Price]


class Library:
    """The documents that were read."""

    def __init__(self, settings: ApiSettings) -> None:
        self._settings = settings
        self._known: LRUCache[str, Read] = LRUCache(CHARACTERS, getsizeof=lambda read: len(read.text))

    def admit(self, text: str, schema: GraphQLSchema, context: Context, variables: Mapping[str, object] | None) -> Read:
        """Return the document if this request may run it; its price is told to the context.

        Raises:
            Refusal: it may not.

        """
        read = self._known.get(text) or self._read(text, schema)
        operation = get_operation_ast(read.document, context.operation)
        if operation is None:
            named = f"Unknown operation named '{context.operation}'."
            several = "Must provide operation name if query contains multiple operations."
            raise Refusal(GraphQLError(named if context.operation else several))
        context.operation = _name(operation)
        if read.introspects and Role.EXPLORE not in context.roles:
            raise Refusal(_error(_unexplored(), read.introspects))
        context.cost = nodes = read.prices[_name(operation)].nodes(variables)
        if nodes > self._settings.nodes:
            raise Refusal(_error(_too_many(nodes, self._settings.nodes), operation))
        return read

    def _read(self, text: str, schema: GraphQLSchema) -> Read:
        try:
            document = parse(text, max_tokens=self._settings.tokens)
            beyond = exceeded(document, self._settings)
            mistakes = [] if beyond else validate(schema, document, max_errors=MISTAKES)
        except GraphQLSyntaxError as error:
            raise Refusal(self._aborted(error)) from None
        except RecursionError:  # fragments of fragments of fragments
            raise Refusal(_error(_too_deep(self._settings.depth))) from None
        if beyond:
            raise Refusal(_error(beyond, document.definitions[0]))
        if mistakes:
            raise Refusal(*mistakes)
        introspection = validate(schema, document, [NoSchemaIntrospectionCustomRule], max_errors=1)
        operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
        read = Read(
            text,
            document,
            introspection[0].nodes[0] if introspection and introspection[0].nodes else None,
            {_name(each): Price.of(schema, document, each) for each in operations},
        )
        if len(text) <= LONGEST:
            self._known[text] = read
        return read

    def _aborted(self, error: GraphQLSyntaxError) -> GraphQLError:
        """Return graphql-core's error, or the limit that it stands for."""
        if error.message.endswith(NESTING):
            return _error(_too_deep(self._settings.depth))
        if not error.message.endswith(TOKENS):
            return error
        most = self._settings.tokens
        said = Text(f"查询的词元多于 {most} 个。", f"The document has more than {most} tokens.")
        return _error(TooManyTokens(said, APART, given=most + 1, maximum=most))


class Reading(SchemaExtension):
    """Puts the document in place where Strawberry would parse it; validation is then done as well."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @classmethod
    def maker(cls, settings: ApiSettings) -> Callable[[], Self]:
        """Return what makes one for each request; they share what was read."""
        library = Library(settings)
        return lambda: cls(library)

    def on_parse(self) -> Iterator[None]:
        """Set the document.

        Raises:
            Refusal: it is not run.

        """
        running = self.execution_context
        schema: GraphQLSchema = running.schema._schema  # noqa: SLF001 - Strawberry shows it by no other name
        read = self._library.admit(running.query or "", schema, running.context, running.variables)
        running.graphql_document = read.document
        running.pre_execution_errors = []
        yield


def _name(operation: OperationDefinitionNode) -> str | None:
    return operation.name.value if operation.name else None


def _error(cause: ApiError, node: Node | None = None) -> GraphQLError:
    return GraphQLError(cause.what.en, node, original_error=cause)


def _too_deep(most: int) -> TooDeep:
    said = Text(f"查询嵌套远多于 {most} 层。", f"The document is nested far deeper than {most} levels.")
    return TooDeep(said, APART, maximum=most)


def _too_many(nodes: int, most: int) -> TooManyNodes:
    said = Text(
        f"查询要取 {nodes} 个节点，至多 {most}。", f"The document asks for {nodes} nodes; at most {most} are allowed."
    )
    return TooManyNodes(said, SMALLER, given=nodes, maximum=most)


def _unexplored() -> Unauthorised:
    return Unauthorised(
        Text("此处不告知接口的结构。", "The schema is not told here."),
        Text(
            "请见 api/schema.graphql，或用允许探查的密钥。", "See api/schema.graphql, or use a key of the role explore."
        ),
    )

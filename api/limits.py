"""Limits (限制) on the shape of a document, checked before it is validated.

What is counted is what would run: a fragment counts wherever it is spread. Each fragment is surveyed once, so
that fragments of fragments, which double with every level, cost no more than their text; validation itself
takes time by the square of how often a field is repeated in one place, hence that limit.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from api.errors import ApiError, TooDeep, TooManyAliases, TooManyDirectives, TooManySelections
from api.settings import ApiSettings
from graph.language import Text

__all__ = ["Extent", "exceeded", "survey"]


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a selection is: nesting of its fields, selections, aliases, most directives in one place.

    `repeats` is how often one response key is selected in one place, with all that is merged there.
    """

    depth: int = 0
    selections: int = 0
    aliases: int = 0
    directives: int = 0
    repeats: int = 0


class Limit(NamedTuple):
    """A number of an extent, the setting that bounds it, and what is told of one beyond it."""

    counted: str
    setting: str
    error: type[ApiError]
    noun: Text
    remedy: Text


APART = Text("请分几次查询。", "Ask in several requests.")
LIMITS = (
    Limit("depth", "depth", TooDeep, Text("层嵌套", "levels of fields"), APART),
    Limit("selections", "selections", TooManySelections, Text("项选择", "selections"), APART),
    Limit("aliases", "aliases", TooManyAliases, Text("个别名", "aliases"), APART),
    Limit(
        "directives",
        "directives",
        TooManyDirectives,
        Text("个指令在一处", "directives in one place"),
        Text("请合并条件。", "Merge the conditions."),
    ),
    Limit(
        "repeats",
        "repeats",
        TooManySelections,
        Text("次重复同一字段", "times the same field in one place"),
        Text("同一字段写一次即可。", "Select a field once."),
    ),
)


def exceeded(document: DocumentNode, settings: ApiSettings) -> ApiError | None:
    """Return the first limit that a document is beyond, as an error; None where it is within all."""
    for limit, given in ((each, getattr(extent, each.counted)) for extent in survey(document) for each in LIMITS):
        most: int = getattr(settings, limit.setting)
        if given > most:
            return limit.error(
                Text(
                    f"查询有 {given} {limit.noun.zh}，至多 {most}。",
                    f"The document has {given} {limit.noun.en}; at most {most} are allowed.",
                ),
                limit.remedy,
                given=given,
                maximum=most,
            )
    return None


def survey(document: DocumentNode) -> Iterator[Extent]:
    """Yield the extent of a document: first all but `repeats`, which is counted next.

    What is merged is looked for last, since that takes as long as there are selections.
    """
    surveyor = _Surveyor(document)
    yield surveyor.total()
    yield Extent(repeats=surveyor.repeats())


class _Surveyor:
    def __init__(self, document: DocumentNode) -> None:
        self._fragments: dict[str, FragmentDefinitionNode] = {}
        self._operations: list[OperationDefinitionNode] = []
        for definition in document.definitions:
            if isinstance(definition, FragmentDefinitionNode):
                self._fragments[definition.name.value] = definition
            elif isinstance(definition, OperationDefinitionNode):
                self._operations.append(definition)
        self._known: dict[str, Extent] = {}
        self._alone: list[str] = []

    def total(self) -> Extent:
        """Return the extent of all operations, or of a fragment that nothing spreads if that is larger."""
        operations = [self._definition(each) for each in self._operations]
        self._alone = [name for name in self._fragments if name not in self._known]
        alone = [self._fragment(name) for name in self._alone]
        return Extent(
            max((each.depth for each in (*operations, *alone)), default=0),
            max(sum(each.selections for each in operations), *(each.selections for each in alone), 0),
            max(sum(each.aliases for each in operations), *(each.aliases for each in alone), 0),
            max((each.directives for each in (*operations, *alone)), default=0),
        )

    def repeats(self) -> int:
        """Return how often a response key is selected in one place, at most."""
        roots = [*self._operations, *(self._fragments[name] for name in self._alone)]
        return max((self._merged([root.selection_set]) for root in roots), default=0)

    def _definition(self, definition: OperationDefinitionNode | FragmentDefinitionNode) -> Extent:
        extent = self._set(definition.selection_set)
        places = (definition, *(definition.variable_definitions or ()))
        directives = max(extent.directives, *(len(place.directives or ()) for place in places), 0)
        return Extent(extent.depth, extent.selections, extent.aliases, directives)

    def _fragment(self, name: str) -> Extent:
        if name not in self._known:
            self._known[name] = Extent()  # what a fragment spreads of itself, which validation refuses
            definition = self._fragments.get(name)
            if definition:
                self._known[name] = self._definition(definition)
        return self._known[name]

    def _set(self, selection_set: SelectionSetNode | None) -> Extent:
        depth = selections = aliases = directives = 0
        for node in selection_set.selections if selection_set else ():
            match node:
                case FieldNode():
                    inner = self._set(node.selection_set)
                    aliases += node.alias is not None
                    # How deep the schema may be asked for is graphql-core's own rule.
                    below = 1 if node.name.value.startswith("__") else 1 + inner.depth
                case FragmentSpreadNode():
                    inner = self._fragment(node.name.value)
                    below = inner.depth
                case InlineFragmentNode():
                    inner = self._set(node.selection_set)
                    below = inner.depth
            depth = max(depth, below)
            selections += 1 + inner.selections
            aliases += inner.aliases
            directives = max(directives, len(node.directives or ()), inner.directives)
        return Extent(depth, selections, aliases, directives)

    def _merged(self, sets: Iterable[SelectionSetNode]) -> int:
        keys: dict[str, int] = {}
        below: dict[str, list[SelectionSetNode]] = {}
        for node in self._written_out(sets, frozenset()):
            key = (node.alias or node.name).value
            keys[key] = keys.get(key, 0) + 1
            if node.selection_set:
                below.setdefault(key, []).append(node.selection_set)
        return max(max(keys.values(), default=0), *(self._merged(each) for each in below.values()), 0)

    def _written_out(self, sets: Iterable[SelectionSetNode], inside: frozenset[str]) -> Iterator[FieldNode]:
        for selection_set in sets:
            for node in selection_set.selections:
                if isinstance(node, FieldNode):
                    yield node
                elif isinstance(node, InlineFragmentNode):
                    yield from self._written_out([node.selection_set], inside)
                elif isinstance(node, FragmentSpreadNode):
                    name = node.name.value
                    if name in self._fragments and name not in inside:
                        yield from self._written_out([self._fragments[name].selection_set], inside | {name})

"""Binding (绑定): where the values of a statement's parameters come from.

A statement is compiled once for a document and the structure of its variables, and bound anew for each request.
So what is compiled may look at a request's arguments for their structure alone (which filters are given, in
which order a list comes); a value travels as a parameter, by the way that leads to it among the arguments of
its field.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from api.compiler.selection import Selected
from api.errors import BadValue
from graph.language import Text

__all__ = ["Parameter", "Site", "plain"]


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the statement: found among a field's arguments by `path`, then converted."""

    name: str
    path: tuple[str, ...]
    convert: Callable[[Any], Any]

    def value(self, arguments: Mapping[str, Any]) -> Any:
        """Return its value.

        Raises:
            ApiError: the value cannot be used; also what `convert` raises.

        """
        found: Any = arguments
        for name in self.path:
            found = None if found is None else found.get(name)
        return _storable(self.convert(plain(found)))


@dataclass(slots=True)
class Site:
    """The arguments of one selected field, and the parameters taken from them.

    `arguments` are those of the request that is compiled for: look at their structure only. `owner` is the
    response key of the root field that an error belongs to.
    """

    selected: Selected
    arguments: Mapping[str, Any]
    owner: str
    name: Callable[[], str]
    parameters: list[Parameter] = field(default_factory=list)
    varying: bool = field(init=False)

    def __post_init__(self) -> None:
        self.varying = self.selected.varying()

    def parameter(self, *path: str, convert: Callable[[Any], Any] = _same) -> str:
        """Return the name, with its sign, of a parameter that holds the argument at `path`, converted.

        `convert` gets plain values (an enum's value instead of its member), and raises ApiError for what
        cannot be served; it is called for each request.
        """
        name = self.name()
        self.parameters.append(Parameter(name, path, convert))
        return f"${name}"

    def bound(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of the parameters, by name, for the values of the variables.

        Raises:
            ApiError: one cannot be used.

        """
        arguments = self.selected.arguments(variables) if self.varying else self.arguments
        return {each.name: each.value(arguments) for each in self.parameters}


def plain(value: Any) -> Any:
    """Return an argument with the values of enums instead of their members."""
    if isinstance(value, Enum):
        return value.value
    return [plain(entry) for entry in value] if isinstance(value, list) else value


def _storable(value: Any) -> Any:
    for text in value if isinstance(value, list) else (value,):
        if isinstance(text, str) and not _encodable(text):
            raise BadValue(
                Text("文本含有不完整的字符。", "A text holds half a character."),
                Text("请用有效的 Unicode 文本。", "Send valid Unicode."),
            )
    return value


def _encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

"""Errors of the API (接口错误): what a client is told, by a closed list of codes.

YingshangError
├── ApiError                     a mistake of the caller, explained in Chinese and English
│   ├── PageSize                 PAGE_SIZE           first or last is none of 1–100, or both are given
│   ├── BadCursor                BAD_CURSOR          a cursor of another list, or none at all
│   ├── BadId                    BAD_ID              not an id this API gave out, or one of another type
│   ├── NotFound                 NOT_FOUND           an id, a city, an indicator … the graph does not know
│   └── BadValue                 BAD_VALUE           a value that no text in the graph can have
└── PublicHost, PortTaken        (starting the server; not for clients)

Further codes: SYNTAX, INVALID and LIMIT for documents that are refused before anything runs, BAD_REQUEST for
requests that are no GraphQL, STORE_UNREACHABLE, ONTOLOGY_OUTDATED and TIMED_OUT for the database's state, and
INTERNAL for everything else. What is not the caller's mistake is masked: the client gets a request id, the log
has the rest under it.
"""

from enum import StrEnum
from typing import Any, ClassVar

from graph.errors import (
    OntologyOutdated,
    SettingsError,
    StoreTimedOut,
    StoreUnreachable,
    WrongParameter,
    YingshangError,
)
from graph.language import Text

__all__ = [
    "ApiError",
    "BadCursor",
    "BadId",
    "BadValue",
    "Code",
    "NotFound",
    "PageSize",
    "PortTaken",
    "PublicHost",
    "code_of",
]


class Code(StrEnum):
    """Every value of `extensions.code`."""

    SYNTAX = "SYNTAX"
    INVALID = "INVALID"
    LIMIT = "LIMIT"
    BAD_REQUEST = "BAD_REQUEST"
    PAGE_SIZE = "PAGE_SIZE"
    BAD_CURSOR = "BAD_CURSOR"
    BAD_ID = "BAD_ID"
    NOT_FOUND = "NOT_FOUND"
    BAD_VALUE = "BAD_VALUE"
    STORE_UNREACHABLE = "STORE_UNREACHABLE"
    ONTOLOGY_OUTDATED = "ONTOLOGY_OUTDATED"
    TIMED_OUT = "TIMED_OUT"
    INTERNAL = "INTERNAL"

    @property
    def meaning(self) -> Text:
        """What it says."""
        return MEANINGS[self]


MEANINGS = {
    Code.SYNTAX: Text("查询文本不是 GraphQL", "The document is not GraphQL"),
    Code.INVALID: Text("查询与接口不符", "The document does not fit the schema, or a variable its type"),
    Code.LIMIT: Text("查询过深、别名或词元过多", "The document is too deep, or has too many aliases or tokens"),
    Code.BAD_REQUEST: Text("请求不符合 GraphQL over HTTP", "The request is no GraphQL over HTTP"),
    Code.PAGE_SIZE: Text("first、last 不在 1–100，或同时给出", "first or last is none of 1–100, or both are given"),
    Code.BAD_CURSOR: Text("游标不属于此列表", "The cursor is none of this list"),
    Code.BAD_ID: Text("标识不是本接口给出的，或类型不符", "The id is none this API gave out, or of another type"),
    Code.NOT_FOUND: Text("图谱中没有所指的对象", "The graph does not know what is named"),
    Code.BAD_VALUE: Text("值不可用", "A value that cannot be used"),
    Code.STORE_UNREACHABLE: Text("数据库暂不可用", "The database cannot be reached at the moment"),
    Code.ONTOLOGY_OUTDATED: Text(
        "图谱尚未建立，或由另一版本写成", "The graph is not prepared, or was written by another version"
    ),
    Code.TIMED_OUT: Text("超出时限", "It took longer than allowed"),
    Code.INTERNAL: Text("内部错误，请凭请求标识查日志", "Something went wrong; the request id finds it in the log"),
}


class ApiError(YingshangError):
    """A mistake of the caller. `facts` go into the error's extensions."""

    code = Code.BAD_VALUE

    def __init__(self, what: Text, remedy: Text, **facts: Any) -> None:
        super().__init__(what, remedy)
        self.facts = facts


class PageSize(ApiError):
    """`first` or `last` cannot be served."""

    code = Code.PAGE_SIZE


class BadCursor(ApiError):
    """A cursor was not given out by this list."""

    code = Code.BAD_CURSOR


class BadId(ApiError):
    """An id was not given out by this API, or names another type."""

    code = Code.BAD_ID


class NotFound(ApiError):
    """The graph does not know what is named."""

    code = Code.NOT_FOUND


class BadValue(ApiError):
    """A value that cannot be used."""

    code = Code.BAD_VALUE


class PublicHost(SettingsError):
    """The server would be reachable from other machines, and nobody said it should."""

    code: ClassVar[str] = "YS701"


class PortTaken(YingshangError):
    """Another program listens on the port."""

    code: ClassVar[str] = "YS702"


def code_of(error: BaseException) -> Code:
    """Return the code a client is told for an error of a resolver."""
    match error:
        case ApiError():
            return Code(error.code)
        case WrongParameter():
            return Code.BAD_VALUE
        case StoreUnreachable():
            return Code.STORE_UNREACHABLE
        case OntologyOutdated():
            return Code.ONTOLOGY_OUTDATED
        case StoreTimedOut():
            return Code.TIMED_OUT
        case _:
            return Code.INTERNAL

"""Errors of the API (接口错误): what a client is told, by a closed list of codes, each with its HTTP status.

YingshangError
├── ApiError                     a mistake of the caller, explained in Chinese and English
│   ├── BadRequest               BAD_REQUEST         no GraphQL over HTTP: method, media type, JSON, members
│   ├── BodyTooLarge             LIMIT_BODY          a body longer than allowed
│   ├── UnknownDocument          UNKNOWN_DOCUMENT    no trusted document, where one is asked for or demanded
│   ├── Refused                  FORBIDDEN           not let in
│   │   ├── Unauthenticated      UNAUTHENTICATED     no API key, or one that is not known
│   │   ├── Unauthorised         FORBIDDEN           the client's role does not allow it
│   │   └── RateLimited          RATE_LIMITED        more requests a minute than allowed
│   ├── TooManyTokens            LIMIT_TOKENS        a document with more words and signs than allowed
│   ├── TooDeep                  LIMIT_DEPTH         … deeper nesting of fields
│   ├── TooManySelections        LIMIT_SELECTIONS    … more fields and fragments, these written out
│   ├── TooManyAliases           LIMIT_ALIASES       … more aliases, fragments written out
│   ├── TooManyDirectives        LIMIT_DIRECTIVES    … more directives in one place
│   ├── TooManyNodes             LIMIT_NODES         … that asks for more nodes, computed from the sizes of pages
│   ├── Busy                     BUSY                as many requests as are served at a time are being served
│   ├── PageSize                 PAGE_SIZE           first or last cannot be served, or both are given
│   ├── BadCursor                BAD_CURSOR          a cursor of another list, or none at all
│   ├── BadId                    BAD_ID              not an id this API gave out, or one of another type
│   ├── NotFound                 NOT_FOUND           an id, a city, an indicator … the graph does not know
│   └── BadValue                 BAD_VALUE           a value that no text in the graph can have
└── PublicHost, PortTaken, KeysBroken, KeyTaken, UnknownKey, WorkersFailed   (starting the server; not for clients)

Further codes: SYNTAX and INVALID for documents that are refused before anything runs, STORE_UNREACHABLE,
ONTOLOGY_OUTDATED and TIMED_OUT for the database's state, and INTERNAL for everything else. What is not the
caller's mistake is masked: the client gets a request id, the log has the rest under it.

Status codes are those of GraphQL over HTTP (2025-09), section "Status Codes", with 400 for every document that
is refused, as graphql-http's audits have it.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from http import HTTPStatus
from typing import Any, ClassVar, NamedTuple

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
    "BadRequest",
    "BadValue",
    "BodyTooLarge",
    "Busy",
    "Code",
    "KeyTaken",
    "KeysBroken",
    "NotFound",
    "PageSize",
    "PortTaken",
    "PublicHost",
    "RateLimited",
    "Refused",
    "TooDeep",
    "TooManyAliases",
    "TooManyDirectives",
    "TooManyNodes",
    "TooManySelections",
    "TooManyTokens",
    "Unauthenticated",
    "Unauthorised",
    "UnknownDocument",
    "UnknownKey",
    "WorkersFailed",
    "code_of",
    "status_of",
]


class Meaning(NamedTuple):
    """What a code says, and the status of an answer in which nothing ran because of it.

    `status` goes with `application/graphql-response+json`; `older` with `application/json`, where a request that
    could be read is answered 200 whatever is wrong with its document.
    """

    text: Text
    status: HTTPStatus
    older: HTTPStatus


class Code(StrEnum):
    """Every value of `extensions.code`."""

    BAD_REQUEST = "BAD_REQUEST"
    LIMIT_BODY = "LIMIT_BODY"
    UNKNOWN_DOCUMENT = "UNKNOWN_DOCUMENT"
    SYNTAX = "SYNTAX"
    INVALID = "INVALID"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    RATE_LIMITED = "RATE_LIMITED"
    LIMIT_TOKENS = "LIMIT_TOKENS"
    LIMIT_DEPTH = "LIMIT_DEPTH"
    LIMIT_SELECTIONS = "LIMIT_SELECTIONS"
    LIMIT_ALIASES = "LIMIT_ALIASES"
    LIMIT_DIRECTIVES = "LIMIT_DIRECTIVES"
    LIMIT_NODES = "LIMIT_NODES"
    BUSY = "BUSY"
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
        return MEANINGS[self].text


def _refused(zh: str, en: str) -> Meaning:
    """A document that does not run: told by the status only to those who accept the newer media type."""
    return Meaning(Text(zh, en), HTTPStatus.BAD_REQUEST, HTTPStatus.OK)


def _within(zh: str, en: str) -> Meaning:
    """A fault of one field: part of an answer."""
    return Meaning(Text(zh, en), HTTPStatus.OK, HTTPStatus.OK)


def _told(zh: str, en: str, status: HTTPStatus) -> Meaning:
    """A request that is not served: told by the status to everybody."""
    return Meaning(Text(zh, en), status, status)


MEANINGS = {
    Code.BAD_REQUEST: _told(
        "请求不符合 GraphQL over HTTP", "The request is no GraphQL over HTTP", HTTPStatus.BAD_REQUEST
    ),
    Code.LIMIT_BODY: _told("请求体过长", "The body is longer than allowed", HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    Code.UNKNOWN_DOCUMENT: _refused("不是受信任的查询", "The document is none of the trusted ones"),
    Code.SYNTAX: _refused("查询文本不是 GraphQL", "The document is not GraphQL"),
    Code.INVALID: _refused("查询与接口不符", "The document does not fit the schema, or a variable its type"),
    Code.UNAUTHENTICATED: _told(
        "没有密钥，或密钥无效", "No API key, or one that is not known", HTTPStatus.UNAUTHORIZED
    ),
    Code.RATE_LIMITED: _told("每分钟的请求过多", "More requests a minute than allowed", HTTPStatus.TOO_MANY_REQUESTS),
    Code.FORBIDDEN: _told("所用密钥的角色不允许", "The role of the client does not allow it", HTTPStatus.FORBIDDEN),
    Code.LIMIT_TOKENS: _refused("查询的词元过多", "The document has too many tokens"),
    Code.LIMIT_DEPTH: _refused("查询嵌套过深", "The document is nested too deeply"),
    Code.LIMIT_SELECTIONS: _refused("查询的选择过多", "The document has too many selections"),
    Code.LIMIT_ALIASES: _refused("查询的别名过多", "The document has too many aliases"),
    Code.LIMIT_DIRECTIVES: _refused("一处的指令过多", "Too many directives stand in one place"),
    Code.LIMIT_NODES: _refused("所要的节点过多", "The document asks for too many nodes"),
    Code.BUSY: _told("同时处理的请求已满", "Too many requests at the same time", HTTPStatus.SERVICE_UNAVAILABLE),
    Code.PAGE_SIZE: _within("first、last 超出范围，或同时给出", "first or last is out of range, or both are given"),
    Code.BAD_CURSOR: _within("游标不属于此列表", "The cursor is none of this list"),
    Code.BAD_ID: _within("标识不是本接口给出的，或类型不符", "The id is none this API gave out, or of another type"),
    Code.NOT_FOUND: _within("图谱中没有所指的对象", "The graph does not know what is named"),
    Code.BAD_VALUE: _within("值不可用", "A value that cannot be used"),
    Code.STORE_UNREACHABLE: _told(
        "数据库暂不可用", "The database cannot be reached at the moment", HTTPStatus.SERVICE_UNAVAILABLE
    ),
    Code.ONTOLOGY_OUTDATED: _told(
        "图谱尚未建立，或由另一版本写成",
        "The graph is not prepared, or was written by another version",
        HTTPStatus.SERVICE_UNAVAILABLE,
    ),
    Code.TIMED_OUT: _within("超出时限", "It took longer than allowed"),
    Code.INTERNAL: _told(
        "内部错误，请凭请求标识查日志",
        "Something went wrong; the request id finds it in the log",
        HTTPStatus.INTERNAL_SERVER_ERROR,
    ),
}
UNAVAILABLE = frozenset({Code.STORE_UNREACHABLE, Code.BUSY})  # whatever else is answered


def status_of(codes: Collection[Code], *, ran: bool, older: bool) -> HTTPStatus:
    """Return the status of an answer with errors of these codes.

    Args:
        codes: those of its errors, the first one first.
        ran: whether anything was executed; then the errors are part of an answer.
        older: whether it is `application/json`.

    """
    if any(code in UNAVAILABLE for code in codes):
        return HTTPStatus.SERVICE_UNAVAILABLE
    if ran or not codes:
        return HTTPStatus.OK
    meaning = MEANINGS[next(iter(codes))]
    return meaning.older if older else meaning.status


class ApiError(YingshangError):
    """A mistake of the caller. `facts` go into the error's extensions."""

    code = Code.BAD_VALUE

    def __init__(self, what: Text, remedy: Text, **facts: Any) -> None:
        super().__init__(what, remedy)
        self.facts = facts


class BadRequest(ApiError):
    """The request is no GraphQL over HTTP. `status` says more closely what is wrong with it."""

    code = Code.BAD_REQUEST

    def __init__(self, what: Text, remedy: Text, *, status: HTTPStatus = HTTPStatus.BAD_REQUEST, **facts: Any) -> None:
        super().__init__(what, remedy, **facts)
        self.status = status


class BodyTooLarge(ApiError):
    """A body is longer than allowed."""

    code = Code.LIMIT_BODY


class UnknownDocument(ApiError):
    """No trusted document has that id or text."""

    code = Code.UNKNOWN_DOCUMENT


class Refused(ApiError):
    """The request is not let in. `headers` belong to the answer."""

    code = Code.FORBIDDEN

    def __init__(self, what: Text, remedy: Text, *, headers: Mapping[str, str] | None = None, **facts: Any) -> None:
        super().__init__(what, remedy, **facts)
        self.headers = headers or {}


class Unauthenticated(Refused):
    """A key is needed, and none was sent, or none that is known."""

    code = Code.UNAUTHENTICATED


class Unauthorised(Refused):
    """The role of the client does not allow what it asks for."""


class RateLimited(Refused):
    """The client has sent more requests than it may."""

    code = Code.RATE_LIMITED


class TooManyTokens(ApiError):
    """A document has too many words and signs; they are not counted further."""

    code = Code.LIMIT_TOKENS


class TooDeep(ApiError):
    """Fields are nested too deeply."""

    code = Code.LIMIT_DEPTH


class TooManySelections(ApiError):
    """A document has too many selections, its fragments written out."""

    code = Code.LIMIT_SELECTIONS


class TooManyAliases(ApiError):
    """A document has too many aliases, its fragments written out."""

    code = Code.LIMIT_ALIASES


class TooManyDirectives(ApiError):
    """One place of a document has too many directives."""

    code = Code.LIMIT_DIRECTIVES


class TooManyNodes(ApiError):
    """A document asks for too many nodes."""

    code = Code.LIMIT_NODES


class Busy(ApiError):
    """As many requests as are served at a time are being served."""

    code = Code.BUSY


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


class KeysBroken(SettingsError):
    """The file of API keys cannot be read, or a line of it is no key; `where` names it."""

    code: ClassVar[str] = "YS703"


class KeyTaken(YingshangError):
    """A key cannot have the name."""

    code: ClassVar[str] = "YS704"


class UnknownKey(YingshangError):
    """There is no key of the name."""

    code: ClassVar[str] = "YS705"


class WorkersFailed(YingshangError):
    """A worker process of the server did not start."""

    code: ClassVar[str] = "YS706"


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

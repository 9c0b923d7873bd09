"""What is asked (请求内容): the members of a GraphQL request, read from a body or a query string.

Bodies are read by orjson, which is strict where a request can be ambiguous: half a character (a lone surrogate),
NaN and nesting deeper than 1,024 are no JSON. Of a key given twice the last one counts, and a number beyond
64 bits becomes a float, which no integer of the schema accepts.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import parse_qsl

import orjson

from api.errors import BadRequest
from graph.language import Text

__all__ = ["Asked", "in_json"]

JSON = "application/json"
MEMBERS = {"query": str, "documentId": str, "operationName": str, "variables": dict, "extensions": dict}
NOUNS = {str: Text("字符串", "a string"), dict: Text("JSON 对象", "a JSON object")}
OBJECTS = ("variables", "extensions")
PAIRS = 100  # of a query string; a request has five


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: the text of a document or the id of a trusted one, and what goes with it.

    `raw` is what it was read from.
    """

    raw: bytes
    query: str | None
    document: str | None
    operation: str | None
    variables: dict[str, Any] | None
    extensions: dict[str, Any] | None

    @classmethod
    def in_body(cls, body: bytes) -> Self:
        """Return the request in the body of a POST.

        Raises:
            BadRequest: it is no JSON, none of an object, or a member is of a wrong type.

        """
        return cls._of(body, _json(body, Text("请求体", "The body")))

    @classmethod
    def in_address(cls, query_string: bytes) -> Self:
        """Return the request in the query string of a GET.

        Raises:
            BadRequest: it is not UTF-8, or variables or extensions are no JSON objects.

        """
        try:
            pairs = parse_qsl(query_string.decode("ascii"), errors="strict", max_num_fields=PAIRS)
        except ValueError:
            raise BadRequest(
                Text("网址的参数不是 UTF-8，或过多。", "The query string is not UTF-8, or has too many members."),
                Text("请按 UTF-8 作百分号编码。", "Percent-encode it as UTF-8."),
            ) from None
        members: dict[str, Any] = dict(pairs)
        for name in OBJECTS:
            if name in members:
                members[name] = _json(members[name].encode(), Text(f"参数 {name} ", f"The member {name}"))
        return cls._of(query_string, members)

    @classmethod
    def _of(cls, raw: bytes, members: Any) -> Self:
        if isinstance(members, list):
            raise BadRequest(
                Text("不支持批量请求。", "Batches are not offered."),
                Text("请逐个发送，或在一份查询中并列。", "Send one at a time, or ask for it in one document."),
            )
        if not isinstance(members, dict):
            raise BadRequest(
                Text("请求体不是 JSON 对象。", "The body is no JSON object."),
                Text('请发送 {"query": …}。', 'Send {"query": …}.'),
            )
        for name, type_ in MEMBERS.items():
            value = members.get(name)
            if value is not None and not isinstance(value, type_):
                noun = NOUNS[type_]
                raise BadRequest(
                    Text(f"{name} 不是{noun.zh}。", f"`{name}` is not {noun.en}."),
                    Text("请改正，或不写。", "Correct it, or leave it out."),
                    member=name,
                )
        query, document = members.get("query") or None, members.get("documentId") or None
        if (query is None) == (document is None):
            raise BadRequest(
                Text(
                    "query 与 documentId 须有且仅有其一。", "One of `query` and `documentId` is needed, and one only."
                ),
                Text("请给出查询文本，或受信任查询的标识。", "Send a document, or the id of a trusted one."),
            )
        return cls(
            raw,
            query,
            document,
            members.get("operationName") or None,
            members.get("variables"),
            members.get("extensions"),
        )


def in_json(content_type: str) -> None:
    """Return if a body of that content type is read here.

    Raises:
        BadRequest: it is not JSON in UTF-8 (status 415).

    """
    media, *parameters = content_type.lower().split(";")
    charset = next((entry.partition("=")[2].strip('" ') for entry in parameters if "charset=" in entry), "utf-8")
    if media.strip() != JSON or charset not in ("utf-8", "utf8"):
        raise BadRequest(
            Text(f"请求体的类型不是 UTF-8 的 {JSON}。", f"The body is not {JSON} in UTF-8."),
            Text(f"请设 Content-Type: {JSON}。", f"Send Content-Type: {JSON}."),
            status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        )


def _json(text: bytes, what: Text) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequest(
            Text(
                f"{what.zh}不是 UTF-8 的 JSON（第 {error.lineno} 行第 {error.colno} 字符）。",
                f"{what.en} is not JSON in UTF-8 (line {error.lineno}, character {error.colno}).",
            ),
            Text("请改正。", "Correct it."),
        ) from None

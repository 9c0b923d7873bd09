"""What is read from a body or an address, and what is refused there."""

import pytest

from api.asked import Asked, in_json
from api.errors import BadRequest


def test_the_members_of_a_body():
    body = '{"query": "{ a }", "operationName": "Q", "variables": {"城": 1}, "extensions": {"cost": true}, "x": 1}'.encode()
    assert Asked.in_body(body) == Asked(body, "{ a }", None, "Q", {"城": 1}, {"cost": True})


def test_members_may_be_null_or_missing():
    body = b'{"query": "{ a }", "operationName": null, "variables": null, "extensions": null}'
    assert Asked.in_body(body) == Asked(body, "{ a }", None, None, None, None)
    assert Asked.in_body(b'{"documentId": "x"}') == Asked(b'{"documentId": "x"}', None, "x", None, None, None)


def test_the_members_of_an_address():
    address = b"query=%7B+a+%7D&variables=%7B%22n%22%3A1%7D&operationName=%E6%9F%A5"
    assert Asked.in_address(address) == Asked(address, "{ a }", None, "查", {"n": 1}, None)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b'[{"query": "{ a }"}]', b'"query"', b"3", b"null", b"{}", b'{"query": ""}',
        b'{"query": 1}', b'{"query": ["a"]}', b'{"query": "{ a }", "variables": []}',
        b'{"query": "{ a }", "variables": "{}"}', b'{"query": "{ a }", "operationName": 1}',
        b'{"query": "{ a }", "extensions": 1}', b'{"query": "{ a }", "documentId": "x"}', b'{"documentId": 1}',
        b"\xff\xfe", b'{"query": "\xed\xa0\x80"}', b'{"query": "\\ud800"}', b'{"query": "{ a }", "variables": {"a": NaN}}',
        b'{"query": "{ a }", "variables": {"a": Infinity}}', b"\xef\xbb\xbf{}", b"[" * 100_000,
        b'{"query": "{ a }", "variables": {"a": ' + b'{"a":' * 5000 + b"1" + b"}" * 5001 + b"}",
    ],
)  # fmt: skip
def test_bodies_that_are_no_request(body):
    with pytest.raises(BadRequest):
        Asked.in_body(body)


@pytest.mark.parametrize(
    "address",
    [
        b"", b"query=", b"query=%ff", b"query=%7Ba%7D&variables=3", b"query=%7Ba%7D&variables=%7B",
        b"query=%7Ba%7D&extensions=%5B%5D", b"query=%7Ba%7D&documentId=x", b"&".join([b"a=1"] * 200), b"query=\xff",
    ],
)  # fmt: skip
def test_addresses_that_are_no_request(address):
    with pytest.raises(BadRequest):
        Asked.in_address(address)


def test_of_a_key_given_twice_the_last_counts():
    assert Asked.in_body(b'{"query": "{ a }", "query": "{ b }"}').query == "{ b }"


def test_numbers_beyond_64_bits_are_no_integers_any_more():
    asked = Asked.in_body(
        b'{"query": "{ a }", "variables": {"a": 123456789012345678901234567890, "b": 9007199254740993}}'
    )
    assert asked.variables == {"a": 1.2345678901234568e29, "b": 9007199254740993}


@pytest.mark.parametrize(
    ("content_type", "read"),
    [
        ("application/json", True), ("Application/JSON ; charset=UTF-8", True), ('application/json;charset="utf-8"', True),
        ("", False), ("text/plain", False), ("application/x-www-form-urlencoded", False), ("multipart/form-data", False),
        ("application/json; charset=utf-16", False), ("application/jsonp", False), ("application/graphql", False),
    ],
)  # fmt: skip
def test_the_content_types_that_are_read(content_type, read):
    if read:
        in_json(content_type)
    else:
        with pytest.raises(BadRequest) as refused:
            in_json(content_type)
        assert refused.value.status == 415

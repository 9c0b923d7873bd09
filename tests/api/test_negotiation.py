"""Which media type and coding an answer comes in, by the headers of the request."""

import pytest

from api.negotiation import accepts_gzip, held_tags, media_type

OLD = "application/json"
NEW = "application/graphql-response+json"


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        (b"", OLD),
        (b"*/*", OLD),
        (b"text/plain", OLD),
        (b"application/json", OLD),
        (b"application/graphql-response+json", NEW),
        (b"Application/GraphQL-Response+JSON; charset=utf-8", NEW),
        (b"application/graphql-response+json, application/json;q=0.9", NEW),
        (b"application/json, application/graphql-response+json", NEW),
        (b"application/json, application/graphql-response+json;q=0.9", OLD),
        (b"application/graphql-response+json;q=0", OLD),
        (b"application/graphql-response+json;q=much", NEW),
        (b"\xff", OLD),
    ],
)
def test_the_media_type(accept, answered):
    assert media_type(accept) == answered


@pytest.mark.parametrize(
    ("header", "accepted"),
    [(b"", False), (b"br", False), (b"gzip", True), (b"br, GZIP;q=0.5", True), (b"gzip;q=0", False), (b"*", False)],
)
def test_the_coding(header, accepted):
    assert accepts_gzip(header) is accepted


@pytest.mark.parametrize(
    ("header", "tags"),
    [(b"", set()), (b'"a"', {"a"}), (b'W/"a", "b-gzip"', {"a", "b"}), (b'"a" , "a-gzip"', {"a"})],
)
def test_the_tags_a_client_holds(header, tags):
    assert held_tags(header) == tags

"""Negotiation (协商): what a client accepts and what it holds already (RFC 9110, sections 12.5 and 13.1.2)."""

from functools import lru_cache

__all__ = ["GRAPHQL", "JSON", "ZIPPED", "accepts_gzip", "accepts_page", "held_tags", "media_type"]

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
PAGE = "text/html"
ZIPPED = "-gzip"
"""What follows an entity tag where the answer is in gzip: other bytes, another tag."""
REMEMBERED = 100  # headers; browsers and libraries send few different ones


@lru_cache(REMEMBERED)
def media_type(accept: bytes) -> str:
    """Return the media type to answer in: `application/json` unless the newer one is accepted as gladly."""
    weights = _weights(accept)
    newer = weights.get(GRAPHQL, 0.0)
    return GRAPHQL if newer > 0 and newer >= weights.get(JSON, 0.0) else JSON


@lru_cache(REMEMBERED)
def accepts_gzip(accept_encoding: bytes) -> bool:
    """Tell whether an answer may come in gzip."""
    return _weights(accept_encoding).get("gzip", 0.0) > 0


@lru_cache(REMEMBERED)
def accepts_page(accept: bytes) -> bool:
    """Tell whether a person with a browser asks."""
    return _weights(accept).get(PAGE, 0.0) > 0


def held_tags(if_none_match: bytes) -> frozenset[str]:
    """Return the entity tags of answers that the client holds, in whatever coding."""
    tags = (entry.strip().removeprefix("W/").strip('"') for entry in if_none_match.decode("latin-1").split(","))
    return frozenset(tag.removesuffix(ZIPPED) for tag in tags if tag)


def _weights(header: bytes) -> dict[str, float]:
    """Return what a header lists, with its weights; one that is no number counts as none given."""
    weights: dict[str, float] = {}
    for entry in header.decode("latin-1").lower().split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        weight = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        try:
            weights[name] = float(weight)
        except ValueError:
            weights[name] = 1.0
    return weights

"""Global identities (全局标识): a kind and its key, as Relay's opaque ids."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from api.errors import BadId
from api.types.kinds import KINDS
from graph.language import Text

__all__ = ["decode", "encode"]

REMEDY = Text("请原样使用接口返回的 id。", "Use an `id` as this API returned it.")


def encode(kind: str, key: str) -> str:
    """Return the id of a node."""
    return urlsafe_b64encode(f"{kind}:{key}".encode()).decode().rstrip("=")


def decode(value: str, expected: str | None = None) -> tuple[str, str]:
    """Return kind and key of an id.

    Raises:
        BadId: it is none, or not of the expected kind.

    """
    try:
        kind, separator, key = urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode().partition(":")
    except ValueError:  # no base64, no UTF-8
        kind = separator = key = ""
    if kind not in KINDS or not separator or encode(kind, key) != value:
        shown = value[:80]
        raise BadId(Text(f"“{shown}”不是本接口的标识。", f"{shown!r} is no id of this API."), REMEDY, id=shown)
    if expected and kind != expected:
        meant = KINDS[kind].meaning.zh, KINDS[expected].meaning.zh
        raise BadId(
            Text(f"标识指{meant[0]}，此处需要{meant[1]}。", f"The id is of a {kind}, not of a {expected}."),
            REMEDY,
            id=value,
        )
    return kind, key

"""Global identities as the answers show them: `kind:key` in base64url without padding."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from tests.api.referee.graph import Graph, Node

__all__ = ["identity", "node_of"]


def identity(node: Node) -> str:
    """Return the id of a node."""
    return urlsafe_b64encode(f"{node.kind}:{node.key}".encode()).decode().rstrip("=")


def node_of(graph: Graph, id_: str, kind: str | None = None) -> Node | None:
    """Return the node of an id, of any kind or of one; None where there is none."""
    given, _, key = urlsafe_b64decode(id_ + "=" * (-len(id_) % 4)).decode().partition(":")
    assert kind in (None, given)
    return next((node for node in graph.nodes if node.kind == given and node.key == key), None)

"""Where the local Neo4j listens (地址与端口): the loopback address and free ports."""

import os
import socket

__all__ = ["HOST", "bolt", "browser", "free", "is_free"]

HOST = "127.0.0.1"
NEAR = 100


def bolt(port: int) -> str:
    """Return the address for drivers."""
    return f"neo4j://{HOST}:{port}"


def browser(port: int) -> str:
    """Return the address of Neo4j Browser."""
    return f"http://{HOST}:{port}/browser/"


def is_free(port: int) -> bool:
    """Return whether a server could listen at this port of the loopback address."""
    with socket.socket() as probe:
        if os.name == "posix":  # as Java does: connections that are closing do not count
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
            probe.listen()
        except OSError:
            return False
    return True


def free(wished: int, *, but: int | None = None) -> int:
    """Return the wished port or the next one that is free (never `but`), else any the system offers."""
    for port in range(wished, min(wished + NEAR, 65536)):
        if port != but and is_free(port):
            return port
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])

"""The generated password (密码): in a file that only its owner may read, never in a process list."""

import hashlib
import os
import secrets
from pathlib import Path

from graph.errors import ServerFailed, ServerNotStarted
from graph.language import Text
from graph.server.layout import Layout

__all__ = ["USERNAME", "password", "prepare", "write"]

USERNAME = "neo4j"
ROUNDS = 1024


def password(layout: Layout) -> str:
    """Return the password of the local Neo4j.

    Raises:
        ServerNotStarted: there is none yet.

    """
    try:
        return layout.password.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise ServerNotStarted(
            Text("本地 Neo4j 尚无密码文件。", "The local Neo4j has no password file."),
            Text("请运行 yingshang up。", "Run yingshang up."),
        ) from None


def prepare(layout: Layout) -> None:
    """Make a password before the very first start, and leave it to Neo4j as a hash.

    Raises:
        ServerFailed: there is a database, but its password file is gone.

    """
    if (layout.data / "databases" / "system").exists():
        if not layout.password.exists():
            raise ServerFailed(
                Text(f"密码文件 {layout.password} 不见了。", f"The password file {layout.password} is gone."),
                Text(
                    f"请恢复它；或删除 {layout.data}（图谱将清空）后重新载入。",
                    f"Restore it; or delete {layout.data} (the graph will be empty) and load again.",
                ),
            )
        return
    if not layout.password.exists():
        write(layout.password, secrets.token_urlsafe(24))
    layout.authentication.parent.mkdir(parents=True, exist_ok=True)
    write(layout.authentication, _credential(password(layout)))


def _credential(word: str) -> str:
    """Return Neo4j's own line for a user and the salted hash of the password."""
    salt = secrets.token_bytes(32)
    digest = hashlib.sha256(salt + word.encode()).digest()
    for _ in range(ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USERNAME}:SHA-256,{digest.hex()},{salt.hex()},{ROUNDS}:\n"


def write(file: Path, text: str) -> None:
    """Write a file that has never been readable to others, whole or not at all."""
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(file)

"""API keys (密钥): who may ask, as which role, kept as hashes in a file that only its owner may read.

A key is 256 random bits behind a prefix that scanners for leaked secrets can look for. It is shown once; the file
holds its SHA-256, one key a line in JSON. So many random bits cannot be guessed, hence neither salt nor a slow hash
is needed (NIST SP 800-63B, 5.1.2.2: look-up secrets of 112 bits or more), and reading the file lets nobody in.
"""

import hashlib
import json
import re
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from api.errors import KeysBroken, KeyTaken, UnknownKey
from graph.language import Text
from graph.server.secret import write

__all__ = ["GRANTS", "Key", "Role", "add", "digest", "read", "remove"]

PREFIX = "ysk_"
NAME = re.compile(r"[\w.-]{1,64}")  # stands in log lines


class Role(StrEnum):
    """What a client may do; the role of a key."""

    READ = "read"
    EXPLORE = "explore"
    METRICS = "metrics"


GRANTS = {
    Role.READ: frozenset({Role.READ}),
    Role.EXPLORE: frozenset({Role.READ, Role.EXPLORE}),  # introspection, hence GraphiQL
    Role.METRICS: frozenset({Role.METRICS}),
}
"""What a key of a role allows."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept: `sha256` in hexadecimal, `made` the moment in UTC (ISO 8601)."""

    name: str
    role: Role
    sha256: str
    made: str


def digest(secret: str) -> str:
    """Return the SHA-256 of a key as its holder sends it."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def read(file: Path) -> tuple[Key, ...]:
    """Return the keys in a file, in its order; none where there is no file.

    Raises:
        KeysBroken: the file cannot be read, or a line is no key; names file and line.

    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as problem:
        raise _broken(str(file), type(problem).__name__) from None
    lines = enumerate(text.splitlines(), start=1)
    return tuple(_key(line, f"{file}:{number}") for number, line in lines if line.strip())


def add(file: Path, name: str, role: Role) -> str:
    """Make a key, keep its hash in the file and return it: this is the only time it can be seen.

    Raises:
        KeyTaken: the file has a key of that name, or the name cannot stand in a log line.
        KeysBroken: the file cannot be read.

    """
    kept = read(file)
    if not NAME.fullmatch(name):
        raise KeyTaken(
            Text(f"名称 {name!r} 不可用。", f"the name {name!r} cannot be used."),
            Text("请用 1–64 个字母、数字、_ . -。", "Use 1–64 letters, digits, _ . or -."),
        )
    if any(key.name == name for key in kept):
        raise KeyTaken(
            Text(f"已有名为 {name} 的密钥。", f"there is a key named {name}."),
            Text("请另取名称，或先用 yingshang keys remove 删除。", "Choose another name, or remove that key first."),
        )
    secret = PREFIX + secrets.token_urlsafe(32)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    _keep(file, (*kept, Key(name, role, digest(secret), made)))
    return secret


def remove(file: Path, name: str) -> None:
    """Take a key out of the file.

    Raises:
        UnknownKey: the file has no key of that name.
        KeysBroken: the file cannot be read.

    """
    kept = read(file)
    left = tuple(key for key in kept if key.name != name)
    if left == kept:
        raise UnknownKey(
            Text(f"没有名为 {name} 的密钥。", f"there is no key named {name}."),
            Text("用 yingshang keys list 列出。", "`yingshang keys list` lists them."),
        )
    _keep(file, left)


def _keep(file: Path, keys: tuple[Key, ...]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    write(file, "".join(json.dumps(asdict(key), ensure_ascii=False) + "\n" for key in keys))


def _key(line: str, where: str) -> Key:
    try:
        found = json.loads(line)
        return Key(str(found["name"]), Role(found["role"]), str(found["sha256"]), str(found["made"]))
    except (ValueError, KeyError, TypeError) as problem:
        raise _broken(where, type(problem).__name__) from None


def _broken(where: str, why: str) -> KeysBroken:
    return KeysBroken(
        Text(f"密钥文件不能使用（{why}）。", f"the file of API keys cannot be used ({why})."),
        Text("请改正或删除该行。", "Correct or delete the line, or the file."),
        where=where,
    )

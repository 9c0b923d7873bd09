"""Access (准入): whether a request is let in, as whom and with which rights.

| server                          | no key           | a key                | a key that is not known |
| ------------------------------- | ---------------- | -------------------- | ----------------------- |
| this machine alone, no keys yet | everything       | everything           | everything              |
| keys exist                      | refused          | what its role grants | refused                 |
| public, no keys yet             | read and explore | read and explore     | read and explore        |
| public, keys exist              | read             | what its role grants | refused                 |

Where keys exist they are demanded on this machine too: behind a proxy every request comes from this machine. The
file of keys is looked at for each request (a microsecond), so what `yingshang keys` changes holds at once.

A server that asks for no key answers only to names of this machine, so that a page elsewhere cannot lead a name of
its own here (DNS rebinding) and read with the rights of whoever looks at it.
"""

import hmac
import ipaddress
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import HTTPConnection

from api.errors import KeysBroken, PublicHost, RateLimited, Refused, Unauthenticated, Unauthorised
from api.keys import GRANTS, Key, Role, digest, read
from api.rate import Rate
from api.settings import ApiSettings
from graph.errors import YingshangError
from graph.language import Text
from graph.settings import Settings

__all__ = ["Access", "Client"]

LOG = logging.getLogger("yingshang.api")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
SCHEME = "bearer "


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks: the name of its key (none: anybody), what it may do, and headers that tell it what it has left."""

    name: str | None
    roles: frozenset[Role]
    headers: Mapping[str, str] = field(default_factory=dict)


ANYBODY_HERE = Client(None, frozenset(Role))
ANYBODY = Client(None, frozenset({Role.READ, Role.EXPLORE}))
READER = Client(None, frozenset({Role.READ}))


class Access:
    """Lets requests in, by the settings and the file of keys."""

    def __init__(self, settings: ApiSettings, graph: Settings) -> None:
        """Read the keys.

        Raises:
            KeysBroken: their file cannot be used.
            PublicHost: other machines could reach the host, there is no key, and `public` is not set.

        """
        self._public = settings.public
        self._here = _is_loopback(settings.host)
        self._names = LOOPBACK | {settings.host}  # as a Host header has them
        self._rate = Rate(settings.rate) if settings.rate else None
        self._file = settings.keys_file(graph)
        if settings.keys and not self._file.exists():
            raise KeysBroken(
                Text(
                    "设置 YINGSHANG_API_KEYS 所指的文件不存在。", "The file that YINGSHANG_API_KEYS names is not there."
                ),
                Text(
                    "请用 yingshang keys add 添加密钥，或改正路径。",
                    "Add a key with `yingshang keys add`, or correct it.",
                ),
                where=str(self._file),
            )
        self._state = _state(self._file)
        self._keys = read(self._file)
        if not (self._public or self._here or self._keys):
            raise PublicHost(
                Text(f"{settings.host} 可从其他机器访问。", f"{settings.host} can be reached from other machines."),
                Text(
                    "请用 yingshang keys add 添加密钥；若确要人人可读，请设 YINGSHANG_API_PUBLIC=true。",
                    "Add a key with `yingshang keys add`; or, if everybody may read, set YINGSHANG_API_PUBLIC=true.",
                ),
            )

    @property
    def keyed(self) -> bool:
        """Whether what is answered may depend on a key."""
        return bool(self._keys)

    def admit(self, request: HTTPConnection, needed: Role = Role.READ) -> Client:
        """Return who asks.

        Raises:
            Refused: it may not; Unauthenticated, Unauthorised or RateLimited, with headers for the answer.

        """
        self._refresh()
        if self._here and not self._keys and not self._public:
            self._addressed_here(request)
            return ANYBODY_HERE  # one's own machine: no rate either
        client = self._who(_sent(request) if self._keys else None)
        if needed not in client.roles:
            raise Unauthorised(
                Text(f"此请求需要角色 {needed}。", f"this needs the role {needed}."),
                Text("请用该角色的密钥。", "Use a key of that role."),
                role=needed,
            )
        return self._within_rate(client, request)

    def _refresh(self) -> None:
        """Read the keys anew where their file has changed; a broken file changes nothing but the log."""
        state = _state(self._file)
        if state == self._state:
            return
        self._state = state
        try:
            self._keys = read(self._file)
        except YingshangError as problem:
            LOG.error("%s", problem)  # noqa: TRY400 - the message says it all

    def _who(self, sent: str | None) -> Client:
        """Return the holder of a key, or anybody."""
        if sent is None:
            if self._public:
                return READER if self._keys else ANYBODY
            raise Unauthenticated(
                Text("需要密钥。", "an API key is needed."),
                Text("请以 Authorization: Bearer 标头发送。", "Send it in the header Authorization: Bearer."),
                headers={"www-authenticate": 'Bearer realm="yingshang"'},
            )
        hashed = digest(sent)
        found: Key | None = None
        for key in self._keys:  # all of them, in the same time, whichever it is
            if hmac.compare_digest(key.sha256, hashed):
                found = key
        if found is None:
            raise Unauthenticated(
                Text("密钥无效。", "the API key is not known."),
                Text("请向管理员索取。", "Ask whoever runs this server for one."),
                headers={"www-authenticate": 'Bearer realm="yingshang", error="invalid_token"'},  # RFC 6750, 3
            )
        return Client(found.name, GRANTS[found.role])

    def _within_rate(self, client: Client, request: HTTPConnection) -> Client:
        """Return the client with what it has left (RateLimit header fields, draft-ietf-httpapi-ratelimit-headers)."""
        if self._rate is None:
            return client
        address = None if client.name else request.scope.get("client")
        standing = self._rate.take(client.name or (address and address[0]))
        headers = {
            "ratelimit-policy": f'"minute";q={self._rate.amount};w=60',
            "ratelimit": f'"minute";r={standing.remaining};t={_whole(standing.reset)}',
        }
        if standing.retry:
            raise RateLimited(
                Text(f"每分钟最多 {self._rate.amount} 次请求。", f"{self._rate.amount} requests a minute at most."),
                Text(f"请 {_whole(standing.retry)} 秒后再试。", f"Try again in {_whole(standing.retry)} s."),
                headers=headers | {"retry-after": str(_whole(standing.retry))},
                maximum=self._rate.amount,
            )
        return Client(client.name, client.roles, headers)

    def _addressed_here(self, request: HTTPConnection) -> None:
        host = _header(request, b"host").lower()
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if name not in self._names:
            raise Refused(
                Text("请求所用的主机名不是本机的。", "the request names a host that is not this machine."),
                Text(
                    "请用 127.0.0.1 或 localhost；经由代理时请添加密钥（yingshang keys add）。",
                    "Use 127.0.0.1 or localhost; behind a proxy, add a key (yingshang keys add).",
                ),
            )


def _sent(request: HTTPConnection) -> str | None:
    """Return the key that a request carries (RFC 6750, 2.1)."""
    value = _header(request, b"authorization")
    return value[len(SCHEME) :].strip() if value[: len(SCHEME)].lower() == SCHEME else None


def _header(request: HTTPConnection, wanted: bytes) -> str:
    for name, value in request.scope["headers"]:
        if name == wanted:
            return str(value, "latin-1")
    return ""


def _state(file: Path) -> tuple[int, int, int] | None:
    """Return what changes with the file's content; none where there is no file."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _whole(seconds: float) -> int:
    return -int(-seconds // 1)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name; where it leads is not ours to know
        return False

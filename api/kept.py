"""Kept answers (留存应答): given again while the graph is unchanged, and fresh by construction.

An answer is kept under what was asked, with the version of the graph that all of its statements read exactly
(`graph.store.AsyncStore` says how that is known). It is given again only after Neo4j has told its present version,
by a check that began after the request came, and only if the two are the same. So it shows every write that was
acknowledged before the request was sent, just as an answer made anew would: whoever reads after a write sees it.

- A write is acknowledged after its commit is numbered. A check that begins later is told that number or a later
  one, which differs from the version of any answer kept before.
- If the check is told the answer's own version, nothing was committed between the answer and the check.
- A request that comes while a check is under way waits for the next one, which all share who came meanwhile.
- A request that is being answered for another may be shared by the same rule: with a check that began after it came.
- In a cluster every member may lag behind the leader. The versions are those of the transaction log, the same on
  all members; the answer is as fresh as that of the member that was asked, and no older than the last one seen.

What depends on anything but the graph and the request (the time of day, chance) must not be stamped with a version.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from hashlib import blake2b

from cachetools import LRUCache

from api.reply import Reply
from api.source import Source
from graph.errors import StoreError

__all__ = ["Given", "Kept", "Make"]

CHECK_SECONDS = 5.0  # beyond it the answer is made anew, which tells what is wrong
ENTRY_BYTES = 1024  # of an entry, beside its body

Make = Callable[[], Awaitable[tuple[Reply, Collection[str | None]]]]
"""Makes an answer: the reply, and the versions that its statements read (null: not certain)."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, kept or made. `reply` is null where the client holds it already.

    `tag` names it for If-None-Match (RFC 9110, section 8.8.3), without the quotes; null where it cannot be kept.
    """

    reply: Reply | None
    tag: str | None
    kept: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    reply: Reply
    version: str

    def size(self) -> int:
        return 2 * len(self.reply.body) + ENTRY_BYTES  # its compressed form may stand beside it


class Kept:
    """The answers that are kept, within so many bytes; the one that was not asked for longest goes first."""

    def __init__(self, source: Source, *, bytes_allowed: int) -> None:
        self._entries: LRUCache[bytes, _Entry] = LRUCache(bytes_allowed, getsizeof=_Entry.size)
        self._making: dict[bytes, asyncio.Future[None]] = {}
        self._present = _Present(source)

    async def answer(self, key: bytes, make: Make, *, held: Collection[str] = ()) -> Given:
        """Return the answer to what `key` says in full; `make` makes it where none is kept that is fresh.

        Args:
            key: all that the answer depends on beside the graph.
            make: makes it.
            held: tags of answers that the client has, of which it wants no copy.

        """
        if not self._entries.maxsize:
            reply, _ = await make()
            return Given(reply, None, kept=False)
        name = blake2b(key, digest_size=16).digest()
        if held or name in self._entries or name in self._making:
            version = await self._present.version()
            if version and (given := await self._found(name, version, held)):
                return given
        return await self._made(name, make)

    def size(self) -> int:
        """Return how many bytes the answers take that are kept."""
        return int(self._entries.currsize)

    async def _found(self, name: bytes, version: str, held: Collection[str]) -> Given | None:
        """Return what is kept for the present version of the graph, or is being made."""
        tag = _tag(name, version)
        if tag in held:
            return Given(None, tag, kept=True)
        if making := self._making.get(name):
            await asyncio.wait([making])
        entry = self._entries.get(name)
        if entry is None or entry.version != version:
            return None
        return Given(entry.reply, tag, kept=True)

    async def _made(self, name: bytes, make: Make) -> Given:
        """Return the answer made anew, and keep it where that is right."""
        mine = asyncio.get_running_loop().create_future()
        making = self._making.setdefault(name, mine)
        try:
            reply, versions = await make()
            version = next(iter(versions)) if reply.clean and len(versions) == 1 else None
            if version is None:
                return Given(reply, None, kept=False)
            entry = _Entry(reply, version)
            if entry.size() <= self._entries.maxsize:
                self._entries[name] = entry
            return Given(reply, _tag(name, version), kept=False)
        finally:
            if making is mine:
                del self._making[name]
                mine.set_result(None)


class _Present:
    """The present version of the graph, told to all who ask at the same time by one check."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._running: asyncio.Task[str | None] | None = None
        self._next: asyncio.Task[str | None] | None = None

    async def version(self) -> str | None:
        """Return the version as a check tells it that begins after this was called; null if Neo4j does not say."""
        if self._next is None:
            self._next = asyncio.create_task(self._told(self._running))
        return await asyncio.shield(self._next)  # it goes on for the others when one of them leaves

    async def _told(self, before: asyncio.Task[str | None] | None) -> str | None:
        if before:
            await asyncio.wait([before])
        self._running, self._next = self._next, None  # who comes from now on waits for another
        try:
            return await self._source.version(seconds=CHECK_SECONDS)
        except StoreError:
            return None


def _tag(name: bytes, version: str) -> str:
    return blake2b(version.encode(), key=name, digest_size=12).hexdigest()

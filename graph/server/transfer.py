"""Bringing one jar (传输): into `<name>.part`, continued by an HTTP range, named once its SHA-256 is right."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from threading import Event

import requests

from graph.errors import DownloadFailed
from graph.language import Text
from graph.server.disk import NO_SPACE, disk_full
from graph.server.jars import Jar

__all__ = ["Transfer", "is_sound"]

ATTEMPTS = 5
TIMEOUT = (20, 60)  # seconds to connect, seconds without a byte
PAUSE = 1.0  # seconds after the first failed attempt, then twice as long each time
LONGEST_PAUSE = 8.0
CHUNK = 1 << 16


def is_sound(file: Path, jar: Jar) -> bool:
    """Return whether the file is the jar that the lock means."""
    if not file.is_file() or file.stat().st_size != jar.size:
        return False
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == jar.sha256


class Transfer:
    """Brings jars from repositories into a folder. Safe to use from several threads.

    Args:
        repositories: addresses, asked in turn.
        folder: where the jars go.
        stop: once set, every transfer ends at its next chunk and keeps its part.
        tally: is told how many bytes came (negative: were thrown away).

    """

    def __init__(
        self,
        repositories: list[str],
        folder: Path,
        session: requests.Session,
        stop: Event,
        tally: Callable[[int], None],
    ) -> None:
        self._repositories, self._folder, self._session = repositories, folder, session
        self._stop, self._tally = stop, tally

    def bring(self, jar: Jar) -> None:
        """Bring one jar.

        Raises:
            DownloadFailed: no repository has it, the connection keeps failing, or it is another file.
            DiskFull: it does not fit.

        """
        part = self._folder / f"{jar.file}.part"
        self._tally(part.stat().st_size if part.exists() else 0)
        reason = ""
        for attempt in range(ATTEMPTS):
            repository = self._repositories[attempt % len(self._repositories)]
            try:
                self._receive(f"{repository}/{jar.path}", part, jar)
            except requests.RequestException as error:
                reason = _reason(error)
                if _is_final(error) and attempt + 1 >= len(self._repositories):
                    break
            except OSError as error:
                if error.errno in NO_SPACE:
                    raise disk_full(self._folder, jar.size, "YINGSHANG_CACHE") from None
                raise
            else:
                if self._stop.is_set() or self._accept(part, jar):
                    return
                reason = "SHA-256"
            if self._stop.wait(min(PAUSE * 2**attempt, LONGEST_PAUSE)):
                return
        raise DownloadFailed(
            Text(f"{jar.file} 下载失败（{reason}）。", f"{jar.file} could not be downloaded ({reason})."),
            Text(
                "请检查网络后重试，已下载的部分会保留；也可用 YINGSHANG_REPOSITORY 指定 Maven 镜像。",
                "Check the network and try again, what has come is kept; YINGSHANG_REPOSITORY names a Maven mirror.",
            ),
        )

    def _receive(self, url: str, part: Path, jar: Jar) -> None:
        """Append what is lacking to the part; a server without ranges sends all of it again."""
        have = part.stat().st_size if part.exists() else 0
        if have > jar.size:
            self._discard(part)
            have = 0
        if have == jar.size:
            return
        headers = {"Accept-Encoding": "identity", **({"Range": f"bytes={have}-"} if have else {})}
        with self._session.get(url, headers=headers, stream=True, timeout=TIMEOUT) as response:
            response.raise_for_status()
            if have and response.status_code != HTTPStatus.PARTIAL_CONTENT:
                self._discard(part)
            with part.open("ab") as stream:
                for chunk in response.iter_content(CHUNK):
                    stream.write(chunk)
                    self._tally(len(chunk))
                    if self._stop.is_set():
                        return

    def _accept(self, part: Path, jar: Jar) -> bool:
        """Give a part that is right its name; throw away another."""
        if is_sound(part, jar):
            part.replace(self._folder / jar.file)
            return True
        self._discard(part)
        return False

    def _discard(self, part: Path) -> None:
        self._tally(-part.stat().st_size)
        part.unlink()


def _reason(error: requests.RequestException) -> str:
    """Say what was wrong without the address: a mirror's may hold a password."""
    return f"HTTP {error.response.status_code}" if error.response is not None else type(error).__name__


def _is_final(error: requests.RequestException) -> bool:
    """Return whether asking the same repository again is useless."""
    return error.response is not None and error.response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR

"""Download of a bundle's jars (下载): interrupted where you like, taken up again, never half used.

Jars that are there are checked against the lock, not fetched; with all of them there the network is
not touched. The addresses of repositories are jgo's (its default, or the user's own jgo settings).
"""

import ssl
import threading
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import requests
import truststore
from jgo.config import GlobalSettings
from jgo.maven import MavenContext

from graph.language import Text
from graph.server import disk
from graph.server.guard import guard
from graph.server.jars import Bundle, Jar
from graph.server.progress import Progress, Silence
from graph.server.transfer import Transfer, is_sound
from graph.settings import Settings

__all__ = ["fetch"]

THREADS = 8
SPARE = 100 << 20  # bytes that must stay free


def fetch(bundle: Bundle, settings: Settings, *, progress: Progress | None = None) -> Path:
    """Return the folder with every jar of the bundle, after downloading what is missing or damaged.

    Raises:
        DownloadFailed: a jar could not be had, or is another than the lock's; what came is kept.
        DiskFull: the cache has not enough room.

    """
    listener = progress or Silence()
    folder = bundle.folder(settings.cache)
    folder.mkdir(parents=True, exist_ok=True)
    with guard(folder / "lock", waiting=lambda: listener.step(_WAITING)):
        with ThreadPoolExecutor(THREADS) as pool:
            sound = list(pool.map(lambda jar: is_sound(folder / jar.file, jar), bundle.jars))
        missing = [jar for jar, ok in zip(bundle.jars, sound, strict=True) if not ok]
        if missing:
            disk.require(folder, sum(jar.size for jar in missing) + SPARE, "YINGSHANG_CACHE")
            _fetch(missing, folder, _repositories(settings), listener)
    return folder


_WAITING = Text("另一个进程正在下载，等它完成……", "Another process is downloading; waiting for it …")


def _repositories(settings: Settings) -> list[str]:
    if settings.repository:
        return [settings.repository.rstrip("/")]
    own = GlobalSettings.load().repositories
    return [url.rstrip("/") for url in (own or MavenContext().remote_repos).values()]


class _Tally:
    """Bytes so far, told to the listener by one thread at a time."""

    def __init__(self, total: int, listener: Progress) -> None:
        self._done, self._total, self._listener = 0, total, listener
        self._lock = threading.Lock()

    def __call__(self, count: int) -> None:
        with self._lock:
            self._done += count
            self._listener.amount(self._done, self._total)


class _SystemTrust(requests.adapters.HTTPAdapter):
    """Trusts what the machine trusts: behind a company's proxy its certificates count, as they do for pip."""

    def init_poolmanager(self, *sizes: Any, **options: Any) -> None:
        super().init_poolmanager(*sizes, ssl_context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT), **options)


def _fetch(missing: list[Jar], folder: Path, repositories: list[str], listener: Progress) -> None:
    total = sum(jar.size for jar in missing)
    amount = f"{len(missing)} 个文件，{total / 1e6:.0f} MB", f"{len(missing)} files, {total / 1e6:.0f} MB"
    listener.step(Text(f"下载 {folder.name}（{amount[0]}）", f"Downloading {folder.name} ({amount[1]})"))
    stop = threading.Event()
    with requests.Session() as session, ThreadPoolExecutor(THREADS) as pool:
        session.mount("https://", _SystemTrust(pool_maxsize=THREADS))
        transfer = Transfer(repositories, folder, session, stop, _Tally(total, listener))
        futures = [pool.submit(transfer.bring, jar) for jar in sorted(missing, key=lambda jar: -jar.size)]
        try:
            for future in wait(futures, return_when=FIRST_EXCEPTION).done:
                future.result()
        finally:  # after an error or Ctrl-C the others end at their next chunk
            stop.set()
            pool.shutdown(cancel_futures=True)

"""Neo4j Browser as the local Neo4j serves it (网页): with our guide, and opened connected.

Neo4j serves the first folder `browser/` of its class path. `unpack` makes one that stands before the jars:
Browser's own files, from its jar on this machine, and ours in a folder of their own among them. Everything
is of one origin then, and no other page can read it.

The password gets into Browser without standing in an address, a log or a file that others may read. The
page that is opened, which only its owner can read, holds the password under a mask; the mask is served.
Neither says anything without the other, and both are new at every start: what the reader's history keeps
of the address is of no use.
"""

import json
import secrets
import shutil
import zipfile
from pathlib import Path

from graph.browser import GUIDE, START, site
from graph.server import address, secret
from graph.server.jars import Bundle
from graph.server.layout import Layout

__all__ = ["remove_page", "settings", "unpack", "write_page"]

BROWSER = "neo4j-browser"
OURS = "yingshang"
MASK = "mask.json"

# Browser asks other machines for fonts and for scripts that count its users: it may reach this machine
# only, and a Neo4j elsewhere if its user connects to one.
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; object-src 'none'; "
    f"frame-ancestors 'none'; connect-src 'self' ws: wss: http://{address.HOST}:*"
)

PAGE = """\
<!doctype html>
<meta charset="utf-8">
<title>营商图谱 · Yingshang Graph</title>
<script>location.replace("{}#{}")</script>
"""


def settings(http_port: int) -> dict[str, str]:
    """Return the settings of neo4j.conf by which Browser finds the guide and plays it once connected."""
    return {
        # The second entry allows the host, the first lets a guide be called by its name.
        "browser.remote_content_hostname_whitelist": f"{_address(http_port)[:-1]},{address.HOST}",
        "browser.post_connect_cmd": f"guide {GUIDE}",
        "dbms.security.http_static_content_security_policy_header": POLICY,
    }


def unpack(layout: Layout, bundle: Bundle, jars: Path) -> None:
    """Write what Browser is served as, anew. The server must be down."""
    jar = next(jar for jar in bundle.jars if jar.artifact == BROWSER)
    shutil.rmtree(layout.web, ignore_errors=True)
    with zipfile.ZipFile(jars / jar.file) as packed:
        packed.extractall(layout.web, [name for name in packed.namelist() if name.startswith("browser/")])
    ours = _ours(layout)
    ours.mkdir()
    for name, text in site().items():
        (ours / name).write_text(text, encoding="utf-8")


def write_page(layout: Layout, http_port: int) -> None:
    """Write the page that opens Browser connected, unless the server was started without what it leads to."""
    if not _ours(layout).exists():
        return
    word = secret.password(layout).encode()
    mask = secrets.token_bytes(len(word))
    half = bytes(one ^ other for one, other in zip(word, mask, strict=True))
    served = {"username": secret.USERNAME, "mask": mask.hex()}
    (_ours(layout) / MASK).write_text(json.dumps(served), encoding="utf-8")
    secret.write(layout.page, PAGE.format(f"{_address(http_port)}{START}", half.hex()))


def remove_page(layout: Layout) -> None:
    """Remove the page and the mask."""
    layout.page.unlink(missing_ok=True)
    (_ours(layout) / MASK).unlink(missing_ok=True)


def _ours(layout: Layout) -> Path:
    return layout.web / "browser" / OURS


def _address(http_port: int) -> str:
    return f"{address.browser(http_port)}{OURS}/"

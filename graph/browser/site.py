"""What Browser is served beside its own files (随附文件), as static files of one folder.

The start page takes the password from the page that was opened, leaves Browser what Browser itself keeps
in the reader's profile (connection, style, saved scripts) and goes on to Browser. Style and scripts are left
once for each edition, so that a reader's own changes stay until there is something new.
"""

import hashlib
import json
from importlib.resources import files
from typing import Any

from graph.browser.guide import GUIDE, LANGUAGES, guide
from graph.browser.scripts import FOLDER, scripts
from graph.browser.style import style

__all__ = ["START", "site"]

START = "start.html"
"""Name of the start page."""

OURS = "yingshang"
"""Prefix by which the start page knows what it once left."""


def site() -> dict[str, str]:
    """Return the files by name: the guide in each language, the start page and what it leaves."""
    folder = files("queries") / "browser"
    return {
        **{getattr(GUIDE, language): guide(language) for language in LANGUAGES},
        **{name: (folder / name).read_text(encoding="utf-8") for name in (START, "start.js")},
        "start.json": json.dumps(_left(), ensure_ascii=False, indent=1),
    }


def _left() -> dict[str, Any]:
    left = {
        "style": style(),
        "folder": {"id": OURS, "name": FOLDER},
        "scripts": [
            {"id": f"{OURS}/{name}", "folder": OURS, "content": content} for name, content in scripts().items()
        ],
    }
    edition = hashlib.sha256(json.dumps(left, sort_keys=True).encode()).hexdigest()
    return {"edition": edition, **left}

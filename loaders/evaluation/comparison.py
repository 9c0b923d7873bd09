"""One version of the parser against another (版本对照): gains and losses over documents nobody annotated.

The other version is checked out of the project's own history into a folder that goes away again, and reads
the same files by its command line. A fact counts as the same where its measure, its quote and what was
read into it are the same.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.language import Text
from loaders.errors import RevisionUnknown
from loaders.evaluation.layers import Fact, plain

__all__ = ["Difference", "compare"]

ROOT = Path(__file__).parents[2]
KEYS = {
    "departments": ("raw", "role", "function"),
    "indicators": ("name", "basis"),
    "laws": ("raw", "name", "number", "article", "kind"),
    "targets": ("raw", "kind", "from", "to", "unit", "comparator"),
    "deadlines": ("raw", "value"),
    "mentions": ("raw", "function"),
}
SECONDS = 600  # for one file, whatever the version


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version reads and the other does not, as (layer, file, fact)."""

    gains: tuple[tuple[str, str, str], ...]
    losses: tuple[tuple[str, str, str], ...]
    same: Counter[str] = field(default_factory=Counter)

    def rows(self) -> dict[str, dict[str, int]]:
        """Return how many facts of each layer were gained, lost and kept."""
        gained, lost = (Counter(layer for layer, *_ in facts) for facts in (self.gains, self.losses))
        layers = dict.fromkeys(("documents", "fields", "measures", *KEYS))
        return {layer: {"gained": gained[layer], "lost": lost[layer], "kept": self.same[layer]} for layer in layers}


def compare(
    revision: str,
    files: Sequence[Path],
    read: Callable[[Path], dict[str, Any] | None],
    progress: Callable[[int, int], None],
) -> Difference:
    """Return what is read now and was not read by another version, and the other way round.

    Args:
        revision: a commit, tag or branch of the project's history.
        files: the documents.
        read: gives what is extracted from a file now, None where it is refused.
        progress: is told how many files of how many are done.

    Raises:
        RevisionUnknown: there is no such version, or the project is not a git checkout.

    """
    gains, losses, same = list[tuple[str, str, str]](), list[tuple[str, str, str]](), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="yingshang-") as folder:
        checkout = checked_out(revision, Path(folder) / "checkout")
        for number, file in enumerate(files, start=1):
            now, then = (Counter(facts(content)) for content in (read(file), read_by(checkout, file)))
            gains += [(layer, file.name, fact) for layer, fact in (now - then).elements()]
            losses += [(layer, file.name, fact) for layer, fact in (then - now).elements()]
            same += Counter(layer for layer, _ in (now & then).elements())
            progress(number, len(files))
    return Difference(tuple(gains), tuple(losses), same)


def checked_out(revision: str, folder: Path) -> Path:
    """Return a folder with the project as it was at a revision."""
    commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    packed = git("archive", "--format=tar", commit.decode().strip()) if commit else None
    if packed is None:
        raise RevisionUnknown(
            Text(f"项目历史中没有版本 {revision}。", f"the project's history has no version {revision}."),
            Text(
                "请在 git 检出目录中运行，并写提交号、标签或分支。",
                "Run it in a git checkout; give a commit, tag or branch.",
            ),
        )
    folder.mkdir()
    subprocess.run(["tar", "-xf", "-"], input=packed, cwd=folder, check=True)  # noqa: S607 -- the system's own
    return folder


def git(*arguments: str) -> bytes | None:
    """Return what git says of the project; None where it fails or is not there."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def read_by(checkout: Path, file: Path) -> dict[str, Any] | None:
    """Return what the version in a folder extracts from a file; None where it refuses it."""
    # The folder stands first on the path, before the version that is installed.
    command = [sys.executable, "-c", "import yingshang; yingshang.main()", "extract", str(file.resolve())]
    done = subprocess.run(command, cwd=checkout, capture_output=True, check=False, timeout=SECONDS)
    content: dict[str, Any] | None = json.loads(done.stdout) if done.returncode == 0 else None
    return content


def facts(content: Fact | None) -> Iterator[tuple[str, str]]:
    """Yield the facts of a document as (layer, text); none of one that was refused."""
    if content is None:
        return
    yield "documents", "read"
    for key, value in content["document"].items():
        if key != "file":
            yield "fields", f"{key} {value}"
    for measure in content["measures"]:
        name = plain(measure["starts"])
        yield "measures", f"{name} … {plain(measure['ends'])}"
        for layer, keys in KEYS.items():
            for fact in measure.get(layer) or []:
                yield layer, f"{name}: " + " · ".join(str(fact[key]) for key in keys if fact.get(key) is not None)

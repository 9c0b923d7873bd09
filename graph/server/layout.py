"""Where the local Neo4j keeps its things (目录): one folder a version below YINGSHANG_HOME."""

from dataclasses import dataclass
from pathlib import Path

from graph.settings import Settings

__all__ = ["Layout"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths of one local server."""

    folder: Path

    @classmethod
    def of(cls, settings: Settings) -> "Layout":
        """Return the layout of the version in force."""
        return cls((settings.home / f"neo4j-{settings.neo4j_version}").absolute())

    def make(self) -> None:
        """Make the folders; only the owner may look into them."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (self.data, self.logs, self.configuration):
            folder.mkdir(exist_ok=True)

    @property
    def data(self) -> Path:
        """Folder of the databases."""
        return self.folder / "data"

    @property
    def logs(self) -> Path:
        """Folder of the logs."""
        return self.folder / "logs"

    @property
    def log(self) -> Path:
        """Neo4j's own log."""
        return self.logs / "neo4j.log"

    @property
    def console(self) -> Path:
        """What the process of the last start printed."""
        return self.logs / "console.log"

    @property
    def configuration(self) -> Path:
        """Folder of neo4j.conf."""
        return self.folder / "conf"

    @property
    def password(self) -> Path:
        """File with the generated password."""
        return self.folder / "password"

    @property
    def web(self) -> Path:
        """Folder that Browser is served from."""
        return self.folder / "web"

    @property
    def page(self) -> Path:
        """Page that opens Browser connected."""
        return self.folder / "open.html"

    @property
    def authentication(self) -> Path:
        """File from which Neo4j takes the first password."""
        return self.data / "dbms" / "auth.ini"

    @property
    def state(self) -> Path:
        """File that says which process runs, and where it listens."""
        return self.folder / "state.json"

    @property
    def guard(self) -> Path:
        """Lock file of starts and stops."""
        return self.folder / "lock"

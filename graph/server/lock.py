"""Writing a lock (锁定文件): `python -m graph.server.lock FOLDER…` after a change of a jgo.toml.

For maintainers. jgo resolves the versions from Maven's metadata; what is written is jgo's own lock
format with the size of each jar added, so that progress can be shown and the disk be checked first.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import tomli_w
from jgo.env import EnvironmentBuilder, EnvironmentSpec, LockedDependency, compute_spec_hash
from jgo.maven import Dependency, MavenContext, PythonResolver

from graph.server.jars import LOCK, SPECIFICATION

__all__ = ["lock"]

THREADS = 8


def lock(folder: Path) -> Path:
    """Resolve `folder`/jgo.toml and write its lock beside it; return the lock's path."""
    specification = EnvironmentSpec.load(folder / SPECIFICATION)
    context = MavenContext(resolver=PythonResolver(), timeout=60)
    wanted = EnvironmentBuilder(context=context).spec_to_dependencies(specification)
    direct, transitive = context.resolver.resolve(wanted)
    chosen = {d.artifact.key: d for d in [*direct, *(t for t in transitive if t.scope in ("compile", "runtime"))]}
    with ThreadPoolExecutor(THREADS) as pool:
        entries = list(pool.map(_entry, chosen.values()))
    entries.sort(key=lambda entry: [str(value) for value in entry.values()])
    document = {
        "metadata": {"spec_hash": compute_spec_hash(folder / SPECIFICATION)},
        "environment": {"name": specification.name},
        "entrypoints": {**specification.entrypoints, "default": specification.default_entrypoint},
        "dependencies": entries,
    }
    target = folder / LOCK
    target.write_text(tomli_w.dumps(document), encoding="utf-8")
    return target


def _entry(dependency: Dependency) -> dict[str, object]:
    entry: dict[str, object] = LockedDependency.from_dependency(dependency).to_dict()
    entry["size"] = dependency.artifact.resolve().stat().st_size
    return entry


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sys.stdout.write(f"{lock(Path(name))}\n")

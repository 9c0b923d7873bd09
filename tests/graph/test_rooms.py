"""Which room may use which: loaders → graph ← api; queries knows nobody; nothing uses api or the tests."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
MAY_USE = {"graph": {"graph"}, "loaders": {"loaders", "graph"}, "api": {"api", "graph"}, "queries": set()}
ROOMS = {*MAY_USE, "tests", "yingshang"}


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and first name of every import of a module, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), path.name)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the room's name"
            yield node.lineno, (node.module or "").partition(".")[0]


@pytest.mark.parametrize("room", MAY_USE)
def test_a_room_uses_only_those_it_may(room):
    modules = sorted((CHECKOUT / room).rglob("*.py"))
    assert modules
    wrong = [
        f"{path.relative_to(CHECKOUT)}:{line} imports {name}"
        for path in modules
        for line, name in imported(path)
        if name in ROOMS - MAY_USE[room]
    ]
    assert not wrong


def test_only_the_command_line_assembles_all_rooms():
    assert {name for _, name in imported(CHECKOUT / "yingshang.py")} & ROOMS <= set(MAY_USE)


def test_imports_inside_functions_are_seen(tmp_path):
    module = tmp_path / "module.py"
    module.write_text("def f():\n    from api import app\n    import loaders.read\n")
    assert [*imported(module)] == [(2, "api"), (3, "loaders")]

"""What each package and module offers: complete, sorted, importable, and explained."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("graph", "loaders", "api", "queries")
EXTRA = {"graph.notebooks"}  # needs an extra that not everybody installs


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(file): file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))}
TREES = {name: ast.parse(file.read_text(encoding="utf-8")) for name, file in FILES.items()}
PACKAGES = sorted(name for name, file in FILES.items() if file.name == "__init__.py")


def declared(name: str) -> list[str] | None:
    for node in TREES[name].body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return ast.literal_eval(node.value)
    return None


OFFERING = sorted(name for name in FILES if declared(name) is not None)


def in_order(name: str) -> tuple[int, list[object]]:
    """Constants, then classes, then functions; numbers inside a name by their value."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]


def taken() -> set[tuple[str, str, str]]:
    """Each name that a module takes from another: who, from where, which."""
    sources = {**TREES, "yingshang": ast.parse((ROOT / "yingshang.py").read_text(encoding="utf-8"))}
    return {
        (name, node.module or "", alias.name)
        for name, tree in sources.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in FILES
        for alias in node.names
        if f"{node.module}.{alias.name}" not in FILES  # a module, not a name in one
    }


def test_there_is_something_to_look_at():
    assert set(ROOMS) <= set(PACKAGES)
    assert len(OFFERING) > len(PACKAGES)


def test_what_others_take_is_offered():
    assert sorted(f"{who}: {where}.{what}" for who, where, what in taken() if what not in (declared(where) or ())) == []


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_offers_what_it_gathers_or_defines(name):
    gathered = {
        alias.asname or alias.name
        for node in TREES[name].body
        if isinstance(node, ast.ImportFrom) and node.module in FILES
        for alias in node.names
    }
    if declared(name) is None:
        assert gathered == set()
        assert not [n for n in TREES[name].body if not isinstance(n, ast.Expr)]
    elif not any(isinstance(n, ast.FunctionDef | ast.ClassDef) for n in TREES[name].body):
        assert gathered == set(declared(name))  # a package that only gathers


@pytest.mark.parametrize("name", OFFERING)
def test_what_is_offered_is_sorted(name):
    assert declared(name) == sorted(set(declared(name)), key=in_order)


@pytest.mark.parametrize("name", sorted(set(OFFERING) - EXTRA))
def test_what_is_offered_is_there_and_explained(name):
    module = importlib.import_module(name)
    assert [offered for offered in declared(name) if not hasattr(module, offered)] == []
    assert (module.__doc__ or "").strip()
    found = [getattr(module, offered) for offered in declared(name)]
    own = [thing for thing in found if getattr(thing, "__module__", "").split(".")[0] in ROOMS]
    assert [thing.__qualname__ for thing in own if hasattr(thing, "__qualname__") and not inspect.getdoc(thing)] == []
    for kind in filter(inspect.isclass, own):
        methods = {n: m for n, m in vars(kind).items() if inspect.isfunction(m) and not n.startswith("_")}
        written = {n for n, m in methods.items() if m.__code__.co_filename == inspect.getsourcefile(kind)}
        assert [f"{kind.__name__}.{n}" for n in sorted(written) if not inspect.getdoc(methods[n])] == []


@pytest.mark.parametrize("name", sorted(set(FILES) - set(OFFERING)))
def test_a_module_without_a_list_offers_nothing(name):
    assert [where for _, where, _ in taken() if where == name] == []

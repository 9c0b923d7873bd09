"""The documents are true: what they name exists, what they show is what comes out, and both ways."""

import ast
import inspect
import os
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import graphql
import pytest
import typer

import api.errors
import graph.errors
import loaders
import loaders.errors
import yingshang
from api.errors import Code
from api.settings import ApiSettings
from graph import catalogue, judgements
from graph.errors import YingshangError
from graph.judgements import KINDS
from graph.language import Text
from graph.settings import Settings
from graph.writer import write
from loaders.files import SAMPLES
from loaders.grammar.characters import canonical
from loaders.grammar.deadlines import deadlines
from loaders.grammar.departments import Resolver
from loaders.grammar.numbering import STYLES, marker
from loaders.grammar.places import city_named
from loaders.grammar.responsibility import statements
from loaders.grammar.targets import undertakings
from loaders.notices import NOTES

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("graph", "loaders", "api", "queries")
README = ROOT / "README.md"
CODE = re.compile(r"`([^`]+)`")
BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
CHINESE, LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{2}")
NONE = "—"


def files() -> list[Path]:
    """Every file of the repository; what tools leave behind is in .gitignore."""
    ignored = {line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()} | {".git"}
    found = []
    for folder, below, names in os.walk(ROOT):
        below[:] = [n for n in below if not any(Path(n).match(pattern) for pattern in ignored)]
        found += [Path(folder, name) for name in names if not any(Path(name).match(pattern) for pattern in ignored)]
    return sorted(found)


PAGES = [file for file in files() if file.suffix == ".md"]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(text: str, heading: str) -> list[list[str]]:
    """The rows of the tables in the part of a page below a heading that begins so; '' is the whole page."""
    parts = re.split(r"^## ", text, flags=re.MULTILINE)
    part = text if not heading else next(part for part in parts if part.startswith(heading))
    lines = [line.strip() for line in part.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in lines]
    heads = [number for number, row in enumerate(cells) if set("".join(row)) <= set("-: ")]
    return [row for number, row in enumerate(cells) if number not in heads and number + 1 not in heads]


def blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]


# Links, paths, hosts


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page):
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_every_document_is_in_the_index():
    indexed = set(re.findall(r"\]\(([^)]+)\)", read("docs/README.md")))
    assert {file.name for file in (ROOT / "docs").glob("*.md")} - {"README.md"} <= indexed


# Written in parts, so that this file does not hold what it forbids.
MACHINE = re.compile(
    r"(?<![\w.}])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", r"ho" + r"me/\w", "tm" + r"p/t\b")) + r")\b"
)
REGISTRIES = re.compile(
    "|".join(
        name + r"\." + end
        for name, end in (
            (r"repo\d?\.maven", r"(?:org|apache)"),
            ("maven", r"(?:org|apache|google)"),
            ("central", "sonatype"),
            ("py" + "pi", "org"),
            ("python" + "hosted", "org"),
            ("npm" + "js", r"(?:org|com)"),
            ("yarn" + "pkg", "com"),
            (r"mirrors?\.\w+", r"(?:com|edu|cn)"),
            (r"(?:un" + "pkg|js" + "delivr)", r"(?:com|net)"),
        )
    )
)


@pytest.mark.parametrize("forbidden", [MACHINE, REGISTRIES], ids=["paths of a machine", "hosts of registries"])
def test_nothing_belongs_to_one_machine_or_registry(forbidden):
    found = {}
    for file in files():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # the GB18030 sample, archives
            continue
        if mark := forbidden.search(text):
            found[str(file.relative_to(ROOT))] = mark.group()
    assert found == {}


@pytest.mark.parametrize(
    ("forbidden", "text"),
    [
        (MACHINE, 'open("' + "/wo" + 'rk/x")'),
        (MACHINE, "cd " + "/ro" + "ot"),
        (REGISTRIES, "https://" + "py" + "pi.org/simple"),
        (REGISTRIES, "https://" + "repo1" + ".maven" + ".org/maven2"),
        (REGISTRIES, "https://" + "registry." + "npm" + "js.org/"),
    ],
)
def test_what_is_forbidden_would_be_found(forbidden, text):
    assert forbidden.search(text)


# README


def test_the_picture_shows_the_ontology():
    declared = tomllib.loads(read("graph/ontology.toml"))["relationship"]
    wanted = {(entry["from"], entry.get("type", name), entry["to"]) for name, entry in declared.items()}
    picture = blocks(README, "mermaid")[0]
    assert set(re.findall(r"^\s*(\w+)\S*(?: \w+\])? -->\|(\w+)\| (\w+)", picture, re.MULTILINE)) == wanted
    labels = tomllib.loads(read("graph/ontology.toml"))["node"]
    assert {en: zh for zh, en in re.findall(r"\[(\S+) (\w+)\]", picture)} == {
        name: {"Law": "法规"}.get(name, entry["zh"]) for name, entry in labels.items() if name != "Ontology"
    }


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda file: file.stem)
def test_the_output_shown_is_what_comes_out(sample):
    plan = loaders.load(sample)
    bodies = {r.body.key for m in plan.measures for r in m.responsibilities if r.body}
    shown = next(line for line in blocks(README, "text")[0].splitlines() if sample.name in line)
    cells = [cell.strip() for cell in shown.strip("│").split("│")]
    assert (cells[0], cells[1], *cells[3:5]) == (
        sample.name,
        plan.document.city.name,
        str(len(plan.measures)),
        str(len(bodies)),
    )
    assert plan.document.title.endswith(cells[2].removeprefix("…"))


def command_lines() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        candidates = [
            line for language in ("sh", "bash") for block in blocks(page, language) for line in block.splitlines()
        ]
        candidates += [re.sub(r"[\[\]]", "", code) for code in CODE.findall(BLOCK.sub("", text))]
        for line in candidates:
            if re.match(r"(?:\.venv/bin/)?yingshang ", line):
                yield f"{page.name}: {line}", line.removeprefix(".venv/bin/")


COMMAND_LINES = dict(command_lines())


@pytest.mark.parametrize("line", COMMAND_LINES.values(), ids=COMMAND_LINES)
def test_commands_named_exist(line):
    known = typer.main.get_command(yingshang.app).commands
    name, *arguments = shlex.split(line, comments=True)[1:]
    if name.startswith("-"):
        return
    assert name in known
    if isinstance(known[name], typer.core.TyperGroup) and arguments:
        below = known[name].commands
        known, name = below, arguments.pop(0) if arguments[0] in below else "list"
    options = {option for parameter in known[name].params for option in parameter.opts}
    if name == "ask" and arguments and arguments[0] in catalogue.questions():
        options |= {f"--{p.name.replace('_', '-')}" for p in catalogue.question(arguments[0]).parameters}
    assert {a for a in arguments if a.startswith("--")} <= options | {"--debug", "--help"}
    if name == "ask" and arguments and arguments[0].isascii() and not arguments[0].startswith("-"):
        assert arguments[0] in catalogue.questions()


def test_commands_are_named_at_all():
    named = {line.split()[1] for line in COMMAND_LINES.values()}
    assert named >= set(typer.main.get_command(yingshang.app).commands)


@pytest.mark.parametrize("page", [README, ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name)
def test_scripts_named_exist_and_run(page):
    named = set(re.findall(r"\bscripts/\w+", page.read_text(encoding="utf-8")))
    assert {"scripts/test"} <= named
    assert [script for script in named if not os.access(ROOT / script, os.X_OK)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_queries_shown_fit_the_schema(page):
    schema = graphql.build_schema(read("api/schema.graphql"))
    for query in blocks(page, "graphql"):
        assert graphql.validate(schema, graphql.parse(query)) == []


def test_the_cypher_shown_finds_something(store):
    write(store, loaders.load(SAMPLES / "yundu.txt"))
    shown = blocks(README, "cypher")
    assert shown
    assert all(store.read(statement) for statement in shown)


@pytest.mark.parametrize(
    ("page", "title", "column", "floors"),
    [
        ("README.md", "量过什么", 3, "FLOORS"),
        ("docs/accuracy.md", "量到多少", 1, "FLOORS"),
        ("docs/accuracy.md", "量到多少", 2, "PLANS"),
    ],
)
def test_accuracy_is_claimed_as_far_as_it_is_tested(page, title, column, floors):
    tree = ast.parse(read("tests/loaders/test_accuracy.py"))
    tested = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == floors
    )
    claimed = {row[0].split(maxsplit=1)[1]: row[column] for row in rows(read(page), title)}
    assert {layer: float(figure) for layer, figure in claimed.items() if figure != "—"} == tested


# docs/settings.md


def declared_settings() -> dict[str, tuple[object, str]]:
    """Environment name → default and meaning in English; a default that is worked out is left open."""
    found = {str(f.validation_alias): f for f in Settings.model_fields.values()}
    found |= {f"YINGSHANG_API_{name.upper()}": f for name, f in ApiSettings.model_fields.items()}
    return {name: (... if f.default_factory else f.default, f.description or "") for name, f in found.items()}


def in_words(value: object) -> str:
    if value is None:
        return NONE
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def test_every_setting_is_documented_and_no_other():
    documented = {CODE.search(row[0])[1]: row for row in rows(read("docs/settings.md"), "")}
    sources = [yingshang.__file__, *(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))]
    asked = re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", "".join(Path(f).read_text(encoding="utf-8") for f in sources))
    in_the_environment_only = {name for name in asked if name.startswith(("YINGSHANG_", "NEO4J_"))}
    assert in_the_environment_only
    declared = declared_settings()
    assert set(documented) == set(declared) | in_the_environment_only
    for name, (default, meaning) in declared.items():
        row = documented[name]
        assert row[3] == meaning
        assert CHINESE.search(row[2])
        assert default is ... or row[1] == in_words(default), name


# docs/errors.md

ERRORS = {module.__name__ for module in (graph.errors, loaders.errors, api.errors)}


def error_classes() -> set[type[YingshangError]]:
    """Every error class; test_errors_stand_in_their_modules sees to it that there are no others."""
    found, left = set(), [YingshangError]
    while left:
        found.add(error := left.pop())
        left += error.__subclasses__()
    return {error for error in found if error.__module__ in ERRORS}


def test_errors_stand_in_their_modules():
    names = {error.__name__ for error in error_classes()}
    elsewhere = [
        f"{file.relative_to(ROOT)}: {node.name}"
        for room in ROOMS
        for file in (ROOT / room).rglob("*.py")
        if ".".join(file.relative_to(ROOT).with_suffix("").parts) not in ERRORS
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and {ast.unparse(base).split(".")[-1] for base in node.bases} & names
    ]
    assert elsewhere == []


def test_every_error_is_documented_and_no_other():
    documented = {
        (CODE.search(row[0])[1], name) for row in rows(read("docs/errors.md"), "") for name in CODE.findall(row[1])
    }
    assert documented == {(str(error.code), error.__name__) for error in error_classes()}


def test_codes_are_never_used_twice():
    codes = [error.code for error in error_classes() if str(error.code).startswith("YS")]
    assert len(codes) == len(set(codes))


def test_codes_of_graphql_are_documented_with_their_meaning():
    documented = [(row[0], row[2], row[3]) for row in rows(read("docs/errors.md"), "GraphQL")]
    assert documented == [(f"`{code}`", code.meaning.zh, code.meaning.en) for code in Code]


def test_each_error_says_what_to_do_in_both_languages():
    for row in rows(read("docs/errors.md"), ""):
        assert all(CHINESE.search(cell) and LATIN.search(cell) for cell in (" ".join(row[2:-1]), row[-1])), row[0]


def test_the_trees_drawn_in_the_modules_name_every_error():
    for error in error_classes() - {YingshangError}:
        drawing = inspect.getmodule(error).__doc__
        assert error.__name__ in drawing
        assert str(error.code) in drawing or error.__module__ == "api.errors" or error.code.endswith("00"), error


# docs/reading.md


@pytest.mark.parametrize(("notation", "reading"), [row[:2] for row in rows(read("docs/reading.md"), "四、")])
def test_notations_are_read_as_documented(notation, reading):
    text = canonical(CODE.search(notation)[1])
    found = [f"{e.role} {text[e.begin : e.end]}" for s in statements(text, 0, len(text)) for e in s.entries]
    assert "；".join(found) == ("" if reading == NONE else reading)


@pytest.mark.parametrize(("notation", "reading"), [row[:2] for row in rows(read("docs/reading.md"), "目标值")])
def test_targets_are_read_as_documented(notation, reading):
    text = canonical(CODE.search(notation)[1])
    found = [
        " ".join(
            [
                u.kind,
                *([f"{u.old:g} →"] if u.old is not None else []),
                u.comparator,
                f"{u.new:g}",
                *([u.unit] * bool(u.unit)),
            ]
        )
        for u in undertakings(text, [(0, len(text))])
    ]
    assert "；".join(found) == ("" if reading == NONE else reading)


@pytest.mark.parametrize(("notation", "reading"), [row[:2] for row in rows(read("docs/reading.md"), "时限")])
def test_deadlines_are_read_as_documented(notation, reading):
    text = canonical(CODE.search(notation)[1])
    found = [due.value for due in deadlines(text, 0, len(text), 2022)]
    assert found == ([] if reading == NONE else [reading])


@pytest.mark.parametrize(("printed", "department"), [row[:2] for row in rows(read("docs/reading.md"), "五、")])
def test_names_are_resolved_as_documented(printed, department):
    body = Resolver(city_named("东宁市")).resolve(CODE.search(printed)[1])
    assert (body.name if body else NONE) == department


def test_number_styles_are_documented():
    documented = rows(read("docs/reading.md"), "二、")
    assert [(row[1], row[2] == "✓") for row in documented] == [(style.name, style.item) for style in STYLES]
    for examples, style, _ in documented:
        assert {marker(canonical(example)).style.name for example in CODE.findall(examples)} == {style}


def test_what_could_not_be_settled_is_documented():
    assert {CODE.search(row[0])[1] for row in rows(read("docs/reading.md"), "未能确定之处")} == set(NOTES)


def test_kinds_of_doubt_are_documented():
    documented = {CODE.search(row[0])[1]: Text(*row[1:]) for row in rows(read("docs/review.md"), "存疑")}
    assert documented == KINDS


def test_decisions_shown_are_read(tmp_path):
    shown = blocks(ROOT / "docs" / "review.md", "json")
    (tmp_path / "decisions.jsonl").write_text("".join(shown), encoding="utf-8")
    assert len(judgements.read(tmp_path / "decisions.jsonl").in_force) == len(shown) > 0


def test_what_refuses_a_file_is_documented():
    part = next(p for p in read("docs/reading.md").split("## ") if p.startswith("什么文件会被拒"))
    refusals = {e.code for e in error_classes() if e.__module__ == "loaders.errors" and e.code < "YS6"}
    assert refusals == set(re.findall(r"YS\d+", part))


# CONTRIBUTING.md


def test_markers_are_documented():
    declared = tomllib.loads(read("pyproject.toml"))["tool"]["pytest"]["ini_options"]["markers"]
    documented = [CODE.search(row[0])[1] for row in rows(read("CONTRIBUTING.md"), "测试的标记")]
    assert documented == [marker_.split(":")[0] for marker_ in declared]


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/reading.md", "README.md"])
def test_files_named_exist(page):
    bases = (ROOT, ROOT / "loaders", ROOT / "loaders/tables")
    named = {
        name
        for name in CODE.findall(BLOCK.sub("", read(page)))
        if re.fullmatch(r"\w[\w./*-]*(?:\.(?:py|csv|toml|md|yml)|/)", name)
    }
    assert len(named) > 3
    assert [name for name in named if not any(any(base.glob(name)) for base in bases)] == []


def test_versions_agree():
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert f"## [{version}]" in read("CHANGELOG.md")

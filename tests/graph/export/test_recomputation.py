"""Every number of an export, counted again from the exported files alone, by a referee in plain Python."""

import ast
import csv
import math
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graph.export import export, folder
from graph.export.corpus import Similarity
from graph.export.formats import save
from graph.export.study import Options, Reading, study
from graph.similarity import compare
from graph.terminal import Bar
from graph.writer import write
from loaders import load
from loaders.evaluation import floors
from loaders.files import SAMPLES
from loaders.parser import parser
from tests.graph.export.recomputation.audit import differences
from tests.graph.export.recomputation.comparison import NAMES, NODES, STUDY, TABLES, TAKEN
from tests.graph.export.recomputation.folder import columns, rows

FORMATS = ("graphml", "csv", "json")
GIVEN = {"measures", "departments", "responsibilities", "targets", "similarities"}  # all else is recomputed from them
PLACE = {"slice", "member"}  # what finds a row
REFEREE = Path(__file__).parent / "recomputation"


@pytest.fixture
def compared(corpus):
    """The corpus worked out by hand; the measures of a and b have been compared, three pairs are alike."""
    documents = {each.id: replace(each, compared="method") for each in corpus.documents[:2]}
    measures = {
        each.id: replace(each, document=documents.get(each.document.id, each.document)) for each in corpus.measures
    }

    def stated(facts):
        return tuple(replace(each, measure=measures[each.measure.id]) for each in facts)

    one, two, alone = (measures[f"231086-a/m{number}"] for number in (1, 2, 6))
    other, last = (measures[f"231081-b/m{number}"] for number in (1, 2))
    return replace(
        corpus,
        documents=tuple(documents.get(each.id, each) for each in corpus.documents),
        measures=tuple(measures.values()),
        statements=stated(corpus.statements),
        targets=stated(corpus.targets),
        deadlines=stated(corpus.deadlines),
        similarities=(
            Similarity(one, other, 0.5, 20),
            Similarity(last, two, 0.25, 12),
            Similarity(one, alone, 0.75, 30),  # of one city: joins no two
        ),
    )


def exported(corpus, out, **choices):
    networks = folder.annotated(corpus, backbone=True, **choices)
    for name, text in folder.texts(corpus, networks, written_as=FORMATS, **choices):
        save(out / name, text)
    return out


@pytest.mark.parametrize("section_leads", [False, True])
def test_a_corpus_worked_out_by_hand(compared, tmp_path, section_leads):
    assert differences(exported(compared, tmp_path, section_leads=section_leads)) == []


def test_documents_that_were_never_compared_and_state_nothing(corpus, tmp_path):
    silent = replace(corpus, statements=(), targets=(), deadlines=())
    assert differences(exported(corpus, tmp_path / "apart")) == []
    assert differences(exported(silent, tmp_path / "silent")) == []


def filled(store, files):
    for file in files:
        write(store, load(file))
    with Bar(quiet=True) as bar:
        compare(store, bar)


def test_the_samples(store, tmp_path):
    filled(store, sorted(SAMPLES.glob("*.txt")))
    chosen = (
        {"backbone": True, "section_leads": True},
        {"cities": ["澜川市", "砚溪市"]},
        {"indicator": "开办企业"},
    )
    for number, choices in enumerate(chosen):
        export(store, tmp_path / str(number), formats=FORMATS, **choices)
        assert differences(tmp_path / str(number)) == []


def test_the_study_of_published_plans(store, documents, tmp_path):
    filled(store, sorted(documents.glob("*.txt")))
    study(store, tmp_path, Options(formats=FORMATS), reading=Reading(parser(), floors()))
    assert differences(tmp_path) == []


def test_a_number_that_is_wrong_in_a_study_is_found(store, tmp_path):
    filled(store, [SAMPLES / "lanchuan.txt", SAMPLES / "yanxi.txt"])
    study(store, tmp_path, Options(formats=("csv",)))
    assert differences(tmp_path) == []
    (tmp_path / "report.html").write_text(misprinted((tmp_path / "report.html").read_text("utf-8")), "utf-8")
    done = {
        name: tamper(tmp_path / "tables" / f"{name}.csv", {*keys, *TAKEN.get(name, ()), *NAMES}, part=1e-9)
        for name, keys in STUDY.items()
    }
    found = differences(tmp_path)
    assert {name for name, of in done.items() if not of} == {"accuracy", "decisions", "provenance"}
    assert missed(done, found) == []
    assert any("shows 99 for" in each for each in found)
    assert any("names no cell" in each for each in found)
    assert "files.csv tables/summary.csv: stated" in " ".join(found)


def misprinted(page):
    """A report with one number shown wrongly, and one more that stands for no cell."""
    one = re.search(r"<data [^>]*>\d+</data>", page)[0]
    return page.replace(one, re.sub(r">\d+<", ">99<", one), 1).replace("</main>", "<p>77 more</p></main>")


# The referee sees what is wrong, and what is new.


def altered(cell, part):
    """A cell that says something else, by little: more than half a digit, for halves may be rounded either way."""
    if cell in ("true", "false"):
        return "false" if cell == "true" else "true"
    try:
        value = float(cell)
    except ValueError:
        return f"{cell}?"
    whole, _, decimals = cell.partition(".")
    if not decimals:
        return str(int(whole) + 1)
    if len((whole + decimals).lstrip("0")) > 6:
        return repr(max(value * (1 + part), math.nextafter(value, math.inf)))
    return f"{value + 2 * 10 ** -len(decimals):.{len(decimals)}f}"


def tamper(path, spared, *, part=0.0):
    """Alter one cell of each column of a table, the first that says anything; return the columns altered.

    A long decimal becomes the next there is, or larger by a part of itself.
    """
    names, table = columns(path), rows(path)
    done = []
    for name in names:
        row = next((row for row in table if row[name] is not None), None)
        if row and name not in spared:
            row[name] = altered(row[name], part)
            done.append(name)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(table)
    return done


def test_a_number_that_is_wrong_in_its_last_digit_is_found_in_every_column_of_every_table(compared, tmp_path):
    out = exported(compared, tmp_path)
    done = {
        name: tamper(out / "tables" / f"{name}.csv", {*keys, *TAKEN.get(name, ()), *NAMES, *PLACE})
        for name, keys in TABLES.items()
    }
    assert {name for name, of in done.items() if not of} == GIVEN
    found = differences(out)
    assert missed(done, found) == []


def missed(done, found):
    """The columns altered of which no difference was found, by table."""
    return [
        (name, column)
        for name, of in done.items()
        for column in of
        if not any(each.startswith(f"{name} ") and f" {column}: stated" in each for each in found)
    ]


@pytest.mark.parametrize("name", ["function-co-responsibility", "function-lead-support", "function-indicator"])
@pytest.mark.parametrize("kind", ["nodes", "edges"])
def test_a_number_that_is_wrong_on_a_network_is_found(compared, tmp_path, name, kind):
    out = exported(compared, tmp_path)
    done = tamper(out / "networks" / "all" / f"{name}.{kind}.csv", {"id", "source", "target", *NODES})
    assert done
    found = differences(out)
    assert [column for column in done if not any(f" {column}: stated" in each for each in found)] == []


def test_a_number_that_is_wrong_in_one_format_of_a_network_is_found(compared, tmp_path):
    out = exported(compared, tmp_path)
    for suffix, number in (("graphml", ">4<"), ("json", '"strength": 4,')):
        path = out / "networks" / "city" / "231086-东宁市" / f"department-co-responsibility.{suffix}"
        text = path.read_text(encoding="utf-8")
        assert number in text
        path.write_text(text.replace(number, number.replace("4", "5")), encoding="utf-8")
    found = differences(out)
    assert all(any(f"({form}) 231086/税务 strength: stated" in each for each in found) for form in ("graphml", "json"))


def test_a_number_that_is_wrong_in_the_codebook_is_found(compared, tmp_path):
    out = exported(compared, tmp_path)
    page = out / "README.md"
    text = page.read_text(encoding="utf-8")
    assert "statements: 12" in text
    page.write_text(text.replace("statements: 12", "statements: 13"), encoding="utf-8")
    assert [each.split(":")[0] for each in differences(out)] == ["README.md sizes"]


def test_a_column_a_file_and_a_network_that_nobody_recomputes_are_found(compared, tmp_path):
    out = exported(compared, tmp_path)
    path = out / "tables" / "loads.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([f"{lines[0]},new", *(f"{line},1" for line in lines[1:])]), encoding="utf-8")
    (out / "tables" / "more.csv").write_text("number\n1\n", encoding="utf-8")
    found = differences(out)
    assert "loads: nobody recomputes new" in found
    assert "tables/more.csv: nobody reads it" in found


def test_the_referee_knows_nothing_but_the_standard_library():
    imported = {
        name
        for file in REFEREE.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    others = {name for name in imported if not name.startswith("tests.graph.export.recomputation")}
    assert {name.split(".")[0] for name in others} <= sys.stdlib_module_names

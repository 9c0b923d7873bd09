"""The report says nothing that is not in a table of its folder, in two languages, and needs nothing beside itself."""

import re
import string
from collections import Counter
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from selectolax.lexbor import LexborHTMLParser

from graph.export.formats import read_csv
from graph.export.study.derived import SUMMARY, TABLES
from graph.export.study.markup import shown
from graph.export.study.request import Options, Silence
from graph.export.study.tables import Cell
from graph.export.study.words import methods, words
from graph.export.study.writing import write
from tests.performance import country

SPOKEN = ("summary", "corpus", "load", "network", "indicators", "concentration", "similar", "cautions")
SILENT = ("data", ".name", "code", "img", ".source")
SECTIONS = (
    "caption",
    "reason",
    "stating",
    "status",
    "heading",
    "label",
    "sentence",
    "caution",
    "file",
    "table",
    "column",
    "figure",
)


@pytest.fixture(scope="session")
def page(studied):
    return LexborHTMLParser((studied / "report.html").read_text(encoding="utf-8"))


def test_every_number_is_that_of_the_cell_it_names(studied, page):
    numbers = page.css("data")
    assert len(numbers) > 300
    for number in numbers:
        told = number.attributes
        stating = dict(parse_qsl(told["data-row"], strict_parsing=True, keep_blank_values=True))
        rows = [
            row
            for row in read_csv(studied / "tables" / f"{told['data-table']}.csv")
            if all((row[name] or "") == value for name, value in stating.items())
        ]
        assert len(rows) == 1, told
        value = rows[0][told["data-column"]]
        assert (told["value"] or "") == (value or "")
        said = number.text()
        if value is None:
            assert said == "—"
        elif said.endswith("%"):
            assert abs(float(said[:-1]) / 100 - float(value)) <= 0.0005 + 1e-12
        elif "." in said:
            assert abs(float(said) - float(value)) <= 0.0005 + 1e-12
        else:
            assert said == value


def test_no_number_stands_alone(page):
    """Outside numbers that name their cell, names, code and the notes below tables, sentences hold no digit."""
    for name in SPOKEN:
        section = LexborHTMLParser(page.css_first(f"#{name}").html)
        for tag in SILENT:
            for node in section.css(tag):
                node.decompose()
        for node in section.css("p, h2, h3, li, figcaption"):
            text = re.sub(r"\bF1\b|SHA-256|n\(n−1\)/2", "", node.text())
            assert not re.search(r"\d", text), text


def test_rows_left_out_are_counted(studied, page):
    for table in page.css("table"):
        note = table.parent.next
        while note.tag != "p":
            note = note.next
        listed = len(table.css("tbody tr"))
        said = re.match(r"列出 (\d+)/(\d+) 行", note.text())
        source = table.attributes["data-source"]
        assert (studied / "tables" / f"{source}.csv").exists()
        if said:
            assert int(said[1]) == listed < int(said[2])


def test_each_paragraph_is_there_in_both_languages(page):
    counts = Counter(node.attributes["lang"] for node in page.css("p[lang], span[lang]"))
    assert counts["zh"] == counts["en"] > 100


def test_it_needs_nothing_beside_itself(studied, page):
    text = (studied / "report.html").read_text(encoding="utf-8")
    assert page.css("script") == []
    assert page.css("link") == []
    for node in page.css("[src], [href]"):
        place = node.attributes.get("src") or node.attributes["href"]
        assert place.startswith(("data:image/svg+xml;base64,", "#"))
    assert all(page.css_first(node.attributes["href"]) for node in page.css("a"))
    assert "url(" not in page.css_first("style").text()
    assert "@import" not in text


def test_every_figure_is_shown_or_missing_with_its_reason(studied, page):
    rows = read_csv(studied / "tables" / "figures.csv")
    drawn = [row["figure"] for row in rows if row["figure"]]
    assert {node.attributes["id"] for node in page.css("figure")} == {path.replace("/", "-") for path in drawn}
    assert len(page.css(".absent")) == len(rows) - len(drawn)
    for path in drawn:
        assert (studied / f"{path}.svg").exists()
        assert (studied / f"{path}.png").exists()
    assert all(node.attributes["alt"].strip() for node in page.css("img"))


def test_titles_of_documents_are_escaped(corpus, tmp_path):
    document = replace(corpus.documents[2], title="<script>&")  # the plan whose only measure states nothing
    measures = (*corpus.measures[:-3], replace(corpus.measures[6], document=document), *corpus.measures[-2:])
    made = replace(corpus, documents=(*corpus.documents[:2], document), measures=measures)
    write(made, tmp_path / "out", Options(), None, [], Silence())
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "&lt;script&gt;&amp;" in text


@pytest.mark.usefixtures("by_hand")
def test_what_was_not_told_is_said(tmp_path):
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "没有随本研究给出读取准确度" in text
    assert "相似措施尚未计算" in text
    assert "东宁市《东宁市优化营商环境方案c》" in text  # states no responsibility


def test_the_options_change_what_is_said(corpus, tmp_path):
    write(corpus, tmp_path / "leads", Options(section_leads=True), None, [], Silence())
    text = (tmp_path / "leads" / "report.html").read_text(encoding="utf-8")
    assert "本研究按要求把专章牵头计入" in text
    assert "lead, responsible, support, section_lead" in text


def test_more_cities_than_have_figures_of_their_own(tmp_path):
    made = country.corpus(list(country.plans(13)))
    write(made, tmp_path / "out", Options(formats=("json",)), None, [], Silence())
    rows = read_csv(tmp_path / "out" / "tables" / "figures.csv")
    assert [(row["kind"], row["reason"]) for row in rows if row["reason"]] == [("city", "many_cities")]
    assert {row["kind"] for row in rows} == {"functions", "network", "indicators", "concentration", "city"}
    assert "城市多于" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "column", "row", "said"),
    [
        ("3", "n_measures", {}, "3"),
        ("0.51367", "gini", {}, "0.514"),
        ("0.72887", "value", {"figure": "share_joint"}, "72.9%"),
        ("0.25", "median", {"function": "税务"}, "25.0%"),
        ("2", "value", {"figure": "n_joint"}, "2"),
        (None, "density", {}, "—"),
    ],
)
def test_numbers_as_people_read_them(value, column, row, said):
    assert shown(Cell(value, "t", tuple(row.items()), column)) == said


@pytest.mark.parametrize("section", SECTIONS)
def test_both_languages_name_the_same_numbers(section):
    for name, text in words(section).items():
        assert named(text.zh) == named(text.en), name
        assert re.search(r"[㐀-鿿]", text.zh) or name == "hhi", name
        assert re.search(r"[A-Za-z]", text.en), name


def named(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_methods_name_the_same_in_both_languages():
    for text in methods():
        assert named(text.zh) == named(text.en)


def test_the_codebook_explains_every_table_and_column_of_the_study(studied):
    said = (studied / "README.md").read_text(encoding="utf-8")
    for file in (studied / "tables").glob("*.csv"):
        assert f"| `tables/{file.name}` |" in said
        if rows := read_csv(file):
            for column in rows[0]:
                assert f"| `{column}` |" in said, (file.name, column)
    for file in studied.iterdir():
        assert f"| `{file.name}{'/' if file.is_dir() else ''}` |" in said
    for name in SUMMARY:
        assert f"| `{name}` |" in said
    assert {name for name, _, _ in TABLES} <= set(words("table"))

"""What an analyst does in a Neo4j Browser that is not ours: give it our style, draw, import the questions, ask."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

import queries
from graph import browser
from graph.catalogue import questions

pytestmark = pytest.mark.browser

FOLDER = Path(queries.__file__).parent / "browser"
RUN = "savedScriptsButton-Run"
DRAW = "MATCH path = (:City)<-[:OF]-(:Department)-[:RESPONSIBLE_FOR]->(:Measure)-[:ADVANCES]->() RETURN path"


def run(page, text):
    editor = page.get_by_test_id("activeEditor").locator("textarea")
    editor.focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.get_by_test_id("editor-Run").click()


def test_the_graph_draws_in_the_style_that_was_dropped(connected, drop, tmp_path):
    drop(FOLDER / "style.grass")
    connected.get_by_text("node.Department").wait_for()  # Browser shows the style it took
    draws(connected, tmp_path)


def test_the_graph_draws_in_our_style_from_the_start(started, tmp_path):
    draws(started, tmp_path)


def draws(page, tmp_path):
    """Draw the small plan: Chinese captions, our colours."""
    run(page, DRAW)
    nodes = page.locator("g.node")
    nodes.first.wait_for()
    captions = {"".join(node.text_content().split()) for node in nodes.all()}
    assert captions == {"东宁市", "市场监管局", "税务局", "公安局", "1企业开办一次办", "2注销便利化", "开办企业"}
    department = nodes.filter(has_text="市场监管局").locator("circle.b-outline").first
    assert department.get_attribute("fill") == "#B5304A"
    edges = {"".join(edge.text_content().split()) for edge in page.locator("g.relationship").all()}
    assert {"lead", "support", "responsible", "所属城市", "对应指标"} <= edges
    page.screenshot(path=tmp_path / "graph.png")


def test_saved_scripts_import_and_every_question_answers(connected, small, drop, tmp_path):
    drop(FOLDER / "saved-scripts.zip")
    connected.get_by_test_id("navigationFavorites").click()
    connected.get_by_test_id(f"expandFolder-{browser.FOLDER}").click()
    titles = [text.partition("\n")[0].removeprefix("// ") for text in browser.scripts().values()]
    shown = connected.locator("[data-testid^='scriptTitle-']")
    expect(shown).to_have_text(titles)

    for number, question in enumerate(questions().values(), start=1):
        settings = question.parameters
        frame = run_saved(connected, next(title for title in titles if title.startswith(f"{number:02}a ")))
        if len(settings) == 1:
            expect(frame).to_contain_text("Successfully set your parameters")
        else:
            success = frame.locator("[data-testid='multi-statement-list-icon'][title='Status: success']")
            expect(success).to_have_count(len(settings))
        frame = run_saved(connected, next(title for title in titles if title.startswith(f"{number:02}b ")))
        # the rows, or that there are none (where a parameter is still to be filled in), and no error
        expect(frame).to_contain_text(re.compile(r"completed after \d+\s+ms", re.IGNORECASE))
        if not any(parameter.required for parameter in settings):
            rows = len(small.read(question.text, question.bind({})))
            expect(frame).to_contain_text(f"Started streaming {rows} records" if rows else "no records")
    connected.screenshot(path=tmp_path / "scripts.png")


def run_saved(page, title):
    """Run a saved script by its own button and return its frame, the only one then."""
    frames = page.get_by_test_id("frame")
    for _ in range(frames.count()):
        frames.first.get_by_role("button", name="Close").click()
    expect(frames).to_have_count(0)
    entry = page.get_by_test_id(f"scriptTitle-{title}")
    entry.locator(f"xpath=ancestor::*[.//*[@data-testid='{RUN}']][1]").get_by_test_id(RUN).click()
    expect(frames).to_have_count(1)
    return frames

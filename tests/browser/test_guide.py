"""The guide: the same in both languages, and every statement of it runs on the samples."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import expect

import loaders
import queries
from graph.browser import GUIDE, LANGUAGES, guide
from graph.browser.asciidoc import Items, Macro, Paragraph, Source, Table, read
from graph.catalogue import question
from graph.ontology import ONTOLOGY
from graph.writer import write

FOLDER = Path(queries.__file__).parent / "browser"
SAMPLES = sorted((Path(loaders.__file__).parent / "samples").glob("*.txt"))
WIDTH = 58  # characters of code that fit Browser's sidebar
ASKED = {"department-load", "deadlines", "measure-card", "responsibility-gaps", "search", "shared-responsibility"}

# What Browser cuts out of a guide (cleanHtml): handlers of events, scripts, script addresses.
CUT = (
    r"""(?i)(\s+(on[^\s=]+)[^\s=]*\s*=\s*("[^"]*"|'[^']*'|[\w\-.:]+\s*))""",
    r"(?i)<script",
    r"(?i)javascript:",
)


class Slides(HTMLParser):
    """Slides of a guide: heading and what can be run, as the reader sees it."""

    def __init__(self, text):
        super().__init__()
        self.slides, self.into = [], None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "slide":
            self.slides.append({"title": "", "run": []})
        elif tag == "h3":
            self.into = "title"
        elif tag == "pre" and "runnable" in dict(attrs)["class"].split():
            self.into = "run"
            self.slides[-1]["run"].append("")

    def handle_endtag(self, tag):
        if tag in {"h3", "pre"}:
            self.into = None

    def handle_data(self, data):
        if self.into == "title":
            self.slides[-1]["title"] += data
        elif self.into == "run":
            self.slides[-1]["run"][-1] += data


def source(language):
    return read((FOLDER / f"guide.{language}.adoc").read_text(encoding="utf-8"))


def shape(block):
    """What must be the same in both languages: code as it stands, of texts only how many."""
    match block:
        case Source() | Macro():
            return block
        case Table(rows):
            return [re.findall(r"``.*?``|label:\w+", row[0]) for row in rows]
        case Items(items, ordered):
            return len(items), ordered
        case Paragraph(_, kind):
            return kind
    return type(block)


def test_both_languages_have_the_same_slides():
    chinese, english = (
        [[shape(block) for block in slide.blocks] for slide in source(each).slides] for each in LANGUAGES
    )
    assert len(chinese) == len(english) > 10
    for one, other in zip(chinese, english, strict=True):
        assert one == other


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_come_from_the_catalogue_and_code_fits_the_sidebar(language):
    blocks = [block for slide in source(language).slides for block in slide.blocks]
    assert {block.target for block in blocks if isinstance(block, Macro)} >= ASKED
    code = [line for block in blocks if isinstance(block, Source) for line in block.text.splitlines()]
    assert [line for line in code if len(line) > WIDTH] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_explains_every_label_type_role_and_gap(language):
    text = (FOLDER / f"guide.{language}.adoc").read_text(encoding="utf-8")
    labels = set(re.findall(r"label:(\w+)\[[^\]]", text))
    assert labels == set(ONTOLOGY.nodes) - {"Ontology"}
    said = set(re.findall(r"``(\w+)``", text))
    assert said >= {kind.type for kind in ONTOLOGY.relationships.values()}
    assert said >= {value for each in question("responsibility-gaps").parameters for value in each.values}
    assert said >= {value for each in question("department-load").parameters for value in each.values}
    assert said >= {value for each in question("shared-responsibility").parameters for value in each.values}


@pytest.mark.parametrize("language", LANGUAGES)
def test_browser_cuts_nothing_out_of_the_guide(language):
    for pattern in CUT:
        assert re.search(pattern, guide(language)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_button_is_without_effect_in_browser(language):
    # Browser ignores a button whose command ends in null.
    for slide in Slides(guide(language)).slides:
        assert not [text for text in slide["run"] if text.strip().endswith((" null", ":null"))]


def test_no_city_that_may_not_be_there_is_named():
    cities = {loaders.load(sample).document.city.name for sample in SAMPLES}
    for language in LANGUAGES:
        assert not [city for city in cities if city in guide(language)]


@pytest.fixture
def samples(store):
    for sample in SAMPLES:
        write(store, loaders.load(sample))
    return store


def test_every_statement_runs_and_finds_something_in_the_samples(samples):
    # As Browser runs them: slide by slide, parameters kept from one to the next.
    held, rows = {}, {}
    for slide in Slides(guide("zh")).slides:
        for text in slide["run"]:
            for statement in re.split(r";\s*\n", text.strip().removesuffix(";")):
                written = "\n".join(line for line in statement.splitlines() if not line.startswith("//"))
                if written == ":params":
                    continue
                if one := re.fullmatch(r":param (\w+) => (.*)", written):
                    held |= samples.read(f"RETURN {one[2]} AS {one[1]}")[0]
                elif many := re.fullmatch(r":param \[\{(\w+)\}\] => \{(.*)\}", written, re.DOTALL):
                    [found] = samples.read(many[2])
                    assert list(found) == [many[1]]
                    held |= found
                else:
                    rows[text] = len(samples.read(statement, held))
    assert len(rows) > 20
    assert [text for text, found in rows.items() if not found] == []


def test_the_lines_that_check_a_fact_are_true(samples):
    [lines] = [
        block.text
        for slide in source("zh").slides
        for block in slide.blocks
        if isinstance(block, Source) and block.language == "python"
    ]
    opening, reading = lines.splitlines()
    facts = samples.read(
        "MATCH ()-[held:RESPONSIBLE_FOR]->(:Measure)<-[:STATES]-(document:Document {source: 'yundu.txt'})"
        " RETURN held.raw AS raw, held.start AS start, held.end AS end"
    )
    assert len(facts) > 50
    [file] = [sample for sample in SAMPLES if sample.name == "yundu.txt"]
    for fact in facts:
        names = {"start": fact["start"], "end": fact["end"]}
        exec(opening.replace("文件.txt", str(file)), names)  # noqa: S102 - the guide's own lines
        with names["source"]:
            assert "".join(eval(reading, names).split()) == fact["raw"]  # noqa: S307


@pytest.mark.browser
def test_the_guide_is_walked_in_both_languages(started, tmp_path):
    drawer = started.get_by_test_id("guidesDrawer")
    for language in LANGUAGES:
        titles = [slide["title"] for slide in Slides(guide(language)).slides]
        for number, title in enumerate(titles):
            expect(drawer.locator("h3")).to_have_text(title)
            started.screenshot(path=tmp_path / f"{language}-{number:02}.png")
            if title != titles[-1]:
                started.get_by_test_id("guideNextSlide").click()
        expect(started.get_by_test_id("guideNextSlide")).to_be_disabled()
        for _ in titles[1:]:
            started.get_by_test_id("guidePreviousSlide").click()
        [other] = {*GUIDE} - {getattr(GUIDE, language)}
        drawer.locator(f"[data-exec='guide {other}']").click()


@pytest.mark.browser
def test_a_question_is_answered_by_clicking_its_buttons(started, tmp_path):
    drawer = started.get_by_test_id("guidesDrawer")
    [number] = [
        place
        for place, slide in enumerate(source("zh").slides)
        if Macro("question", "shared-responsibility") in slide.blocks
    ]
    for _ in range(number):
        started.get_by_test_id("guideNextSlide").click()
    parameters, asked, drawn = drawer.locator("pre.runnable").all()
    frame = started.get_by_test_id("frame").first  # the newest
    parameters.locator("i").click()
    done = frame.locator("[data-testid='multi-statement-list-icon'][title='Status: success']")
    expect(done).to_have_count(len(question("shared-responsibility").parameters))  # a statement for each
    asked.locator("i").click()
    # Three departments in one measure, two of them in another: three pairs.
    expect(frame).to_contain_text("Started streaming 3 records")
    expect(frame).to_contain_text("东宁市市场监管局")
    drawn.locator("i").click()
    # The pair that shares both measures, and the measures.
    expect(frame.locator("g.node")).to_have_count(4)
    captions = {"".join(node.text_content().split()) for node in frame.locator("g.node").all()}
    assert captions == {"市场监管局", "税务局", "1企业开办一次办", "2注销便利化"}
    started.screenshot(path=tmp_path / "question.png")


@pytest.mark.browser
def test_every_block_is_the_code_of_the_source(started):
    drawer = started.get_by_test_id("guidesDrawer")
    for slide in Slides(guide("zh")).slides:
        expect(drawer.locator("h3")).to_have_text(slide["title"])
        shown = [block.text_content().strip() for block in drawer.locator("pre.runnable").all()]
        assert shown == [text.strip() for text in slide["run"]]
        if started.get_by_test_id("guideNextSlide").is_enabled():
            started.get_by_test_id("guideNextSlide").click()

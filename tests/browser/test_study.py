"""The report of a study in a real Chromium: nothing asked for elsewhere, two languages, wide and narrow screens, paper."""

import pytest

from graph.export.study.request import Options, Silence
from graph.export.study.writing import write
from loaders import load
from loaders.files import SAMPLES
from tests.performance import country


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The report of the bundled samples."""
    out = tmp_path_factory.mktemp("study") / "out"
    write(country.corpus([load(path) for path in sorted(SAMPLES.glob("*.txt"))]), out, Options(), None, [], Silence())
    return (out / "report.html").as_uri()


@pytest.fixture
def opened(page, report):
    """The report in a page that writes down what it asks for and complains of."""
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda problem: page.complaints.append(str(problem)))
    page.goto(report)
    return page


def test_it_asks_for_nothing_beyond_the_page(opened, report):
    assert [url for url in opened.asked if not url.startswith("data:")] == [report]
    assert opened.complaints == []


def test_every_figure_is_seen(opened):
    sizes = opened.evaluate(
        "[...document.images].map(image => [image.naturalWidth, image.clientWidth, image.complete])"
    )
    assert len(sizes) >= 10
    assert all(natural > 300 and shown > 300 and complete for natural, shown, complete in sizes)


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_out_of_the_page(opened, width):
    opened.set_viewport_size({"width": width, "height": 900})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_one_language_or_both(opened):
    chinese, english = opened.locator("main p[lang=zh]").first, opened.locator("main p[lang=en]").first
    assert chinese.is_visible()
    assert english.is_visible()
    opened.get_by_label("中文").check()
    assert chinese.is_visible()
    assert not english.is_visible()
    opened.get_by_label("English").check()
    assert english.is_visible()
    assert not chinese.is_visible()
    assert opened.get_by_role("heading", name="Summary").is_visible()


def test_links_lead_to_their_sections(opened):
    opened.get_by_role("link", name="须注意").click()
    assert opened.url.endswith("#cautions")
    assert opened.locator("#cautions h2").is_visible()


def test_words_stand_out_from_the_page(opened):
    """Contrast of at least 4.5 : 1, as WCAG 2.2 asks."""
    colours = opened.evaluate(
        "[...new Set([...document.querySelectorAll('p, td, th, a, h1, h2, h3, span, figcaption, li')]"
        ".map(node => getComputedStyle(node).color))]"
    )
    assert len(colours) >= 3
    for colour in colours:
        parts = [int(part) / 255 for part in colour.strip("rgb()").split(",")]
        light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        assert 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05) >= 4.5, colour


def test_on_paper_no_figure_or_row_is_cut(opened):
    opened.emulate_media(media="print")
    assert not opened.locator("nav").is_visible()
    broken = opened.evaluate(
        "[...document.querySelectorAll('figure, tr')].map(node => getComputedStyle(node).breakInside)"
    )
    assert set(broken) == {"avoid"}

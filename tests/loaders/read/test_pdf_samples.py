"""The samples as PDF, set in several ways: the same plan as from their text."""

import pytest

from loaders import load, parse
from loaders.files import SAMPLES
from tests.loaders.read.paper import Paper, facts, sample, source

NAMES = ("lanchuan", "yanxi", "yundu")
INDENT = "　　"


def of_the_text(name):
    return facts(load(SAMPLES / f"{name}.txt"))


def bare_lines(found):
    """The lines of a text without spaces: where a line breaks inside a Latin word, a space is set."""
    return ["".join(line.split()) for line in found.text.split("\n")]


def indented(paper, paragraphs):
    """Paragraphs with an indent of two characters, as offices set them."""
    paper.put(paragraphs[0], align="C")
    for paragraph in paragraphs[1:]:
        paper.put(INDENT + paragraph)
    return paper.file()


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


def test_a_plan_set_as_offices_set_it(name):
    content = indented(Paper(head="砚渡市人民政府公报", foot="— {} —"), sample(name))
    found = source(content)
    assert found.exact
    assert not found.omissions
    assert bare_lines(found) == sample(name)
    assert facts(parse(found)) == of_the_text(name)


def test_every_fact_stands_where_it_says(name):
    found = source(indented(Paper(foot="第{}页"), sample(name)))
    for measure in parse(found).measures:
        for stated in (*measure.responsibilities, *measure.citations, *measure.targets, *measure.deadlines):
            assert "".join(found.text[stated.span.start : stated.span.end].split()) == stated.raw


def test_a_plan_without_indents(name):
    paper = Paper(foot="- {} -")
    for paragraph in sample(name):
        paper.put(paragraph, align="L")
    assert facts(parse(source(paper.file()))) == of_the_text(name)


def test_a_plan_on_its_side(name):
    assert facts(parse(source(indented(Paper(turned=True, foot="{}"), sample(name))))) == of_the_text(name)


@pytest.mark.parametrize("watermark", [("内部样稿", 35), ("内部样稿", 0)], ids=["across", "level"])
def test_a_plan_under_a_watermark(name, watermark):
    content = indented(Paper(mark=watermark, foot="— {} —"), sample(name))
    assert facts(parse(source(content))) == of_the_text(name)


def test_a_plan_in_two_columns(name):
    paper = Paper(size=10.5, leading=6, foot="{}")
    first, *rest = sample(name)
    paper.put(first, align="C")
    paper.columns(INDENT + paragraph for paragraph in rest)
    found = source(paper.file())
    assert bare_lines(found) == sample(name)
    assert facts(parse(found)) == of_the_text(name)

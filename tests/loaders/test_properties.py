"""What holds for every text: it is read or refused, every quote stands where it says, print does not matter."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import extract, load
from loaders.errors import LoadError
from loaders.files import SAMPLES
from loaders.grammar.characters import canonical
from loaders.plan import parse
from loaders.read import read
from loaders.source import PRINTING, SourceText

PIECES = (
    "一、", "（一）", "1.", "２．", "①", "第一条", "第一章", "——", "\n", "\r\n", "　", "- 3 -\n", "（", "）", "《", "》", "“", "”", "〔", "〕",
    "：", "；", "、", "，", "。", "责任单位：", "牵头单位", "配合单位：", "市发改委", "市税务局、", "各县区政府", "牵头", "负责", "按职责分工负责", "等部门",
    "压缩至", "不超过", "由", "降至", "3个工作日", "50%", "三分之一", "1:2", "以内", "2021年", "12月31日前", "年底前", "〔2021〕5号", "条例", "第十二条",
    "优化营商环境", "推进改革", "登记机关", "企业", "云渡市", "关于印发", "的通知", "\t", "|", "1", "x", "營商環境", "𠮷", "\u200b",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=60).map("".join)
PLANS = st.lists(st.sampled_from(PIECES), min_size=5, max_size=60).map(
    lambda parts: "云渡市优化营商环境方案\n一、任务\n1.推进改革。" + "".join(parts)
)
EVERY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True, max_examples=300)


def source(text):
    return SourceText("plan.txt", text, "0" * 64, "utf-8")


def quotes(plan):
    """Yield every quote of a plan with its span."""
    for measure in plan.measures:
        yield measure.text, measure.span
        facts = (measure.responsibilities, measure.advances, measure.citations, measure.targets)
        for fact in (f for group in (*facts, measure.deadlines, measure.mentions) for f in group):
            yield fact.raw, fact.span
    for section in plan.sections:
        assert section.span.start < section.span.end
    for entry in plan.unresolved:
        if entry.raw:
            yield entry.raw, entry.span


def printed(text):
    return "".join(PRINTING.findall(text))


@EVERY
@given(TEXTS)
def test_any_text_is_read_or_refused(text):
    try:
        plan = parse(source(text))
    except LoadError:
        return
    assert plan.measures


@EVERY
@given(PLANS)
def test_every_quote_stands_where_it_says(text):
    try:
        plan = parse(source(text), city="云渡市")
    except LoadError:
        return
    for raw, span in quotes(plan):
        assert 0 <= span.start < span.end <= len(text)
        # Between the first and the last character of a quote there may be page furniture.
        stretch = iter(printed(text[span.start : span.end]))
        assert all(character in stretch for character in raw)


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_quotes_of_the_samples(sample):
    text = read(sample).text
    found = list(quotes(load(sample)))
    assert len(found) > 100
    assert sum(raw == printed(text[span.start : span.end]) for raw, span in found) > 0.97 * len(found)


@EVERY
@given(st.text(max_size=200))
def test_one_form_for_each_character_keeps_the_length(text):
    assert len(canonical(text)) == len(text)


def facts(text, name="plan.txt"):
    """Return what is read in a text, without where it stands."""

    def bare(value):
        if isinstance(value, dict):
            return {key: bare(entry) for key, entry in value.items() if key not in ("span", "where", "file")}
        return [bare(entry) for entry in value] if isinstance(value, list) else value

    return bare(extract(parse(SourceText(name, text, "0" * 64, "utf-8"))))


def broken(text, draw):
    """Break lines where a page might: inside sentences, not next to what is printed apart."""
    lines = []
    for line in text.replace("\r\n", "\n").split("\n"):
        at = 0
        while len(line) - at > 70:
            step = draw.randint(30, 60)
            lines.append(line[at : at + step])
            at += step
        lines.append(line[at:])
    return "\n".join(lines)


def with_pages(text, draw):
    lines = text.replace("\r\n", "\n").split("\n")
    for number in range(1, 9):
        lines.insert(draw.randrange(len(lines)), draw.choice(["- {} -", "—{}—", "{}", "第 {} 页"]).format(number))
    return "\n".join(lines)


SETTINGS = {
    "line breaks at random": broken,
    "page numbers": with_pages,
    "other line ends": lambda text, _: text.replace("\r\n", "\n") if "\r" in text else text.replace("\n", "\r\n"),
    "indents": lambda text, _: "\n".join("　　" + line for line in text.split("\n")),
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("sample", "setting"),
    [
        (sample, setting)
        for sample in sorted(SAMPLES.glob("*.txt"))
        for setting in SETTINGS
        if (sample.stem, setting) != ("yundu", "line breaks at random")  # its lines are broken already
    ],
    ids=lambda value: getattr(value, "stem", value),
)
def test_how_a_page_is_set_does_not_matter(sample, setting, seed):
    text = read(sample).text
    changed = SETTINGS[setting](text, random.Random(seed))  # noqa: S311 -- the same breaks each time
    assert changed != text
    assert facts(changed) == facts(text)


HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
FULL = {code - 0xFEE0: code for code in range(0xFF01, 0xFF5F)}


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_width_does_not_matter(sample):
    text = read(sample).text

    def narrow(value):
        if isinstance(value, dict):
            return {key: narrow(entry) for key, entry in value.items()}
        if isinstance(value, list):
            return [narrow(entry) for entry in value]
        return value.translate(HALF) if isinstance(value, str) else value

    assert narrow(facts(text.translate(FULL))) == narrow(facts(text))


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("piece", ["（", "）", "、", "（责任单位：", "1.", "《", "不超过", "9", "市"])
def test_ten_megabytes_of_one_thing_come_to_an_end(piece):
    """A pattern that goes back over what it has read would take days, not minutes."""
    text = "云渡市优化营商环境方案\n一、任务\n1.推进改革。\n2.办理。" + piece * (10_000_000 // len(piece.encode()))
    plan = parse(source(text), city="云渡市")
    assert len(plan.measures) == 2

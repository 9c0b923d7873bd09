"""Plans for the tests: small ones by hand, and generated ones that share cities, departments and laws."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from graph.model import (
    Advance,
    Basis,
    Body,
    Citation,
    City,
    Deadline,
    Document,
    Function,
    Indicator,
    LawKind,
    LawLevel,
    Measure,
    Mention,
    Plan,
    Responsibility,
    Role,
    Section,
    Source,
    Span,
    Status,
    Target,
    TargetKind,
)

PROVINCE = City("990000", "云山省", "province", "云山省")
PREFECTURE = City("990100", "云中市", "prefecture", "云山省", (PROVINCE,))
CITIES = (
    City("990101", "临水市", "county", "云山省", (PREFECTURE, PROVINCE)),
    City("990102", "望山市", "county", "云山省", (PREFECTURE, PROVINCE)),
    PREFECTURE,
    City("name:无名市", "无名市", "unknown"),
)
FUNCTIONS = ("税务", "市场监管", "财政", "文化")
SUB_INDICATORS = ("创新创业", "人才流动")
NATIONAL = ("开办企业", "纳税", "包容普惠创新")


def body(city, *functions):
    """A department of a city; whatever the plan, the same city and functions make the same body."""
    return Body(
        city,
        "+".join(functions),
        f"{city.name}{''.join(functions)}局",
        f"{functions[0]}局",
        tuple(Function(name) for name in functions),
        known=True,
    )


def responsible(found, start=10, role=Role.RESPONSIBLE, raw="税务局"):
    return Responsibility(raw, Span(start, start + 3), role, Basis.STATEMENT, 1.0, found)


def advance(name, start=1):
    parent = "包容普惠创新" if name in SUB_INDICATORS else None
    return Advance(Indicator(name, parent=parent), Basis.SECTION, 1.0, name, Span(start, start + 4))


def cites(key, kind=LawKind.RULE, *, name=None, number=None, start=30, level=None):
    return Citation(key, f"《{key}》", Span(start, start + 9), name, number, None, kind, level)


def target(start=50, new=2.0, *, old=None, metric="办结时限", unit="个工作日", due=None):
    kind = TargetKind.LIMIT if old is None else TargetKind.CHANGE
    return Target(f"{new:g}{unit}以内", Span(start, start + 6), kind, metric, old, new, unit, "<=", due)


def deadline(start=60, value="2026-06-30"):
    return Deadline("6月底前", Span(start, start + 5), value)


def mention(found, start=70, raw="税务局"):
    return Mention(raw, Span(start, start + 3), found)


def measure(path, **facts):
    ordinal = int(path.split(".")[-1])
    return Measure(
        path,
        ordinal,
        f"{ordinal}.",
        facts.pop("heading", f"第{ordinal}条"),
        facts.pop("section", "1"),
        facts.pop("text", f"{ordinal}.第{ordinal}条。"),
        Span(ordinal * 100, ordinal * 100 + 90),
        **facts,
    )


def plan(*measures, city=CITIES[0], title="优化营商环境措施", sections=None):
    sections = (Section("1", "一、措施", 1, 1, Span(50, 60), None),) if sections is None else sections
    return Plan(
        Source("plan.txt", "0" * 64, "utf-8", 100_000),
        Document(title, city, "市政府", None, date(2021, 3, 1), Status.ISSUED, "2021"),
        sections,
        measures,
    )


starts = st.integers(0, 90_000)


@st.composite
def bodies(draw):
    at = draw(st.sampled_from(CITIES))
    functions = draw(st.lists(st.sampled_from(FUNCTIONS), min_size=1, max_size=2, unique=True))
    # One of several is a group: it names no body.
    return draw(st.none() | st.just(body(at, *sorted(functions))) | st.just(body(at, functions[0])))


@st.composite
def responsibilities(draw):
    role, raw = draw(st.sampled_from(Role)), draw(st.sampled_from(("甲局", "乙")))
    return responsible(draw(bodies()), draw(starts), role, raw)


targets = st.builds(
    target, starts, st.floats(0, 1e6), old=st.none() | st.floats(0, 9), metric=st.sampled_from(("时限", None))
)
deadlines = st.builds(deadline, starts, st.sampled_from(("2025", "2026-02", "2026-06-30")))
mentions = st.builds(mention, bodies(), starts)


@st.composite
def citations(draw):
    key = draw(st.sampled_from(("公司法", "条例", "国发1号")))
    return cites(
        key,
        draw(st.sampled_from(LawKind)),
        name=draw(st.none() | st.sampled_from((key, f"中华人民共和国{key}"))),
        number=draw(st.none() | st.sampled_from(("国发〔2020〕1号", "令第2号"))),
        start=draw(starts),
        level=draw(st.none() | st.sampled_from(LawLevel)),
    )


@st.composite
def measures(draw, path, section):
    return measure(
        path,
        section=section,
        heading=draw(st.none() | st.sampled_from(("甲", "乙"))),
        responsibilities=tuple(draw(st.lists(responsibilities(), max_size=3))),
        advances=tuple(map(advance, draw(st.lists(st.sampled_from(NATIONAL + SUB_INDICATORS), max_size=3)))),
        citations=tuple(draw(st.lists(citations(), max_size=2))),
        targets=tuple(draw(st.lists(targets, max_size=2))),
        deadlines=tuple(draw(st.lists(deadlines, max_size=2))),
        mentions=tuple(draw(st.lists(mentions, max_size=2))),
    )


@st.composite
def plans(draw, city=None):
    """A small plan: two chapters at most, one inside the other or beside it, measures in them or in none."""
    nested = draw(st.booleans())
    sections = (
        Section("1", "一、措施", 1, 1, Span(50, 60), None),
        Section("2", "二、其他", 2 if nested else 1, 2, Span(70, 80), "1" if nested else None),
    )[: draw(st.integers(0, 2))]
    paths = [section.path for section in sections]
    found = [
        draw(measures(f"1.{number}", draw(st.sampled_from([None, *paths]))))
        for number in draw(st.lists(st.integers(1, 4), max_size=3, unique=True))
    ]
    return plan(*found, city=city or draw(st.sampled_from(CITIES)), sections=sections)


@st.composite
def collections(draw):
    """Plans of different documents, with newer versions of some of them."""
    titles = ("甲措施", "乙措施", "丙措施")
    first = [with_title(draw(plans(city=CITIES[i])), title) for i, title in enumerate(titles)]
    newer = [with_title(draw(plans(city=CITIES[i])), title) for i, title in enumerate(titles) if draw(st.booleans())]
    return first, newer


def with_title(found, title):
    return replace(found, document=replace(found.document, title=title))

"""A corpus small enough to work out by hand: two cities, three plans, nine measures."""

import pytest

from graph.export.corpus import Corpus, Deadline, Department, Document, Measure, Statement, Target
from graph.model import Function, Indicator, Role

DONGNING = ("东宁市", "231086")
SUIFENHE = ("绥芬河市", "231081")
NATIONAL = (
    Indicator("开办企业", "Starting a business", "starting-a-business"),
    Indicator("纳税", "Paying taxes", "paying-taxes"),
)
FUNCTIONS = {"税务": Function("税务", "Taxation", "vertical")}


def document(mark, city, *, states=True):
    name, code = city
    return Document(
        id=f"{code}-{mark}",
        title=f"{name}优化营商环境方案{mark}",
        city=name,
        city_code=code,
        number=None,
        issuer=None,
        issued_on="2022-12-26" if mark == "b" else None,
        status="issued",
        period="2022-2024" if mark == "b" else None,
        source=f"{mark}.txt",
        form="text",
        sha256=mark * 64,
        states_responsibility=states,
    )


def department(name, functions, city):
    functions = tuple(FUNCTIONS.get(function, Function(function)) for function in functions.split("+"))
    key = "+".join(function.name for function in functions)
    return Department(
        id=f"{city[1]}/{key}",
        name=f"{city[0]}{name}",
        short=name,
        function=key,
        city=city[0],
        city_code=city[1],
        functions=functions,
    )


@pytest.fixture
def corpus():
    """Three plans, two targets and a deadline.

    Dongning a:   m1 market lead, police responsible, tax support   m2 market, tax   m3 finance, tax
                  m4 finance; market only leads the section         m5 an open group   m6 nobody
    Suifenhe b:   m1 market-and-patents, tax   m2 market-and-patents alone
    Dongning c:   m1, in a plan that states no responsibility at all
    """
    plans = {
        "a": document("a", DONGNING),
        "b": document("b", SUIFENHE),
        "c": document("c", DONGNING, states=False),
    }
    market = department("市场监管局", "市场监管", DONGNING)
    tax = department("税务局", "税务", DONGNING)
    police = department("公安局", "公安", DONGNING)
    finance = department("财政局", "财政", DONGNING)
    merged = department("市场监管局", "市场监管+知识产权", SUIFENHE)
    other_tax = department("税务局", "税务", SUIFENHE)
    stated = {
        ("a", 1): [(market, Role.LEAD), (police, Role.RESPONSIBLE), (tax, Role.SUPPORT)],
        ("a", 2): [(market, Role.RESPONSIBLE), (tax, Role.RESPONSIBLE)],
        ("a", 3): [(finance, Role.RESPONSIBLE), (tax, Role.RESPONSIBLE)],
        ("a", 4): [(finance, Role.RESPONSIBLE), (market, Role.SECTION_LEAD)],
        ("a", 5): [],
        ("a", 6): [],
        ("b", 1): [(merged, Role.RESPONSIBLE), (other_tax, Role.RESPONSIBLE)],
        ("b", 2): [(merged, Role.RESPONSIBLE)],
        ("c", 1): [],
    }
    indicators = {("a", 1): ("开办企业",), ("a", 2): ("开办企业", "纳税"), ("a", 3): ("纳税",)}
    measures, statements = [], []
    for (plan, ordinal), named in sorted(stated.items(), key=lambda item: (item[0][0] == "b", item[0])):
        start = ordinal * 100
        measures.append(
            Measure(
                id=f"{plans[plan].id}/m{ordinal}",
                document=plans[plan],
                ordinal=ordinal,
                printed_number=f"{ordinal}．",
                heading=None if ordinal == 2 else f"第{ordinal}件事",
                start=start,
                end=start + 90,
                open=int((plan, ordinal) == ("a", 5)),
                indicators=indicators.get((plan, ordinal), ()),
            )
        )
        for place, (body, role) in enumerate(named):
            first = start + 40 + 10 * place
            statements.append(
                Statement(
                    department=body,
                    measure=measures[-1],
                    role=role,
                    raw=body.short,
                    start=first,
                    end=first + len(body.short),
                    basis="section" if role is Role.SECTION_LEAD else "statement",
                    confidence=1.0,
                )
            )
    first, last = measures[0], measures[-2]
    targets = (
        Target(
            f"{first.id}/t110-116",
            first,
            "办结时限",
            "change",
            3.0,
            2.0,
            "个工作日",
            "=",
            "2026-12-31",
            "由3减至2",
            110,
            116,
        ),
        Target(f"{last.id}/t210-214", last, None, "limit", None, 0.5, None, "<=", None, "不超过半", 210, 214),
    )
    deadlines = (Deadline(f"{first.id}/d102-109", first, "2026-06", "2026-06-30", "2026年6月", 102, 109),)
    return Corpus(tuple(plans.values()), tuple(measures), tuple(statements), targets, deadlines, indicators=NATIONAL)

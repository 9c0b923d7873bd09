"""A country of our own making, as large as a real one: plans as values, and the same as a corpus without Neo4j.

Cities, their codes (9pnnpp, in no edition of GB/T 2260) and texts are made up, functions, indicators and laws
are those of the reviewed tables. Who answers for a measure is drawn with a skewed (Zipf-like)
distribution whose order differs from city to city. The same seed makes the same country.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import accumulate, chain, product
from math import log
from random import Random

from graph.export import corpus as export
from graph.identity import deadline_id, department_id, document_id, measure_id, target_id
from graph.model import (
    Advance,
    Basis,
    Body,
    Citation,
    City,
    Deadline,
    Document,
    Indicator,
    LawLevel,
    Measure,
    Plan,
    Responsibility,
    Role,
    Section,
    Source,
    Span,
    Target,
    TargetKind,
)
from loaders.tables import functions, indicators, laws

CITIES_OF_A_PROVINCE = 30
MEASURES = 80
DEPARTMENTS = 44
SKEW = 0.9
"""Exponent of Zipf's law: the n-th function, or law, is drawn in proportion to 1/n^SKEW."""
SILENT = 0.05
"""Share of documents that state no responsibility."""

FIRST, SECOND = "云岚霁澜岫瑶璟沧渌潆峦霭漪皎岑溯缙翎", "渡汐墟皋浔畲坞浦砚圩堰墩岬碛溆峪陂壑"
VERBS = ("压减", "推行", "优化", "完善", "建立", "深化", "落实", "畅通", "简化", "公开", "整合", "规范")
THINGS = (
    "企业开办环节",
    "不动产登记流程",
    "水电气热报装资料",
    "施工许可审批事项",
    "纳税申报表单",
    "通关单证",
    "融资担保费用",
    "政府采购程序",
    "招标投标文件",
    "政务服务事项清单",
    "知识产权保护机制",
    "市场监管抽查比例",
    "合同纠纷诉前调解",
    "破产案件简易审理",
    "人才落户手续",
    "信用修复办法",
)
MEANS = (
    "实行一窗受理、并联办理",
    "通过省一体化平台共享数据",
    "编制办事指南并向社会公布",
    "对守信企业实行告知承诺",
    "建立部门会商制度并按季通报",
    "推广电子证照和电子印章",
    "设立专员为企业帮办代办",
    "开展第三方评估并整改问题",
)
DUE = ("2026", "2026-06", "2026-09-30", "2026-12-31", "2027-06-30")


def plans(cities: int, *, seed: int = 1) -> Iterator[Plan]:
    """Yield the plans of so many cities: about 80 measures a city, in one document or, in one city of five, in two."""
    for number, city in enumerate(places(cities)):
        draw = Random(f"{seed}/{number}")  # noqa: S311 -- seeded on purpose
        bodies = departments(city, draw)
        whole = max(30, round(draw.gauss(MEASURES, 20)))
        parts = (whole,) if draw.random() < 0.8 else (whole * 2 // 3, whole - whole * 2 // 3)
        for nth, measures in enumerate(parts):
            yield Writing(city, bodies, 2024 + nth, draw).plan(measures)


def places(number: int) -> Iterator[City]:
    """Yield cities of the second level, 30 to a province; ten provinces have codes with the same last digits."""
    names = chain(product(FIRST, SECOND), product(FIRST, SECOND, SECOND))
    provinces = chain(FIRST, map("".join, product(FIRST, SECOND)))
    for place in range(number):
        above, below = divmod(place, CITIES_OF_A_PROVINCE)
        decade, digit = divmod(above, 10)
        if below == 0:
            province = f"{next(provinces)}山省"
            top = City(f"9{digit}00{decade:02}", province, "province", province)
        name = f"{''.join(next(names))}市"
        yield City(f"9{digit}{below + 1:02}{decade:02}", name, "prefecture", province, (top,))


def departments(city: City, draw: Random) -> dict[Body, float]:
    """Return the departments of a city with what each is drawn by; some perform two functions."""
    order = sorted(enumerate(functions(), start=1), key=lambda ranked: log(ranked[0]) + draw.gauss(0, 0.7))[
        : max(15, round(draw.gauss(DEPARTMENTS, 4)))
    ]
    chosen = [row for _, row in order]
    found: dict[Body, float] = {}
    rank = 1
    while chosen:
        merged = [chosen.pop(0)]
        if len(chosen) > 1 and draw.random() < 0.06:
            merged.append(chosen.pop(draw.randrange(len(chosen))))
        official, organ = "和".join(row.official for row in merged), merged[0].organs[1]
        key = "+".join(sorted(row.function.name for row in merged))
        short = f"市{''.join((row.stems or (row.official,))[0] for row in merged)}{organ[-1]}"
        performed = tuple(sorted((row.function for row in merged), key=lambda function: function.name))
        found[Body(city, key, f"{city.name}{official}{organ}", short, performed, known=True)] = rank**-SKEW
        rank += 1
    return found


class Writing:
    """A document on its way: its text grows, and every fact knows where in it it stands."""

    def __init__(self, city: City, bodies: dict[Body, float], year: int, draw: Random) -> None:
        self.city, self.draw, self.year = city, draw, year
        self.bodies, self.weights = list(bodies), list(accumulate(bodies.values()))
        self.silent = draw.random() < SILENT
        self.text = f"{city.name}{year}年优化营商环境工作方案\n"
        self.sections: list[Section] = []
        self.measures: list[Measure] = []

    def plan(self, measures: int) -> Plan:
        """Return the plan with so many measures, in chapters of eight or so, each for one indicator."""
        title = self.text.strip()
        while len(self.measures) < measures:
            self.chapter(min(self.draw.randint(4, 12), measures - len(self.measures)))
        digest = sha256(self.text.encode()).hexdigest()
        return Plan(
            Source(f"{self.city.code}-{self.year}.txt", digest, "utf-8", len(self.text)),
            Document(
                title,
                self.city,
                issuer=f"{self.city.name}人民政府办公室",
                issued_on=date(self.year, self.draw.randint(1, 12), self.draw.randint(1, 28)),
                period=str(self.year),
            ),
            tuple(self.sections),
            tuple(self.measures),
        )

    def say(self, words: str) -> Span:
        """Print words and return where they stand."""
        self.text += words
        return Span(len(self.text) - len(words), len(self.text))

    def chapter(self, measures: int) -> None:
        indicator = self.draw.choice(indicators())
        order = len(self.sections) + 1
        title = f"{order}、{indicator.name}"
        span = self.say(title)
        leads: list[Responsibility] = []
        if not self.silent and self.draw.random() < 0.15:
            self.say("（牵头单位：")
            leads = [self.stated(self.drawn(1)[0], Role.SECTION_LEAD)]
            self.say("）")
        self.say("\n")
        self.sections.append(Section(str(order), title, 1, order, span, None))
        for ordinal in range(1, measures + 1):
            self.measure(f"{order}.{ordinal}", indicator, span, leads)

    def measure(self, path: str, indicator: Indicator, chapter: Span, leads: list[Responsibility]) -> None:
        draw, start = self.draw, len(self.text)
        printed = f"{path.split('.')[1]}."
        heading = f"{draw.choice(VERBS)}{draw.choice(THINGS)}"
        self.say(f"{printed}{heading}。")
        self.say(
            "".join(
                f"{draw.choice(VERBS)}{draw.choice(THINGS)}，{draw.choice(MEANS)}。" for _ in range(draw.randint(1, 4))
            )
        )
        basis = Advance(
            indicator, Basis.SECTION, 1.0, indicator.name, Span(chapter.end - len(indicator.name), chapter.end)
        )
        targets, deadlines, citations = self.targets(), self.deadlines(), self.citations()
        stated = (*leads, *self.responsibilities())
        span = Span(start, len(self.text))
        self.say("\n")
        self.measures.append(
            Measure(
                path,
                len(self.measures) + 1,
                printed,
                heading,
                path.split(".", maxsplit=1)[0],
                self.text[start : span.end],
                span,
                stated,
                (basis,),
                citations,
                targets,
                deadlines,
            )
        )

    def targets(self) -> tuple[Target, ...]:
        if self.draw.random() > 0.25:
            return ()
        days = self.draw.randint(1, 20)
        span = self.say(f"办理时限压缩至{days}个工作日以内")
        self.say("。")
        return (
            Target(self.text[span.start : span.end], span, TargetKind.LIMIT, "办理时限", None, days, "个工作日", "<="),
        )

    def deadlines(self) -> tuple[Deadline, ...]:
        if self.draw.random() > 0.2:
            return ()
        value = self.draw.choice(DUE)
        span = self.say(f"{value}前")
        self.say("完成。")
        return (Deadline(self.text[span.start : span.end], span, value),)

    def citations(self) -> tuple[Citation, ...]:
        if self.draw.random() > 0.15:
            return ()
        name = self.draw.choices(sorted(laws()), cum_weights=_cited(), k=1)[0]
        law = laws()[name]
        self.say("依照")
        span = self.say(f"《{name}》")
        self.say("办理。")
        return (Citation(law.name, f"《{name}》", span, law.name, law.number, None, law.kind, LawLevel.NATIONAL),)

    def responsibilities(self) -> tuple[Responsibility, ...]:
        if self.silent or self.draw.random() < 0.1:
            return ()
        number = min(9, 1 + int(self.draw.expovariate(1 / 1.8)))
        ranked = self.draw.random() < 0.5 and number > 1
        found: list[Responsibility] = []
        self.say("（责任单位：")
        for nth, body in enumerate(self.drawn(number)):
            if nth:
                self.say("、")
            role = Role.RESPONSIBLE if not ranked else Role.SUPPORT if nth else Role.LEAD
            found.append(self.stated(body, role))
        if self.draw.random() < 0.08:
            self.say("、")
            group = self.say("各相关单位")
            found.append(Responsibility("各相关单位", group, Role.RESPONSIBLE, Basis.STATEMENT, 1.0, None))
        self.say("）")
        return tuple(found)

    def stated(self, body: Body, role: Role) -> Responsibility:
        basis = Basis.SECTION if role is Role.SECTION_LEAD else Basis.STATEMENT
        return Responsibility(body.short, self.say(body.short), role, basis, 1.0, body)

    def drawn(self, number: int) -> list[Body]:
        """Return different departments, drawn by weight."""
        return list(dict.fromkeys(self.draw.choices(self.bodies, cum_weights=self.weights, k=number)))


@cache
def _cited() -> list[float]:
    """Return what laws are drawn by, in the order of their names: some are cited everywhere, most seldom."""
    weights = [rank**-SKEW for rank in range(1, len(laws()) + 1)]
    Random(0).shuffle(weights)  # noqa: S311 -- seeded on purpose
    return list(accumulate(weights))


def corpus(written: Iterable[Plan]) -> export.Corpus:
    """Return what `graph.export.corpus.read` returns once the plans are in an otherwise empty graph."""
    documents: list[export.Document] = []
    measures: list[export.Measure] = []
    statements: list[export.Statement] = []
    targets: list[export.Target] = []
    deadlines: list[export.Deadline] = []
    for plan in sorted(written, key=lambda plan: (plan.document.city.code, document_id(plan.document))):
        documents.append(_document(plan))
        for fact in plan.measures:
            key = measure_id(documents[-1].id, fact.path)
            measure = export.Measure(
                key,
                documents[-1],
                fact.ordinal,
                fact.printed_number,
                fact.heading,
                fact.span.start,
                fact.span.end,
                sum(each.body is None for each in fact.responsibilities),
                tuple(sorted({each.indicator.parent or each.indicator.name for each in fact.advances})),
            )
            measures.append(measure)
            statements += _statements(fact, measure)
            targets += (
                export.Target(
                    target_id(key, each.span),
                    measure,
                    each.metric,
                    each.kind.value,
                    each.old,
                    float(each.new),
                    each.unit,
                    each.comparator,
                    each.due,
                    each.raw,
                    each.span.start,
                    each.span.end,
                )
                for each in fact.targets
            )
            deadlines += (
                export.Deadline(
                    deadline_id(key, each.span),
                    measure,
                    each.value,
                    each.latest.isoformat(),
                    each.raw,
                    each.span.start,
                    each.span.end,
                )
                for each in fact.deadlines
            )
    national = tuple(Indicator(each.name, each.english, each.code) for each in indicators() if each.parent is None)
    return export.Corpus(
        tuple(documents), tuple(measures), tuple(statements), tuple(targets), tuple(deadlines), indicators=national
    )


def _document(plan: Plan) -> export.Document:
    said = plan.document
    return export.Document(
        document_id(said),
        said.title,
        said.city.name,
        said.city.code,
        said.number,
        said.issuer,
        said.issued_on.isoformat() if said.issued_on else None,
        said.status.value,
        said.period,
        plan.source.name,
        plan.source.form.value,
        plan.source.sha256,
        any(measure.responsibilities for measure in plan.measures),
    )


def _statements(fact: Measure, measure: export.Measure) -> list[export.Statement]:
    found = []
    for each in fact.responsibilities:
        if each.body is not None:
            body = each.body
            department = export.Department(
                department_id(body), body.name, body.short, body.key, body.city.name, body.city.code, body.functions
            )
            found.append(
                export.Statement(
                    department,
                    measure,
                    each.role,
                    each.raw,
                    each.span.start,
                    each.span.end,
                    each.basis.value,
                    each.confidence,
                )
            )
    return sorted(found, key=lambda each: (each.start, each.end, each.department.id, each.role))

"""Small plans of invented cities: what they say is easy to count by hand."""

from dataclasses import dataclass, field, replace
from datetime import date

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

PROVINCE = City("990000", "云岭省", "province")
UPPER = City("990100", "青溪市", "prefecture", "云岭省", (PROVINCE,))
LOWER = City("990181", "白石市", "county", "云岭省", (UPPER, PROVINCE))


@dataclass
class Text:
    """A document's text as it grows; each phrase gives its span."""

    text: str = ""
    measures: list[Measure] = field(default_factory=list)

    def say(self, phrase: str) -> Span:
        start = len(self.text)
        self.text += phrase
        return Span(start, len(self.text))


def body(city: City, function: str, name: str) -> Body:
    return Body(city, function, city.name + name, name, (Function(function),), known=True)


def plan(city: City, title: str, entries, *, number=None, issued=None, status=Status.ISSUED) -> Plan:
    """Return a plan of one section; an entry is (heading, indicator, [(role, body or group)], law or None)."""
    text = Text(title + "\n")
    heading = text.say("一、优化服务")
    measures = []
    for ordinal, (phrase, indicator, bodies, law) in enumerate(entries, start=1):
        begin = text.say(f"{ordinal}.").start
        text.say(phrase)
        text.say("。")
        citations = ()
        if law:
            text.say("依据")
            span = text.say(f"《{law}》")
            citations = (
                Citation(
                    law, f"《{law}》", span, law, None, "第三条", LawKind.ADMINISTRATIVE_REGULATION, LawLevel.NATIONAL
                ),
            )
        responsibilities = []
        for role, named in bodies:
            text.say("、" if responsibilities else "（责任单位：")
            raw = named.short if isinstance(named, Body) else named
            span = text.say(raw)
            responsibilities.append(
                Responsibility(raw, span, role, Basis.STATEMENT, 1.0, named if isinstance(named, Body) else None)
            )
        if bodies:
            text.say("）")
        advances = (Advance(Indicator(indicator), Basis.SECTION, 1.0, "一、优化服务", heading),) if indicator else ()
        span = Span(begin, len(text.text))
        measures.append(
            Measure(
                f"1.{ordinal}", ordinal, f"{ordinal}.", phrase, "1", text.text[begin:], span,
                tuple(responsibilities), advances, citations,
            )
        )  # fmt: skip
        text.say("\n")
    section = Section("1", "一、优化服务", 1, 1, Span(heading.start, len(text.text)), None)
    source = Source(f"{city.name}.txt", f"{len(text.text):064x}", "utf-8", len(text.text))
    document = Document(title, city, number=number, issued_on=issued, status=status, period="2026")
    return Plan(source, document, (section,), tuple(measures))


TAX, MARKET, HOUSING = (
    body(UPPER, function, name)
    for function, name in (("税务", "税务局"), ("市场监管", "市场监督管理局"), ("住房和城乡建设", "住房和城乡建设局"))
)
LOWER_TAX = body(LOWER, "税务", "税务局")
FINANCE = body(UPPER, "财政", "财政局")
LAW = "优化营商环境条例"


def promised(found: Plan) -> Plan:
    """Return a plan whose second measure also promises, by when, and names two bodies, one of them no group."""
    second = found.measures[1]
    at = second.span.start
    facts = {
        "targets": (
            Target(
                "由3天减至1天", Span(at + 2, at + 8), TargetKind.CHANGE, "开办时间", 3.0, 1.0, "天", "=", "2026-12-31"
            ),
            Target("2个环节以内", Span(at + 8, at + 13), TargetKind.LIMIT, None, None, 2.0, "个环节", "<="),
        ),
        "deadlines": (
            Deadline("2026年底前", Span(at, at + 2), "2026-12-31"),
            Deadline("3月", Span(at, at + 1), "2026-03"),
        ),
        "mentions": (Mention("财政局", Span(at + 2, at + 5), FINANCE), Mention("各银行", Span(at + 5, at + 8), None)),
    }
    measures = (found.measures[0], replace(second, **facts), *found.measures[2:])
    return replace(found, measures=measures)


UPPER_PLAN = plan(
    UPPER,
    "青溪市优化营商环境若干措施",
    [
        ("推行开办企业一网通办", "开办企业", [(Role.LEAD, MARKET), (Role.SUPPORT, TAX)], LAW),
        ("压缩开办企业时间", "开办企业", [(Role.LEAD, MARKET), (Role.RESPONSIBLE, TAX), (Role.SUPPORT, HOUSING)], None),
        ("简化施工许可", "办理建筑许可", [(Role.RESPONSIBLE, HOUSING)], LAW),
        ("便利纳税缴费", "纳税", [(Role.RESPONSIBLE, TAX), (Role.SUPPORT, "各相关单位")], None),
        ("完善公共服务", None, [], None),
    ],
    number="青政发〔2026〕1号",
    issued=date(2026, 3, 1),
)  # fmt: skip
UPPER_PLAN = promised(UPPER_PLAN)
LOWER_PLAN = plan(
    LOWER,
    "白石市优化营商环境实施方案",
    [("推行纳税一网通办", "纳税", [(Role.LEAD, LOWER_TAX)], LAW), ("加强宣传", None, [], None)],
    status=Status.DRAFT,
)
SILENT = City("990900", "黑岭市", "prefecture", "云岭省", (PROVINCE,))
SILENT_PLAN = plan(SILENT, "黑岭市优化营商环境要点", [("改进信用服务", "获得信贷", [], None)])
"""It states no responsibility at all."""

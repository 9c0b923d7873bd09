"""Plan → plain data in the shape of the annotation guide, for reading and scoring."""

from typing import Any

from graph.model import Measure, Plan

__all__ = ["extract"]

EDGE = 20  # characters of a measure's start and end


def extract(plan: Plan) -> dict[str, Any]:
    """Return a plan as dictionaries and lists that JSON can hold."""
    document = plan.document
    titles = {section.path: section for section in plan.sections}

    def section_path(path: str | None) -> list[str]:
        section = titles.get(path) if path else None
        return [*section_path(section.parent), section.title] if section else []

    def measure(found: Measure) -> dict[str, Any]:
        national = [a for a in found.advances if a.indicator.parent is None]
        sub = next((a.raw for a in found.advances if a.indicator.parent is not None), None)
        return {
            "ordinal": found.ordinal,
            "printed_number": found.printed_number,
            "heading": found.heading,
            "section_path": section_path(found.section),
            "starts": found.text[:EDGE],
            "ends": found.text[-EDGE:],
            "span": [found.span.start, found.span.end],
            "indicators": [{"name": a.indicator.name, "basis": a.basis.value} for a in national],
            **({"sub_indicator": sub} if sub else {}),
            "departments": [
                {
                    "raw": r.raw,
                    "function": r.body.short if r.body else None,
                    "role": r.role.value,
                    "span": [r.span.start, r.span.end],
                }
                for r in found.responsibilities
            ],
            "laws": [
                {
                    "raw": c.raw,
                    "name": c.name,
                    "number": c.number,
                    "article": c.article,
                    "kind": c.kind.value,
                    "span": [c.span.start, c.span.end],
                }
                for c in found.citations
            ],
            "targets": [
                {
                    "raw": t.raw,
                    "kind": t.kind.value,
                    "metric": t.metric,
                    "from": t.old,
                    "to": t.new,
                    "unit": t.unit,
                    "comparator": t.comparator,
                    "due": t.due,
                    "span": [t.span.start, t.span.end],
                }
                for t in found.targets
            ],
            "deadlines": [
                {"raw": d.raw, "value": d.value, "span": [d.span.start, d.span.end]} for d in found.deadlines
            ],
            "mentions": [
                {"raw": m.raw, "function": m.body.short if m.body else None, "span": [m.span.start, m.span.end]}
                for m in found.mentions
            ],
        }

    return {
        "document": {
            "file": plan.source.name,
            "title": document.title,
            "city": document.city.name if document.city.level != "nation" else None,
            "issuer": document.issuer,
            "number": document.number,
            "date": document.issued_on.isoformat() if document.issued_on else None,
            "status": document.status.value,
            "period": document.period,
        },
        "measures": [measure(m) for m in plan.measures],
        "unresolved": [
            {"code": u.code, "raw": u.raw, "span": [u.span.start, u.span.end], "where": u.where, "note": str(u.note)}
            for u in plan.unresolved
        ],
    }

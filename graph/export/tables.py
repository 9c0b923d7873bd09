"""Tables that lead an analyst back to the evidence: the corpus list, and every fact with where it is printed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from graph.export.corpus import Corpus, Document, Measure
from graph.export.networks import SEPARATOR

__all__ = [
    "DEADLINES",
    "DOCUMENTS",
    "RESPONSIBILITIES",
    "TARGETS",
    "deadlines",
    "documents",
    "responsibilities",
    "targets",
]

DOCUMENTS = (
    "id",
    "city",
    "city_code",
    "title",
    "number",
    "issuer",
    "issued_on",
    "status",
    "period",
    "file",
    "form",
    "sha256",
    "states_responsibility",
    "n_measures",
    "n_naming_department",
    "n_open_only",
    "n_silent",
)

WHOSE = ("measure", "printed_number", "heading", "document", "city", "city_code", "indicators")
WHERE = ("raw", "start", "end")

RESPONSIBILITIES = (
    "department",
    "department_name",
    "function",
    "functions",
    "department_city",
    "role",
    *WHOSE,
    *WHERE,
    "basis",
    "confidence",
)

TARGETS = ("metric", "kind", "from", "to", "unit", "comparator", "due", *WHOSE, *WHERE)

DEADLINES = ("latest", "value", *WHOSE, *WHERE)


def documents(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """Yield one row per document: where it comes from, and how many of its measures name a department.

    A measure names a department, or only an open group, or nobody (silent); the three add up.
    """
    named = {statement.measure.id for statement in corpus.statements}
    stated: dict[str, list[Measure]] = defaultdict(list)
    for measure in corpus.measures:
        stated[measure.document.id].append(measure)
    for document in corpus.documents:
        own = stated[document.id]
        naming = sum(measure.id in named for measure in own)
        open_only = sum(measure.id not in named and measure.open > 0 for measure in own)
        yield {
            **_facts(document),
            "n_measures": len(own),
            "n_naming_department": naming,
            "n_open_only": open_only,
            "n_silent": len(own) - naming - open_only,
        }


def _facts(document: Document) -> dict[str, Any]:
    facts = asdict(document)
    facts["file"] = facts.pop("source")
    return facts


def responsibilities(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """Yield one row per stated responsibility, section leads too, with the span that states it."""
    for statement in corpus.statements:
        department, measure = statement.department, statement.measure
        yield {
            "department": department.id,
            "department_name": department.name,
            "function": department.function,
            "functions": SEPARATOR.join(function.name for function in department.functions),
            "department_city": department.city,
            "role": str(statement.role),
            **_whose(measure),
            "raw": statement.raw,
            "start": statement.start,
            "end": statement.end,
            "basis": statement.basis,
            "confidence": statement.confidence,
        }


def targets(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """Yield one row per quantified undertaking, with the span that states it."""
    for target in corpus.targets:
        row = {**asdict(target), "from": target.old, "to": target.new, **_whose(target.measure)}
        yield {name: row[name] for name in TARGETS}


def deadlines(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """Yield one row per deadline, with the span that states it."""
    for deadline in corpus.deadlines:
        row = {**asdict(deadline), **_whose(deadline.measure)}
        yield {name: row[name] for name in DEADLINES}


def _whose(measure: Measure) -> dict[str, Any]:
    return {
        "measure": measure.id,
        "printed_number": measure.printed_number,
        "heading": measure.heading,
        "document": measure.document.id,
        "city": measure.document.city,
        "city_code": measure.document.city_code,
        "indicators": SEPARATOR.join(measure.indicators) or None,
    }

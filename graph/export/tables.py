"""Tables that lead an analyst back to the evidence: every document, measure and fact, with where it is printed.

What the networks count can be counted again from these tables alone; the codebook says how.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from math import comb
from typing import Any

import networkx as nx

from graph.export.corpus import Corpus, Deadline, Document, Measure, Target
from graph.export.measures import CONCENTRATION, QUARTERS, WHOLE_FIGURES, concentration_rows, quarter_rows
from graph.export.networks import JOINT, SEPARATOR, Drawn, Level, counted
from graph.export.networks.levels import carried
from graph.model import Role

__all__ = [
    "COVERAGE",
    "DEADLINES",
    "DEPARTMENTS",
    "DOCUMENTS",
    "MEASURES",
    "NETWORKS",
    "RESPONSIBILITIES",
    "SHARING",
    "SIMILARITIES",
    "TARGETS",
    "base",
    "coverage",
    "deadlines",
    "departments",
    "documents",
    "measures",
    "network",
    "responsibilities",
    "sharing",
    "similarities",
    "targets",
]

Row = dict[str, Any]

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
    "parser",
    "compared",
    "states_responsibility",
    "stating",
    "n_measures",
    "n_naming_department",
    "n_open_only",
    "n_silent",
    "n_section_lead_only",
)

WHOSE = ("measure", "printed_number", "heading", "document", "city", "city_code", "indicators")
WHERE = ("raw", "start", "end")

MEASURES = (*WHOSE, "ordinal", "period", "open", "start", "end")

DEPARTMENTS = ("department", "name", "label", "function", "functions", "english", "systems", "city", "city_code")

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

COVERAGE = ("city", "city_code", "indicator", "english", "n_measures", "n_counted")

SHARING = ("city", "city_code", "n_joint", "n_measures", "n_pairs")

SIMILARITIES = ("measure", "city_code", "other_measure", "other_city_code", "score", "shared")

FLAGS = ("backbone_disparity", "backbone_sdsm")
BACKBONE = ("backbone_level", *(f"n_{name}" for name in FLAGS))

NETWORKS = (
    "network",
    "slice",
    "member",
    "level",
    "n_nodes",
    "n_edges",
    "n_documents",
    "n_measures",
    "n_naming_department",
    *(figure.name for figure in WHOLE_FIGURES),
    *BACKBONE,
)


def base(corpus: Corpus, *, section_leads: bool = False) -> Iterator[tuple[str, Iterator[Row], tuple[str, ...]]]:
    """Yield each table by name with its rows and columns; similarities only where they have been computed.

    With `section_leads` they count as load in the tables of load.
    """
    roles = counted(section_leads=section_leads)
    yield "documents", documents(corpus, section_leads=section_leads), DOCUMENTS
    yield "measures", measures(corpus), MEASURES
    yield "departments", departments(corpus), DEPARTMENTS
    yield "responsibilities", responsibilities(corpus), RESPONSIBILITIES
    yield "targets", targets(corpus), TARGETS
    yield "deadlines", deadlines(corpus), DEADLINES
    yield "coverage", coverage(corpus, roles=roles), COVERAGE
    yield "sharing", sharing(corpus, roles=roles), SHARING
    yield "concentration", concentration_rows(corpus, roles=roles), CONCENTRATION
    yield "quarters", quarter_rows(corpus, roles=roles), QUARTERS
    if any(document.compared for document in corpus.documents):
        yield "similarities", similarities(corpus), SIMILARITIES


def documents(corpus: Corpus, *, section_leads: bool = False) -> Iterator[Row]:
    """Yield one row per document: where it comes from, and how many of its measures name a department.

    A measure names a department, or only an open group, or nobody (silent); the three add up. Of those
    that name one, some name it as the lead of their section only. `stating` says in one word what its
    loads are worth; with `section_leads` a document that mostly names these is no exception.
    """
    named = _naming(corpus)
    own = {statement.measure.id for statement in corpus.statements if statement.role in JOINT}
    counts = {name: Counter[str]() for name in DOCUMENTS[-5:]}
    for measure in corpus.measures:
        kind = "naming_department" if measure.id in named else "open_only" if measure.open else "silent"
        counts["n_measures"][measure.document.id] += 1
        counts[f"n_{kind}"][measure.document.id] += 1
        counts["n_section_lead_only"][measure.document.id] += measure.id in named and measure.id not in own
    for document in corpus.documents:
        row = {**_facts(document), **{name: count[document.id] for name, count in counts.items()}}
        yield {**row, "stating": _stating(row, section_leads=section_leads)}


def measures(corpus: Corpus) -> Iterator[Row]:
    """Yield one row per measure, also those that name nobody, with its characters in the document."""
    for measure in corpus.measures:
        yield {
            **_whose(measure),
            "ordinal": measure.ordinal,
            "period": measure.document.period,
            "open": measure.open,
            "start": measure.start,
            "end": measure.end,
        }


def departments(corpus: Corpus) -> Iterator[Row]:
    """Yield one row per department that carries a responsibility; `systems` in step with `functions`."""
    for department in corpus.departments:
        yield {
            "department": department.id,
            "name": department.name,
            "label": department.short,
            "function": department.function,
            "functions": SEPARATOR.join(function.name for function in department.functions),
            "english": SEPARATOR.join(function.english or "" for function in department.functions),
            "systems": SEPARATOR.join(function.system or "" for function in department.functions),
            "city": department.city,
            "city_code": department.city_code,
        }


def responsibilities(corpus: Corpus) -> Iterator[Row]:
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


def targets(corpus: Corpus) -> Iterator[Row]:
    """Yield one row per quantified undertaking, with the span that states it."""
    for target in corpus.targets:
        row = {**_own(target), "from": target.old, "to": target.new, **_whose(target.measure)}
        yield {name: row[name] for name in TARGETS}


def deadlines(corpus: Corpus) -> Iterator[Row]:
    """Yield one row per deadline, with the span that states it."""
    for deadline in corpus.deadlines:
        row = {**_own(deadline), **_whose(deadline.measure)}
        yield {name: row[name] for name in DEADLINES}


def coverage(corpus: Corpus, *, roles: Iterable[Role] = JOINT) -> Iterator[Row]:
    """Yield one row per city and national indicator that its measures advance: how many, and how many are carried."""
    names = corpus.cities
    english = {indicator.name: indicator.english for indicator in corpus.indicators}
    for code, part in corpus.by_city().items():
        named = carried(part, Level.DEPARTMENT, frozenset(roles))
        of = {
            name: [m.id for m in part.measures if name in m.indicators] for m in part.measures for name in m.indicators
        }
        for name in part.national(of):
            yield {
                "city": names[code],
                "city_code": code,
                "indicator": name,
                "english": english.get(name),
                "n_measures": len(of[name]),
                "n_counted": sum(measure in named for measure in of[name]),
            }


def sharing(corpus: Corpus, *, roles: Iterable[Role] = JOINT) -> Iterator[Row]:
    """Yield one row per city and number of departments that carry a measure together: how many such measures.

    A measure of n departments is a clique of n(n-1)/2 pairs in the one-mode network; `n_pairs` counts them.
    """
    names = corpus.cities
    for code, part in corpus.by_city().items():
        sizes = Counter(len(of) for of in carried(part, Level.DEPARTMENT, frozenset(roles)).values())
        for size in sorted(sizes):
            pairs = sizes[size] * comb(size, 2)
            yield {"city": names[code], "city_code": code, "n_joint": size, "n_measures": sizes[size], "n_pairs": pairs}


def similarities(corpus: Corpus) -> Iterator[Row]:
    """Yield one row per pair of measures with words in common."""
    for pair in corpus.similarities:
        yield {
            "measure": pair.one.id,
            "city_code": pair.one.document.city_code,
            "other_measure": pair.other.id,
            "other_city_code": pair.other.document.city_code,
            "score": pair.score,
            "shared": pair.shared,
        }


def network(each: Drawn) -> Row:
    """Return what the list of networks says of one: slice, size, what it was drawn of, figures of the whole."""
    return {
        "slice": each.slice,
        "member": each.member,
        "level": each.level and str(each.level),
        "n_nodes": len(each.network),
        "n_edges": each.network.number_of_edges(),
        "n_documents": len(each.part.documents),
        "n_measures": len(each.part.measures),
        "n_naming_department": len(_naming(each.part)),
        **{figure.name: each.network.graph.get(figure.name) for figure in WHOLE_FIGURES},
        **_backbone(each.network),
    }


def _backbone(network: nx.Graph) -> Row:
    """Return how many edges are in each backbone, and at which level; nothing where none was asked for."""
    if "backbone_level" not in network.graph:
        return {}
    flags = {f"n_{name}": [kept for *_, kept in network.edges(data=name)] for name in FLAGS}
    return {"backbone_level": network.graph["backbone_level"], **{name: sum(kept) for name, kept in flags.items()}}


def _stating(row: Row, *, section_leads: bool) -> str:
    if not row["states_responsibility"]:
        return "none"
    if not section_leads and row["n_section_lead_only"] * 2 > row["n_naming_department"]:
        return "section_leads"
    return "sparse" if row["n_silent"] * 2 > row["n_measures"] else "stated"


def _naming(corpus: Corpus) -> set[str]:
    return {statement.measure.id for statement in corpus.statements}


def _facts(document: Document) -> Row:
    facts = asdict(document)
    facts["file"] = facts.pop("source")
    return {name: facts[name] for name in DOCUMENTS if name in facts}


def _own(fact: Target | Deadline) -> Row:
    """Return the fields of a fact; what its measure says is told once, by `_whose`."""
    return {name: getattr(fact, name) for name in fact.__slots__}


def _whose(measure: Measure) -> Row:
    return {
        "measure": measure.id,
        "printed_number": measure.printed_number,
        "heading": measure.heading,
        "document": measure.document.id,
        "city": measure.document.city,
        "city_code": measure.document.city_code,
        "indicators": SEPARATOR.join(measure.indicators) or None,
    }

"""Identities (标识): what makes two facts the same node, whatever the order of loading.

Every id is computed from what is printed and from the reviewed tables alone, never from the graph.
"""

import hashlib

from graph.model import Body, Document, Span

__all__ = ["deadline_id", "department_id", "document_id", "law_id", "measure_id", "section_id", "target_id"]


def document_id(document: Document) -> str:
    """Return `<city code>-<12 hex digits>` of city, title and number (or date where there is no number)."""
    mark = document.number or (document.issued_on.isoformat() if document.issued_on else "")
    digest = hashlib.sha256(f"{document.city.code}\n{document.title}\n{mark}".encode()).hexdigest()
    return f"{document.city.code}-{digest[:12]}"


def section_id(document: str, path: str) -> str:
    """Return the id of the section at a printed position of a document."""
    return f"{document}/s{path}"


def measure_id(document: str, path: str) -> str:
    """Return the id of the measure at a printed position of a document."""
    return f"{document}/m{path}"


def target_id(measure: str, span: Span) -> str:
    """Return the id of the target printed at a span of a measure."""
    return f"{measure}/t{span.start}-{span.end}"


def deadline_id(measure: str, span: Span) -> str:
    """Return the id of the deadline printed at a span of a measure."""
    return f"{measure}/d{span.start}-{span.end}"


def department_id(body: Body) -> str:
    """Return `<city code>/<functions>`: one body per city and function."""
    return f"{body.city.code}/{body.key}"


def law_id(key: str) -> str:
    """Return the id of a law from its name, or its number where it has no name."""
    return f"law/{key}"

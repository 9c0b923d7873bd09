"""Whether what is written is what was recomputed, and the columns that are no numbers of ours."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isclose

from tests.graph.export.recomputation.folder import columns, parts, rows

__all__ = ["GRAPH", "NAMES", "NODES", "STUDY", "TABLES", "TAKEN", "Double", "compare", "table"]

WHOSE = {"measure", "printed_number", "heading", "document", "city", "city_code", "indicators"}
WHERE = {"raw", "start", "end"}
PLACE = {"slice", "member", "level"}

# What tells the rows of a table apart.
TABLES = {
    "documents": ("id",),
    "measures": ("measure",),
    "departments": ("department",),
    "responsibilities": ("department", "role", "measure", "start", "end"),
    "targets": ("measure", "start", "end"),
    "deadlines": ("measure", "start", "end"),
    "similarities": ("measure", "other_measure"),
    "coverage": ("city_code", "indicator"),
    "sharing": ("city_code", "n_joint"),
    "concentration": ("city_code", "load"),
    "quarters": ("department", "quarter"),
    "loads": ("slice", "member", "level", "carrier"),
    "holdings": ("slice", "member", "level", "carrier", "indicator"),
    "positions": ("network", "carrier"),
    "networks": ("network",),
}

# Those that only a study has.
STUDY = {
    "cities": ("city_code",),
    "function_shares": ("function", "city_code"),
    "function_spread": ("function",),
    "summary": ("figure",),
    "figures": ("kind", "city_code"),
    "accuracy": ("layer",),
    "decisions": ("id",),
    "provenance": ("name",),
}

# Columns that are no numbers of ours, by table: what documents print, who is who, and the facts that all
# else is recomputed from. Every other column must be recomputed.
TAKEN = {
    "documents": {"id", "city", "city_code", "title", "number", "issuer", "issued_on", "status", "period", "file"}
    | {"form", "sha256", "parser", "compared", "states_responsibility"},
    "measures": WHOSE | {"ordinal", "period", "open", "start", "end"},
    "departments": {"department", "name", "function", "functions", "systems", "city", "city_code"},
    "responsibilities": WHOSE
    | WHERE
    | {"department", "department_name", "function", "functions", "department_city", "role", "basis", "confidence"},
    "targets": WHOSE | WHERE | {"metric", "kind", "from", "to", "unit", "comparator", "due"},
    "deadlines": WHOSE | WHERE | {"value"},
    "similarities": {"measure", "city_code", "other_measure", "other_city_code", "score", "shared"},
    "coverage": {"city"},
    "sharing": {"city"},
    "quarters": {"department_name", "department_city"},
    "loads": {"city", "city_code"},
    "networks": {"backbone_level"},
    "figures": {"figure", "reason"},
    "accuracy": {"layer", "layer_en", "annotated", "other_notations"},
    "decisions": {"id", "when", "who", "verdict", "about", "value", "city", "quote", "why"},
    "provenance": {"name", "value"},
}
GRAPH = {"name", "level", "roles", "backbone_level", "backbone_disparity", "backbone_sdsm"}
NODES = {"label", "kind", "name", "english", "code", "city", "city_code"}
NAMES = {"label", "english"}  # in any table

# Decimals that are written as they are; all others have 6 significant digits.
EXACT = {"newman", "overlap", "fractional", "depth", "score"}
EXACT |= {"total", "gini", "gini_normalised", "hhi", "hhi_normalised"}
DIGITS = 6


@dataclass(frozen=True)
class Double:
    """A number worked out in double precision, in whatever order: its last digits are nobody's."""

    value: Fraction


def table(path, name, own):
    """Yield the differences of one table from its rows as recomputed (none for a table of given facts)."""
    keys = (TABLES | STUDY)[name]
    given = TAKEN.get(name, set()) | NAMES
    if given >= set(columns(path)):
        return
    stated = {tuple(row[key] for key in keys): row for row in rows(path)}
    found = {tuple(None if row[key] is None else str(row[key]) for key in keys): row for row in own}
    yield from (f"{name} {key}: only stated" for key in stated.keys() - found.keys())
    yield from (f"{name} {key}: only recomputed" for key in found.keys() - stated.keys())
    for key in stated.keys() & found.keys():
        yield from compare(f"{name} {key}", stated[key], found[key], given | set(columns(path)) & set(found[key]))
    for column in set(columns(path)) - given - set(keys):
        if any(row[column] for row in stated.values()) and not any(column in row for row in own):
            yield f"{name}: nobody recomputes {column}"


def compare(where, stated, own, given=frozenset()):
    """Yield the differences of one row, node or edge; `given` are columns that need no value of ours."""
    for name, value in own.items():
        if not agrees(name, stated.get(name), value):
            yield f"{where} {name}: stated {stated.get(name)!r}, recomputed {shown(value)}"
    for name in stated.keys() - own.keys() - set(given):
        if stated[name] is not None:
            yield f"{where}: nobody recomputes {name}"


def agrees(name, stated, own):
    """Whether a value as written is the one recomputed."""
    if own is None or stated is None:
        return own is None and stated is None
    if isinstance(own, bool):
        stated, own = str(stated).lower(), str(own).lower()
    if isinstance(own, set):
        stated, own = sorted(parts(stated)), sorted(own)
    if isinstance(own, str | list):
        return stated == own
    if isinstance(own, Double):
        return isclose(float(stated), float(own.value), rel_tol=1e-12)
    if isinstance(own, int) or name in EXACT:
        return float(stated) == float(own)
    return rounded(Decimal(str(stated)), Fraction(own))


def rounded(stated, own):
    """Whether `stated` is `own` to its significant digits; what lies half-way may go either way."""
    if not stated:
        return abs(own) < Fraction(1, 10**12)
    half = Fraction(10) ** (stated.adjusted() - DIGITS + 1) / 2
    return len(stated.normalize().as_tuple().digits) <= DIGITS and abs(Fraction(stated) - own) <= half * (
        1 + Fraction(1, 10**4)
    )


def shown(value):
    return f"{float(value)!r}" if isinstance(value, Fraction) else repr(value)

"""Loads of carriers, and how unequally the departments of a city carry them. Everything in exact fractions.

References:
    Gini, C. (1912). Variabilità e mutabilità. Bologna: Cuppini.
    Deltas, G. (2003). The small-sample bias of the Gini coefficient. Review of Economics and Statistics 85, 226-234.
"""

from collections import Counter, defaultdict
from fractions import Fraction

from tests.graph.export.recomputation.drawing import load, shared
from tests.graph.export.recomputation.facts import carriers_of
from tests.graph.export.recomputation.folder import parts

__all__ = ["LOAD_COLUMNS", "concentration", "coverage", "documents", "holdings", "loads", "quarters", "sharing"]

BY_ROLE = {"led": "lead", "responsible": "responsible", "supported": "support", "section_led": "section_lead"}
LOAD_COLUMNS = (
    *BY_ROLE,
    "measures",
    "fractional",
    "n_indicators",
    "n_targets",
    "n_deadlines",
    "breadth",
    "depth",
)


def loads(facts, level):
    """Loads of everyone who carries anything in any role, by carrier."""
    carried = load(facts, level)
    carriers = facts.carriers(level, facts.counted)
    by_role = {name: facts.carriers(level, (role,)) for name, role in BY_ROLE.items()}
    n_targets, n_deadlines = (Counter(row["measure"] for row in rows) for rows in (facts.targets, facts.deadlines))
    partners = defaultdict(list)
    for pair, measures in shared(facts, level).items():
        for end in pair:
            partners[end].append(len(measures))
    stating = {row["document"] for row in facts.statements if row["role"] in facts.counted}
    stating |= {row["document"] for row in facts.measures.values() if int(row["open"])}
    told = {name for row in facts.statements if row["document"] in stating for name in carriers_of(row, level)}
    found = {}
    for carrier in {name: None for row in facts.statements for name in carriers_of(row, level)}:
        own = carried.get(carrier, set())
        breadth = len(partners[carrier])
        found[carrier] = {
            **{name: sum(carrier in of for of in held.values()) for name, held in by_role.items()},
            "measures": len(own),
            "fractional": sum((Fraction(1, len(carriers[measure])) for measure in own), Fraction(0)),
            "n_indicators": len({name for measure in own for name in parts(facts.measures[measure]["indicators"])}),
            "n_targets": sum(n_targets[measure] for measure in own),
            "n_deadlines": sum(n_deadlines[measure] for measure in own),
            "breadth": breadth,
            "depth": Fraction(sum(partners[carrier]), breadth) if breadth else None,
        }
        if carrier not in told:
            found[carrier].update(dict.fromkeys(name for name in LOAD_COLUMNS if name != "section_led"))
    return found


def concentration(facts):
    """Rows of concentration by city and kind of load; figures are None where nothing is stated."""
    for code, name in facts.cities.items():
        part = city(facts, code)
        held = [row for row in loads(part, "department").values() if row["measures"]]
        for kind in ("measures", "fractional", "led"):
            yield {"city": name, "city_code": code, "load": kind, **unequal([row[kind] for row in held])}


def unequal(values):
    """Gini and HHI, by their definitions."""
    n, total = len(values), sum(values)
    if not total:
        return dict.fromkeys(("n_carriers", "total", "gini", "gini_normalised", "hhi", "hhi_normalised"))
    gini = sum(abs(Fraction(x) - y) for x in values for y in values) / (2 * n * n * (Fraction(total) / n))
    hhi = sum((Fraction(x) / total) ** 2 for x in values)
    return {
        "n_carriers": n,
        "total": Fraction(total),
        "gini": gini,
        "gini_normalised": gini * n / (n - 1) if n > 1 else None,
        "hhi": hhi,
        "hhi_normalised": (hhi - Fraction(1, n)) / (1 - Fraction(1, n)) if n > 1 else None,
    }


def quarters(facts):
    """Deadlines that each department holds, by quarter of the last day meant."""
    carriers = facts.carriers("department", facts.counted)
    found = Counter()
    for row in facts.deadlines:
        year, month, _ = last_day(row["value"]).split("-")
        for department in carriers.get(row["measure"], ()):
            found[department, f"{year}-Q{(int(month) + 2) // 3}"] += 1
    for (department, quarter), number in found.items():
        yield {"department": department, "quarter": quarter, "n_deadlines": number}


def last_day(value):
    """The last day that a year, a month or a date means."""
    year, month, day = (*map(int, value.split("-")), None, None)[:3]
    month = month or 12
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    day = day or (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    return f"{year:04}-{month:02}-{day:02}"


def coverage(facts):
    """Measures of each city by indicator, and those of them that somebody carries."""
    named = facts.carriers("department", facts.counted)
    found = defaultdict(list)
    for measure, row in facts.measures.items():
        for name in parts(row["indicators"]):
            found[row["city_code"], name].append(measure in named)
    for (code, name), stated in found.items():
        yield {"city_code": code, "indicator": name, "n_measures": len(stated), "n_counted": sum(stated)}


def sharing(facts):
    """Measures of each city by the number of departments that carry them together."""
    found = Counter()
    for measure, carriers in facts.carriers("department", facts.counted).items():
        found[facts.measures[measure]["city_code"], len(carriers)] += 1
    for (code, n), number in found.items():
        yield {"city_code": code, "n_joint": n, "n_measures": number, "n_pairs": number * n * (n - 1) // 2}


def holdings(facts, level):
    """Measures of each carrier by indicator."""
    for carrier, measures in load(facts, level).items():
        found = Counter(name for measure in measures for name in parts(facts.measures[measure]["indicators"]))
        for name, number in found.items():
            yield {"carrier": carrier, "indicator": name, "n_measures": number}


def documents(facts):
    """Coverage of each document, by id."""
    named = {row["measure"] for row in facts.statements}
    own = {row["measure"] for row in facts.statements if row["role"] != "section_lead"}
    for row in facts.documents:
        measures = [each for each in facts.measures.values() if each["document"] == row["id"]]
        silent = [each for each in measures if each["measure"] not in named]
        counts = {
            "n_measures": len(measures),
            "n_naming_department": len(measures) - len(silent),
            "n_open_only": sum(each["open"] != "0" for each in silent),
            "n_silent": sum(each["open"] == "0" for each in silent),
            "n_section_lead_only": sum(each["measure"] in named - own for each in measures),
        }
        stating = worth(counts, row["states_responsibility"], section_leads="section_lead" in facts.counted)
        yield {"id": row["id"], **counts, "stating": stating}


def worth(counts, states, *, section_leads):
    """What the loads of a document are worth, in one word."""
    if states != "true":
        return "none"
    if not section_leads and 2 * counts["n_section_lead_only"] > counts["n_naming_department"]:
        return "section_leads"
    return "sparse" if 2 * counts["n_silent"] > counts["n_measures"] else "stated"


def city(facts, code):
    return next(part for name, member, part in facts.slices() if (name, member) == ("city", code))

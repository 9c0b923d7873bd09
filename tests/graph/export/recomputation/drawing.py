"""The networks of a slice, drawn again from the stated responsibilities.

References:
    Newman, M. E. J. (2001). Scientific collaboration networks II. Physical Review E 64, 016132.
    Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11, 37-50.
"""

from collections import defaultdict
from fractions import Fraction
from itertools import combinations, product
from statistics import fmean

from tests.graph.export.recomputation.facts import carriers_of
from tests.graph.export.recomputation.folder import SEPARATOR, Network, parts

__all__ = ["DRAWN", "cities_alike", "shared"]


def two_mode(facts, level):
    """Carriers of any role and the measures that name them, with every statement between the two."""
    network = Network(directed=False)
    stated = defaultdict(list)
    for row in facts.statements:
        for carrier in carriers_of(row, level):
            stated[carrier, row["measure"]].append(row)
    for (carrier, measure), rows in stated.items():
        network.nodes[carrier] = {"bipartite": 0}
        network.nodes[measure] = {"bipartite": 1, **taken(facts.measures[measure])}
        network.edges[carrier, measure] = {
            "roles": {row["role"] for row in rows},
            "statements": len(rows),
            "document": facts.measures[measure]["document"],
            "raw": SEPARATOR.join(row["raw"] for row in rows),
            "spans": SEPARATOR.join(f"[{row['start']},{row['end']})" for row in rows),
            **({"department_ids": {row["department"] for row in rows}} if level == "function" else {}),
        }
    return network


def taken(measure):
    """What a node repeats of the row of its measure."""
    return {
        "document": measure["document"],
        "indicators": set(parts(measure["indicators"])) or None,
        **{name: int(measure[name]) for name in ("ordinal", "start", "end", "open")},
    }


def of_indicators(facts, level):
    """Carriers and the national indicators that the measures they answer for advance."""
    network = Network(directed=False, nodes={carrier: {"bipartite": 0} for carrier in load(facts, level)})
    found = defaultdict(set)
    roles = defaultdict(set)
    for row in facts.statements:
        if row["role"] in facts.counted:
            for carrier, name in product(carriers_of(row, level), parts(facts.measures[row["measure"]]["indicators"])):
                found[carrier, f"indicator/{name}"].add(row["measure"])
                roles[carrier, f"indicator/{name}"].add(row["role"])
    for (carrier, indicator), measures in found.items():
        network.nodes[indicator] = {"bipartite": 1}
        network.edges[carrier, indicator] = {
            "roles": roles[carrier, indicator],
            "weight": len(measures),
            **resting_on(facts, measures),
        }
    return network


def co_responsibility(facts, level):
    """Who answers for the same measures."""
    network = Network(directed=False, nodes={name: {} for name in load(facts, level)})
    carried = facts.carriers(level, facts.counted)
    for (one, other), measures in shared(facts, level).items():
        network.edges[one, other] = {
            "weight": len(measures),
            "newman": sum(Fraction(1, len(carried[measure]) - 1) for measure in measures),
            "overlap": Fraction(len(measures), len(load(facts, level)[one] | load(facts, level)[other])),
            **resting_on(facts, measures),
        }
    return network


def lead_support(facts, level):
    """From those that lead a measure to those that support it."""
    leading = ("lead", "section_lead") if "section_lead" in facts.counted else ("lead",)
    leads, supports = facts.carriers(level, leading), facts.carriers(level, ("support",))
    found = defaultdict(set)
    for measure in leads.keys() & supports.keys():
        for (lead, led_by), (support, supported_by) in product(leads[measure].items(), supports[measure].items()):
            if lead != support and two_departments(led_by, supported_by):
                found[lead, support].add(measure)
    network = Network(directed=True)
    network.nodes = {name: {} for of in (leads, supports) for carriers in of.values() for name in carriers}
    network.edges = {pair: {"weight": len(measures), **resting_on(facts, measures)} for pair, measures in found.items()}
    return network


def load(facts, level):
    """The measures that each carrier of a counted role carries."""
    key = "load", level
    if key not in facts.cache:
        found = defaultdict(set)
        for measure, carriers in facts.carriers(level, facts.counted).items():
            for carrier in carriers:
                found[carrier].add(measure)
        facts.cache[key] = dict(found)
    return facts.cache[key]


def shared(facts, level):
    """The measures that each pair of carriers shares, the pair in order."""
    key = "shared", level
    if key not in facts.cache:
        found = defaultdict(set)
        for measure, carriers in facts.carriers(level, facts.counted).items():
            for (one, behind), (other, behind_other) in combinations(sorted(carriers.items()), 2):
                if two_departments(behind, behind_other):
                    found[one, other].add(measure)
        facts.cache[key] = dict(found)
    return facts.cache[key]


def two_departments(some, others):
    """Whether the two sets of departments hold two different ones: a merged body shares nothing with itself."""
    return len(some | others) > 1


def resting_on(facts, measures):
    documents = {facts.measures[measure]["document"] for measure in measures}
    return {
        "measure_ids": set(measures),
        "document_ids": documents,
        "n_cities": len({facts.measures[measure]["city_code"] for measure in measures}),
    }


def cities_alike(facts):
    """Cities joined by similar measures; None where fewer than two cities have been compared."""
    compared = [row for row in facts.documents if row["compared"]]
    cities = dict.fromkeys(row["city_code"] for row in compared)
    if len(cities) < 2:
        return None
    network = Network(directed=False)
    for code in cities:
        ids = {row["id"] for row in compared if row["city_code"] == code}
        network.nodes[code] = {
            "n_documents": len(ids),
            "n_measures": sum(measure["document"] in ids for measure in facts.measures.values()),
        }
    found = defaultdict(list)
    for row in facts.similarities:
        one, other = sorted(((row["city_code"], row["measure"]), (row["other_city_code"], row["other_measure"])))
        if one[0] != other[0]:
            found[one[0], other[0]].append((one[1], other[1], float(row["score"])))
    for pair, alike in found.items():
        network.edges[pair] = {
            "weight": len(alike),
            "score": fmean(score for *_, score in alike),
            "measure_pairs": {f"{one}~{other}" for one, other, _ in alike},
            "document_ids": {facts.measures[name]["document"] for one, other, _ in alike for name in (one, other)},
        }
    return network


DRAWN = {
    "measure": two_mode,
    "indicator": of_indicators,
    "co-responsibility": co_responsibility,
    "lead-support": lead_support,
}

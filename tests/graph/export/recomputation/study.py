"""The tables that only a study has, from the base tables and from what was recomputed of the others."""

from collections import Counter, defaultdict
from fractions import Fraction
from hashlib import sha256

from tests.graph.export.recomputation.comparison import Double
from tests.graph.export.recomputation.drawing import load
from tests.graph.export.recomputation.folder import parts, rows
from tests.graph.export.recomputation.loads import loads

__all__ = ["REPORT", "files", "recompute", "stale"]

REPORT = "report.html"
LIST = "files.csv"
ROWS, EDGES = 40, 300  # of a figure, at most
LARGE = 5  # departments from which on a measure counts as one of many


def recompute(out, known, tables):
    """Add the rows of the study's tables to those recomputed."""
    city_rows = {row["city_code"]: row for row in cities(known, tables["documents"], tables["sharing"])}
    shares = list(function_shares(known, [code for code, row in city_rows.items() if row["comparable"]]))
    spread = list(function_spread(shares))
    tables["cities"] = list(city_rows.values())
    tables["function_shares"] = [{**row, "share": Double(row["share"])} for row in shares]
    tables["function_spread"] = spread
    tables["summary"] = [
        {"figure": name, "value": value} for name, value in summary(out, known, tables, city_rows).items()
    ]
    tables["figures"] = list(figures(known, tables, spread, out))


def cities(known, documents, sharing):
    """Each city, and what its loads are worth."""
    counted = Counter()
    for row in sharing:
        counted[row["city_code"]] += row["n_measures"]
    told = {row["id"]: row for row in documents}
    for code, name in known.cities.items():
        of = [told[row["id"]] for row in known.documents if row["city_code"] == code]
        stating = {row["stating"] for row in of}
        yield {
            "city": name,
            "city_code": code,
            "stating": stating,
            "comparable": stating == {"stated"},
            "n_documents": len(of),
            "n_measures": sum(row["n_measures"] for row in of),
            "n_naming_department": sum(row["n_naming_department"] for row in of),
            "n_counted": counted[code],
        }


def function_shares(known, comparable):
    """The part of each comparable city's fractional load that each function has, a merged body's in full under each."""
    for code, part in of_cities(known).items():
        if code in comparable:
            carried = defaultdict(Fraction)
            total = Fraction(0)
            for department, row in loads(part, "department").items():
                total += row["fractional"]
                for function in parts(known.departments[department]["functions"]):
                    carried[function] += row["fractional"]
            for function, amount in carried.items():
                if amount:
                    place = {"function": function, "city": known.cities[code], "city_code": code}
                    yield {**place, "fractional": Double(amount), "share": amount / total}


def function_spread(shares):
    """The least, the quartiles (between neighbours in proportion) and the largest of these parts, by function."""
    found = defaultdict(list)
    for row in shares:
        found[row["function"]].append(row["share"])
    names = ("minimum", "lower_quartile", "median", "upper_quartile", "maximum")
    for function, values in found.items():
        values.sort()
        spread = {name: Double(quantile(values, Fraction(n, 4))) for n, name in enumerate(names)}
        yield {"function": function, "n_cities": len(values), **spread}


def quantile(values, part):
    place = part * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low])


def summary(out, known, tables, city_rows):
    """The figures of the report's sentences, by name."""
    documents, sharing = tables["documents"], tables["sharing"]
    stating = Counter(row["stating"] for row in documents)
    parser = {row["name"]: row["value"] for row in rows(out / "tables" / "provenance.csv")}["parser"]
    section = [row for row in known.statements if row["role"] == "section_lead"]
    ties = [
        row for row in tables["networks"] if row["slice"] == "city" and row["network"].endswith("co-responsibility")
    ]
    groups = [int(row["open"]) for row in known.measures.values()]

    def total(table, column, least=0):
        return sum(row[column] for row in table if row.get("n_joint", least) >= least)

    def part(one, other):
        return Double(Fraction(one, other)) if other else None

    return {
        "n_cities": len(city_rows),
        "n_cities_comparable": sum(row["comparable"] for row in city_rows.values()),
        "n_documents": len(documents),
        "n_measures": len(known.measures),
        "n_departments": len({row["department"] for row in known.statements}),
        "n_responsibilities": len(known.statements),
        "n_targets": len(known.targets),
        "n_deadlines": len(known.deadlines),
        **{
            name: total(documents, name)
            for name in ("n_naming_department", "n_open_only", "n_silent", "n_section_lead_only")
        },
        "share_naming_department": part(total(documents, "n_naming_department"), len(known.measures)),
        **{f"n_documents_{kind}": stating[kind] for kind in ("stated", "none", "sparse", "section_leads")},
        "n_open_groups": sum(groups),
        "n_measures_with_groups": sum(number > 0 for number in groups),
        "n_section_lead_statements": len(section),
        "n_section_leads": len({row["department"] for row in section}),
        "n_section_led_measures": len({row["measure"] for row in section}),
        "n_counted": total(sharing, "n_measures"),
        "n_joint": total(sharing, "n_measures", 2),
        "share_joint": part(total(sharing, "n_measures", 2), total(sharing, "n_measures")),
        "largest_joint": max((row["n_joint"] for row in sharing), default=None),
        "n_large": total(sharing, "n_measures", LARGE),
        "n_pairs": total(sharing, "n_pairs"),
        "n_pairs_large": total(sharing, "n_pairs", LARGE),
        "share_pairs_large": part(total(sharing, "n_pairs", LARGE), total(sharing, "n_pairs")),
        "n_ties": total(ties, "n_edges"),
        "n_backbone_disparity": sum(row.get("n_backbone_disparity", 0) for row in ties),
        "n_backbone_sdsm": sum(row.get("n_backbone_sdsm", 0) for row in ties),
        "n_compared": sum(row["compared"] is not None for row in known.documents),
        "n_similar": len(known.similarities or ()),
        "n_decisions": len(rows(out / "tables" / "decisions.csv")),
        "n_other_parser": sum(row["parser"] != parser for row in known.documents),
    }


def figures(known, tables, spread, out):
    """How many of how many each figure shows."""
    cities = of_cities(known)
    paths = {
        row["member"]: f"{row['network']}.edges.csv"
        for row in tables["networks"]
        if row["slice"] in ("all", "city") and row["network"].endswith("co-responsibility")
    }
    for row in rows(out / "tables" / "figures.csv"):
        code = row["city_code"]
        part, level = (cities[code], "department") if code else (known, "function")
        shown = of = None
        if row["figure"] and row["kind"] == "network":
            edges = rows(out / paths[code])
            shown, of = len(drawn(edges)), len(edges)
        elif row["figure"] and row["kind"] != "concentration":
            if row["kind"] == "load":
                of = len(loads(part, level))
            else:
                of = len(spread if row["kind"] == "functions" else load(part, level))
            shown = min(of, ROWS)
        yield {"kind": row["kind"], "city_code": code, "shown": shown, "of": of}


def drawn(edges):
    """The edges of a network that its figure shows: the heaviest, the backbone, and what holds it together."""
    if len(edges) <= EDGES:
        return edges
    heaviest = sorted(edges, key=lambda edge: -float(edge["newman"]))
    chosen = {(edge["source"], edge["target"]) for edge in heaviest[:EDGES]}
    chosen |= {(edge["source"], edge["target"]) for edge in edges if edge["backbone_sdsm"] == "true"}
    tree = {}

    def root(node):
        while tree.get(node, node) != node:
            node = tree[node]
        return node

    for edge in heaviest:  # Kruskal's
        one, other = root(edge["source"]), root(edge["target"])
        if one != other:
            tree[one] = other
            chosen.add((edge["source"], edge["target"]))
    return chosen


def of_cities(known):
    if "cities" not in known.cache:
        known.cache["cities"] = {member: part for name, member, part in known.slices() if name == "city"}
    return known.cache["cities"]


def stale(out):
    """Yield the files that are not what their list says of them, or not in it."""
    listed = {row["file"]: (int(row["bytes"]), row["sha256"]) for row in rows(out / LIST)}
    found = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    yield from (f"{LIST}: {name} is only in one of folder and list" for name in listed.keys() ^ found.keys() - {LIST})
    for name in listed.keys() & found.keys():
        content = found[name].read_bytes()
        if listed[name] != (len(content), sha256(content).hexdigest()):
            yield f"{LIST} {name}: stated {listed[name]}"


def files(out):
    """The report, the list of files, and the pictures that the table of figures names."""
    drawn = {row["figure"] for row in rows(out / "tables" / "figures.csv")} - {None}
    return {REPORT, LIST, *(f"{figure}{suffix}" for figure in drawn for suffix in (".png", ".svg"))}

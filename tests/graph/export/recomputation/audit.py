"""Every cell of every file of an exported folder against what it is recomputed to be."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests.graph.export.recomputation import codebook, facts, loads, report, study
from tests.graph.export.recomputation.backbones import add_backbones, said_of_backbones
from tests.graph.export.recomputation.choices import better
from tests.graph.export.recomputation.comparison import GRAPH, NODES, STUDY, TABLES, compare, table
from tests.graph.export.recomputation.drawing import DRAWN, cities_alike
from tests.graph.export.recomputation.folder import network_files, rows
from tests.graph.export.recomputation.positions import positions, wholes

__all__ = ["differences"]

SLICED = {  # the networks of each slice
    "all": ("department-measure", "department-indicator", *(f"function-{kind}" for kind in DRAWN)),
    "city": tuple(f"department-{kind}" for kind in DRAWN),
    "indicator": ("function-measure", "function-co-responsibility", "function-lead-support"),
    "period": tuple(f"function-{kind}" for kind in DRAWN),
}
ONE_MODE = ("co-responsibility", "lead-support")
FITTED = ("core", "community")  # of nodes: taken as stated and judged by `choices`
SIMILARITY = ("all", None, "city-similarity")


@dataclass
class Audit:
    """What has been recomputed so far: rows by table, and the differences found on the way."""

    out: Path
    known: facts.Facts
    tables: dict = field(default_factory=lambda: {name: [] for name in TABLES})
    found: list = field(default_factory=list)

    @cached_property
    def of_study(self):
        """Whether the folder is a study."""
        return (self.out / study.REPORT).exists()

    def names(self):
        """The tables that the folder has."""
        own = [name for name in TABLES if name != "similarities" or self.known.similarities is not None]
        return [*own, *(STUDY if self.of_study else ())]

    @cached_property
    def listed(self):
        """The rows of the list of networks, by slice, member and name."""
        listed = rows(self.out / "tables" / "networks.csv")
        return {(row["slice"], row["member"], row["network"].rsplit("/", 1)[1]): row for row in listed}


def differences(out):
    """Every difference between an exported folder and its recomputation."""
    audit = Audit(out, facts.read(out))
    base(audit)
    for name, member, part in audit.known.slices():
        one_slice(audit, name, member, part)
    alike = cities_alike(audit.known)
    if alike is not None:
        one_network(audit, SIMILARITY, audit.known, alike, {})
    if audit.of_study:
        study.recompute(out, audit.known, audit.tables)
        audit.found += [*study.stale(out), *report.differences(out)]
    for name in audit.names():
        audit.found += table(out / "tables" / f"{name}.csv", name, audit.tables.get(name, []))
    audit.found += unread(audit)
    audit.found += codebook.differences(out, audit.known, audit.tables)
    return audit.found


def unread(audit):
    """Yield files and networks that nothing was compared with."""
    read = {codebook.FILE, *(f"tables/{name}.csv" for name in audit.names())}
    if audit.of_study:
        read |= study.files(audit.out)
    for row in audit.listed.values():
        read.update(network_files(audit.out, row["network"])[1])
    drawn = {row["network"] for row in audit.tables["networks"]}
    yield from (f"{row['network']}: nobody draws it" for row in audit.listed.values() if row["network"] not in drawn)
    for path in sorted(audit.out.rglob("*")):
        if path.is_file() and path.relative_to(audit.out).as_posix() not in read:
            yield f"{path.relative_to(audit.out)}: nobody reads it"


def base(audit):
    """Recompute the tables that rest on the whole."""
    known = audit.known
    audit.tables["deadlines"] += [
        {**{key: row[key] for key in TABLES["deadlines"]}, "latest": loads.last_day(row["value"])}
        for row in known.deadlines
    ]
    for name in ("documents", "coverage", "sharing", "concentration", "quarters"):
        audit.tables[name] += getattr(loads, name)(known)


def one_slice(audit, name, member, part):
    """Recompute the loads and the networks of one slice."""
    for level in dict.fromkeys(kind.partition("-")[0] for kind in SLICED[name]):
        place = {"slice": name, "member": member, "level": level}
        carried = loads.loads(part, level)
        audit.tables["loads"] += [{**place, "carrier": who, **of} for who, of in carried.items()]
        nodes = {who: {**of, **part.identity(level, who)} for who, of in carried.items()}
        for title in (title for title in SLICED[name] if title.startswith(level)):
            form = title.removeprefix(f"{level}-")
            if form == "indicator":
                audit.tables["holdings"] += [{**place, **row} for row in loads.holdings(part, level)]
            one_network(audit, (name, member, title), part, DRAWN[form](part, level), nodes)


def one_network(audit, key, part, own, carriers):
    """Recompute one network, and compare it with each of its files."""
    if key not in audit.listed:
        audit.found.append(f"{key}: no such network")
        return
    path = audit.listed[key]["network"]
    stated, _ = network_files(audit.out, path)
    level, _, form = key[2].partition("-")
    figures = {}
    if form in ONE_MODE:
        figures = one_mode(audit, key, part, own, carriers, stated["csv"].nodes)
    row = {
        "network": path,
        "slice": key[0],
        "member": key[1],
        "level": None if key == SIMILARITY else level,
        "n_nodes": len(own.nodes),
        "n_edges": len(own.edges),
        "n_documents": len(part.documents),
        "n_measures": len(part.measures),
        "n_naming_department": len({each["measure"] for each in part.statements}),
    }
    audit.tables["networks"].append(row | figures)
    for who, of in own.nodes.items():
        of.update(carriers.get(who, {}))
    for writing, written in stated.items():
        audit.found += compare_network(f"{path} ({writing})", written, own, figures)


def one_mode(audit, key, part, own, carriers, stated):
    """Add positions to the nodes of a one-mode network and backbones to its edges; return figures of the whole."""
    row = audit.listed[key]
    level = key[2].partition("-")[0]
    group = {who: next(iter(of["system"])) if len(of["system"] or ()) == 1 else None for who, of in carriers.items()}
    fitted = {
        who: {name: int(stated[who][name]) for name in FITTED if name in stated.get(who, ())} for who in own.nodes
    }
    placed = positions(own, group)
    figures = wholes(own, group, placed, fitted)
    if not own.directed:
        audit.found += [f"{row['network']} {each}" for each in better(own, fitted)]
    for who, of in own.nodes.items():
        of.update(placed[who] | fitted[who])
        place = {"network": row["network"], "slice": key[0], "member": key[1], "level": level}
        audit.tables["positions"].append({**place, "carrier": who, **of})
    if not own.directed and row["backbone_level"] is not None:
        figures |= add_backbones(own, part, level, float(row["backbone_level"]))
    return figures


def compare_network(where, stated, own, figures):
    """Yield the differences of one file of a network."""
    if stated.directed is not None and stated.directed != own.directed:
        yield f"{where}: directed {stated.directed}"
    if stated.directed is not None:
        whole = {name: value for name, value in figures.items() if not name.startswith("n_backbone")}
        yield from compare(where, stated.figures, whole, GRAPH)
        yield from said_of_backbones(where, stated.figures, len(own.edges))
    for kind, given in (("nodes", NODES), ("edges", set())):
        written, found = (ends(getattr(network, kind), kind, own.directed) for network in (stated, own))
        yield from (f"{where} {key}: only stated" for key in written.keys() - found.keys())
        yield from (f"{where} {key}: only recomputed" for key in found.keys() - written.keys())
        for key in written.keys() & found.keys():
            yield from compare(f"{where} {key}", written[key], found[key], given)


def ends(things, kind, directed):
    """Nodes as they are, and edges with the ends of an undirected one in order."""
    if kind == "nodes" or directed:
        return things
    return {tuple(sorted(pair)): of for pair, of in things.items()}

"""The base tables as facts, and the slices that are cut of them."""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from tests.graph.export.recomputation.folder import SEPARATOR, page, parts, rows

__all__ = ["LEVELS", "ROLES", "Facts", "read"]

ROLES = ("lead", "responsible", "support", "section_lead")
LEVELS = ("department", "function")


@dataclass(frozen=True)
class Facts:
    """Rows of the base tables, all or those of one slice."""

    counted: tuple  # the roles that count as sharing and as load
    documents: list
    measures: dict  # by id, in the order of the table
    statements: list
    targets: list
    deadlines: list
    departments: dict
    similarities: list | None  # None: not computed
    indicator: str | None  # the one that the export was restricted to
    cache: dict = field(default_factory=dict, compare=False)

    @property
    def cities(self):
        """Name of each city that documents were issued for, by code."""
        return {row["city_code"]: row["city"] for row in self.documents}

    def part(self, holds, documents):
        """The facts of those measures and documents for which the two hold."""
        measures = {name: row for name, row in self.measures.items() if holds(row)}
        return replace(
            self,
            documents=[row for row in self.documents if documents(row, measures)],
            measures=measures,
            statements=[row for row in self.statements if row["measure"] in measures],
            targets=[row for row in self.targets if row["measure"] in measures],
            deadlines=[row for row in self.deadlines if row["measure"] in measures],
            cache={},
        )

    def slices(self):
        """Each slice: its name, its member, its facts."""
        yield "all", None, self
        for code in self.cities:
            yield (
                "city",
                code,
                self.part(
                    lambda row, code=code: row["city_code"] == code,
                    lambda row, _, code=code: row["city_code"] == code,
                ),
            )
        indicators = dict.fromkeys(name for row in self.measures.values() for name in parts(row["indicators"]))
        for name in indicators if self.indicator is None else ():
            yield (
                "indicator",
                name,
                self.part(
                    lambda row, name=name: name in parts(row["indicators"]),
                    lambda row, measures: any(measure["document"] == row["id"] for measure in measures.values()),
                ),
            )
        for period in dict.fromkeys(row["period"] for row in self.documents if row["period"]):
            yield (
                "period",
                period,
                self.part(
                    lambda row, period=period: row["period"] == period,
                    lambda row, _, period=period: row["period"] == period,
                ),
            )

    def identity(self, level, who):
        """Function, systems and bodies of a carrier, from the table of departments."""
        if level == "department":
            row = self.departments[who]
            return {
                "function": row["function"],
                "functions": set(parts(row["functions"])),
                "system": set(parts(row["systems"])) - {""} or None,
            }
        behind = {row["department"]: self.departments[row["department"]] for row in self.statements}
        behind = [row for row in behind.values() if who in parts(row["functions"])]
        systems = {
            system
            for row in behind
            for name, system in zip(parts(row["functions"]), (row["systems"] or "").split(SEPARATOR), strict=True)
            if name == who and system
        }
        return {
            "function": who,
            "functions": {who},
            "system": systems or None,
            "n_departments": len(behind),
            "n_cities": len({row["city_code"] for row in behind}),
        }

    def carriers(self, level, roles=ROLES):
        """By measure, each carrier of these roles with the departments behind it: {measure: {carrier: {department}}}."""
        key = level, tuple(roles)
        if key not in self.cache:
            found = defaultdict(lambda: defaultdict(set))
            for row in self.statements:
                if row["role"] in roles:
                    for carrier in carriers_of(row, level):
                        found[row["measure"]][carrier].add(row["department"])
            self.cache[key] = {name: dict(found[name]) for name in self.measures if name in found}
        return self.cache[key]


def carriers_of(row, level):
    return [row["department"]] if level == "department" else parts(row["functions"])


def read(out):
    """The facts of an exported folder."""
    tables = out / "tables"
    restricted = re.search(r"^- .*only measures that advance: (.+)$", page(out), re.MULTILINE)
    roles = re.search(r"^- .*roles counted: (.+)$", page(out), re.MULTILINE)[1].split(", ")
    assert set(roles) <= set(ROLES)
    similarities = tables / "similarities.csv"
    return Facts(
        counted=tuple(roles),
        documents=rows(tables / "documents.csv"),
        measures={row["measure"]: row for row in rows(tables / "measures.csv")},
        statements=rows(tables / "responsibilities.csv"),
        targets=rows(tables / "targets.csv"),
        deadlines=rows(tables / "deadlines.csv"),
        departments={row["department"]: row for row in rows(tables / "departments.csv")},
        similarities=rows(similarities) if similarities.exists() else None,
        indicator=restricted and restricted[1],
    )

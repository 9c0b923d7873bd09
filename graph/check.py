"""The integrity check (完整性检查): whether the graph keeps what the ontology declares, and what always holds.

Community edition enforces unique keys only; everything else is looked for here. The rules on properties,
cardinality, evidence and use derive from the ontology; those that join several facts stand in `graph.rules`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from graph.language import Text
from graph.ontology import ONTOLOGY, Count, Node, Property, Relationship, constraints, indexes
from graph.rules import RULES, Rule
from graph.store import Store

__all__ = ["EXAMPLES", "Violation", "rules", "violations"]

EXAMPLES = 5
"""How many keys a violation shows; its `count` is of all."""

TYPES = {
    "string": "STRING",
    "integer": "INTEGER",
    "float": "FLOAT",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "[string]": "LIST<STRING NOT NULL>",
    "[integer]": "LIST<INTEGER NOT NULL>",
}


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that the graph breaks: where (label, relationship or schema), how often, and examples by key."""

    rule: str
    where: str
    count: int
    examples: tuple[str, ...]
    meaning: Text


def violations(store: Store) -> list[Violation]:
    """Return what is wrong with the graph; an empty list for a sound one."""
    found = list(_schema(store))
    for (match, key), group in _grouped(rules()).items():
        broken = ", ".join(f"CASE WHEN {rule.condition} THEN {place} END" for place, rule in enumerate(group))
        parameters = {name: value for rule in group for name, value in rule.parameters.items()}
        rows = store.read(
            f"{match} WITH {key} AS key, [{broken}] AS broken UNWIND broken AS rule "
            "WITH rule, key WHERE rule IS NOT NULL ORDER BY rule, key "
            "RETURN rule, count(*) AS count, collect(toString(key))[..$examples] AS examples ORDER BY rule",
            {"examples": EXAMPLES, **parameters},
            seconds=600,
        )
        for row in rows:
            rule = group[row["rule"]]
            found.append(Violation(rule.name, rule.where, row["count"], tuple(row["examples"]), rule.meaning))
    return found


def rules() -> Iterator[Rule]:
    """Return every rule but those on the schema, those derived from the ontology first."""
    yield _labels()
    yield _types()
    for node in ONTOLOGY.nodes.values():
        yield from _node(node)
    for kind in ONTOLOGY.relationships.values():
        yield from _relationship(kind)
    yield from RULES


def _grouped(rules: Iterable[Rule]) -> dict[tuple[str, str], list[Rule]]:
    """Return the rules by what they look at, so that each part of the graph is read once."""
    groups: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in rules:
        groups[rule.match, rule.key].append(rule)
    return groups


def _schema(store: Store) -> Iterator[Violation]:
    there = {row["name"] for row in store.read("SHOW CONSTRAINTS YIELD name")}
    online = "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name"
    ready = {row["name"] for row in store.read(online)}
    for rule, missing, meaning in (
        ("constraint", constraints().keys() - there, Text("缺少唯一性约束", "A constraint is missing")),
        ("index", indexes().keys() - ready, Text("缺少可用的索引", "An index is missing or not online")),
    ):
        if missing:
            yield Violation(rule, "schema", len(missing), tuple(sorted(missing))[:EXAMPLES], meaning)


def _labels() -> Rule:
    return Rule(
        "declared",
        "labels",
        "MATCH (n)",
        "reduce(all = '', label IN labels(n) | all + ':' + label)",
        "size(labels(n)) <> 1 OR NOT labels(n)[0] IN $labels",
        Text("节点须有且仅有一个已声明的标签", "A node has one label, and a declared one"),
        {"labels": [*ONTOLOGY.nodes]},
    )


def _types() -> Rule:
    ends = "coalesce(labels(a)[0], '') + ' ' + type(r) + ' ' + coalesce(labels(b)[0], '')"
    return Rule(
        "declared",
        "relationships",
        "MATCH (a)-[r]->(b)",
        ends,
        f"NOT {ends} IN $ends",
        Text("关系及其两端须已声明", "A relationship and its two ends are declared"),
        {"ends": [f"{kind.source} {kind.type} {kind.target}" for kind in ONTOLOGY.relationships.values()]},
    )


def _node(node: Node) -> Iterator[Rule]:
    at = partial(Rule, match=f"MATCH (n:{node.label})", key=f"n.{node.key}", where=node.label)
    yield from _properties(at, "n", node.label, node.properties)
    if node.used_by:
        conditions = [f"NOT {_use(node, ONTOLOGY.relationships[name])}" for name in node.used_by]
        conditions += [f"n.{name} <> $kept.{name}" for name in node.kept]
        yield at(
            "used",
            condition=" AND ".join(conditions),
            meaning=Text("没有任何事实使用它", "Nothing uses it"),
            parameters={"kept": dict(node.kept)},
        )
    if node.container:
        yield at(
            "container",
            condition=f"COUNT {{ (n)<-[:{node.container}]-() }} <> 1",
            meaning=Text("须恰由一处包含", "Exactly one holds it"),
        )
    if "start" in node.properties:
        yield at(
            "span",
            condition="n.start >= n.end OR n.start < 0",
            meaning=Text("起讫字符不成区间", "Its characters are no range"),
        )
    for kind in ONTOLOGY.relationships.values():
        if kind.source == node.label:
            yield from _cardinality(at, kind, f"(n)-[:{kind.type}]->(:{kind.target})", kind.from_count)
        if kind.target == node.label:
            yield from _cardinality(at, kind, f"(n)<-[:{kind.type}]-(:{kind.source})", kind.to_count)


def _relationship(kind: Relationship) -> Iterator[Rule]:
    source, target = ONTOLOGY.nodes[kind.source], ONTOLOGY.nodes[kind.target]
    at = partial(
        Rule,
        match=f"MATCH (a:{kind.source})-[r:{kind.type}]->(b:{kind.target})",
        key=f"a.{source.key} + ' → ' + b.{target.key}",
        where=kind.name,
    )
    yield from _properties(at, "r", kind.name, kind.properties)
    if kind.evidence:
        yield at(
            "evidence",
            condition="r.start >= r.end OR r.start < 0 OR trim(r.raw) = ''",
            meaning=Text("原文为空或起讫不成区间", "Its quote is empty or its characters are no range"),
        )


def _properties(at: Callable[..., Rule], variable: str, kind: str, declared: Mapping[str, Property]) -> Iterator[Rule]:
    yield at(
        "declared",
        condition=f"any(name IN keys({variable}) WHERE NOT name IN $declared)",
        meaning=Text("属性须已声明", "Every property is declared"),
        parameters={"declared": [*declared]},
    )
    for entry in declared.values():
        yield from _property(partial(at, where=f"{kind}.{entry.name}"), f"{variable}.{entry.name}", entry)


def _property(at: Callable[..., Rule], value: str, entry: Property) -> Iterator[Rule]:
    name = entry.name
    if entry.required:
        yield at("present", condition=f"{value} IS NULL", meaning=Text("必有属性缺失", "It is never null"))
    yield at(
        "type",
        condition=f"NOT {value} IS :: {TYPES[entry.type]}",
        meaning=Text(f"类型须为 {entry.type}", f"Its type is {entry.type}"),
    )
    if entry.values:
        several = value if entry.type.startswith("[") else f"[{value}]"
        yield at(
            "values",
            condition=f"{value} IS NOT NULL AND any(each IN {several} WHERE NOT each IN ${name}_values)",
            meaning=Text(f"取值须为 {', '.join(entry.values)}", f"It is one of {', '.join(entry.values)}"),
            parameters={f"{name}_values": [*entry.values]},
        )
    if entry.range:
        yield at(
            "range",
            condition=f"NOT ${name}_range[0] <= {value} <= ${name}_range[1]",
            meaning=Text("超出范围", f"It is from {entry.range[0]:g} to {entry.range[1]:g}"),
            parameters={f"{name}_range": [*entry.range]},
        )
    if entry.pattern:
        yield at(
            "pattern",
            condition=f"NOT {value} =~ ${name}_pattern",
            meaning=Text(f"格式须为 {entry.pattern}", f"It has the form {entry.pattern}"),
            parameters={f"{name}_pattern": f"(?s){entry.pattern}"},
        )


def _cardinality(at: Callable[..., Rule], kind: Relationship, pattern: str, count: Count) -> Iterator[Rule]:
    found = f"COUNT {{ {pattern} }}"
    conditions = [f"{found} < {count.low}"] if count.low else []
    conditions += [f"{found} > {count.high}"] if count.high is not None else []
    if conditions:
        yield at(
            "cardinality",
            where=f"{kind.name} {pattern}",
            condition=" OR ".join(conditions),
            meaning=Text(f"每个节点须有 {count} 个", f"Each node has {count}"),
        )


def _use(node: Node, kind: Relationship) -> str:
    if kind.target == node.label:
        return f"EXISTS {{ (n)<-[:{kind.type}]-(:{kind.source}) }}"
    return f"EXISTS {{ (n)-[:{kind.type}]->(:{kind.target}) }}"

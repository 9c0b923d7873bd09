"""What always holds in the graph beyond each label and relationship by itself (恒成立的规则)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graph.language import Text
from graph.ontology import ONTOLOGY

__all__ = ["RULES", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: it is broken where `condition` holds of what `match` finds; `key` tells which that is."""

    name: str
    where: str
    match: str
    key: str
    condition: str
    meaning: Text
    parameters: Mapping[str, Any] = field(default_factory=dict)


STATED: Final = "MATCH (d:Document)-[:STATES]->(m:Measure)"
SIMILAR: Final = "MATCH (a:Measure)-[r:SIMILAR_TO]->(b:Measure)"

RULES: Final = (
    Rule(
        "version",
        "Ontology",
        "OPTIONAL MATCH (o:Ontology) WITH collect(o.version) AS versions",
        "reduce(all = '', version IN versions | all + ' ' + version)",
        "versions <> [$version]",
        Text("图谱须按本版本体写成", "The graph was written under this version of the ontology"),
        {"version": ONTOLOGY.version},
    ),
    Rule(
        "stated by its document",
        "Measure",
        STATED,
        "m.id",
        "NOT m.id STARTS WITH d.id + '/'",
        Text("措施须由其所属文件载明", "A measure is stated by the document it belongs to"),
    ),
    Rule(
        "within the text",
        "Measure",
        STATED,
        "m.id",
        "m.end > d.length OR any(end IN m.open_end WHERE end > d.length) "
        "OR EXISTS { (m)-[r]-() WHERE r.end > d.length }",
        Text("措施及其原文须在文件文本之内", "A measure and its evidence lie within the document's text"),
    ),
    *(
        Rule(
            "where it is printed",
            label,
            f"MATCH (m:Measure)-[r:{kind}]->(n:{label})",
            "n.id",
            f"n.id <> m.id + '/{mark}' + r.start + '-' + r.end OR n.raw <> r.raw",
            Text("标识与原文须出自其措施的同一处", "Its id and its quote are of one place of its measure"),
        )
        for kind, label, mark in (("SETS", "Target", "t"), ("DUE", "Deadline", "d"))
    ),
    Rule(
        "change",
        "Target",
        "MATCH (t:Target)",
        "t.id",
        "t.kind = 'change' AND t.from IS NULL",
        Text("变化须有旧值", "A change has its old value"),
    ),
    Rule(
        "latest",
        "Deadline",
        "MATCH (d:Deadline)",
        "d.id",
        "NOT toString(d.latest) STARTS WITH d.value",
        Text("最后一日须在所印的时限之内", "Its last day is of the deadline printed"),
    ),
    Rule(
        "within one document",
        "CONTAINS",
        "MATCH (a)-[:CONTAINS]->(b)",
        "a.id + ' → ' + b.id",
        "NOT b.id STARTS WITH split(a.id, '/s')[0] + '/'",
        Text("包含关系不得跨文件", "What contains and what is contained are of one document"),
    ),
    Rule(
        "open lists",
        "Measure",
        "MATCH (m:Measure)",
        "m.id",
        "any(size IN [size(m.open_role), size(m.open_start), size(m.open_end)] WHERE size <> size(m.open_raw))",
        Text("未指明责任的各列表须等长", "The lists of open responsibilities are of one length"),
    ),
    Rule(
        "open spans",
        "Measure",
        "MATCH (m:Measure)",
        "m.id",
        "any(i IN range(0, size(m.open_raw) - 1) WHERE trim(m.open_raw[i]) = '' OR m.open_start[i] >= m.open_end[i])",
        Text("未指明责任须有原文与起讫", "An open responsibility has its quote and its characters"),
    ),
    Rule(
        "states responsibility",
        "Document",
        "MATCH (d:Document)",
        "d.id",
        "d.states_responsibility <> EXISTS { (d)-[:STATES]->(m:Measure) "
        "WHERE size(m.open_raw) > 0 OR EXISTS { (:Department)-[:RESPONSIBLE_FOR]->(m) } }",
        Text("是否写明责任须与措施相符", "Whether a document states responsibility agrees with its measures"),
    ),
    Rule(
        "department of its city",
        "Department",
        "MATCH (d:Department)-[:OF]->(c:City)",
        "d.id",
        "d.id <> c.code + '/' + d.function",
        Text("部门标识须由其城市与职能组成", "A department's id is its city and function"),
    ),
    Rule(
        "as cited",
        "Law",
        "MATCH (l:Law)<-[r:CITES]-() "
        "WITH l, collect(r.kind) AS kinds, collect(r.level) AS levels, min(r.number) AS number, min(r.name) AS name",
        "l.id",
        "l.kind <> [kind IN $kinds WHERE kind IN kinds][0] "
        "OR coalesce(l.level, '') <> coalesce([level IN $levels WHERE level IN levels][0], '') "
        "OR coalesce(l.number, '') <> coalesce(number, '') OR coalesce(l.name, '') <> coalesce(name, '')",
        Text(
            "法规的种类、层级、文号与名称须出自其引用", "A law's kind, level, number and name follow from its citations"
        ),
        {f"{name}s": [*ONTOLOGY.nodes["Law"].properties[name].values] for name in ("kind", "level")},
    ),
    Rule(
        "similar once",
        "SIMILAR_TO",
        "MATCH (a:Measure)-[r:SIMILAR_TO]->(b:Measure) WITH a, b, count(r) AS times",
        "a.id + ' → ' + b.id",
        "a.id >= b.id OR split(a.id, '/m')[0] = split(b.id, '/m')[0] OR times > 1",
        Text(
            "相似关系由标识较小者指向较大者，只存一次，且跨文件",
            "What is similar is of two documents, and stored once, from the smaller id",
        ),
    ),
    Rule(
        "common words",
        "SIMILAR_TO",
        SIMILAR,
        "a.id + ' → ' + b.id",
        "size(r.first_start) = 0 "
        "OR any(n IN [size(r.first_end), size(r.second_start), size(r.second_end)] WHERE n <> size(r.first_start)) "
        "OR any(i IN range(0, size(r.first_start) - 1) WHERE r.first_start[i] < 0 OR r.second_start[i] < 0 "
        "OR r.first_start[i] >= r.first_end[i] OR r.first_end[i] > size(a.text) OR r.second_end[i] > size(b.text) "
        "OR r.first_end[i] - r.first_start[i] <> r.second_end[i] - r.second_start[i] "
        "OR substring(a.text, r.first_start[i], r.first_end[i] - r.first_start[i]) "
        "<> substring(b.text, r.second_start[i], r.second_end[i] - r.second_start[i]))",
        Text(
            "共有文字在两条措施正文中须逐字相同",
            "The words in common are the same characters of both texts",
        ),
    ),
    Rule(
        "score",
        "SIMILAR_TO",
        SIMILAR,
        "a.id + ' → ' + b.id",
        "r.score <> round(2.0 * r.shared / (a.characters_compared + b.characters_compared), 6)",
        Text(
            "相似度须由共有字数与所比字数得出",
            "The score follows from the characters in common and those compared",
        ),
    ),
    Rule(
        "compared",
        "Measure",
        STATED,
        "m.id",
        "(d.compared IS NULL) <> (m.characters_compared IS NULL) "
        "OR d.compared IS NULL AND EXISTS { (m)-[:SIMILAR_TO]-() }",
        Text(
            "措施与其文件须同为已比对或未比对；未比对者没有相似措施",
            "A measure is compared when its document is; what is not compared is similar to nothing",
        ),
    ),
    Rule(
        "sub-indicator",
        "Indicator",
        "MATCH (i:Indicator)",
        "i.name",
        "(i.level = 'sub') <> EXISTS { (i)-[:PART_OF]->(:Indicator {level: 'national'}) }",
        Text("子指标须属于一个国家指标", "A sub-indicator belongs to a national one"),
    ),
)

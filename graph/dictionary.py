"""The data dictionary (数据字典): the ontology as a page for people, in Chinese and English."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.ontology import ONTOLOGY, Node, Ontology, Property, Relationship

__all__ = ["PAGE", "markdown"]

PAGE = Path(__file__).parents[1] / "docs" / "ontology.md"

OPENING = """\
# Ontology · 本体

Version {version}. Written by `python -m graph.dictionary` from `graph/ontology.toml`; change it there.
由 `python -m graph.dictionary` 据 `graph/ontology.toml` 写成；请在该文件中修改。

Every label below has a uniqueness constraint on its key. "always" is never null; "stated" is null where
the document does not say; "derived" is null until it is worked out from the graph (`yingshang similar`), and
again when its ground changed. 每个标签的键唯一；always 必有，stated 仅在文件载明时有，derived 由图谱推算
（`yingshang similar`），未推算或所据已改时为空。
"""

SCOPES = {
    "document": "belongs to one document and goes with it · 随文件存亡",
    "shared": "shared by documents; stays while something uses it · 各文件共用，无引用即去",
    "fixed": "always there · 固定",
}


def markdown(ontology: Ontology = ONTOLOGY) -> str:
    """Return the page: a picture of the model, each label and each relationship with its properties."""
    parts = [OPENING.format(version=ontology.version), _picture(ontology), "## Nodes · 节点\n"]
    parts += map(_node, ontology.nodes.values())
    parts += ["## Relationships · 关系\n"]
    parts += map(_relationship, ontology.relationships.values())
    return "\n".join(parts)


def _picture(ontology: Ontology) -> str:
    lines = [f"  {kind.source} -- {kind.type} --> {kind.target}" for kind in ontology.relationships.values()]
    return "\n".join(("```mermaid", "graph LR", *lines, "```", ""))


def _node(node: Node) -> str:
    facts = [f"Key · 键: `{node.key}`", f"Scope · 范围: {SCOPES[node.scope]}"]
    if node.used_by:
        facts.append("Kept by · 由其保留: " + ", ".join(f"`{name}`" for name in node.used_by))
    if node.kept:
        facts.append("Always kept · 始终保留: " + ", ".join(f"`{k} = {v}`" for k, v in node.kept.items()))
    if node.container:
        facts.append(f"Held by exactly one · 恰由一条关系包含: `{node.container}`")
    if node.listed_by:
        names = ", ".join(f"`{name}`" for name in node.listed_by)
        facts.append(f"Listed in the order of · 列出次序: {names}")
    if node.fulltext:
        names = ", ".join(f"`{name}`" for name in node.fulltext)
        facts.append(f"Full-text index · 全文索引 `{node.label.lower()}_text`: {names}")
    return _section(f"{node.label} · {node.meaning.zh}", node.meaning.en, facts, node.properties)


def _relationship(kind: Relationship) -> str:
    facts = [
        f"`(:{kind.source})-[:{kind.type}]->(:{kind.target})`",
        f"Each {kind.source} has · 每个 {kind.source} 有: {kind.from_count}",
        f"Each {kind.target} has · 每个 {kind.target} 有: {kind.to_count}",
    ]
    if kind.evidence:
        facts.append("Carries its evidence · 附原文出处: `raw`, `start`, `end`")
    if kind.derived:
        facts.append("Worked out from the graph after the loads · 载入之后由图谱推算")
    if kind.identity:
        names = ", ".join(f"`{name}`" for name in kind.identity)
        facts.append(f"Told apart by · 区分依据: {names}")
    return _section(f"{kind.name} · {kind.meaning.zh}", kind.meaning.en, facts, kind.properties)


def _section(title: str, meaning: str, facts: Iterable[str], properties: Mapping[str, Property]) -> str:
    lines = [f"### {title}", "", meaning + ".", "", *(f"- {fact}" for fact in facts), ""]
    if properties:
        lines += ["| property | type | need | 中文 | English |", "| --- | --- | --- | --- | --- |"]
        lines += map(_row, properties.values())
        lines.append("")
    return "\n".join(lines)


def _row(entry: Property) -> str:
    notes = []
    if entry.values:
        notes.append("one of " + ", ".join(f"`{value}`" for value in entry.values))
    if entry.range:
        notes.append(f"from {entry.range[0]:g} to {entry.range[1]:g}")
    if entry.pattern:
        notes.append(f"`{entry.pattern}`".replace("|", "\\|"))
    english = "; ".join((entry.meaning.en, *notes))
    return f"| `{entry.name}` | {entry.type} | {entry.need} | {entry.meaning.zh} | {english} |"


if __name__ == "__main__":
    PAGE.write_text(markdown(), encoding="utf-8")

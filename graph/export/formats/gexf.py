"""GEXF 1.2: Gephi's own format, without the date that other writers put in.

`start` and `end` of a measure are places in a text; GEXF would take them for times on a time line if they were
not declared as attributes like any other.

References:
    GEXF Working Group (2009). GEXF 1.2draft Primer. Gephi Consortium.

"""

from collections.abc import Iterator, Mapping

from graph.export.formats.content import Content, Value
from graph.export.formats.xml import HEAD, attribute, text

__all__ = ["document"]

TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
OWN = {"node": ("label",), "edge": ("label", "weight")}
"""Attributes that GEXF itself has; the others are declared."""


def document(content: Content) -> str:
    """Return the network as GEXF; a node without a label is labelled by its id, as GEXF demands."""
    return "".join(_lines(content))


def _lines(content: Content) -> Iterator[str]:
    kind = "directed" if content.directed else "undirected"
    domains = {"node": content.node_types, "edge": content.edge_types}
    numbers = {
        domain: {name: str(number) for number, name in enumerate(name for name in types if name not in OWN[domain])}
        for domain, types in domains.items()
    }
    yield HEAD + '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield f"<meta><creator>yingshang</creator><description>{text(content.about.get('name', ''))}</description></meta>\n"
    yield f'<graph mode="static" defaultedgetype="{kind}">\n'
    for domain, declared in numbers.items():
        yield f'<attributes class="{domain}" mode="static">\n'
        for name, number in declared.items():
            yield f'<attribute id="{number}"{attribute("title", name)} type="{TYPES[domains[domain][name]]}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for node, data in content.nodes:
        own = attribute("id", node) + attribute("label", data.get("label", node))
        yield f"<node{own}>{_values(data, numbers['node'])}</node>\n"
    yield "</nodes>\n<edges>\n"
    for place, (one, other, data) in enumerate(content.edges):
        own = attribute("id", place) + attribute("source", one) + attribute("target", other)
        own += "".join(attribute(name, data[name]) for name in OWN["edge"] if name in data)
        yield f"<edge{own}>{_values(data, numbers['edge'])}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _values(data: Mapping[str, Value], numbers: Mapping[str, str]) -> str:
    declared = [(numbers[name], value) for name, value in data.items() if name in numbers]
    if not declared:
        return ""
    return (
        "<attvalues>"
        + "".join(f'<attvalue for="{number}"{attribute("value", value)}/>' for number, value in declared)
        + "</attvalues>"
    )

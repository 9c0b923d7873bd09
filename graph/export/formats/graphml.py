"""GraphML: every attribute with its type; for R, Gephi, Cytoscape and Python.

References:
    Brandes, U., Eiglsperger, M., Herman, I., Himsolt, M. and Marshall, M. S. (2002). GraphML progress report.
    Graph Drawing 2001, LNCS 2265, 501-512.

"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import networkx as nx

from graph.export.formats.content import Content, Value
from graph.export.formats.xml import HEAD, attribute, text

__all__ = ["document", "read_graphml"]

TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}


def document(content: Content) -> str:
    """Return the network as GraphML."""
    return "".join(_lines(content))


def read_graphml(path: Path) -> nx.Graph:
    """Return the network of a GraphML file that this package wrote."""
    network = nx.read_graphml(path, node_type=str)
    for defaults in ("node_default", "edge_default"):  # networkx notes that the file has none
        del network.graph[defaults]
    return network


def _lines(content: Content) -> Iterator[str]:
    about = {name: type(value) for name, value in content.about.items()}
    domains = {"graph": about, "node": content.node_types, "edge": content.edge_types}
    keys = {domain: {name: f"{domain}-{name}" for name in types} for domain, types in domains.items()}
    yield HEAD + '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for domain, types in domains.items():
        for name, kind in types.items():
            named = {"id": keys[domain][name], "for": domain, "attr.name": name, "attr.type": TYPES[kind]}
            yield f"<key{_attributes(named)}/>\n"
    yield f'<graph edgedefault="{"directed" if content.directed else "undirected"}">\n'
    yield _data(content.about, keys["graph"])
    for node, data in content.nodes:
        yield f"<node{attribute('id', node)}>\n{_data(data, keys['node'])}</node>\n"
    for one, other, data in content.edges:
        yield f"<edge{_attributes({'source': one, 'target': other})}>\n{_data(data, keys['edge'])}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _attributes(named: Mapping[str, str]) -> str:
    return "".join(attribute(name, value) for name, value in named.items())


def _data(values: Mapping[str, Value], keys: Mapping[str, str]) -> str:
    return "".join(f"<data{attribute('key', keys[name])}>{text(value)}</data>\n" for name, value in values.items())

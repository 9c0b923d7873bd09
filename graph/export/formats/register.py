"""The formats a network can be written in (格式一览), what each is for and what it loses."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from graph.export.formats import gexf, graphml, neo4j_admin, node_link, pajek, spreadsheet, ucinet
from graph.export.formats.content import Content
from graph.language import Text

__all__ = ["FORMATS", "Format", "texts"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the files of a network by suffix, who reads them, and what they cannot hold."""

    title: str
    opens: Text
    loses: Text
    files: Mapping[str, Callable[[Content], str]]


FORMATS: Mapping[str, Format] = {
    "graphml": Format(
        title="GraphML",
        opens=Text("R（igraph）、Gephi、Cytoscape、networkx", "R (igraph), Gephi, Cytoscape, networkx"),
        loses=Text(
            "空文字与未写明，多数程序读来不分；XML 不容的控制字符成为 U+FFFD。",
            "Most readers take empty text and what is not stated for one; control characters become U+FFFD.",
        ),
        files={".graphml": graphml.document},
    ),
    "gexf": Format(
        title="GEXF 1.2",
        opens=Text("Gephi、networkx", "Gephi, networkx"),
        loses=Text(
            "网络本身的属性，名称除外；控制字符同 GraphML。",
            "Attributes of the network itself but its name; control characters as in GraphML.",
        ),
        files={".gexf": gexf.document},
    ),
    "csv": Format(
        title="CSV",
        opens=Text("Excel、R、pandas、Gephi", "Excel, R, pandas, Gephi"),
        loses=Text(
            "类型、方向与网络本身的属性；空文字与未写明不分；以 = + - @ 开头的文字前加 '，以免被当作公式。",
            "Types, direction and attributes of the network; empty text and what is not stated are one; text that "
            "begins with = + - @ has ' before it, lest it run as a formula.",
        ),
        files={".nodes.csv": spreadsheet.nodes, ".edges.csv": spreadsheet.edges},
    ),
    "json": Format(
        title="Node-link JSON",
        opens=Text("networkx、d3、JavaScript", "networkx, d3, JavaScript"),
        loses=Text("无。", "Nothing."),
        files={".json": node_link.document},
    ),
    "pajek": Format(
        title="Pajek",
        opens=Text("Pajek 2.00 以上、networkx、R（network）", "Pajek 2.00 and later, networkx, R (network)"),
        loses=Text(
            "id（标签重复时附于其后）、边的属性（weight 除外）、各不相同的文字、并非每个节点都写明的数；"
            "标签中的双引号、反斜杠与换行成为 ' / 与空格。",
            "Ids (put behind labels that several share), attributes of edges but weight, text that nodes do not "
            "share, numbers that some node does not state; double quotes, backslashes and line ends in labels "
            "become ' / and blanks.",
        ),
        files={".net": pajek.network, ".paj": pajek.project, ".classes.csv": pajek.classes},
    ),
    "ucinet": Format(
        title="UCINET DL",
        opens=Text("UCINET；单模网络另有 igraph、Gephi", "UCINET; of one mode also igraph and Gephi"),
        loses=Text(
            "全部属性，边权除外；标签为 n1、n2……，对照表另附。",
            "All attributes but the weight of edges; labels are n1, n2 …, explained in a table of their own.",
        ),
        files={".dl": ucinet.edge_list, ".labels.csv": ucinet.labels},
    ),
    "neo4j": Format(
        title="neo4j-admin import CSV",
        opens=Text("neo4j-admin database import full", "neo4j-admin database import full"),
        loses=Text(
            "网络本身的属性，名称除外；无向边存为有向，方向无意义。",
            "Attributes of the network but its name; an undirected edge is stored with a direction that means nothing.",
        ),
        files={".neo4j-nodes.csv": neo4j_admin.nodes, ".neo4j-relationships.csv": neo4j_admin.relationships},
    ),
}
"""Every format by the name it is asked for."""


def texts(network: nx.Graph, formats: Iterable[str] = FORMATS) -> dict[str, str]:
    """Return the text of each file of the network by its suffix.

    The same network gives the same texts. Time and memory grow with the number of nodes and edges.

    Args:
        network: a graph, directed or not, with attributes of the types bool, int, float and str.
        formats: names of FORMATS.

    Raises:
        ValueError: the network holds what no file should, see `Content.of`.

    """
    content = Content.of(network)
    return {suffix: text(content) for name in formats for suffix, text in FORMATS[name].files.items()}

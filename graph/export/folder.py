"""The files of one export, as texts by their names: what an analyst finds in the folder."""

import networkx as nx

from graph.export import codebook, tables
from graph.export.corpus import Corpus
from graph.export.formats import edge_rows, filename, graphml, node_rows, table
from graph.export.measures import annotate, load
from graph.export.networks import Level, co_responsibility, counted, two_mode

__all__ = ["annotated", "texts"]


def texts(corpus: Corpus, *, section_leads: bool = False) -> dict[str, str]:
    """Return the text of every file by its name, the codebook first."""
    found = {
        "documents.csv": table(tables.documents(corpus), tables.DOCUMENTS),
        "responsibilities.csv": table(tables.responsibilities(corpus), tables.RESPONSIBILITIES),
        "targets.csv": table(tables.targets(corpus), tables.TARGETS),
        "deadlines.csv": table(tables.deadlines(corpus), tables.DEADLINES),
    }
    for name, network in annotated(corpus, section_leads=section_leads).items():
        found[f"{name}.graphml"] = graphml(network)
        found[f"{name}.nodes.csv"] = table(node_rows(network), ("id", "label"))
        found[f"{name}.edges.csv"] = table(edge_rows(network), ("source", "target"))
    return {"README.md": codebook.page(corpus, sorted(found), section_leads=section_leads), **found}


def annotated(corpus: Corpus, *, section_leads: bool = False) -> dict[str, nx.Graph]:
    """Return each network by its file name without ending, loads and positions on its nodes.

    Figures on a node are those of the network it stands in: of the city, or of the whole corpus.
    """
    roles = counted(section_leads=section_leads)
    responsibility = two_mode(corpus)
    annotate(responsibility, load(corpus, roles=roles), positions=False)
    networks = {"department-measure": responsibility}
    for name, part, level in (
        *((filename(code), part, Level.DEPARTMENT) for code, part in corpus.by_city().items()),
        ("by-function", corpus, Level.FUNCTION),
    ):
        network = co_responsibility(part, level=level, section_leads=section_leads)
        annotate(network, load(part, level=level, roles=roles), positions=True)
        networks[f"co-responsibility/{name}"] = network
    return networks

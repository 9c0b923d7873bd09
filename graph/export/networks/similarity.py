"""The network of cities by measures they have in common (城市—城市，依相似措施)."""

from collections import Counter, defaultdict
from math import fsum

import networkx as nx

from graph.export.corpus import Corpus, Similarity
from graph.export.networks.nodes import SEPARATOR, joined, ordered

__all__ = ["compared_cities", "similar_cities"]

JOIN = "~"
"""Between the two measures of a pair."""


def compared_cities(corpus: Corpus) -> list[str]:
    """Return the codes of the cities that have a document whose measures were compared with those of others."""
    return sorted({document.city_code for document in corpus.documents if document.compared is not None})


def similar_cities(corpus: Corpus) -> nx.Graph:
    """Return the network of the compared cities, joined where they have similar measures.

    `weight` is the number of similar pairs of measures, one of each city; `score` their mean similarity;
    `measure_pairs` names them, the measure of the edge's first city first. Nodes count the documents
    and measures compared: a long plan has more to be similar with. A city that was compared and has nothing
    in common with another is alone; one that was not compared is not in it.
    """
    cities = corpus.cities
    documents = Counter(each.city_code for each in corpus.documents if each.compared is not None)
    measures = Counter(each.document.city_code for each in corpus.measures if each.document.compared is not None)
    graph = nx.Graph(name="city-similarity", level="city")
    for code in compared_cities(corpus):
        graph.add_node(
            code,
            label=cities[code],
            kind="city",
            name=cities[code],
            city=cities[code],
            city_code=code,
            n_documents=documents[code],
            n_measures=measures[code],
        )
    pairs: dict[tuple[str, str], list[Similarity]] = defaultdict(list)
    for similarity in corpus.similarities:
        turned = _by_code(similarity)
        between = turned.one.document.city_code, turned.other.document.city_code
        if between[0] != between[1]:
            pairs[between].append(turned)
    for between in ordered(graph, pairs):
        found = pairs[between]
        graph.add_edge(
            *between,
            weight=len(found),
            score=fsum(pair.score for pair in found) / len(found),
            measure_pairs=SEPARATOR.join(f"{pair.one.id}{JOIN}{pair.other.id}" for pair in found),
            document_ids=joined(measure.document.id for pair in found for measure in (pair.one, pair.other)),
        )
    return graph


def _by_code(pair: Similarity) -> Similarity:
    if pair.one.document.city_code <= pair.other.document.city_code:
        return pair
    return Similarity(pair.other, pair.one, pair.score, pair.shared)

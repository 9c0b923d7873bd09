"""The integrity check knows what holds of similarities."""

import pytest

from graph.check import violations
from tests.graph.plans import CITIES
from tests.graph.similarity.plans import COMMON, OTHER, OWN, saying

WITHIN = (
    "MATCH (a:Measure {ordinal: 1})-[r:SIMILAR_TO]->(), (b:Measure {ordinal: 2}) "
    "WHERE split(a.id, '/')[0] = split(b.id, '/')[0] CREATE (a)-[s:SIMILAR_TO]->(b) SET s = r"
)
SHIFTED = "MATCH ()-[r:SIMILAR_TO]->() SET r.first_start = [r.first_start[0] + 1], r.first_end = [r.first_end[0] + 1]"


@pytest.fixture
def sound(store, compared):
    compared(store, saying(COMMON, OTHER, city=CITIES[0]), saying(f"{OWN}，{COMMON}", city=CITIES[1]))
    assert violations(store) == []
    return store


@pytest.mark.parametrize(
    ("harm", "rule", "where"),
    [
        (
            "MATCH (a)-[r:SIMILAR_TO]->(b) CREATE (b)-[s:SIMILAR_TO]->(a) SET s = r DELETE r",
            "similar once",
            "SIMILAR_TO",
        ),
        ("MATCH (a)-[r:SIMILAR_TO]->(b) CREATE (a)-[s:SIMILAR_TO]->(b) SET s = r", "similar once", "SIMILAR_TO"),
        (WITHIN, "similar once", "SIMILAR_TO"),
        ("MATCH ()-[r:SIMILAR_TO]->() SET r.score = 1.5", "range", "SIMILAR_TO.score"),
        ("MATCH ()-[r:SIMILAR_TO]->() SET r.score = 0.9", "score", "SIMILAR_TO"),
        ("MATCH ()-[r:SIMILAR_TO]->() SET r.shared = 24", "score", "SIMILAR_TO"),
        ("MATCH ()-[r:SIMILAR_TO]->() REMOVE r.shared", "present", "SIMILAR_TO.shared"),
        ("MATCH ()-[r:SIMILAR_TO]->() SET r.first_start = [r.first_start[0] + 1]", "common words", "SIMILAR_TO"),
        (SHIFTED, "common words", "SIMILAR_TO"),
        ("MATCH ()-[r:SIMILAR_TO]->() SET r.second_end = [1000]", "common words", "SIMILAR_TO"),
        ("MATCH ()-[r:SIMILAR_TO]->() SET r.second_end = []", "common words", "SIMILAR_TO"),
        (
            "MATCH ()-[r:SIMILAR_TO]->() SET r.first_start = [], r.first_end = [], r.second_start = [], r.second_end = []",
            "common words",
            "SIMILAR_TO",
        ),
        ("MATCH (d:Document) WHERE d.id STARTS WITH '990101' REMOVE d.compared", "compared", "Measure"),
        ("MATCH (m:Measure {ordinal: 2}) REMOVE m.characters_compared", "compared", "Measure"),
        ("MATCH (d:Document) SET d.compared = 'yes'", "pattern", "Document.compared"),
    ],
)
def test_harm_is_found(sound, harm, rule, where):
    sound.write(lambda transaction: transaction.run(harm))
    assert (rule, where) in [(each.rule, each.where) for each in violations(sound)]

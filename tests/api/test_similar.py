"""Similar measures over GraphQL: from either side, with the words in common."""

import pytest

from graph.similarity import compare
from graph.terminal import Bar
from graph.writer import prepare, write
from loaders.tables import indicators
from tests.graph.plans import CITIES
from tests.graph.similarity.plans import COMMON, OTHER, OWN, saying

LINSHUI, WANGSHAN, YUNZHONG, NAMELESS = CITIES
QUERY = """query ($city: [String!], $first: Int, $after: String) {
  measures(filter: {city: $city}) { nodes {
    charactersCompared
    city { name }
    document { compared parser }
    similar(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { text }
      edges { score shared node { text city { name } } common { quote start end otherStart otherEnd } }
    }
  } }
}"""


@pytest.fixture(scope="module")
def world(opened, endpoint):
    """临水 says COMMON and OWN, 望山 OTHER and COMMON, 云中 what 临水 says; 无名 was not compared."""
    opened.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    prepare(opened, indicators())
    for text, city in ((COMMON + OWN, LINSHUI), (f"{OTHER}，{COMMON}", WANGSHAN), (f"{COMMON}，{OWN}", YUNZHONG)):
        write(opened, saying(text, city=city))
    with Bar(quiet=True) as bar:
        compare(opened, bar)
    write(opened, saying(COMMON, city=NAMELESS))
    return endpoint


async def asked(client, city, **given):
    measures = (await client.ask(QUERY, city=city, **{"first": 10, **given}))["measures"]["nodes"]
    (measure,) = (each for each in measures if each["city"]["name"] == city)
    return measure


@pytest.mark.anyio
@pytest.mark.parametrize(("city", "other"), [("临水市", "望山市"), ("望山市", "临水市")])
async def test_the_words_are_told_from_the_side_one_comes_from(client, city, other):
    measure = await asked(client, city)
    assert measure["charactersCompared"] == 49
    (edge,) = (edge for edge in measure["similar"]["edges"] if edge["node"]["city"]["name"] == other)
    # 25 of 49 characters on either side
    assert (edge["score"], edge["shared"]) == (pytest.approx(50 / 98, abs=1e-6), 25)
    (common,) = edge["common"]
    # The number and the point come before 临水's words, 望山's own 24 and a comma as well.
    places = {"临水市": (2, 27), "望山市": (27, 52)}
    assert (common["quote"], common["start"], common["end"]) == (COMMON, *places[city])
    assert (common["otherStart"], common["otherEnd"]) == places[other]
    assert edge["node"]["text"][common["otherStart"] : common["otherEnd"]] == COMMON


@pytest.mark.anyio
async def test_the_most_similar_come_first_page_by_page(client):
    measure = await asked(client, "云中市", first=1)
    assert measure["similar"]["totalCount"] == 2
    assert measure["similar"]["pageInfo"]["hasNextPage"]
    after = measure["similar"]["pageInfo"]["endCursor"]
    rest = await asked(client, "云中市", after=after)
    both = measure["similar"]["edges"] + rest["similar"]["edges"]
    assert [(edge["node"]["city"]["name"], edge["score"]) for edge in both] == [
        ("临水市", 1.0),
        ("望山市", pytest.approx(50 / 98, abs=1e-6)),
    ]
    assert not rest["similar"]["pageInfo"]["hasNextPage"]


@pytest.mark.anyio
async def test_not_compared_is_told_from_none(client):
    measure = await asked(client, "无名市")
    assert (measure["charactersCompared"], measure["document"]) == (None, {"compared": None, "parser": None})
    assert measure["similar"]["edges"] == []

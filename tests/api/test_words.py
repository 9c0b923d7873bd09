"""Words to look for: found wherever they are printed, whatever stands beside them."""

import pytest

from api.compiler.form import Leaf, Notes
from api.compiler.question import Rows
from api.compiler.words import printed, query


def test_a_word_is_a_phrase_and_a_lone_character_half_a_pair():
    assert query("政务 服务") == '"政务" AND "服务"'
    assert query("天") == "((天 OR 天* OR *天))"
    assert query("45天") == '("45" AND (天 OR 天* OR *天))'
    assert query("审批(") == '"审批\\("'


def test_what_the_index_cannot_tell_is_asked_of_the_text():
    assert printed("45天 政务 天 Ukey税") == ["45天", "ukey税"]
    assert printed("“一 2022年9月底前") == ["2022年9月底前"]


@pytest.fixture
def timed(world, opened):  # noqa: ARG001 - the graph must be there
    """A measure whose text has numbers with their units."""
    told = "MATCH (m:Measure) WITH m ORDER BY m.id LIMIT 1 SET m.kept = m.text, m.text = '办理时间由3天减至1天'"
    again = "MATCH (m:Measure) WHERE m.kept IS NOT NULL SET m.text = m.kept REMOVE m.kept"
    for change in (told, None, again):
        if change is None:
            yield
            continue
        opened.write(lambda transaction, change=change: transaction.run(change))
        opened.write(
            lambda transaction: transaction.run("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
        )


@pytest.mark.anyio
@pytest.mark.usefixtures("timed")
@pytest.mark.parametrize(
    ("words", "found"),
    [("3天", 1), ("1天", 1), ("至1", 1), ("天减至1天", 1), ("由3天减至1天", 1), ("9天", 0), ("3天 1天", 1), ("3至", 0)],
)
async def test_numbers_with_their_units_are_found(client, words, found):
    data = await client.ask(
        "query ($words: String!) { measures(filter: {search: $words}) { totalCount } search(text: $words) { totalCount } }",
        words=words,
    )
    assert [data["measures"]["totalCount"], data["search"]["totalCount"]] == [found, found]


@pytest.mark.anyio
async def test_near_names_are_told(client):
    error = await client.refused('{ measures(filter: {city: "青溪"}) { totalCount } }')
    assert error["extensions"]["code"] == "NOT_FOUND"
    assert "青溪市" in error["extensions"]["near"]
    error = await client.refused('{ departmentLoad(city: "青西市") { totalCount } }')
    assert "青溪市" in error["message"]


def test_rows_that_the_default_limit_cut_are_told():
    shape = Rows("load.rows", Leaf(), ()).shaper(finished=True)
    cut, whole, stated = Notes(), Notes(), Notes()
    assert shape([[1, 2], 3], cut) == [1, 2]
    shape([[1, 2], 2], whole)
    shape([[1, 2], None], stated)
    assert [cut.truncated, whole.truncated, stated.truncated] == [{"load.rows"}, set(), set()]

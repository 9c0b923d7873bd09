"""Who leads whom: pairs from a leading to a supporting department, and documents that do not state both."""

import pytest

from graph.catalogue import answer, ask
from graph.errors import WrongParameter
from graph.model import Role
from graph.writer import write
from tests.graph.plans import CITIES, advance, body, measure, plan, responsible

LINSHUI, WANGSHAN = CITIES[:2]
TAX, MONEY, MARKET = (body(LINSHUI, name) for name in ("税务", "财政", "市场监管"))


def lead(found, start=10):
    return responsible(found, start, Role.LEAD)


def support(found, start=40):
    return responsible(found, start, Role.SUPPORT)


def pairs(rows):
    return [(row["lead_id"][7:], row["support_id"][7:], row["measures"]) for row in rows if row["lead"]]


def numbers(row):
    return [each["number"] for each in row["details"]]


class TestPublished:
    def test_none_of_the_four_states_both(self, library):
        """长春 prints leads of sections, 抚远 one 牵头单位 in 78 measures, the others 责任单位 only."""
        rows = ask(library, "lead-and-support", {})
        assert {row["city"]: row["printed"] for row in rows} == {
            "长春市": ["section_lead"],
            "抚远市": ["lead"],
            "东宁市": ["responsible"],
            "绥芬河市": ["responsible"],
        }
        for row in rows:
            assert (row["lead"], row["support"], row["measures"], row["stated"]) == (None, None, None, False)
            assert row["document"]
            assert row["document_id"]
            assert (row["details"], row["indicators"], row["total"]) == ([], [], 4)

    def test_section_leads_without_support_are_not_both_either(self, library):
        (row,) = ask(library, "lead-and-support", {"city": "长春市", "section_leads": True})
        assert (row["stated"], row["printed"]) == (False, ["section_lead"])

    def test_what_is_asked_about_decides_which_documents_are_told(self, library):
        def cities(**given):
            return {row["city"] for row in ask(library, "lead-and-support", given)}

        assert cities(city="231081") == {"绥芬河市"}
        assert cities(city="牡丹江市") == {"东宁市", "绥芬河市"}
        assert cities(department="231086/税务") == {"东宁市"}
        assert cities(department="税务局") == {"长春市", "东宁市", "绥芬河市"}
        assert cities(indicator="获得电力") == {"长春市", "抚远市", "东宁市"}  # as each document is read


@pytest.fixture
def filled(store):
    """1: 税务 leads 财政 and 市场监管; 2: 税务 leads 财政; 3: 财政 leads 税务; 4: 市场监管 is responsible."""
    write(
        store,
        plan(
            measure(
                "1.1",
                responsibilities=(lead(TAX), support(MONEY), support(MARKET, 50)),
                advances=(advance("创新创业"),),
            ),
            measure(
                "1.2",
                responsibilities=(lead(TAX), support(MONEY), support(TAX, 60), responsible(MARKET, 70)),
                advances=(advance("纳税"), advance("开办企业", 9)),
            ),
            measure("1.3", responsibilities=(lead(MONEY), support(TAX), support(None, 60))),
            measure("1.4", responsibilities=(responsible(MARKET), support(MONEY))),
        ),
    )
    return store


def test_pairs_with_their_measures(filled):
    """A department supports nobody where it leads itself, and who is responsible neither leads nor supports."""
    rows = ask(filled, "lead-and-support", {})
    assert pairs(rows) == [("税务", "财政", 2), ("税务", "市场监管", 1), ("财政", "税务", 1)]
    assert [numbers(row) for row in rows] == [["1.", "2."], ["1."], ["3."]]
    assert rows[0]["indicators"] == ["开办企业", "纳税", "包容普惠创新"]
    assert [row["total"] for row in rows] == [3, 3, 3]
    for row in rows:
        assert (row["city"], row["stated"], row["document"], row["printed"]) == ("临水市", True, None, None)
    ids = {each["id"] for row in rows for each in row["details"]}
    assert ids == {row["id"] for row in filled.read("MATCH (m:Measure) WHERE m.ordinal < 4 RETURN m.id AS id")}


def test_minimum_and_limit(filled):
    assert pairs(ask(filled, "lead-and-support", {"minimum": 2})) == [("税务", "财政", 2)]
    cut = answer(filled, "lead-and-support", {"limit": 1})
    assert (pairs(cut.rows), cut.total, cut.truncated) == ([("税务", "财政", 2)], 3, True)
    assert len(ask(filled, "lead-and-support", {"limit": None})) == 3


@pytest.mark.parametrize("name", ["市场监管", "市场监管局", "临水市市场监管局", "990101/市场监管"])
def test_a_department_that_leads_or_supports(filled, name):
    assert pairs(ask(filled, "lead-and-support", {"department": name})) == [("税务", "市场监管", 1)]
    assert pairs(ask(filled, "lead-and-support", {"department": name, "city": "临水市"})) == [("税务", "市场监管", 1)]


def test_one_indicator(filled):
    assert pairs(ask(filled, "lead-and-support", {"indicator": "纳税"})) == [("税务", "财政", 1)]
    assert pairs(ask(filled, "lead-and-support", {"indicator": "包容普惠创新"})) == [
        ("税务", "市场监管", 1),
        ("税务", "财政", 1),
    ]


def test_the_lead_of_a_section_leads_where_asked(store):
    write(
        store,
        plan(
            measure("1.1", responsibilities=(responsible(TAX, 10, Role.SECTION_LEAD), support(MONEY))),
            measure("1.2", responsibilities=(lead(TAX), responsible(TAX, 20, Role.SECTION_LEAD), support(MONEY))),
        ),
    )
    assert [(pairs([row]), numbers(row)) for row in ask(store, "lead-and-support", {})] == [
        ([("税务", "财政", 1)], ["2."])
    ]
    (row,) = ask(store, "lead-and-support", {"section_leads": True})
    assert (pairs([row]), numbers(row)) == ([("税务", "财政", 2)], ["1.", "2."])


def test_not_stated_is_not_none(store):
    """The first states both roles, though a group supports; the others lack one, or the indicator asked about."""
    taxed = (advance("纳税"),)
    write(store, plan(measure("1.1", responsibilities=(lead(TAX), support(None)), advances=taxed), title="甲措施"))
    write(store, plan(measure("1.1", responsibilities=(lead(TAX),), advances=taxed), title="乙措施"))
    write(store, plan(measure("1.1", advances=taxed), title="丙措施", city=WANGSHAN))
    write(store, plan(measure("1.1", responsibilities=(support(MONEY),)), title="丁措施"))

    def told(**given):
        return {row["document"]: row["printed"] for row in ask(store, "lead-and-support", given)}

    assert told() == {"乙措施": ["lead"], "丙措施": [], "丁措施": ["support"]}
    assert told(indicator="纳税") == {"乙措施": ["lead"], "丙措施": []}
    assert told(city="临水市") == {"乙措施": ["lead"], "丁措施": ["support"]}
    assert told(city="临水市", indicator="纳税") == {"乙措施": ["lead"]}
    # What its own city does not state may be about it.
    assert told(department="财政") == {"乙措施": ["lead"], "丁措施": ["support"]}
    # Each narrows the other.
    assert told(department="财政", city="云山省") == {"乙措施": ["lead"], "丁措施": ["support"]}
    assert told(department="财政", city="望山市") == {}


def test_pairs_stand_before_documents_that_state_none(filled):
    write(filled, plan(measure("1.1"), city=WANGSHAN))
    rows = ask(filled, "lead-and-support", {})
    assert [row["stated"] for row in rows] == [True, True, True, False]
    assert rows[-1]["city"] == "望山市"


def test_an_empty_graph_has_no_rows_and_unknown_names_are_refused(store):
    assert ask(store, "lead-and-support", {}) == []
    for given in ({"city": "乌有市"}, {"department": "乌有局"}, {"indicator": "乌有指标"}):
        with pytest.raises(WrongParameter, match=next(iter(given.values()))):
            ask(store, "lead-and-support", given)

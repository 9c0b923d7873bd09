"""What is due by when. The deadlines of 东宁 are those of its annotation; optional ones may be there or not."""

import json
from datetime import date, datetime

import pytest

from graph.catalogue import answer, ask, question
from graph.errors import WrongParameter
from graph.model import Role
from graph.writer import write
from tests.graph.plans import CITIES, advance, body, deadline, measure, plan, responsible

LINSHUI, WANGSHAN = CITIES[:2]
TAX, MONEY = body(LINSHUI, "税务"), body(LINSHUI, "财政")


class TestPublished:
    def test_dongning(self, library, gold):
        """The annotation has seven deadlines in measures 22, 23, 25, 50 and 58, and five optional ones."""
        measures = json.loads((gold / "dongning.json").read_text(encoding="utf-8"))["measures"]
        annotated = [
            (each["printed_number"], due["raw"], due["value"], due.get("optional", False))
            for each in measures
            for due in each["deadlines"]
        ]
        rows = ask(library, "deadlines", {"city": "东宁市"})
        found = [(row["number"], row["quote"]) for row in rows]
        assert len({*found}) == len(found)
        assert {(number, quote) for number, quote, _, optional in annotated if not optional} <= {*found}
        assert {*found} <= {(number, quote) for number, quote, *_ in annotated}
        assert [row["latest"] for row in rows] == [date(2020, 12, 31)] * (len(rows) - 1) + [date(2021, 12, 31)]

    def test_who_answers_for_the_last_one(self, library):
        """东宁's measure 25: 到2021年, of the customs alone."""
        (row,) = ask(library, "deadlines", {"city": "231086", "since": "2021-01-01"})
        assert (row["number"], row["value"], row["departments"]) == ("25、", "2021", ["东宁海关"])
        assert [(each["role"], each["department_id"]) for each in row["details"]] == [("responsible", "231086/海关")]

    def test_section_leads_alone_are_not_stated_and_not_nobody(self, library):
        """长春's measure 67 is in a section that 市人社局 leads; 抚远's 31 is in a plan that names one lead elsewhere."""
        (row,) = ask(library, "deadlines", {"city": "长春市"})
        assert (row["quote"], row["departments"], row["details"]) == ("6月底前", None, [])
        (row,) = ask(library, "deadlines", {"city": "长春市", "roles": ["section_lead"]})
        assert row["departments"] == ["长春市人力资源和社会保障局"]
        rows = ask(library, "deadlines", {"city": "抚远市", "until": "2020-12-31"})
        assert [(row["number"], row["departments"]) for row in rows] == [("75.", ["抚远市教育局"]), ("31.", [])]

    def test_the_words_stand_where_it_says(self, library, documents):
        for row in ask(library, "deadlines", {"limit": None}):
            text = (documents / row["source"]).read_bytes().decode("utf-8-sig")
            assert "".join(text[row["start"] : row["end"]].split()) == row["quote"]


@pytest.fixture
def due(store):
    """Three measures of 临水 and one of 望山, due at the ends of May and June 2026, of 2026 and of 2025."""
    write(
        store,
        plan(
            measure(
                "1.1",
                responsibilities=(responsible(TAX, role=Role.LEAD), responsible(MONEY, 20, Role.SUPPORT)),
                advances=(advance("创新创业"),),
                deadlines=(deadline(value="2026-06"), deadline(70, "2026-05-31")),
            ),
            measure("1.2", responsibilities=(responsible(MONEY), responsible(None, 40, raw="各单位"))),
            measure(
                "1.3", responsibilities=(responsible(TAX, role=Role.SECTION_LEAD),), deadlines=(deadline(value="2026"),)
            ),
        ),
    )
    write(store, plan(measure("1.1", advances=(advance("纳税"),), deadlines=(deadline(value="2025"),)), city=WANGSHAN))
    return store


def days(rows):
    return [(row["city"], row["number"], str(row["latest"])) for row in rows]


JUNE, MAY = ("临水市", "1.", "2026-06-30"), ("临水市", "1.", "2026-05-31")
YEAR, PAST = ("临水市", "3.", "2026-12-31"), ("望山市", "1.", "2025-12-31")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, [PAST, MAY, JUNE, YEAR]),
        ({"city": "临水市"}, [MAY, JUNE, YEAR]),
        ({"city": "990102"}, [PAST]),
        ({"city": "云山省"}, [PAST, MAY, JUNE, YEAR]),
        ({"since": "2026-05-31"}, [MAY, JUNE, YEAR]),
        ({"until": "2026-06-30"}, [PAST, MAY, JUNE]),
        ({"since": "2026-06-01", "until": "2026-06-30"}, [JUNE]),
        ({"since": "2026-06-01", "city": "临水市", "until": "2026-12-30"}, [JUNE]),
        ({"indicator": "纳税"}, [PAST]),
        ({"indicator": "包容普惠创新"}, [MAY, JUNE]),
        ({"indicator": "创新创业", "city": "临水市"}, [MAY, JUNE]),
        ({"indicator": "纳税", "city": "临水市"}, []),
        ({"department": "990101/税务"}, [MAY, JUNE]),
        ({"department": "临水市财政局", "until": "2026-06-29"}, [MAY]),
        ({"department": "税务局", "city": "临水市"}, [MAY, JUNE]),
        ({"department": "税务", "roles": ["section_lead"]}, [YEAR]),
        ({"department": "税务", "city": "望山市"}, []),
        ({"department": "税务", "roles": ["support"]}, []),
    ],
)
def test_what_is_due(due, given, expected):
    assert days(ask(due, "deadlines", given)) == expected


def test_overdue_is_told_for_a_day_that_is_given(due):
    """30 June is not overdue on 30 June; 1 July is a day later. 31 December 2025 is 182 days behind 1 July 2026."""
    assert {(row["overdue"], row["days"]) for row in ask(due, "deadlines", {})} == {(None, None)}
    on = {row["latest"]: (row["overdue"], row["days"]) for row in ask(due, "deadlines", {"today": "2026-06-30"})}
    assert on[date(2026, 6, 30)] == (False, 0)
    later = [(row["overdue"], row["days"]) for row in ask(due, "deadlines", {"today": date(2026, 7, 1)})]
    assert later == [(True, -182), (True, -31), (True, -1), (False, 183)]


def test_who_answers(due):
    """望山 states nobody; 临水's third measure has only the lead of its section."""
    rows = {row["latest"]: row for row in ask(due, "deadlines", {})}
    june = rows[date(2026, 6, 30)]
    assert (june["value"], june["quote"], june["departments"]) == (
        "2026-06",
        "6月底前",
        ["临水市税务局", "临水市财政局"],
    )
    assert [(each["role"], each["start"]) for each in june["details"]] == [("lead", 10), ("support", 20)]
    assert rows[date(2026, 12, 31)]["departments"] == []
    assert rows[date(2025, 12, 31)]["departments"] is None


def test_roles_that_the_document_does_not_print_are_not_stated(due):
    """望山 prints nothing, 临水 leads, supports and section leads but nobody as 责任单位 beside the second measure."""
    write(due, plan(measure("1.1", responsibilities=(responsible(TAX),), deadlines=(deadline(),)), city=WANGSHAN))
    found = {(row["city"], row["number"]): row["departments"] for row in ask(due, "deadlines", {"roles": ["lead"]})}
    assert found == {("望山市", "1."): None, ("临水市", "1."): ["临水市税务局"], ("临水市", "3."): []}


def test_a_group_is_told_and_is_nobody(store):
    write(store, plan(measure("1.1", responsibilities=(responsible(None, raw="各单位"),), deadlines=(deadline(),))))
    (row,) = ask(store, "deadlines", {})
    assert (row["departments"], row["open"]) == ([], ["各单位"])


def test_the_limit_is_told(due):
    cut = answer(due, "deadlines", {"limit": 1})
    assert (days(cut.rows), cut.total, cut.truncated) == ([PAST], 4, True)
    assert len(ask(due, "deadlines", {"limit": None})) == 4


@pytest.mark.parametrize(
    "given",
    [
        {"city": "乌有市"},
        {"indicator": "乌有指标"},
        {"department": "乌有局"},
        {"since": "2026"},
        {"until": "明年"},
        {"today": "20260701"},
        {"today": "2026-02-30"},
        {"today": 2026},
    ],
)
def test_what_is_unknown_or_no_date_is_refused(due, given):
    with pytest.raises(WrongParameter):
        ask(due, "deadlines", given)


def test_a_day_is_read_as_a_person_writes_it():
    today = {each.name: each for each in question("deadlines").parameters}["today"]
    assert (today.read("2026-07-01"), today.read("null"), today.check(date(2026, 7, 1))) == (
        "2026-07-01",
        None,
        "2026-07-01",
    )
    for wrong in ("2026", "7月1日", "2026-07-01T00:00"):
        with pytest.raises(WrongParameter, match="YYYY-MM-DD"):
            today.read(wrong)
    with pytest.raises(WrongParameter):
        today.check(datetime(2026, 7, 1))  # noqa: DTZ001 - none is wanted


def test_an_empty_graph_has_none(store):
    assert ask(store, "deadlines", {}) == []

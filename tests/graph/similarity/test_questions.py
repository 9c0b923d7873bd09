"""similar-measures and borrowed-measures, with answers worked out by hand.

COMMON has 25 characters that are compared, OWN and OTHER 24 each.
"""

from dataclasses import replace
from datetime import date

import pytest

from graph.catalogue import answer, ask
from graph.errors import WrongParameter
from graph.model import Status
from graph.writer import write
from tests.graph.plans import CITIES, PROVINCE, advance, body, cites, measure, plan, responsible, with_title
from tests.graph.similarity.plans import COMMON, OTHER, OWN, dated, saying

LINSHUI, WANGSHAN, YUNZHONG, NAMELESS = CITIES


def sides(rows):
    return [(row["first_city"], row["second_city"], row["score"]) for row in rows if row["state"] == "similar"]


def states(rows):
    return [(row["state"], row["first_document"]) for row in rows if row["state"] != "similar"]


def orders(rows):
    return [(row["order"], row["earlier"], row["later"], row["measures"]) for row in rows]


class TestSimilarMeasures:
    def test_a_pair_with_its_words_and_departments(self, store, compared):
        first = plan(
            measure("1.1", text=f"1.{COMMON}。", heading=None, responsibilities=(responsible(body(LINSHUI, "税务")),)),
            city=LINSHUI,
        )
        compared(store, first, saying(OWN, f"{COMMON}，{OTHER}", city=WANGSHAN))
        (row,) = ask(store, "similar-measures", {"city": "临水市"})
        # 25 of 25 and of 49 characters
        assert row["score"] == pytest.approx(50 / 74, abs=1e-6)
        assert (row["state"], row["shared"], row["common"], row["uncompared"]) == ("similar", 25, [COMMON], 0)
        assert (row["first_city"], row["first_number"], row["first_heading"]) == ("临水市", "1.", None)
        assert (row["second_city"], row["second_number"], row["second_heading"]) == ("望山市", "2.", "第2条")
        assert row["first_departments"] == [
            {"department": "临水市税务局", "role": "responsible", "department_id": "990101/税务"}
        ]
        assert row["second_departments"] is None  # that plan states no responsibility: not known is not none
        assert row["first_id"].endswith("/m1.1")
        assert row["second_id"].endswith("/m1.2")

    def test_the_side_asked_about_comes_first(self, store, compared):
        compared(store, saying(OWN + COMMON, city=LINSHUI), saying(COMMON, city=WANGSHAN))
        (row,) = ask(store, "similar-measures", {"city": "望山市"})
        assert (row["first_city"], row["second_city"], row["common"]) == ("望山市", "临水市", [COMMON])
        (measure_id,) = (row["first_id"],)
        assert ask(store, "similar-measures", {"measure": measure_id}) == [row]

    def test_each_pair_is_one_row_the_most_similar_first(self, store, compared):
        compared(
            store,
            saying(COMMON, city=LINSHUI),
            saying(COMMON, city=WANGSHAN),
            saying(f"{COMMON}，{OWN}", city=YUNZHONG),
        )
        rows = ask(store, "similar-measures", {})
        assert sides(rows)[0] == ("临水市", "望山市", 1.0)
        assert len(rows) == rows[0]["total"] == 3
        # Those below the prefecture: their own pair is one row, and each has one with the prefecture.
        assert len(ask(store, "similar-measures", {"city": "云中市"})) == 3
        assert len(ask(store, "similar-measures", {"city": "临水市"})) == 2
        assert len(sides(ask(store, "similar-measures", {"minimum": 0.9}))) == 1

    def test_documents_of_one_city_are_no_pair_of_cities(self, store, compared):
        first = saying(COMMON, city=LINSHUI)
        compared(store, first, with_title(first, "另一方案"))
        rows = ask(store, "similar-measures", {})
        assert sorted(states(rows)) == [("none", "优化营商环境措施"), ("none", "另一方案")]

    def test_not_compared_is_told_from_none(self, store, compared):
        compared(store, with_title(saying(OWN, city=LINSHUI), "甲"), with_title(saying(OTHER, city=WANGSHAN), "乙"))
        write(store, with_title(saying(COMMON, city=YUNZHONG), "丙"))
        rows = ask(store, "similar-measures", {})
        assert states(rows) == [("not_compared", "丙"), ("none", "甲"), ("none", "乙")]
        assert {row["uncompared"] for row in rows} == {1}
        assert {row["score"] for row in rows} == {None}
        (row,) = ask(store, "similar-measures", {"city": "临水市"})
        assert (row["state"], row["first_id"]) == ("none", None)

    def test_one_measure_that_is_like_none(self, store, compared):
        compared(store, saying(COMMON, OWN, city=LINSHUI), saying(COMMON, city=WANGSHAN))
        known = {row["n"]: row["id"] for row in store.read(
            "MATCH (m:Measure) WHERE m.id STARTS WITH '990101' RETURN m.ordinal AS n, m.id AS id"
        )}  # fmt: skip
        (row,) = ask(store, "similar-measures", {"measure": known[2]})
        assert (row["state"], row["first_id"], row["first_heading"]) == ("none", known[2], "第2条")
        assert ask(store, "similar-measures", {"measure": known[1], "city": "望山市"}) == []

    def test_an_indicator_of_either_side(self, store, compared):
        first = plan(measure("1.1", text=COMMON, advances=(advance("创新创业"),)), city=LINSHUI)
        compared(store, first, saying(COMMON, city=WANGSHAN))
        assert len(sides(ask(store, "similar-measures", {"indicator": "包容普惠创新", "city": "望山市"}))) == 1
        assert states(ask(store, "similar-measures", {"indicator": "纳税", "city": "望山市"})) != []

    def test_the_limit_is_told(self, store, compared):
        compared(store, *(saying(COMMON, city=city) for city in CITIES))
        found = answer(store, "similar-measures", {"limit": 2})
        assert (len(found.rows), found.total, found.truncated) == (2, 6, True)

    def test_an_unknown_measure_is_no_empty_answer(self, store):
        with pytest.raises(WrongParameter, match="m9"):
            ask(store, "similar-measures", {"measure": "990101-000000000000/m9"})


class TestBorrowedMeasures:
    def test_the_earlier_city_had_it_first(self, store, compared):
        compared(
            store,
            dated(saying(COMMON, OWN, city=WANGSHAN), date(2020, 5, 1)),
            dated(saying(f"{COMMON}，{OTHER}", city=LINSHUI), date(2021, 3, 1)),
        )
        (row,) = ask(store, "borrowed-measures", {"city": "临水市"})
        assert (row["order"], row["earlier"], row["later"]) == ("dated", "望山市", "临水市")
        names = ("measures", "firsts", "same_law", "from_above", "only_draft", "uncompared", "total")
        assert [row[name] for name in names] == [1, 1, 0, 0, 0, 0, 1]
        (pair,) = row["details"]
        assert (pair["earlier_on"], pair["later_on"]) == ("2020-05-01", "2021-03-01")
        assert (pair["first"], pair["laws"], pair["above"]) == (True, [], [])
        assert pair["score"] == pytest.approx(50 / 74, abs=1e-6)
        assert [(each["issued_on"], each["city"]) for each in pair["chain"]] == [
            ("2020-05-01", "望山市"),
            ("2021-03-01", "临水市"),
        ]
        assert ask(store, "borrowed-measures", {"city": "望山市"}) == [row]
        assert ask(store, "borrowed-measures", {"measure": pair["earlier_id"]}) == [row]

    def test_a_chain_of_three_has_one_first(self, store, compared):
        """临水 2020, 望山 2021, 无名 2022: the last may have it from either, the first had it before both."""
        days = {LINSHUI: date(2020, 1, 1), WANGSHAN: date(2021, 1, 1), NAMELESS: date(2022, 1, 1)}
        compared(store, *(dated(saying(COMMON, city=city), day) for city, day in days.items()))
        rows = ask(store, "borrowed-measures", {})
        assert [(row["earlier"], row["later"], row["firsts"]) for row in rows] == [
            ("临水市", "望山市", 1),
            ("临水市", "无名市", 1),
            ("望山市", "无名市", 0),
        ]
        (pair,) = rows[2]["details"]
        assert [each["issued_on"][:4] for each in pair["chain"]] == ["2020", "2021", "2022"]

    def test_the_same_day_and_an_unknown_date_decide_nothing(self, store, compared):
        compared(
            store,
            dated(saying(COMMON, city=WANGSHAN), date(2020, 5, 1)),
            dated(saying(COMMON, city=LINSHUI), date(2020, 5, 1)),
            dated(saying(COMMON, city=NAMELESS), None),
        )
        rows = ask(store, "borrowed-measures", {})
        assert orders(rows) == [
            ("same_day", "临水市", "望山市", 1),
            ("unknown_date", "临水市", "无名市", 1),
            ("unknown_date", "望山市", "无名市", 1),
        ]
        assert {(row["firsts"], row["only_draft"], row["details"][0]["first"]) for row in rows} == {(None, None, None)}
        # An unknown date stands last in the chain.
        assert [each["issued_on"] for each in rows[0]["details"][0]["chain"]] == ["2020-05-01", "2020-05-01", None]

    def test_measures_count_once_and_details_show_every_pair(self, store, compared):
        """临水's one measure is like two of 望山."""
        compared(
            store,
            dated(saying(COMMON, f"{COMMON}，{OWN}", city=WANGSHAN), date(2020, 5, 1)),
            dated(saying(COMMON, city=LINSHUI), date(2021, 5, 1)),
        )
        (row,) = ask(store, "borrowed-measures", {})
        assert (row["measures"], row["firsts"], len(row["details"])) == (1, 1, 2)

    def test_a_law_that_both_cite_is_told(self, store, compared):
        def citing(city, *laws):
            return plan(measure("1.1", text=COMMON, citations=tuple(cites(law, name=law) for law in laws)), city=city)

        compared(
            store,
            dated(citing(LINSHUI, "公司法", "外商投资法"), date(2020, 1, 1)),
            dated(citing(WANGSHAN, "公司法"), date(2021, 1, 1)),
            dated(citing(NAMELESS, "劳动法"), date(2022, 1, 1)),
        )
        rows = ask(store, "borrowed-measures", {})
        assert [(row["earlier"], row["later"], row["same_law"], row["details"][0]["laws"]) for row in rows] == [
            ("临水市", "望山市", 1, ["公司法"]),
            ("临水市", "无名市", 0, []),
            ("望山市", "无名市", 0, []),
        ]

    def test_a_document_from_above_is_told(self, store, compared):
        """The province had it before both; the prefecture is above 临水 and 望山, and says something else."""
        compared(
            store,
            dated(with_title(saying(COMMON, city=PROVINCE), "省方案"), date(2019, 1, 1)),
            dated(saying(COMMON, city=LINSHUI), date(2020, 1, 1)),
            dated(saying(COMMON, city=WANGSHAN), date(2021, 1, 1)),
            dated(saying(OTHER, city=YUNZHONG), date(2018, 1, 1)),
            dated(saying(COMMON, city=NAMELESS), date(2022, 1, 1)),
        )
        rows = {(row["earlier"], row["later"]): row for row in ask(store, "borrowed-measures", {"limit": None})}
        between = rows["临水市", "望山市"]
        assert (between["from_above"], between["firsts"]) == (1, 0)
        [above] = between["details"][0]["above"]
        assert above.pop("document_id").startswith("990000-")
        assert above == {"city": "云山省", "document": "省方案", "issued_on": "2019-01-01"}
        assert (rows["云山省", "望山市"]["from_above"], rows["云山省", "望山市"]["firsts"]) == (1, 1)
        # The province is above neither side of this pair; it is above one side of the next.
        assert rows["云山省", "无名市"]["from_above"] == 0
        assert rows["临水市", "无名市"]["from_above"] == 1
        assert rows[None, "云中市"]["order"] == "none"

    def test_a_draft_counts_unless_it_is_left_out(self, store, compared):
        compared(
            store,
            dated(saying(COMMON, city=LINSHUI), date(2020, 1, 1), status=Status.DRAFT),
            dated(saying(COMMON, city=WANGSHAN), date(2021, 1, 1)),
        )
        (row,) = ask(store, "borrowed-measures", {})
        assert (row["order"], row["measures"], row["only_draft"]) == ("dated", 1, 1)
        (row,) = ask(store, "borrowed-measures", {"drafts": False})
        assert (row["order"], row["later"]) == ("none", "望山市")

    def test_what_a_city_drafted_itself_it_has_from_nobody(self, store, compared):
        """临水 drafted it in January and issued it in May; 望山 issued it in March."""
        draft = dated(saying(COMMON, city=LINSHUI), date(2021, 1, 1), status=Status.DRAFT)
        issued = with_title(dated(saying(COMMON, city=LINSHUI), date(2021, 5, 1)), "正式方案")
        compared(store, draft, issued, dated(saying(COMMON, city=WANGSHAN), date(2021, 3, 1)))
        assert orders(ask(store, "borrowed-measures", {})) == [("dated", "临水市", "望山市", 1)]
        # By what was issued alone, 望山 came first.
        assert orders(ask(store, "borrowed-measures", {"drafts": False})) == [("dated", "望山市", "临水市", 1)]

    def test_not_compared_is_told_from_none(self, store, compared):
        compared(store, with_title(saying(OWN, city=LINSHUI), "甲"))
        write(store, with_title(saying(COMMON, city=WANGSHAN), "乙"))
        rows = ask(store, "borrowed-measures", {})
        assert [(row["order"], row["later"], row["document"], row["measures"]) for row in rows] == [
            ("not_compared", "望山市", "乙", None),
            ("none", "临水市", "甲", 0),
        ]
        assert {row["uncompared"] for row in rows} == {1}

    def test_the_pairs_below_a_unit_are_one_row_each(self, store, compared):
        compared(
            store,
            dated(saying(COMMON, city=LINSHUI), date(2020, 1, 1)),
            dated(replace(saying(COMMON, city=WANGSHAN)), date(2021, 1, 1)),
        )
        (row,) = ask(store, "borrowed-measures", {"city": "云中市"})
        assert (row["measures"], len(row["details"])) == (1, 1)
        found = answer(store, "borrowed-measures", {"limit": 1})
        assert (found.total, found.truncated) == (1, False)

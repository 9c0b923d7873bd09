"""Two versions of a plan: which measures are held to be the same and by what, and what changed in them."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from graph.catalogue import answer, ask
from graph.errors import WrongParameter
from graph.identity import document_id
from graph.model import Role, Status
from graph.writer import write
from tests.graph.plans import CITIES, body, measure, plan, responsible, target

LINSHUI, WANGSHAN = CITIES[:2]
TAX, MONEY, CULTURE = (body(LINSHUI, name) for name in ("税务", "财政", "文化"))
DRAFT, ISSUED = "优化营商环境措施（征求意见稿）", "优化营商环境措施"


def version(*measures, title=ISSUED, status=Status.ISSUED, city=LINSHUI, period="2021", on=None):
    made = plan(*measures, city=city, title=title)
    return replace(made, document=replace(made.document, status=status, period=period, issued_on=on))


def draft(*measures, **facts):
    return version(*measures, title=DRAFT, status=Status.DRAFT, **facts)


def identity(found):
    return document_id(found.document)


def compare(store, before, after, **given):
    for each in (before, after):
        write(store, each)
    return ask(store, "versions-compared", {"before": identity(before), "after": identity(after), **given})


def changes(rows):
    return [(row["change"], row["match"], row["before_number"], row["after_number"]) for row in rows]


def similar(store, one, other, score):
    """Say that the measure of one text is similar to that of the other."""
    store.write(
        lambda transaction: transaction.run(
            "MATCH (a:Measure {text: $one}), (b:Measure {text: $other}) CREATE (a)-[:SIMILAR_TO {score: $score}]->(b)",
            {"one": one, "other": other, "score": score},
        )
    )


class TestPublished:
    def test_a_draft_made_of_dongning(self, library, published):
        """The draft lacks measure 70 and has a 71 of its own; 5 has a sentence more, 12 five days for three, 26 another

        department. The other 66 stay as they are, one of them (30) under another number.
        """
        (issued,) = (each for each in published if each.document.city.name == "东宁市")
        measures = {each.ordinal: each for each in issued.measures}
        (days,) = (each for each in measures[12].targets if (each.old, each.new) == (7, 3))
        other = next(each.body for each in measures[1].responsibilities if each.body.key == "市场监管")
        shown = measures[26]
        assert other not in [each.body for each in shown.responsibilities]
        edited = {
            5: replace(measures[5], text=measures[5].text + "另行通知。"),
            12: replace(
                measures[12],
                text=measures[12].text.replace("3个工作日", "5个工作日"),
                targets=tuple(replace(each, new=5.0) if each is days else each for each in measures[12].targets),
            ),
            26: replace(shown, responsibilities=(replace(shown.responsibilities[0], body=other),)),
            30: replace(
                measures[30], text="（三十）" + measures[30].text.removeprefix("30、"), printed_number="（三十）"
            ),
            70: replace(
                measures[70], path="9.71", ordinal=71, printed_number="71．", heading="另作安排", text="71．另作安排。"
            ),
        }
        made = replace(
            issued,
            document=replace(issued.document, title="东宁市措施（征求意见稿）", status=Status.DRAFT),
            measures=tuple({**measures, **edited}.values()),
        )
        write(library, made)
        rows = ask(library, "versions-compared", {"city": "东宁市", "limit": None})
        assert len(rows) == 71
        kept = [row for row in rows if row["change"] == "kept"]
        assert ({row["match"] for row in kept}, len(kept)) == ({"text"}, 66)
        found = {row["before_number"]: row for row in rows if row["change"] != "kept"}
        assert {(number, row["change"], row["match"]) for number, row in found.items()} == {
            ("5．", "changed", "heading"),
            ("12．", "changed", "heading"),
            ("26、", "changed", "text"),
            (None, "added", None),
            ("71．", "dropped", None),
        }
        old, new = found["12．"]["targets_removed"], found["12．"]["targets_added"]
        assert [(each["from"], each["to"], each["unit"]) for each in old + new] == [(7, 5, "工作日"), (7, 3, "工作日")]
        changed = found["26、"]
        assert [each["department_id"] for each in changed["departments_removed"]] == ["231086/市场监管"]
        assert {each["department_id"] for each in changed["departments_added"]} == {
            f"231086/{each.body.key}" for each in shown.responsibilities
        }

    def test_headings_that_two_cities_print_alike(self, library, published, documents, gold):
        """The headings of 东宁's annotation that stand behind a number in 抚远's text."""
        printed = "".join((documents / "001_7a555ef72722d076.txt").read_text(encoding="utf-8-sig").split())
        headings = [
            each["heading"]
            for each in json.loads((gold / "dongning.json").read_text(encoding="utf-8"))["measures"]
            if re.search(rf"\d\.{re.escape(each['heading'])}。", printed)
        ]
        ids = {each.document.city.name: identity(each) for each in published}
        given = {"before": ids["东宁市"], "after": ids["抚远市"], "limit": None}
        rows = ask(library, "versions-compared", given)
        matched = [row for row in rows if row["match"]]
        assert len(headings) == 7
        assert sorted(row["before_heading"] for row in matched) == sorted(headings)
        assert {row["match"] for row in matched} == {"heading"}
        assert sum(row["change"] == "dropped" for row in rows) == 70 - 7
        assert sum(row["change"] == "added" for row in rows) == 78 - 7


def test_what_measures_are_matched_by(store):
    """1 moved to 3; 2 was rewritten; 3 is only similar to 1; 4 was dropped; 4 is new."""
    before = draft(
        measure("1.1", text="1.减证。"),
        measure("1.2", text="2.缩时。"),
        measure("1.3", text="3.一窗通办。", heading="一窗"),
        measure("1.4", text="4.废止。", heading="废止"),
    )
    after = version(
        measure("1.1", text="1.一窗办理。", heading="窗口"),
        measure("1.2", text="2.缩短时限。"),
        measure("1.3", text="3.减证。", heading="减少证明"),
        measure("1.4", text="4.新设。", heading="新设"),
    )
    for each in (before, after):
        write(store, each)
    similar(store, "3.一窗通办。", "1.一窗办理。", 0.6)
    rows = compare(store, before, after)
    assert changes(rows) == [
        ("changed", "similar", "3.", "1."),
        ("changed", "heading", "2.", "2."),
        ("kept", "text", "1.", "3."),
        ("added", None, None, "4."),
        ("dropped", None, "4.", None),
    ]
    assert [row["score"] for row in rows] == [0.6, None, None, None, None]
    assert {(row["before_document"], row["after_document"]) for row in rows} == {(DRAFT, ISSUED)}
    assert [(row["before_id"] is None, row["after_id"] is None) for row in rows[3:]] == [(True, False), (False, True)]
    kept = compare(store, before, after, changes=["dropped", "kept"])
    assert [row["change"] for row in kept] == ["kept", "dropped"]


def test_a_measure_is_in_one_pair_and_the_most_similar_come_first(store):
    """甲 is like 丙 (0.5) and 丁 (0.8), 乙 like 丁 (0.9): 乙 takes 丁, which leaves 丙 for 甲."""
    before = draft(measure("1.1", text="甲", heading=None), measure("1.2", text="乙", heading=None))
    after = version(measure("1.1", text="丙", heading=None), measure("1.2", text="丁", heading=None))
    for each in (before, after):
        write(store, each)
    similar(store, "甲", "丙", 0.5)
    similar(store, "丁", "甲", 0.8)
    similar(store, "乙", "丁", 0.9)
    rows = compare(store, before, after)
    assert [(row["before_number"], row["after_number"], row["score"]) for row in rows] == [
        ("1.", "1.", 0.5),
        ("2.", "2.", 0.9),
    ]


def test_equal_texts_pair_in_their_order(store):
    same = [measure(f"1.{n}", text=f"{n}.同。", heading="同") for n in (1, 2, 3)]
    rows = compare(store, draft(*same[:2]), version(*same[1:], measure("1.9", text="9.异。", heading="同")))
    assert changes(rows) == [
        ("kept", "text", "1.", "2."),
        ("kept", "text", "2.", "3."),
        ("added", None, None, "9."),
    ]


def test_departments_come_go_and_change_their_role(store):
    before = draft(
        measure("1.1", responsibilities=(responsible(TAX, role=Role.LEAD), responsible(MONEY, 20))),
        measure("1.2", heading="废", text="废", responsibilities=(responsible(MONEY),)),
    )
    after = version(
        measure(
            "1.1",
            responsibilities=(
                responsible(TAX, role=Role.SUPPORT),
                responsible(MONEY, 20),
                responsible(CULTURE, 30, raw="文化局"),
                responsible(None, 40),
            ),
        )
    )
    changed, dropped = compare(store, before, after)
    assert (changed["change"], changed["match"]) == ("changed", "text")
    sides = {
        side: [(each["department_id"], each["role"], each["start"]) for each in changed[f"departments_{side}"]]
        for side in ("added", "removed")
    }
    assert sides == {
        "added": [("990101/税务", "support", 10), ("990101/文化", "responsible", 30)],
        "removed": [("990101/税务", "lead", 10)],
    }
    assert changed["departments_added"][1]["quote"] == "文化局"
    assert [each["department"] for each in dropped["departments_removed"]] == ["临水市财政局"]
    assert dropped["departments_added"] == []


def test_a_version_that_states_no_responsibility_takes_none_away(store):
    before = draft(measure("1.1", responsibilities=(responsible(TAX),)), measure("1.2", heading="废", text="废"))
    kept, dropped = compare(store, before, version(measure("1.1")))
    assert (kept["change"], kept["departments_removed"], kept["departments_added"]) == ("kept", None, None)
    assert dropped["departments_removed"] == []
    (kept, added) = compare(store, version(measure("1.1")), before)[:2]
    assert (kept["change"], kept["departments_added"]) == ("kept", None)
    assert (added["change"], added["departments_added"]) == ("added", [])


def test_targets_that_changed(store):
    """The first keeps its value elsewhere in the text; the second goes from 3 to 2; of the third the name is lost."""
    before = draft(
        measure("1.1", text="旧", targets=(target(50, 1.0, metric=None), target(60, 3.0), target(70, 9.0, metric="甲")))
    )
    after = version(
        measure("1.1", text="新", targets=(target(55, 1.0, metric=None), target(65, 2.0), target(75, 9.0, metric=None)))
    )
    (row,) = compare(store, before, after)
    said = {
        side: [(each["metric"], each["to"], each["start"]) for each in row[f"targets_{side}"]]
        for side in ("added", "removed")
    }
    assert said == {
        "added": [("办结时限", 2.0, 65), (None, 9.0, 75)],
        "removed": [("办结时限", 3.0, 60), ("甲", 9.0, 70)],
    }


ONE, OTHER = measure("1.1", text="甲", heading="甲"), measure("1.1", text="乙", heading="乙")


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (draft(ONE), version(OTHER)),
        (version(ONE, title="前", period="2020"), draft(OTHER)),
        (version(ONE, title="前", on=date(2021, 1, 2)), version(OTHER, on=date(2021, 3, 1))),
    ],
)
@pytest.mark.parametrize("city", ["临水市", "990101"])
def test_the_two_documents_of_a_city_are_compared_in_their_order(store, older, newer, city):
    for each in (newer, older):
        write(store, each)
    rows = ask(store, "versions-compared", {"city": city})
    assert [(row["change"], row["before"], row["after"]) for row in rows] == [
        ("added", identity(older), identity(newer)),
        ("dropped", identity(older), identity(newer)),
    ]


@pytest.mark.parametrize(
    "documents",
    [
        [draft(ONE)],
        [draft(ONE), version(OTHER), version(ONE, title="另")],
        [version(ONE), version(OTHER, title="另")],
        [
            version(ONE, period="十四五", on=date(2021, 3, 1)),
            version(OTHER, title="另", period="2021", on=date(2021, 3, 1)),
        ],
    ],
)
def test_where_it_is_not_told_which_two_the_documents_are_listed(store, documents):
    for each in documents:
        write(store, each)
    rows = ask(store, "versions-compared", {"city": "临水市", "changes": ["kept"]})
    assert {row["change"] for row in rows} == {"choose"}
    assert [(row["before"], row["before_document"]) for row in rows] == sorted(
        (identity(each), each.document.title) for each in documents
    )


def test_without_a_city_the_documents_of_those_that_have_several_are_listed(store):
    several = [draft(ONE), version(OTHER)]
    for each in (*several, version(ONE, city=WANGSHAN)):
        write(store, each)
    for given in ({}, {"before": identity(several[0])}):
        rows = ask(store, "versions-compared", given)
        assert [(row["change"], row["before"]) for row in rows] == sorted(
            ("choose", identity(each)) for each in several
        )


def test_the_limit_is_told(store):
    before, after = draft(ONE), version(OTHER)
    for each in (before, after):
        write(store, each)
    given = {"before": identity(before), "after": identity(after)}
    cut = answer(store, "versions-compared", {**given, "limit": 1})
    assert (len(cut.rows), cut.total, cut.truncated) == (1, 2, True)
    assert len(ask(store, "versions-compared", {**given, "limit": None})) == 2


def test_unknown_names_are_refused(store):
    write(store, draft(ONE))
    for given in ({"city": "乌有市"}, {"before": identity(draft(ONE)), "after": "乌有"}):
        with pytest.raises(WrongParameter, match="乌有"):
            ask(store, "versions-compared", given)


def test_an_empty_graph_has_nothing_to_compare(store):
    assert ask(store, "versions-compared", {}) == []

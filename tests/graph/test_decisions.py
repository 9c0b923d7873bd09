"""What a person decided: kept in a file, closed under its own logic, and applied to every plan it holds for."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DecisionsBroken, DecisionsConflict, UnknownDecision
from graph.identity import document_id, measure_id, target_id
from graph.judgements import (
    NOTHING,
    Decision,
    Decisions,
    Judgement,
    Verdict,
    answer,
    append,
    apply,
    doubts,
    read,
    undoing,
)
from graph.judgements.classes import Classes, Tie
from graph.language import Text
from graph.model import Role, Span, Unresolved
from loaders.names import NAMES
from tests.graph.plans import CITIES, advance, measure, mention, plan, responsible, target

SAME, DIFFERENT, UNSURE = Judgement
LINSHUI, WANGSHAN = CITIES[:2]


def said(verdict, about, value=None, **more):
    return Decision("2026-01-02T03:04:05+00:00", "甲", Verdict(verdict), about, value, **more).identified()


def decided(*lines):
    return Decisions(tuple(replace(line, where=f"decisions.jsonl:{n}") for n, line in enumerate(lines, start=1)))


def printed(raw, start=10, city=LINSHUI, **more):
    """A responsibility as the reader makes it of a printed name."""
    found = NAMES.resolve(city, raw)
    return replace(responsible(found, start, raw=raw, **more), confidence=1.0 if found is None or found.known else 0.7)


def naming(*names, city=LINSHUI):
    """A plan whose measures each make one printed name responsible."""
    return plan(
        *(measure(f"1.{n}", responsibilities=(printed(name, city=city),)) for n, name in enumerate(names, start=1)),
        city=city,
    )


def meant(found, decisions):
    """What the names of a plan mean after the decisions: key of the body, None for a group."""
    decided_plan = apply(found, decisions, NAMES).plan
    return [each.body and each.body.key for m in decided_plan.measures for each in m.responsibilities]


# The algebra


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (SAME, SAME, SAME),
        (SAME, DIFFERENT, DIFFERENT),
        (DIFFERENT, SAME, DIFFERENT),
        (DIFFERENT, DIFFERENT, UNSURE),
        (SAME, UNSURE, UNSURE),
        (UNSURE, UNSURE, UNSURE),
    ],
)
def test_judgements_combine_along_a_path(one, other, together):
    assert one + other is together


def classes(*ties):
    return Classes(
        Tie(one, other, said(verdict, f"name/{one}", other, where=f"file:{n}"))
        for n, (one, verdict, other) in enumerate(ties, start=1)
    )


def test_same_is_transitive_and_difference_passes_to_the_whole_class():
    found = classes(("a", "same", "b"), ("b", "same", "c"), ("d", "different", "a"), ("e", "unsure", "c"))
    assert [found.head(name) for name in "abcd"] == ["c", "c", "c", "d"]
    assert found.between("a", "c") is SAME
    assert found.between("c", "d") is DIFFERENT
    assert found.between("b", "e") is UNSURE
    assert found.between("d", "e") is None


def test_a_circle_of_same_names_has_a_head():
    found = classes(("a", "same", "b"), ("b", "same", "a"))
    assert found.head("a") == found.head("b")


@pytest.mark.parametrize(
    ("ties", "places"),
    [
        ((("a", "same", "b"), ("b", "same", "c"), ("a", "different", "c")), {"file:2", "file:3"}),
        ((("a", "different", "b"), ("a", "same", "b")), {"file:1", "file:2"}),
        ((("a", "same", "b"), ("a", "same", "c")), {"file:1", "file:2"}),
    ],
)
def test_a_contradiction_names_both_lines(ties, places):
    with pytest.raises(DecisionsConflict) as refused:
        classes(*ties)
    assert all(place in str(refused.value) for place in places)


# The file


def test_a_file_gives_back_what_was_written_and_undone(tmp_path):
    file = tmp_path / "deep" / "decisions.jsonl"
    assert read(file) is NOTHING
    first = said("same", "name/市营商办", "营商局", city="临水市", why="牌子相同")
    second = said("unsure", "name/市专班")
    append(file, [first])
    append(file, [second, undoing(first.id, Decisions((first,)), who="乙")])
    found = read(file)
    assert len(found.lines) == 3
    assert found.in_force == (second,)
    assert found.found(second.id).where == f"{file}:2"
    with pytest.raises(UnknownDecision):
        found.found(first.id)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [*json.loads(lines[0])] == ["id", "when", "who", "verdict", "about", "value", "city", "why"]
    assert "市营商办" in lines[0]


def test_a_line_is_never_written_into_the_one_before(tmp_path):
    file = tmp_path / "decisions.jsonl"
    file.write_text(json.dumps(said("unsure", "name/甲").line()), encoding="utf-8")
    append(file, [said("unsure", "name/乙")])
    assert [line.about for line in read(file).lines] == ["name/甲", "name/乙"]


def test_a_line_merged_twice_counts_once(tmp_path):
    file = tmp_path / "decisions.jsonl"
    line = said("unsure", "name/甲")
    append(file, [line, line])
    file.write_text(file.read_text(encoding="utf-8") + "\n \n", encoding="utf-8")
    assert read(file).lines == (line,)


GOOD = said("unsure", "name/甲").line()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "no JSON"),
        ("[]", "no decision"),
        (json.dumps({**GOOD, "id": ""}), "id is missing"),
        (json.dumps({**GOOD, "verdict": "maybe"}), "maybe is no verdict"),
        (json.dumps({**GOOD, "colour": "red"}), "colour is unknown"),
        (json.dumps({**GOOD, "why": 3}), "why must be text"),
        (json.dumps({**GOOD, "who": "丙"}), "another line has the id"),
        (json.dumps(said("rename", "name/甲").line()), "value is missing"),
        (json.dumps(said("undo", "name/甲", "00000000").line()), "does not stand before it"),
    ],
)
def test_a_broken_line_is_named(tmp_path, monkeypatch, line, why):
    monkeypatch.setenv("YINGSHANG_LANGUAGE", "en")
    file = tmp_path / "decisions.jsonl"
    file.write_text(f"{json.dumps(GOOD)}\n{line}\n", encoding="utf-8")
    with pytest.raises(DecisionsBroken) as refused:
        read(file)
    assert refused.value.where == f"{file}:2"
    assert why in str(refused.value)


def test_a_file_of_another_encoding_is_broken(tmp_path):
    file = tmp_path / "decisions.jsonl"
    file.write_bytes("市营商办".encode("gb18030"))
    with pytest.raises(DecisionsBroken):
        read(file)


# Names


def test_without_decisions_a_plan_stays_what_it_is():
    found = naming("市税务局")
    assert apply(found, NOTHING, NAMES).plan is found
    assert apply(found, decided(said("unsure", "name/市税务局")), NAMES).plan == found


def test_a_name_holds_in_all_its_printed_forms_and_in_every_city():
    same = decided(said("same", "name/市旺商办", "营商局"))
    assert meant(naming("市旺商办", "临水市旺商办", "旺商办", "市税务局"), same) == ["营商环境"] * 3 + ["税务"]
    assert meant(naming("市旺商办", city=WANGSHAN), same) == ["营商环境"]
    (changed,) = apply(naming("市旺商办", city=WANGSHAN), same, NAMES).plan.measures[0].responsibilities
    assert (changed.body.city, changed.body.known, changed.confidence) == (WANGSHAN, True, 1.0)
    assert (changed.raw, changed.span) == ("市旺商办", Span(10, 13))


def test_a_name_may_hold_in_one_city_or_below_one():
    for place in ("临水市", LINSHUI.code, "云中市", "云山省"):
        only = decided(said("same", "name/市旺商办", "营商局", city=place))
        assert meant(naming("市旺商办"), only) == ["营商环境"]
    assert meant(
        naming("市旺商办", city=WANGSHAN), decided(said("same", "name/市旺商办", "营商局", city="临水市"))
    ) == ["旺商办"]


def test_what_is_decided_for_one_city_stands_above_what_is_decided_for_all():
    both = decided(said("same", "name/市旺商办", "营商局"), said("same", "name/市旺商办", "税务局", city="临水市"))
    assert meant(naming("市旺商办"), both) == ["税务"]
    assert meant(naming("市旺商办", city=WANGSHAN), both) == ["营商环境"]


def test_names_joined_in_a_chain_mean_one_body():
    chain = decided(said("same", "name/甲甲办", "乙乙办"), said("same", "name/乙乙办", "税务局"))
    assert meant(naming("市甲甲办", "市乙乙办"), chain) == ["税务", "税务"]


def test_one_name_read_wrongly_does_not_move_the_other_names_of_that_body():
    wrong = decided(said("same", "name/市地税局", "财政局"))
    before = meant(naming("市地税局", "市税务局"), NOTHING)
    assert meant(naming("市地税局", "市税务局"), wrong) == ["财政", before[1]]


def test_a_name_that_is_different_is_a_body_of_its_own():
    apart = decided(said("different", "name/市税务局", "税务局"))
    found = naming("市税务局", "临水市国家税务局")
    (own,) = apply(found, apart, NAMES).plan.measures[0].responsibilities
    assert (own.body.key, own.body.name, own.body.known, own.confidence) == ("税务局", "临水市税务局", False, 1.0)
    assert meant(found, apart)[1] == meant(found, NOTHING)[1]


def test_a_short_form_may_be_a_body_of_its_own():
    """The reader joins 科技局 to 工业和信息化+科技 where a plan names both; the analyst says they are two."""
    merged, brief = NAMES.resolve(LINSHUI, "市工信科技局"), NAMES.resolve(LINSHUI, "市科技局")
    assert merged.functions != brief.functions
    found = plan(
        measure("1.1", responsibilities=(replace(responsible(merged, raw="市科技局"), confidence=0.9),)),
        measure("1.2", responsibilities=(responsible(merged, raw="市工信科技局"),)),
    )
    assert meant(found, decided(said("different", "name/市科技局", "工信科技局"))) == [brief.key, merged.key]
    confirmed = apply(found, decided(said("same", "name/市科技局", "工信科技局")), NAMES).plan
    assert [r.confidence for m in confirmed.measures for r in m.responsibilities] == [1.0, 1.0]
    assert meant(found, decided(said("same", "name/市科技局", "工信科技局"))) == [merged.key, merged.key]
    # What is the same as a short form goes where the plan takes the short form.
    longer = replace(found, measures=(*found.measures, naming("市科学办").measures[0]))
    assert meant(longer, decided(said("same", "name/市科学办", "科技局")))[-1] == merged.key


def test_a_name_may_turn_out_to_be_a_group_and_a_group_a_body():
    assert meant(naming("市旺商办"), decided(said("same", "name/市旺商办", "各相关单位"))) == [None]
    assert meant(naming("各相关单位"), decided(said("same", "name/各相关单位", "税务局"))) == ["税务"]


def test_a_body_listed_under_two_names_counts_once():
    entries = (printed("市税务局"), printed("市收税办", 30), printed("市收税办", 50, role=Role.LEAD))
    found = plan(measure("1.1", responsibilities=entries))
    done = apply(found, decided(said("same", "name/市收税办", "税务局")), NAMES)
    assert [(r.raw, r.role) for r in done.plan.measures[0].responsibilities] == [
        ("市税务局", Role.RESPONSIBLE),
        ("市收税办", Role.LEAD),
    ]


def test_mentions_follow_too_and_effects_are_counted():
    found = plan(
        measure(
            "1.1",
            responsibilities=(printed("市旺商办"),),
            mentions=(mention(NAMES.resolve(LINSHUI, "旺商办"), raw="旺商办"), mention(None, 80, "各银行")),
        )
    )
    line = said("same", "name/市旺商办", "营商局")
    done = apply(found, decided(line), NAMES)
    assert [each.body and each.body.key for each in done.plan.measures[0].mentions] == ["营商环境", None]
    assert done.effects == {(line.id, "responsibility"): 1, (line.id, "mention"): 1}


def test_an_official_name_is_that_of_the_body_in_every_printed_form():
    official = decided(
        said("same", "name/市旺商办", "营商局"), said("rename", "name/市营商局", "{city}营商环境发展促进中心")
    )
    done = apply(naming("市旺商办", "市营商局", "市税务局"), official, NAMES).plan
    names = [each.body.name for m in done.measures for each in m.responsibilities]
    assert names[:2] == ["临水市营商环境发展促进中心"] * 2
    assert names[2] == naming("市税务局").measures[0].responsibilities[0].body.name
    assert meant(naming("市营商局"), official) == ["营商环境"]


def test_two_official_names_contradict_each_other():
    both = decided(said("rename", "name/市营商局", "{city}甲"), said("rename", "name/营商局", "{city}乙"))
    with pytest.raises(DecisionsConflict):
        apply(naming("市营商局"), both, NAMES)


def test_forms_of_one_name_decided_apart_contradict_each_other():
    both = decided(said("same", "name/市旺商办", "营商局"), said("same", "name/旺商办", "税务局"))
    with pytest.raises(DecisionsConflict) as refused:
        apply(naming("市税务局"), both, NAMES)
    assert "decisions.jsonl:1" in str(refused.value)
    assert "decisions.jsonl:2" in str(refused.value)


ALIKE = ("甲甲办", "乙乙办", "丙丙办")


@settings(deadline=None)  # the first example reads the tables
@given(
    ties=st.lists(st.tuples(st.sampled_from(ALIKE), st.sampled_from(("税务局", *ALIKE)), st.booleans()), max_size=5),
    data=st.data(),
)
def test_the_order_of_the_lines_makes_no_difference(ties, data):
    lines = [said("same" if same else "different", f"name/市{one}", other) for one, other, same in ties]

    def outcome(ordered):
        try:
            return meant(naming(*(f"市{name}" for name in ALIKE)), decided(*ordered))
        except DecisionsConflict:
            return "conflict"

    assert outcome(data.draw(st.permutations(lines))) == outcome(lines)


# Indicators, targets, notes


def key(found, number=1):
    return measure_id(document_id(found.document), f"1.{number}")


def test_an_indicator_is_confirmed_refused_exchanged_or_added():
    unsure = replace(advance("纳税"), confidence=0.4)
    found = plan(measure("1.1", advances=(unsure, advance("开办企业"))))

    def after(*lines):
        return [
            (a.indicator.name, a.confidence) for a in apply(found, decided(*lines), NAMES).plan.measures[0].advances
        ]

    about = f"advance/{key(found)}/纳税"
    assert after(said("same", about)) == [("纳税", 1.0), ("开办企业", 1.0)]
    assert after(said("different", about)) == [("开办企业", 1.0)]
    assert after(said("same", about, "获得信贷")) == [("获得信贷", 1.0), ("开办企业", 1.0)]
    assert after(said("unsure", about)) == [("纳税", 0.4), ("开办企业", 1.0)]
    assert after(said("same", f"advance/{key(found)}/获得信贷"))[-1] == ("获得信贷", 1.0)
    (*_, added) = apply(found, decided(said("same", f"advance/{key(found)}/获得信贷")), NAMES).plan.measures[0].advances
    assert (added.raw, added.span) == (found.measures[0].text, found.measures[0].span)


def test_a_decision_about_a_measure_does_not_pass_to_another_that_took_its_place():
    found = plan(measure("1.1", advances=(advance("纳税"),), text="1.另一条措施。"))
    line = said("different", f"advance/{key(found)}/纳税", quote="便利纳税")
    done = apply(found, decided(line), NAMES)
    assert done.plan == found
    assert not done.effects


def test_a_number_gets_its_metric_or_is_no_target():
    found = plan(measure("1.1", targets=(target(50, metric=None), target(70))))
    about = target_id(key(found), found.measures[0].targets[0].span)
    named = apply(found, decided(said("rename", about, "审批时限")), NAMES)
    assert [each.metric for each in named.plan.measures[0].targets] == ["审批时限", "办结时限"]
    none = apply(found, decided(said("different", about)), NAMES)
    assert [each.metric for each in none.plan.measures[0].targets] == ["办结时限"]
    assert [*none.effects.values()] == [1]
    with pytest.raises(DecisionsConflict):
        apply(found, decided(said("rename", about, "审批时限"), said("different", about)), NAMES)


def unresolved(code, raw, start):
    return Unresolved(code, raw, Span(start, start + 3), f"plan.txt:1:{start}", Text("注", "note"))


def test_what_is_settled_is_no_longer_unresolved():
    notes = (unresolved("unknown_body", "市旺商办", 10), unresolved("statement_left_over", "若干处", 30))
    found = replace(naming("市旺商办"), unresolved=notes)
    assert apply(found, decided(said("unsure", "name/市旺商办")), NAMES).plan.unresolved == notes
    assert apply(found, decided(said("same", "name/市旺商办", "营商局")), NAMES).plan.unresolved == notes[1:]
    seen = apply(found, decided(said("same", "note/statement_left_over/若干处")), NAMES)
    assert seen.plan.unresolved == notes[:1]
    assert [*seen.effects.values()] == [1]


def test_a_name_that_was_listed_twice_is_one_doubt():
    twice = (unresolved("unknown_body", "市旺商办", 10), unresolved("unknown_body", "市旺商办", 40))
    found = replace(naming("市旺商办"), unresolved=(*twice, unresolved("duplicate_body", "市旺商办", 40)))
    assert [(each.id, len(each.occurrences)) for each in doubts([found], NOTHING, NAMES)] == [
        ("name/市旺商办", 2),
        ("note/duplicate_body/市旺商办", 1),
    ]
    left = apply(found, decided(said("same", "name/市旺商办", "营商局")), NAMES).plan.unresolved
    assert [each.code for each in left] == ["duplicate_body"]


def test_what_is_unresolved_at_a_number_is_about_that_number():
    found = plan(measure("1.1", targets=(target(150, metric=None),)))
    spot = found.measures[0].targets[0]
    found = replace(
        found, unresolved=(Unresolved("odd_number", spot.raw, spot.span, "plan.txt:1:1", Text("注", "note")),)
    )
    (doubt,) = doubts([found], NOTHING, NAMES)
    assert (doubt.id, doubt.kind, str(doubt.meaning)) == (target_id(key(found), spot.span), "odd_number", "odd_number")
    assert apply(found, decided(said("same", doubt.id)), NAMES).plan.unresolved == ()


def test_ids_stay_short():
    found = replace(plan(), unresolved=(unresolved("stray_row", "长" * 500, 1), unresolved("stray_row", "长" * 501, 1)))
    one, other = (each.id for each in doubts([found], NOTHING, NAMES))
    assert one != other
    assert len(one) < 50


# Doubts and answers


def doubtful(city=LINSHUI):
    """A plan with a doubt of each kind; 旺商办 is no name of any table."""
    found = plan(
        measure("1.1", responsibilities=(printed("市旺商办", 110, city=city),), text="1.由市旺商办牵头办理。"),
        measure(
            "1.2",
            advances=(replace(advance("纳税"), confidence=0.4), replace(advance("开办企业"), confidence=0.9)),
            targets=(target(250, metric=None),),
            responsibilities=(replace(printed("市税务局", 210, city=city), confidence=0.8),),
        ),
        city=city,
    )
    return replace(
        found,
        unresolved=(unresolved("unknown_body", "市旺商办", 110), unresolved("statement_left_over", "若干处", 130)),
    )


def test_doubts_are_gathered_over_cities_with_quote_and_proposal():
    found = doubts([doubtful(), doubtful(WANGSHAN)], NOTHING, NAMES)
    assert [(each.kind, len(each.occurrences)) for each in found] == [
        ("statement_left_over", 2),
        ("uncertain_body", 2),
        ("unknown_body", 2),
        *[("number_without_metric", 1)] * 2,
        *[("uncertain_indicator", 1)] * 2,
    ]
    name = next(each for each in found if each.kind == "unknown_body")
    assert (name.id, name.cities, name.open) == ("name/市旺商办", ["临水市", "望山市"], True)
    assert name.occurrences[0].where == "plan.txt:1:110"
    assert name.occurrences[0].quote == "1.由市旺商办牵头办理。"
    indicator = next(each for each in found if each.kind == "uncertain_indicator")
    assert (indicator.proposal, indicator.quote) == ("纳税", "纳税")


def test_proposals_prefer_a_fuller_name_with_the_same_letters_in_order():
    def proposed(name):
        found = replace(naming(name), unresolved=(unresolved("unknown_body", name, 10),))
        (doubt,) = doubts([found], NOTHING, NAMES)
        return doubt.proposal

    assert proposed("人资社局") == "人社局"  # 人力资源和社会保障局
    assert proposed("应管局") == "应急管理局"
    assert proposed("𠮷野家") is None


def test_a_doubt_is_settled_where_it_is_settled_everywhere():
    plans = [doubtful(), doubtful(WANGSHAN)]

    def judged(*lines):
        return next(d for d in doubts(plans, decided(*lines), NAMES) if d.kind == "unknown_body").judgement

    assert judged(said("same", "name/旺商办", "营商局")) is SAME
    assert judged(said("unsure", "name/市旺商办")) is UNSURE
    assert judged(said("same", "name/市旺商办", "营商局", city="临水市")) is None


def test_an_answer_takes_the_proposal_and_the_quote():
    found = doubts([doubtful()], NOTHING, NAMES)
    name = next(each for each in found if each.kind == "uncertain_body")
    line = answer(name.id, Verdict.SAME, who="甲", decisions=NOTHING, names=NAMES, doubts=found)
    assert (line.value, line.who, len(line.id)) == (name.proposal, "甲", 8)
    indicator = next(each for each in found if each.kind == "uncertain_indicator")
    line = answer(indicator.id, Verdict.DIFFERENT, decisions=NOTHING, names=NAMES, doubts=found)
    assert (line.value, line.quote) == (None, "纳税")


@pytest.mark.parametrize(
    ("about", "verdict", "value", "why"),
    [
        ("市旺商办", "same", "营商局", "no id of a doubt"),
        ("name/市旺商办", "same", None, "has not been said"),
        ("name/市旺商办", "same", "没有这个", "no body is called"),
        ("name/市旺商办", "rename", "营商局", "is of one city"),
        ("name/市旺商办", "undo", "1", "review undo"),
        ("note/left_out/x", "different", None, "cannot be different"),
        ("advance/990101-0123456789ab/m1.1/纳税", "rename", "x", "cannot be rename"),
        ("advance/990101-0123456789ab/m1.1/纳税", "same", "x", "no indicator"),
        ("990101-0123456789ab/m1.1/t3-9", "rename", None, "has not been said"),
    ],
)
def test_an_answer_that_fits_nothing_is_refused(monkeypatch, about, verdict, value, why):
    monkeypatch.setenv("YINGSHANG_LANGUAGE", "en")
    with pytest.raises(UnknownDecision, match=why):
        answer(about, Verdict(verdict), value=value, decisions=NOTHING, names=NAMES)


def test_a_doubt_that_the_files_do_not_have_is_refused():
    with pytest.raises(UnknownDecision):
        answer("name/市税务局", Verdict.UNSURE, decisions=NOTHING, names=NAMES, doubts=[])


@pytest.mark.parametrize("city", [None, "望山市"])
def test_a_contradiction_is_found_before_it_is_written(city):
    first = said("same", "name/市旺商办", "营商局", where="decisions.jsonl:1")
    with pytest.raises(DecisionsConflict, match=r"decisions\.jsonl:1"):
        answer("name/旺商办", Verdict.SAME, value="税务局", decisions=Decisions((first,)), names=NAMES)
    answer("name/旺商办", Verdict.SAME, value="营商局", city=city, decisions=Decisions((first,)), names=NAMES)


def test_deciding_again_asks_to_undo_first():
    first = said("same", "name/市旺商办", "营商局", where="decisions.jsonl:1")
    with pytest.raises(DecisionsConflict, match=first.id):
        answer("name/市旺商办", Verdict.DIFFERENT, decisions=Decisions((first,)), names=NAMES)
    undone = Decisions((first, undoing(first.id, Decisions((first,)))))
    assert answer("name/市旺商办", Verdict.DIFFERENT, decisions=undone, names=NAMES).verdict is Verdict.DIFFERENT
    renamed = answer("name/市旺商办", Verdict.RENAME, value="{city}办", decisions=Decisions((first,)), names=NAMES)
    assert renamed.verdict is Verdict.RENAME

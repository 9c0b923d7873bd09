from dataclasses import replace

from graph.export.study.provenance import decisions, provenance
from graph.export.study.request import Options, Reading
from graph.judgements import Decision, Decisions, Verdict

PLACES = {"东宁市", "231086", "绥芬河市", "231081", "牡丹江市", "231000", "黑龙江省", "230000"}


def decision(about, **said):
    return Decision("2026-01-02T03:04:05Z", "王某", Verdict.SAME, about, **said).identified()


def chosen(corpus, *made):
    return [row["about"] for row in decisions(corpus, Decisions(made), PLACES)]


def test_decisions_for_every_city_or_one_of_these_or_above_it_are_listed(corpus):
    made = [
        decision("name/市监局"),
        decision("name/营商办", city="东宁市"),
        decision("name/数据局", city="230000"),
        decision("name/住建委", city="长春市"),
    ]
    assert chosen(corpus, *made) == ["name/市监局", "name/营商办", "name/数据局"]


def test_of_decisions_about_measures_those_of_the_corpus(corpus):
    made = [
        decision("advance/231086-a/m1/纳税"),
        decision("advance/220100-x/m1/纳税"),
        decision("231086-a/m1/t110-116"),
        decision("220100-x/m1/t110-116"),
        decision("note/YS512/某句"),
    ]
    assert chosen(corpus, *made) == ["advance/231086-a/m1/纳税", "231086-a/m1/t110-116", "note/YS512/某句"]


def test_what_was_undone_is_not_in_force(corpus):
    first = decision("name/市监局")
    undo = Decision("2026-01-03T00:00:00Z", "李某", Verdict.UNDO, first.about, first.id).identified()
    assert chosen(corpus, first, undo) == []


def test_who_decided_when_and_why_is_told(corpus):
    (row,) = decisions(corpus, Decisions((decision("name/市监局", value="市场监管", why="同一机构"),)), PLACES)
    assert (row["who"], row["when"], row["why"]) == ("王某", "2026-01-02T03:04:05Z", "同一机构")


def test_options_seeds_and_versions_are_told(corpus):
    options = Options(("东宁市", "231081"), "纳税", section_leads=True, formats=("csv",))
    found = {row["name"]: row["value"] for row in provenance(corpus, options, Reading("p", ()))}
    assert (found["cities"], found["indicator"], found["formats"]) == ("东宁市|231081", "纳税", "csv")
    assert found["roles"] == "lead|responsible|support|section_lead"
    assert (found["parser"], found["louvain_seed"], found["backbone_level"]) == ("p", 0, 0.05)
    assert {"python", "yingshang", "networkx", "rustworkx", "numpy", "matplotlib", "font"} <= set(found)
    assert found["font"].startswith("Noto Sans SC")


def test_the_digest_of_a_corpus_is_that_of_its_files_in_any_order(corpus):
    def digest(documents):
        told = provenance(replace(corpus, documents=documents), Options(), None)
        return next(row["value"] for row in told if row["name"] == "corpus")

    assert digest(corpus.documents) == digest(corpus.documents[::-1])
    assert digest(corpus.documents) != digest(corpus.documents[1:])

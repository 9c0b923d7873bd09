import csv
import io
from dataclasses import replace

from graph.export import codebook, folder, tables
from graph.export.carriers import CARRIERS
from graph.export.corpus import Corpus, Similarity
from graph.export.formats import FORMATS, table
from graph.export.networks import SLICES
from graph.model import Role


def page(corpus, *, formats=(), section_leads=False):
    return codebook.page(corpus, [], formats, section_leads=section_leads)


def written(corpus, name):
    """Return the rows of a table as they are read from its file."""
    texts = {name: table(rows, columns) for name, rows, columns in tables.base(corpus)}
    return rows(texts[name])


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def header(text):
    return next(csv.reader(io.StringIO(text, newline="")))


def compared(corpus, *marks):
    """Return the corpus with some documents compared."""
    documents = {
        each.id: replace(each, compared="words" if each.id[-1] in marks else None) for each in corpus.documents
    }
    measures = tuple(replace(each, document=documents[each.document.id]) for each in corpus.measures)
    return replace(corpus, documents=tuple(documents.values()), measures=measures)


def test_every_column_is_explained_and_every_explanation_is_of_a_column(corpus):
    # one pair of measures in common, so that its edge has all its columns
    whole = compared(corpus, "a", "b", "c")
    first, last = whole.measures[0], whole.measures[-1]
    whole = replace(whole, similarities=(Similarity(last, first, 0.5, 9),))
    found = dict(folder.texts(whole, folder.annotated(whole, backbone=True)))
    columns = {name for file, text in found.items() if file.endswith(".csv") for name in header(text)}
    assert columns == set(codebook.columns())


def test_every_table_slice_and_network_has_its_words(corpus):
    assert set(codebook.words("slice")) == {each.name for each in SLICES}
    kinds = {kind.name for each in SLICES for kind in each.kinds}
    assert set(codebook.words("network")) == {*kinds, "similarity"}
    names = {name for name, _, _ in tables.base(compared(corpus, "a"))}
    assert set(codebook.words("table")) == {*names, *CARRIERS, "networks"}


def test_tables_have_exactly_their_columns(corpus):
    found = dict(folder.texts(compared(corpus, "a")))
    for name, _, columns in tables.base(compared(corpus, "a")):
        assert tuple(header(found[f"tables/{name}.csv"])) == columns
    for name, columns in CARRIERS.items():
        assert tuple(header(found[f"tables/{name}.csv"])) == columns
    assert tuple(header(found["tables/networks.csv"])) == tables.NETWORKS


def test_what_a_target_does_not_say_is_an_empty_cell(corpus):
    found = written(corpus, "targets")
    assert [(row["metric"], row["from"], row["to"], row["unit"], row["due"]) for row in found] == [
        ("办结时限", "3.0", "2.0", "个工作日", "2026-12-31"),
        ("", "", "0.5", "", ""),
    ]


def test_every_measure_has_its_row_also_one_that_names_nobody(corpus):
    found = written(corpus, "measures")
    assert [row["measure"] for row in found] == [measure.id for measure in corpus.measures]
    group, nobody = found[4], found[5]
    assert (group["open"], nobody["open"]) == ("1", "0")
    assert (nobody["indicators"], nobody["document"], nobody["start"], nobody["end"]) == ("", "231086-a", "600", "690")
    assert [row["period"] for row in found[-2:]] == ["2022-2024"] * 2


def test_departments_say_the_system_of_each_function(corpus):
    found = {row["department"]: row for row in written(corpus, "departments")}
    assert (found["231086/税务"]["functions"], found["231086/税务"]["systems"]) == ("税务", "vertical")
    merged = found["231081/市场监管+知识产权"]
    assert (merged["functions"], merged["systems"]) == ("市场监管|知识产权", "|")


def test_coverage_by_hand(corpus):
    counts = [(row["id"], *(row[name] for name in tables.DOCUMENTS[-5:])) for row in written(corpus, "documents")]
    assert counts == [  # measures, naming a department, only open groups, silent; led by section only
        ("231086-a", "6", "4", "1", "1", "0"),
        ("231081-b", "2", "2", "0", "0", "0"),
        ("231086-c", "1", "0", "0", "1", "0"),
    ]


def test_the_list_of_networks_says_what_each_was_drawn_of(corpus):
    found = {row["network"]: row for row in rows(dict(folder.texts(corpus))["tables/networks.csv"])}
    city = found["networks/city/231086-东宁市/department-co-responsibility"]
    assert (city["slice"], city["member"], city["level"]) == ("city", "231086", "department")
    assert (city["n_nodes"], city["n_edges"]) == ("4", "4")
    # plans a and c; of their seven measures four name a department
    assert (city["n_documents"], city["n_measures"], city["n_naming_department"]) == ("2", "7", "4")


def test_similarities_are_a_table_only_where_they_were_computed(corpus):
    assert "similarities" not in {name for name, _, _ in tables.base(corpus)}
    assert written(compared(corpus, "a", "b", "c"), "similarities") == []


def test_the_page_names_documents_that_state_nothing_as_missing_data(corpus):
    said = page(corpus)
    assert "缺失数据，不是零：东宁市《东宁市优化营商环境方案c》" in said
    assert "missing data, not zero" in said
    assert "缺失数据，不是零" not in page(Corpus(corpus.documents[:2], corpus.measures, corpus.statements))


def test_the_page_warns_of_a_plan_that_hardly_states_any(corpus):
    assert "只是下限" not in page(corpus)  # a third of plan a is silent or open
    kept = tuple(s for s in corpus.statements if s.measure.id == "231086-a/m1" or "231081" in s.measure.id)
    plans = corpus.documents[:2]
    said = page(Corpus(plans, tuple(m for m in corpus.measures if m.document in plans), kept))
    assert "只是下限，不宜与其他城市比较：东宁市《东宁市优化营商环境方案a》。" in said
    assert "比较：绥芬河市《" not in said
    assert "全部文件都写明责任" not in said


def test_the_page_warns_of_a_plan_that_mostly_names_leads_of_sections(corpus):
    """Of the four measures of plan a that name a department, three name the lead of their section only."""
    led = tuple(
        replace(s, role=Role.SECTION_LEAD) if s.measure.id in ("231086-a/m1", "231086-a/m2", "231086-a/m3") else s
        for s in corpus.statements
    )
    shown = replace(corpus, statements=led)
    assert [row["n_section_lead_only"] for row in written(shown, "documents")] == ["3", "0", "0"]
    assert "多半只写到章节的牵头单位" in page(shown)
    assert "多半只写到章节的牵头单位" not in page(shown, section_leads=True)
    assert "多半只写到章节的牵头单位" not in page(corpus)


def test_the_page_names_documents_that_state_no_period(corpus):
    assert "不在任何时期切片中：东宁市《东宁市优化营商环境方案a》；东宁市《东宁市优化营商环境方案c》。" in page(corpus)
    assert "全部文件都写明时期" in page(corpus.by_city()["231081"])


def test_not_compared_is_not_nothing_in_common(corpus):
    assert "措施相似尚未计算" in page(corpus)
    assert "只属于一个城市" in page(compared(corpus, "a", "c"))
    assert "尚未与其他文件比对，不计入城市相似：东宁市《东宁市优化营商环境方案c》。" in page(compared(corpus, "a", "b"))
    assert "全部文件的措施都已相互比对" in page(compared(corpus, "a", "b", "c"))


def test_the_page_says_which_roles_count(corpus):
    apart, counted = (page(corpus, section_leads=choice) for choice in (False, True))
    assert "roles counted: lead, responsible, support\n" in apart
    assert "另列" in apart
    assert "roles counted: lead, responsible, support, section_lead\n" in counted
    assert "另列" not in counted


def test_the_page_says_what_was_left_out(corpus):
    assert "only measures that advance: 纳税\n" in page(replace(corpus, indicator="纳税"))
    assert "only measures that advance" not in page(corpus)


def test_the_page_lists_every_file(corpus):
    """Tables by name, networks by place and kind; the list of networks has each."""
    found = dict(folder.texts(compared(corpus, "a", "b"), written_as=["csv"]))
    listed = {row["network"] for row in rows(found["tables/networks.csv"])}
    drawn = {file.removesuffix(".nodes.csv").removesuffix(".edges.csv") for file in found if "networks/" in file}
    assert drawn - {"tables/networks.csv"} == listed
    said = found["README.md"]
    for file in found:
        if file.startswith("tables/"):
            assert f"| `{file}` |" in said
    assert "| `networks/city/*/department-lead-support.*` | 2 |" in said
    assert "| `networks/all/city-similarity.*` | 1 |" in said


def test_the_page_says_what_each_format_is_for(corpus):
    said = page(corpus, formats=["pajek"])
    assert f"{FORMATS['pajek'].title}（`*.net`" in said
    assert FORMATS["gexf"].title not in said

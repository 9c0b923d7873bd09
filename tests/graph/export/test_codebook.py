import csv
import io

from graph.export import codebook, folder, tables
from graph.export.corpus import Corpus


def header(text):
    return next(csv.reader(io.StringIO(text, newline="")))


def test_every_column_is_explained_and_every_explanation_is_of_a_column(corpus):
    texts = folder.texts(corpus)
    columns = {name for file, text in texts.items() if file.endswith(".csv") for name in header(text)}
    assert columns == set(codebook.columns())


def test_tables_have_exactly_their_columns(corpus):
    texts = folder.texts(corpus)
    assert tuple(header(texts["documents.csv"])) == tables.DOCUMENTS
    assert tuple(header(texts["responsibilities.csv"])) == tables.RESPONSIBILITIES
    assert tuple(header(texts["targets.csv"])) == tables.TARGETS
    assert tuple(header(texts["deadlines.csv"])) == tables.DEADLINES


def test_what_a_target_does_not_say_is_an_empty_cell(corpus):
    rows = list(csv.DictReader(io.StringIO(folder.texts(corpus)["targets.csv"], newline="")))
    assert [(row["metric"], row["from"], row["to"], row["unit"], row["due"]) for row in rows] == [
        ("办结时限", "3.0", "2.0", "个工作日", "2026-12-31"),
        ("", "", "0.5", "", ""),
    ]


def test_coverage_by_hand(corpus):
    rows = list(csv.DictReader(io.StringIO(folder.texts(corpus)["documents.csv"], newline="")))
    counts = [(row["id"], *(row[name] for name in tables.DOCUMENTS[-4:])) for row in rows]
    assert counts == [  # measures, naming a department, only open groups, silent
        ("231086-a", "6", "4", "1", "1"),
        ("231081-b", "2", "2", "0", "0"),
        ("231086-c", "1", "0", "0", "1"),
    ]


def test_the_page_names_documents_that_state_nothing_as_missing_data(corpus):
    page = folder.texts(corpus)["README.md"]
    assert "缺失数据，不是零：东宁市《东宁市优化营商环境方案c》" in page
    assert "missing data, not zero" in page
    stating = Corpus(corpus.documents[:2], corpus.measures, corpus.statements)
    assert "缺失数据，不是零" not in codebook.page(stating, [], section_leads=False)


def test_the_page_warns_of_a_plan_that_hardly_states_any(corpus):
    assert "只是下限" not in folder.texts(corpus)["README.md"]  # a third of plan a is silent or open
    kept = tuple(s for s in corpus.statements if s.measure.id == "231086-a/m1" or "231081" in s.measure.id)
    sparse = Corpus(corpus.documents[:2], corpus.measures[:-1], kept)
    page = codebook.page(sparse, [], section_leads=False)
    assert "只是下限，不宜与其他城市比较：东宁市《东宁市优化营商环境方案a》。" in page
    assert "绥芬河市《" not in page
    assert "全部文件都写明" not in page


def test_the_page_says_which_roles_count(corpus):
    apart, counted = (folder.texts(corpus, section_leads=choice)["README.md"] for choice in (False, True))
    assert "roles counted: lead, responsible, support\n" in apart
    assert "另列" in apart
    assert "roles counted: lead, responsible, support, section_lead\n" in counted
    assert "另列" not in counted


def test_the_page_lists_every_file(corpus):
    texts = folder.texts(corpus)
    assert [f"- `{name}`" for name in sorted(texts) if name != "README.md"] == [
        line for line in texts["README.md"].splitlines() if line.startswith("- `")
    ]

"""The saved scripts are the catalogue's questions, no more and no less."""

import io
import zipfile
from pathlib import Path

import queries
from graph import browser
from graph.catalogue import questions

FOLDER = Path(queries.__file__).parent / "browser"


def test_the_files_are_those_of_the_catalogue():
    # After a change of a question: python -m graph.browser
    written = {path.name: path.read_text(encoding="utf-8") for path in (FOLDER / "scripts").iterdir()}
    assert written == browser.scripts()
    assert (FOLDER / "saved-scripts.zip").read_bytes() == browser.archive()


def test_every_question_is_there_as_it_stands():
    scripts = browser.scripts()
    for question in questions().values():
        asked = [text for name, text in scripts.items() if name.endswith(f"b-{question.name}.cypher")]
        assert len(asked) == 1
        assert asked[0].partition("\n")[2] == question.text
        settings = [text for name, text in scripts.items() if name.endswith(f"a-{question.name}.cypher")]
        for parameter in question.parameters:
            assert f":param {parameter.name} => " in settings[0]


def test_the_archive_holds_one_folder_with_the_scripts():
    with zipfile.ZipFile(io.BytesIO(browser.archive())) as packed:
        assert packed.testzip() is None
        found = {name: packed.read(name).decode() for name in packed.namelist()}
    assert found == {f"营商图谱/{name}": text for name, text in browser.scripts().items()}


def test_names_in_browser_differ_and_sort_as_the_files_do():
    titles = [text.partition("\n")[0] for text in browser.scripts().values()]
    assert all(title.startswith("// ") for title in titles)
    assert titles == sorted(set(titles))

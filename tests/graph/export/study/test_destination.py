import hashlib

import pytest

from graph.errors import ExportFailed, FolderInUse
from graph.export.formats import read_csv
from graph.export.study.destination import replacing


def write(out, **files):
    with replacing(out) as place:
        for name, text in files.items():
            path = place / name.replace("_", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def present(out):
    return {path.relative_to(out).as_posix() for path in out.rglob("*")}


def test_every_file_is_listed_with_its_digest(tmp_path):
    write(tmp_path / "new" / "out", report="r", tables_one="1")
    assert present(tmp_path / "new" / "out") == {"report", "tables", "tables/one", "files.csv"}
    assert read_csv(tmp_path / "new" / "out" / "files.csv") == [
        {"file": "report", "bytes": "1", "sha256": hashlib.sha256(b"r").hexdigest()},
        {"file": "tables/one", "bytes": "1", "sha256": hashlib.sha256(b"1").hexdigest()},
    ]


def test_an_earlier_study_is_replaced_and_nothing_of_it_stays(tmp_path):
    write(tmp_path, report="old", figures_city_a="a", tables_one="1")
    write(tmp_path, report="new", tables_two="2")
    assert present(tmp_path) == {"report", "tables", "tables/two", "files.csv"}
    assert (tmp_path / "report").read_text() == "new"


def test_what_is_no_studys_is_named_and_stays(tmp_path):
    write(tmp_path, report="old")
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(FolderInUse) as refused:
        write(tmp_path, report="new")
    assert "notes.txt" in refused.value.what.zh
    assert (tmp_path / "report").read_text() == "old"
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_file_that_was_changed_since_is_not_overwritten(tmp_path):
    write(tmp_path, report="old")
    (tmp_path / "report").write_text("edited")
    with pytest.raises(FolderInUse):
        write(tmp_path, report="new")
    assert (tmp_path / "report").read_text() == "edited"


def test_a_folder_of_something_else_is_refused_and_the_rest_counted(tmp_path):
    for name in "abcde":
        (tmp_path / name).write_text(name)
    with pytest.raises(FolderInUse) as refused:
        write(tmp_path, report="new")
    assert "a, b, c and 2 more." in refused.value.what.en
    assert present(tmp_path) == set("abcde")


def test_where_writing_breaks_off_the_earlier_study_is_whole(tmp_path):
    write(tmp_path, report="old")

    class Broken(Exception):
        pass

    def break_off():
        with replacing(tmp_path) as place:
            (place / "report").write_text("half")
            raise Broken

    with pytest.raises(Broken):
        break_off()
    assert present(tmp_path) == {"report", "files.csv"}
    assert (tmp_path / "report").read_text() == "old"


def test_what_a_run_that_was_killed_left_is_no_hindrance(tmp_path):
    (tmp_path / ".unfinished").mkdir()
    (tmp_path / ".unfinished" / "half").write_text("half")
    write(tmp_path, report="new")
    assert present(tmp_path) == {"report", "files.csv"}


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportFailed) as refused:
        write(tmp_path / "file" / "out", report="new")
    assert str(tmp_path / "file") in str(refused.value)

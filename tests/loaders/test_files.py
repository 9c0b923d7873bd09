"""Files, folders and patterns mean the files one expects."""

from pathlib import Path

import pytest

from loaders.files import SAMPLES, find


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.TXT", "deep/c.txt", "picture.png", ".hidden.txt", ".git/d.txt", "odd[1].txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("", encoding="utf-8")
    return tmp_path


def names(folder: Path, files: tuple[Path, ...]) -> list[str]:
    return [str(file.relative_to(folder)) for file in files]


def test_a_folder_means_what_is_below_it(folder: Path) -> None:
    found = find([folder])
    assert names(folder, found.wanted) == ["a.TXT", "b.txt", "deep/c.txt", "odd[1].txt"]
    assert names(folder, found.skipped) == ["picture.png"]


def test_a_pattern_means_what_it_matches(folder: Path) -> None:
    assert names(folder, find([folder / "*" / "*.txt"]).wanted) == [".git/d.txt", "deep/c.txt"]
    assert names(folder, find([folder / "[ab].txt"]).wanted) == ["b.txt"]


def test_a_name_with_brackets_is_a_name_where_it_exists(folder: Path) -> None:
    assert names(folder, find([folder / "odd[1].txt"]).wanted) == ["odd[1].txt"]


def test_a_relative_pattern_is_meant_from_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert find([Path("b*.txt")]).wanted == (Path("b.txt"),)


def test_every_file_is_meant_once(folder: Path) -> None:
    found = find([folder / "b.txt", folder, folder / "b*.txt"])
    assert names(folder, found.wanted) == ["b.txt", "a.TXT", "deep/c.txt", "odd[1].txt"]


@pytest.mark.parametrize("name", ["absent.txt", "absent*.txt"])
def test_what_is_not_there_is_kept_for_the_reader_to_refuse(folder: Path, name: str) -> None:
    assert find([folder / name]).wanted == (folder / name,)


def test_the_samples_are_there() -> None:
    assert len(find([SAMPLES / "*.txt"]).wanted) >= 3

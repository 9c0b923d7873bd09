"""The parser's own version: told by every plan, and another whenever reading may be."""

import re
import shutil
from importlib.metadata import version

import pytest

import loaders
from loaders import parser
from loaders.files import SAMPLES


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A copy of the room, with a way to ask for its version anew."""
    copy = shutil.copytree(parser.ROOM, tmp_path / "loaders", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(parser, "ROOM", copy)

    def ask():
        parser.parser.cache_clear()
        return parser.parser()

    yield copy, ask
    parser.parser.cache_clear()


def test_a_plan_tells_what_read_it():
    found = loaders.load(SAMPLES / "yundu.txt").source.parser
    assert found == parser.parser()
    assert re.fullmatch(re.escape(version("yingshang")) + r"\+[0-9a-f]{8}", found)


@pytest.mark.parametrize("file", ["plan.py", "grammar/laws.py", "tables/functions.csv"])
def test_another_rule_or_table_is_another_parser(room, file):
    copy, ask = room
    before = ask()
    (copy / file).write_bytes((copy / file).read_bytes() + b"\n#")
    assert ask() != before


def test_a_file_that_is_renamed_is_another_parser(room):
    copy, ask = room
    before = ask()
    (copy / "plan.py").rename(copy / "plans.py")
    assert ask() != before


def test_line_ends_and_what_reads_no_plan_make_no_difference(room):
    copy, ask = room
    before = ask()
    for file in copy.rglob("*.csv"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    shutil.rmtree(copy / "samples")
    shutil.rmtree(copy / "evaluation")
    (copy / "__pycache__").mkdir()
    (copy / "__pycache__" / "plan.cpython-311.pyc").write_bytes(b"")
    assert ask() == before

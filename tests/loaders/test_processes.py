"""Many files at once: in order, each read or refused, whatever becomes of the processes."""

import os
import signal

import pytest

from graph.errors import LoadError
from graph.language import Text
from loaders import load
from loaders.errors import FileDamaged, FileEmpty
from loaders.files import SAMPLES
from loaders.processes import read_all

TEXT = (SAMPLES / "yanxi.txt").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """Twelve files, of which every fourth is empty."""
    files = [tmp_path / f"{number:02}.txt" for number in range(12)]
    for number, file in enumerate(files):
        file.write_text("" if number % 4 == 3 else TEXT, encoding="utf-8")
    return files


@pytest.mark.parametrize("processes", [1, 2])
def test_files_come_in_order_read_or_refused(folder, processes):
    outcomes = list(read_all(folder, processes=processes))
    assert [file for file, _ in outcomes] == folder
    for number, (file, outcome) in enumerate(outcomes):
        if number % 4 == 3:
            assert isinstance(outcome, FileEmpty)
            assert str(file) in str(outcome)
        else:
            assert outcome == load(file)


def test_a_few_files_are_read_in_this_process(folder):
    assert [outcome for _, outcome in read_all(folder[:2])] == [load(file) for file in folder[:2]]


def test_only_a_few_files_are_ahead(folder):
    outcomes = read_all(folder, processes=2)
    next(outcomes)
    folder[-1].write_text("", encoding="utf-8")
    folder[-2].write_text("", encoding="utf-8")
    assert [isinstance(outcome, LoadError) for _, outcome in outcomes][-3:] == [False, True, True]


def test_errors_come_back_whole():
    import pickle  # noqa: PLC0415

    error = FileDamaged(Text("坏了", "broken"), Text("重来", "again"), where="a.pdf:3")
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own
    assert (type(back), str(back), back.where) == (FileDamaged, str(error), "a.pdf:3")


@pytest.mark.slow
def test_a_file_that_kills_its_process_costs_only_itself(folder, monkeypatch, tmp_path):
    # The processes start afresh, and find this on their path.
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal\n"
        "import pathlib\n"
        "whole = pathlib.Path.read_bytes\n"
        "def read_bytes(self):\n"
        f"    if self.name == '05.txt': os.kill(os.getpid(), {int(signal.SIGKILL)})\n"
        "    return whole(self)\n"
        "pathlib.Path.read_bytes = read_bytes\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    outcomes = dict(read_all(folder, processes=2))
    assert list(outcomes) == folder
    assert isinstance(outcomes[folder[5]], FileDamaged)
    assert sum(isinstance(outcome, LoadError) for outcome in outcomes.values()) == 4

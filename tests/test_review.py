"""`yingshang review`: from a list of doubts to decisions in a file, and from there into every later load."""

import json
import sys
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

import yingshang
from graph.endpoint import Endpoint
from graph.errors import DecisionsBroken, UnknownDecision
from graph.settings import read_settings
from graph.store import Store
from loaders.review import changed

PLAN = """{city}优化营商环境实施方案

一、开办企业
1.推行一网通办。开办手续一次提交。（责任单位：市市场监管局、市旺商办）
2.压减开办时间。（责任单位：市旺商办、市税务局）
"""
DOUBT = "name/市旺商办"


@pytest.fixture
def plans(tmp_path: Path) -> list[Path]:
    """Plans of two invented cities that name the same unknown body."""
    files = []
    for number, city in enumerate(("望川市", "临溪市")):
        files.append(tmp_path / f"{number}.txt")
        files[-1].write_text(PLAN.format(city=city), encoding="utf-8")
    return files


class Line:
    """Runs `yingshang` with a decisions file of its own."""

    def __init__(self, file: Path, **environment: str) -> None:
        self.file = file
        self.environment = {"YINGSHANG_DECISIONS": str(file), "YINGSHANG_HOME": str(file.parent), **environment}

    def __call__(self, *arguments: object, answers: str = "") -> str:
        read_settings.cache_clear()
        try:
            done = CliRunner().invoke(yingshang.app, [*map(str, arguments)], input=answers, env=self.environment)
        finally:
            read_settings.cache_clear()
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == 0, done.output
        return done.stdout

    def listed(self, *arguments: object) -> list[dict]:
        return json.loads(self("review", *arguments, "--json"))

    @property
    def written(self) -> list[dict]:
        return [json.loads(line) for line in self.file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def line(tmp_path: Path) -> Line:
    return Line(tmp_path / "decisions.jsonl", NEO4J_URI="")


def test_a_doubt_stands_once_with_all_its_places(line, plans):
    (doubt,) = (each for each in line.listed(*plans) if each["kind"] == "unknown_body")
    assert (doubt["id"], doubt["cities"], doubt["judgement"]) == (DOUBT, ["望川市", "临溪市"], None)
    assert [each["where"] for each in doubt["occurrences"]][:2] == ["0.txt:4:32", "0.txt:5:16"]
    assert "责任单位：市市场监管局、市旺商办）" in doubt["occurrences"][0]["quote"]
    assert not line.file.exists()


def test_people_see_a_table(line, plans):
    shown = line("review", *plans)
    assert DOUBT in shown
    assert "不在核定表中的单位" in shown
    assert "望川市、临溪市" in shown


def test_what_is_decided_is_not_listed_again_and_can_be_undone(line, plans):
    line("review", "decide", DOUBT, "same", "--as", "营商局", "--why", "同一牌子", "--who", "甲")
    (written,) = line.written
    assert {name: written[name] for name in ("who", "verdict", "about", "value", "why")} == {
        "who": "甲", "verdict": "same", "about": DOUBT, "value": "营商局", "why": "同一牌子",
    }  # fmt: skip
    assert DOUBT not in [each["id"] for each in line.listed(*plans)]
    assert [each["judgement"] for each in line.listed(*plans, "--all") if each["id"] == DOUBT] == ["same"]
    assert [each["id"] for each in json.loads(line("review", "decisions", "--json"))] == [written["id"]]
    line("review", "undo", written["id"])
    assert [each["verdict"] for each in line.written] == ["same", "undo"]
    assert DOUBT in [each["id"] for each in line.listed(*plans)]
    assert json.loads(line("review", "decisions", "--json")) == []


def test_files_give_the_proposal_and_prove_the_id(line, plans):
    (proposed,) = (each["proposal"] for each in line.listed(*plans) if each["id"] == DOUBT)
    said = json.loads(line("review", "decide", DOUBT, "same", *plans, "--json"))
    assert said["value"] == proposed
    with pytest.raises(UnknownDecision):
        line("review", "decide", "name/市没有办", "unsure", *plans)


def test_what_decisions_change_is_shown(line, plans):
    line("review", "decide", DOUBT, "same", "--as", "营商局", "--only", "望川市")
    line("review", "decide", "name/市从未见办", "unsure")
    found = json.loads(line("review", *plans, "--effect", "--json"))["decisions"]
    assert [each["changed"] for each in found] == [{"responsibility": 2}, {}]
    shown = CliRunner().invoke(yingshang.app, ["review", *map(str, plans), "--effect"], env=line.environment)
    assert "name/市从未见办" in shown.stdout
    assert changed(Counter({("1", "responsibility"): 2})).zh == "1 条裁定改动了 2 处责任。"
    assert changed(Counter()) is None


def test_extract_applies_decisions_where_it_is_asked_to(line, plans):
    line("review", "decide", DOUBT, "same", "--as", "营商局")

    def functions(*options):
        found = json.loads(line("extract", plans[0], *options))
        return [d["function"] for d in found["measures"][1]["departments"]]

    assert functions() == ["旺商办", "税务局"]
    assert functions("--decided") == ["营商局", "税务局"]


def test_one_answer_after_another(line, plans):
    first = line.listed(*plans)[0]
    assert first["id"] == DOUBT
    # x is no answer; a body that does not exist is refused and the question comes again; then it is skipped.
    line("review", *plans, "-i", answers="x\ns\n没有这个局\n\n\nn\nq\n")
    assert not line.file.exists()
    line("review", *plans, "-i", answers="s\n营商局\n望川市\n同一牌子\nq\n")
    (written,) = line.written
    assert (written["verdict"], written["value"], written["city"], written["why"]) == (
        "same", "营商局", "望川市", "同一牌子",
    )  # fmt: skip
    line("review", *plans[:1], "-i", answers="n\n" * 20)
    assert len(line.written) == 1


def test_a_broken_file_is_named_by_its_line(line, plans):
    line.file.write_text("\n{\n", encoding="utf-8")
    for command in (("review", *plans), ("extract", plans[0], "--decided"), ("load", *plans), ("review", "decisions")):
        with pytest.raises(DecisionsBroken, match=r"YS801.*decisions\.jsonl:2"):
            line(*command)


def test_wrong_use_is_2(plans, capsys, monkeypatch):
    for arguments in (("review",), ("review", "decide", DOUBT, "perhaps"), ("review", *plans, "--nonsense")):
        monkeypatch.setattr(sys, "argv", ["yingshang", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            yingshang.main()
        assert ended.value.code == 2
    capsys.readouterr()


def test_a_refused_file_does_not_stop_the_others(line, plans, tmp_path):
    (tmp_path / "empty.txt").touch()
    done = CliRunner().invoke(
        yingshang.app, ["review", *map(str, plans), str(tmp_path / "empty.txt"), "--json"], env=line.environment
    )
    assert done.exit_code == 1
    assert DOUBT in done.stdout
    assert "YS502" in done.stderr


def departments(store: Store) -> set[str]:
    return {row["name"] for row in store.read("MATCH (d:Department)-[:RESPONSIBLE_FOR]->() RETURN d.id AS name")}


def test_decisions_are_applied_to_every_load(store: Store, endpoint: Endpoint, plans, tmp_path):
    line = Line(
        tmp_path / "decisions.jsonl",
        NEO4J_URI=endpoint.uri,
        NEO4J_USERNAME=endpoint.username,
        NEO4J_PASSWORD=endpoint.password,
        NEO4J_DATABASE=endpoint.database or "",
    )
    line("load", *plans)
    before = departments(store)
    assert {"name:望川市/旺商办", "name:临溪市/旺商办"} <= before
    line("review", "decide", DOUBT, "same", "--as", "营商局", "--only", "望川市")
    line("review", "decide", "name/市税务局", "rename", "--as", "{city}税费征收局")
    for _ in range(2):  # loading again changes nothing more
        loaded = json.loads(line("load", *plans, "--json"))
        assert [each["changed"] for each in loaded["decisions"]] == [{"responsibility": 2}, {"responsibility": 2}]
        after = departments(store)
        assert before - after == {"name:望川市/旺商办"}
        assert after - before == {"name:望川市/营商环境"}
    assert [each["changed"] + each["added"] + each["removed"] for each in loaded["loaded"]] == [0, 0]
    names = store.read("MATCH (d:Department {function: '税务'}) RETURN d.name AS name ORDER BY name")
    assert [row["name"] for row in names] == ["临溪市税费征收局", "望川市税费征收局"]
    line("review", "undo", line.written[0]["id"])
    line("load", *plans)
    assert departments(store) == before

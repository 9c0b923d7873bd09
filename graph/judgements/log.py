r"""The decisions file (裁定文件): one decision a line in JSON (JSON Lines, UTF-8), only ever added to.

A line says who decided what, when and why; a later line may undo an earlier one. So the file merges and
diffs line by line, and its history is complete without version control too.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from graph.errors import DecisionsBroken, UnknownDecision
from graph.judgements.decision import Decision, Verdict
from graph.language import Text

__all__ = ["NOTHING", "Decisions", "append", "read"]

NEEDED = ("id", "when", "who", "verdict", "about")
KEYS = tuple(each.name for each in fields(Decision) if each.name != "where")


@dataclass(frozen=True, slots=True)
class Decisions:
    """Every line of a file, in its order."""

    lines: tuple[Decision, ...] = ()

    @property
    def in_force(self) -> tuple[Decision, ...]:
        """The decisions that no later line has undone."""
        undone = {line.value for line in self.lines if line.verdict is Verdict.UNDO}
        return tuple(line for line in self.lines if line.verdict is not Verdict.UNDO and line.id not in undone)

    def found(self, id_: str) -> Decision:
        """Return the decision in force with an id.

        Raises:
            UnknownDecision: there is none, or it has been undone.

        """
        for line in self.in_force:
            if line.id == id_:
                return line
        raise UnknownDecision(
            Text(f"没有生效的裁定 {id_}。", f"no decision {id_} is in force."),
            Text("用 yingshang review decisions 列出。", "`yingshang review decisions` lists them."),
        )


NOTHING = Decisions()
"""No decision at all."""


def read(path: Path) -> Decisions:
    """Return the decisions in a file; none where there is no file yet.

    Raises:
        DecisionsBroken: a line is no decision, or undoes one that does not stand before it; names file and line.

    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return NOTHING
    except (OSError, UnicodeDecodeError) as problem:
        raise _broken(str(path), Text(f"无法读取（{problem}）", f"it cannot be read ({problem})")) from None
    found: dict[str, Decision] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        decision = _decision(line, f"{path}:{number}")
        earlier = found.setdefault(decision.id, decision)
        if earlier != decision:
            raise _broken(
                decision.where, Text(f"标识 {decision.id} 已用于另一行", f"another line has the id {decision.id}")
            )
        if decision.verdict is Verdict.UNDO and decision.value not in found:
            raise _broken(
                decision.where,
                Text(
                    f"所撤销的 {decision.value} 不在其前",
                    f"{decision.value}, which it undoes, does not stand before it",
                ),
            )
    return Decisions(tuple(found.values()))


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to the end of a file, which is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as stream:
        if stream.tell():
            stream.seek(-1, 2)
            cut = stream.read(1) != b"\n"  # an editor may have left the last line without its end
        else:
            cut = False
        lines = "".join(json.dumps(decision.line(), ensure_ascii=False) + "\n" for decision in decisions)
        stream.write(("\n" * cut + lines).encode())


def _decision(line: str, where: str) -> Decision:
    try:
        said = json.loads(line)
    except ValueError as problem:
        raise _broken(where, Text(f"不是 JSON（{problem}）", f"it is no JSON ({problem})")) from None
    if not isinstance(said, Mapping):
        raise _broken(where, Text("不是一条裁定", "it is no decision"))
    for name in NEEDED:
        if not said.get(name):
            raise _broken(where, Text(f"缺少 {name}", f"{name} is missing"))
    for name, value in said.items():
        if name not in KEYS:
            raise _broken(where, Text(f"不认识 {name}", f"{name} is unknown"))
        if not isinstance(value, str):
            raise _broken(where, Text(f"{name} 须为文字", f"{name} must be text"))
    if said["verdict"] not in [*Verdict]:
        raise _broken(where, Text(f"不认识 {said['verdict']}", f"{said['verdict']} is no verdict"))
    return _checked(replace(Decision(**{**said, "verdict": Verdict(said["verdict"])}), where=where), said)


def _checked(decision: Decision, said: Mapping[str, Any]) -> Decision:
    if decision.verdict in (Verdict.RENAME, Verdict.UNDO) and not said.get("value"):
        raise _broken(decision.where, Text("缺少 value", "value is missing"))
    return decision


def _broken(where: str, what: Text) -> DecisionsBroken:
    return DecisionsBroken(
        Text(f"裁定文件有误：{what.zh}。", f"the decisions file is broken: {what.en}."),
        Text("请改正这一行，或从版本库取回。", "Correct that line, or take the file from version control."),
        where=where,
    )

"""The command line's `review` (核定): listing what is uncertain, deciding it, undoing that.

The exit codes are those of `yingshang`. Decisions are read and written in the file that the settings name.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from graph.language import Text
from graph.settings import read_settings
from yingshang_options import City, Json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.judgements import Decisions, Doubt, Verdict
    from loaders.review import Review

__all__ = ["reviewing"]

Why = Annotated[str | None, typer.Option("--why", help="理由 · why")]
Who = Annotated[str | None, typer.Option("--who", help="裁定人，默认为本机用户 · who; this machine's user")]


class _Listing(TyperGroup):
    """A group whose arguments are files to list, unless the first is one of its commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "--help", "-h"}:
            args = ["list", *args]
        return super().parse_args(ctx, args)


reviewing = typer.Typer(
    cls=_Listing,
    name="review",
    help="核定存疑之处 · Settle what is uncertain.\n\n"
    "列出文件中的存疑：yingshang review 文件… · List what is uncertain in files: yingshang review PATH…",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@reviewing.command("list")
def list_doubts(
    paths: Annotated[list[Path], typer.Argument(help="方案 · plans", metavar="PATH…")],
    *,
    city: City = None,
    everything: Annotated[bool, typer.Option("--all", help="已裁定的也列出 · those decided too")] = False,
    below: Annotated[
        float | None,
        typer.Option("--below", min=0, max=1, help="把握低于此数的指标 · indicators less certain than this"),
    ] = None,
    effect: Annotated[bool, typer.Option("--effect", help="裁定改动了什么 · what decisions change")] = False,
    interactive: Annotated[bool, typer.Option("--interactive", "-i", help="逐条作答 · answer one by one")] = False,
    as_json: Json = False,
) -> None:
    """列出文件中的存疑 · List what is uncertain in files.

    只读文件，不需要 Neo4j；有文件被拒时退出码为 1 · Reads files only, no Neo4j; exit code 1 when a file was refused.
    """
    from graph import judgements, terminal
    from loaders.review import DECISIONS, DOUBTS, changed, effect_rows, entry, row

    file = read_settings().decisions_file
    decisions = judgements.read(file)
    found = _review(paths, decisions, city=city, below=below, quiet=as_json)
    shown = [doubt for doubt in found.doubts if everything or doubt.open]
    if effect:
        rows = effect_rows(decisions, found.effects)
        if as_json:
            terminal.print_json({"decisions": rows, "file": file})
        else:
            terminal.rows(rows, DECISIONS | {"changed": Text("改动", "changed")})
            terminal.note(changed(found.effects) or Text("裁定没有改动任何事实。", "No decision changed anything."))
    elif as_json:
        terminal.print_json([entry(doubt) for doubt in shown])
    elif interactive:
        _settle(shown, file)
    else:
        terminal.rows([row(doubt) for doubt in shown], DOUBTS)
        terminal.note(Text(f"存疑 {len(shown)} 项。", f"{len(shown)} things are uncertain."))
    if found.refused:
        raise typer.Exit(1)


@reviewing.command()
def decide(
    doubt: Annotated[str, typer.Argument(help="存疑的标识 · id of the doubt", metavar="ID")],
    verdict: Annotated[str, typer.Argument(help="same, different, unsure, rename", metavar="VERDICT")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="方案：核对标识并取拟作 · plans that have the doubt, and a proposal", metavar="PATH…"),
    ] = None,
    *,
    value: Annotated[str | None, typer.Option("--as", help="所指的单位、指标或正式名称 · what is meant")] = None,
    only: Annotated[str | None, typer.Option("--only", help="只在此城市 · in this city only", metavar="CITY")] = None,
    city: City = None,
    why: Why = None,
    who: Who = None,
    as_json: Json = False,
) -> None:
    """写下一条裁定 · Write down a decision.

    same 即所指，different 另有其物，unsure 未定，rename 正式名称 · same: it is what is meant; different: it is not;
    unsure: looked at, open; rename: what it is officially called
    """
    from graph import judgements, terminal
    from loaders.names import NAMES

    if verdict not in [*judgements.Judgement, judgements.Verdict.RENAME]:
        raise typer.BadParameter(f"{verdict}: same, different, unsure, rename")
    file = read_settings().decisions_file
    decisions = judgements.read(file)
    found = _review(paths, decisions, city=city, quiet=as_json) if paths else None
    said = judgements.answer(
        doubt,
        judgements.Verdict(verdict),
        value=value,
        city=only,
        why=why,
        who=who,
        decisions=decisions,
        names=NAMES,
        doubts=found.doubts if found else None,
    )
    judgements.append(file, [said])
    if as_json:
        terminal.print_json(said.line())
    else:
        terminal.note(Text(f"已写入 {file}：{said.id}", f"Written to {file}: {said.id}"))


@reviewing.command()
def undo(
    decision: Annotated[str, typer.Argument(help="裁定的标识 · id of the decision", metavar="ID")],
    *,
    why: Why = None,
    who: Who = None,
) -> None:
    """撤销一条裁定 · Undo a decision."""
    from graph import judgements, terminal

    file = read_settings().decisions_file
    judgements.append(file, [judgements.undoing(decision, judgements.read(file), why=why, who=who)])
    terminal.note(Text(f"已撤销 {decision}。", f"{decision} is undone."))


@reviewing.command()
def decisions(*, as_json: Json = False) -> None:
    """列出生效的裁定 · List the decisions in force."""
    from graph import judgements, terminal
    from loaders.review import DECISIONS

    file = read_settings().decisions_file
    rows = [each.line() for each in judgements.read(file).in_force]
    if as_json:
        terminal.print_json(rows)
    else:
        terminal.rows(rows, DECISIONS)
        terminal.note(Text(f"裁定文件：{file}", f"The decisions file: {file}"))


def _review(
    paths: list[Path], decisions: "Decisions", *, city: str | None, below: float | None = None, quiet: bool
) -> "Review":
    """Look for doubts in files."""
    from graph import terminal
    from graph.judgements import LOW
    from loaders.files import find
    from loaders.review import review

    with terminal.Bar(quiet=quiet) as bar:
        bar.step(Text("读取方案", "Reading plans"))
        return review(
            find(paths).wanted,
            decisions,
            city=city,
            below=LOW if below is None else below,
            progress=bar.count,
            refuse=terminal.error,
        )


def _settle(doubts: "list[Doubt]", file: Path) -> None:
    """Ask about one doubt after another; each answer is written at once."""
    from graph import judgements, terminal
    from graph.errors import DecisionError
    from loaders.names import NAMES
    from loaders.review import DOUBTS, row

    for number, doubt in enumerate(doubts, start=1):
        shown = row(doubt)
        terminal.note(f"\n{number}/{len(doubts)}")
        terminal.facts([(title, shown[name]) for name, title in DOUBTS.items()])
        letters = {verdict.value[0]: verdict for verdict in doubt.verdicts}
        while (chosen := _chosen(letters)) in letters:
            said = _asked(doubt, letters[chosen])
            known = judgements.read(file)
            try:
                decision = judgements.answer(
                    doubt.id, letters[chosen], **said, decisions=known, names=NAMES, doubts=doubts
                )
            except DecisionError as problem:
                terminal.error(problem)
                continue
            judgements.append(file, [decision])
            break
        if chosen == "q":
            return


def _chosen(letters: "Mapping[str, Verdict]") -> str:
    """Return the letter of a verdict, n for the next doubt or q for the end; ask until it is one of them."""
    choices = " ".join(f"[{letter}]{verdict.value[1:]}" for letter, verdict in letters.items())
    while True:
        chosen: str = typer.prompt(f"{choices} [n]ext [q]uit", default="n", show_default=False).strip().lower()[:1]
        if chosen in {*letters, "n", "q"}:
            return chosen


def _asked(doubt: "Doubt", verdict: "Verdict") -> dict[str, str | None]:
    """Ask what goes with a verdict: what is meant, where it holds, and why."""
    said: dict[str, str | None] = {}
    if verdict.value in ("same", "rename") and not doubt.id.startswith("note/"):
        what = Text("所指或正式名称", "what is meant, or the official name")
        said["value"] = typer.prompt(str(what), default=doubt.proposal or "") or None
    if doubt.id.startswith("name/"):
        said["city"] = (
            typer.prompt(str(Text("只在哪个城市（空为全部）", "only in which city (none: all)")), default="") or None
        )
    said["why"] = typer.prompt(str(Text("理由", "why")), default="") or None
    return said

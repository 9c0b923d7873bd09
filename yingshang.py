"""The command line of Yingshang Graph (营商图谱), assembled from the rooms.

Exit codes: 0 done; 1 something was refused or failed, or was found wrong; 2 wrong use. Errors stand on
standard error in one line each; `--debug` adds the traceback. Each command imports its rooms when it runs.
"""

import platform
import sys
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import YingshangError
from graph.language import Text
from graph.settings import read_settings
from yingshang_keys import keys
from yingshang_options import Cities, City, Formats, Indicator, Json, SectionLeads
from yingshang_review import reviewing
from yingshang_similar import similar
from yingshang_study import study

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.model import Plan
    from graph.store import Store

app = typer.Typer(
    name="yingshang",
    help="营商图谱：把各地优化营商环境方案变成有出处的图谱。\n\n"
    "Yingshang Graph: published business-environment plans as a graph with evidence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    debug = len(arguments) < len(sys.argv) - 1  # wherever it stands
    try:
        app(arguments)
    except (YingshangError, OSError) as problem:
        if debug:
            raise
        from graph.terminal import error

        error(problem)
        sys.exit(1)
    except Exception as problem:  # a slip of ours: say so without a page of traceback
        if debug:
            raise
        from graph.terminal import note

        kind = type(problem).__name__
        note(
            Text(
                f"程序内部错误（{kind}），请加 --debug 重试并报告。",
                f"Internal error ({kind}); please repeat with --debug and report it.",
            )
        )
        sys.exit(1)


@app.callback()
def options(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=lambda asked: _show_version(asked=asked), help="版本 · versions"
        ),
    ] = False,
    _debug: Annotated[bool, typer.Option("--debug", help="出错时显示完整信息 · show tracebacks")] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command()
def up(
    *,
    download_only: Annotated[
        bool, typer.Option("--download-only", help="只下载，不启动 · fetch Neo4j, do not start it")
    ] = False,
    as_json: Json = False,
) -> None:
    """启动本地 Neo4j · Start the local Neo4j.

    首次会下载约 200 MB，可中断后继续 · Some 200 MB come down the first time; it may be interrupted.

    印出的地址打开 Neo4j Browser，已连接，并从入门开始 · The address it prints opens Neo4j Browser, connected and on
    the guide.
    """
    from graph import server, terminal
    from graph.access import resolve
    from graph.store import Store

    settings = read_settings()
    with terminal.Bar() as bar:
        if download_only:
            server.download(settings, progress=bar)
            return
        if settings.neo4j_uri is None:
            server.start(settings, progress=bar)
    found = resolve(settings)
    with Store.open(found):  # one that cannot be used is better known now
        pass
    state = server.status(settings) if settings.neo4j_uri is None else None
    file = state.password_file if state else None
    page = state.running.page if state and state.running else None
    if as_json:
        _print_json(
            {
                "uri": found.uri,
                "username": found.username,
                "password_file": file,
                "browser_url": found.browser_url,
                "browser_page": page,
            }
        )
        return
    facts: list[tuple[Text, object]] = [
        (Text("Neo4j 地址", "Neo4j address"), found.uri),
        (Text("用户", "user"), found.username),
    ]
    if state is not None:
        facts += [
            (Text("密码文件", "password file"), file),
            (server.OPEN, page.as_uri() if page else found.browser_url),
        ]
    terminal.facts(facts)


@app.command()
def down() -> None:
    """停止本地 Neo4j · Stop the local Neo4j."""
    from graph import server, terminal

    if server.stop(read_settings()):
        terminal.note(Text("本地 Neo4j 已停止。", "The local Neo4j has stopped."))
    else:
        terminal.note(Text("本地 Neo4j 没有运行。", "The local Neo4j was not running."))


@app.command()
def status(*, as_json: Json = False) -> None:
    """本地 Neo4j 的状态 · State of the local Neo4j.

    未运行时退出码为 1 · Exit code 1 when it is down.
    """
    from dataclasses import asdict

    from graph import server, terminal

    found = server.status(read_settings())
    if as_json:
        _print_json(asdict(found))
    else:
        terminal.facts(found.facts())
    if found.running is None:
        raise typer.Exit(1)


@app.command()
def load(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="文件、文件夹或通配符 · files, folders or patterns", metavar="PATH…")
    ] = None,
    *,
    city: City = None,
    samples: Annotated[bool, typer.Option("--samples", help="载入自带样例 · load the bundled samples")] = False,
    unresolved: Annotated[
        bool, typer.Option("--unresolved", help="列出未能确定之处 · list what could not be settled")
    ] = False,
    as_json: Json = False,
) -> None:
    """载入方案 · Load plans.

    有文件被拒时其余照常载入，退出码为 1 · A refused file does not stop the others; exit code 1.
    """
    from graph import judgements, terminal
    from loaders.files import SAMPLES, find
    from loaders.loading import SUMMARY, load_all
    from loaders.review import changed, effect_rows

    if not (paths or samples):
        raise typer.BadParameter(
            "没有说明载入什么：请写文件、文件夹，或用 --samples · name files or folders, or use --samples"
        )
    files = find([*(paths or []), *([SAMPLES / "*.txt"] if samples else [])])
    if not files.wanted:
        terminal.note(Text("这些文件夹里没有可读的文件。", "There is no file in these folders that can be read."))
    decisions = judgements.read(read_settings().decisions_file)
    with _store() as store, terminal.Bar(quiet=as_json) as bar:
        bar.step(Text("载入方案", "Loading plans"))
        done = load_all(store, files.wanted, city=city, decisions=decisions, progress=bar.count, refuse=terminal.error)
    summary = [loaded.summary() for loaded in done.loaded]
    if as_json:
        refused = [{"code": problem.code, "message": str(problem)} for problem in done.refused]
        decided = effect_rows(decisions, done.effects)
        _print_json({"loaded": summary, "refused": refused, "skipped": files.skipped, "decisions": decided})
    else:
        if summary:
            terminal.rows(summary, SUMMARY)
        if unresolved:
            terminal.rows([entry for loaded in done.loaded for entry in loaded.unresolved()])
        for file in files.skipped:
            terminal.note(Text(f"跳过（不是可读的格式）：{file}", f"Skipped (no format that is read): {file}"))
        counts = len(done.loaded), len(done.refused)
        terminal.note(
            Text("载入 {} 个文件，拒绝 {} 个。".format(*counts), "{} files loaded, {} refused.".format(*counts))
        )
        if said := changed(done.effects):
            terminal.note(said)
        if not unresolved and (open_ := sum(loaded.summary()["unresolved"] for loaded in done.loaded)):
            terminal.note(
                Text(f"{open_} 处未定：加 --unresolved 列出。", f"{open_} not settled: --unresolved lists them.")
            )
    if done.refused or not done.loaded:
        raise typer.Exit(1)


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="方案文件 · a plan")],
    *,
    city: City = None,
    decided: Annotated[bool, typer.Option("--decided", help="按裁定改过 · with decisions applied")] = False,
) -> None:
    """把方案读成 JSON · Print a plan as JSON.

    不入库，也不需要 Neo4j · Nothing is stored, no Neo4j is needed.
    """
    import loaders

    _print_json(loaders.extract(_plan(file, city, decided=decided)))


@app.command()
def evaluate(
    paths: Annotated[
        list[Path],
        typer.Argument(help="标注文件；有 --against 时为方案 · annotations; with --against, plans", metavar="GOLD…"),
    ],
    *,
    documents: Annotated[
        Path | None, typer.Option("--documents", help="标注所指文件的文件夹 · folder of the annotated documents")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", help="与项目的另一版本对照 · compare with another version", metavar="REVISION"),
    ] = None,
    misses: Annotated[int, typer.Option("--misses", min=0, help="每项列出几条差错 · misses shown of each kind")] = 0,
    decided: Annotated[bool, typer.Option("--decided", help="按裁定改过 · with decisions applied")] = False,
    city: City = None,
    as_json: Json = False,
) -> None:
    """评测读得多准 · Measure how well plans are read.

    对照标注给出查准率、查全率与 F1；或对照另一版本给出增减 · Precision, recall and F1 against annotations, or gains and
    losses against another version of the parser.
    """
    import loaders
    from graph import terminal
    from loaders import evaluation
    from loaders.errors import LoadError
    from loaders.files import find

    if against is not None:

        def read(file: Path) -> dict[str, object] | None:
            try:
                return loaders.extract(_plan(file, city, decided=decided))
            except LoadError:
                return None

        with terminal.Bar(quiet=as_json) as bar:
            bar.step(Text("对照两个版本", "Comparing two versions"))
            found = evaluation.compare(against, find(paths).wanted, read, bar.count)
        if as_json:
            _print_json({"layers": found.rows(), "gains": found.gains, "losses": found.losses})
            return
        terminal.rows(evaluation.titled(found.rows()), evaluation.COMPARED)
        for sign, changes in (("+", found.gains), ("−", found.losses)):
            for layer, file, fact in changes[:misses]:
                terminal.note(f"{sign} {layer} {file}: {fact}")
        return
    annotated = evaluation.annotations(find(paths).wanted, documents)
    scored = evaluation.evaluate(annotated, lambda each: loaders.extract(_plan(each.document, city, decided=decided)))
    if as_json:
        _print_json({layer: {**row, "misses": scored.layers[layer].misses} for layer, row in scored.rows().items()})
        return
    terminal.rows(evaluation.titled(scored.rows()), evaluation.SCORED)
    for layer, tally in scored.layers.items():
        for miss in tally.misses[:misses]:
            terminal.note(f"{layer}: {miss}")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def ask(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="问题名；不写则列出全部 · name; none lists all", metavar="QUESTION")
    ] = None,
    *,
    explain: Annotated[bool, typer.Option("--explain", help="说明参数与列 · explain parameters and columns")] = False,
    as_json: Json = False,
) -> None:
    """提问 · Ask a question of the catalogue.

    参数写在问题名之后 · Parameters follow the name: yingshang ask department-load --city 东宁市 --limit 20
    """
    from graph import catalogue, terminal

    if name is None:
        found = catalogue.questions().values()
        if as_json:
            _print_json([{"name": entry.name, "title": entry.title, "question": entry.question} for entry in found])
        else:
            terminal.listing(found)
        return
    question = catalogue.question(name)
    if explain:
        terminal.explanation(question)
        return
    known = {parameter.name: parameter for parameter in question.parameters}
    given = {key: known[key].read(value) if key in known else value for key, value in _given(context.args)}
    question.bind(given)  # a slip is said before Neo4j is asked
    with _store() as store:
        answer = catalogue.answer(store, name, given)
    if as_json:
        _print_json(answer.rows)
    else:
        terminal.answer(answer)
    if answer.truncated:
        counts = len(answer.rows), answer.total
        terminal.note(
            Text(
                "只列出前 {} 行，共 {} 行；用 --limit 改变。".format(*counts),
                "The first {} rows of {}; --limit changes that.".format(*counts),
            )
        )


def _given(arguments: list[str]) -> "Iterator[tuple[str, str]]":
    """Read `--name value`, `--name=value`, `--set name=value`; a name without a value is a truth."""
    rest = list(arguments)
    while rest:
        option = rest.pop(0)
        if not option.startswith("--") or option == "--":
            raise typer.BadParameter(option)
        option, equals, value = option.removeprefix("--").partition("=")
        if not equals:
            value = rest.pop(0) if rest and not rest[0].startswith("--") else "true"
        if option == "set":
            option, equals, value = value.partition("=")
            if not equals:
                raise typer.BadParameter("--set name=value")
        yield option.replace("-", "_"), value


@app.command()
def serve(
    *,
    host: Annotated[str | None, typer.Option(help="监听地址 · address to listen at (127.0.0.1)")] = None,
    port: Annotated[int | None, typer.Option(help="端口 · port (8000)", min=1, max=65535)] = None,
    workers: Annotated[int | None, typer.Option(help="进程数 · processes that answer (1)", min=1, max=64)] = None,
) -> None:
    """提供 GraphQL 服务 · Serve GraphQL until Ctrl-C."""
    from contextlib import suppress

    from api import server
    from api.settings import ApiSettings
    from graph import terminal
    from graph.access import resolve

    found = resolve(read_settings())

    def ready(settings: ApiSettings) -> None:
        address = f"http://{settings.host}:{settings.port}"
        terminal.facts(
            [
                (Text("GraphQL", "GraphQL"), f"{address}/graphql"),
                *([(Text("GraphiQL", "GraphiQL"), f"{address}/graphiql/")] if settings.graphiql else []),
                *([(Text("Neo4j Browser", "Neo4j Browser"), found.browser_url)] if found.browser_url else []),
            ]
        )

    with suppress(KeyboardInterrupt):  # the usual way to end it
        server.serve(host, port, workers, ready=ready)


@app.command()
def export(
    *,
    out: Annotated[Path, typer.Option(help="输出文件夹 · folder to write into")],
    cities: Cities = None,
    indicator: Indicator = None,
    formats: Formats = None,
    section_leads: SectionLeads = False,
    backbone: Annotated[bool, typer.Option("--backbone", help="标出骨干连线 · mark the edges of the backbone")] = False,
    as_json: Json = False,
) -> None:
    """导出责任网络 · Export networks of responsibility."""
    from graph import terminal
    from graph.export import export as write_networks
    from graph.export.folder import DEFAULT_FORMATS

    with _store() as store:
        files = write_networks(
            store,
            out,
            cities=cities or (),
            indicator=indicator,
            section_leads=section_leads,
            backbone=backbone,
            formats=formats or DEFAULT_FORMATS,
        )
    if as_json:
        _print_json(files)
        return
    terminal.facts(
        [
            (Text("代码本", "codebook"), out / "README.md"),
            (Text("文件", "files"), len(files)),
        ]
    )


@app.command()
def check(*, as_json: Json = False) -> None:
    """核对图谱 · Check the graph's integrity.

    有违例时退出码为 1 · Exit code 1 when something is wrong.
    """
    from dataclasses import asdict

    from graph import terminal
    from graph.check import violations

    with _store() as store:
        found = [asdict(violation) for violation in violations(store)]
    if as_json:
        _print_json(found)
    elif found:
        terminal.rows(found)
    else:
        terminal.note(Text("没有违例。", "No violation."))
    if found:
        raise typer.Exit(1)


def _plan(file: Path, city: str | None, *, decided: bool) -> "Plan":
    """Read a plan, and have decisions applied to it if that is wanted."""
    import loaders
    from graph import judgements
    from loaders.names import NAMES

    plan = loaders.load(file, city=city)
    if decided:
        plan = judgements.apply(plan, judgements.read(read_settings().decisions_file), NAMES).plan
    return plan


app.add_typer(reviewing)
app.add_typer(keys)
app.command()(similar)
app.command()(study)


@contextmanager
def _store() -> "Iterator[Store]":
    """Open the Neo4j in force."""
    from graph.access import resolve
    from graph.store import Store

    with Store.open(resolve(read_settings())) as store:
        yield store


def _show_version(*, asked: bool) -> None:
    if asked:
        parts = version("yingshang"), platform.python_version(), read_settings().neo4j_version
        typer.echo("yingshang {}, Python {}, Neo4j {}".format(*parts))
        raise typer.Exit


def _print_json(value: object) -> None:
    from graph import terminal

    terminal.print_json(value)


if __name__ == "__main__":
    main()

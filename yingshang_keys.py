"""The command line's `keys` (密钥): who may ask the GraphQL API.

The exit codes are those of `yingshang`. A running server sees a change at once.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from graph.language import Text
from yingshang_options import Json

__all__ = ["keys"]

Name = Annotated[str, typer.Argument(help="名称，写入日志 · name, as it stands in the log", metavar="NAME")]

keys = typer.Typer(
    name="keys",
    help="GraphQL 服务的密钥 · API keys.\n\n"
    "一有密钥，未带密钥的请求即被拒绝 · As soon as there is one, requests without a key are refused.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@keys.command()
def add(
    name: Name,
    *,
    role: Annotated[
        Literal["read", "explore", "metrics"],
        typer.Option(
            help="read 查询；explore 并可查结构、用 GraphiQL；metrics 只读 /metrics · "
            "read asks; explore may see the schema and use GraphiQL too; metrics reads /metrics only"
        ),
    ] = "read",
    as_json: Json = False,
) -> None:
    """添加一把密钥 · Add a key.

    密钥只显示这一次，文件里只存其 SHA-256 · It is shown this once; the file keeps its SHA-256 only.
    """
    from api import keys as kept
    from graph import terminal

    secret = kept.add(_file(), name, kept.Role(role))
    if as_json:
        terminal.print_json({"name": name, "role": role, "key": secret})
        return
    terminal.facts(
        [
            (Text("密钥", "key"), secret),
            (Text("标头", "header"), f"Authorization: Bearer {secret}"),
        ]
    )
    terminal.note(Text("请妥善保存：它不再显示。", "Keep it: it is not shown again."))


@keys.command("list")
def list_keys(*, as_json: Json = False) -> None:
    """列出密钥 · List the keys."""
    from api import keys as kept
    from graph import terminal

    found = [{"name": key.name, "role": key.role, "made": key.made} for key in kept.read(_file())]
    if as_json:
        terminal.print_json(found)
    elif found:
        terminal.rows(
            found, {"name": Text("名称", "name"), "role": Text("角色", "role"), "made": Text("添加于", "made")}
        )
    else:
        terminal.note(Text("没有密钥。", "There is no key."))


@keys.command()
def remove(name: Name) -> None:
    """删除一把密钥 · Remove a key."""
    from api import keys as kept
    from graph import terminal

    kept.remove(_file(), name)
    terminal.note(Text(f"已删除 {name}。", f"{name} is removed."))


def _file() -> Path:
    from api.settings import read_settings
    from graph.settings import read_settings as read_graph_settings

    return read_settings().keys_file(read_graph_settings())

"""The command line's `study` (研究): one folder with networks, figures and a report, for a referee.

The exit codes are those of `yingshang`.
"""

from pathlib import Path
from typing import Annotated

import typer

from graph.language import Text
from graph.settings import read_settings
from yingshang_options import Cities, Formats, Indicator, Json, SectionLeads

__all__ = ["study"]


def study(
    *,
    out: Annotated[Path, typer.Option(help="输出文件夹 · folder to write into")],
    cities: Cities = None,
    indicator: Indicator = None,
    formats: Formats = None,
    section_leads: SectionLeads = False,
    as_json: Json = False,
) -> None:
    """写成可交给审稿人的研究文件夹 · Write a study that a referee can be handed.

    网络、表格、插图、代码本与中英文报告；文件夹须是空的，或是先前的研究（整份替换） · Networks, tables, figures, a
    codebook and a report in Chinese and English; the folder must be empty, or hold an earlier study, which is replaced.
    """
    from graph import judgements, terminal
    from graph.access import resolve
    from graph.export.folder import DEFAULT_FORMATS
    from graph.export.study import Options, Reading
    from graph.export.study import study as write
    from graph.store import Store
    from loaders.evaluation import floors
    from loaders.parser import parser

    settings = read_settings()
    options = Options(tuple(cities or ()), indicator, section_leads, tuple(formats or DEFAULT_FORMATS))
    with Store.open(resolve(settings)) as store, terminal.Bar(quiet=as_json) as bar:
        files = write(
            store,
            out,
            options,
            reading=Reading(parser(), floors()),
            decisions=judgements.read(settings.decisions_file),
            progress=bar,
        )
    if as_json:
        terminal.print_json(files)
        return
    terminal.facts(
        [
            (Text("报告", "report"), files[0]),
            (Text("文件", "files"), len(files)),
        ]
    )

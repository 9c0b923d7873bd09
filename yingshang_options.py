"""Options that several commands take (共用选项), each declared once."""

from typing import Annotated

import typer

__all__ = ["Cities", "City", "Formats", "Indicator", "Json", "SectionLeads"]

Json = Annotated[bool, typer.Option("--json", help="供程序读取 · for programs")]
City = Annotated[str | None, typer.Option("--city", help="城市名称或代码 · its city, by name or GB/T 2260 code")]
Cities = Annotated[
    list[str] | None, typer.Option("--city", help="只要这些城市（可重复） · these cities only; may be repeated")
]
Indicator = Annotated[
    str | None, typer.Option("--indicator", help="只要对应此指标的措施 · only measures that advance it")
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        help="网络的格式（可重复） · format of the networks, may be repeated: "
        "graphml, csv, gexf, json, pajek, ucinet, neo4j",
        show_default="graphml csv",
    ),
]
SectionLeads = Annotated[bool, typer.Option("--section-leads", help="专章牵头也算共担 · section leads share too")]

"""Files of an export (导出格式): GraphML, and CSV that Excel opens, the same bytes every time.

What is not stated is left out of GraphML and is an empty cell in CSV; the text "None" is never written.
CSV is UTF-8 with a byte-order mark and Windows line ends (RFC 4180), as Excel expects.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import networkx as nx

from graph.errors import ExportFailed
from graph.language import Text

__all__ = ["edge_rows", "filename", "graphml", "node_rows", "read_csv", "read_graphml", "save", "table"]

_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold; carriage returns are handled before."""


def graphml(network: nx.Graph) -> str:
    """Return the network as GraphML; line ends become LF, characters XML cannot hold become U+FFFD.

    A string attribute is written with its text, numbers as long or double, truth values as boolean.
    """
    clean = type(network)(**_printable(network.graph))
    clean.add_nodes_from((node, _printable(data)) for node, data in network.nodes(data=True))
    clean.add_edges_from((one, other, _printable(data)) for one, other, data in network.edges(data=True))
    # The pure Python writer: which of networkx's two is taken otherwise depends on lxml being there.
    written = io.BytesIO()
    nx.write_graphml_xml(clean, written, encoding="utf-8", prettyprint=True)
    return written.getvalue().decode("utf-8") + "\n"


def read_graphml(path: Path) -> nx.Graph:
    """Return the network of a GraphML file written by `graphml`."""
    return nx.read_graphml(path, node_type=str)


def node_rows(network: nx.Graph) -> list[dict[str, Any]]:
    """Return one row per node: `id`, then its attributes."""
    return [{"id": node, **data} for node, data in network.nodes(data=True)]


def edge_rows(network: nx.Graph) -> list[dict[str, Any]]:
    """Return one row per edge: `source`, `target`, then its attributes."""
    return [{"source": one, "target": other, **data} for one, other, data in network.edges(data=True)]


def table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str] = ()) -> str:
    """Return rows as CSV with a header; `columns` come first, others in the order of their appearance."""
    kept = list(rows)
    header = dict.fromkeys((*columns, *(name for row in kept for name in row)))
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, fieldnames=list(header), restval="")
    writer.writeheader()
    for row in kept:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return written.getvalue()


def read_csv(path: Path) -> list[dict[str, str | None]]:
    """Return the rows of a CSV file written by `table`, as text; an empty cell is None."""
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return [{name: value or None for name, value in row.items()} for row in csv.DictReader(opened)]


def filename(identity: str) -> str:
    """Return a file name for an id, different for different ids and valid on every system."""
    return re.sub(r"[^\w-]", lambda found: f"%{ord(found.group()):02X}", identity)


def save(path: Path, text: str) -> Path:
    """Write one file and return its path; CSV gets the byte-order mark.

    Raises:
        ExportFailed: the folder or the file cannot be written.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8-sig" if path.suffix == ".csv" else "utf-8"))
    except OSError as error:
        raise ExportFailed(
            Text(f"无法写入：{error.strerror}。", f"it cannot be written: {error.strerror}."),
            Text("请检查文件夹权限与磁盘空间。", "Check the folder's permissions and the free space."),
            where=str(error.filename or path),
        ) from None
    return path


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value


def _printable(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _text(value) for name, value in attributes.items() if value is not None}


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _NOT_XML.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))

"""UCINET DL: edge lists (edgelist1, edgelist2 for two modes), and full matrices of one node order for QAP.

UCINET cuts labels at 18 characters, puts them into capitals and reads them in the code page of Windows, where
Chinese in UTF-8 is unreadable. So nodes are labelled n1, n2 …, and `labels` says who they are. All labels are listed
before the data, not embedded in them: a node without edges would be lost. A matrix has both directions of a tie, so
an undirected edge is written twice.

References:
    Borgatti, S. P., Everett, M. G. and Freeman, L. C. (2002). UCINET for Windows, help: DL language.

"""

import re
from collections.abc import Iterable, Iterator, Mapping

import networkx as nx

from graph.export.formats.content import Content, literal
from graph.export.formats.spreadsheet import table

__all__ = ["edge_list", "labels", "matrices"]

END = "\r\n"
_NAME = re.compile(r"[A-Za-z0-9_-]{1,18}")


def edge_list(content: Content) -> str:
    """Return the ties and their weights (1 where there are none) as edgelist1, or edgelist2 of two modes."""
    return "".join(line + END for line in (_two_mode if content.sizes else _one_mode)(content))


def labels(content: Content) -> str:
    """Return as CSV which node each label stands for, in the order of the file."""
    return _key((node, str(data.get("label", node))) for node, data in content.nodes)


def matrices(networks: Mapping[str, nx.Graph]) -> dict[str, str]:
    """Return networks as full matrices over the same nodes in the same order: the DL text and its labels, by suffix.

    A node that a network does not have is isolated in its matrix. The time and size grow with the square of the
    number of nodes.

    Args:
        networks: one-mode networks by the name of their matrix, at most 18 ASCII letters, digits, - and _.

    Raises:
        ValueError: a name UCINET cannot hold, a network of two modes, or what `Content.of` refuses.

    """
    contents = {name: Content.of(network) for name, network in networks.items()}
    for name, content in contents.items():
        if not _NAME.fullmatch(name):
            raise ValueError(f"UCINET cannot hold the name of a matrix {name!r}")
        if content.sizes:
            raise ValueError(f"{name} has two modes; a full matrix for QAP has one")
    known = {node: str(data.get("label", node)) for content in contents.values() for node, data in content.nodes}
    place = {node: position for position, node in enumerate(known)}
    lines = [f"DL n={len(place)}" + (f", nm={len(contents)}" if len(contents) > 1 else ""), "format = fullmatrix"]
    lines += ["labels:", _names(1, len(place))]
    if len(contents) > 1:
        lines += ["matrix labels:", ",".join(contents)]
    lines += ["data:", *(row for content in contents.values() for row in _rows(content, place))]
    return {".matrix.dl": "".join(line + END for line in lines), ".matrix.labels.csv": _key(known.items())}


def _one_mode(content: Content) -> Iterator[str]:
    numbers = content.numbers
    yield f"DL n={len(numbers)}"
    yield "format = edgelist1"
    yield "labels:"
    yield _names(1, len(numbers))
    yield "data:"
    for one, other, weight in _ties(content):
        yield f"{numbers[one]} {numbers[other]} {weight}"


def _two_mode(content: Content) -> Iterator[str]:
    """Columns are counted from 1 again."""
    rows, columns = content.sizes or (0, 0)
    numbers = content.numbers
    yield f"DL nr={rows}, nc={columns}"
    yield "format = edgelist2"
    yield "row labels:"
    yield _names(1, rows)
    yield "column labels:"
    yield _names(rows + 1, rows + columns)
    yield "data:"
    for one, other, data in content.edges:
        row, column = sorted((numbers[one], numbers[other]))
        yield f"{row} {column - rows} {literal(data.get('weight', 1))}"


def _rows(content: Content, place: Mapping[str, int]) -> Iterator[str]:
    ties: dict[str, dict[int, str]] = {}
    for one, other, weight in _ties(content):
        ties.setdefault(one, {})[place[other]] = weight
    for node in place:
        cells = ["0"] * len(place)
        for column, weight in ties.get(node, {}).items():
            cells[column] = weight
        yield " ".join(cells)


def _ties(content: Content) -> Iterator[tuple[str, str, str]]:
    for one, other, data in content.edges:
        weight = literal(data.get("weight", 1))
        yield one, other, weight
        if not content.directed and one != other:
            yield other, one, weight


def _names(first: int, last: int) -> str:
    return ",".join(f"n{number}" for number in range(first, last + 1))


def _key(known: Iterable[tuple[str, str]]) -> str:
    rows = ({"ucinet": f"n{number}", "id": node, "label": label} for number, (node, label) in enumerate(known, 1))
    return table(rows, ("ucinet", "id", "label"))

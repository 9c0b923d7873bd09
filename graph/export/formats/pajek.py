"""Pajek: the network alone (.net), and a project (.paj) with its attributes as partitions and vectors.

Pajek knows vertices by their place from 1 and holds numbers for them only. A text that nodes share becomes a
partition, whose classes `classes` explains; class 0 is: not stated. A number that every node states becomes a
vector; one that some do not state is left out, for Pajek would take any number for it as a value.

Labels are UTF-8 behind a byte-order mark, by which Pajek 2.00 and later tell them; lines end as on Windows.

References:
    Batagelj, V. and Mrvar, A. Pajek: Reference Manual; How to use Unicode (UTF8) in Pajek.

"""

from collections import Counter
from collections.abc import Iterator

from graph.export.formats.content import Content, literal
from graph.export.formats.spreadsheet import table

__all__ = ["classes", "network", "project"]

END = "\r\n"
_LABEL = str.maketrans({'"': "'", "\\": "/", **{chr(code): " " for code in (*range(32), 127, 0x85, 0x2028, 0x2029)}})
"""A label stands between double quotes on one line, and nothing escapes them."""


def network(content: Content) -> str:
    """Return vertices, edges (or arcs) and their weights; of a two-mode network also the size of its first mode."""
    return "".join(line + END for line in _network(content))


def project(content: Content) -> str:
    """Return the network with its partitions and vectors, for Pajek to open at once."""
    return "".join(line + END for line in _project(content))


def classes(content: Content) -> str:
    """Return as CSV what each class of each partition stands for."""
    rows = (
        {"partition": name, "class": number, "value": value}
        for name, numbers in _partitions(content).items()
        for value, number in numbers.items()
    )
    return table(rows, ("partition", "class", "value"))


def _network(content: Content) -> Iterator[str]:
    numbers = content.numbers
    first = f" {content.sizes[0]}" if content.sizes else ""
    yield f"*Vertices {len(numbers)}{first}"
    for number, label in enumerate(_labels(content), 1):
        yield f'{number} "{label}"'
    yield "*Arcs" if content.directed else "*Edges"
    for one, other, data in content.edges:
        yield f"{numbers[one]} {numbers[other]} {literal(data.get('weight', 1))}"


def _project(content: Content) -> Iterator[str]:
    yield f"*Network {str(content.about.get('name', 'network')).translate(_LABEL)}"
    yield from _network(content)
    for name, numbers in _partitions(content).items():
        yield f"*Partition {name}"
        yield f"*Vertices {len(content.nodes)}"
        for _, data in content.nodes:
            yield str(numbers[literal(data[name])] if name in data else 0)
    for name, kind in content.node_types.items():
        if kind in (int, float) and name != "bipartite" and all(name in data for _, data in content.nodes):
            yield f"*Vector {name}"
            yield f"*Vertices {len(content.nodes)}"
            yield from (literal(data[name]) for _, data in content.nodes)


def _partitions(content: Content) -> dict[str, dict[str, int]]:
    """Return the classes of each attribute whose values nodes share, numbered in the order of appearance."""
    found = {}
    for name, kind in content.node_types.items():
        if kind in (str, bool):
            values = [literal(data[name]) for _, data in content.nodes if name in data]
            numbers = {value: number for number, value in enumerate(dict.fromkeys(values), 1)}
            tells_apart = len(numbers) > 1 or len(values) < len(content.nodes)
            if tells_apart and len(numbers) * 2 <= len(values):
                found[name] = numbers
    return found


def _labels(content: Content) -> Iterator[str]:
    """Yield a label that no other node has: its own, with its id behind it where others share it."""
    own = [(node.translate(_LABEL), str(data.get("label", node)).translate(_LABEL)) for node, data in content.nodes]
    count = Counter(label for _, label in own)
    taken = set(count)
    for node, label in own:
        unique = label
        if count[label] > 1:
            unique = f"{label} [{node}]"
            while unique in taken:
                unique += "'"
            taken.add(unique)
        yield unique

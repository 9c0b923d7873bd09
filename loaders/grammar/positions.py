"""Printed positions (位置): the path of numbers that leads to a section or a measure (2.1.4).

A position is unique in its document: a number printed twice gets a mark behind it (2.1.4~2).
"""

from collections import Counter

from loaders.grammar.outline import Item, Node, Outline

__all__ = ["ancestors", "item_paths", "lineage", "section_paths"]


def ancestors(node: Node) -> list[Node]:
    """Return the numbered nodes above a node, nearest first."""
    above = []
    while node.parent is not None and node.parent.marker is not None:
        node = node.parent
        above.append(node)
    return above


def lineage(item: Item) -> list[Node]:
    """Return the nodes whose headings hold for a measure, nearest first."""
    return [item.node, *ancestors(item.node)]


def section_paths(outline: Outline) -> dict[Node, str]:
    """Return the printed position of each section (2.1), unique in the document.

    Where no number is printed, the section's place among those like it stands for one, with the first letter
    of its style (p2: second plan, h1: first heading, d3: third dash).
    """
    paths: dict[Node, str] = {}
    used: Counter[str] = Counter()
    places: Counter[tuple[Node | None, str]] = Counter()
    for node in outline.sections:
        above = next((paths[a] + "." for a in ancestors(node) if a in paths), "")
        value, style = (node.marker.value, node.marker.style.name) if node.marker else (None, "")
        places[node.parent, style] += 1
        paths[node] = unique(
            above + (f"{style[:1]}{places[node.parent, style]}" if value is None else str(value)), used
        )
    return paths


def item_paths(items: tuple[Item, ...], paths: dict[Node, str]) -> list[str]:
    """Return the printed position of each measure; 0 stands for a section that is one measure.

    A measure that is a part of another one stands below it (1.2.1 below 1.2).
    """
    above = dict(paths)
    used: Counter[str] = Counter()
    found = []
    for item in items:
        nodes = ancestors(item.node) if item.numbered else lineage(item)
        prefix = next((above[n] + "." for n in nodes if n in above), "")
        value = item.node.marker.value if item.numbered and item.node.marker else 0
        path = unique(f"{prefix}{value}", used)
        above.setdefault(item.node, path)
        found.append(path)
    return found


def unique(path: str, used: Counter[str]) -> str:
    """Return a path, with a mark behind it where it was used before."""
    used[path] += 1
    return path if used[path] == 1 else f"{path}~{used[path]}"

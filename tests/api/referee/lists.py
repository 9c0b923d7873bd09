"""The lists of the published schema: what is in them, in which order, and which page is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.api.referee.filters import FILTERS, Refusal, kept_links
from tests.api.referee.graph import CONTAINS, PART_OF, Graph, Link, Node, document, document_of

__all__ = ["LISTS", "Item", "listed"]

Key = Callable[["Item"], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: the node, and the relationship that leads to it where the edge shows its facts."""

    node: Node
    link: Link | None = None


def position(node: Node) -> tuple[Any, ...]:
    """By document, then as printed."""
    match node.kind:
        case "Measure":
            return (document(node).key, node["ordinal"])
        case "Section":
            return (document_of(node).key, node["order"])
        case "Target":
            [link] = node.into["SETS"]
            return (*position(link.start), link["start"], node.key)
    raise KeyError(node.kind)


def last(value: Any) -> tuple[Any, ...]:
    """Put what is not stated behind all that is."""
    return (value is None, "" if value is None else value)


OWN: dict[str, Callable[[Node], tuple[Any, ...]]] = {
    "City": lambda node: (node["code"],),
    "Deadline": lambda node: (node["latest"], node["id"]),
    "Department": lambda node: (node["name"], node["id"]),
    "Document": lambda node: (node["title"], node["id"]),
    "Function": lambda node: (node["name"],),
    "Indicator": lambda node: (*last(node["order"]), node["name"]),
    "Law": lambda node: (node["name"] or node["number"], node["id"]),
    "Measure": position,
    "Section": position,
    "Target": position,
}
"""The order of a list of a kind, where nothing else is said."""

ORDERS: dict[tuple[str, str], Callable[[Item], tuple[Any, ...]]] = {
    ("CityOrder", "CODE"): lambda item: (item.node["code"],),
    ("CityOrder", "NAME"): lambda item: (item.node["name"],),
    ("CityOrder", "DOCUMENTS"): lambda item: (len(item.node.into["ISSUED_FOR"]),),
    ("DeadlineOrder", "LATEST"): lambda item: (item.node["latest"],),
    ("DepartmentOrder", "NAME"): lambda item: (item.node["name"],),
    ("DepartmentOrder", "MEASURES"): lambda item: (len(item.node.out["RESPONSIBLE_FOR"]),),
    ("DocumentOrder", "TITLE"): lambda item: (item.node["title"],),
    ("DocumentOrder", "ISSUED_ON"): lambda item: last(item.node["issued_on"]),
    ("DocumentOrder", "MEASURES"): lambda item: (len(item.node.out["STATES"]),),
    ("FunctionOrder", "NAME"): lambda item: (item.node["name"],),
    ("FunctionOrder", "DEPARTMENTS"): lambda item: (len(item.node.into["PERFORMS"]),),
    ("IndicatorOrder", "POSITION"): lambda item: (*last(item.node["order"]), item.node["name"]),
    ("IndicatorOrder", "NAME"): lambda item: (item.node["name"],),
    ("IndicatorOrder", "MEASURES"): lambda item: (len(set(item.node.of("ADVANCES"))),),
    ("LawOrder", "NAME"): lambda item: (item.node["name"] or item.node["number"],),
    ("LawOrder", "CITATIONS"): lambda item: (len(item.node.into["CITES"]),),
    ("MeasureOrder", "POSITION"): lambda item: position(item.node),
    ("MeasureOrder", "DUE"): lambda item: last(min((each["latest"] for each in item.node.to("DUE")), default=None)),
    ("MeasureOrder", "RESPONSIBILITIES"): lambda item: (len(item.node.into["RESPONSIBLE_FOR"]),),
    ("SectionOrder", "POSITION"): lambda item: position(item.node),
    ("TargetOrder", "POSITION"): lambda item: position(item.node),
    ("TargetOrder", "VALUE"): lambda item: (item.node["to"],),
}


def ends(type_: str, kind: str | None = None) -> Callable[[Node], list[Item]]:
    """Return the items at the ends of relationships that start at a node."""
    return lambda node: [Item(link.end, link) for link in node.out[type_] if kind in (None, link.end.kind)]


def starts(type_: str) -> Callable[[Node], list[Item]]:
    """Return the items at the starts of relationships that end at a node."""
    return lambda node: [Item(link.start, link) for link in node.into[type_]]


def similar(measure: Node) -> list[Item]:
    """Return the measures like one, stored from either side."""
    return [Item(link.end, link) for link in measure.out["SIMILAR_TO"]] + [
        Item(link.start, link) for link in measure.into["SIMILAR_TO"]
    ]


def printed(item: Item) -> tuple[Any, ...]:
    """As printed."""
    link = item.link
    assert link is not None
    return (link["start"], link["end"], link["role"] or "", item.node.key)


def own(item: Item) -> tuple[Any, ...]:
    """The order of the kind; what one node is in twice, as printed."""
    facts = (item.link["start"] or 0, item.link["role"] or "") if item.link else ()
    return (*OWN[item.node.kind](item.node), *facts)


LISTS: dict[tuple[str, str], tuple[Callable[[Node], list[Item]], Key]] = {
    ("City", "units"): (starts(PART_OF), own),
    ("City", "documents"): (starts("ISSUED_FOR"), own),
    ("City", "departments"): (starts("OF"), own),
    ("Document", "sections"): (ends(CONTAINS, "Section"), own),
    ("Document", "measures"): (ends("STATES"), own),
    ("Document", "looseMeasures"): (ends(CONTAINS, "Measure"), own),
    ("Section", "sections"): (ends(CONTAINS, "Section"), own),
    ("Section", "measures"): (ends(CONTAINS, "Measure"), own),
    ("Measure", "responsibilities"): (starts("RESPONSIBLE_FOR"), printed),
    ("Measure", "indicators"): (ends("ADVANCES"), lambda item: (item.link["rank"], item.node.key)),
    ("Measure", "laws"): (ends("CITES"), printed),
    ("Measure", "targets"): (ends("SETS"), printed),
    ("Measure", "deadlines"): (ends("DUE"), printed),
    ("Measure", "named"): (ends("NAMES"), printed),
    ("Measure", "similar"): (similar, lambda item: (-item.link["score"], item.node.key)),
    ("Indicator", "subIndicators"): (starts(PART_OF), own),
    ("Indicator", "measures"): (starts("ADVANCES"), own),
    ("Department", "functions"): (ends("PERFORMS"), own),
    ("Department", "measures"): (ends("RESPONSIBLE_FOR"), own),
    ("Department", "namedIn"): (starts("NAMES"), own),
    ("Function", "departments"): (starts("PERFORMS"), own),
    ("Law", "measures"): (starts("CITES"), own),
}
"""What the lists of a node hold, and the order they come in."""


def listed(
    graph: Graph, items: list[Item], key: Key, filter_: tuple[str, Mapping[str, Any] | None], order: Any, kind: str
) -> list[Item]:
    """Return the items that a filter keeps, in the order asked for."""
    name, given = filter_
    if given is not None and name in FILTERS:
        test = FILTERS[name](graph, given)
        items = [item for item in items if test(item.node)]
    elif given is not None:
        keep = kept_links(graph, name, given)
        items = [item for item in items if item.link is not None and keep(item.link)]
    ordered = sorted(items, key=key)
    if order is not None:
        ordered.sort(key=ORDERS[kind, order["field"]])
        if order["direction"] == "DESC":
            ordered.reverse()
    return ordered


def paged(items: list[Item], arguments: Mapping[str, Any], most: int) -> dict[str, Any]:
    """Return the page of a list, as a connection; cursors are positions in the whole list."""
    first, final = arguments.get("first"), arguments.get("last")
    if (first is not None and final is not None) or any(n is not None and not 1 <= n <= most for n in (first, final)):
        raise Refusal("PAGE_SIZE")
    begin = int(arguments["after"]) + 1 if arguments.get("after") else 0
    end = int(arguments["before"]) if arguments.get("before") else len(items)
    if final is not None:
        begin = max(begin, end - final)
    else:
        end = min(end, begin + (first or 100))
    shown = range(begin, max(begin, end))
    return {
        "items": [(number, items[number]) for number in shown],
        "totalCount": len(items),
        "pageInfo": {
            "hasNextPage": shown.stop < len(items),
            "hasPreviousPage": shown.start > 0,
            "startCursor": str(shown[0]) if shown else None,
            "endCursor": str(shown[-1]) if shown else None,
        },
    }

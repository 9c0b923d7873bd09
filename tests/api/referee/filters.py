"""What the published filters mean, by docs/graphql.md ("Filters") and the descriptions of the schema.

The fields of a filter hold together; one that is given several values holds for any of them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from graphql import GraphQLError

from tests.api.referee.graph import Graph, Link, Node, below, city, document, document_of, measure_of
from tests.api.referee.identity import node_of

__all__ = ["FILTERS", "Refusal", "Test", "cities_named", "kept_links"]

Test = Callable[[Node], bool]


class Refusal(GraphQLError):
    """A mistake of the caller, by the code that the API gives."""

    def __init__(self, code: str) -> None:
        super().__init__(code, extensions={"code": code})


def found(nodes: set[Node]) -> set[Node]:
    """Return nodes that must be known: a name the graph does not know is an error, not an empty list."""
    if not nodes:
        raise Refusal("NOT_FOUND")
    return nodes


def cities_named(graph: Graph, names: list[str]) -> set[Node]:
    """Return cities by name or code, with the units below them."""
    return below(set().union(*(found(graph.named("City", each, "name", "code")) for each in names)))


def indicators_named(graph: Graph, names: list[str]) -> set[Node]:
    """Return indicators by name, national ones with their sub-indicators."""
    return below(set().union(*(found(graph.named("Indicator", each, "name")) for each in names)))


def by_id(graph: Graph, kind: str, ids: list[str]) -> set[Node]:
    """Return nodes by their global ids."""
    return set().union(*(found({node} if (node := node_of(graph, each, kind)) else set()) for each in ids))


def measure_test(graph: Graph, given: Mapping[str, Any]) -> Test:
    """Return what a measure must be, apart from its responsibilities: document, city, law, indicator."""
    tests: list[Test] = []
    if (ids := given.get("document")) is not None:
        documents = by_id(graph, "Document", ids)
        tests.append(lambda measure: document(measure) in documents)
    if (names := given.get("city")) is not None:
        cities = cities_named(graph, names)
        tests.append(lambda measure: city(measure) in cities)
    if (names := given.get("law")) is not None:
        laws = set().union(*(found(graph.named("Law", each, "name", "number")) for each in names))
        tests.append(lambda measure: bool(laws & set(measure.to("CITES"))))
    if (names := given.get("indicator")) is not None:
        indicators = indicators_named(graph, names)
        tests.append(lambda measure: bool(indicators & set(measure.to("ADVANCES"))))
    return all_of(tests)


def all_of(tests: list[Test]) -> Test:
    """Return a test that is met where all are."""
    return lambda node: all(test(node) for test in tests)


HAS = {
    "hasIndicators": lambda measure: measure.out["ADVANCES"],
    "hasLaws": lambda measure: measure.out["CITES"],
    "hasTargets": lambda measure: measure.out["SETS"],
    "hasDeadlines": lambda measure: measure.out["DUE"],
    "hasDepartments": lambda measure: measure.into["RESPONSIBLE_FOR"],
}


def responsibility(graph: Graph, given: Mapping[str, Any]) -> Callable[[Link], bool] | None:
    """Return what one and the same responsibility must be, None where nothing is asked of it."""
    tests: list[Callable[[Link], bool]] = []
    if (ids := given.get("department")) is not None:
        departments = by_id(graph, "Department", ids)
        tests.append(lambda link: link.start in departments)
    if (names := given.get("function")) is not None:
        functions = set().union(*(found(graph.named("Function", each, "name")) for each in names))
        tests.append(lambda link: bool(functions & set(link.start.to("PERFORMS"))))
    tests += [
        lambda link, name=name: link[name].upper() in given[name]
        for name in ("role", "basis") if given.get(name) is not None
    ]  # fmt: skip
    return (lambda link: all(test(link) for test in tests)) if tests else None


def due_test(given: Mapping[str, Any]) -> Test | None:
    """Return what one and the same deadline must be, None where nothing is asked of it."""
    since, until = given.get("dueFrom"), given.get("dueUntil")
    if since is None and until is None:
        return None
    return lambda each: (since is None or each["latest"] >= since) and (until is None or each["latest"] <= until)


def words_test(text: str, *properties: str) -> Test:
    """Return whether all words, parted by spaces, occur in some properties."""
    return lambda node: all(any(word in (node[each] or "") for each in properties) for word in text.split())


def measure(graph: Graph, given: Mapping[str, Any], *, own: bool = True) -> Test:
    """MeasureFilter; `own` is false for DepartmentMeasureFilter, whose role and basis are the edge's."""
    tests = [measure_test(graph, given)]
    for name, has in HAS.items():
        if (wanted := given.get(name)) is not None:
            tests.append(lambda each, has=has, wanted=wanted: bool(has(each)) == wanted)
    if (due := due_test(given)) is not None:
        tests.append(lambda each: any(due(deadline) for deadline in each.to("DUE")))
    if (text := given.get("search")) is not None:
        if not any(sign.isalnum() for sign in text):
            raise Refusal("BAD_VALUE")
        tests.append(words_test(text, "heading", "text"))
    if own and (link_test := responsibility(graph, given)) is not None:
        tests.append(lambda each: any(link_test(link) for link in each.into["RESPONSIBLE_FOR"]))
    return all_of(tests)


def kept_links(graph: Graph, type_: str, given: Mapping[str, Any]) -> Callable[[Link], bool]:
    """Return the filter of a list of relationships: ResponsibilityFilter and DepartmentMeasureFilter."""
    own = responsibility(graph, given) or (lambda _: True)
    if type_ == "ResponsibilityFilter":
        return own
    test = measure(graph, given, own=False)
    return lambda link: own(link) and test(link.end)


def department(graph: Graph, given: Mapping[str, Any]) -> Test:
    """DepartmentFilter: conditions on measures hold for one and the same."""
    tests: list[Test] = []
    if (names := given.get("city")) is not None:
        cities = cities_named(graph, names)
        tests.append(lambda each: bool(cities & set(each.to("OF"))))
    if (names := given.get("function")) is not None:
        functions = set().union(*(found(graph.named("Function", each, "name")) for each in names))
        tests.append(lambda each: bool(functions & set(each.to("PERFORMS"))))
    if (known := given.get("known")) is not None:
        tests.append(lambda each: each["known"] == known)
    if (responsible := given.get("responsible")) is not None:
        tests.append(lambda each: bool(each.out["RESPONSIBLE_FOR"]) == responsible)
    if (text := given.get("search")) is not None:
        tests.append(lambda each: text in each["name"])
    asked = {name: given[name] for name in ("document", "law", "indicator") if given.get(name) is not None}
    role = {name: given[name] for name in ("role", "basis") if given.get(name) is not None}
    if asked or role:
        link_test, test = responsibility(graph, role) or (lambda _: True), measure_test(graph, asked)
        tests.append(lambda each: any(link_test(link) and test(link.end) for link in each.out["RESPONSIBLE_FOR"]))
    return all_of(tests)


def by_measures(graph: Graph, given: Mapping[str, Any], type_: str) -> list[Test]:
    """Return what one and the same measure must be that leads to a node: of indicators and laws."""
    asked = {name: given[name] for name in ("document", "city", "law", "indicator") if given.get(name) is not None}
    test = measure_test(graph, asked)
    return [lambda each: any(test(found) for found in each.of(type_))] if asked else []


def indicator(graph: Graph, given: Mapping[str, Any]) -> Test:
    """IndicatorFilter."""
    tests = by_measures(graph, given, "ADVANCES")
    if (levels := given.get("level")) is not None:
        tests.append(lambda each: each["level"].upper() in levels)
    if (text := given.get("search")) is not None:
        tests.append(lambda each: text in each["name"])
    return all_of(tests)


def law(graph: Graph, given: Mapping[str, Any]) -> Test:
    """LawFilter."""
    tests = by_measures(graph, given, "CITES")
    for name in ("kind", "level"):
        if (values := given.get(name)) is not None:
            tests.append(lambda each, name=name, values=values: (each[name] or "").upper() in values)
    if (text := given.get("search")) is not None:
        tests.append(lambda each: text in (each["name"] or "") or text in (each["number"] or ""))
    return all_of(tests)


def target(graph: Graph, given: Mapping[str, Any]) -> Test:
    """TargetFilter."""
    about = measure_test(graph, given)
    tests: list[Test] = [lambda each: about(measure_of(each))]
    if (kinds := given.get("kind")) is not None:
        tests.append(lambda each: each["kind"].upper() in kinds)
    if (units := given.get("unit")) is not None:
        tests.append(lambda each: each["unit"] in units)
    if (text := given.get("search")) is not None:
        tests.append(lambda each: text in (each["metric"] or ""))
    return all_of(tests)


def deadline(graph: Graph, given: Mapping[str, Any]) -> Test:
    """DeadlineFilter."""
    about, due = measure_test(graph, given), due_test(given)
    return lambda each: about(measure_of(each)) and (due is None or due(each))


def city_filter(graph: Graph, given: Mapping[str, Any]) -> Test:
    """CityFilter."""
    del graph
    tests: list[Test] = []
    if (levels := given.get("level")) is not None:
        tests.append(lambda each: each["level"].upper() in levels)
    if (provinces := given.get("province")) is not None:
        tests.append(lambda each: each["province"] in provinces)
    if (has := given.get("hasDocuments")) is not None:
        tests.append(lambda each: bool(each.into["ISSUED_FOR"]) == has)
    if (text := given.get("search")) is not None:
        tests.append(lambda each: text in each["name"])
    return all_of(tests)


def document_filter(graph: Graph, given: Mapping[str, Any]) -> Test:
    """DocumentFilter."""
    tests: list[Test] = []
    if (names := given.get("city")) is not None:
        cities = cities_named(graph, names)
        tests.append(lambda each: bool(cities & set(each.to("ISSUED_FOR"))))
    tests += [
        lambda each, name=name: each[name].upper() in given[name]
        for name in ("status", "form") if given.get(name) is not None
    ]  # fmt: skip
    if (since := given.get("issuedFrom")) is not None:
        tests.append(lambda each: each["issued_on"] is not None and each["issued_on"] >= since)
    if (until := given.get("issuedUntil")) is not None:
        tests.append(lambda each: each["issued_on"] is not None and each["issued_on"] <= until)
    if (states := given.get("statesResponsibility")) is not None:
        tests.append(lambda each: each["states_responsibility"] == states)
    if (text := given.get("search")) is not None:
        tests.append(lambda each: text in each["title"])
    return all_of(tests)


def section(graph: Graph, given: Mapping[str, Any]) -> Test:
    """SectionFilter."""
    tests: list[Test] = []
    if (ids := given.get("document")) is not None:
        documents = by_id(graph, "Document", ids)
        tests.append(lambda each: document_of(each) in documents)
    if (names := given.get("city")) is not None:
        cities = cities_named(graph, names)
        tests.append(lambda each: bool(cities & set(document_of(each).to("ISSUED_FOR"))))
    if (levels := given.get("level")) is not None:
        tests.append(lambda each: each["level"] in levels)
    if (text := given.get("search")) is not None:
        tests.append(lambda each: text in each["title"])
    return all_of(tests)


def function(graph: Graph, given: Mapping[str, Any]) -> Test:
    """FunctionFilter."""
    tests: list[Test] = []
    if (names := given.get("city")) is not None:
        cities = cities_named(graph, names)
        tests.append(lambda each: any(cities & set(body.to("OF")) for body in each.of("PERFORMS")))
    if (systems := given.get("system")) is not None:
        tests.append(lambda each: each["system"] in systems)
    if (text := given.get("search")) is not None:
        tests.append(lambda each: text in each["name"])
    return all_of(tests)


FILTERS: dict[str, Callable[[Graph, Mapping[str, Any]], Test]] = {
    "CityFilter": city_filter,
    "DeadlineFilter": deadline,
    "DepartmentFilter": department,
    "DocumentFilter": document_filter,
    "FunctionFilter": function,
    "IndicatorFilter": indicator,
    "LawFilter": law,
    "MeasureFilter": measure,
    "SectionFilter": section,
    "TargetFilter": target,
}

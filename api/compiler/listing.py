"""Listings (列表): what a connection lists, in which order and from which page on, as clauses of Cypher.

A root list begins at the most selective indexed node that its filter names; its other filters become
conditions. Without one it is read in the order of an index, from the cursor on, and no further than the page
goes: that its keys are there (IS NOT NULL) is said because the planner orders by no index otherwise, and a
bound is said of the first key by itself too, because that is what an index can be sought by.

Everything here follows from declarations and from which arguments are given, never from their values.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import takewhile
from typing import NamedTuple, NoReturn, Protocol

from api.compiler import paging, words
from api.compiler.binding import Site, plain
from api.compiler.statement import Statement, fill
from api.errors import BadValue
from api.identifiers import decode
from api.types.filters import FILTERS
from api.types.kinds import KINDS, ROOTS
from api.types.orders import ORDERS
from api.types.vocabulary import DEFAULT, Broad, Filter, Key, Many
from graph.language import Text
from graph.ontology import ONTOLOGY

__all__ = ["Listing", "listing"]

MARKS = {entry: entry.name for entry in ROOTS} | {
    entry: f"{kind.label}.{entry.name}"
    for kind in KINDS.values()
    for entry in kind.relations
    if isinstance(entry, Many)
}
"""What tells the cursors of lists apart."""

WORTH = 4000
"""Accesses of one way to find a page, in the measure of the other; see `_measured`."""

STEP = re.compile(r"\(@a\)(<?)-\[(?:@r)?:(\w+)\]-(>?)\(@b:\w+\)")
PROPERTY = re.compile(r"(\w+)\.\w+")


class Put(Protocol):
    """Fills the places of a declaration's Cypher, some of them for good."""

    def __call__(self, text: str, **places: str) -> str:
        """Return the text with its places filled."""
        ...


PRINTED = Filter(
    "printed", "", Text("原文所印", "As printed"),
    "all(word IN @p WHERE toLower(coalesce(@b.heading, '') + '\\n' + @b.text) CONTAINS word)",
)  # fmt: skip
"""What holds beside a search, for words that the index cannot tell."""


class Listing(NamedTuple):
    """Clauses that bind the nodes of a page in order, and one more where more follow.

    `counted` is an expression for how many there are in all, page apart; `size` one for the size of the page;
    `keys` are those for what a cursor holds, to be used after the clauses.
    """

    clauses: str
    counted: str
    keys: tuple[str, ...]
    size: str
    page: paging.Page


class _Order(NamedTuple):
    """The order chosen, by all of `keys`; `name` tells it from others in cursors, `needs` names its filter."""

    name: str
    keys: tuple[Key, ...]
    descending: bool = False
    needs: str | None = None


class _Matched(NamedTuple):
    """Clauses that find what is listed, and conditions that go behind them.

    `along`: they come to it through its document. `whole`: they begin with all there is, in the order of an index.
    """

    head: str
    conditions: tuple[str, ...]
    along: bool = False
    whole: bool = False

    def text(self, *more: str) -> str:
        """Return the clauses, with more conditions."""
        conditions = (*more, *self.conditions)
        return self.head + (f" WHERE {' AND '.join(conditions)}" if conditions else "")


class _Ways(NamedTuple):
    """How to find what is listed: by `narrow`, or by `broad` if `measured`, a list, has true behind its nodes."""

    narrow: _Matched
    broad: _Matched | None = None
    measured: str = ""


def listing(entry: Many, source: str, target: str, edge: str, site: Site, statement: Statement) -> Listing:
    """Return what a connection lists from `source` (a root list has none), as `target` and its `edge`."""
    number = target[1:]
    nodes, much = f"l{number}", f"w{number}"
    put = partial(fill, a=source, b=target, r=edge, d=f"d{number}", s=f"s{number}", h=nodes)
    order = _order(entry, site)
    page, size = _page(entry, order, site)
    cursors = [
        (site.parameter(name, convert=partial(paging.bound, mark=page.mark, keys=order.keys)), sign[order.descending])
        for name, given, sign in (("after", page.after, "><"), ("before", page.before, "<>"))
        if given
    ]
    names = tuple(f"k{number}_{place}" for place in range(len(order.keys)))
    direction = "" if page.backward == order.descending else " DESC"
    cut = f"ORDER BY {', '.join(name + direction for name in names)} LIMIT {size} + 1"
    shown = (target, edge) if entry.link else (target,)

    def clauses(matched: _Matched) -> str:
        keys = [put(key.along if matched.along and key.along else key.expression) for key in order.keys]
        held = (*shown, *(f"{key} AS {name}" for key, name in zip(keys, names, strict=True)))
        return f"{matched.text(*_bounds(keys, cursors, whole=matched.whole))} WITH {', '.join(held)} {cut}"

    ways = _ways(entry, order, put, site, statement)
    found = clauses(ways.narrow)
    if ways.broad:
        returned = ", ".join((*shown, *names))
        found = (
            f"WITH {ways.measured}[0] AS {nodes}, {ways.measured}[1] AS {much} CALL ({nodes}, {much}) {{ "
            f"WITH {nodes}, {much} WHERE NOT {much} {found} RETURN {returned} UNION ALL "
            f"WITH {nodes}, {much} WHERE {much} {clauses(ways.broad)} RETURN {returned} }} WITH {returned} {cut}"
        )
    return Listing(found, _counted(entry, ways.narrow, put), names, size, page)


def _order(entry: Many, site: Site) -> _Order:
    own = entry.keys or KINDS[entry.kind].keys
    given = site.arguments.get("orderBy")
    if given is None:
        return _Order("", own)
    name, descending = plain(given["field"]), plain(given["direction"]) == "DESC"
    order = next(each for each in ORDERS[entry.kind] if each.name == name)
    rest = () if order.needs else tuple(key for key in own if key not in order.keys)
    return _Order(f"{name}{'-' if descending else '+'}", (*order.keys, *rest), descending, order.needs)


def _page(entry: Many, order: _Order, site: Site) -> tuple[paging.Page, str]:
    """Return the page, and the expression for its size."""
    given = {name for name in ("first", "last", "after", "before") if site.arguments.get(name) is not None}
    sizes = [name for name in ("first", "last") if name in given]
    page = paging.Page(
        backward=sizes == ["last"],
        after="after" in given,
        before="before" in given,
        stated=bool(sizes),
        mark=f"{MARKS[entry]} {order.name}",
    )
    if not sizes:
        return page, str(DEFAULT)
    convert = partial(paging.size, name=sizes[0], maximum=entry.maximum, alone=len(sizes) == 1)
    return page, site.parameter(sizes[0], convert=convert)


def _bounds(keys: list[str], cursors: list[tuple[str, str]], *, whole: bool) -> Iterator[str]:
    """Yield what the keys are held to, beyond the cursors; where an index gives the order, in words it serves."""
    indexed = _indexed(keys) if whole else []
    for key in indexed:
        yield f"{key} IS NOT NULL"
    for cursor, sign in cursors:
        if indexed:
            yield f"{keys[0]} {sign}= {cursor}[0]"
        yield f"[{', '.join(keys)}] {sign} {cursor}"


def _indexed(keys: list[str]) -> list[str]:
    """Return the properties of one node that the keys begin with."""
    first = PROPERTY.fullmatch(keys[0])
    if first is None:
        return []
    return [*takewhile(lambda key: (found := PROPERTY.fullmatch(key)) and found[1] == first[1], keys)]


def _ways(entry: Many, order: _Order, put: Put, site: Site, statement: Statement) -> _Ways:
    """Return what finds the nodes: for a root list from its best start, else along the relation."""
    given = site.arguments.get("filter") or {}
    rules = {rule: _parameter(rule, site, statement) for rule in _rules(entry) if given.get(rule.name) is not None}
    searched = next((rule for rule in rules if rule.search), None)
    if searched:
        rules[PRINTED] = site.parameter("filter", searched.name, convert=words.printed)
    ranked = next((rule for rule in rules if rule.name == order.needs), None)
    if order.needs and (ranked is None or not entry.root):
        site.parameter("orderBy", convert=partial(_unordered, name=order.name[:-1]))
    if not entry.root:
        return _Ways(_Matched(f"MATCH {put(entry.pattern)}", (*_conditions(rules, put, statement),)))
    start = ranked or next((rule for rule in rules if rule.start or rule.search), None)
    whole = _Matched(f"MATCH {put(entry.along or entry.pattern)}", (), bool(entry.along), whole=True)
    if start is None:
        return _Ways(whole._replace(conditions=(*_conditions(rules, put, statement),)))
    parameter = rules.pop(start)
    if ranked:
        call = f"CALL db.index.fulltext.queryNodes('{ranked.search}', {parameter})"
        head = put(f"{call} YIELD node AS @b, score WITH @b, -score AS @s")
        return _Ways(_Matched(head, (*_conditions(rules, put, statement),)))
    if start.search:
        head = put(f"UNWIND {statement.found(start.search, parameter)} AS @b WITH @b")
        return _Ways(_Matched(head, (*_conditions(rules, put, statement),)))
    narrow = _begun(entry, start, parameter, rules, put, statement)
    # Conditions beside its path may hold for so few that reading along would not end before the last document.
    beside = any(rule.within is None or rule.within != start.within for rule in rules)
    if start.broad is None or beside or not order.keys[0].along:
        return _Ways(narrow)
    tested = {replace(start, condition=start.broad.condition): parameter} | rules
    broad = whole._replace(conditions=(*_conditions(tested, put, statement),))
    return _Ways(narrow, broad, _measured(start.broad, parameter, put, statement))


def _begun(
    entry: Many, start: Filter, parameter: str, rules: Mapping[Filter, str], put: Put, statement: Statement
) -> _Matched:
    """Return what begins with the nodes that a filter names; conditions of its path are part of the way there."""
    beside = [rule for rule in rules if start.within and rule.within == start.within]
    joint = " AND ".join(put(rule.condition, p=rules[rule]) for rule in beside)
    head, along = put(start.start, p=parameter, where=joint or "true"), "@d" in start.start
    if along:
        head = f"{head} MATCH {put(entry.along)}"
    rest = {rule: value for rule, value in rules.items() if rule not in beside}
    return _Matched(head, (*_conditions(rest, put, statement),), along)


def _measured(broad: Broad, parameter: str, put: Put, statement: Statement) -> str:
    """Return a variable: a list of the nodes on the way, and of whether they lead to so much.

    To begin with them costs in proportion to how many they lead to, n: all are put in order. To read along the
    documents, d of them, costs in proportion to d / n: the more there are, the sooner a page is full. With about
    four accesses for each there, and 300 for a document here, of 50 to a page, the two are equal at n² = 4000 d.
    """
    clauses = (
        f"{put(broad.found, p=parameter)} WITH collect({broad.each}) AS nodes, {broad.reach} AS n "
        f"UNWIND [nodes, n * n > {WORTH} * COUNT {{ (:Document) }}] AS part"
    )
    return statement.collected(clauses, "part")


def _rules(entry: Many) -> tuple[Filter, ...]:
    return FILTERS[entry.filters][1] if entry.filters else ()


def _parameter(rule: Filter, site: Site, statement: Statement) -> str:
    """Return the parameter that holds a filter's values, names among them to be looked up."""
    kind = rule.ids
    if kind:
        parameter = site.parameter("filter", rule.name, convert=lambda ids: [decode(each, kind)[1] for each in ids])
    elif rule.search:
        parameter = site.parameter("filter", rule.name, convert=words.query)
    else:
        parameter = site.parameter("filter", rule.name)
    if rule.lookup:
        statement.check(rule.name, rule.lookup, parameter)
    return parameter


def _conditions(rules: Mapping[Filter, str], put: Put, statement: Statement) -> Iterator[str]:
    """Yield the conditions of filters; those of one path hold for one and the same."""
    paths: dict[str, list[str]] = {}
    for rule, parameter in rules.items():
        if rule.search:
            yield put(f"@b IN {statement.found(rule.search, parameter)}")
        elif rule.within:
            paths.setdefault(rule.within, []).append(put(rule.condition, p=parameter))
        else:
            yield put(rule.condition, p=parameter)
    for path, parts in paths.items():
        yield put(path, where=" AND ".join(parts))


def _unordered(_: object, name: str) -> NoReturn:
    raise BadValue(
        Text(f"此处不能按 {name} 排序。", f"{name} is no order here."),
        Text("请在根字段 measures 中与 search 同用。", "Use it on the root field `measures`, with `search`."),
    )


def _counted(entry: Many, matched: _Matched, put: Put) -> str:
    """Return how many there are: of a whole label or along one step, Neo4j keeps the number itself."""
    if matched.whole and not matched.conditions:
        return f"COUNT {{ {put(entry.pattern)} }}"
    step = STEP.fullmatch(entry.pattern)
    if step and not matched.conditions and len(ONTOLOGY.kinds(step[2])) == 1:
        into, type_, out = step.groups()
        return f"COUNT {{ {put(f'(@a){into}-[:{type_}]-{out}()')} }}"
    return f"COUNT {{ {matched.text()} RETURN {put('@b')} }}"

"""From declarations to Strawberry's types (组装): every type of the schema, made once at import.

Names of types refer to one another, so annotations are texts that Strawberry reads in `NAMES` when the
schema is put together.
"""

from collections.abc import Iterable
from dataclasses import MISSING
from datetime import date
from keyword import iskeyword
from types import new_class
from typing import Any, NamedTuple

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from api.types import choices, enums
from api.types.enums import both
from api.types.filters import FILTERS
from api.types.kinds import KINDS, ROOTS
from api.types.orders import ORDERS
from api.types.question import MAXIMUM, Column, Question, has_no_name
from api.types.questions import QUESTIONS
from api.types.vocabulary import DEFAULT, TYPES, Kind, Lists, Many, One, Order, Relation, Stored, camel
from graph.language import Text
from graph.ontology import ONTOLOGY
from graph.question import Parameter

__all__ = ["NAMES", "QUERY"]

NAMES: dict[str, Any] = {"ID": strawberry.ID, "date": date}
NAMES |= {enum.__name__: enum for enum in (*enums.ALL, *choices.CHOICES)}
MEASURE = ONTOLOGY.nodes["Measure"].properties


class Member(NamedTuple):
    """A field to be: its type is a text that `NAMES` gives a meaning."""

    name: str
    type: str
    meaning: Text
    arguments: tuple[StrawberryArgument, ...] = ()
    default: Any = MISSING

    @property
    def attribute(self) -> str:
        """Its name in the class: Python keeps `from` to itself."""
        return f"{self.name}_" if iskeyword(self.name) else self.name

    def field(self) -> StrawberryField:
        """Return the field, its type left to the class it is put into."""
        made = StrawberryField(graphql_name=self.name, description=both(self.meaning), default=self.default)
        made.arguments = list(self.arguments)
        return made


def _arguments(arguments: Iterable[tuple[str, str, Text]]) -> tuple[StrawberryArgument, ...]:
    return tuple(
        StrawberryArgument(
            name,
            name,
            StrawberryAnnotation(type_, namespace=NAMES),
            description=both(meaning),
        )
        for name, type_, meaning in arguments
    )


def _type(
    name: str,
    meaning: Text,
    members: Iterable[Member],
    *,
    bases: tuple[str, ...] = (),
    is_interface: bool = False,
    is_input: bool = False,
) -> None:
    listed = list(members)
    body: dict[str, Any] = {member.attribute: member.field() for member in listed}
    body["__annotations__"] = {each.attribute: StrawberryAnnotation(each.type, namespace=NAMES) for each in listed}
    made = new_class(name, tuple(NAMES[base] for base in bases), {}, lambda space: space.update(body))
    NAMES[name] = strawberry.type(
        made, name=name, description=both(meaning), is_interface=is_interface, is_input=is_input
    )


ID = Member("id", "ID", Text("全局标识", "Global identity"))
CURSOR = Member("cursor", "str", Text("游标，不可解读", "Cursor; opaque"))
EVIDENCE = (
    Stored("quote", "raw", "str", Text("原文", "As printed")),
    Stored("start", "start", "int", Text("在文件文本中的起始字符", "First character in the document's text")),
    Stored("end", "end", "int", Text("在文件文本中的结束字符（不含）", "One past the last character")),
)
DOCUMENT = Member("document", "Document", Text("原文所在文件", "Document the evidence stands in"))


def _paging(maximum: int) -> tuple[tuple[str, str, Text], ...]:
    return (
        ("first", "int | None",
         Text(f"从前取几条，1–{maximum}；都不写则取 {DEFAULT} 条",
              f"How many from the start, 1–{maximum}; {DEFAULT} come where no size is given")),
        ("after", "str | None", Text("在此游标之后", "After this cursor")),
        ("last", "int | None", Text(f"从后取几条，1–{maximum}", f"How many from the end, 1–{maximum}")),
        ("before", "str | None", Text("在此游标之前", "Before this cursor")),
    )  # fmt: skip


def _choice(entry: Many) -> tuple[tuple[str, str, Text], ...]:
    order = Text("次序；不写则依本列表的次序", "In which order; the list's own unless told")
    return (
        ("filter", f"{entry.filters} | None", Text("筛选条件", "Which ones")),
        ("orderBy", f"{entry.kind}Order | None", order),
    )


def _stored(entries: Iterable[Stored]) -> list[Member]:
    return [Member(entry.name, entry.type, entry.meaning) for entry in entries]


def relation(entry: Relation) -> Member:
    """Return the field of a relation."""
    match entry:
        case One():
            return Member(entry.name, entry.kind + (" | None" if entry.nullable else ""), entry.meaning)
        case Lists():
            return Member(entry.name, f"list[{entry.type}]", entry.meaning)
        case Many():
            arguments = (*(_choice(entry) if entry.filters else ()), *_paging(entry.maximum))
            return Member(entry.name, f"{entry.edge}Connection", entry.meaning, _arguments(arguments))


def _interfaces() -> None:
    _type("Node", Text("有全局标识的对象", "Something with a global identity"), [ID], is_interface=True)
    _type(
        "Evidence",
        Text("原文出处：文件文本的 [start, end) 即为 quote（不计换行与空白）", "Where a fact stands in print"),
        [*_stored(EVIDENCE), DOCUMENT],
        is_interface=True,
    )
    _type(
        "PageInfo",
        Text("一页的前后", "What is before and after a page"),
        (
            Member("hasNextPage", "bool", Text("其后是否还有", "Whether more follow")),
            Member("hasPreviousPage", "bool", Text("其前是否还有", "Whether some come before")),
            Member("startCursor", "str | None", Text("首条的游标", "Cursor of the first")),
            Member("endCursor", "str | None", Text("末条的游标", "Cursor of the last")),
        ),
    )


def _kind(kind: Kind) -> None:
    fields = [ID, *_stored(kind.stored()), *map(relation, kind.relations)]
    _type(kind.label, kind.meaning, fields, bases=("Node",))


def _order(label: str, orders: tuple[Order, ...]) -> None:
    noun, field = KINDS[label].meaning.zh, f"{label}OrderField"
    values = {entry.name: entry.meaning for entry in orders}
    NAMES[field] = enums.closed(field, Text(f"{noun}按什么排列", "What they are put in order by"), **values)
    _type(
        f"{label}Order",
        Text(f"{noun}的次序", f"An order of {label} nodes"),
        (
            Member("field", field, Text("按什么", "By what")),
            Member("direction", "OrderDirection", Text("方向", "Which way"), default=enums.OrderDirection["ASC"]),
        ),
        is_input=True,
    )


def _lists(entry: Lists) -> None:
    fields = [
        Member(name, "Role" if name == "role" else {"[string]": "str", "[integer]": "int"}[MEASURE[column].type],
               MEASURE[column].meaning)
        for name, column in entry.properties.items()
    ]  # fmt: skip
    _type(entry.type, entry.meaning, [*fields, DOCUMENT], bases=("Evidence",))


def _connection(entry: Many) -> None:
    node = Member("node", entry.kind, KINDS[entry.kind].meaning)
    facts = [*_stored(entry.link.stored())] if entry.link else []
    evidence = entry.link is not None and entry.link.measure is not None
    if evidence:
        facts.append(DOCUMENT)
    if entry.link and (passages := entry.link.passages):
        _type(passages.type, passages.meaning, (Member(f.name, f.type, f.meaning) for f in passages.fields))
        facts.append(Member(passages.name, f"list[{passages.type}]", passages.meaning))
    meaning = entry.link.meaning if entry.link else KINDS[entry.kind].meaning
    edge = f"{entry.edge}Edge"
    _type(edge, meaning, [CURSOR, node, *facts], bases=("Evidence",) if evidence else ())
    _type(
        f"{entry.edge}Connection",
        Text(f"一页：{meaning.zh}", f"A page. {meaning.en}"),
        (
            Member("edges", f"list[{edge}]", Text("带游标与事实的边", "Edges with their cursors and facts")),
            Member("nodes", f"list[{entry.kind}]", Text("只要节点时", "The nodes alone")),
            Member("pageInfo", "PageInfo", Text("前后是否还有", "What is before and after")),
            Member("totalCount", "int", Text("总数，所选才计", "How many in all; counted only when selected")),
        ),
    )


def _rows(owner: str, meaning: Text, columns: Iterable[Column]) -> None:
    listed = list(columns)
    for entry in listed:
        if entry.columns:
            _rows(entry.row(owner), entry.meaning, entry.columns)
    _type(owner, meaning, (Member(each.name, each.annotation(owner), each.meaning) for each in listed))


def _question(entry: Question) -> None:
    _rows(entry.row, entry.asked.question, entry.columns)
    _type(
        f"{entry.row}Answer",
        Text(f"对“{entry.asked.title.zh}”的回答", f"Answer to: {entry.asked.title.en}"),
        (
            Member("totalCount", "int", Text("不限行数时的总行数", "Rows there are in all, without the limit")),
            Member("rows", f"list[{entry.row}]", Text("各行", "The rows")),
        ),
    )


def question(entry: Question) -> Member:
    """Return the root field of a question; its arguments are the parameters of the catalogue's."""
    arguments = tuple(map(_parameter, entry.asked.parameters))
    return Member(entry.name, f"{entry.row}Answer", entry.asked.question, arguments)


def _parameter(entry: Parameter) -> StrawberryArgument:
    enum = choices.choice(entry.values) if entry.values else None
    scalar = enum.__name__ if enum else "ID" if has_no_name(entry) else TYPES[entry.type.strip("[]")]
    many = entry.type.startswith("[")
    type_ = f"list[{scalar}]" if many else scalar
    given: dict[str, Any] = {}
    if entry.default is None:
        type_ += " | None"
    elif not entry.required:
        given["default"] = entry.default
        if enum:
            given["default"] = [enum(value) for value in entry.default] if many else enum(entry.default)
    name = camel(entry.name)
    shown = Text(f"至多列出的行数，1–{MAXIMUM}", f"Rows shown at most, 1–{MAXIMUM}")
    meaning = shown if name == "limit" else entry.meaning
    annotation = StrawberryAnnotation(type_, namespace=NAMES)
    return StrawberryArgument(name, name, annotation, description=both(meaning), **given)


def _query() -> None:
    a_node = Text("标识，来自任一对象的 id", "Identity, from any object's id")
    one = _arguments([("id", "ID", a_node)])
    fields = [
        Member("node", "Node | None", Text("按标识取一个对象", "One object by its identity"),
               one),
        Member("nodes", "list[Node | None]", Text("按标识取若干对象，至多 100", "Objects by identity, at most 100"),
               _arguments([("ids", "list[ID]", a_node)])),
        Member("measure", "Measure | None", Text("按标识取一条措施", "One measure by its identity"),
               one),
        *map(relation, ROOTS),
        *map(question, QUESTIONS),
    ]  # fmt: skip
    _type("Query", Text("查询", "What can be asked"), fields)


def _assemble() -> type:
    _interfaces()
    for name, (meaning, filters) in FILTERS.items():
        _type(name, meaning, (Member(f.name, f.type, f.meaning) for f in filters), is_input=True)
    NAMES["OrderDirection"] = enums.OrderDirection
    for label, orders in ORDERS.items():
        _order(label, orders)
    for kind in KINDS.values():
        _kind(kind)
        for entry in kind.relations:
            if isinstance(entry, Lists):
                _lists(entry)
    relations = [entry for kind in KINDS.values() for entry in kind.relations]
    for edge in {entry.edge: entry for entry in (*relations, *ROOTS) if isinstance(entry, Many)}.values():
        _connection(edge)
    for asked in QUESTIONS:
        _question(asked)
    _query()
    query: type = NAMES["Query"]
    return query


QUERY = _assemble()

"""The orders (次序) of lists, by kind: what `orderBy` chooses from; without it a list comes in its own order.

A key is never null: what is not stated comes last in ascending order. Counts are those that the lists'
`totalCount` shows. An order by a count, or by what no index holds, has to look at the whole list.
"""

from datetime import date

from api.types.vocabulary import Key, Order
from graph.language import Text

__all__ = ["ID", "IN_DOCUMENT", "IN_TEXT", "NAME", "ORDERS"]

ID = Key("@b.id")
NAME = Key("@b.name")
IN_DOCUMENT = (Key("split(@b.id, '/m')[0]", along="@d.id"), Key("@b.ordinal", int), ID)
IN_TEXT = (IN_DOCUMENT[0], Key("toInteger(last(split(split(@b.id, '-')[-2], '/t')))", int), ID)
EARLIEST = "COLLECT { MATCH (@b)-[:DUE]->(z:Deadline) RETURN min(z.latest) }[0]"


def _stated(expression: str) -> Key:
    return Key(f"coalesce({expression}, date('9999-12-31'))", date)


def _count(pattern: str) -> tuple[Key, ...]:
    return (Key(f"COUNT {{ {pattern} }}", int),)


BY_NAME = Order("NAME", Text("按名称", "By name"), (NAME,))

ORDERS: dict[str, tuple[Order, ...]] = {
    "Measure": (
        Order("POSITION", Text("按文件，再按印刷次序", "By document, then as printed"), IN_DOCUMENT),
        Order(
            "RELEVANCE",
            Text("按与 search 之词的相关程度，最相关在前；仅用于根字段 measures",
                 "By how well the words of `search` fit, the best first; for the root field `measures` alone"),
            (Key("@s", float), ID),
            needs="search",
        ),
        Order(
            "DUE",
            Text("按最早的时限，无时限的在后", "By its earliest deadline; those without one come last"),
            (_stated(EARLIEST),),
        ),
        Order(
            "RESPONSIBILITIES",
            Text("按责任的数目，含专章牵头", "By how many responsibilities are stated, section leads too"),
            _count("(@b)<-[:RESPONSIBLE_FOR]-()"),
        ),
    ),
    "Department": (
        BY_NAME,
        Order("MEASURES",
              Text("按负责的措施数，各角色分别计，含专章牵头",
                   "By how many measures it carries, once in each role, section leads too"),
              _count("(@b)-[:RESPONSIBLE_FOR]->()")),
    ),
    "Indicator": (
        Order("POSITION", Text("国家指标在前，依其次序", "The national ones first, in their order"),
              (Key("coalesce(@b.order, 1000)", int), NAME)),
        BY_NAME,
        Order("MEASURES", Text("按对应的措施数", "By how many measures advance it"), _count("(@b)<-[:ADVANCES]-()")),
    ),
    "Law": (
        Order("NAME", Text("按名称，无名称的按文号", "By name, or by number where it has none"), (ID,)),
        Order("CITATIONS", Text("按被引用的次数", "By how often it is cited"), _count("(@b)<-[:CITES]-()")),
    ),
    "City": (
        Order("CODE", Text("按行政区划代码", "By code"), (Key("@b.code"),)),
        BY_NAME,
        Order("DOCUMENTS", Text("按文件数", "By how many plans it has"), _count("(@b)<-[:ISSUED_FOR]-()")),
    ),
    "Document": (
        Order("TITLE", Text("按标题", "By title"), (Key("@b.title"),)),
        Order("ISSUED_ON", Text("按印发日期，未写明的在后", "By date of issue; those without one come last"),
              (_stated("@b.issued_on"),)),
        Order("MEASURES", Text("按措施数", "By how many measures it states"), _count("(@b)-[:STATES]->()")),
    ),
    "Section": (
        Order("POSITION", Text("按文件，再按印刷次序", "By document, then as printed"),
              (Key("split(@b.id, '/s')[0]", along="@d.id"), Key("@b.order", int), ID)),
    ),
    "Function": (
        BY_NAME,
        Order("DEPARTMENTS", Text("按履行它的部门数", "By how many departments perform it"),
              _count("(@b)<-[:PERFORMS]-()")),
    ),
    "Target": (
        Order("POSITION", Text("按文件，再按印刷次序", "By document, then as printed"), IN_TEXT),
        Order("VALUE", Text("按新值", "By the new value"), (Key("@b.to", float),)),
    ),
    "Deadline": (
        Order("LATEST", Text("按所指的最后一日", "By the last day meant"), (Key("@b.latest", date),)),
    ),
}  # fmt: skip
"""The orders of each kind, by its label."""

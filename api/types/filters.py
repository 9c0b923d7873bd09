"""The filters (筛选条件) of connections: each field a condition in Cypher, joined by AND.

A field given several values holds when any of them fits. Names and ids that the graph does not know are
errors, not empty answers; what `search` is given is words, never query syntax. The fields of an input that
can begin a list stand first, the most selective before the others.
"""

from collections.abc import Callable
from dataclasses import replace

from api.types.vocabulary import Broad, Filter, Lookup
from graph.language import Text

__all__ = ["FILTERS"]

NAMES, IDS = "list[str] | None", "list[ID] | None"

# What one measure is filtered by, wherever it stands: each condition over @m.
PLACED = "(:City)-[:PART_OF*0..]->(c:City) WHERE c.name IN @p OR c.code IN @p"
PLACE = "MATCH (c:City) WHERE c.name IN @p OR c.code IN @p MATCH (c)<-[:PART_OF*0..]-(:City)"
DOCUMENT = Filter(
    "document", IDS, Text("文件", "Document"),
    "EXISTS { (@m)<-[:STATES]-(d:Document) WHERE d.id IN @p }",
    start="MATCH (d:Document) WHERE d.id IN @p MATCH (d)-[:STATES]->(@m:Measure)",
    lookup=Lookup("MATCH (d:Document {id: @v})", Text("文件", "document")), ids="Document",
)  # fmt: skip
CITY = Filter(
    "city", NAMES,
    Text("城市：名称或行政区划代码，含其下辖", "City, by its name or its code, with the units below it"),
    "EXISTS { (@m)<-[:STATES]-(:Document)-[:ISSUED_FOR]->" + PLACED + " }",
    start=PLACE + "<-[:ISSUED_FOR]-(:Document)-[:STATES]->(@m:Measure)",
    lookup=Lookup("MATCH (c:City) WHERE c.name = @v OR c.code = @v", Text("城市", "city"), "City"),
)  # fmt: skip
LAW = Filter(
    "law", NAMES, Text("法规文件：名称或文号", "Law: its name or its number"),
    "EXISTS { (@m)-[:CITES]->(l:Law) WHERE l.name IN @p OR l.number IN @p }",
    start="MATCH (l:Law) WHERE l.name IN @p OR l.number IN @p MATCH (l)<-[:CITES]-(@m:Measure)",
    lookup=Lookup("MATCH (l:Law) WHERE l.name = @v OR l.number = @v", Text("法规文件", "law"), "Law"),
)  # fmt: skip
INDICATOR = Filter(
    "indicator", NAMES,
    Text("指标名称；国家指标含其子指标", "Name of an indicator; a national one includes its sub-indicators"),
    "EXISTS { (@m)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(i:Indicator) WHERE i.name IN @p }",
    start="MATCH (i:Indicator) WHERE i.name IN @p "
    "MATCH (i)<-[:PART_OF*0..1]-(:Indicator)<-[:ADVANCES]-(@m:Measure)",
    broad=Broad(
        "MATCH (i:Indicator) WHERE i.name IN @p MATCH (i)<-[:PART_OF*0..1]-(j:Indicator) WITH DISTINCT j", "j",
        "sum(COUNT { (j)<-[:ADVANCES]-() })",
        "EXISTS { MATCH (@m)-[:ADVANCES]->(j:Indicator) WHERE j IN @h }",
    ),
    lookup=Lookup("MATCH (i:Indicator {name: @v})", Text("指标", "indicator"), "Indicator"),
)  # fmt: skip

# Who carries it: department y, by responsibility x.
DEPARTMENT = Filter(
    "department", IDS, Text("责任部门", "Department that carries responsibility"),
    "y.id IN @p",
    start="MATCH (y:Department) WHERE y.id IN @p MATCH (y)-[x:RESPONSIBLE_FOR]->(@m:Measure)",
    lookup=Lookup("MATCH (y:Department {id: @v})", Text("部门", "department")), ids="Department",
)  # fmt: skip
FUNCTION = Filter(
    "function", NAMES, Text("职能名称", "Name of a function"),
    "EXISTS { (y)-[:PERFORMS]->(f:Function) WHERE f.name IN @p }",
    start="MATCH (f:Function) WHERE f.name IN @p "
    "MATCH (f)<-[:PERFORMS]-(y:Department)-[x:RESPONSIBLE_FOR]->(@m:Measure)",
    broad=Broad(
        "MATCH (f:Function) WHERE f.name IN @p MATCH (f)<-[:PERFORMS]-(y:Department) WITH DISTINCT y", "y",
        "10 * count(y)",  # a department has about ten measures; to count them costs as much as to read them
        "y IN @h",
    ),
    lookup=Lookup("MATCH (f:Function {name: @v})", Text("职能", "function"), "Function"),
)  # fmt: skip
ROLE = Filter("role", "list[Role] | None", Text("角色", "Role"), "x.role IN @p")
BASIS = Filter("basis", "list[Basis] | None", Text("依据", "Basis"), "x.basis IN @p")
RESPONSIBILITY = "EXISTS { MATCH (@b)<-[x:RESPONSIBLE_FOR]-(y:Department) WHERE @where }"
ONE_MEASURE = Text("各条件须由同一措施满足", "conditions on measures hold for one and the same")

WORDS = Filter(
    "search", "str | None",
    Text(
        "标题句与正文中的词，以空格分隔，须全部出现；不计标点符号，字母不分大小写、全角半角；须有文字、字母或数字",
        "Words in heading and text, all of them, separated by spaces; signs are left out, case and width of letters "
        "make no difference; there must be a character, letter or digit",
    ),
    search="measure_text",
)  # fmt: skip
DUE = (
    Filter("dueFrom", "date | None", Text("时限不早于此日", "Deadline on this day or later"), "@t.latest >= @p"),
    Filter("dueUntil", "date | None", Text("时限不晚于此日", "Deadline on this day or before"), "@t.latest <= @p"),
)
DEADLINE = "EXISTS { MATCH (@b)-[:DUE]->(t:Deadline) WHERE @where }"


def _put(entry: Filter, **places: str) -> Filter:
    """Return a filter with some of its places filled."""
    condition, start, broad = entry.condition, entry.start, entry.broad
    for name, variable in places.items():
        condition, start = condition.replace(f"@{name}", variable), start.replace(f"@{name}", variable)
        broad = broad and replace(broad, condition=broad.condition.replace(f"@{name}", variable))
    return replace(entry, condition=condition, start=start, broad=broad)


def _begun(entry: Filter, rest: str = "") -> Filter:
    """Return a filter whose start goes on to what is listed, each once."""
    return replace(entry, start=f"{entry.start}{rest} WITH DISTINCT @b") if entry.start else entry


def _has(name: str, meaning: Text, pattern: str) -> Filter:
    return Filter(name, "bool | None", meaning, f"EXISTS {{ {pattern} }} = @p")


TITLED = Text("标题中含有的文字，字母不分大小写", "Text that its title contains, letters in either case")
NAMED = Text("名称中含有的文字，字母不分大小写", "Text that its name contains, letters in either case")


def _contains(expression: str, meaning: Text = NAMED) -> Filter:
    return Filter("search", "str | None", meaning, f"toLower({expression}) CONTAINS toLower(@p)")


def _enum(name: str, enum: str, meaning: Text) -> Filter:
    return Filter(name, f"list[{enum}] | None", meaning, f"@b.{name} IN @p")


def _of_place(pattern: Callable[[str], str], start: str) -> Filter:
    """Return the filter by city of what stands in a place without a measure between."""
    return replace(CITY, condition=f"EXISTS {{ {pattern(PLACED)} }}", start=f"{PLACE}{start} WITH DISTINCT @b")


def _of_measures(path: str, step: str, *entries: Filter) -> tuple[Filter, ...]:
    """Return filters of what stands beside measures: they hold for one measure at the other end of a path."""
    return tuple(
        replace(_begun(_put(entry, m="m"), f"{step} WHERE @where"), within=f"EXISTS {{ MATCH {path} WHERE @where }}")
        for entry in entries
    )


# What a measure is filtered by, whichever list it is in.
MEASURE = (
    replace(_put(DOCUMENT, m="@b"), start="MATCH (@d:Document) WHERE @d.id IN @p WITH DISTINCT @d"),
    replace(_put(CITY, m="@b"), start=PLACE + "<-[:ISSUED_FOR]-(@d:Document) WITH DISTINCT @d"),
    _begun(_put(LAW, m="@b")),
    WORDS,
    _begun(_put(INDICATOR, m="@b")),
    _has("hasDepartments",
         Text("是否写明责任部门，专章牵头也算", "Whether a department is responsible, the lead of its section too"),
         "(@b)<-[:RESPONSIBLE_FOR]-(:Department)"),
    _has("hasIndicators", Text("是否有对应指标", "Whether it advances an indicator"), "(@b)-[:ADVANCES]->(:Indicator)"),
    _has("hasLaws", Text("是否引用法规文件", "Whether it cites a law"), "(@b)-[:CITES]->(:Law)"),
    _has("hasTargets", Text("是否定有目标值", "Whether it sets a target"), "(@b)-[:SETS]->(:Target)"),
    _has("hasDeadlines", Text("是否有时限", "Whether it has a deadline"), "(@b)-[:DUE]->(:Deadline)"),
    *(replace(_put(each, t="t"), within=DEADLINE) for each in DUE),
)  # fmt: skip
CARRIED = tuple(
    replace(_begun(_put(entry, m="@b"), " WHERE @where"), within=RESPONSIBILITY)
    for entry in (DEPARTMENT, FUNCTION, ROLE, BASIS)
)
RESPONSIBLE = tuple(
    replace(entry, condition=entry.condition.replace("x.", "@r."))
    for entry in (ROLE, BASIS)
)  # fmt: skip
PERFORMED = replace(
    FUNCTION,
    condition="EXISTS { (@b)-[:PERFORMS]->(f:Function) WHERE f.name IN @p }",
    start="MATCH (f:Function) WHERE f.name IN @p MATCH (f)<-[:PERFORMS]-(@b:Department) WITH DISTINCT @b",
    broad=None,
)

FILTERS: dict[str, tuple[Text, tuple[Filter, ...]]] = {
    "MeasureFilter": (
        Text(
            "措施的筛选条件；部门、职能、角色、依据须由同一责任满足",
            "Which measures; department, function, role and basis hold for one and the same responsibility",
        ),
        (MEASURE[0], CARRIED[0], *MEASURE[1:4], CARRIED[1], *MEASURE[4:], *CARRIED[2:]),
    ),
    "DepartmentMeasureFilter": (
        Text("部门的措施的筛选条件；角色、依据为其自身的", "Which measures of a department; role and basis its own"),
        (*MEASURE, *RESPONSIBLE),
    ),
    "ResponsibilityFilter": (
        Text("责任的筛选条件", "Which responsibilities"),
        (PERFORMED, *RESPONSIBLE),
    ),
    "DepartmentFilter": (
        Text(f"部门的筛选条件；{ONE_MEASURE.zh}", f"Which departments; {ONE_MEASURE.en}"),
        (
            _of_place("(@b)-[:OF]->{}".format, "<-[:OF]-(@b:Department)"),
            *_of_measures(
                "(@b)-[x:RESPONSIBLE_FOR]->(m:Measure)", "<-[x:RESPONSIBLE_FOR]-(@b:Department)",
                DOCUMENT, LAW,
            ),
            PERFORMED,
            *_of_measures(
                "(@b)-[x:RESPONSIBLE_FOR]->(m:Measure)", "<-[x:RESPONSIBLE_FOR]-(@b:Department)",
                INDICATOR, ROLE, BASIS,
            ),
            Filter(
                "known", "bool | None", Text("职能是否在核定表中", "Whether its function is in the reviewed tables"),
                "@b.known = @p",
            ),
            _has(
                "responsible",
                Text("是否负有责任；false 为仅在正文中提及",
                     "Whether it carries responsibility; false: the text only names it"),
                "(@b)-[:RESPONSIBLE_FOR]->(:Measure)",
            ),
            _contains("@b.name"),
        ),
    ),
    "IndicatorFilter": (
        Text(f"指标的筛选条件；{ONE_MEASURE.zh}", f"Which indicators; {ONE_MEASURE.en}"),
        (
            *_of_measures(
                "(@b)<-[:ADVANCES]-(m:Measure)", "-[:ADVANCES]->(@b:Indicator)", DOCUMENT, CITY, LAW,
            ),
            _enum("level", "IndicatorLevel", Text("层级", "Level")),
            _contains("@b.name"),
        ),
    ),
    "LawFilter": (
        Text(f"法规文件的筛选条件；{ONE_MEASURE.zh}", f"Which laws; {ONE_MEASURE.en}"),
        (
            *_of_measures(
                "(@b)<-[:CITES]-(m:Measure)", "-[:CITES]->(@b:Law)", DOCUMENT, CITY, INDICATOR,
            ),
            _enum("kind", "LawKind", Text("种类", "Kind")),
            _enum("level", "LawLevel", Text("制定层级", "Who made it")),
            _contains(
                "coalesce(@b.name, '') + ' ' + coalesce(@b.number, '')",
                Text("名称或文号中含有的文字，字母不分大小写",
                     "Text that its name or number contains, letters in either case"),
            ),
        ),
    ),
    "CityFilter": (
        Text("城市的筛选条件", "Which cities"),
        (
            _enum("level", "CityLevel", Text("层级", "Level")),
            Filter("province", NAMES, Text("所属省份", "Province"), "@b.province IN @p"),
            _has("hasDocuments", Text("是否有文件", "Whether it has documents"), "(@b)<-[:ISSUED_FOR]-(:Document)"),
            _contains("@b.name"),
        ),
    ),
    "DocumentFilter": (
        Text("文件的筛选条件", "Which documents"),
        (
            _of_place("(@b)-[:ISSUED_FOR]->{}".format, "<-[:ISSUED_FOR]-(@b:Document)"),
            _enum("status", "DocumentStatus", Text("状态", "Status")),
            _enum("form", "DocumentForm", Text("发布形式", "Form")),
            Filter("issuedFrom", "date | None", Text("印发不早于此日", "Issued on this day or later"),
                   "@b.issued_on >= @p"),
            Filter("issuedUntil", "date | None", Text("印发不晚于此日", "Issued on this day or before"),
                   "@b.issued_on <= @p"),
            Filter(
                "statesResponsibility", "bool | None",
                Text("是否写明责任单位", "Whether it states responsible units at all"),
                "@b.states_responsibility = @p",
            ),
            _contains("@b.title", TITLED),
        ),
    ),
    "SectionFilter": (
        Text("章节的筛选条件", "Which sections"),
        (
            replace(
                DOCUMENT,
                condition="EXISTS { (@b)<-[:CONTAINS*]-(d:Document) WHERE d.id IN @p }",
                start="MATCH (@d:Document) WHERE @d.id IN @p WITH DISTINCT @d",
            ),
            replace(
                CITY,
                condition="EXISTS { (@b)<-[:CONTAINS*]-(:Document)-[:ISSUED_FOR]->" + PLACED + " }",
                start=PLACE + "<-[:ISSUED_FOR]-(@d:Document) WITH DISTINCT @d",
            ),
            Filter("level", "list[int] | None", Text("层级，1 为章", "Depth, 1 for a chapter"), "@b.level IN @p"),
            _contains("@b.title", TITLED),
        ),
    ),
    "FunctionFilter": (
        Text("职能的筛选条件", "Which functions"),
        (
            _of_place(
                "(@b)<-[:PERFORMS]-(:Department)-[:OF]->{}".format,
                "<-[:OF]-(:Department)-[:PERFORMS]->(@b:Function)",
            ),
            Filter("system", NAMES, Text("系统", "System, such as government"), "@b.system IN @p"),
            _contains("@b.name"),
        ),
    ),
    "TargetFilter": (
        Text("目标值的筛选条件", "Which targets"),
        (
            *_of_measures(
                "(@b)<-[:SETS]-(m:Measure)", "-[:SETS]->(@b:Target)", DOCUMENT, CITY, LAW, INDICATOR,
            ),
            _enum("kind", "TargetKind", Text("种类", "Kind")),
            Filter("unit", NAMES, Text("单位，如原文所印", "Unit as printed"), "@b.unit IN @p"),
            _contains("coalesce(@b.metric, '')",
                      Text("所计对象中含有的文字，字母不分大小写",
                           "Text that its metric contains, letters in either case")),
        ),
    ),
    "DeadlineFilter": (
        Text("时限的筛选条件", "Which deadlines"),
        (
            *_of_measures(
                "(@b)<-[:DUE]-(m:Measure)", "-[:DUE]->(@b:Deadline)", DOCUMENT, CITY, LAW, INDICATOR,
            ),
            *(_put(each, t="@b") for each in DUE),
        ),
    ),
}  # fmt: skip
"""Each filter input: what it selects, and its fields."""

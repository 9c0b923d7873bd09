"""The filters (筛选条件) of connections: each field a condition in Cypher, joined by AND.

A field given several values holds when any of them fits. Names and ids that the graph does not know are
errors, not empty answers; what `search` is given is words, never query syntax.
"""

from dataclasses import replace

from api.types.vocabulary import Filter, Lookup
from graph.language import Text

__all__ = ["CITY", "FILTERS", "INDICATOR"]

CITY = Lookup("MATCH (c:City) WHERE c.name = @v OR c.code = @v", Text("城市", "city"))
INDICATOR = Lookup("MATCH (i:Indicator {name: @v})", Text("指标", "indicator"))
FUNCTION = Lookup("MATCH (f:Function {name: @v})", Text("职能", "function"))
LAW = Lookup("MATCH (l:Law) WHERE l.name = @v OR l.number = @v", Text("法规文件", "law"))
DOCUMENT = Lookup("MATCH (d:Document {id: @v})", Text("文件", "document"))
DEPARTMENT = Lookup("MATCH (d:Department {id: @v})", Text("部门", "department"))

NAMES, IDS = "list[str] | None", "list[ID] | None"


def _city(condition: str) -> Filter:
    meaning = Text("城市：名称或行政区划代码，含其下辖", "City, by its name or its code, with the units below it")
    return Filter("city", NAMES, meaning, condition, lookup=CITY)


def _document(condition: str) -> Filter:
    return Filter("document", IDS, Text("文件", "Document"), condition, lookup=DOCUMENT, ids="Document")


def _indicator(condition: str) -> Filter:
    meaning = Text("指标名称；国家指标含其子指标", "Name of an indicator; a national one includes its sub-indicators")
    return Filter("indicator", NAMES, meaning, condition, lookup=INDICATOR)


def _function(condition: str, within: str | None = None) -> Filter:
    return Filter("function", NAMES, Text("职能名称", "Name of a function"), condition, within, FUNCTION)


def _law(condition: str) -> Filter:
    return Filter("law", NAMES, Text("法规文件：名称或文号", "Law: its name or its number"), condition, lookup=LAW)


def _contains(expression: str) -> Filter:
    meaning = Text("名称中含有的文字", "Text that its name contains")
    return Filter("search", "str | None", meaning, f"toLower({expression}) CONTAINS toLower(@p)")


PLACE = "(:City)-[:PART_OF*0..]->(c:City) WHERE c.name IN @p OR c.code IN @p"
OF_MEASURE = "(m:Measure)<-[:STATES]-(:Document)-[:ISSUED_FOR]->" + PLACE
ROLE = "list[Role] | None"
RESPONSIBILITY = "EXISTS { MATCH (@b)<-[x:RESPONSIBLE_FOR]-(y:Department) WHERE @where }"
PERFORMED = "EXISTS { (@b)-[:PERFORMS]->(f:Function) WHERE f.name IN @p }"
ADVANCED = (
    "EXISTS { (@b)-[:ADVANCES]->(i:Indicator) WHERE i.name IN @p "
    "OR EXISTS { (i)-[:PART_OF]->(j:Indicator) WHERE j.name IN @p } }"
)
CITED = "EXISTS { (@b)-[:CITES]->(l:Law) WHERE l.name IN @p OR l.number IN @p }"
WORDS = Filter(
    "search",
    "str | None",
    Text("标题句与正文中的词，以空格分隔，须全部出现", "Words in heading and text, all of them, separated by spaces"),
    search="measure_text",
)
DUE = (
    Filter("dueFrom", "date | None", Text("时限不早于此日", "Deadline on this day or later"), "@d.latest >= @p"),
    Filter("dueUntil", "date | None", Text("时限不晚于此日", "Deadline on this day or before"), "@d.latest <= @p"),
)
DEADLINE = "EXISTS { MATCH (@b)-[:DUE]->(d:Deadline) WHERE @where }"
MEASURE = (
    _city("EXISTS { (@b)<-[:STATES]-(:Document)-[:ISSUED_FOR]->" + PLACE + " }"),
    _document("EXISTS { (@b)<-[:STATES]-(d:Document) WHERE d.id IN @p }"),
    _indicator(ADVANCED),
    _law(CITED),
    WORDS,
    Filter(
        "hasTargets", "bool | None", Text("是否定有目标值", "Whether it sets a target"),
        "EXISTS { (@b)-[:SETS]->(:Target) } = @p",
    ),
    *(replace(each, condition=each.condition.replace("@d", "d"), within=DEADLINE) for each in DUE),
)  # fmt: skip
DEPARTMENTS = Filter(
    "department", IDS, Text("责任部门", "Department that carries responsibility"),
    "y.id IN @p", RESPONSIBILITY, DEPARTMENT, "Department",
)  # fmt: skip

FILTERS: dict[str, tuple[Text, tuple[Filter, ...]]] = {
    "MeasureFilter": (
        Text(
            "措施的筛选条件；部门、职能、角色须由同一责任满足",
            "Which measures; department, function and role must hold for one and the same responsibility",
        ),
        (
            *MEASURE,
            DEPARTMENTS,
            _function(PERFORMED.replace("@b", "y"), RESPONSIBILITY),
            Filter("role", ROLE, Text("角色", "Role"), "x.role IN @p", RESPONSIBILITY),
        ),
    ),
    "DepartmentMeasureFilter": (
        Text("部门的措施的筛选条件", "Which measures of a department"),
        (
            *MEASURE,
            Filter("role", ROLE, Text("该部门的角色", "Role of this department"), "@r.role IN @p"),
        ),
    ),
    "ResponsibilityFilter": (
        Text("责任的筛选条件", "Which responsibilities"),
        (
            Filter("role", ROLE, Text("角色", "Role"), "@r.role IN @p"),
            Filter("basis", "list[Basis] | None", Text("依据", "Basis"), "@r.basis IN @p"),
            _function(PERFORMED),
        ),
    ),
    "DepartmentFilter": (
        Text("部门的筛选条件", "Which departments"),
        (
            _city("EXISTS { (@b)-[:OF]->" + PLACE + " }"),
            _function(PERFORMED),
            _indicator(
                "EXISTS { (@b)-[:RESPONSIBLE_FOR]->(m:Measure) WHERE " + ADVANCED.replace("@b", "m") + " }"
            ),
            Filter(
                "known", "bool | None", Text("职能是否在核定表中", "Whether its function is in the reviewed tables"),
                "@b.known = @p",
            ),
            Filter(
                "responsible", "bool | None",
                Text("是否负有责任；false 为仅在正文中提及",
                     "Whether it carries responsibility; false: the text only names it"),
                "EXISTS { (@b)-[:RESPONSIBLE_FOR]->(:Measure) } = @p",
            ),
            _contains("@b.name"),
        ),
    ),
    "IndicatorFilter": (
        Text("指标的筛选条件", "Which indicators"),
        (
            Filter("level", "list[IndicatorLevel] | None", Text("层级", "Level"), "@b.level IN @p"),
            _city(
                "EXISTS { (@b)<-[:ADVANCES]-(:Measure)<-[:STATES]-(:Document)-[:ISSUED_FOR]->"
                + PLACE + " }"
            ),
            _contains("@b.name"),
        ),
    ),
    "LawFilter": (
        Text("法规文件的筛选条件", "Which laws"),
        (
            Filter("kind", "list[LawKind] | None", Text("种类", "Kind"), "@b.kind IN @p"),
            Filter("level", "list[LawLevel] | None", Text("制定层级", "Who made it"), "@b.level IN @p"),
            _city(
                "EXISTS { (@b)<-[:CITES]-(:Measure)<-[:STATES]-(:Document)-[:ISSUED_FOR]->"
                + PLACE + " }"
            ),
            _indicator(
                "EXISTS { (@b)<-[:CITES]-(m:Measure) WHERE " + ADVANCED.replace("@b", "m") + " }"
            ),
            _contains("coalesce(@b.name, '') + ' ' + coalesce(@b.number, '')"),
        ),
    ),
    "CityFilter": (
        Text("城市的筛选条件", "Which cities"),
        (
            Filter("level", "list[CityLevel] | None", Text("层级", "Level"), "@b.level IN @p"),
            Filter("province", NAMES, Text("所属省份", "Province"), "@b.province IN @p"),
            Filter(
                "hasDocuments", "bool | None", Text("是否有文件", "Whether it has documents"),
                "EXISTS { (@b)<-[:ISSUED_FOR]-(:Document) } = @p",
            ),
            _contains("@b.name"),
        ),
    ),
    "DocumentFilter": (
        Text("文件的筛选条件", "Which documents"),
        (
            _city("EXISTS { (@b)-[:ISSUED_FOR]->" + PLACE + " }"),
            Filter("status", "list[DocumentStatus] | None", Text("状态", "Status"), "@b.status IN @p"),
            Filter("form", "list[DocumentForm] | None", Text("发布形式", "Form"), "@b.form IN @p"),
            _contains("@b.title"),
        ),
    ),
    "TargetFilter": (
        Text("目标值的筛选条件", "Which targets"),
        (
            _city("EXISTS { (@b)<-[:SETS]-" + OF_MEASURE + " }"),
            _indicator("EXISTS { (@b)<-[:SETS]-(m:Measure) WHERE " + ADVANCED.replace("@b", "m") + " }"),
            Filter("kind", "list[TargetKind] | None", Text("种类", "Kind"), "@b.kind IN @p"),
            Filter("unit", NAMES, Text("单位，如原文所印", "Unit as printed"), "@b.unit IN @p"),
            Filter(
                "search", "str | None", Text("所计对象中含有的文字", "Text that its metric contains"),
                "toLower(coalesce(@b.metric, '')) CONTAINS toLower(@p)",
            ),
        ),
    ),
    "DeadlineFilter": (
        Text("时限的筛选条件", "Which deadlines"),
        (
            _city("EXISTS { (@b)<-[:DUE]-" + OF_MEASURE + " }"),
            _indicator("EXISTS { (@b)<-[:DUE]-(m:Measure) WHERE " + ADVANCED.replace("@b", "m") + " }"),
            *(replace(each, condition=each.condition.replace("@d", "@b")) for each in DUE),
        ),
    ),
}  # fmt: skip
"""Each filter input: what it selects, and its fields."""

"""The relational questions (关系问题): the questions of the catalogue as root fields with typed rows.

Each row leads back to nodes of the graph, whose edges carry the evidence; where a dashboard shows the words at once,
they stand beside as rows of their own. `measure-card` is no field: `measure(id:)` shows all that it has.
"""

from api.types.question import HEADER, Column, Question, declared
from graph.language import Text

__all__ = ["QUESTIONS"]


def _nodes(name: str, source: str, kind: str, meaning: Text = HEADER, *, nullable: bool = False) -> Column:
    """Return a field that leads to the nodes of a list of keys."""
    return Column(name, source, meaning, kind=kind, many=True, nullable=nullable)


def _node(name: str, source: str, kind: str, meaning: Text = HEADER, *, nullable: bool = False) -> Column:
    """Return a field that leads to the node of a key."""
    return Column(name, source, meaning, kind=kind, nullable=nullable)


def _plain(name: str, source: str, *, nullable: bool = False) -> Column:
    """Return a field that shows a column of the catalogue as it is."""
    return Column(name, source, nullable=nullable)


def _rows(name: str, source: str, meaning: Text, *columns: Column, nullable: bool = False) -> Column:
    """Return a field that shows a list of maps as rows of their own type."""
    return Column(name, source, meaning, columns=columns, many=True, nullable=nullable)


MEASURES = Column(
    "measures", "details", Text("这些措施，原文在其各边", "The measures; evidence is on their edges"),
    kind="Measure", key="id", many=True,
)  # fmt: skip
MEASURE = Text("措施", "The measure")
COUNT = Column("measureCount", "measures", Text("措施数", "Measures"), "int")
COUNTED = _plain("measureCount", "measures")
STATED = _plain("measureCount", "measures", nullable=True)
INDICATORS = _nodes("indicators", "indicators", "Indicator")
DEPARTMENT = _node("department", "department_id", "Department", Text("部门", "Department"))
CITIES = Text("这些措施所属城市", "Cities of those measures")
CITY = _node("city", "city_id", "City")
SPAN = (_plain("start", "start"), _plain("end", "end"))
EVIDENCE = (
    Column("quote", "quote", Text("原文", "As printed"), "str"),
    Column("start", "start", Text("在文件文本中的起始字符", "First character in the document's text"), "int"),
    Column("end", "end", Text("在文件文本中的结束字符（不含）", "One past the last character"), "int"),
)
ROLE = Column("role", "role", Text("角色", "Role"), "Role")
STATEMENTS = Text("责任表述与原文", "Statements of responsibility with their words")

QUESTIONS: tuple[Question, ...] = (
    declared(
        "sharedResponsibility", "shared-responsibility",
        _nodes("departments", "member_ids", "Department", Text("共同负责的部门", "The departments of the group")),
        COUNTED,
        INDICATORS,
        MEASURES,
        _rows("statements", "statements", STATEMENTS, _node("measure", "id", "Measure", MEASURE), DEPARTMENT, ROLE,
              *EVIDENCE),
    ),
    declared(
        "sharedFunctions", "shared-functions",
        _nodes("functions", "function_names", "Function", Text("两项职能", "The two functions")),
        COUNTED,
        _nodes("cities", "city_ids", "City", CITIES),
        INDICATORS,
        MEASURES,
    ),
    declared(
        "coResponsibility", "co-responsibility",
        _node("department", "department_id", "Department"),
        _node("partner", "partner_id", "Department"),
        COUNTED,
        _plain("share", "share"),
        INDICATORS,
        MEASURES,
    ),
    declared(
        "leadAndSupport", "lead-and-support",
        _node("lead", "lead_id", "Department", nullable=True),
        _node("support", "support_id", "Department", nullable=True),
        CITY,
        STATED,
        INDICATORS,
        _plain("statesRoles", "stated"),
        _node("document", "document_id", "Document", nullable=True),
        Column("printedRoles", "printed", Text("该文件所印的角色", "Roles that it does print"), "Role", nullable=True),
        MEASURES,
    ),
    declared(
        "departmentLoad", "department-load",
        _node("department", "department_id", "Department", nullable=True),
        CITY,
        STATED,
        _plain("led", "led", nullable=True),
        _plain("responsible", "responsible", nullable=True),
        _plain("supported", "supported", nullable=True),
        _plain("sectionLed", "section_led", nullable=True),
        _plain("load", "load", nullable=True),
        _plain("indicatorCount", "indicators", nullable=True),
        _plain("statesResponsibility", "stated"),
        _node("document", "document_id", "Document", nullable=True),
    ),
    declared(
        "departmentProfile", "department-profile",
        _node("department", "department_id", "Department"),
        CITY,
        STATED,
        _plain("led", "led", nullable=True),
        _plain("responsible", "responsible", nullable=True),
        _plain("supported", "supported", nullable=True),
        _plain("sectionLed", "section_led"),
        _plain("load", "load", nullable=True),
        _plain("namedCount", "named"),
        _plain("statesResponsibility", "stated"),
        _nodes("notStated", "not_stated_ids", "Document"),
        _rows("indicators", "indicators", Text("国家指标与措施数", "National indicators, with how many measures"),
              _node("indicator", "indicator", "Indicator", Text("国家指标", "National indicator")), COUNT),
        _rows("partners", "partners", Text("协同部门与共同负责的措施数", "Departments it shares measures with"),
              DEPARTMENT, COUNT),
        Column("targets", "targets", Text("目标值", "Targets"), kind="Target", key="target_id"),
        Column("deadlines", "deadlines", Text("时限", "Deadlines"), kind="Deadline", key="deadline_id"),
        _rows("laws", "laws", Text("所引法规与措施数", "Laws cited, with how many measures"),
              _node("law", "law_id", "Law", Text("法规", "Law")), COUNT),
        _rows("statements", "details",
              Text("责任表述与原文，含专章牵头", "Statements of responsibility with their words, section leads too"),
              _node("measure", "id", "Measure", MEASURE), ROLE, *EVIDENCE),
    ),
    declared(
        "bridgingDepartments", "bridging-departments",
        _node("department", "department_id", "Department", nullable=True),
        CITY,
        STATED,
        _plain("partnerCount", "partners", nullable=True),
        _plain("pairs", "pairs", nullable=True),
        _plain("openPairs", "open_pairs", nullable=True),
        _plain("openShare", "open_share", nullable=True),
        _plain("solePairs", "sole_pairs", nullable=True),
        INDICATORS,
        _plain("soleIndicatorPairs", "sole_indicators", nullable=True),
        _rows("onlyPairs", "only_pairs", Text("只有它连起的伙伴对", "Pairs of partners that it alone joins"),
              _node("first", "first_id", "Department", Text("部门", "Department")),
              _node("second", "second_id", "Department", Text("另一部门", "The other department"))),
        _rows("onlyIndicators", "only_indicators",
              Text("只有它连起的指标对", "Pairs of indicators that it alone joins"),
              _node("first", "first", "Indicator", Text("指标", "Indicator")),
              _node("second", "second", "Indicator", Text("另一指标", "The other indicator"))),
        _plain("statesResponsibility", "stated"),
        _node("document", "document_id", "Document", nullable=True),
        MEASURES,
    ),
    declared(
        "pathBetweenDepartments", "path-between-departments",
        _node("first", "first_id", "Department"),
        _node("second", "second_id", "Department"),
        _plain("steps", "steps", nullable=True),
        _nodes("chain", "chain_ids", "Department"),
        Column("why", "why", type="PathEnd", nullable=True),
        _rows("links", "details", Text("每步共同负责的措施", "Measures shared at each step"),
              Column("step", "step", Text("第几步", "Which step"), "int"),
              _node("from", "from_id", "Department", Text("自", "From")),
              _node("to", "to_id", "Department", Text("至", "To")),
              _node("measure", "id", "Measure", MEASURE),
              _nodes("indicators", "indicators", "Indicator", Text("国家指标", "National indicators"))),
    ),
    declared(
        "indicatorCoverage", "indicator-coverage",
        _node("indicator", "indicator", "Indicator"),
        COUNTED,
        _plain("assigned", "assigned"),
        _plain("unassigned", "unassigned"),
        _plain("notStated", "not_stated"),
        _plain("departmentCount", "departments", nullable=True),
        _nodes("departments", "department_ids", "Department", Text("这些部门", "Those departments")),
        _plain("cityCount", "cities"),
        _plain("statesResponsibility", "stated", nullable=True),
    ),
    declared(
        "responsibilityGaps", "responsibility-gaps",
        _node("measure", "measure", "Measure", MEASURE),
        Column("gap", "gap", type="ResponsibilityGap"),
        _nodes("sectionLeads", "section_lead_ids", "Department",
               Text("专章牵头部门", "Departments that lead its section")),
    ),
    declared(
        "singlePoints", "single-points",
        _node("city", "city_code", "City", Text("计划所属城市", "City of the plans")),
        _node("indicator", "indicator", "Indicator"),
        Column("kind", "kind", type="Dependence"),
        _node("department", "department_id", "Department", nullable=True),
        STATED,
        _plain("alone", "alone", nullable=True),
        _nodes("others", "other_ids", "Department",
               Text("其余措施中另有的部门", "Departments that are in some of its measures")),
        _plain("notStated", "not_stated"),
        MEASURES,
    ),
    declared(
        "citiesCompared", "compare-cities",
        _node("indicator", "indicator", "Indicator", nullable=True),
        CITY,
        COUNTED,
        _plain("assigned", "assigned", nullable=True),
        _plain("coverage", "coverage", nullable=True),
        _plain("notStated", "not_stated"),
        _plain("departmentCount", "departments", nullable=True),
        _plain("meanDepartments", "mean_departments", nullable=True),
        _nodes("leading", "leading_ids", "Department"),
        _plain("leadingMeasures", "leading_measures", nullable=True),
        _plain("targetCount", "targets"),
        _plain("deadlineCount", "deadlines"),
        MEASURES,
    ),
    declared(
        "targetsCompared", "targets-compared",
        _plain("metric", "metric"),
        INDICATORS,
        CITY,
        Column("target", "target_id", Text("目标值，其 measure 为所属措施", "The target; its measure sets it"),
               kind="Target"),
        *SPAN,
        Column("match", "match", type="MetricMatch"),
        _plain("value", "value"),
        _plain("commonUnit", "common_unit", nullable=True),
        _plain("rank", "rank"),
        _plain("cityCount", "cities"),
    ),
    declared(
        "deadlinesDue", "deadlines",
        _node("deadline", "deadline_id", "Deadline", Text("时限", "The deadline")),
        *SPAN,
        _node("measure", "measure", "Measure", MEASURE),
        _plain("overdue", "overdue", nullable=True),
        _plain("daysLeft", "days", nullable=True),
        _nodes("departments", "department_ids", "Department", nullable=True),
        _rows("statements", "details", STATEMENTS, DEPARTMENT, ROLE, *EVIDENCE),
    ),
    declared(
        "lawsCited", "laws-cited",
        _node("law", "law_id", "Law", Text("法规文件", "The law")),
        COUNTED,
        _plain("citationCount", "citations"),
        _nodes("cities", "city_ids", "City", CITIES),
        _plain("articles", "articles"),
        MEASURES,
    ),
    declared(
        "lawReach", "law-reach",
        _node("law", "law_id", "Law", Text("法规文件", "The law")),
        COUNTED,
        _plain("documentCount", "documents"),
        _plain("firstCited", "first_cited", nullable=True),
        _node("firstDocument", "first_document_id", "Document", nullable=True),
        _plain("undated", "undated"),
        _nodes("cities", "city_ids", "City", CITIES),
        INDICATORS,
        _plain("departmentCount", "departments", nullable=True),
        _nodes("departments", "department_ids", "Department", Text("这些部门", "Those departments")),
        _plain("notStated", "not_stated"),
        _rows("citations", "details", Text("每处引用与原文", "Each citation with its words"),
              _node("measure", "id", "Measure", MEASURE),
              Column("article", "article", Text("条款", "Article"), "str", nullable=True),
              *EVIDENCE),
    ),
    declared(
        "similarMeasures", "similar-measures",
        Column("state", "state", type="SimilarityState"),
        _plain("score", "score", nullable=True),
        _plain("sharedCharacters", "shared", nullable=True),
        _plain("common", "common"),
        _node("first", "first_id", "Measure",
              Text("措施；所问城市的一方在前", "The measure; that of the city asked about comes first"), nullable=True),
        _node("firstDocument", "first_document_id", "Document"),
        _rows("firstResponsibilities", "first_departments",
              Text("其责任；null 为文件未写明", "Its responsibilities; null where the document states none"),
              DEPARTMENT, ROLE, nullable=True),
        _node("second", "second_id", "Measure", Text("另一措施", "The other measure"), nullable=True),
        _node("secondDocument", "second_document_id", "Document", nullable=True),
        _rows("secondResponsibilities", "second_departments",
              Text("另一方的责任，同上", "The other's responsibilities, likewise"), DEPARTMENT, ROLE, nullable=True),
        _plain("uncompared", "uncompared"),
    ),
    declared(
        "borrowedMeasures", "borrowed-measures",
        Column("order", "order", type="Precedence"),
        _node("earlier", "earlier_id", "City", nullable=True),
        _node("later", "later_id", "City"),
        STATED,
        _plain("firsts", "firsts", nullable=True),
        _plain("sameLaw", "same_law", nullable=True),
        _plain("fromAbove", "from_above", nullable=True),
        _plain("onlyDraft", "only_draft", nullable=True),
        _rows("pairs", "details", Text("各对措施", "Each pair of measures"),
              _node("later", "later_id", "Measure", Text("在后的措施", "The later one")),
              _node("earlier", "earlier_id", "Measure", Text("在先的措施", "The earlier one")),
              Column("score", "score", Text("相似度，0–1", "Score, 0–1"), "float"),
              Column("first", "first",
                     Text("是否图谱内最早", "Whether no other city in the graph had it earlier still"),
                     "bool", nullable=True),
              _nodes("laws", "law_ids", "Law", Text("双方都引用的法规", "Laws that both cite")),
              Column("above", "above",
                     Text("与之相似的上级文件", "Documents from above that have a measure like it"),
                     kind="Document", key="document_id", many=True),
              Column("chain", "chain",
                     Text("与两者相似的全部措施，按日期，不明者在后",
                          "Every measure like either, by date, unknown dates last"),
                     kind="Measure", key="id", many=True)),
        _plain("uncompared", "uncompared"),
        _node("document", "document_id", "Document", nullable=True),
    ),
    declared(
        "versionsCompared", "versions-compared",
        Column("change", "change", type="VersionChange"),
        Column("match", "match", type="VersionMatch", nullable=True),
        _plain("score", "score", nullable=True),
        _node("before", "before_id", "Measure", Text("旧版的措施", "The measure in the older"), nullable=True),
        _node("after", "after_id", "Measure", Text("新版的措施", "The measure in the newer"), nullable=True),
        _node("beforeDocument", "before", "Document",
              Text("旧版；choose 时为可选的文件", "The older version; the document to choose where it is so")),
        _node("afterDocument", "after", "Document", Text("新版", "The newer version"), nullable=True),
        _rows("responsibilitiesAdded", "departments_added",
              Text("增加的责任，角色改变者两边都列；null 为有一版未写明",
                   "Responsibility added, a changed role on both sides; null where a version states none"),
              DEPARTMENT, ROLE, *EVIDENCE, nullable=True),
        _rows("responsibilitiesRemoved", "departments_removed",
              Text("取消的责任，同上", "Responsibility taken away, likewise"),
              DEPARTMENT, ROLE, *EVIDENCE, nullable=True),
        Column("targetsAdded", "targets_added",
               Text("增加的目标值，数值改变者两边都列", "Targets added, a changed value on both sides"),
               kind="Target", key="target_id", nullable=True),
        Column("targetsRemoved", "targets_removed", Text("取消的目标值，同上", "Targets taken away, likewise"),
               kind="Target", key="target_id", nullable=True),
    ),
    declared(
        "search", "search",
        _node("measure", "measure", "Measure", MEASURE),
        _plain("excerpt", "excerpt"),
        _plain("score", "score"),
    ),
)  # fmt: skip
"""The questions, by their order in the schema."""

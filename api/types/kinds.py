"""The kinds (类型) of the API: every label of the graph, its order, and where one goes from it.

A new relationship is one entry here; its edge's facts and their meaning stand in the ontology.
"""

from datetime import date

from api.types.orders import ID, IN_DOCUMENT, IN_TEXT, NAME, ORDERS
from api.types.vocabulary import DEFAULT, Key, Kind, Link, Lists, Many, One, Passage, Passages
from graph.language import Text

__all__ = ["KINDS", "ROOTS"]

ORDINAL = (Key("@b.ordinal", int), ID)
MOST_MEASURES = 500  # what a dashboard shows at once
PRINTED = Key("@r.start", int)

RESPONSIBILITY = Text("部门对措施的责任，附原文出处", "Responsibility of a department for a measure, with its evidence")
ADVANCE = Text("措施对应指标，附原文出处", "A measure advances an indicator, with its evidence")
CITATION = Text("措施引用法规文件，附原文出处", "A measure cites a law, with its evidence")
MENTION = Text("措施正文提及部门，附原文出处", "A measure's text names a department, with its evidence")
UNDERTAKING = Text("措施定下目标值，附原文出处", "A measure sets a target, with its evidence")
DUE = Text("措施的时限，附原文出处", "By when a measure is to be done, with its evidence")
OPEN = Text(
    "未指明具体单位的责任（如各相关单位），不是部门",
    "Responsibilities of groups such as 各相关单位, which are no departments",
)
MEASURES = Text("措施", "Measures")
SIMILARITY = Text("两条措施相似，附共有文字", "Two measures are alike word for word, with the words in common")

# Which of a similarity's two sides is the measure one comes from, and which the other.
OWN = "(CASE startNode(@r) WHEN @a THEN @r.first_{0} ELSE @r.second_{0} END)[@i]"
OTHER = "(CASE startNode(@r) WHEN @a THEN @r.second_{0} ELSE @r.first_{0} END)[@i]"
COMMON = Passages(
    "common",
    "CommonWords",
    Text("两条措施共有的一段文字", "Words that both measures have"),
    "size(@r.first_start)",
    (
        Passage("quote", "str",
                f"substring(@a.text, {OWN.format('start')}, {OWN.format('end')} - {OWN.format('start')})",
                Text("原文，两条相同", "As printed in both")),
        Passage("start", "int", OWN.format("start"),
                Text("在本条正文（text）中的起始字符", "First character in this measure's text field")),
        Passage("end", "int", OWN.format("end"),
                Text("在本条正文中的结束字符（不含）", "One past its last there")),
        Passage("otherStart", "int", OTHER.format("start"),
                Text("在另一条正文（text）中的起始字符", "First character in the other measure's text field")),
        Passage("otherEnd", "int", OTHER.format("end"),
                Text("在另一条正文中的结束字符（不含）", "One past its last there")),
    ),
)  # fmt: skip

KINDS: dict[str, Kind] = {
    kind.label: kind
    for kind in (
        Kind(
            "City",
            (Key("@b.code"),),
            (
                One(
                    "parent", "City", "(@a)-[:PART_OF]->(@b:City)",
                    Text("上级行政区", "Next higher unit"), nullable=True,
                ),
                Many("units", "City", "(@a)<-[:PART_OF]-(@b:City)", Text("下辖的行政区", "Units right below it")),
                Many("documents", "Document", "(@a)<-[:ISSUED_FOR]-(@b:Document)", Text("文件", "Its plans"),
                     filters="DocumentFilter"),
                Many("departments", "Department", "(@a)<-[:OF]-(@b:Department)", Text("部门", "Its departments"),
                     filters="DepartmentFilter"),
            ),
        ),
        Kind(
            "Document",
            (Key("@b.title"), ID),
            (
                One("city", "City", "(@a)-[:ISSUED_FOR]->(@b:City)", Text("城市", "City it is for")),
                Many("sections", "Section", "(@a)-[:CONTAINS]->(@b:Section)", Text("章", "Its chapters"),
                     keys=(Key("@b.order", int), ID)),
                Many("measures", "Measure", "(@a)-[:STATES]->(@b:Measure)", MEASURES, ORDINAL,
                     filters="MeasureFilter", maximum=MOST_MEASURES),
                Many("looseMeasures", "Measure", "(@a)-[:CONTAINS]->(@b:Measure)",
                     Text("不在任何章节中的措施", "Measures that stand in no section"), ORDINAL,
                     filters="MeasureFilter", maximum=MOST_MEASURES),
            ),
        ),
        Kind(
            "Section",
            (Key("@b.order", int), ID),
            (
                One("document", "Document", "(@a)<-[:CONTAINS*]-(@b:Document)", Text("文件", "Document it is in")),
                One("parent", "Section", "(@a)<-[:CONTAINS]-(@b:Section)",
                    Text("上级章节", "Section it is in"), nullable=True),
                Many("sections", "Section", "(@a)-[:CONTAINS]->(@b:Section)", Text("小节", "Its sections")),
                Many("measures", "Measure", "(@a)-[:CONTAINS]->(@b:Measure)", MEASURES, ORDINAL,
                     filters="MeasureFilter", maximum=MOST_MEASURES),
            ),
        ),
        Kind(
            "Measure",
            IN_DOCUMENT,
            (
                One("document", "Document", "(@a)<-[:STATES]-(@b:Document)", Text("文件", "Document that states it")),
                One("section", "Section", "(@a)<-[:CONTAINS]-(@b:Section)",
                    Text("所在章节", "Section it stands in"), nullable=True),
                One("city", "City", "(@a)<-[:STATES]-(:Document)-[:ISSUED_FOR]->(@b:City)",
                    Text("城市", "City it is for")),
                Many("responsibilities", "Department", "(@a)<-[@r:RESPONSIBLE_FOR]-(@b:Department)",
                     Text("责任部门", "Departments that carry responsibility, as printed"),
                     (PRINTED, Key("@r.role"), ID),
                     Link("Responsibility", "RESPONSIBLE_FOR", "a", RESPONSIBILITY), "ResponsibilityFilter"),
                Many("indicators", "Indicator", "(@a)-[@r:ADVANCES]->(@b:Indicator)",
                     Text("对应指标，最贴切在前", "Indicators it advances, the most fitting first"),
                     (Key("@r.rank", int), NAME), Link("Advance", "ADVANCES", "a", ADVANCE)),
                Many("laws", "Law", "(@a)-[@r:CITES]->(@b:Law)",
                     Text("引用的法规文件", "Laws it cites, as printed"),
                     (PRINTED, ID), Link("Citation", "CITES", "a", CITATION)),
                Many("targets", "Target", "(@a)-[@r:SETS]->(@b:Target)",
                     Text("目标值", "Targets it sets, as printed"),
                     (PRINTED, ID), Link("Undertaking", "SETS", "a", UNDERTAKING)),
                Many("deadlines", "Deadline", "(@a)-[@r:DUE]->(@b:Deadline)",
                     Text("时限", "By when it is to be done, as printed"),
                     (PRINTED, ID), Link("Due", "DUE", "a", DUE)),
                Many("named", "Department", "(@a)-[@r:NAMES]->(@b:Department)",
                     Text("正文提及的部门，未必负有责任", "Departments its text names, responsible or not"),
                     (PRINTED, ID), Link("Mention", "NAMES", "a", MENTION)),
                Many("similar", "Measure", "(@a)-[@r:SIMILAR_TO]-(@b:Measure)",
                     Text("其他文件中与之相似的措施，最相似在前；文件的 compared 为空则尚未比对",
                          "Measures of other documents like it, the most similar first; not known while the document's"
                          " compared is null"),
                     (Key("toInteger(round(-1000000 * @r.score))", int), ID),
                     Link("Similarity", "SIMILAR_TO", None, SIMILARITY, COMMON)),
                Lists("openResponsibilities", "OpenResponsibility",
                      {"quote": "open_raw", "role": "open_role", "start": "open_start", "end": "open_end"},
                      OPEN),
            ),
        ),
        Kind(
            "Indicator",
            (Key("coalesce(@b.order, 1000)", int), NAME),
            (
                One("parent", "Indicator", "(@a)-[:PART_OF]->(@b:Indicator)",
                    Text("所属国家指标", "National indicator it is part of"), nullable=True),
                Many("subIndicators", "Indicator", "(@a)<-[:PART_OF]-(@b:Indicator)",
                     Text("子指标", "Its sub-indicators")),
                Many("measures", "Measure", "(@a)<-[@r:ADVANCES]-(@b:Measure)",
                     Text("对应本指标的措施", "Measures that advance it"), IN_DOCUMENT,
                     Link("IndicatorMeasure", "ADVANCES", "b", ADVANCE), "MeasureFilter",
                     maximum=MOST_MEASURES),
            ),
        ),
        Kind(
            "Department",
            (NAME, ID),
            (
                One("city", "City", "(@a)-[:OF]->(@b:City)", Text("所属城市", "City it is a body of")),
                Many("functions", "Function", "(@a)-[:PERFORMS]->(@b:Function)",
                     Text("履行的职能", "Functions it performs")),
                Many("measures", "Measure", "(@a)-[@r:RESPONSIBLE_FOR]->(@b:Measure)",
                     Text("负责的措施", "Measures it carries responsibility for"),
                     (*IN_DOCUMENT, Key("@r.role")),
                     Link("DepartmentMeasure", "RESPONSIBLE_FOR", "b", RESPONSIBILITY), "DepartmentMeasureFilter",
                     maximum=MOST_MEASURES),
                Many("namedIn", "Measure", "(@a)<-[@r:NAMES]-(@b:Measure)",
                     Text("正文提及它的措施", "Measures whose text names it"), (*IN_DOCUMENT, PRINTED),
                     Link("DepartmentMention", "NAMES", "b", MENTION), "MeasureFilter"),
            ),
        ),
        Kind(
            "Function",
            (NAME,),
            (
                Many("departments", "Department", "(@a)<-[:PERFORMS]-(@b:Department)",
                     Text("履行该职能的部门", "Departments that perform it"), filters="DepartmentFilter"),
            ),
        ),
        Kind(
            "Law",
            (ID,),
            (
                Many("measures", "Measure", "(@a)<-[@r:CITES]-(@b:Measure)",
                     Text("引用它的措施", "Measures that cite it"), IN_DOCUMENT,
                     Link("LawMeasure", "CITES", "b", CITATION), "MeasureFilter",
                     maximum=MOST_MEASURES),
            ),
        ),
        Kind(
            "Target",
            IN_TEXT,
            (
                One("measure", "Measure", "(@a)<-[:SETS]-(@b:Measure)", Text("所属措施", "Measure that sets it")),
            ),
        ),
        Kind(
            "Deadline",
            (Key("@b.latest", date), ID),
            (
                One("measure", "Measure", "(@a)<-[:DUE]-(@b:Measure)", Text("所属措施", "Measure it is set for")),
            ),
        ),
    )
}  # fmt: skip
"""Each kind by its label."""


def _root(
    name: str, kind: str, meaning: Text, along: str = "", keys: tuple[Key, ...] = (), maximum: int = DEFAULT
) -> Many:
    return Many(
        name, kind, f"(@b:{kind})", meaning, keys, filters=f"{kind}Filter", along=along, maximum=maximum
    )  # fmt: skip


ROOTS: tuple[Many, ...] = (
    _root("measures", "Measure", Text("措施，按文件与次序", "Measures, by document and order"),
          "(@d:Document)-[:STATES]->(@b:Measure)", maximum=MOST_MEASURES),
    _root("departments", "Department", Text("部门，按名称", "Departments, by name")),
    _root("functions", "Function", Text("职能，按名称", "Functions, by name")),
    _root("indicators", "Indicator", Text("指标，国家指标在前", "Indicators, the national ones first")),
    _root("laws", "Law", Text("法规文件，按名称", "Laws, by name")),
    _root("cities", "City", Text("城市，按行政区划代码", "Cities, by code")),
    _root("documents", "Document", Text("文件，按标题", "Plans, by title")),
    _root("sections", "Section", Text("章节，按文件与次序", "Sections, by document and order"),
          "(@d:Document)-[:CONTAINS*]->(@b:Section)", ORDERS["Section"][0].keys),
    _root("targets", "Target", Text("目标值，按文件与次序", "Targets, by document and order"),
          "(@d:Document)-[:STATES]->(:Measure)-[:SETS]->(@b:Target)"),
    _root("deadlines", "Deadline", Text("时限，先到在前", "Deadlines, the next one first")),
)  # fmt: skip
"""The root fields that list nodes."""

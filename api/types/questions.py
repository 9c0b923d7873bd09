"""The relational questions (关系问题): root fields with typed rows, answered by the catalogue.

A question's arguments, their defaults and meanings are those of its header in queries/cypher. Declared here
is only how a row leads back to the graph.
"""

from api.types.vocabulary import Column, Question
from graph.language import Text

__all__ = ["QUESTIONS"]

QUESTIONS: tuple[Question, ...] = (
    Question(
        "sharedResponsibility",
        "shared-responsibility",
        (
            Column("departments", Text("共同负责的两个部门", "The two departments"), kind="Department",
                   value=lambda row: [row["first_id"], row["second_id"]], many=True),
            Column("measureCount", Text("共同负责的措施数", "Measures they share"), "int",
                   value=lambda row: row["measures"]),
            Column("indicators", Text("这些措施对应的国家指标", "National indicators of those measures"),
                   kind="Indicator", value=lambda row: row["indicators"], many=True),
            Column("measures",
                   Text("这些措施，其 responsibilities 有原文",
                        "Those measures; evidence is in their responsibilities"),
                   kind="Measure", value=lambda row: [each["id"] for each in row["details"]], many=True),
        ),
    ),
    Question(
        "departmentLoad",
        "department-load",
        (
            Column("department", Text("部门；未写明责任的文件为 null", "Department; null for a plan that states none"),
                   "Department | None", kind="Department", value=lambda row: row["department_id"]),
            Column("cityName", Text("城市名称", "Name of the city"), "str", value=lambda row: row["city"]),
            Column("measureCount", Text("措施数（不重复）", "Measures, each once"), "int | None",
                   value=lambda row: row["measures"]),
            Column("led", Text("牵头的措施数", "Measures led"), "int | None", value=lambda row: row["led"]),
            Column("responsible", Text("负责的措施数", "Measures carried"), "int | None",
                   value=lambda row: row["responsible"]),
            Column("supported", Text("配合的措施数", "Measures supported"), "int | None",
                   value=lambda row: row["supported"]),
            Column("sectionLed", Text("专章牵头的措施数", "Measures under a section it leads"), "int | None",
                   value=lambda row: row["section_led"]),
            Column("load", Text("分摊量：n 个部门各担 1/n", "Fractional load: each of n departments carries 1/n"),
                   "float | None", value=lambda row: row["load"]),
            Column("indicatorCount", Text("涉及的国家指标数", "National indicators covered"), "int | None",
                   value=lambda row: row["indicators"]),
            Column("statesResponsibility",
                   Text("是否写明责任；false 并非没有任务",
                        "Whether responsibility is stated; false is not no load"),
                   "bool", value=lambda row: row["stated"]),
            Column("documentTitle", Text("未写明责任的文件的标题", "Title of the plan that states none"), "str | None",
                   value=lambda row: row["document"]),
        ),
    ),
)  # fmt: skip
"""The questions, by their order in the schema."""

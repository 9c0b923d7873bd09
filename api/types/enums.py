"""The closed lists of values (枚举), each value with its meaning in Chinese and English.

The values are the ontology's; tests hold the two together.
"""

from enum import Enum, EnumMeta

import strawberry

from graph.language import Text

__all__ = [
    "ALL",
    "BY_PROPERTY",
    "Basis",
    "CityLevel",
    "Comparator",
    "DocumentForm",
    "DocumentStatus",
    "IndicatorLevel",
    "LawKind",
    "LawLevel",
    "OrderDirection",
    "Role",
    "TargetKind",
    "both",
    "closed",
]


def both(text: Text) -> str:
    """Return a meaning as the schema shows it: Chinese, then English."""
    return f"{text.zh} · {text.en}"


SIGNS = {"=": "EQUAL", "<=": "AT_MOST", ">=": "AT_LEAST", "<": "BELOW", ">": "ABOVE"}  # GraphQL has names only


def closed(name: str, meaning: Text, **values: tuple[str, str]) -> EnumMeta:
    """Return the enum of a closed list of values, each with its meaning in Chinese and English."""
    members = {
        SIGNS.get(value, value.upper()): strawberry.enum_value(value, description=both(Text(*said)))
        for value, said in values.items()
    }
    made: EnumMeta = Enum(name, members)  # type: ignore[misc]
    return strawberry.enum(made, name=name, description=both(meaning))


Role = closed(
    "Role",
    Text("部门在措施中的角色", "Part a department has in a measure"),
    lead=("牵头", "Leads it"),
    responsible=("责任单位", "Is responsible for it"),
    support=("配合", "Supports it"),
    section_lead=("专章牵头，由章节标题写明", "Leads the section it stands in, by the section's heading"),
)
Basis = closed(
    "Basis",
    Text("事实的依据", "What a fact rests on"),
    statement=("本条写明", "The measure's own responsibility statement"),
    section=("章节标题写明", "The heading above the measure"),
    named=("正文点名", "The measure names it"),
    content=("据措施内容判断", "Judged from what the measure does"),
)
DocumentStatus = closed(
    "DocumentStatus",
    Text("文件状态", "Standing of a document"),
    issued=("已印发", "Issued"),
    draft=("征求意见稿", "Draft for comments"),
)
LawKind = closed(
    "LawKind",
    Text("法规文件的种类，由强到弱", "Kind of a law or policy document, strongest first"),
    law=("法律", "Law"),
    administrative_regulation=("行政法规", "Administrative regulation of the State Council"),
    local_regulation=("地方性法规", "Local regulation"),
    rule=("规章", "Rule of a ministry or a government"),
    normative_document=("规范性文件", "Normative document"),
    plan=("规划、方案", "Plan"),
)
DocumentForm = closed(
    "DocumentForm",
    Text("文件发布的形式", "Form in which a plan was published"),
    text=("文本", "Text"),
    docx=("Word 文件", "Word document"),
    pdf=("有文本层的 PDF", "PDF with a text layer"),
    ocr=("扫描的 PDF，文字由图像识别", "Scanned PDF whose text was recognised from images"),
    html=("网页", "Web page"),
    xlsx=("Excel 工作簿", "Excel workbook"),
    xls=("旧式 Excel 工作簿", "Older Excel workbook"),
)
LawLevel = closed(
    "LawLevel",
    Text("法规文件的制定层级", "Who made a law or policy document"),
    national=("国家", "The state"),
    provincial=("省", "A province"),
    local=("市县", "A city or county"),
)
TargetKind = closed(
    "TargetKind",
    Text("目标值的种类", "What a quantified undertaking says"),
    change=("由旧值到新值", "The old value and the new one"),
    limit=("界限", "A bound"),
    level=("达到或保持的数值", "A value to reach or to hold"),
)
Comparator = closed(
    "Comparator",
    Text("数值与目标值的比较", "How the number compares with the target's"),
    **{
        "=": ("等于", "Equal to it"),
        "<=": ("不超过", "At most"),
        ">=": ("不低于", "At least"),
        "<": ("少于", "Below"),
        ">": ("超过", "Above"),
    },
)
CityLevel = closed(
    "CityLevel",
    Text("行政层级", "Administrative level"),
    nation=("国家", "The whole country: documents of the state"),
    province=("省级", "Province, autonomous region or municipality under the central government"),
    prefecture=("地级", "Prefecture-level city"),
    county=("县级", "County, county-level city or district"),
    unknown=("未知", "Unknown"),
)
IndicatorLevel = closed(
    "IndicatorLevel",
    Text("指标层级", "Level of an indicator"),
    national=("国家指标", "One of the 18 national indicators"),
    sub=("子指标", "Sub-indicator of a national one"),
)

OrderDirection = closed(
    "OrderDirection",
    Text("排列的方向", "Which way an order goes"),
    ASC=("升序", "Ascending"),
    DESC=("降序", "Descending"),
)

ALL: tuple[EnumMeta, ...] = (
    Role,
    Basis,
    DocumentStatus,
    DocumentForm,
    LawKind,
    LawLevel,
    TargetKind,
    Comparator,
    CityLevel,
    IndicatorLevel,
)

BY_PROPERTY: dict[str, EnumMeta] = {
    "City.level": CityLevel,
    "Document.status": DocumentStatus,
    "Document.form": DocumentForm,
    "Indicator.level": IndicatorLevel,
    "Law.kind": LawKind,
    "Law.level": LawLevel,
    "Target.kind": TargetKind,
    "Target.comparator": Comparator,
    "RESPONSIBLE_FOR.role": Role,
    "RESPONSIBLE_FOR.basis": Basis,
    "ADVANCES.basis": Basis,
    "CITES.kind": LawKind,
    "CITES.level": LawLevel,
}
"""The enum of each property of the ontology that has a closed list of values."""

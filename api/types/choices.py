"""The closed lists of values (选项) that only the relational questions know, in arguments and in rows.

Those of arguments are the values their header in queries/cypher names; tests hold the two together.
"""

from enum import EnumMeta

from api.types.enums import ALL, closed
from graph.language import Text

__all__ = ["CHOICES", "choice"]

CHOICES: tuple[EnumMeta, ...] = (
    closed(
        "ResponsibilityGap",
        Text("责任空白的种类", "Why a measure has no department of its own"),
        open=("只写各相关单位等", "Only a group such as 各相关单位 is named"),
        none=("文件写明责任而本条没有", "The document states responsibility, this measure has none"),
        not_stated=(
            "文件未写明任何责任，专章牵头也没有",
            "The document states no responsibility at all, no section lead either",
        ),
        section_lead=("只有专章牵头，也没有各相关单位等", "Only its section has a lead, and no group is named"),
    ),
    closed(
        "Dependence",
        Text("指标对部门的依赖", "How an indicator rests on one department"),
        sole=("各措施只有这一个部门", "Its measures have this department and nobody else"),
        every=("只有它在每条措施中，有的另有他人", "It alone is in every measure, others are in some"),
        not_stated=(
            "文件未写明所问角色的责任，不得而知",
            "The documents state no responsibility in the roles asked about: not known",
        ),
    ),
    closed(
        "MetricMatch",
        Text("何为同一事项", "What makes two targets be about the same thing"),
        equal=("名称相同", "What is counted has the same name"),
        contained=("一个名称完整含于另一个之中", "One name contains the other"),
    ),
    closed(
        "VersionChange",
        Text("两个版本之间的变化", "What became of a measure between two versions"),
        kept=("保留", "Kept as it was"),
        changed=("改动", "Changed"),
        added=("新增", "Added"),
        dropped=("删去", "Dropped"),
        choose=(
            "未能确定两个版本，本行是一个可选的文件",
            "It is not told which two to compare: the row is a document to choose from",
        ),
    ),
    closed(
        "VersionMatch",
        Text("两版的措施凭何相认", "What the measures of two versions are matched by"),
        text=("正文相同", "Equal texts"),
        heading=("标题句相同", "Equal opening phrases"),
        similar=("文字相似", "Similar texts"),
    ),
    closed(
        "SimilarityState",
        Text("比对的结果", "What the comparison of a document found"),
        similar=("两条措施相似", "Two measures are alike"),
        none=("已比对，没有相似的措施", "It was compared, and nothing is like it"),
        not_compared=("尚未比对，不得而知", "It was not compared yet: nothing is known"),
    ),
    closed(
        "Precedence",
        Text("共有措施的先后", "Which city had the measures in common first"),
        dated=("有先后", "The earlier city issued them first"),
        same_day=("同日", "Both issued them on one day"),
        unknown_date=("有文件日期不明", "A date is not known"),
        none=("已比对，没有共有的措施", "They were compared and have nothing in common"),
        not_compared=("尚未比对，不得而知", "They were not compared yet: nothing is known"),
    ),
    closed(
        "PathEnd",
        Text("两个部门为何不相连；合于数项时取在前者", "Why two departments are not joined, the first that fits"),
        same=("同一部门", "They are one department"),
        other_city=("不在同一城市", "They are of different cities"),
        not_stated=(
            "其城市的文件均未写明所问角色的责任",
            "No document of their city states responsibility in the roles asked about",
        ),
        apart=("没有共同措施可通", "No shared measures lead from one to the other"),
    ),
)
"""Every one of them."""


def choice(values: tuple[str, ...]) -> EnumMeta:
    """Return the enum of an argument's values: that which has them and the fewest others."""
    held = {enum: {each.value for each in enum.__members__.values()} for enum in (*ALL, *CHOICES)}  # type: ignore[var-annotated]
    return min((enum for enum, known in held.items() if known >= {*values}), key=len)

"""Evaluations as tables for people (表格): layers and figures named in Chinese and English."""

from collections.abc import Mapping
from typing import Any

from graph.language import Text

__all__ = ["COMPARED", "SCORED", "TITLES", "titled"]

LAYER = {"layer": Text("项目", "layer")}
SCORED = {
    **LAYER,
    "precision": Text("查准率", "precision"),
    "recall": Text("查全率", "recall"),
    "f1": Text("F1", "F1"),
    "hit": Text("读对", "hit"),
    "missed": Text("漏读", "missed"),
    "spurious": Text("多读", "spurious"),
}
"""What the figures of a layer are, in their order."""

COMPARED = {
    **LAYER,
    "gained": Text("新增", "gained"),
    "lost": Text("减少", "lost"),
    "kept": Text("不变", "kept"),
}
"""What the figures of a layer are when two versions are compared, in their order."""

TITLES = {
    "documents": Text("文件", "documents"),
    "fields": Text("文件字段", "document fields"),
    "document": Text("文件字段", "document fields"),
    "measures": Text("措施", "measures"),
    "measure ends": Text("措施止点", "measure ends"),
    "departments": Text("责任部门", "departments"),
    "same body": Text("同一部门", "same body"),
    "mentions": Text("提及的单位", "mentions"),
    "laws": Text("引用法规", "laws"),
    "law kind": Text("法规种类", "law kind"),
    "targets": Text("目标值", "targets"),
    "deadlines": Text("时限", "deadlines"),
    "indicators": Text("指标", "indicators"),
    "indicator (section)": Text("指标（按章节）", "indicator by section"),
    "indicator (content, first choice)": Text("指标（按内容）", "indicator by content"),
    "sub-indicator": Text("子指标", "sub-indicator"),
}
"""What the layers are called."""


def titled(rows: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the figures of layers as rows, each with the layer's name."""
    return [{"layer": TITLES[layer], **figures} for layer, figures in rows.items()]

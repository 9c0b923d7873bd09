"""Wordings that have nothing in common, and plans made of them."""

from dataclasses import replace

from tests.graph.plans import measure, plan

__all__ = ["COMMON", "OTHER", "OWN", "dated", "saying"]

COMMON = "对新产业新业态实行触发式监管首次轻微违法可免予处罚"
OWN = "建设口岸冷链查验场地设施提高边民互市货物验放能力"
OTHER = "培育砚台茶油地理标志商标品牌企业并给予一次性奖励"


def saying(*texts, city, title="优化营商环境措施"):
    """A plan whose measures, 1.1 and so on, have these texts."""
    found = (measure(f"1.{number}", text=f"{number}．{text}。") for number, text in enumerate(texts, start=1))
    return plan(*found, city=city, title=title)


def dated(found, day, **facts):
    """The same plan, issued on that day (None: not known)."""
    return replace(found, document=replace(found.document, issued_on=day, **facts))

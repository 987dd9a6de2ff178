"""An invented indicator set: other items, weights, figures beside answers."""

from datetime import date

HEAD = """
[indicator_set]
code = "invented-2027"
title = "省统一指标体系（虚构）"
effective_from = {day}
source = "虚构文件〔2027〕1号"
"""
ITEMS = (
    ("process", "办事流程", "institution", "answers", "30"),
    ("online", "网上可办", "institution", "answers", "20"),
    ("points", "等级得分", "institution", "average", "25.5"),
    ("content", "满意程度", "institution", "satisfaction", "14.5"),
    ("taking-part", "参与程度", "institution", "participation", "10"),
    ("signs", "标识引导", "hall", "answers", "60"),
    ("hall-points", "大厅得分", "hall", "average", "40"),
)


def item(code: str, label: str, target: str, fed_by: str, weight: str) -> str:
    weighed = f"weight = {weight}\n" if weight else ""
    return (
        f'[[items]]\ncode = "{code}"\nlabel = "{label}"\ntarget = "{target}"\n'
        f'fed_by = "{fed_by}"\nsource = "虚构文件附表"\n{weighed}'
    )


def invented(day: date = date(2027, 3, 1), items: tuple[tuple[str, ...], ...] = ITEMS) -> str:
    """The document of the set, from a day on."""
    return HEAD.format(day=day) + "\n".join(item(*one) for one in items)

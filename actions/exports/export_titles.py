"""What an export is of, in the words of the page it was asked for on (4-3)."""

from typing import Any

from actions.trail.audit_words import ACTIONS, OBJECTS, OUTCOMES, WHO, word
from models import Bureau, Hall, Institution, ServiceItem, Window
from queries.figures.cases_behind import CaseFilter
from queries.orders.order_list import Chosen
from queries.people.audit import REFUSED, AuditFilter
from rules.exports import Kind
from rules.grades import Grade
from rules.rectification import STATUS_NAMES, Status
from rules.tags import label_of

LONGEST = 120
FLAGS = {
    "waiting": "轮到本单位",
    "overdue": "超期",
    "supervised": "督办中",
    "extension": "申请延期",
    "repeated": "反馈雷同",
}
PLACES: dict[str, type[Any]] = {
    "bureau_id": Bureau,
    "institution_id": Institution,
    "hall_id": Hall,
    "window_id": Window,
    "item_id": ServiceItem,
}


async def title_of(kind: Kind, chosen: Any) -> str:
    """A line in the list of exports; what was typed into a search box is not repeated."""
    if kind is Kind.ORDERS:
        parts = await _orders(chosen)
    elif kind is Kind.CASES:
        parts = await _cases(chosen)
    else:
        parts = _audit(chosen)
    return "，".join(part for part in parts if part)[:LONGEST]


async def _orders(chosen: Chosen) -> list[str]:
    parts = [name for flag, name in FLAGS.items() if getattr(chosen, flag)]
    if chosen.status in STATUS_NAMES:
        parts.append(STATUS_NAMES[Status(chosen.status)])
    if chosen.grade in set(Grade):
        parts.append(Grade(chosen.grade).label)
    if chosen.institution_id:
        parts.append(await _name("institution_id", chosen.institution_id))
    if chosen.first or chosen.last:
        parts.append(f"{chosen.first or ''}至{chosen.last or ''}")
    parts += ["按评价渠道" if chosen.channel else "", "按身份依据" if chosen.basis else ""]
    return [*parts, "按关键字" if chosen.search else ""]


async def _cases(chosen: CaseFilter) -> list[str]:
    places = [await _name(column, id) for column, id in chosen.service.items()]
    grade = Grade(chosen.grade).label if chosen.grade in set(Grade) else ""
    tag = label_of(chosen.tag) if chosen.tag else ""
    return [f"{chosen.first}至{chosen.last}", *places, grade, tag]


def _audit(chosen: AuditFilter) -> list[str]:
    """An account that was typed is not repeated, nor an object."""
    days = f"{chosen.first or ''}至{chosen.last or ''}" if chosen.first or chosen.last else ""
    outcome = "未完成" if chosen.outcome == REFUSED else word(OUTCOMES, chosen.outcome)
    typed = "按账号或对象" if chosen.login or chosen.object_id else ""
    kind = word(OBJECTS, chosen.object_kind)
    return [days, word(WHO, chosen.who), word(ACTIONS, chosen.action), kind, outcome, typed]


async def _name(column: str, id: Any) -> str:
    found = await PLACES[column].get_or_none(id=id)
    return str(found.name or getattr(found, "number", "")) if found else ""

"""Work orders as a table for supervision and efficiency reviews (Art. 4; 4-3)."""

from datetime import date, datetime

from actions.bulletin_files import csv_bytes
from queries.order_list import Chosen, History, histories
from rules.actors import StaffMember
from rules.grades import Grade
from rules.rectification import STATUS_NAMES, Status
from rules.work_calendar import Calendar

HEAD = (
    "工单编号",
    "状态",
    "评价等级",
    "事项",
    "承办单位",
    "主管部门",
    "生成日期",
    "办结日期",
    "超期",
    "轮次",
    "退回次数",
    "延期次数",
    "督办次数",
    "最近督办日期",
    "督办要求",
    "答复日期",
    "督办答复",
)


async def order_sheet(
    *, by: StaffMember, now: datetime, calendar: Calendar, chosen: Chosen
) -> bytes:
    """The chosen orders, one a line, with the newest supervision and its answer; as CSV."""
    found = histories(by=by, now=now, calendar=calendar, chosen=chosen)
    return csv_bytes([HEAD, *[_line(one) async for one in found]])


def _line(one: History) -> tuple[str, ...]:
    row = one.row
    nothing = (None, "", None, "")
    pressed, why, answered, answer = one.supervisions[-1] if one.supervisions else nothing
    return (
        row.number,
        STATUS_NAMES[Status(row.status)],
        Grade(row.grade).label,
        row.item_name,
        row.institution_name,
        row.bureau_name,
        _day(one.opened_on),
        _day(one.closed_on),
        "是" if row.overdue else "否",
        str(row.round),
        str(row.returned),
        str(one.extensions),
        str(len(one.supervisions)),
        _day(pressed),
        why,
        _day(answered),
        answer,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

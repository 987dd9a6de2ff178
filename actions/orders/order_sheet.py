"""Work orders as a table for supervision and efficiency reviews (Art. 4; 4-3)."""

from datetime import date

from queries.orders.order_list import History
from rules.grades import Grade
from rules.rectification import STATUS_NAMES, Status

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


def line(one: History) -> tuple[str, ...]:
    """One order, with the newest supervision and its answer. Art. 4 (4-3)."""
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

"""Appeals as a table to take along: what was decided, by whom, and why (Art. 12; 12-5, 12-10)."""

from datetime import datetime

from actions.table_files import csv_bytes
from queries.appeals.appeal_list import Chosen
from queries.appeals.appeal_sheet import AppealLine, lines
from rules.actors import StaffMember
from rules.appeals import STATUS_NAMES, AppealStatus
from rules.grades import Grade
from rules.work_calendar import Calendar, local_day

HEAD = (
    "申诉日期",
    "状态",
    "提出单位",
    "被评价单位",
    "工作人员",
    "事项",
    "评价等级",
    "复核单位",
    "复核人",
    "决定日期",
    "理由",
    "依据",
    "附件数",
)


async def appeal_sheet(
    *, by: StaffMember, now: datetime, calendar: Calendar, chosen: Chosen
) -> bytes:
    """The chosen appeals, one a line, with the reason of what ended each; as CSV."""
    found = await lines(by=by, now=now, calendar=calendar, chosen=chosen)
    return csv_bytes([HEAD, *[_line(one) for one in found]])


def _line(one: AppealLine) -> tuple[str, ...]:
    row = one.row
    return (
        _day(row.lodged_at),
        STATUS_NAMES[AppealStatus(row.status)],
        row.unit_name,
        row.institution_name,
        row.officer_name,
        row.item_name,
        Grade(row.grade).label,
        row.bureau_name,
        one.decided_by,
        _day(row.decided_at),
        row.reason,
        one.evidence,
        str(one.files),
    )


def _day(at: datetime | None) -> str:
    return local_day(at).isoformat() if at else ""

"""Appeals with what ended them, for a table (Art. 12; 12-5, 12-10)."""

from collections import Counter
from datetime import datetime

from msgspec import Struct

from models import Appeal, AppealFile, AppealStep
from queries.appeals.appeal_list import RELATED, AppealRow, Chosen, ends_of, in_reach, row_of
from rules.actors import StaffMember
from rules.documents import mask_personal_data
from rules.work_calendar import Calendar


class AppealLine(Struct, frozen=True):
    row: AppealRow
    decided_by: str
    evidence: str
    files: int


async def lines(
    *, by: StaffMember, now: datetime, calendar: Calendar, chosen: Chosen
) -> list[AppealLine]:
    """All the chosen appeals in reach, the oldest first."""
    found = Appeal.filter(in_reach(by)).filter(chosen.where(by, now))
    rows = await found.order_by("lodged_at", "id").select_related(*RELATED)
    ends = await ends_of(rows, by=by)
    attached = await AppealFile.filter(appeal_id__in=[one.id for one in rows])
    files = Counter(one.appeal_id for one in attached)

    def line(one: Appeal, end: AppealStep | None) -> AppealLine:
        return AppealLine(
            row=row_of(one, end, calendar=calendar, now=now),
            decided_by=end.staff.name if end else "",
            evidence=mask_personal_data(end.evidence) if end else "",
            files=files[one.id],
        )

    return [line(one, ends.get(one.id)) for one in rows]

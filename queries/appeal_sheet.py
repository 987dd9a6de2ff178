"""Appeals with what ended them, for a table (Art. 12; 12-5, 12-10)."""

from collections import Counter
from datetime import datetime

from msgspec import Struct

from models import Appeal, AppealFile, AppealStep
from queries.appeals import RELATED, AppealRow, Chosen, in_reach, row_of
from rules.actors import StaffMember
from rules.appeals import OPEN
from rules.documents import mask_personal_data


class AppealLine(Struct, frozen=True):
    row: AppealRow
    decided_by: str
    reason: str
    evidence: str
    files: int


async def lines(*, by: StaffMember, now: datetime, chosen: Chosen) -> list[AppealLine]:
    """All the chosen appeals in reach, the oldest first."""
    found = Appeal.filter(in_reach(by)).filter(chosen.where(now))
    rows = await found.order_by("lodged_at", "id").select_related(*RELATED)
    ids = [one.id for one in rows]
    last = AppealStep.filter(appeal_id__in=ids).exclude(after__in=list(OPEN))
    ends = {one.appeal_id: one for one in await last.select_related("staff")}
    attached = await AppealFile.filter(appeal_id__in=ids)
    files = Counter(one.appeal_id for one in attached)
    return [_line(one, ends.get(one.id), files[one.id], now=now) for one in rows]


def _line(appeal: Appeal, end: AppealStep | None, files: int, *, now: datetime) -> AppealLine:
    return AppealLine(
        row=row_of(appeal, now=now),
        decided_by=end.staff.name if end else "",
        reason=mask_personal_data(end.reason) if end else "",
        evidence=mask_personal_data(end.evidence) if end else "",
        files=files,
    )

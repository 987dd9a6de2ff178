"""The officer's duty of today: where, until when, for which items (3-1, 14-4)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from models import Duty as DutyRow
from models import ServiceItem, ServiceRecord, WindowCode
from queries.briefs import window_brief
from queries.shapes import WindowBrief
from rules.actors import StaffMember
from rules.window_codes import link
from rules.work_calendar import day_bounds, local_day


class ItemBrief(Struct, frozen=True):
    id: UUID
    code: str
    name: str


class Duty(Struct, frozen=True):
    """Where the officer is on the roster now; `window` is None when off duty."""

    window: WindowBrief | None
    until: datetime | None
    link: str | None  # what the window's code says
    items: list[ItemBrief]
    ended_today: int


async def duty(*, by: StaffMember, now: datetime, public_url: str) -> Duty:
    """Where the officer is on the roster now, and the items of the own institution."""
    row = (
        await DutyRow.filter(officer_id=by.staff_id, starts_at__lte=now, ends_at__gt=now)
        .select_related("window__hall")
        .first()
    )
    items = await ServiceItem.filter(institution_id=by.institution_id).order_by("name")
    code = await WindowCode.get_or_none(window_id=row.window.id, active=1) if row else None
    start, end = day_bounds(local_day(now))
    ended = await ServiceRecord.filter(
        officer_id=by.staff_id, ended_at__gte=start, ended_at__lt=end
    ).count()
    return Duty(
        window=window_brief(row.window) if row else None,
        until=row.ends_at if row else None,
        link=link(public_url, code.token) if code else None,
        items=[ItemBrief(item.id, item.code, item.name) for item in items],
        ended_today=ended,
    )

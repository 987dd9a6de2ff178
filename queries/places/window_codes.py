"""Halls, their windows and the codes on them, for bureau and hall (8-1 … 8-4)."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q
from tortoise.functions import Max

from models import Hall, Rating, Window, WindowCode
from rules.actors import Role, StaffMember
from rules.refusals import NotFound
from rules.work_calendar import local_day


class HallRow(Struct, frozen=True):
    id: UUID
    name: str
    region_name: str
    parent_name: str | None  # of a branch hall
    windows: int
    without_code: int


class Halls(Struct, frozen=True):
    halls: list[HallRow]


class CodeRow(Struct, frozen=True):
    id: UUID
    short_number: str
    status: str  # "active" | "revoked"
    issued_at: datetime
    revoked_at: datetime | None
    reason: str


class WindowRow(Struct, frozen=True):
    id: UUID
    number: str
    name: str
    code: CodeRow | None  # the active one
    history: list[CodeRow]
    last_rated_on: date | None  # the day: a moment would tell who was there (9-4)


class Windows(Struct, frozen=True):
    hall: HallRow
    windows: list[WindowRow]


def halls_in_reach(by: StaffMember) -> Q:
    """The city sees every hall, a county its own, a hall manager the one and its branches."""
    if by.role is Role.CITY_BUREAU:
        return Q(id__isnull=False)
    if by.role is Role.COUNTY_BUREAU:
        return Q(bureau_id=by.bureau_id)
    return Q(id=by.hall_id) | Q(parent_id=by.hall_id)


async def halls(*, by: StaffMember) -> Halls:
    """Halls in reach with how many windows have no code (8-1, 8-2)."""
    return Halls([await _hall_row(hall) for hall in await _halls(halls_in_reach(by))])


async def _halls(where: Q) -> list[Hall]:
    found = Hall.filter(where, closed_at=None)
    return await found.order_by("name").select_related("region", "parent")


async def _hall_row(hall: Hall) -> HallRow:
    windows = await Window.filter(hall_id=hall.id, closed_at=None).count()
    with_code = await WindowCode.filter(
        window__hall_id=hall.id, window__closed_at=None, active=1
    ).count()
    return HallRow(
        id=hall.id,
        name=hall.name,
        region_name=hall.region.name,
        parent_name=hall.parent.name if hall.parent else None,
        windows=windows,
        without_code=windows - with_code,
    )


async def of_hall(hall_id: UUID, *, by: StaffMember) -> Windows:
    """The windows of a hall in reach, with their codes and those they had."""
    found = await _halls(halls_in_reach(by) & Q(id=hall_id))
    if not found:
        raise NotFound
    windows = await Window.filter(hall_id=hall_id, closed_at=None).order_by("number")
    codes = await WindowCode.filter(window__hall_id=hall_id).order_by("-issued_at")
    rated = dict(
        await Rating.filter(service_record__hall_id=hall_id)
        .exclude(origin="default")
        .annotate(last=Max("rated_at"))
        .group_by("service_record__window_id")
        .values_list("service_record__window_id", "last")
    )
    return Windows(
        hall=await _hall_row(found[0]),
        windows=[
            _window_row(
                window,
                [code for code in codes if code.window_id == window.id],
                local_day(rated[window.id]) if window.id in rated else None,
            )
            for window in windows
        ],
    )


def _window_row(window: Window, codes: list[WindowCode], last_rated: date | None) -> WindowRow:
    rows = [_code_row(code) for code in codes]
    active = next((row for row in rows if row.status == "active"), None)
    history = [row for row in rows if row is not active]
    return WindowRow(window.id, window.number, window.name, active, history, last_rated)


def _code_row(code: WindowCode) -> CodeRow:
    return CodeRow(
        id=code.id,
        short_number=code.short_number,
        status="active" if code.active else "revoked",
        issued_at=code.issued_at,
        revoked_at=code.revoked_at,
        reason=code.reason,
    )

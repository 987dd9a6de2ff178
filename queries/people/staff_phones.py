"""Phones of staff: the own ones, and those of a place for the administrator."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from models import Duty, StaffPhone
from rules.actors import Role, StaffMember
from rules.staff_sign_in import ROSTER_SPAN


class StaffPhoneRow(Struct, frozen=True):
    """`bound_at`: none while it waits. `client`: browser and system."""

    id: UUID
    login: str
    name: str
    client: str
    asked_at: datetime
    bound_at: datetime | None
    here: bool  # the one that asks


async def team_of(by: StaffMember, *, now: datetime) -> dict[str, Any]:
    """Whose phones handler and hall manager vouch for: officers of the own house or hall. (9-2)"""
    officers: dict[str, Any] = {"staff__role": Role.OFFICER, "staff__active": True}
    if by.role is Role.HANDLER:
        return {**officers, "staff__institution_id": by.institution_id}
    span = {"starts_at__lt": now + ROSTER_SPAN, "ends_at__gt": now - ROSTER_SPAN}
    there = Duty.filter(**span, window__hall_id=by.hall_id) if by.hall_id else None
    ids = set(await there.values_list("officer_id", flat=True)) if there is not None else set()
    return {**officers, "staff_id__in": list(ids)}


async def phones(*, here: UUID | None = None, **scope: Any) -> list[StaffPhoneRow]:
    """Phones that are not ended, those that wait first; the caller has seen to the scope. (9-2)"""
    found = StaffPhone.filter(ended_at=None, **scope).select_related("staff")
    rows = [
        StaffPhoneRow(
            one.id,
            one.staff.login,
            one.staff.name,
            one.client,
            one.asked_at,
            one.bound_at,
            one.id == here,
        )
        for one in await found.order_by("asked_at")
    ]
    return sorted(rows, key=lambda one: one.bound_at is not None)

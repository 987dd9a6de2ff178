"""Phones of staff: the own ones, and those of a place for the administrator."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from models import StaffPhone


class StaffPhoneRow(Struct, frozen=True):
    """`bound_at`: none while it waits. `client`: browser and system."""

    id: UUID
    login: str
    name: str
    client: str
    asked_at: datetime
    bound_at: datetime | None


async def phones(**scope: Any) -> list[StaffPhoneRow]:
    """Phones that are not ended, those that wait first; the caller has seen to the scope. (9-2)"""
    found = StaffPhone.filter(ended_at=None, **scope).select_related("staff")
    rows = [
        StaffPhoneRow(
            one.id, one.staff.login, one.staff.name, one.client, one.asked_at, one.bound_at
        )
        for one in await found.order_by("asked_at")
    ]
    return sorted(rows, key=lambda one: one.bound_at is not None)

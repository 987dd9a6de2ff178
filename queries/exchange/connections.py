"""How far every county and system is connected, the whole city at a glance (Art. 10; 10-3)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from models import Bureau, Connection
from rules.actors import Role, StaffMember


class ConnectionRow(Struct, frozen=True):
    """One system; `version` goes back with a change."""

    id: UUID
    system: str
    status: str  # not_started, building, testing, connected
    since: date
    contact: str
    note: str
    version: int
    changed_at: datetime


class BureauConnections(Struct, frozen=True):
    """The systems of one area; none: nothing has been said yet."""

    bureau_id: UUID
    bureau_name: str
    own: bool
    rows: list[ConnectionRow]


class Connections(Struct, frozen=True):
    bureaus: list[BureauConnections]


def reach(by: StaffMember) -> dict[str, Any]:
    """Everything for the city, the own area for a county."""
    return {} if by.role is Role.CITY_BUREAU else {"bureau_id": by.bureau_id}


async def listed(*, by: StaffMember) -> Connections:
    """Every bureau with its systems, also those that have said nothing (10-3)."""
    within = {} if by.role is Role.CITY_BUREAU else {"id": by.bureau_id}
    rows: dict[UUID, list[ConnectionRow]] = {}
    for one in await Connection.filter(**reach(by)).order_by("system"):
        rows.setdefault(one.bureau_id, []).append(_row(one))
    bureaus = await Bureau.filter(**within).order_by("level", "region__code")
    return Connections(
        [
            BureauConnections(one.id, one.name, one.id == by.bureau_id, rows.get(one.id, []))
            for one in bureaus
        ]
    )


def _row(one: Connection) -> ConnectionRow:
    return ConnectionRow(
        id=one.id,
        system=one.system,
        status=one.status,
        since=one.since,
        contact=one.contact,
        note=one.note,
        version=one.version,
        changed_at=one.changed_at,
    )

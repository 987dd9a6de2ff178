"""From where the accounts of a place may be used, for whoever says so."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from models import Bureau, Hall, Institution, NetworkList
from queries.people.accounts import only
from queries.whole_city import whole_city
from rules.actors import StaffMember
from rules.networks import read
from rules.refusals import NotFound
from rules.work_calendar import local_day


class NetworkRow(Struct, frozen=True):
    """`until`: the last day it counts; none: for good."""

    network: str
    note: str
    until: date | None
    over: bool


class Networks(Struct, frozen=True):
    """Without rows the accounts may be used from everywhere; `version` 0: never said.

    `own`: the caller's own place; `address`: where the caller is, as this server sees it.
    """

    rows: list[NetworkRow]
    version: int
    changed_at: datetime | None
    own: bool
    address: str


async def networks_of(
    *,
    institution_id: UUID | None,
    hall_id: UUID | None,
    bureau_id: UUID | None,
    address: str,
    by: StaffMember,
    now: datetime,
) -> Networks:
    """The list of one place in reach; raises `NotFound`."""
    within = {} if await whole_city(by) else {"bureau_id": by.bureau_id}
    scope: dict[str, Any] = {}
    if institution_id and await Institution.filter(id=institution_id, **within).exists():
        scope = {"institution_id": institution_id}
    elif hall_id and await Hall.filter(id=hall_id, **within).exists():
        scope = {"hall_id": hall_id}
    elif bureau_id and await Bureau.filter(id=bureau_id, **only(within)).exists():
        scope = {"bureau_id": bureau_id}
    if not scope:
        raise NotFound
    kept = await NetworkList.get_or_none(**scope)
    today = local_day(now)
    return Networks(
        rows=[
            NetworkRow(
                str(one.network), one.note, one.until, one.until is not None and one.until < today
            )
            for one in (read(kept.rows) if kept else ())
        ],
        version=kept.version if kept else 0,
        changed_at=kept.changed_at if kept else None,
        own=scope.get("bureau_id") == by.bureau_id,
        address=address,
    )

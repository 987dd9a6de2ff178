"""Self-service terminals as halls and bureaus keep them: a code, a name, an end (7-4)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from actions.kiosks import kiosks
from actions.kiosks.kiosks import KioskCode
from handlers.channels.rating_devices import Name, Reason
from handlers.endpoint import Call, Limit, Nothing, endpoint
from handlers.permissions import May
from queries.channels import kiosks as listed
from queries.channels.kiosks import HallKiosks
from rules.actors import StaffMember


class NameKiosk(Struct, forbid_unknown_fields=True):
    name: Name


class RevokeKiosk(Struct, forbid_unknown_fields=True):
    reason: Reason


class KioskCodeMade(Struct, frozen=True):
    """The code to type on the kiosk, shown this once, and the kiosks of the hall."""

    code: str
    until: datetime
    kiosk_id: UUID
    kiosks: HallKiosks


@endpoint(
    "GET",
    "/api/halls/{hall_id}/kiosks",
    may=May.CODE_STAFF,
    gives=HallKiosks,
    errors=("not_found",),
)
async def list_kiosks(call: Call[StaffMember, None], hall_id: UUID) -> HallKiosks:
    """The self-service terminals of a hall, those that were stopped as well."""
    return await listed.of_hall(hall_id, by=call.by, now=call.now)


@endpoint(
    "POST",
    "/api/halls/{hall_id}/kiosks",
    may=May.CODE_STAFF,
    takes=NameKiosk,
    gives=KioskCodeMade,
    errors=("not_found",),
    limit=Limit(60, 600),
    status=201,
)
async def add_kiosk(call: Call[StaffMember, NameKiosk], hall_id: UUID) -> KioskCodeMade:
    """One more terminal for the hall, with a one-time code that pairs it."""
    made = await kiosks.add(
        hall_id=hall_id, name=call.body.name, keys=call.deps.keys, by=call.by, now=call.now
    )
    return await _made(call, made)


@endpoint(
    "POST",
    "/api/kiosks/{kiosk_id}/pairing-code",
    may=May.CODE_STAFF,
    gives=KioskCodeMade,
    errors=("not_found",),
    limit=Limit(60, 600),
)
async def renew_kiosk_code(call: Call[StaffMember, Nothing], kiosk_id: UUID) -> KioskCodeMade:
    """Another one-time code for a terminal that still waits to be paired."""
    made = await kiosks.renew_code(kiosk_id=kiosk_id, keys=call.deps.keys, by=call.by, now=call.now)
    return await _made(call, made)


async def _made(call: Call[StaffMember, Any], made: KioskCode) -> KioskCodeMade:
    there = await listed.of_hall(made.hall_id, by=call.by, now=call.now)
    return KioskCodeMade(made.code, made.until, made.kiosk_id, there)


@endpoint(
    "POST",
    "/api/kiosks/{kiosk_id}/rename",
    may=May.CODE_STAFF,
    takes=NameKiosk,
    gives=HallKiosks,
    errors=("not_found",),
)
async def rename_kiosk(call: Call[StaffMember, NameKiosk], kiosk_id: UUID) -> HallKiosks:
    """Give a terminal another name."""
    hall_id = await kiosks.rename(kiosk_id=kiosk_id, name=call.body.name, by=call.by, now=call.now)
    return await listed.of_hall(hall_id, by=call.by, now=call.now)


@endpoint(
    "POST",
    "/api/kiosks/{kiosk_id}/revoke",
    may=May.CODE_STAFF,
    takes=RevokeKiosk,
    gives=HallKiosks,
    errors=("not_found",),
)
async def revoke_kiosk(call: Call[StaffMember, RevokeKiosk], kiosk_id: UUID) -> HallKiosks:
    """Stop a terminal at once; whoever stands there is signed out."""
    hall_id = await kiosks.revoke(
        kiosk_id=kiosk_id, reason=call.body.reason, by=call.by, now=call.now
    )
    return await listed.of_hall(hall_id, by=call.by, now=call.now)

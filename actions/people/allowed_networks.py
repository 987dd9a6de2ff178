"""From where the accounts of a place may be used, as the security administrator says."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.people.staff_accounts import Place, scope_of
from actions.trail import audit
from models import Bureau, NetworkList
from rules.actors import StaffMember, System
from rules.institutions import Level
from rules.networks import Allowed, keeps_in, stored
from rules.refusals import Refused, Stale


class ShutsOneselfOut(Refused):
    """By this list whoever saves it could not come back: the own address is not in it, for good."""

    code = "shuts_oneself_out"


async def change(
    *,
    place: Place,
    allowed: list[Allowed],
    version: int,
    by: StaffMember,
    address: str,
    now: datetime,
) -> None:
    """Say anew from where the accounts of a place may be used; `version` as seen, 0: none yet.

    Raises `NotFound`, `Stale`, `ShutsOneselfOut`. Art. 9 (9-2; docs/decisions/0066).
    """
    scope = await scope_of(place, by=by)
    if place.bureau_id == by.bureau_id and not keeps_in(allowed, address):
        raise ShutsOneselfOut(address=address)
    columns: dict[str, Any] = {
        "rows": stored(allowed),
        "changed_at": now,
        "changed_by_id": by.staff_id,
    }
    async with in_transaction():
        if version == 0:
            await _first(scope, columns)
        elif not await NetworkList.filter(**scope, version=version).update(
            version=version + 1, **columns
        ):
            raise Stale
        kind, place_id = next(iter(scope.items()))
        await audit.record(
            by=by,
            action="change_networks",
            outcome="done",
            object_kind=kind.removesuffix("_id"),
            object_id=place_id,
            reason=", ".join(str(one.network) for one in allowed),
            now=now,
        )


async def _first(scope: dict[str, Any], columns: dict[str, Any]) -> None:
    try:
        async with in_transaction():
            await NetworkList.create(id=uuid4(), version=1, **scope, **columns)
    except IntegrityError as error:
        raise Stale from error


async def open_city(*, now: datetime) -> int:
    """Let the accounts of the city's bureau in from everywhere again; how many lists that emptied.

    For the command line of whoever runs the machine, should the bureau's address have changed.
    """
    bureau = await Bureau.get(level=Level.CITY)
    async with in_transaction():
        emptied = await NetworkList.filter(bureau_id=bureau.id).delete()
        await audit.record(
            by=System(),
            action="open_networks",
            outcome="done",
            object_kind="bureau",
            object_id=bureau.id,
            now=now,
        )
    return emptied

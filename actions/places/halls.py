"""Halls and branch halls: opened, renamed, moved, located, closed, reopened (Art. 8; 2-4)."""

from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.places import reach
from actions.places.facts import Change, Fact, PlaceClosed, What, record
from actions.places.institutions import CodeTaken, Standing, StillInUse
from actions.trail import audit
from models import Bureau, Hall, Region, Window
from rules.actors import StaffMember
from rules.refusals import Refused

LATITUDES, LONGITUDES = (3.0, 54.0), (73.0, 136.0)  # of the country: the two are not swapped


class BranchOfBranch(Refused):
    """A branch hall has no branches: halls stand one or two levels deep."""

    code = "place_branch_of_branch"


async def open_hall(
    *,
    code: str,
    name: str,
    address: str,
    standing: Standing,
    change: Change,
    by: StaffMember,
    now: datetime,
) -> UUID:
    """A new hall, or a branch of the hall `standing.parent_id`; its id. Raises `CodeTaken`."""
    try:
        async with in_transaction():
            made = Hall(
                id=uuid4(),
                code=code,
                name=name,
                address=address,
                region_id=standing.region_id,
                bureau_id=standing.bureau_id,
                parent_id=standing.parent_id,
            )
            await _check_standing(made, standing, by=by)
            await made.save(force_create=True)
            await record(made, [Fact(What.OPENED, after=name)], change, by=by, now=now)
            await _told("open_hall", made, change, by=by, now=now)
    except IntegrityError as error:
        raise CodeTaken from error
    return made.id


async def rename(
    *,
    hall_id: UUID,
    name: str,
    address: str,
    change: Change,
    by: StaffMember,
    now: datetime,
) -> None:
    """Another name or address from a day on."""
    async with in_transaction():
        found = await _open(hall_id, by=by)
        pairs = ((found.name, name), (found.address, address))
        facts = [Fact(What.RENAMED, old[:80], new[:80]) for old, new in pairs if old != new]
        found.name, found.address = name, address
        await record(found, facts, change, by=by, now=now)
        await found.save(update_fields=["name", "address"])
        await _told("rename_hall", found, change, by=by, now=now)


async def move(
    *, hall_id: UUID, standing: Standing, change: Change, by: StaffMember, now: datetime
) -> None:
    """Another bureau, region or main hall; its windows and their codes go along."""
    async with in_transaction():
        await Hall.all().order_by("id").select_for_update()
        found = await _open(hall_id, by=by)
        await _check_standing(found, standing, by=by)
        facts = []
        for relation, table in (("bureau", Bureau), ("region", Region), ("parent", Hall)):
            old, new = getattr(found, f"{relation}_id"), getattr(standing, f"{relation}_id")
            if old != new:
                before, after = await _name(table, old), await _name(table, new)
                facts.append(Fact(What.MOVED, before, after, old, new))
        found.region_id, found.bureau_id = standing.region_id, standing.bureau_id
        found.parent_id = standing.parent_id
        await record(found, facts, change, by=by, now=now)
        await found.save(update_fields=["region_id", "bureau_id", "parent_id"])
        await _told("move_hall", found, change, by=by, now=now)


async def locate(
    *,
    hall_id: UUID,
    position: tuple[float, float] | None,
    change: Change,
    by: StaffMember,
    now: datetime,
) -> None:
    """Where it is on the map: latitude and longitude in degrees as maps in China show them, or
    nowhere any more. Art. 8 (docs/decisions/0034)."""
    async with in_transaction():
        found = await _open(hall_id, by=by)
        before = _written(found.latitude, found.longitude)
        found.latitude, found.longitude = position or (None, None)
        after = _written(found.latitude, found.longitude)
        facts = [Fact(What.MOVED, before, after)] if before != after else []
        await record(found, facts, change, by=by, now=now)
        await found.save(update_fields=["latitude", "longitude"])
        await _told("locate_hall", found, change, by=by, now=now)


async def close(*, hall_id: UUID, change: Change, by: StaffMember, now: datetime) -> None:
    """It serves no longer. Raises `StillInUse` while it has open windows or branches."""
    async with in_transaction():
        found = await _open(hall_id, by=by)
        used = {
            "windows": await Window.filter(hall_id=found.id, closed_at=None).count(),
            "branches": await Hall.filter(parent_id=found.id, closed_at=None).count(),
        }
        if any(used.values()):
            raise StillInUse(**used)
        await record(found, [Fact(What.CLOSED, before=found.name)], change, by=by, now=now)
        found.closed_at = now
        await found.save(update_fields=["closed_at"])
        await _told("close_hall", found, change, by=by, now=now)


async def reopen(*, hall_id: UUID, change: Change, by: StaffMember, now: datetime) -> None:
    """It serves again; its windows are reopened one by one."""
    async with in_transaction():
        found = await reach.hall(hall_id, by=by)
        facts = [Fact(What.REOPENED, after=found.name)] if found.closed_at else []
        await record(found, facts, change, by=by, now=now)
        found.closed_at = None
        await found.save(update_fields=["closed_at"])
        await _told("reopen_hall", found, change, by=by, now=now)


def _written(latitude: float | None, longitude: float | None) -> str:
    """Five decimals: about a metre."""
    return "" if latitude is None or longitude is None else f"{latitude:.5f},{longitude:.5f}"


async def _open(hall_id: UUID, *, by: StaffMember) -> Hall:
    found = await reach.hall(hall_id, by=by)
    if found.closed_at:
        raise PlaceClosed
    return found


async def _check_standing(found: Hall, standing: Standing, *, by: StaffMember) -> None:
    named = await reach.check(by=by, bureau_id=standing.bureau_id, region_id=standing.region_id)
    if None in named:
        raise reach.OutOfReach
    if standing.parent_id is None:
        return
    parent = await reach.hall(standing.parent_id, by=by)
    if parent.closed_at:
        raise PlaceClosed
    has_branches = await Hall.filter(parent_id=found.id).exists()
    if parent.parent_id or has_branches or parent.id == found.id:
        raise BranchOfBranch


async def _name(table: type[Bureau | Region | Hall], id_: UUID | None) -> str:
    row = await table.get_or_none(id=id_) if id_ else None
    return row.name if row else ""


async def _told(
    action: str, found: Hall, change: Change, *, by: StaffMember, now: datetime
) -> None:
    await audit.record(
        by=by,
        action=action,
        object_kind="hall",
        object_id=found.id,
        outcome="done",
        reason=change.reason,
        now=now,
    )

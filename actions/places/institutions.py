"""Institutions: opened, renamed, moved, closed, reopened (2-1, 2-2, 2-4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.places import reach
from actions.places.facts import Change, Fact, PlaceClosed, What, record
from actions.trail import audit
from models import Institution, PlaceChange, Window, WorkOrder
from rules.actors import StaffMember
from rules.institutions import Kind, Level, TreeCycle, bureau_level, cycles
from rules.refusals import Refused


class CodeTaken(Refused):
    """Another place has this code."""

    code = "place_code_taken"


class WrongLevel(Refused):
    """Level, region and bureau do not go together, and it is no vertical agency (C-3)."""

    code = "place_wrong_level"


class StillInUse(Refused):
    """Windows, subordinate institutions or open work orders depend on it; `details` counts them."""

    code = "place_in_use"


class WasMerged(Refused):
    """A merged institution goes on in another one and cannot be reopened."""

    code = "place_was_merged"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an institution stands in the tree."""

    region_id: UUID
    bureau_id: UUID
    parent_id: UUID | None


async def open_institution(
    *,
    code: str,
    name: str,
    level: Level,
    kind: Kind,
    vertical: bool,
    standing: Standing,
    change: Change,
    by: StaffMember,
    now: datetime,
) -> UUID:
    """A new institution with its supervising bureau; its id. Raises `CodeTaken`, `WrongLevel`."""
    try:
        async with in_transaction():
            made = Institution(
                id=uuid4(),
                code=code,
                name=name,
                level=level,
                kind=kind,
                vertical=vertical,
                region_id=standing.region_id,
                bureau_id=standing.bureau_id,
                parent_id=standing.parent_id,
            )
            await _check_standing(made, standing, by=by)
            await made.save(force_create=True)
            await record(made, [Fact(What.OPENED, after=name)], change, by=by, now=now)
            await told("open_institution", made, change, by=by, now=now)
    except IntegrityError as error:
        raise CodeTaken from error
    return made.id


async def rename(
    *, institution_id: UUID, name: str, change: Change, by: StaffMember, now: datetime
) -> None:
    """Another name from a day on; the same institution, so old ratings stay with it."""
    async with in_transaction():
        found = await _open(institution_id, by=by)
        facts = [] if found.name == name else [Fact(What.RENAMED, found.name, name)]
        found.name = name
        await record(found, facts, change, by=by, now=now)
        await found.save(update_fields=["name"])
        await told("rename_institution", found, change, by=by, now=now)


async def move(
    *, institution_id: UUID, standing: Standing, change: Change, by: StaffMember, now: datetime
) -> None:
    """Another bureau, superior or region. Ended services keep the bureau they were frozen with.

    Raises `TreeCycle` if the institution would come to stand below itself.
    """
    async with in_transaction():
        await lock_tree()
        found = await _open(institution_id, by=by)
        facts = await _moves(found, standing, by=by)
        found.region_id, found.bureau_id = standing.region_id, standing.bureau_id
        found.parent_id = standing.parent_id
        await record(found, facts, change, by=by, now=now)
        await found.save(update_fields=["region_id", "bureau_id", "parent_id"])
        await told("move_institution", found, change, by=by, now=now)


async def close(*, institution_id: UUID, change: Change, by: StaffMember, now: datetime) -> None:
    """It serves no longer. Raises `StillInUse` while something depends on it."""
    async with in_transaction():
        found = await _open(institution_id, by=by)
        await _check_unused(found)
        await record(found, [Fact(What.CLOSED, before=found.name)], change, by=by, now=now)
        found.closed_at = now
        await found.save(update_fields=["closed_at"])
        await told("close_institution", found, change, by=by, now=now)


async def reopen(*, institution_id: UUID, change: Change, by: StaffMember, now: datetime) -> None:
    """It serves again, under the name it had."""
    async with in_transaction():
        found = await reach.institution(institution_id, by=by)
        if await PlaceChange.filter(institution_id=found.id, what=What.MERGED).exists():
            raise WasMerged
        facts = [Fact(What.REOPENED, after=found.name)] if found.closed_at else []
        await record(found, facts, change, by=by, now=now)
        found.closed_at = None
        await found.save(update_fields=["closed_at"])
        await told("reopen_institution", found, change, by=by, now=now)


async def told(
    action: str, found: Institution, change: Change, *, by: StaffMember, now: datetime
) -> None:
    """The audit entry of a change."""
    await audit.record(
        by=by,
        action=action,
        object_kind="institution",
        object_id=found.id,
        outcome="done",
        reason=change.reason,
        now=now,
    )


async def _open(institution_id: UUID, *, by: StaffMember) -> Institution:
    found = await reach.institution(institution_id, by=by)
    if found.closed_at:
        raise PlaceClosed
    return found


async def lock_tree() -> None:
    """Two moves at once could close a circle neither of them sees: one waits for the other."""
    await Institution.all().order_by("id").select_for_update()


async def _check_standing(found: Institution, standing: Standing, *, by: StaffMember) -> None:
    bureau, region = await reach.check(
        by=by, bureau_id=standing.bureau_id, region_id=standing.region_id
    )
    if bureau is None or region is None:
        raise reach.OutOfReach
    fits = region.level == found.level and bureau.level == bureau_level(Level(found.level))
    if not found.vertical and not fits:
        raise WrongLevel
    if standing.parent_id is None:
        return
    parent = await Institution.get_or_none(id=standing.parent_id)
    if parent is None or parent.closed_at:
        raise PlaceClosed
    parents: dict[UUID, UUID | None] = {
        one.id: one.parent_id for one in await Institution.all().only("id", "parent_id")
    }
    parents[found.id] = parent.id
    if found.id in cycles(parents):
        raise TreeCycle


async def _moves(found: Institution, standing: Standing, *, by: StaffMember) -> list[Fact]:
    await _check_standing(found, standing, by=by)
    facts = []
    for relation in ("bureau", "region", "parent"):
        old, new = getattr(found, f"{relation}_id"), getattr(standing, f"{relation}_id")
        if old != new:
            before, after = await _name(found, relation, old), await _name(found, relation, new)
            facts.append(Fact(What.MOVED, before, after, old, new))
    return facts


async def _name(found: Institution, relation: str, id_: UUID | None) -> str:
    related: Any = found._meta.fields_map[relation]
    row = await related.related_model.get_or_none(id=id_) if id_ else None
    return str(row.name) if row else ""


async def _check_unused(found: Institution) -> None:
    used = {
        "windows": await Window.filter(institution_id=found.id, closed_at=None).count(),
        "children": await Institution.filter(parent_id=found.id, closed_at=None).count(),
        "orders": await WorkOrder.filter(institution_id=found.id, closed_at=None).count(),
    }
    if any(used.values()):
        raise StillInUse(**used)

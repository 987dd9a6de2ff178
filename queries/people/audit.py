"""The audit trail: a page of it, one entry, and all of it in pieces. Never a citizen's name."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from models import AuditCheck, AuditEntry, Staff
from queries.keyset import Key, after, before
from rules.actors import Role, StaffMember
from rules.refusals import NotFound
from rules.work_calendar import day_bounds

A_PAGE = 50
CHECKS = 5
COUNTED = 1000  # a longer list is said to be longer, not counted
REFUSED = "not_done"  # every outcome that is none of these
DONE = ("done", "previewed")


class AuditFilter(Struct, frozen=True, kw_only=True):
    """What of the trail is asked for; what is empty narrows nothing.

    `who` is a role of the staff or another kind of actor, `outcome` a code or `not_done`.
    """

    who: str = ""
    login: str = ""
    action: str = ""
    object_kind: str = ""
    object_id: str = ""
    outcome: str = ""
    first: date | None = None
    last: date | None = None


class AuditRow(Struct, frozen=True):
    """One entry. `actor` is the login of staff, the id of anybody else."""

    id: UUID
    at: datetime
    who: str  # the role of staff, or the kind of actor
    actor: str
    action: str
    object_kind: str
    object_id: str
    outcome: str
    reason: str
    before: str
    after: str


class AuditPage(Struct, frozen=True):
    """`total` is counted up to a thousand; `further` is where the next page begins."""

    rows: list[AuditRow]
    total: int
    further: Key | None


class AuditDetails(Struct, frozen=True):
    """One entry with where its member of staff belongs today."""

    row: AuditRow
    office: str


class ChainCheck(Struct, frozen=True):
    """What a walk along the chain of the trail found; `fault` empty: it is whole."""

    at: datetime
    links: int
    hash: str
    fault: str
    fault_at: datetime | None
    entry_id: UUID | None


class Chain(Struct, frozen=True):
    """The checks of the trail, newest first."""

    checks: list[ChainCheck]


async def page(*, by: StaffMember, chosen: AuditFilter, behind: Key | None) -> AuditPage:
    """The trail, newest first, from behind an entry on (4-6)."""
    found = await _trail(chosen)
    turn = found.filter(before(behind, "at")).order_by("-at", "-id")
    rows = await turn.limit(A_PAGE + 1)
    shown = rows[:A_PAGE]
    counted = await found.limit(COUNTED + 1).values_list("id")
    further = Key(shown[-1].at, shown[-1].id) if len(rows) > A_PAGE else None
    return AuditPage(await _told(shown), len(counted), further)


async def one(entry_id: UUID, *, by: StaffMember) -> AuditDetails:
    """One entry (4-6)."""
    entry = await AuditEntry.get_or_none(id=entry_id)
    if entry is None:
        raise NotFound
    [row] = await _told([entry])
    staff = Staff.filter(id=entry.actor_id).select_related("bureau", "institution", "hall")
    member = await staff.first() if entry.actor_id else None
    place = member and (member.hall or member.institution or member.bureau)
    return AuditDetails(row, place.name if place else "")


async def chain(*, by: StaffMember) -> Chain:
    """The newest checks of the audit trail's chain (9-2)."""
    rows = await AuditCheck.all().order_by("-at").limit(CHECKS)
    return Chain(
        [
            ChainCheck(one.at, one.links, one.hash, one.fault, one.fault_at, one.entry_id)
            for one in rows
        ]
    )


async def count(*, by: StaffMember, chosen: AuditFilter, now: datetime) -> int:
    """How many entries `piece` gives in all."""
    return await (await _trail(chosen)).filter(at__lt=now).count()


async def piece(
    *, by: StaffMember, chosen: AuditFilter, now: datetime, behind: Key | None, most: int
) -> list[tuple[Key, AuditRow]]:
    """The next of the entries made before `now`, oldest first."""
    found = (await _trail(chosen)).filter(after(behind, "at"), at__lt=now)
    rows = await found.order_by("at", "id").limit(most)
    keys = [Key(row.at, row.id) for row in rows]
    return list(zip(keys, await _told(rows), strict=True))


async def _trail(chosen: AuditFilter) -> QuerySet[AuditEntry]:
    """Each condition has its index with the moment."""
    found = AuditEntry.filter(_actor(chosen))
    for name in ("action", "object_kind", "object_id"):
        if getattr(chosen, name):
            found = found.filter(**{name: getattr(chosen, name)})
    if chosen.outcome == REFUSED:
        found = found.exclude(outcome__in=DONE)
    elif chosen.outcome:
        found = found.filter(outcome=chosen.outcome)
    if chosen.first:
        found = found.filter(at__gte=day_bounds(chosen.first)[0])
    if chosen.last:
        found = found.filter(at__lt=day_bounds(chosen.last)[1])
    return found


def _actor(chosen: AuditFilter) -> Q:
    """Of one role or kind, of one account."""
    wanted = Q()
    if chosen.who in set(Role):
        role = Staff.filter(role=chosen.who)
        wanted &= Q(actor_id__in=Subquery(role.values("id")))
    elif chosen.who:
        wanted &= Q(actor_kind=chosen.who)
    if chosen.login:
        account = Staff.filter(login=chosen.login)
        wanted &= Q(actor_id__in=Subquery(account.values("id")))
    return wanted


async def _told(rows: list[AuditEntry]) -> list[AuditRow]:
    actors = {row.actor_id for row in rows if row.actor_id}
    known = {one.id: one for one in await Staff.filter(id__in=actors)} if actors else {}
    return [_row(row, known.get(row.actor_id) if row.actor_id else None) for row in rows]


def _row(row: AuditEntry, staff: Staff | None) -> AuditRow:
    return AuditRow(
        id=row.id,
        at=row.at,
        who=staff.role if staff else row.actor_kind,
        actor=staff.login if staff else str(row.actor_id or ""),
        action=row.action,
        object_kind=row.object_kind,
        object_id=row.object_id,
        outcome=row.outcome,
        reason=row.reason,
        before=row.before,
        after=row.after,
    )
